"""``luodi compare``: on screen, as Word and as a page."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from luodi.commands.compare_files import main

OLD = "清河市园区提升行动方案\n一、目标\n到2028年，链主企业达到10家。\n二、任务\n（一）兴园。抓园区培育工作。（牵头单位：市经信局）\n"
NEW = OLD.replace("10家", "15家") + "（二）建园。抓园区建设工作。（牵头单位：市发改委）\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "old.txt").write_text(OLD, "utf-8")
    (tmp_path / "new.txt").write_text(NEW, "utf-8")
    return str(tmp_path / "old.txt"), str(tmp_path / "new.txt")


def test_it_prints_what_changed(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """Both texts side by side, and how many of each change."""
    assert main([*files]) == 0
    shown = capsys.readouterr()
    assert "修改\t到2028年，链主企业达到10家。\t到2028年，链主企业达到15家。" in shown.out
    assert "新增1处" in shown.err


def test_it_writes_word_and_a_page(files: tuple[str, str], tmp_path: Path) -> None:
    """The same table on paper and on screen."""
    assert main([*files, "--out", str(tmp_path / "c.docx")]) == 0
    assert main([*files, "--out", str(tmp_path / "c.html")]) == 0
    words = [
        cell.text
        for table in docx.Document(str(tmp_path / "c.docx")).tables
        for row in table.rows
        for cell in row.cells
    ]
    page = (tmp_path / "c.html").read_text("utf-8")
    for said in ("到2028年，链主企业达到10家。", "到2028年，链主企业达到15家。", "修改", "新增"):
        assert said in words
        assert said in page


def test_it_says_what_a_superior_policy_asks_and_the_local_one_lacks(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The new document as the superior's: its second task is not taken up, its number is larger."""
    old, new = files
    assert main([new, old, "--superior"]) == 0
    said = capsys.readouterr().out
    assert "未见承接\t建园" in said
    assert "按分解数核对" in said


def test_it_refuses_another_kind_of_output(files: tuple[str, str], tmp_path: Path) -> None:
    """.docx or .html."""
    with pytest.raises(SystemExit) as stopped:
        main([*files, "--out", str(tmp_path / "c.xls")])
    assert stopped.value.code == 2


def test_it_tells_of_a_file_that_is_not_there(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """Which file, and what to do; exit code 1."""
    assert main([files[0], files[1] + "x"]) == 1
    assert "new.txtx" in capsys.readouterr().err
