"""Tries the two rounds of ``make test``."""

from __future__ import annotations

import subprocess

import pytest

from tools import test as runner


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Exit codes that the two rounds are made to give."""
    codes = {"postgres": 0, "all": 0}
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(runner.postgres, "programs", lambda: "there")
    monkeypatch.setattr(runner.postgres, "main", lambda command: codes["postgres"])
    monkeypatch.setattr(
        runner.subprocess, "run", lambda command, check: subprocess.CompletedProcess(command, codes["all"])
    )
    return codes


@pytest.mark.parametrize(("on_postgres", "everything", "code"), [(0, 0, 0), (1, 0, 1), (0, 1, 1), (5, 0, 0), (5, 1, 1)])
def test_it_fails_when_either_round_fails(rounds, on_postgres: int, everything: int, code: int) -> None:
    """A failure on PostgreSQL counts as much as one on SQLite; a round without tests is no failure."""
    rounds.update(postgres=on_postgres, all=everything)
    assert runner.main([]) == code


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_it_says_loudly_that_postgresql_was_left_out(rounds, monkeypatch, capsys, ci: str, code: int) -> None:
    """Without PostgreSQL the tests pass with a warning at the very end; in CI they fail."""
    monkeypatch.setattr(runner.postgres, "programs", lambda: None)
    monkeypatch.setenv("CI", ci)
    assert runner.main([]) == code
    assert "PostgreSQL" in capsys.readouterr().err
