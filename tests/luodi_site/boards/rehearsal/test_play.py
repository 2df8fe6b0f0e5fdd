"""Two years of supervision, played on both databases: the same ledger, whatever the machine's clock says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tools.postgres import programs as cluster_programs

from luodi_site.boards.rehearsal.play import FIRST, NotEmpty, play
from luodi_site.boards.rehearsal.to_lines import lines
from luodi_site.lib import clock
from luodi_site.supervision.lights import statuses_of
from luodi_site.supervision.models import Matter

COMMAND = [sys.executable, "-m", "luodi_site.cli", "rehearse"]


def started(folder: Path, until: str, *, seed: int, **settings: str) -> subprocess.Popen[bytes]:
    """A rehearsal in a process and on a database of its own; sets and dicts of text run in another order by the seed."""
    folder.mkdir()
    mine = {**os.environ, "LUODI_VAR": str(folder), "PYTHONHASHSEED": str(seed), "LUODI_DATABASE_URL": "", **settings}
    options = ["--until", until, "--write", str(folder / "ledger.txt")]
    return subprocess.Popen([*COMMAND, *options], env=mine, stdout=subprocess.DEVNULL)


def ledger_of(run: subprocess.Popen[bytes], folder: Path) -> list[str]:
    assert run.wait() == 0
    return (folder / "ledger.txt").read_text("utf-8").splitlines()


def assert_same(one: list[str], other: list[str]) -> None:
    """The first lines that differ say where to look."""
    apart = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    assert apart[:3] == []
    assert len(one) == len(other)


@pytest.fixture
def other_database(request) -> str:
    """PostgreSQL; another SQLite on a machine that has none."""
    return request.getfixturevalue("postgres").url if cluster_programs() else ""


def test_it_gives_the_same_ledger_twice(tmp_path, other_database):
    """Two databases, two orders of hashing, one of them on a site that takes today for a day in 2031."""
    first = started(tmp_path / "first", "2027-12-31", seed=1)
    elsewhere = {"LUODI_REHEARSAL": "2031-05-05", "LUODI_DATABASE_URL": other_database}
    second = started(tmp_path / "second", "2027-12-31", seed=2, **elsewhere)
    one, other = ledger_of(first, tmp_path / "first"), ledger_of(second, tmp_path / "second")
    assert_same(one, other)
    rows = [row for row in map(json.loads, one) if isinstance(row, dict)]
    kinds = Counter(
        row["kind"] for row in rows if row["row"].startswith(("LedgerEntry/", "OrderEntry/", "IssueEntry/"))
    )
    wanted = {
        "report",
        "accept",
        "return",
        "light",
        "split",
        "merge",
        "supersede",
        "approve_closure",
        "reopen",
        "settle",
    }
    assert wanted <= kinds.keys()
    assert len({row["code"] for row in rows if row["row"].startswith("IssuedPaper/")}) > 15


def test_it_never_asks_the_clock_nor_changes_an_earlier_light(db, monkeypatch):
    """Each day is told what day it is; and what each day's light was is still so when the later entries are in."""
    monkeypatch.setattr(clock, "today", lambda: pytest.fail("the clock was asked"))
    seen: dict[date, dict[int, tuple[str, str]]] = {}
    for done in play(date(2026, 4, 20)):
        lit = Matter.objects.filter(light_on=done.day).values_list("pk", "light", "light_words")
        seen[done.day] = {number: (light, words) for number, light, words in lit}
    assert sum(bool(light) for day in seen.values() for light, _words in day.values()) > 500
    matters = list(Matter.objects.all())
    for day, lit in seen.items():
        statuses = statuses_of(matters, day)
        assert {number: (statuses[number].light.name, statuses[number].words) for number in lit} == lit, day


def test_it_begins_with_an_empty_database(db, cast):
    """Whoever works here would find a sample city among their own."""
    with pytest.raises(NotEmpty):
        next(play(FIRST))


def test_it_tells_of_rows_by_their_place(db):
    """No number of the database stands in a line, and everything that refers to a row finds it."""
    list(play(date(2026, 1, 6)))
    told = [json.loads(line) for line in lines()]
    rows = [row for row in told if isinstance(row, dict)]
    names = {row["row"] for row in rows}
    matters = [row for row in rows if row["row"].startswith("Matter/")]
    assert matters[0]["row"] == "Matter/0" and len(matters) > 60
    assert {row["matter"] for row in rows if row["row"].startswith("LedgerEntry/")} <= names
    assert all("id" not in row and "at" not in row for row in rows)
