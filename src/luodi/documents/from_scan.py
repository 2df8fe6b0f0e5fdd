"""Scanned pages and pictures as documents: print is recognised a page at a time and laid out as on printed pages."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from importlib import import_module
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, ImageSequence

from luodi.documents.assembly import assemble
from luodi.documents.layout import Page, page_blocks, page_of
from luodi.documents.model import Document, Paragraph
from luodi.documents.rulings import Stroke, stroke_of, tables_of
from luodi.documents.scan_words import Stretch, glyphs_of, mended, with_lost_stops
from luodi.documents.watch import UNWATCHED, Watch
from luodi.problems import Problem, UnreadableDocument
from luodi.spans import Span

DPI = 200
# A policy of more pages is a collection of them; reading these takes some 4 seconds each.
MOST_PAGES = 200
_LONGEST_SIDE = 3400
_A4_HEIGHT = 842.0
_DOUBTFUL = 0.85
_INSTALL = (
    "请管理员安装文字识别组件：pip install 'luodi[ocr]'，再重新上传；也可以向发文单位索取 .docx 或带文字的 .pdf。"
)
_THICKEST = 4.0


@dataclass(slots=True)
class Doubts:
    """The lines so far whose reading is uncertain, in the order of the pages."""

    lines: list[str] = field(default_factory=list)

    def problems(self, document: Document) -> list[Problem]:
        """One problem for each paragraph with uncertain lines, at the stretch from the first of them to the last."""
        spans = list(self._spans(document))
        found = []
        for _, group in groupby(spans, key=lambda pair: pair[0].span.start):
            held = [span for _, span in group]
            span = Span(document.name, min(s.start for s in held), max(s.end for s in held))
            message = f"扫描件此处字迹不清，识别结果可能有误：“{_short(document.words(span))}”。"
            found.append(Problem("scan.doubtful", message, span, "请对照原件逐字核对，尤其是数字和单位名称。"))
        return found

    def _spans(self, document: Document) -> Iterator[tuple[Paragraph, Span]]:
        at = 0
        for line in self.lines:
            start = document.text.find(line, at)
            start = document.text.find(line) if start < 0 else start
            if start < 0:
                continue  # a page number, or what stands twice in the margin
            span = Span(document.name, start, start + len(line))
            at = span.end
            owner = next((p for p in document.paragraphs if p.span.end > start), None)
            if owner is not None:
                yield owner, span


def is_installed() -> bool:
    """Whether print can be recognised here (the extra ``[ocr]``)."""
    return _engine() is not None


def _engine() -> Any:
    """The module that recognises print; it is loaded when there is a picture to read, not with this one."""
    try:
        return import_module("luodi.documents.scan_engine")
    except ImportError:
        return None


def not_installed(what: str) -> UnreadableDocument:
    """The refusal where the extra is not installed."""
    message = f"{what}，里面只有图片，没有文字；这台服务器没有安装文字识别组件。"
    return UnreadableDocument(Problem("document.scanned", message, None, _INSTALL, "error"))


def check_pages(count: int) -> None:
    """Raises ``UnreadableDocument`` (``scan.too_many_pages``) for more pages than can be waited for."""
    if count > MOST_PAGES:
        hint = "请只保留政策正文的部分，或索取带文字的电子版，再上传。"
        message = f"扫描的页面有{count}页，超过了{MOST_PAGES}页的上限。"
        raise UnreadableDocument(Problem("scan.too_many_pages", message, None, hint, "error"))


def read(path: Path, watch: Watch = UNWATCHED) -> tuple[Document, list[Problem]]:
    """The picture as a document named after it, without its extension."""
    return parse(path.read_bytes(), path.stem, watch)


def parse(data: bytes, name: str, watch: Watch = UNWATCHED) -> tuple[Document, list[Problem]]:
    """A picture (.png .jpg .tif .bmp; a .tif may hold many pages) as a document.

    Raises ``UnreadableDocument``: ``document.scanned`` without the extra ``[ocr]``, ``document.broken``,
    ``document.bomb``, ``scan.too_many_pages``; ``Cancelled``.
    """
    if not is_installed():
        raise not_installed("这是一张图片")
    doubts, pages = Doubts(), []
    with closing(_opened(data)) as picture:
        count = int(getattr(picture, "n_frames", 1)) if picture.format in ("TIFF", "MPO") else 1
        check_pages(count)
        for at, frame in enumerate(_frames(picture, count)):
            watch.check()
            pages.append(page_of_picture(frame, _A4_HEIGHT, doubts))
            watch.told(at + 1, count)
    document = assemble(name, "scan", page_blocks(pages))
    return document, doubts.problems(document)


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(BytesIO(data))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as cause:
        message = "图片的像素太多，远大于一页文件。"
        hint = "请以每英寸200到300点重新扫描，再上传。"
        raise UnreadableDocument(Problem("document.bomb", message, None, hint, "error")) from cause
    except Exception as cause:  # Pillow raises whatever a broken header leads to
        raise _broken() from cause


def _broken() -> UnreadableDocument:
    hint = "请重新扫描或索取原件，再上传。"
    return UnreadableDocument(Problem("document.broken", "图片已损坏，无法打开。", None, hint, "error"))


def _frames(picture: Image.Image, count: int) -> Iterator[Any]:
    frames = ImageSequence.Iterator(picture)
    for at in range(count):
        try:
            frame = ImageOps.exif_transpose(frames[at])
            frame.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            yield frame.convert("RGB")
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as cause:
            raise _broken() from cause


def page_of_pdf(page: Any, doubts: Doubts) -> Page:
    """A page of an open PDF as its print says, drawn at 200 dots an inch, or fewer where the page is huge."""
    scale = min(DPI / 72, _LONGEST_SIDE / max(page.get_size()))
    with closing(page.render(scale=scale)) as drawn:
        return page_of_picture(drawn.to_pil().convert("RGB"), page.get_height(), doubts)


def page_of_picture(picture: Any, height: float, doubts: Doubts) -> Page:
    """The page that a picture shows; ``height`` is the page's in points."""
    engine = _engine()
    pixels = engine.np.asarray(picture)
    scale = height / pixels.shape[0]
    read_off = [
        Stretch(text, found.left * scale, found.top * scale, found.right * scale, found.bottom * scale, found.score)
        for found in engine.print_in(pixels)
        if (text := mended(found.text))
    ]
    stretches = with_lost_stops(read_off)
    doubts.lines.extend(_doubtful(stretches))
    return page_of(glyphs_of(stretches, height), height, tables_of(_strokes(engine.rules_in(pixels), scale), height))


def _doubtful(stretches: Sequence[Stretch]) -> Iterator[str]:
    in_order = sorted(stretches, key=lambda stretch: (stretch.top, stretch.left))
    return (stretch.text for stretch in in_order if stretch.score < _DOUBTFUL and len(stretch.text) > 1)


def _strokes(rules: Iterator[tuple[float, float, float, float]], scale: float) -> Iterator[Stroke]:
    for x0, y0, x1, y1 in rules:
        stroke = stroke_of(x0 * scale, y0 * scale, x1 * scale, y1 * scale, _THICKEST)
        if stroke is not None:
            yield stroke


def _short(words: str) -> str:
    plain = words.replace("\n", " ").replace("\t", " ")
    return plain if len(plain) <= 30 else plain[:29] + "…"
