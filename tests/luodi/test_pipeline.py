"""The whole flow on one file, and what happens to one that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

import luodi
from luodi import pipeline
from luodi.pipeline import Failed, check, compile_or_fail
from luodi.problems import UnreadableDocument

PLAN = "清河市方案\n一、任务\n（一）强链。抓链条。（牵头单位：市经信局）\n"


def test_it_compiles_a_file_from_python(tmp_path: Path) -> None:
    """``luodi.compile(path)`` gives document, outline and policy over one text."""
    (tmp_path / "a.txt").write_text(PLAN, "utf-8")
    compiled = luodi.compile(tmp_path / "a.txt")
    assert compiled.policy.tasks[0].lead == ("市经信局",)
    assert compiled.outline.join() == compiled.document.text == PLAN
    assert check(compiled) == list(compiled.policy.problems)


def test_it_raises_for_one_file_and_tells_of_one_among_many(tmp_path: Path) -> None:
    """``compile`` raises with the problem, ``compile_or_fail`` returns it."""
    (tmp_path / "empty.txt").write_text("", "utf-8")
    with pytest.raises(UnreadableDocument) as why:
        luodi.compile(tmp_path / "empty.txt")
    failed = compile_or_fail(tmp_path / "empty.txt")
    assert isinstance(failed, Failed)
    assert failed.problem == why.value.problem


def test_it_tells_of_its_own_bug_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug in a stage fails that file with a code of its own, and harms no other."""
    (tmp_path / "a.txt").write_text(PLAN, "utf-8")

    def broken(path: Path) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(pipeline, "compile_file", broken)
    failed = compile_or_fail(tmp_path / "a.txt")
    assert isinstance(failed, Failed)
    assert failed.problem.code == "compile.bug"
