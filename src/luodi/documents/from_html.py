"""Saved web pages as documents: the words of the page in reading order, furniture marked and not thrown away."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from luodi.documents.assembly import assemble
from luodi.documents.blocks import Block, Line, with_number
from luodi.documents.decoding import decode
from luodi.documents.html_chrome import Chrome
from luodi.documents.html_tables import grid_of, is_layout
from luodi.documents.leads import Piece, has_marker, lead_of
from luodi.documents.lines import visible
from luodi.documents.model import Document, Role
from luodi.documents.numerals import numeral
from luodi.problems import Problem, UnreadableDocument

_DROPPED = frozenset((
    "script", "style", "noscript", "template", "head", "title", "select", "option", "datalist", "textarea",
    "input", "button", "svg", "canvas", "audio", "video", "object", "embed", "iframe", "map",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
# Elements that must be closed; the others close by themselves.
_TAG = re.compile(
    r"<(/?)(?:div|span|font|b|i|u|em|strong|a|section|article|table|ul|ol|blockquote|center|form)\b", re.I
)
_DEEPEST = 2000
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)", re.I)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_FACE = re.compile(r"font-family\s*:[^;]*(黑体|simhei|楷体|kaiti)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_KEPT_BREAKS = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)")
# Beside a wide character a line end of the page's source is no space. Browsers drop it between two of them (CSS Text 3,
# segment break transformation); programs that wrap a page's source break it in front of numbers as well.
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u2018-\u201d\u2014\u2026"
_SOURCE_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t\f]*[\r\n][ \t\r\n\f]*|[ \t\f]*[\r\n][ \t\r\n\f]*(?=[{_WIDE}])")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LIST_FORMATS = {
    "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter", "lower-latin": "lowerLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand", "cjk-decimal": "ideographDigital", "none": "none",
}  # fmt: skip


def read(path: Path) -> tuple[Document, list[Problem]]:
    """The file as a document named after it, without its extension."""
    return parse(path.read_bytes(), path.stem)


def parse(data: bytes, name: str) -> tuple[Document, list[Problem]]:
    """The bytes of a web page as a document; raises ``UnreadableDocument`` for bytes that are no text."""
    declared = _CHARSET.search(data, 0, 8192)
    charset = next((group for group in declared.groups() if group), b"") if declared else b""
    source, problems = decode(data, name, charset.decode("ascii", errors="ignore"))
    # A place in the source is no place in the document's text.
    problems = [replace(problem, span=None) for problem in problems]
    _check_depth(source)
    page = LexborHTMLParser(source.lstrip("\ufeff"))
    body = page.body
    if body is None:
        return assemble(name, "html", ()), problems
    heading = page.css_first("title")
    walk = _Walk(Chrome(body, heading.text() if heading is not None else ""))
    walk.through(body)
    return assemble(name, "html", walk.blocks), problems


def _check_depth(source: str) -> None:
    """Refuses a page whose elements stand too deep in each other: the time to parse grows with the square of that."""
    depth = 0
    for found in _TAG.finditer(source):
        depth = max(0, depth - 1) if found.group(1) else depth + 1
        if depth > _DEEPEST:
            hint = "请用浏览器打开网页，复制正文到 Word，另存为 .docx 再上传。"
            raise UnreadableDocument(Problem("document.bomb", "网页内部嵌套过深，已停止读取。", None, hint, "error"))


@dataclass(frozen=True, slots=True)
class _State:
    """What the elements around a stretch of text say about it."""

    role: Role = "body"
    level: int | None = None
    emphasis: str = ""
    keeps_breaks: bool = False
    in_document: bool = False


class _Walk:
    """Goes through a page without recursion: pages with thousands of unclosed elements do exist."""

    def __init__(self, chrome: Chrome) -> None:
        self._chrome = chrome
        self.blocks: list[Block] = []
        self._pieces: list[Piece] = []
        self._has_words = False
        self._line_state = _State()
        self._number = ""
        self._lists: list[_List] = []

    def through(self, root: LexborNode, state: _State | None = None) -> None:
        todo: list[tuple[LexborNode, _State, bool]] = [(root, state or _State(), False)]
        while todo:
            node, around, leaving = todo.pop()
            if leaving:
                self._leave(node)
                continue
            inner = self._enter(node, around)
            if inner is None:
                continue
            todo.append((node, inner, True))
            below = node.last_child
            while below is not None:
                todo.append((below, inner, False))
                below = below.prev
        self._flush()

    def _enter(self, node: LexborNode, state: _State) -> _State | None:
        """The state inside the element, None where there is nothing to go into."""
        if node.is_text_node:
            self._text(node.text_content or "", state)
            return None
        tag = node.tag or ""
        if not node.is_element_node or tag in _DROPPED:
            return None
        if tag == "br":
            self._flush()
            return None
        if tag == "table" and state.role != "chrome" and not is_layout(node):
            self._flush()
            self._table(node, state)
            return None
        inner = self._inside(node, tag, state)
        if tag in _BLOCKS:
            self._flush()
            self._list(node, tag)
        return inner

    def _leave(self, node: LexborNode) -> None:
        if node.tag in _BLOCKS:
            self._flush()
            if node.tag in ("ol", "ul") and self._lists:
                self._lists.pop()
            if node.tag == "li":
                self._number = ""

    def _inside(self, node: LexborNode, tag: str, state: _State) -> _State:
        attributes = node.attributes
        style = (attributes.get("style") or "").lower()
        role, level, emphasis = state.role, state.level, state.emphasis
        in_document = state.in_document or tag in ("article", "main")
        if role != "chrome":
            if (tag in _BLOCKS and self._chrome.holds(node, in_document)) or _is_hidden(attributes, style):
                role, level = "chrome", None
            elif re.fullmatch("h[1-6]", tag):
                role, level = "heading", int(tag[1])
            elif "MsoTitle" in (attributes.get("class") or ""):
                role = "title"
        if tag in ("b", "strong") or _BOLD.search(style):
            emphasis = "bold"
        elif "font-family" in style and not emphasis:
            face = _FACE.search(style)
            emphasis = face.group(1) if face else ""
        keeps_breaks = state.keeps_breaks or tag == "pre" or bool(_KEPT_BREAKS.search(style))
        return _State(role, level, emphasis, keeps_breaks, in_document)

    def _text(self, words: str, state: _State) -> None:
        kept = words.splitlines() if state.keeps_breaks else [words]
        for order, part in enumerate(kept):
            if order:
                self._flush()
            if not self._has_words:
                self._line_state = state
                self._has_words = not part.isspace() and part != ""
            self._pieces.append(Piece(part, state.emphasis))

    def _list(self, node: LexborNode, tag: str) -> None:
        if tag in ("ol", "ul"):
            self._lists.append(_List.of(node))
        elif tag == "li" and self._lists:
            self._number = self._lists[-1].next(node)

    def _table(self, node: LexborNode, state: _State) -> None:
        def cell_blocks(cell: LexborNode) -> tuple[Block, ...]:
            inside = _Walk(self._chrome)
            inside.through(cell, replace(state, role="body", level=None))
            return tuple(inside.blocks)

        caption = node.css_first("caption")
        if caption is not None:
            self.blocks.extend(cell_blocks(caption))
        self.blocks.append(grid_of(node, cell_blocks))

    def _flush(self) -> None:
        """Ends the line that was being written."""
        raw = "".join(piece.text for piece in self._pieces)
        if raw.strip():
            lead = lead_of(self._pieces)
            text = _plain(raw)
            state = self._line_state
            line = Line(text, state.role, state.level, lead=None if lead is None else len(_plain(raw[:lead]).rstrip()))
            if self._number and state.role != "chrome" and not has_marker(text):
                line = with_number(_without_indent(line), self._number, " ")
            self._number = ""
            self.blocks.append(line)
        self._pieces, self._has_words = [], False


@dataclass(slots=True)
class _List:
    """A list and how far it has counted."""

    number_format: str
    at: int
    step: int = 1

    @classmethod
    def of(cls, node: LexborNode) -> _List:
        attributes = node.attributes
        style = re.search(r"list-style(?:-type)?\s*:\s*([\w-]+)", attributes.get("style") or "")
        kind = style.group(1) if style else attributes.get("type") or ""
        number_format = "none" if node.tag == "ul" else _LIST_FORMATS.get(kind, "decimal")
        start = _whole(attributes.get("start"))
        step = -1 if "reversed" in attributes else 1
        if start is None:
            start = sum(1 for _ in node.iter()) if step < 0 else 1
        return cls(number_format, start, step)

    def next(self, item: LexborNode) -> str:
        own = _whole(item.attributes.get("value"))
        here = self.at if own is None else own
        self.at = here + self.step
        words = numeral(here, self.number_format) or ""
        return words and words + ("、" if "chinese" in self.number_format else ".")


def _plain(raw: str) -> str:
    """White space as a browser shows it."""
    words = _SPACES.sub(" ", _SOURCE_BREAK.sub("", visible(raw)))
    return words.replace("\xa0", " ")


def _without_indent(line: Line) -> Line:
    text = line.text.lstrip()
    lead = None if line.lead is None else line.lead - (len(line.text) - len(text))
    return replace(line, text=text, lead=lead)


def _is_hidden(attributes: dict[str, str | None], style: str) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(style))


def _whole(words: str | None) -> int | None:
    try:
        return None if words is None else int(words)
    except ValueError:
        return None
