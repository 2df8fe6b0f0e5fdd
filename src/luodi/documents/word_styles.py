"""What a Word file's styles say of a paragraph or a run: heading, title, bold, hidden, face, numbering."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from luodi.documents.word_package import W

# 黑体 and 楷体 mark headings and lead phrases in official print, where other texts use bold.
Face = Literal["hei", "kai", "plain"]
_FACES: tuple[tuple[Face, tuple[str, ...]], ...] = (
    ("hei", ("黑", "hei", "gothic")),
    ("kai", ("楷", "kai")),
)
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks; None is what nothing has been said about."""

    bold: bool | None = None
    hidden: bool | None = None
    face: Face | None = None

    def over(self, below: Look) -> Look:
        """This look where it says something, else the one below."""
        return Look(
            below.bold if self.bold is None else self.bold,
            below.hidden if self.hidden is None else self.hidden,
            below.face if self.face is None else self.face,
        )

    @property
    def emphasis(self) -> str:
        """What sets the run off from plain print, '' where nothing does."""
        if self.bold:
            return "bold"
        return self.face if self.face in ("hei", "kai") else ""


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it inherits. ``outline`` counts from 0; ``num_id`` '0' takes numbering away."""

    name: str = ""
    look: Look = Look()
    num_id: str | None = None
    level: int | None = None
    outline: int | None = None
    chain: tuple[str, ...] = ()


def value(parent: Element | None, tag: str) -> str | None:
    """The w:val of a child, None where there is no such child."""
    child = None if parent is None else parent.find(W + tag)
    return None if child is None else child.get(W + "val", "")


def whole(words: str | None) -> int | None:
    try:
        return None if words is None else int(words)
    except ValueError:
        return None


def look_of(properties: Element | None) -> Look:
    """What run properties (w:rPr) say themselves."""
    if properties is None:
        return Look()
    return Look(_switch(properties, "b"), _switch(properties, "vanish"), _face(properties))


def _switch(properties: Element, tag: str) -> bool | None:
    said = value(properties, tag)
    return None if said is None else said.lower() not in _OFF


def _face(properties: Element) -> Face | None:
    fonts = properties.find(W + "rFonts")
    font = "" if fonts is None else fonts.get(W + "eastAsia", "").lower()
    if not font:
        return None
    for face, signs in _FACES:
        # 微软雅黑 is a face for whole documents on the screen, not for what stands out.
        if any(sign in font for sign in signs) and "雅黑" not in font and "yahei" not in font:
            return face
    return "plain"


class Styles:
    """The styles of one file."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self.default = Look()
        self.default_paragraph = ""
        if root is None:
            return
        self.default = look_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for element in root.iterfind(W + "style"):
            style_id = element.get(W + "styleId", "")
            self._elements[style_id] = element
            if element.get(W + "type") == "paragraph" and element.get(W + "default", "0").lower() not in _OFF:
                self.default_paragraph = style_id

    def style(self, style_id: str | None) -> Style:
        """The style by its id; an unknown id is a style that says nothing."""
        if not style_id:
            return Style()
        if style_id not in self._known:
            self._known[style_id] = self._resolve(style_id)
        return self._known[style_id]

    def _resolve(self, style_id: str) -> Style:
        found, chain = Style(), []
        at: str | None = style_id
        while at and at in self._elements and at not in chain:
            chain.append(at)
            element = self._elements[at]
            at = value(element, "basedOn")
            found = self._inherit(found, element)
        return Style(found.name, found.look, found.num_id, found.level, found.outline, tuple(chain))

    @staticmethod
    def _inherit(below: Style, element: Element) -> Style:
        paragraph = element.find(W + "pPr")
        numbering = None if paragraph is None else paragraph.find(W + "numPr")
        num_id, level = value(numbering, "numId"), whole(value(numbering, "ilvl"))
        outline = whole(value(paragraph, "outlineLvl"))
        return Style(
            below.name or (value(element, "name") or "").lower(),
            below.look.over(look_of(element.find(W + "rPr"))),
            num_id if below.num_id is None else below.num_id,
            level if below.level is None else below.level,
            outline if below.outline is None else below.outline,
        )
