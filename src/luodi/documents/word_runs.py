"""The words of one Word paragraph: runs with their look, fields, symbols, tracked changes and text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from luodi.documents.leads import Piece
from luodi.documents.lines import visible
from luodi.documents.numerals import circled
from luodi.documents.word_numbering import symbols
from luodi.documents.word_package import W
from luodi.documents.word_styles import Look, Style, Styles, look_of, value

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"

_INSERTED = (W + "ins", W + "moveTo")
_DELETED = (W + "del", W + "moveFrom")
_WRAPPERS = frozenset(W + tag for tag in ("hyperlink", "smartTag", "fldSimple", "customXml", "dir", "bdo")) | {
    *_INSERTED
}
_CHARACTERS = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-",
}  # fmt: skip
_DRAWINGS = frozenset((W + "drawing", W + "pict", W + "object", _MC + "AlternateContent"))


@dataclass(slots=True)
class Content:
    """What a paragraph holds: its pieces, the text boxes that hang on it, the notes that it refers to."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    shows: bool = False
    has_result: bool = False


class Runs:
    """Reads paragraphs one after the other; a field may run over several of them, so its state is kept here."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []
        self.has_changes = False
        self.has_drawings = False

    def content(self, paragraph: Element, style: Style) -> Content:
        found = Content()
        self._children(paragraph, style.look, found)
        return found

    def _children(self, parent: Element, look: Look, found: Content) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                self._run(child, look, found)
            elif tag in _WRAPPERS:
                self.has_changes |= tag in _INSERTED
                self._children(child, look, found)
            elif tag == W + "sdt":
                inside = child.find(W + "sdtContent")
                if inside is not None:
                    self._children(inside, look, found)
            elif tag in _DELETED:
                self.has_changes = True
            elif tag in (_MATH + "oMath", _MATH + "oMathPara"):
                self._add("".join(t.text or "" for t in child.iter(_MATH + "t")), Look(), found)
            elif tag == _MC + "AlternateContent":
                self._children(_chosen(child), look, found)

    def _run(self, run: Element, below: Look, found: Content) -> None:
        properties = run.find(W + "rPr")
        look = below.over(self._styles.default)
        if properties is not None:
            character = self._styles.style(value(properties, "rStyle")).look
            look = look_of(properties).over(character).over(look)
        for child in run:
            self._run_child(child, look, found)

    def _run_child(self, child: Element, look: Look, found: Content) -> None:
        tag = child.tag
        if tag == W + "t":
            self._add(child.text or "", look, found)
        elif tag in _CHARACTERS:
            self._add(_CHARACTERS[tag], look, found)
        elif tag == W + "sym":
            self._add(_symbol(child), look, found)
        elif tag == W + "fldChar":
            self._field(child.get(W + "fldCharType", ""), look, found)
        elif tag == W + "instrText":
            if self._fields:
                self._fields[-1].instruction += child.text or ""
        elif tag in _DRAWINGS:
            self._drawing(child, found)
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            found.notes.append((tag[len(W) : -len("Reference")] + "s", child.get(W + "id", "")))
        elif tag == W + "ruby":
            base = child.find(W + "rubyBase")
            if base is not None:
                self._children(base, look, found)

    def _add(self, words: str, look: Look, found: Content) -> None:
        """Adds what is seen: nothing hidden, and of a field its result."""
        if not words or look.hidden or any(not open_field.shows for open_field in self._fields):
            return
        for open_field in self._fields:
            open_field.has_result = True
        words = symbols(visible(words))
        if found.pieces and found.pieces[-1].emphasis == look.emphasis:
            found.pieces[-1].text += words
        else:
            found.pieces.append(Piece(words, look.emphasis))

    def _field(self, kind: str, look: Look, found: Content) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
        elif kind == "end" and self._fields:
            done = self._fields.pop()
            if not done.has_result:
                self._add(_overstruck(done.instruction), look, found)

    def _drawing(self, element: Element, found: Content) -> None:
        boxes = list(_text_boxes(element))
        found.boxes.extend(boxes)
        if not boxes and (element.tag == W + "object" or element.find(f".//{_DIAGRAM}") is not None):
            self.has_drawings = True


def _chosen(alternatives: Element) -> Element:
    """Of several renderings of the same thing the first that has any words, so that none is read twice."""
    for branch in alternatives:
        if any(True for _ in branch.iter(W + "t")):
            return branch
    return alternatives[0] if len(alternatives) else alternatives


def _text_boxes(element: Element) -> Iterator[Element]:
    if element.tag == W + "txbxContent":
        yield element
        return
    inside = _chosen(element) if element.tag == _MC + "AlternateContent" else element
    for child in inside:
        yield from _text_boxes(child)


def _symbol(element: Element) -> str:
    """A character given by its number in a font; Word adds F000 to those of symbol fonts."""
    try:
        point = int(element.get(W + "char", ""), 16)
    except ValueError:
        return ""
    font = element.get(W + "font", "").lower()
    if point < 0x100 and ("wingdings" in font or "symbol" in font or "webdings" in font):
        point += 0xF000
    return symbols(chr(point)) if 0 < point < 0xD800 or 0xE000 <= point <= 0xFFFF else ""


def _overstruck(instruction: str) -> str:
    """Word writes ① as a field that prints a circle over a number: EQ \\o\\ac(○,1)."""
    found = re.search(r"EQ\s+\\o.*?\([○〇◯][,，;]\s*(\d+)\s*\)", instruction, re.IGNORECASE)
    return circled(int(found.group(1))) if found else ""
