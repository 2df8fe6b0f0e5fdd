"""Tables without ruled lines: found where words keep to columns, and nowhere in prose."""

from __future__ import annotations

import pytest
from tests.luodi.documents.invariants import assert_sound, cells_of, lines_of
from tests.luodi.documents.ofd_files import ofd_file
from tests.luodi.documents.pdf_files import LEFT, SIZE, PdfPage, pdf_file, set_in_print

from luodi.documents import from_ofd, from_pdf
from luodi.documents.model import Document

_XS = (80, 130, 330, 450)
_HEAD = ("序号", "重点任务", "牵头单位", "完成时限")
_TASKS = [("1", "培育规上企业，扩大产业规模", "市经信局", "2026年12月"), ("2", "更新工业设备", "市发改委、市财政局", "2027年6月"),
          ("3", "建设智能工厂10家以上", "市数据局", "持续推进")]  # fmt: skip
_AFTER = "以上任务请各单位认真抓好落实，按季报送进展情况。"


def _page(rows: list[tuple[str, ...]], leading: float = 20, xs: tuple[int, ...] = _XS) -> PdfPage:
    page = PdfPage()
    page.write(LEFT, 760, "云州市先进制造业重点任务分工如下：")
    y = 720.0
    for row in rows:
        for x, words in zip(xs, row, strict=False):
            if words:
                page.write(x, y, words, 12)
        y -= leading
    page.write(LEFT + 2 * SIZE, y - 14, _AFTER)
    return page


def _read(page: PdfPage) -> Document:
    document, _ = from_pdf.parse(pdf_file(page), "甲")
    assert_sound(document)
    return document


def _words(document: Document) -> list[str]:
    return [words for words, *_ in cells_of(document)]


def test_it_finds_rows_and_columns() -> None:
    """One line for each row; what stands before and behind the table is no part of it."""
    for document in (_read(_page([_HEAD, *_TASKS])), from_ofd.parse(ofd_file(_page([_HEAD, *_TASKS])), "甲")[0]):
        assert _words(document) == [word for row in (_HEAD, *_TASKS) for word in row]
        assert document.tables[0].rows == 4
        assert lines_of(document)[0] == "云州市先进制造业重点任务分工如下："
        assert lines_of(document)[-1] == _AFTER


def test_it_joins_the_lines_of_a_cell() -> None:
    """A line without a word in the first column goes on with the row above it."""
    broken = [_HEAD, ("1", "培育规上企业，扩大产", "市经信局", "2026年12月"), ("", "业规模", "", ""), *_TASKS[1:]]
    assert _words(_read(_page(broken))) == [word for row in (_HEAD, *_TASKS) for word in row]


def test_it_divides_rows_by_room() -> None:
    """Where rows stand apart, the number may stand beside the middle of its row."""
    page = PdfPage()
    lines = {
        720: _HEAD, 692: ("", "培育规上企业，扩大产"), 678: ("1", "业规模，提高产业集中", "市经信局", "2026年12月"), 664: ("", "度"),
        632: ("2", "更新工业设备", "市发改委"),
    }  # fmt: skip
    for y, row in lines.items():
        for x, words in zip(_XS, row, strict=False):
            if words:
                page.write(x, y, words, 12)
    assert _words(_read(page)) == [
        *_HEAD, "1", "培育规上企业，扩大产业规模，提高产业集中度", "市经信局", "2026年12月", "2", "更新工业设备", "市发改委", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [("云", "州", "市")],
        [("联系人：王某", "电话：123456", "传真：654321"), ("地址：云州市", "邮编：100000", "")],
        [("市经信局", "", "2026年1月"), ("市财政局", "", "2026年1月"), ("市科技局", "", "2026年1月")],
    ],
    ids=["a spaced title", "two lines side by side", "two columns"],
)
def test_it_takes_few_words_apart_for_no_table(rows: list[tuple[str, ...]]) -> None:
    """Fewer than three columns or three lines are lines of text."""
    assert _read(_page(rows)).tables == ()


def test_it_takes_prose_for_no_table() -> None:
    """Paragraphs with brackets, quotes and figures keep to no columns."""
    plan = [
        "到2027年，全市规模以上工业企业达到1500家（其中“小巨人”企业100家），年均增长10%以上，研发投入强度达到3.5%。"
    ] * 6
    document, _ = from_pdf.parse(pdf_file(*set_in_print(plan)), "甲")
    assert document.tables == ()
    assert lines_of(document) == plan
