"""Build the sample city's Word file and web page from their plain text, so that they are reproducible.

Run ``python samples/build_documents.py [FOLDER]`` (default: ``samples/documents``). The Word file's 一、（一）1. are
taken off the text and generated again by Word's own multi-level list, as an official would type them; the web page is
wrapped in the furniture of a government site. Tests build both again and compare.
"""

from __future__ import annotations

import html
import re
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from string import Template

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

HERE = Path(__file__).resolve().parent / "documents"
WORD_SAMPLE = "technical-upgrade-2026"
PAGE_SAMPLE = "chain-plan-2026"

# A marker that Word generates, and the level of the list that generates it.
MARKERS = (
    (0, re.compile(r"^[一二三四五六七八九十]+、")),
    (1, re.compile(r"^（[一二三四五六七八九十]+）")),
    (2, re.compile(r"^\d+\.")),
)
LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))
FONTS = {0: "黑体", 1: "楷体_GB2312", 2: "仿宋_GB2312"}
BODY, TITLE, RED_HEAD = "仿宋_GB2312", "方正小标宋简体", "方正小标宋简体"
COLUMNS = (10, 52, 26, 16, 28, 24)  # mm
STAMP = datetime(2026, 1, 16, 9, tzinfo=UTC)


def lines_of(name: str) -> list[str]:
    """The sample's plain text, one paragraph a line."""
    return (HERE / f"{name}.txt").read_text("utf-8").splitlines()


# --- Word -----------------------------------------------------------------------------------------------------------


def build_word(lines: list[str]) -> WordDocument:
    """The whole document: red head, notice, plan, annex with its table, and the imprint."""
    word = Document()
    word.core_properties.created = word.core_properties.modified = STAMP
    word.core_properties.author = word.core_properties.title = ""
    _lay_out_page(word)
    word.styles["Normal"].paragraph_format.space_after = Pt(0)
    numbering = _add_multilevel_list(word)
    titles = _titles(lines)
    rows: list[list[str]] = []
    for index, line in enumerate(lines):
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            _add_table(word, rows)
            rows = []
        _add_line(word, index, line, titles, numbering)
    return word


def _titles(lines: list[str]) -> set[str]:
    """The title of the covering notice, of the plan and of the annex."""
    notice = lines[2]
    plan = notice.split("关于印发", 1)[1].removesuffix("的通知")
    return {notice, plan, lines[lines.index("附件") + 1]}


def _add_line(word: WordDocument, index: int, line: str, titles: set[str], numbering: int) -> None:
    if index == 0:
        _add_red_head(word, line)
    elif index == 1:
        _add_text(word, line, align=WD_ALIGN_PARAGRAPH.CENTER)
        _rule_below(word.paragraphs[-1])
    elif line in titles:
        _add_text(word, line, font=TITLE, size=22, align=WD_ALIGN_PARAGRAPH.CENTER)
    elif line == "附件":
        word.add_section(WD_SECTION.NEW_PAGE)
        _add_text(word, line, font="黑体")
    elif _level(line) is not None:
        _add_numbered(word, line, numbering)
    elif index in (5, 6):
        _add_text(word, line, align=WD_ALIGN_PARAGRAPH.RIGHT)
    elif line.startswith("抄送：") or line.endswith(("：", "印发")):
        _add_text(word, line)
    else:
        _add_text(word, line, indent=True)


def _level(line: str) -> int | None:
    return next((level for level, marker in MARKERS if marker.match(line)), None)


