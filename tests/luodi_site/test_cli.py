"""``luodi site`` on a database that was not prepared."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


def site(folder, *arguments, **settings):
    """One command on a database of its own."""
    mine = {**os.environ, "LUODI_VAR": str(folder), "LUODI_DATABASE_URL": "", **settings}
    command = [sys.executable, "-m", "luodi", "site", *arguments]
    return subprocess.run(command, env=mine, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("prepared")
    assert site(folder, "prepare", "--no-sample").returncode == 0
    return folder


def test_it_moves_a_rehearsal_day_by_day(prepared):
    """Each day up to the one named comes and goes, and the site stays there."""
    done = site(prepared, "advance", "--on", "2026-01-08", LUODI_REHEARSAL="2026-01-05")
    assert [line[:10] for line in done.stdout.splitlines()] == ["2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08"]
    assert site(prepared, "advance", LUODI_REHEARSAL="2026-01-05").stdout.startswith("2026-01-08")


def test_it_advances_no_real_site_into_the_future(prepared):
    """What is written for a day that has not come would stand before all that happens until then."""
    done = site(prepared, "advance", "--on", "2099-01-01")
    assert done.returncode == 2 and "还没有到" in done.stderr and done.stdout == ""
    assert site(prepared, "advance", "--on", "1月8日").returncode == 2


def test_it_refuses_to_run_before_the_database_is_prepared(tmp_path):
    """One sentence that says what to do, not a traceback."""
    settings = {**os.environ, "LUODI_VAR": str(tmp_path)}
    settings.pop("LUODI_DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", "luodi", "site", "run", "--port", "1"],
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "请先运行 luodi site prepare" in done.stderr
    assert "Traceback" not in done.stderr
