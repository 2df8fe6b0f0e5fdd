"""``luodi corpus`` and ``luodi ask`` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from luodi.commands import ask_corpus, corpus_folder

PLAN = "清河市园区提升行动方案\n一、任务\n（一）兴园。到2028年，链主企业达到10家。（牵头单位：市经信局）\n"


def test_it_builds_tables_and_answers_a_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder in, Parquet out, an answer as CSV."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(PLAN, "utf-8")
    assert corpus_folder.main([str(tmp_path / "in"), "--out", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "targets.parquet").exists()
    capsys.readouterr()
    assert ask_corpus.main([str(tmp_path / "out"), "promises", "--format", "csv"]) == 0
    assert "清河市,2028" in capsys.readouterr().out


def test_it_refuses_what_is_no_folder_and_what_is_no_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each says what is missing and what to do."""
    assert corpus_folder.main([str(tmp_path / "none"), "--out", str(tmp_path / "out")]) == 2
    assert "不是文件夹" in capsys.readouterr().err
    assert ask_corpus.main([str(tmp_path), "leads"]) == 2
    assert "请先运行 luodi corpus" in capsys.readouterr().err
