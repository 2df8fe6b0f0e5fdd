"""PDF files with text: lines become the paragraphs they were broken from."""

from __future__ import annotations

import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from tests.luodi.documents.invariants import assert_sound, cells_of, lines_of
from tests.luodi.documents.pdf_files import HEIGHT, LEFT, PdfPage, pdf_file, set_in_print
from tests.luodi.documents.word_files import archive, paragraph, run, word_file

from luodi.documents import from_pdf, from_scan, from_word
from luodi.documents.model import Document

_PLAN = [
    "为推动云州市先进制造业高质量发展，加快建设具有全国影响力的先进制造业基地，现结合我市实际，制定本行动方案，请各县区认真组织实施。",
    "一、总体要求",
    "到2027年，全市规模以上工业企业达到1500家，年均增长10%以上，其中高新技术企业占比超过40%，培育省级以上专精特新企业100家。",
    "（一）培育企业。",
    "市经济和信息化局会同市财政局、市科学技术局等有关部门建立企业培育库，实行动态管理，每季度末将进展情况报送市制造强市建设领导小组办公室。",
]


def _read(*pages: PdfPage) -> Document:
    document, problems = from_pdf.parse(pdf_file(*pages), "甲")
    assert problems == []
    assert_sound(document)
    return document


def test_it_joins_lines_to_paragraphs() -> None:
    """A line that reaches the right margin goes on; an indent of two characters begins a paragraph."""
    assert lines_of(_read(*set_in_print(_PLAN))) == _PLAN


def test_it_joins_paragraphs_across_pages() -> None:
    """Page numbers between the lines of a paragraph are no part of it."""
    assert lines_of(_read(*set_in_print(_PLAN * 4, lines_a_page=7))) == _PLAN * 4


def test_it_leaves_running_heads_out() -> None:
    """A line at the head that most pages repeat, whatever its page number."""
    pages = set_in_print(_PLAN * 4, lines_a_page=7, head="云州市人民政府公报 2027年第3期")
    assert lines_of(_read(*pages)) == _PLAN * 4


def test_it_keeps_a_number_that_is_no_page_number() -> None:
    """In the middle of a page a line of digits is part of the document."""
    printed = [*_PLAN[:2], "1500", _PLAN[2]]
    assert lines_of(_read(*set_in_print(printed))) == printed


def test_it_keeps_titles_apart_from_text() -> None:
    """Centred lines and other sizes end a paragraph."""
    page = set_in_print(_PLAN[:1], numbered=False)[0]
    page.write(200, HEIGHT - 60, "云州市行动方案", 22)
    assert lines_of(_read(page)) == ["云州市行动方案", _PLAN[0]]


def test_it_reads_top_down_whatever_the_order_of_writing() -> None:
    """Programs may write the last line first."""
    page = set_in_print(_PLAN[:3], numbered=False)[0]
    page.texts.reverse()
    assert lines_of(_read(page)) == _PLAN[:3]


def test_it_reads_a_line_printed_twice_once() -> None:
    """Some programs make bold print by printing twice; —— is two signs all the same."""
    page = PdfPage()
    for shift in (0, 0.3):
        page.write(LEFT + shift, 500, "——培育云州市先进制造业企业梯队")
    assert lines_of(_read(page)) == ["——培育云州市先进制造业企业梯队"]


def _ruled_page() -> PdfPage:
    page = PdfPage()
    page.write(LEFT, 720, "云州市先进制造业重点任务分工如下：")
    page.grid([80, 140, 340, 500], [680, 640, 590, 550])
    places = [(90, 660, "序号"), (150, 660, "重点任务"), (350, 660, "牵头单位"), (90, 610, "1"), (150, 620, "培育规模以上工业企业，扩大先进制"),
              (150, 600, "造业规模"), (350, 610, "市经信局"), (90, 570, "2"), (350, 570, "市商务局")]  # fmt: skip
    for x, y, words in places:
        page.write(x, y, words, 12)
    page.write(LEFT, 500, "以上任务请抓好落实，按季报送。")
    return page


def test_it_reads_ruled_tables_where_they_stand() -> None:
    """Words between ruled lines are cells, and a cell's lines are joined where they fill it."""
    document = _read(_ruled_page())
    assert cells_of(document) == [
        ("序号", 0, 0, 1, 1), ("重点任务", 0, 1, 1, 1), ("牵头单位", 0, 2, 1, 1), ("1", 1, 0, 1, 1),
        ("培育规模以上工业企业，扩大先进制造业规模", 1, 1, 1, 1), ("市经信局", 1, 2, 1, 1), ("2", 2, 0, 1, 1), ("", 2, 1, 1, 1),
        ("市商务局", 2, 2, 1, 1),
    ]  # fmt: skip
    assert document.text.startswith("云州市先进制造业重点任务分工如下：\n序号\t")
    assert document.text.endswith("\n以上任务请抓好落实，按季报送。\n")


def test_it_takes_no_line_under_a_heading_for_a_table() -> None:
    """The red line of an official header and a frame around text rule nothing."""
    page = set_in_print(_PLAN, numbered=False)[0]
    page.rules += [(LEFT, 760, 516, 760), (LEFT, 762, 516, 762)]
    page.grid([60, 540], [100, 800])
    document = _read(page)
    assert lines_of(document) == _PLAN
    assert document.tables == ()


def test_it_names_pages_that_are_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is read where print cannot be recognised; a page with a picture and text is not a scan."""
    monkeypatch.setattr(from_scan, "is_installed", lambda: False)
    pages = [*set_in_print(_PLAN), PdfPage(pictures=1)]
    pages[0].pictures = 1
    document, problems = from_pdf.parse(pdf_file(*pages), "甲")
    assert lines_of(document) == _PLAN
    assert [problem.code for problem in problems] == ["document.pages_scanned"]
    assert "第2页" in problems[0].message


def test_it_says_that_text_is_garbled() -> None:
    """Rare characters throughout come from a font that names none."""
    rare = "".join(chr(0x9000 + 7 * at) for at in range(60))
    _, problems = from_pdf.parse(pdf_file(*set_in_print([rare, rare])), "甲")
    assert [problem.code for problem in problems] == ["document.garbled"]


@pytest.mark.needs_libreoffice
def test_it_gives_the_paragraphs_of_a_printed_word_file(libreoffice: str, tmp_path: Path) -> None:
    """The same document as .docx and as the PDF that an office program prints of it."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
        'document.main+xml"/></Types>'
    )
    indent = '<w:jc w:val="both"/><w:ind w:firstLine="640"/><w:rPr><w:sz w:val="32"/></w:rPr>'
    body = "".join(paragraph(run(words, '<w:sz w:val="32"/>'), properties=indent) for words in _PLAN)
    data = word_file(body)
    with zipfile.ZipFile(BytesIO(data)) as packed:
        files: dict[str, str | bytes] = {name: packed.read(name) for name in packed.namelist()}
    source = tmp_path / "甲.docx"
    source.write_bytes(archive(files | {"[Content_Types].xml": types}))
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [libreoffice, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    printed, _ = from_pdf.read(tmp_path / "甲.pdf")
    assert lines_of(printed) == lines_of(from_word.read(source)[0]) == _PLAN