def _lay_out_page(word: WordDocument) -> None:
    """GB/T 9704-2012: A4, margins 37, 28, 35 and 26 mm, page number — 1 —."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.bottom_margin, section.right_margin = Mm(35), Mm(26)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(footer, "— ", "宋体", 14)
    run = footer.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
    _run(footer, " —", "宋体", 14)


def _add_multilevel_list(word: WordDocument) -> int:
    """Add the list 一、（一）1. to numbering.xml; returns its number."""
    numbering = word.part.numbering_part.element
    identifier = 900
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="640"/></w:pPr>'
        f'<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{FONTS[level]}" w:hAnsi="{FONTS[level]}" '
        f'w:eastAsia="{FONTS[level]}"/><w:sz w:val="32"/></w:rPr></w:lvl>'
        for level, (style, text) in enumerate(LEVELS)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identifier}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    first = numbering.find(qn("w:num"))  # all abstractNum must stand before the first num
    if first is None:
        numbering.append(abstract)
    else:
        first.addprevious(abstract)
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{identifier}"><w:abstractNumId w:val="{identifier}"/></w:num>')
    )
    return identifier


def _add_numbered(word: WordDocument, line: str, numbering: int) -> None:
    """A numbered paragraph: the marker is left to Word; a lead phrase before the first 。 is set off."""
    level = _level(line)
    assert level is not None
    words = MARKERS[level][1].sub("", line, count=1)
    paragraph = word.add_paragraph()
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>')
    )
    lead, stop, rest = words.partition("。")
    _run(paragraph, lead + stop, FONTS[level], 16, bold=bool(rest) and level > 0)
    _run(paragraph, rest, BODY, 16)
    paragraph.paragraph_format.line_spacing = Pt(28)


def _add_red_head(word: WordDocument, line: str) -> None:
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = _run(paragraph, line, RED_HEAD, 36)
    run.font.color.rgb = RGBColor(0xC0, 0x00, 0x00)


def _rule_below(paragraph: Paragraph) -> None:
    """The red line under the document number."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="12" w:space="6" w:color="C00000"/></w:pBdr>')
    )


def _add_text(
    word: WordDocument,
    line: str,
    *,
    font: str = BODY,
    size: int = 16,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: bool = False,
) -> None:
    paragraph = word.add_paragraph()
    if align is not None:
        paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    paragraph.paragraph_format.line_spacing = Pt(28 if size == 16 else 36)
    if font == TITLE:
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(24)
    _run(paragraph, line, font, size)


def _run(paragraph: Paragraph, text: str, font: str, size: int, *, bold: bool = False):  # type: ignore[no-untyped-def]
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.font.bold = font, Pt(size), bold or None
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _add_table(word: WordDocument, rows: list[list[str]]) -> None:
    table = word.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, COLUMNS, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            _fill(cell, text, bold=texts is rows[0])


def _fill(cell: _Cell, text: str, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, text, BODY, 12, bold=bold)


def save_word(word: WordDocument, path: Path) -> None:
    """Save with fixed times inside the package, so that the same text makes the same file."""
    rough = path.with_suffix(".tmp")
    word.save(str(rough))
    with zipfile.ZipFile(rough) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(part, date_time=STAMP.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(part))
    rough.unlink()


# --- web page -------------------------------------------------------------------------------------------------------


def build_page(lines: list[str]) -> str:
    """The document inside the furniture of a government site: navigation, reading count, hotlines, disclaimer."""
    title = lines[0]
    body = "\n".join(_page_paragraph(line, index) for index, line in enumerate(lines))
    template = Template((HERE.parent / "page_template.html").read_text("utf-8"))
    return template.substitute(title=html.escape(title), body=body)


def _page_paragraph(line: str, index: int) -> str:
    text = html.escape(line, quote=False)
    if index in (0, 1, 6, 7):
        return f'<p style="text-align:center;text-indent:0"><strong>{text}</strong></p>'
    if index in (4, 5):
        return f'<p style="text-align:right">{text}</p>'
    level = _level(line)
    if level in (0, 1) or line.startswith("附件"):
        lead, stop, rest = text.partition("。")
        return f"<p><strong>{lead}{stop}</strong>{rest}</p>"
    return f"<p>　　{text}</p>"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    save_word(build_word(lines_of(WORD_SAMPLE)), folder / f"{WORD_SAMPLE}.docx")
    (folder / f"{PAGE_SAMPLE}.html").write_text(build_page(lines_of(PAGE_SAMPLE)), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
