"""Writes a report as a Word file in the layout of official documents (GB/T 9704-2012)."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from luodi.reports import to_word_layout as layout
from luodi.reports.column_widths import column_widths
from luodi.reports.column_widths import width_of as _width
from luodi.reports.model import Annex, Block, Heading, Masthead, Report, Signature, Table, plain
from luodi.reports.packing import repack
from luodi.reports.title_lines import title_lines
from luodi.reports.to_word_layout import CHARACTER, TEXT_WIDTH, element
from luodi.reports.wording import chinese_date

_TITLE_POINTS = 22
_TITLE_PER_LINE = 19
_PER_LINE = 28
_HEADING_FONTS = {1: layout.HEI, 2: layout.KAI, 3: layout.BODY}
_JUSTIFY = {"left": "left", "centre": "center", "right": "right"}
_MARK_BEFORE = 1984  # 35 mm
_CORNER = 560  # a line of 紧急程度
_CELL_MARGIN = 85  # 1.5 mm
_CELL_RULES = 30  # the ruled lines take their part of a cell

# The parts of a paragraph's properties by name: their attributes, and inner elements with theirs.
Attributes = dict[str, Any]
Properties = dict[str, Attributes]


def to_bytes(report: Report) -> bytes:
    """The Word file; the same report gives the same bytes."""
    document = docx.Document()
    layout.apply(document)
    document.core_properties.title = report.title
    document.core_properties.author = report.signature.issuer or ""
    document.core_properties.comments = ""
    page = _Page(document)
    if report.masthead:
        page.masthead(report.masthead)
    page.title(report.title)
    if report.addressees:
        page.line(f"{report.addressees}：")
    for place, block in enumerate(report.blocks, start=1):
        page.block(block, is_last=place == len(report.blocks))
    page.annex_list(report.annexes)
    page.signature(report.signature)
    for number, annex in enumerate(report.annexes, start=1):
        page.annex(annex, number if len(report.annexes) > 1 else None)
    written = BytesIO()
    document.save(written)
    return repack(written.getvalue(), report.signature.on)


def write(report: Report, path: Path | str) -> None:
    Path(path).write_bytes(to_bytes(report))


# Air above and below a table inside the text.
_GAP: Properties = {"snapToGrid": {"val": 0}, "spacing": {"line": 120, "lineRule": "exact"}}


class _Page:
    """Puts one block after the other into a document's body."""

    def __init__(self, document: WordDocument) -> None:
        self._body = document.element.body
        self._end = self._body.find(qn("w:sectPr"))

    def line(
        self,
        words: str = "",
        *,
        style: str = "Normal",
        font: str = layout.BODY,
        points: float = 16,
        colour: str = "",
        within: Properties | None = None,
    ) -> None:
        """One paragraph of one font; ``within`` are the parts of its w:pPr by name."""
        paragraph = _paragraph(style, within or {})
        if words:
            paragraph.append(_run(words, font, points, colour))
        self._end.addprevious(paragraph)

    def masthead(self, masthead: Masthead) -> None:
        """紧急程度 in the upper left corner, 发文机关标志 in red 35 mm under the text's upper edge, 发文字号 two lines below,
        and the red rule."""
        points = max(24, min(60, int(TEXT_WIDTH / 20 / max(1, len(masthead.issuer)) * 0.96)))
        if masthead.urgency:
            corner: Properties = {
                "snapToGrid": {"val": 0},
                "spacing": {"line": _CORNER, "lineRule": "exact"},
                "ind": {"firstLine": 0},
            }
            self.line(masthead.urgency, font=layout.HEI, within=corner)
        before = _MARK_BEFORE - (_CORNER if masthead.urgency else 0)
        spacing = {"before": before, "after": 0, "line": points * 24, "lineRule": "exact"}
        mark: Properties = {"snapToGrid": {"val": 0}, "spacing": spacing, "jc": {"val": "center"}}
        self.line(masthead.issuer, font=layout.TITLE, points=points, colour=layout.RED, within=mark)
        self.line()
        self.line()
        rule = {"bottom": {"val": "single", "sz": 18, "space": 11, "color": layout.RED}}
        self.line(masthead.number or "", within={"pBdr": rule, "jc": {"val": "center"}})
        self.line()
        self.line()

    def title(self, title: str) -> None:
        lines = title_lines(title, _TITLE_PER_LINE)
        paragraph = _paragraph("OfficialTitle", {})
        for place, words in enumerate(lines):
            run = _run(words, layout.TITLE, _TITLE_POINTS)
            if place:
                run.insert(1, element("br"))
            paragraph.append(run)
        self._end.addprevious(paragraph)
        self.line()

    def block(self, block: Block, *, is_last: bool = False) -> None:
        """``is_last``: some of the text goes over to the page of the signature, which never stands alone."""
        if isinstance(block, Table):
            self.line(within=_GAP)
            self._end.addprevious(_table(block, is_last=is_last))
            self.line(within={**_GAP, "keepNext": {}} if is_last else _GAP)
        elif isinstance(block, Heading):
            self.line(plain(block.runs), style=f"OfficialHeading{block.level}", font=_HEADING_FONTS[block.level])
        else:
            # A long paragraph goes over to the next page line by line by itself.
            keeps = is_last and _width(plain(block.runs)) <= _PER_LINE * 5
            self.line(plain(block.runs), style="OfficialBody", within={"keepNext": {}} if keeps else None)

    def annex_list(self, annexes: tuple[Annex, ...]) -> None:
        """附件说明: a line under the body, two characters in, without a stop at the end."""
        if not annexes:
            return
        keep: Properties = {"keepNext": {}}
        self.line(within=keep)
        if len(annexes) == 1:
            self.line(f"附件：{annexes[0].title}", style="OfficialBody", within=keep)
            return
        for number, annex in enumerate(annexes, start=1):
            self.line(
                f"{'附件：' if number == 1 else '　　　'}{number}.{annex.title}", style="OfficialBody", within=keep
            )

    def signature(self, signature: Signature) -> None:
        """The date ends four characters from the right edge; the issuer stands centred above it."""
        day = chinese_date(signature.on)
        keep: Properties = {"keepNext": {}}
        self.line(within=keep)
        self.line(within=keep)
        if signature.issuer:
            over = (_width(day) - len(signature.issuer)) / 2
            indent = _from_right(max(0, 4 + over))
            self.line(signature.issuer, within={"jc": {"val": "right"}, "ind": indent, **keep})
        # An issuer longer than the date would leave the page: then the date moves in under its middle.
        moved = max(0.0, (len(signature.issuer or "") - _width(day)) / 2 - 4)
        self.line(day, within={"jc": {"val": "right"}, "ind": _from_right(4 + moved)})

    def annex(self, annex: Annex, number: int | None) -> None:
        """附件 on a new page, its title centred on the third line."""
        self.line(f"附件{number or ''}", font=layout.HEI, within={"pageBreakBefore": {}})
        self.line()
        self.title(annex.title)
        for block in annex.blocks:
            if isinstance(block, Table):
                self._end.addprevious(_table(block))
            else:
                spacing = {"after": 80, "line": 320, "lineRule": "exact"}
                self.line(plain(block.runs), points=10.5, within={"snapToGrid": {"val": 0}, "spacing": spacing})


