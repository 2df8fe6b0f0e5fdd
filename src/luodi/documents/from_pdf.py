"""PDF files with text as documents: lines joined to paragraphs by where they stand, ruled tables as tables."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from luodi.documents import from_scan
from luodi.documents.assembly import assemble
from luodi.documents.garbled import garbled
from luodi.documents.layout import Page, page_blocks, page_of
from luodi.documents.lines import visible
from luodi.documents.model import Document
from luodi.documents.pdf_drawings import drawings_on
from luodi.documents.pdf_lines import Glyph
from luodi.documents.rulings import tables_of
from luodi.documents.watch import UNWATCHED, Watch
from luodi.problems import Problem, UnreadableDocument

# Fewer characters than this on a page that shows pictures: the page is a picture with a stamp or a number on it.
_FEWEST = 15
_SCAN_HINT = "请核对这些页里有没有任务和数字；要读入的，请管理员安装文字识别组件：pip install 'luodi[ocr]'。"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page as read, and what tells whether it is only a picture of a page."""

    page: Page
    characters: int
    pictures: int

    @property
    def is_picture(self) -> bool:
        return self.pictures > 0 and self.characters < _FEWEST


def read(path: Path) -> tuple[Document, list[Problem]]:
    """The file as a document named after it, without its extension."""
    return parse(path.read_bytes(), path.stem)


def parse(data: bytes, name: str, watch: Watch = UNWATCHED) -> tuple[Document, list[Problem]]:
    """The bytes of a PDF as a document; page numbers and running headers are left out.

    Raises ``UnreadableDocument``: ``document.encrypted``, ``document.broken``, ``document.scanned`` (without the extra
    ``[ocr]``), ``scan.too_many_pages``; ``Cancelled``.
    """
    doubts = from_scan.Doubts()
    with closing(_opened(data)) as book:
        sheets, told = [], 0
        for at in range(len(book)):
            watch.check()
            sheets.append(_sheet(book, at))
            if not sheets[-1].is_picture:
                told += 1
                watch.told(told, len(book))
        unread = _unread(sheets)
        pages = [sheet.page for sheet in sheets]
        for at, sheet in enumerate(sheets):
            if sheet.is_picture and not unread:
                watch.check()
                pages[at] = _recognised(book, at, doubts)
                told += 1
                watch.told(told, len(book))
    document = assemble(name, "scan" if _is_scan(sheets) else "pdf", page_blocks(pages))
    problems = [*unread, *doubts.problems(document)]
    problems.extend(garbled(document.text, "PDF"))
    return document, problems


def _is_scan(sheets: Sequence[_Sheet]) -> bool:
    return any(sheet.is_picture for sheet in sheets) and all(sheet.characters < _FEWEST for sheet in sheets)


def _unread(sheets: Sequence[_Sheet]) -> list[Problem]:
    """The problem of pages that are pictures, where print cannot be recognised; none where it can."""
    pictures = [at + 1 for at, sheet in enumerate(sheets) if sheet.is_picture]
    if not pictures:
        return []
    if from_scan.is_installed():
        from_scan.check_pages(len(pictures))
        return []
    if _is_scan(sheets):
        raise from_scan.not_installed("这个 PDF 是扫描件")
    message = f"第{'、'.join(map(str, pictures))}页是图片，其中的文字没有读入。"
    return [Problem("document.pages_scanned", message, hint=_SCAN_HINT)]


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as cause:
        raise _refusal(cause) from cause


def _refusal(cause: Exception) -> UnreadableDocument:
    if getattr(cause, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        hint = "请用 PDF 阅读器打开，去掉密码后另存，再上传。"
        return UnreadableDocument(Problem("document.encrypted", "PDF 设有打开密码，无法读取。", None, hint, "error"))
    hint = "请重新下载或索取原件；能用阅读器打开的，请“打印到 PDF”另存一份再上传。"
    return UnreadableDocument(Problem("document.broken", "PDF 已损坏，无法打开。", None, hint, "error"))


def _sheet(book: Any, at: int) -> _Sheet:
    try:
        page = book[at]
    except pypdfium2.PdfiumError:
        return _Sheet(Page((), 842.0), 0, 0)
    with closing(page):
        glyphs, turns = _glyphs(page)
        height = page.get_height()
        drawings = drawings_on(page, height, turns)
        tables = tables_of(drawings.strokes, height) if glyphs else []
        return _Sheet(page_of(glyphs, height, tables), len(glyphs), drawings.pictures)


def _recognised(book: Any, at: int, doubts: from_scan.Doubts) -> Page:
    with closing(book[at]) as page:
        return from_scan.page_of_pdf(page, doubts)


def _glyphs(page: Any) -> tuple[list[Glyph], int]:
    """The printed characters in the order of the content, turned upright by so many quarter turns.

    Watermarks across the page are left out.
    """
    text = page.get_textpage()
    try:
        box = pdfium.FS_RECTF()
        read = (_glyph(text, at, box) for at in range(pdfium.FPDFText_CountChars(text)))
        found = [one for one in read if one is not None]
    finally:
        text.close()
    turns = Counter(turn for turn, _ in found)
    usual = turns.most_common(1)[0][0] if turns else 0
    return [_upright(glyph, usual) for turn, glyph in found if turn == usual], usual


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
