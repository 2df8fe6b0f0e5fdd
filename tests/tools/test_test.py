"""Tries the two lanes of ``make test``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools import test as runner

ROOT = Path(__file__).resolve().parents[2]


def ending(code: int, words: str = "") -> list[runner.Round]:
    """A lane of one command that says this and ends with this code."""
    return [runner.Round("一轮", [sys.executable, "-c", f"print({words!r}); raise SystemExit({code})"])]


@pytest.mark.parametrize(("first", "aside"), [(0, 0), (1, 0), (0, 2), (3, 2)])
def test_it_keeps_the_code_of_either_lane(first: int, aside: int) -> None:
    """A failure beside counts as much as one in front."""
    assert runner.side_by_side(ending(first), ending(aside)) == [first, aside]


def test_it_shows_what_both_lanes_said(capfd) -> None:
    """The lane beside is shown in one piece, behind the first."""
    runner.side_by_side(ending(0, "前面的话"), [*ending(0, "旁边的话"), *ending(1, "旁边后来的话")])
    said = capfd.readouterr().out
    assert said.index("前面的话") < said.index("旁边的话") < said.index("旁边后来的话")


def test_it_runs_the_lanes_at_once(tmp_path) -> None:
    """Each waits for a file of the other's: one after the other, the first would wait in vain."""
    met = [
        "import pathlib, sys, time\n"
        f"mine, other = (pathlib.Path({str(tmp_path)!r}, name) for name in {names!r})\n"
        "mine.touch(); until = time.monotonic() + 120\n"
        "while not other.exists() and time.monotonic() < until: time.sleep(0.05)\n"
        "sys.exit(not other.exists())"
        for names in (("one", "two"), ("two", "one"))
    ]
    lanes = [[runner.Round("一轮", [sys.executable, "-c", words])] for words in met]
    assert runner.side_by_side(*lanes) == [0, 0]


def test_it_leaves_no_test_out() -> None:
    """The site and the journeys in one lane; in the other whatever is not in these folders, and the site on PostgreSQL."""
    first, aside = runner.lanes([], has_postgres=True)
    assert [one.is_on_postgres for one in (*first, *aside)] == [False, True, False]
    assert first[0].command == [*runner.PYTEST, *runner.SITE]
    assert aside[1].command == [*runner.PYTEST, *(f"--ignore={folder}" for folder in runner.SITE)]
    assert all((ROOT / folder).is_dir() for folder in runner.SITE)
    assert all((ROOT / part.split("=")[1]).exists() for part in runner.ON_POSTGRES if part.startswith("--ignore="))


def test_it_runs_what_was_chosen_and_the_site_on_postgresql() -> None:
    """A file or an option takes the place of what runs on SQLite."""
    first, aside = runner.lanes(["tests/luodi"], has_postgres=True)
    assert [one.command[-1] for one in first] == ["tests/luodi"]
    assert [one.is_on_postgres for one in aside] == [True]


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_it_says_loudly_that_postgresql_was_left_out(monkeypatch, capsys, ci: str, code: int) -> None:
    """Without PostgreSQL the tests pass with a warning at the very end; in CI they fail."""
    monkeypatch.setattr(runner.postgres, "programs", lambda: None)
    monkeypatch.setenv("CI", ci)
    assert runner.main(["--version"]) == code
    assert "PostgreSQL" in capsys.readouterr().err
