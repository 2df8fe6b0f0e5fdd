"""What every program of the rules benchmark does: load, say ready, then one round for each line, and keep its first results."""

import json
import sys
import time
from pathlib import Path


def peak_kib() -> int:
    """The most memory this process held, as the kernel counts it for this program alone."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])


def answer(work, results, rows):
    """``work()`` is timed; ``results(of what it gave)`` are yuan for each firm, written beside the data once."""
    print("ready", flush=True)
    is_first = True
    for _ in sys.stdin:
        begin, busy = time.perf_counter(), time.process_time()
        done = work()
        seconds, busy = time.perf_counter() - begin, time.process_time() - busy
        peak = peak_kib()
        if is_first:
            results(done)
            is_first = False
            Path("/proc/self/clear_refs").write_text("5", "utf-8")  # what looking at results took is no part of a round
        del done
        print(json.dumps({"seconds": seconds, "busy_seconds": busy, "peak_kib": peak, "rows": rows}), flush=True)
