"""The files that a command is to write: what cannot be written is told of before the work, not after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from luodi.cli import main

CALLS = (
    ["compile", "x.txt", "--rules", "{}"],
    ["compile", "x.txt", "--out", "{}/there"],
    ["corpus", ".", "--out", "{}/there"],
    ["run", "sme-ladder", "--data", "x.csv", "--on", "2026-06-30", "--out", "{}/there/x.xlsx"],
    ["run", "sme-ladder", "--data", "x.csv", "--on", "2026-06-30", "--out", "{}/there"],
    ["simulate", "hubei-2023", "--out", "{}/there/x.xlsx"],
    ["compare", "a.txt", "b.txt", "--out", "{}/there/x.docx"],
)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_it_says_before_the_work_that_a_place_cannot_be_written(call, tmp_path: Path, capsys) -> None:
    """A file stands where a folder is meant, or a folder where a file is meant."""
    (tmp_path / "there").write_text("a file", "utf-8")
    with pytest.raises(SystemExit) as left:
        main([one.format(tmp_path) for one in call])
    assert left.value.code == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_it_names_the_folder_that_is_missing(tmp_path: Path, capsys) -> None:
    """And says what to do."""
    with pytest.raises(SystemExit):
        main(["compile", "x.txt", "--rules", str(tmp_path / "none" / "rules.yaml")])
    assert f"没有文件夹“{tmp_path / 'none'}”：先建好" in capsys.readouterr().err


def test_it_says_that_a_folder_has_nothing_to_check(tmp_path: Path, capsys) -> None:
    """Nothing read is not the same as nothing found."""
    assert main(["check", str(tmp_path)]) == 1
    assert "没有可核对的文件" in capsys.readouterr().err
