"""OFD files (GB/T 33190) as documents: the text of every page in reading order, without page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from luodi.documents.assembly import assemble
from luodi.documents.garbled import garbled
from luodi.documents.layout import Page, page_blocks, page_of
from luodi.documents.model import Document
from luodi.documents.ofd_package import Package, broken, child, children, tag_of, words
from luodi.documents.ofd_page import POINTS, glyphs_of, number, numbers, objects, strokes_of
from luodi.documents.rulings import tables_of
from luodi.documents.watch import UNWATCHED, Watch
from luodi.problems import Problem, UnreadableDocument

_ENTRY = "/OFD.xml"
_A4 = [0.0, 0.0, 210.0, 297.0]
MOST_PAGES = 5_000


@dataclass(frozen=True, slots=True)
class _Body:
    """One document of the file: its main part and where that is."""

    root: Element
    address: str
    is_signed: bool


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page as laid out, and whether it is only a picture."""

    page: Page
    is_picture: bool


def read(path: Path) -> tuple[Document, list[Problem]]:
    """The file as a document named after it, without its extension."""
    return parse(path.read_bytes(), path.stem)


def parse(data: bytes, name: str, watch: Watch = UNWATCHED) -> tuple[Document, list[Problem]]:
    """The bytes of an OFD file as a document: all its bodies, one after the other, templates with their pages.

    Annotations, stamps and pictures are not read. Raises ``UnreadableDocument``: ``document.broken``,
    ``document.bomb``, ``document.encrypted``, ``document.scanned``; ``Cancelled``.
    """
    package = Package(data)
    bodies = list(_bodies(package))
    sheets = [sheet for body in bodies for sheet in _sheets(package, body, watch)]
    problems = _pictures(sheets)
    document = assemble(name, "ofd", page_blocks([sheet.page for sheet in sheets]))
    problems.extend(garbled(document.text, "OFD"))
    if any(body.is_signed for body in bodies):
        message = "文件带有电子签章。本系统只读取文字，不核验签章。"
        hint = "需要确认真伪时，请用 OFD 阅读器查验签章。"
        problems.append(Problem("ofd.signed", message, hint=hint, severity="question"))
    return document, problems


def _bodies(package: Package) -> Iterator[_Body]:
    root = package.part(_ENTRY)
    found = False
    for body in children(root, "DocBody"):
        named = words(child(body, "DocRoot"))
        if not named:
            continue
        found = True
        address = package.address(_ENTRY, named)
        yield _Body(package.part(address), address, bool(words(child(body, "Signatures"))))
    if not found:
        raise broken("OFD 文件里没有正文（OFD.xml 未指明 DocRoot）。")


def _sheets(package: Package, body: _Body, watch: Watch) -> Iterator[_Sheet]:
    shared = child(body.root, "CommonData")
    box = _box(child(shared, "PageArea"), _A4)
    templates = {
        template.get("ID", ""): package.address(body.address, template.get("BaseLoc", ""))
        for template in children(shared, "TemplatePage")
    }
    pages = list(children(child(body.root, "Pages"), "Page"))
    if len(pages) > MOST_PAGES:
        hint = "请只保留政策正文的部分，再上传。"
        message = f"OFD 文件有{len(pages)}页，超过了{MOST_PAGES}页的上限。"
        raise UnreadableDocument(Problem("document.too_large", message, hint=hint, severity="error"))
    drawn: dict[str, Element] = {}
    for page in pages:
        watch.check()
        content = package.part(package.address(body.address, page.get("BaseLoc", "")))
        yield _sheet(content, box, [*_templates(package, content, templates, drawn), content])


def _templates(
    package: Package, content: Element, templates: dict[str, str], drawn: dict[str, Element]
) -> Iterator[Element]:
    """The templates that a page is printed on, each read from the file once."""
    for used in children(content, "Template"):
        number_of = used.get("TemplateID", "")
        address = templates.get(number_of, "")
        if number_of not in drawn and package.has(address):
            drawn[number_of] = package.part(address)
        if number_of in drawn:
            yield drawn[number_of]


def _sheet(content: Element, box: list[float], layers: list[Element]) -> _Sheet:
    _, _, _, height = _box(child(content, "Area"), box)
    everything = [found for layer in layers for found in objects(layer)]
    tall = height * POINTS
    glyphs = glyphs_of(everything, tall)
    has_picture = any(tag_of(element) == "ImageObject" for element, _ in everything)
    page = page_of(glyphs, tall, tables_of(strokes_of(everything), tall))
    return _Sheet(page, has_picture and len(glyphs) < 15)


def _box(area: Element | None, otherwise: list[float]) -> list[float]:
    box = numbers(words(child(area, "PhysicalBox")))
    return box if len(box) == 4 and number(str(box[3]), 0) > 0 else otherwise


def _pictures(sheets: list[_Sheet]) -> list[Problem]:
    without = [at + 1 for at, sheet in enumerate(sheets) if sheet.is_picture]
    if not without:
        return []
    hint = "请向发文单位索取 .docx 或带文字的版本；或用 OFD 阅读器转为 PDF 再上传，由文字识别读取。"
    if len(without) == len(sheets):
        message = "这个 OFD 文件是扫描件，里面只有图片，没有文字。"
        raise UnreadableDocument(Problem("document.scanned", message, hint=hint, severity="error"))
    message = f"第{'、'.join(map(str, without))}页是图片，其中的文字没有读入。"
    return [Problem("document.pages_scanned", message, hint=hint)]
