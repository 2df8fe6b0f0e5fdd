"""PDF files with text as documents: lines joined to paragraphs by where they stand, ruled tables as tables."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from luodi.documents.assembly import assemble
from luodi.documents.blocks import Block, Grid, GridCell, Line, lines_in
from luodi.documents.decoding import plausibility
from luodi.documents.leads import has_marker
from luodi.documents.lines import visible
from luodi.documents.model import Document
from luodi.documents.pdf_lines import Glyph, Printed, join, printed_lines
from luodi.documents.pdf_paragraphs import Margins, continues, margins, without_furniture
from luodi.documents.pdf_tables import Box, Ruled, ruled_tables
from luodi.problems import Problem, UnreadableDocument

# Fewer characters than this on a page that shows pictures: the page is a picture with a stamp or a number on it.
_FEWEST = 15
_FEW_LINES = 8
_GARBLED = 0.6
_MOST_OBJECTS = 200_000
_SCAN_HINT = (
    "请向发文单位索取 .docx 或带文字的 .pdf；只有扫描件的，请先用扫描软件做文字识别（OCR），再上传识别后的文件。"
)


@dataclass(slots=True)
class _Page:
    glyphs: list[Glyph]
    height: float
    pictures: int
    rules: int


def read(path: Path) -> tuple[Document, list[Problem]]:
    """The file as a document named after it, without its extension."""
    return parse(path.read_bytes(), path.stem)


def parse(data: bytes, name: str) -> tuple[Document, list[Problem]]:
    """The bytes of a PDF as a document; page numbers and running headers are left out.

    Raises ``UnreadableDocument``: ``document.encrypted``, ``document.broken``, ``document.scanned``.
    """
    pages = _pages(data)
    problems = _scanned(pages)
    ruled = ruled_tables(data, [at for at, page in enumerate(pages) if page.rules >= 4 and page.glyphs])
    document = assemble(name, "pdf", _blocks(pages, ruled))
    if document.text and plausibility(document.text) < _GARBLED:
        hint = "请打开 PDF 复制一段文字看是否正常；不正常的，请索取 .docx 版本。"
        message = "PDF 里的文字多数不是常用字，可能是字体没有嵌入编码，读出的是乱码。"
        problems.append(Problem("document.garbled", message, hint=hint))
    return document, problems


def _scanned(pages: Sequence[_Page]) -> list[Problem]:
    without = [at + 1 for at, page in enumerate(pages) if page.pictures and len(page.glyphs) < _FEWEST]
    if not without:
        return []
    if all(len(page.glyphs) < _FEWEST for page in pages):
        message = "这个 PDF 是扫描件，里面只有图片，没有文字。"
        raise UnreadableDocument(Problem("document.scanned", message, None, _SCAN_HINT, "error"))
    message = f"第{'、'.join(map(str, without))}页是图片，其中的文字没有读入。"
    return [Problem("document.pages_scanned", message, hint=_SCAN_HINT)]


def _pages(data: bytes) -> list[_Page]:
    try:
        book = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as cause:
        raise _refusal(cause) from cause
    try:
        return [_page(book, at) for at in range(len(book))]
    finally:
        book.close()


def _refusal(cause: Exception) -> UnreadableDocument:
    if getattr(cause, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        hint = "请用 PDF 阅读器打开，去掉密码后另存，再上传。"
        return UnreadableDocument(Problem("document.encrypted", "PDF 设有打开密码，无法读取。", None, hint, "error"))
    hint = "请重新下载或索取原件；能用阅读器打开的，请“打印到 PDF”另存一份再上传。"
    return UnreadableDocument(Problem("document.broken", "PDF 已损坏，无法打开。", None, hint, "error"))


def _page(book: Any, at: int) -> _Page:
    try:
        page = book[at]
    except pypdfium2.PdfiumError:
        return _Page([], 842.0, 0, 0)
    try:
        glyphs = _glyphs(page)
        return _Page(glyphs, page.get_height(), *_drawings(page))
    finally:
        page.close()


def _drawings(page: Any) -> tuple[int, int]:
    """How many pictures a page shows, and how many drawn lines and boxes that might rule a table."""
    pictures = rules = 0
    todo = [pdfium.FPDFPage_GetObject(page, at) for at in range(pdfium.FPDFPage_CountObjects(page))]
    for _ in range(_MOST_OBJECTS):
        if not todo:
            break
        drawn = todo.pop()
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            todo.extend(pdfium.FPDFFormObj_GetObject(drawn, at) for at in range(pdfium.FPDFFormObj_CountObjects(drawn)))
        pictures += kind == pdfium.FPDF_PAGEOBJ_IMAGE
        rules += kind == pdfium.FPDF_PAGEOBJ_PATH and _is_long(drawn)
    return pictures, rules


def _is_long(drawn: Any) -> bool:
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn, left, low, right, high)
    return max(right.value - left.value, high.value - low.value) > 8


def _glyphs(page: Any) -> list[Glyph]:
    """The printed characters in the order of the content, turned upright; watermarks across the page are left out."""
    text = page.get_textpage()
    try:
        box = pdfium.FS_RECTF()
        read = (_glyph(text, at, box) for at in range(pdfium.FPDFText_CountChars(text)))
        found = [one for one in read if one is not None]
    finally:
        text.close()
    turns = Counter(turn for turn, _ in found)
    usual = turns.most_common(1)[0][0] if turns else 0
    return [_upright(glyph, usual) for turn, glyph in found if turn == usual]


def _glyph(text: Any, at: int, box: Any) -> tuple[int, Glyph] | None:
    """One character with its quarter turns; nothing for what PDFium made up itself and for slanted print."""
    point = pdfium.FPDFText_GetUnicode(text, at)
    if point == 2:
        point = ord("-")  # so PDFium marks a hyphen at the end of a line
    if point < 0x20 or 0xD800 <= point < 0xE000 or point in (0xFFFE, 0xFFFF) or point >= 0x110000:
        return None
    char = chr(point) if point < 0x80 or 0x3000 <= point < 0xE000 else visible(chr(point))
    if char.isspace():
        char = "" if pdfium.FPDFText_IsGenerated(text, at) == 1 else " "
    turn = pdfium.FPDFText_GetCharAngle(text, at) / (math.pi / 2) if char else 0.0
    turns = round(turn)
    if not char or abs(turn - turns) > 0.05 or not pdfium.FPDFText_GetLooseCharBox(text, at, box):
        return None
    return turns % 4, Glyph(char, box.left, box.right, min(box.bottom, box.top), max(box.bottom, box.top))


def _upright(glyph: Glyph, turns: int) -> Glyph:
    if turns == 0:
        return glyph
    left, right, low, high = glyph.left, glyph.right, glyph.low, glyph.high
    turned = {1: (low, high, -right, -left), 2: (-right, -left, -high, -low), 3: (-high, -low, left, right)}
    return Glyph(glyph.char, *turned[turns])


def _blocks(pages: Sequence[_Page], ruled: dict[int, list[Ruled]]) -> list[Block]:
    tables = [ruled.get(at, []) for at in range(len(pages))]
    printed = [
        printed_lines([g for g in page.glyphs if not any(t.holds(g.middle) for t in tables[at])])
        for at, page in enumerate(pages)
    ]
    printed = without_furniture(printed, [page.height for page in pages])
    everything = [line for lines in printed for line in lines]
    whole = margins(everything) if everything else Margins(0, 0, 0, False)
    writing = _Writing()
    for at, lines in enumerate(printed):
        page = _of_page(lines, whole)
        waiting = sorted(tables[at], key=lambda table: -table.top)
        for line in lines:
            while waiting and waiting[0].top > line.high:
                writing.table(waiting.pop(0), pages[at].glyphs)
            writing.line(line, page, at)
        for table in waiting:
            writing.table(table, pages[at].glyphs)
    return writing.done()


def _of_page(lines: Sequence[Printed], whole: Margins) -> Margins:
    """A page with enough lines keeps margins of its own, as facing pages do."""
    if len(lines) < _FEW_LINES:
        return whole
    own = margins(lines)
    return Margins(own.left, max(own.right, own.left + 0.9 * (whole.right - whole.left)), own.leading, whole.indents)


class _Writing:
    """Paragraphs and tables so far, with the paragraph that is still open."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._open: list[Printed] = []
        self._at = 0

    def line(self, line: Printed, page: Margins, at: int) -> None:
        if self._open and not continues(self._open[-1], line, page, at != self._at):
            self._close()
        self._open.append(line)
        self._at = at

    def table(self, ruled: Ruled, glyphs: Sequence[Glyph]) -> None:
        self._close()
        cells = [
            GridCell(box.row, box.column, _cell_blocks(box, glyphs), box.row_span, box.column_span)
            for box in ruled.boxes
        ]
        grid = Grid(tuple(cells), ruled.rows, len(ruled.edges))
        before = self._blocks[-1] if self._blocks else None
        if isinstance(before, Grid) and before.columns == grid.columns:
            self._blocks[-1] = _appended(before, grid)
        else:
            self._blocks.append(grid)

    def _close(self) -> None:
        if self._open:
            self._blocks.append(Line(join(line.text for line in self._open)))
        self._open = []

    def done(self) -> list[Block]:
        self._close()
        return self._blocks


