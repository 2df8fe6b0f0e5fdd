"""Converts a list of .docx files with markitdown, one round for each line of input, and says how long each round took."""

import json
import resource
import sys
import time
from pathlib import Path

from markitdown import MarkItDown

files = Path(sys.argv[1]).read_text("utf-8").splitlines()
converter = MarkItDown()
converter.convert(files[0])
print("ready", flush=True)
for _ in sys.stdin:
    begin = time.perf_counter()
    for file in files:
        converter.convert(file)
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "peak_kib": peak}), flush=True)
