"""Word files (.docx) as documents: paragraphs and tables in order, with the numbers that Word generates written out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from luodi.documents.assembly import assemble
from luodi.documents.blocks import Block, Grid, GridCell, Line, with_number
from luodi.documents.leads import lead_of
from luodi.documents.lines import is_blank
from luodi.documents.model import Document, Role
from luodi.documents.word_numbering import Numbering
from luodi.documents.word_package import Package, W
from luodi.documents.word_runs import Content, Runs
from luodi.documents.word_styles import Style, Styles, look_of, value, whole
from luodi.problems import Problem

_THROUGH = frozenset(W + tag for tag in ("ins", "moveTo", "customXml", "smartTag"))
_TITLES = ("title", "subtitle", "标题", "副标题")


def read(path: Path) -> tuple[Document, list[Problem]]:
    """The file as a document named after it, without its extension."""
    return parse(path.read_bytes(), path.stem)


def parse(data: bytes, name: str) -> tuple[Document, list[Problem]]:
    """The bytes of a .docx file as a document.

    Tracked changes are read as accepted, hidden text and page headers and footers are left out, footnotes follow at the
    end. Raises ``UnreadableDocument``: ``document.broken``, ``document.bomb``, ``document.encrypted``.
    """
    reader = _Reader(Package(data))
    return assemble(name, "word", reader.blocks()), reader.problems()


class _Reader:
    """Walks through one file; numbers, fields and notes are counted on the way."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(package.related("numbering"), self._styles)
        self._runs = Runs(self._styles)
        self._notes: list[tuple[str, str]] = []
        self._has_foreign = False

    def blocks(self) -> list[Block]:
        body = self._package.main().find(W + "body")
        found = list(self._flow(body)) if body is not None else []
        return found + list(self._footnotes())

    def problems(self) -> list[Problem]:
        found = []
        if self._runs.has_changes:
            message = "文件带有未接受的修订，已按“接受全部修订”后的文字读入。"
            found.append(Problem("word.tracked_changes", message, hint="请在 Word 中接受或拒绝全部修订，再核对一遍。"))
        if self._runs.has_drawings or self._has_foreign:
            message = "文件中嵌有图示、表格对象或其他文件，其中的文字没有读入。"
            found.append(Problem("word.embedded_object", message, hint="请把其中的内容改为正文或普通表格后再上传。"))
        if self._numbering.unknown:
            formats = "、".join(sorted(self._numbering.unknown))
            message = f"文件使用了少见的自动编号格式（{formats}），已按阿拉伯数字写出。"
            found.append(Problem("word.number_format", message, hint="请对照原件核对编号。"))
        return found

    def _flow(self, parent: Element) -> Iterator[Block]:
        """The blocks in a body, a cell or a text box; a paragraph whose mark was deleted runs on into the next."""
        held: list[Content] = []
        for child in _members(parent):
            if child.tag == W + "tbl":
                yield from self._held(held)
                yield self._table(child)
            elif child.tag == W + "altChunk":
                self._has_foreign = True
            else:
                yield from self._paragraph(child, held)
        yield from self._held(held)

    def _held(self, held: list[Content]) -> Iterator[Block]:
        """What was left of paragraphs whose marks were deleted, where no paragraph follows."""
        for content in held:
            yield Line(content.text)
        held.clear()

    def _paragraph(self, paragraph: Element, held: list[Content]) -> Iterator[Block]:
        properties = paragraph.find(W + "pPr")
        style = self._styles.style(value(properties, "pStyle") or self._styles.default_paragraph)
        content = self._runs.content(paragraph, style)
        self._notes.extend(content.notes)
        boxes = [block for box in content.boxes for block in self._flow(box)]
        mark = None if properties is None else properties.find(W + "rPr")
        if mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None):
            self._runs.has_changes = True
            held.append(content)
            yield from boxes
            return
        pieces = [piece for before in held for piece in before.pieces] + content.pieces
        held.clear()
        yield self._line(properties, style, Content(pieces))
        yield from boxes

    def _line(self, properties: Element | None, style: Style, content: Content) -> Line:
        outline = whole(value(properties, "outlineLvl"))
        outline = style.outline if outline is None else outline
        role: Role = "body"
        if style.name in _TITLES:
            role = "title"
        elif style.name.startswith("toc "):
            role = "chrome"  # a table of contents says nothing that the headings do not say
        elif outline is not None and outline < 9:
            role = "heading"
        level = outline + 1 if role == "heading" and outline is not None else None
        text = content.text
        line = Line(text, role, level, lead=lead_of(content.pieces))
        mark = None if properties is None else properties.find(W + "rPr")
        if not text and look_of(mark).hidden:
            return line  # a hidden paragraph counts for nothing
        return with_number(line, *self._number(properties, style))

    def _number(self, properties: Element | None, style: Style) -> tuple[str, str]:
        own = None if properties is None else properties.find(W + "numPr")
        num_id, level = value(own, "numId"), whole(value(own, "ilvl"))
        from_style = num_id is None
        num_id = style.num_id if num_id is None else num_id
        if num_id in (None, "", "0"):
            return "", ""
        if level is None:
            level = self._numbering.level_for(num_id, style.chain) if from_style or style.num_id else 0
            level = style.level if level == 0 and from_style and style.level is not None else level
        return self._numbering.next(num_id, level)

    def _table(self, table: Element) -> Grid:
        cells: list[GridCell] = []
        open_above: dict[int, int] = {}  # column → index of the cell that is merged downwards
        row_at = width = 0
        for row in _members(table, W + "tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self._runs.has_changes = True
                continue
            column = whole(value(row.find(W + "trPr"), "gridBefore")) or 0
            merged: dict[int, int] = {}
            for cell in _members(row, W + "tc"):
                properties = cell.find(W + "tcPr")
                span = max(1, whole(value(properties, "gridSpan")) or 1)
                merge = value(properties, "vMerge")
                if merge is not None and merge != "restart" and column in open_above:
                    merged[column] = above = open_above[column]
                    cells[above] = _taller(cells[above], row_at)
                else:
                    if merge is not None:
                        merged[column] = len(cells)
                    cells.append(GridCell(row_at, column, tuple(self._flow(cell)), 1, span))
                column += span
            open_above, row_at, width = merged, row_at + 1, max(width, column)
        return Grid(tuple(cells), row_at, width)

    def _footnotes(self) -> Iterator[Block]:
        """The notes that the text refers to; they stand at the end, where they split no sentence."""
        roots: dict[str, dict[str, Element]] = {}
        for part, note_id in list(self._notes):
            if part not in roots:
                root = self._package.related(part)
                notes = () if root is None else root.iterfind(W + part[:-1])
                roots[part] = {note.get(W + "id", ""): note for note in notes}
            note = roots[part].get(note_id)
            for block in self._flow(note) if note is not None else ():
                if not isinstance(block, Line) or not is_blank(block.text):
                    yield block


def _taller(cell: GridCell, row: int) -> GridCell:
    return GridCell(cell.row, cell.column, cell.blocks, row - cell.row + 1, cell.column_span)


def _members(parent: Element, *wanted: str) -> Iterator[Element]:
    """The paragraphs and tables (or rows, or cells) below, through whatever wraps them."""
    tags = wanted or (W + "p", W + "tbl", W + "altChunk")
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _THROUGH:
            yield from _members(child, *wanted)
        elif child.tag == W + "sdt":
            inside = child.find(W + "sdtContent")
            if inside is not None:
                yield from _members(inside, *wanted)