def _cell_blocks(box: Box, glyphs: Sequence[Glyph]) -> tuple[Block, ...]:
    """The paragraphs of a cell: a line that fills the cell's width goes on in the next one."""
    lines = printed_lines([glyph for glyph in glyphs if box.holds(glyph.middle)])
    if not lines:
        return ()
    groups = [[lines[0]]]
    inset = min(line.left for line in lines) - box.left
    for above, below in pairwise(lines):
        is_full = box.right - above.right < max(inset, 0) + 1.5 * above.size
        if is_full and not has_marker(below.text):
            groups[-1].append(below)
        else:
            groups.append([below])
    return tuple(Line(join(line.text for line in group)) for group in groups)


def _appended(table: Grid, more: Grid) -> Grid:
    """A table that goes on, on the next page mostly; a header row that is printed again is left out."""
    skip = (
        1
        if _row_words(table, 0) == _row_words(more, 0) and all(c.row_span == 1 for c in more.cells if c.row == 0)
        else 0
    )
    added = [
        GridCell(cell.row - skip + table.rows, cell.column, cell.blocks, cell.row_span, cell.column_span)
        for cell in more.cells
        if cell.row >= skip
    ]
    return Grid((*table.cells, *added), table.rows + more.rows - skip, table.columns)


def _row_words(table: Grid, row: int) -> list[str]:
    return [line.text for cell in table.cells if cell.row == row for line in lines_in(cell.blocks)]
