"""Every test: first the site's on PostgreSQL, then all of them; ``make test`` is this."""

from __future__ import annotations

import os
import subprocess
import sys

from tools import postgres

PYTEST = [sys.executable, "-m", "pytest", "-q"]
# The journeys are driven once, on the embedded database, and so are the sample city's long years; PostgreSQL shows what
# differs below the pages.
LONG_YEARS = ("test_sample_ledger.py", "test_sample_papers.py", "rehearsal")
ON_POSTGRES = [
    *PYTEST, "tests/luodi_site", "-m", "not needs_browser",
    *(f"--ignore=tests/luodi_site/boards/{name}" for name in LONG_YEARS),
]  # fmt: skip
NO_TEST_COLLECTED = 5


def main(chosen: list[str]) -> int:
    """Run the two rounds, and say at the end what was left out; ``chosen`` is passed on to the second."""
    codes: list[int] = []
    left_out = ""
    if postgres.programs():
        print("== 网站, 在 PostgreSQL 上", flush=True)
        codes.append(postgres.main(ON_POSTGRES))
    else:
        left_out = "没有 PostgreSQL (initdb): 网站只在 SQLite 上测试。apt-get install postgresql"
        codes.append(int(os.environ.get("CI") == "true"))
    print("== 全部测试, 在 SQLite 上", flush=True)
    codes.append(subprocess.run([*PYTEST, *chosen], check=False).returncode)
    if left_out:
        print(f"\n!! 未测: {left_out}", file=sys.stderr)
    return max((code for code in codes if code != NO_TEST_COLLECTED), default=NO_TEST_COLLECTED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