def _from_right(characters: float) -> Attributes:
    return {"rightChars": int(characters * 100), "right": int(characters * CHARACTER)}


# The order in which w:pPr wants its parts.
_ORDER = ("keepNext", "pageBreakBefore", "pBdr", "snapToGrid", "spacing", "ind", "jc")


def _paragraph(style: str, properties: Properties) -> Any:
    paragraph = element("p")
    wanted = element("pPr")
    wanted.append(element("pStyle", val=style))
    for name in _ORDER:
        if name in properties:
            wanted.append(_property(name, properties[name]))
    paragraph.append(wanted)
    return paragraph


def _property(name: str, value: dict[str, Any]) -> Any:
    made = element(name, **{k: v for k, v in value.items() if not isinstance(v, dict)})
    for inner, attributes in value.items():
        if isinstance(attributes, dict):
            made.append(element(inner, **attributes))
    return made


def _run(words: str, font: str, points: float, colour: str = "") -> Any:
    run = element("r")
    run.append(layout.run_properties(font, points, colour=colour))
    text = element("t")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    return run


def _table(table: Table, *, is_last: bool = False) -> Any:
    """A ruled table as wide as the text, whose first row comes back on every page. Where nothing but the signature comes
    after, its last row goes along with that."""
    points = 12 if len(table.columns) <= 4 else 10.5
    made = element("tbl")
    properties = element("tblPr")
    properties.append(element("tblW", w=TEXT_WIDTH, type="dxa"))
    properties.append(element("jc", val="center"))
    properties.append(_borders())
    properties.append(element("tblLayout", type="fixed"))
    properties.append(_property("tblCellMar", {side: {"w": _CELL_MARGIN, "type": "dxa"} for side in ("left", "right")}))
    made.append(properties)
    widths = _widths(table, points)
    grid = element("tblGrid")
    grid.extend(element("gridCol", w=width) for width in widths)
    made.append(grid)
    heads = [(column.title, "center", layout.HEI) for column in table.columns]
    made.append(_row(heads, widths, points, is_header=True))
    for place, row in enumerate(table.rows, start=1):
        cells = [
            (plain(cell), _JUSTIFY[column.align], layout.BODY) for cell, column in zip(row, table.columns, strict=True)
        ]
        made.append(_row(cells, widths, points, keeps_next=is_last and place == len(table.rows)))
    return made


def _widths(table: Table, points: float) -> list[int]:
    """Twips that add up to the width of the text exactly, so shared out that the rows are low."""
    words = [[column.title for column in table.columns], *([plain(cell) for cell in row] for row in table.rows)]
    return column_widths(words, TEXT_WIDTH, character=int(points * 20), margins=2 * _CELL_MARGIN + _CELL_RULES)


def _borders() -> Any:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return _property("tblBorders", {side: {"val": "single", "sz": 4, "space": 0, "color": "000000"} for side in sides})


def _row(
    cells: list[tuple[str, str, str]], widths: list[int], points: float, *, is_header: bool = False,
    keeps_next: bool = False,
) -> Any:  # fmt: skip
    row = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    if is_header:
        properties.append(element("tblHeader"))
    row.append(properties)
    for (words, justify, font), width in zip(cells, widths, strict=True):
        cell = element("tc")
        inner = element("tcPr")
        inner.append(element("tcW", w=width, type="dxa"))
        inner.append(element("vAlign", val="center"))
        cell.append(inner)
        spacing = {"before": 40, "after": 40, "line": int(points * 28), "lineRule": "exact"}
        within: Properties = {"snapToGrid": {"val": 0}, "spacing": spacing, "jc": {"val": justify}}
        paragraph = _paragraph("Normal", {**within, "keepNext": {}} if is_header or keeps_next else within)
        paragraph.append(_run(words, font, points))
        cell.append(paragraph)
        row.append(cell)
    return row
