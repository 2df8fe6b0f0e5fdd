"""Tries the rule that a skip is loud, and a failure in CI."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

LEFT_OUT = """
import pytest

def test_it_is_left_out():
    pytest.skip("the browser is missing")

@pytest.mark.xfail(reason="known")
def test_it_is_known_to_fail():
    assert False
"""
NOT_COLLECTED = 'import pytest\npytest.importorskip("no_such_library", reason="the library is missing")\n'


def outcome(folder: Path, source: str, ci: str) -> subprocess.CompletedProcess[str]:
    """Pytest's own words on a small test file, with the project's rules in force."""
    (folder / "test_small.py").write_text(source, "utf-8")
    rules = Path(__file__).parent / "conftest.py"
    (folder / "conftest.py").write_text(rules.read_text("utf-8"), "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:django", str(folder)]
    environment = {**os.environ, "CI": ci, "PYTHONPATH": str(rules.parent.parent)}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment, check=False)


@pytest.mark.parametrize(
    ("source", "reason"), [(LEFT_OUT, "the browser is missing"), (NOT_COLLECTED, "the library is missing")]
)
def test_it_lists_what_was_skipped_in_a_loud_block(tmp_path: Path, source: str, reason: str) -> None:
    """On a machine that lacks something the tests pass, and their end says what was not tested and why."""
    said = outcome(tmp_path, source, ci="")
    assert said.returncode in (0, 5), said.stdout  # 5: nothing but the skipped file
    assert f"1 × {reason}" in said.stdout.split("NOT TESTED HERE")[1]


@pytest.mark.parametrize("source", [LEFT_OUT, NOT_COLLECTED])
def test_it_fails_in_ci_when_something_was_skipped(tmp_path: Path, source: str) -> None:
    """In CI everything is installed, so a skip is a failure, whether of a test or of a whole file."""
    said = outcome(tmp_path, source, ci="true")
    assert said.returncode in (1, 2), said.stdout
    assert "skipped in CI" in said.stdout


def test_it_lets_a_known_failure_be_known_in_ci(tmp_path: Path) -> None:
    """A test that is expected to fail is no skip."""
    said = outcome(tmp_path, LEFT_OUT, ci="true")
    assert "1 failed, 1 xfailed" in said.stdout
