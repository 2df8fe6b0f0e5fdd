"""Pages in two columns: the left one is read before the right one, and tables are not taken for columns."""

from __future__ import annotations

import pytest
from tests.luodi.documents.invariants import assert_sound, lines_of
from tests.luodi.documents.ofd_files import ofd_file
from tests.luodi.documents.pdf_files import HEIGHT, PdfPage, pdf_file

from luodi.documents import from_ofd, from_pdf
from luodi.documents.columns import zones_of
from luodi.documents.model import Document

_SIZE, _LEADING, _PER_LINE = 10.5, 18, 20
_LEFT, _RIGHT = 60.0, 310.0
_PLAN = [
    "为推动云州市先进制造业高质量发展，加快建设具有全国影响力的先进制造业基地，现结合我市实际，制定本行动方案，请各县区认真组织实施。",
    "一、总体要求",
    "到2027年，全市规模以上工业企业达到1500家，年均增长10%以上，其中高新技术企业占比超过40%，培育省级以上专精特新企业100家。",
    "（一）培育企业。市经济和信息化局会同市财政局、市科学技术局等有关部门建立企业培育库，实行动态管理，每季度末将进展情况报送市制造强市建设领导小组办公室。",
    "（二）改造项目。推动企业更新设备，每年实施改造项目100个以上，按设备投资的10%给予补助，单个项目最高200万元。",
]


def _printed(x: float, paragraphs: list[str]) -> list[tuple[float, str]]:
    lines = []
    for words in paragraphs:
        room, at = _PER_LINE - 2.0, x + 2 * _SIZE
        line = ""
        for char in words:
            wide = 0.5 if char.isascii() else 1
            if room < wide:
                lines.append((at, line))
                line, room, at = "", float(_PER_LINE), x
            line, room = line + char, room - wide
        lines.append((at, line))
    return lines


def _page(left: list[str], right: list[str], shift: float = 0, title: str = "", foot: str = "") -> PdfPage:
    page = PdfPage()
    top = HEIGHT - 90
    if title:
        page.write(150, top, title, 18)
        top -= 50
    for x, paragraphs, down in ((_LEFT, left, 0.0), (_RIGHT, right, shift)):
        for order, (at, words) in enumerate(_printed(x, paragraphs)):
            page.write(at, top - down - order * _LEADING, words, _SIZE)
    if foot:
        page.write(290, 50, foot, 9)
    return page


def _read(kind: str, *pages: PdfPage) -> Document:
    data = pdf_file(*pages) if kind == "pdf" else ofd_file(*pages)
    document, problems = (from_pdf if kind == "pdf" else from_ofd).parse(data, "甲")
    assert problems == []
    assert_sound(document)
    return document


@pytest.mark.parametrize("kind", ["pdf", "ofd"])
@pytest.mark.parametrize("shift", [0, 7], ids=["side by side", "half a line lower"])
def test_it_reads_the_left_column_first(kind: str, shift: float) -> None:
    """Under a title across the page, and without the page number, whether the lines of both are level or not."""
    page = _page(_PLAN[:3], _PLAN[3:], shift, "云州市先进制造业行动方案", "- 1 -")
    assert lines_of(_read(kind, page)) == ["云州市先进制造业行动方案", *_PLAN]


@pytest.mark.parametrize("kind", ["pdf", "ofd"])
def test_it_joins_a_paragraph_over_the_gutter_and_the_page(kind: str) -> None:
    """A paragraph that goes on at the top of the next column, or of the next page, is one."""
    lines = _printed(0, _PLAN * 2)
    quarter = -(-len(lines) // 4)
    pages = []
    for at in (0, 2 * quarter):
        page = PdfPage()
        for x, start in ((_LEFT, at), (_RIGHT, at + quarter)):
            for order, (indent, words) in enumerate(lines[start : start + quarter]):
                page.write(x + indent, HEIGHT - 90 - order * _LEADING, words, _SIZE)
        pages.append(page)
    assert lines_of(_read(kind, *pages)) == _PLAN * 2


def test_it_takes_no_table_for_columns() -> None:
    """Short words side by side stand in rows, and are read row by row."""
    page = PdfPage()
    rows = [("培育规上企业", "市经信局"), ("更新工业设备", "市发改委"), ("建设智能工厂", "市数据局"), ("推广绿色制造", "市生态环境局"),
            ("培育专精特新", "市科技局"), ("引进重大项目", "市商务局"), ("用好产业基金", "市财政局")]  # fmt: skip
    for order, (task, unit) in enumerate(rows):
        page.write(80, 700 - order * 28, task, 14)
        page.write(400, 700 - order * 28, unit, 14)
    assert len(zones_of(from_pdf_glyphs(page))) == 1
    text = _read("pdf", page).text
    for task, unit in rows:
        assert text.index(task) < text.index(unit) < text.index(task) + 20


def from_pdf_glyphs(page: PdfPage) -> list[from_pdf.Glyph]:
    """The glyphs of a page, each a box as large as its type."""
    found = []
    for x, y, size, text in page.texts:
        for at, char in enumerate(text):
            found.append(from_pdf.Glyph(char, x + at * size, x + (at + 1) * size, y - 2, y - 2 + size))
    return found


def test_it_takes_one_column_for_one() -> None:
    """Lines across the page leave no gutter, and an empty page has no zone."""
    page = PdfPage()
    for order in range(12):
        page.write(80, 700 - order * 28, "为推动云州市先进制造业高质量发展加快建设", 16)
    assert [zone.is_column for zone in zones_of(from_pdf_glyphs(page))] == [False]
    assert zones_of([]) == []
