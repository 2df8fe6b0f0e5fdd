"""Users who open pages one after another, as fast as they are answered: reads a plan as JSON, prints what each request took.

The plan: ``host``, ``port``, ``seconds``, and for each user a ``cookie`` and the ``paths`` to open in turn. The answer:
``seconds`` of each request, and ``failures`` by status.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from threading import Barrier, Thread
from typing import Any

_PATIENCE = 60


def run(plan: dict[str, Any]) -> dict[str, Any]:
    taken: list[float] = []
    failures: Counter[str] = Counter()
    ready = Barrier(len(plan["users"]))

    def work(user: dict[str, Any]) -> None:
        connection = HTTPConnection(plan["host"], plan["port"], timeout=_PATIENCE)
        ready.wait()
        end = time.perf_counter() + plan["seconds"]
        for path in cycle(user["paths"]):
            start = time.perf_counter()
            if start >= end:
                break
            try:
                connection.request("GET", path, headers={"Cookie": user["cookie"], "Accept-Language": "zh-CN"})
                answer = connection.getresponse()
                answer.read()
                status = str(answer.status)
            except (OSError, HTTPException) as why:
                connection.close()
                status = type(why).__name__
            if status == "200":
                taken.append(time.perf_counter() - start)
            else:
                failures[status] += 1

    threads = [Thread(target=work, args=(user,)) for user in plan["users"]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"seconds": taken, "failures": dict(failures)}


if __name__ == "__main__":
    print(json.dumps(run(json.load(sys.stdin))))
