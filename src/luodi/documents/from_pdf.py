"""PDF files with text as documents: lines joined to paragraphs by where they stand, ruled tables as tables."""

from __future__ import annotations

import ctypes
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
from luodi.documents.page_tables import Ruled
from luodi.documents.pdf_lines import Glyph
from luodi.documents.pdf_tables import ruled_tables
from luodi.documents.watch import UNWATCHED, Watch
from luodi.problems import Problem, UnreadableDocument

# Fewer characters than this on a page that shows pictures: the page is a picture with a stamp or a number on it.
_FEWEST = 15
_MOST_OBJECTS = 200_000
_SCAN_HINT = "请核对这些页里有没有任务和数字；要读入的，请管理员安装文字识别组件：pip install 'luodi[ocr]'。"


@dataclass(frozen=True, slots=True)
class _Sort:
    """What kind of page it is, seen before it is read."""

    rules: int
    pictures: int
    characters: int

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
        sorts = [_sort(book, at) for at in range(len(book))]
        unread = _unread(sorts)
        ruled = ruled_tables(data, [at for at, sort in enumerate(sorts) if sort.rules >= 4 and not sort.is_picture])
        pages = []
        for at, sort in enumerate(sorts):
            watch.check()
            is_read_as_picture = sort.is_picture and not unread
            pages.append(_page(book, at, ruled.get(at, []), doubts if is_read_as_picture else None))
            watch.told(at + 1, len(sorts))
    has_text = any(sort.characters >= _FEWEST for sort in sorts) or not any(sort.pictures for sort in sorts)
    document = assemble(name, "pdf" if has_text else "scan", page_blocks(pages))
    problems = [*unread, *doubts.problems(document)]
    problems.extend(garbled(document.text, "PDF"))
    return document, problems


def _unread(sorts: Sequence[_Sort]) -> list[Problem]:
    """The problem of pages that are pictures, where print cannot be recognised; none where it can."""
    pictures = [at + 1 for at, sort in enumerate(sorts) if sort.is_picture]
    if not pictures:
        return []
    if from_scan.is_installed():
        from_scan.check_pages(len(pictures))
        return []
    if all(sort.characters < _FEWEST for sort in sorts):
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


def _sort(book: Any, at: int) -> _Sort:
    try:
        page = book[at]
    except pypdfium2.PdfiumError:
        return _Sort(0, 0, 0)
    with closing(page):
        pictures, rules = _drawings(page)
        with closing(page.get_textpage()) as text:
            return _Sort(rules, pictures, text.count_chars())


def _page(book: Any, at: int, tables: Sequence[Ruled], doubts: from_scan.Doubts | None) -> Page:
    try:
        page = book[at]
    except pypdfium2.PdfiumError:
        return Page((), 842.0)
    with closing(page):
        if doubts is not None:
            return from_scan.page_of_pdf(page, doubts)
        return page_of(_glyphs(page), page.get_height(), tables)


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
