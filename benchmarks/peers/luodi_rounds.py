"""Compiles a list of files with Luodi, one round for each line of input, and says how long each round took."""

import json
import resource
import sys
import time
from pathlib import Path

from luodi.pipeline import compile_file

files = [Path(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
compile_file(files[0])
print("ready", flush=True)
for _ in sys.stdin:
    begin = time.perf_counter()
    for file in files:
        compile_file(file)
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "peak_kib": peak}), flush=True)
