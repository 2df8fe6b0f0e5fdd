"""The Word file: GB/T 9704-2012 in its XML, and on the rendered page."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import groupby
from zipfile import ZipFile

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn

from luodi.reports import to_word
from luodi.reports.model import Annex, Column, Heading, Masthead, Paragraph, Report, Run, Signature, Table

LONG = "推动澄江市制造业转型升级加快构建现代化产业体系" * 60
MM = 36000


def report(**more):
    table = Table(
        (Column("序号", 10, "centre"), Column("任务", 60), Column("单位", 30)),
        tuple(
            ((Run(str(i)),), (Run("建设公共检测平台并向中小企业开放" * 3),), (Run("市科技局"),)) for i in range(1, 31)
        ),
    )
    blocks = (
        Paragraph((Run("现将任务分解情况通报如下。"),)),
        Heading(1, (Run("一、总体情况"),)),
        Heading(2, (Run("（一）市经信局"),)),
        Heading(3, (Run("1.任务"),)),
        Paragraph((Run(LONG),)),
    )
    wanted = {
        "masthead": Masthead("澄江市推进工作领导小组办公室", "澄推办〔2026〕3号"),
        "addressees": "各有关单位",
        "annexes": (Annex("任务清单", (table,)),),
    } | more
    return Report("progress", "关于《澄江市制造业提升三年行动方案》任务分解情况的通报", blocks,
                  Signature("澄江市推进工作领导小组办公室", date(2026, 3, 10)), **wanted)  # fmt: skip


@pytest.fixture(scope="module")
def word():
    return docx.Document(BytesIO(to_word.to_bytes(report())))


@pytest.fixture(scope="module")
def pages(tmp_path_factory, libreoffice):
    """The pages as LibreOffice prints them: for each page its lines, each a list of characters."""
    folder = tmp_path_factory.mktemp("word")
    to_word.write(report(), folder / "circular.docx")
    subprocess.run(
        [libreoffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(folder / "circular.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    with pdfplumber.open(folder / "circular.pdf") as pdf:
        return [_lines(page) for page in pdf.pages]


def _lines(page):
    rows = sorted((c for c in page.chars if c["text"].strip()), key=lambda c: (round(c["bottom"]), c["x0"]))
    return [list(row) for _, row in groupby(rows, key=lambda c: round(c["bottom"]))]


def test_it_lays_out_the_page_of_the_standard(word):
    """A4; margins 37, 28, 35 and 26 mm to a tenth; a grid of 580 and −848."""
    for section in word.sections:
        sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin,
                 section.bottom_margin, section.right_margin)  # fmt: skip
        for size, wanted in zip(sizes, (210, 297, 37, 28, 35, 26), strict=True):
            assert size / MM == pytest.approx(wanted, abs=0.1)
        grid = section._sectPr.find(qn("w:docGrid"))
        assert {k.split("}")[1]: v for k, v in grid.attrib.items()} == {
            "type": "linesAndChars", "linePitch": "580", "charSpace": "-848",
        }  # fmt: skip


def test_it_has_room_for_22_lines_of_28_characters(word):
    """The exact line and the narrowed character divide the text's area into 22 by 28."""
    section = word.sections[0]
    height = (section.page_height - section.top_margin - section.bottom_margin) / 635
    width = (section.page_width - section.left_margin - section.right_margin) / 635
    normal = word.styles["Normal"].element
    line = int(normal.find(f".//{qn('w:pPr')}/{qn('w:spacing')}").get(qn("w:line")))
    narrower = int(normal.find(f".//{qn('w:rPr')}/{qn('w:spacing')}").get(qn("w:val")))
    assert int(height // line) == 22
    assert int(width // (320 + narrower)) == 28
    assert pytest.approx(320 - 848 / 4096 * 20, abs=0.05) == 8844 / 28  # what the grid itself says


def test_it_sets_the_east_asian_font_of_every_run(word):
    """Each run in body and footers names its East-Asian font, and so does each style."""
    section = word.sections[0]
    for holder in (word.element.body, section.footer._element, section.even_page_footer._element, word.styles.element):
        for properties in holder.iter(qn("w:rPr")):
            assert properties.find(qn("w:rFonts")).get(qn("w:eastAsia"))
    runs = list(word.element.body.iter(qn("w:r")))
    assert runs
    assert all(r.find(qn("w:rPr")) is not None for r in runs)


@pytest.mark.parametrize(
    ("words", "font", "half_points"),
    [
        ("任务分解情况的通报", "方正小标宋简体", "44"),
        ("一、总体情况", "黑体", "32"),
        ("（一）市经信局", "楷体_GB2312", "32"),
        ("1.任务", "仿宋_GB2312", "32"),
        ("现将任务分解情况通报如下。", "仿宋_GB2312", "32"),
        ("附件", "黑体", "32"),
    ],
)
def test_it_uses_the_font_of_each_level(word, words, font, half_points):
    """小标宋 22 pt for the title, 黑体, 楷体 and 仿宋 16 pt below."""
    runs = [r for p in word.paragraphs for r in p.runs if words in r.text]
    properties = runs[-1]._r.find(qn("w:rPr"))
    assert properties.find(qn("w:rFonts")).get(qn("w:eastAsia")) == font
    assert properties.find(qn("w:sz")).get(qn("w:val")) == half_points


def test_it_indents_two_characters(word):
    """Body and headings open two characters in."""
    for paragraph in word.paragraphs:
        if paragraph.text.startswith(("推动", "一、", "（一）", "1.")):
            indent = paragraph.style.element.find(f".//{qn('w:ind')}")
            assert indent.get(qn("w:firstLineChars")) == "200"


def test_it_has_a_red_head_and_a_red_rule(word):
    """发文机关标志 is red and centred; under the number runs a red line."""
    first = word.paragraphs[0]
    assert first.text == "澄江市推进工作领导小组办公室"
    assert first._p.find(f".//{qn('w:color')}").get(qn("w:val")) == "FF0000"
    ruled = [p for p in word.paragraphs if p._p.find(f".//{qn('w:pBdr')}") is not None]
    assert [p.text for p in ruled] == ["澄推办〔2026〕3号"]
    assert ruled[0]._p.find(f".//{qn('w:bottom')}").get(qn("w:color")) == "FF0000"


def test_it_puts_the_urgency_into_the_upper_left_corner():
    """紧急程度 is the first line, in 3号黑体 from the edge of the text; the red mark stays 35 mm under the upper edge."""
    urgent = report(masthead=Masthead("澄江市推进工作领导小组办公室", "澄推办〔2026〕3号", "特急"))
    first, mark, *_rest = docx.Document(BytesIO(to_word.to_bytes(urgent))).paragraphs
    plain = docx.Document(BytesIO(to_word.to_bytes(report()))).paragraphs[0]
    assert (first.text, first.runs[0].font.size.pt) == ("特急", 16)
    assert first.paragraph_format.first_line_indent == 0 and not first.paragraph_format.alignment
    above = first.paragraph_format.line_spacing + mark.paragraph_format.space_before
    assert (mark.text, above) == (plain.text, plain.paragraph_format.space_before)


def test_it_has_no_red_head_without_an_issuer():
    """Without an issuing office there is nothing to put in red."""
    plain = docx.Document(BytesIO(to_word.to_bytes(report(masthead=None))))
    assert plain.paragraphs[0].text.startswith("关于")
    assert plain.element.body.find(f".//{qn('w:color')}") is None


def test_it_numbers_pages_outside(word):
    """— 1 — in 宋体 14 pt: odd pages right, even pages left, one character in."""
    section = word.sections[0]
    assert word.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]._p
        assert "".join(t.text for t in paragraph.iter(qn("w:t"))) == "— 1 —"
        assert paragraph.find(f".//{qn('w:jc')}").get(qn("w:val")) == side
        assert paragraph.find(f".//{qn('w:ind')}").get(qn(f"w:{side}Chars")) == "100"
        assert {z.get(qn("w:val")) for z in paragraph.iter(qn("w:sz"))} == {"28"}


def test_it_signs_four_characters_from_the_edge(word):
    """The date stands four characters in; the issuer is centred above it."""
    day = next(p for p in word.paragraphs if p.text == "2026年3月10日")
    assert day._p.find(f".//{qn('w:ind')}").get(qn("w:rightChars")) >= "400"
    assert day._p.find(f".//{qn('w:jc')}").get(qn("w:val")) == "right"


@pytest.mark.parametrize(("words", "stays"), [("请抓好落实。", True), (LONG, False)])
def test_it_never_leaves_the_signature_alone_on_a_page(words, stays):
    """A short last paragraph goes over with the signature; a long one fills its page and goes over line by line."""
    last = replace(report(), blocks=(*report().blocks, Paragraph((Run(words),))))
    paragraphs = docx.Document(BytesIO(to_word.to_bytes(last))).paragraphs
    said = [p.text for p in paragraphs]
    at, day = len(said) - 1 - said[::-1].index(words), said.index("2026年3月10日")
    kept = [p._p.find(f".//{qn('w:keepNext')}") is not None for p in paragraphs[at:day]]
    assert kept[0] == stays
    assert all(kept[1:])


def test_it_keeps_tables_inside_the_text(word):
    """A table is as wide as the text, its columns add up, and its first row comes back on every page."""
    table = word.tables[0]._tbl
    widths = [int(c.get(qn("w:w"))) for c in table.iter(qn("w:gridCol"))]
    section = word.sections[0]
    assert sum(widths) == (section.page_width - section.left_margin - section.right_margin) // 635
    heads = [row for row in table.iter(qn("w:tr")) if row.find(f".//{qn('w:tblHeader')}") is not None]
    assert len(heads) == 1


def test_it_gives_the_same_bytes_for_the_same_report():
    """There is no clock in the file: the day of the report is the only day in it."""
    one, two = to_word.to_bytes(report()), to_word.to_bytes(report())
    assert one == two
    with ZipFile(BytesIO(one)) as parts:
        assert {info.date_time[:3] for info in parts.infolist()} == {(2026, 3, 10)}
        assert b"2026-03-10" in parts.read("docProps/core.xml")
        assert not [n for n in parts.namelist() if "thumbnail" in n]


def test_it_prints_22_lines_of_28_characters(pages):
    """A full page of body text has 22 lines, its full lines 28 characters, one more or less by the fonts at hand."""
    body = [line for line in pages[1] if line[0]["bottom"] < 842 - 99]
    assert len(body) == 22
    counts = [len(line) for line in body]
    assert all(27 <= count <= 29 for count in counts[1:-1])
    assert counts.count(28) >= 18


def test_it_prints_nothing_outside_the_margins(pages):
    """No character stands left of 28 mm, right of 26 mm or above 37 mm, tables included."""
    points = 72 / 25.4
    for page in pages:
        for line in page:
            for character in line:
                assert character["x0"] >= 28 * points - 1
                assert character["x1"] <= (210 - 26) * points + 9  # hanging punctuation may stand half outside
                assert character["top"] >= 37 * points - 8  # the font's own air above the character


def test_it_prints_page_numbers_right_and_left(pages):
    """The number stands on the right of page 1 and on the left of page 2."""
    for number, page in enumerate(pages, start=1):
        foot = page[-1]
        assert re.sub(r"\s", "", "".join(c["text"] for c in foot)) == f"—{number}—"
        middle = 297.5
        assert (foot[0]["x0"] > middle) == (number % 2 == 1)


def test_it_takes_the_last_row_along_with_the_signature():
    """A table at the end never leaves the signature on a page without text: its last row stays with what follows."""
    table = Table((Column("事项", 1),), tuple(((Run(f"第{i}项"),),) for i in range(3)))
    document = docx.Document(BytesIO(to_word.to_bytes(replace(report(), blocks=(table,), annexes=()))))
    keeps = [row.cells[0].paragraphs[0]._p.pPr.find(qn("w:keepNext")) is not None for row in document.tables[0].rows]
    assert keeps == [True, False, False, True]
    after = document.tables[0]._tbl.getnext()
    assert after.pPr.find(qn("w:keepNext")) is not None
