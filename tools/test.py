"""Every test, and the site's a second time on PostgreSQL; ``make test`` is this. Where there are two processors, two lanes
run side by side."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, Any

from tools import postgres

PYTEST = [sys.executable, "-m", "pytest", "-q"]
# The journeys are driven once, on the embedded database, and so are the sample city's long years (of the rehearsal, one
# half plays on PostgreSQL); PostgreSQL shows what differs below the pages.
LONG_YEARS = ("test_sample_ledger.py", "test_sample_papers.py", "rehearsal")
ON_POSTGRES = [
    *PYTEST, "tests/luodi_site", "-m", "not needs_browser",
    *(f"--ignore=tests/luodi_site/boards/{name}" for name in LONG_YEARS),
]  # fmt: skip
# Together these two are every test; a new folder under tests/ falls to the second by itself.
SITE = ("tests/luodi_site", "tests/journeys")
NO_TEST_COLLECTED = 5


@dataclass(frozen=True)
class Round:
    """One run of pytest; ``is_on_postgres`` gives it a cluster of its own."""

    title: str
    command: list[str]
    is_on_postgres: bool = False


def lanes(chosen: list[str], *, has_postgres: bool) -> list[list[Round]]:
    """What runs one after the other, twice side by side: the site on SQLite, and beside it all the rest. ``chosen`` (files,
    options) takes the place of what runs on SQLite."""
    aside = [Round("网站, 在 PostgreSQL 上", ON_POSTGRES, True)] if has_postgres else []
    if chosen:
        return [[Round("所选测试, 在 SQLite 上", [*PYTEST, *chosen])], aside]
    others = [f"--ignore={folder}" for folder in SITE]
    aside.append(Round("编译、引擎、工具", [*PYTEST, *others]))
    return [[Round("网站和浏览器, 在 SQLite 上", [*PYTEST, *SITE])], aside]


def run(one: Round, to: IO[Any] | None) -> int:
    """The exit code of a round; what it says goes to the terminal, or into a file."""
    print(f"== {one.title}", flush=True, file=to)
    before = [sys.executable, "-m", "tools.postgres"] if one.is_on_postgres else []
    begun = time.monotonic()
    code = subprocess.run([*before, *one.command], check=False, stdout=to, stderr=to).returncode
    print(f"   {one.title}: {time.monotonic() - begun:.0f}秒", flush=True, file=to)
    return code


def run_all(rounds: Iterable[Round], to: IO[Any] | None = None) -> list[int]:
    return [run(one, to) for one in rounds]


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def side_by_side(first: list[Round], aside: list[Round]) -> list[int]:
    """Both lanes at once: the first one's words as they come, the other's when both are done."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as kept, ThreadPoolExecutor() as threads:
        beside = threads.submit(run_all, aside, kept)
        codes = run_all(first)
        codes += beside.result()
        kept.seek(0)
        sys.stdout.write(kept.read())
    return codes


def main(chosen: list[str]) -> int:
    """Run both lanes, and say at the end what was left out."""
    has_postgres = postgres.programs() is not None
    first, aside = lanes(chosen, has_postgres=has_postgres)
    codes = side_by_side(first, aside) if processors() > 1 else run_all([*aside, *first])
    if not has_postgres:
        codes.append(int(os.environ.get("CI") == "true"))
        print(
            "\n!! 未测: 没有 PostgreSQL (initdb): 网站只在 SQLite 上测试。apt-get install postgresql", file=sys.stderr
        )
    return max((code for code in codes if code != NO_TEST_COLLECTED), default=NO_TEST_COLLECTED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
