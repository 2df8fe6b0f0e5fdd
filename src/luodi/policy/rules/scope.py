"""What is known while a pack is read or written: the fields, the subject, the document and clause around, the problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from luodi.formula.fields import Catalogue, Describes
from luodi.policy.rules.nodes import Node, Scalar
from luodi.problems import Problem
from luodi.spans import Span

Path = tuple[str, ...]


class Unread(Exception):
    """A part could not be read; the problem that says why stands in the scope already."""


@dataclass(slots=True)
class Page:
    """The file at hand, what was found wrong in it, and where each of its parts stands."""

    document: str = ""
    text: str = ""
    problems: list[Problem] = field(default_factory=list)
    places: dict[Path, Span] = field(default_factory=dict)
    # Words that must be an id in one of these sections: the sections, what it is in words, the word and its place.
    references: list[tuple[tuple[str, ...], str, str, Span]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scope:
    """``document`` and ``clause`` are those of the rule around: what a part does not say itself, it takes from there."""

    page: Page
    catalogue: Catalogue
    describes: Describes | None = None
    document: str = ""
    clause: str = ""
    on: date | None = None
    path: Path = ()

    def inside(self, key: str, **changes: object) -> Scope:
        return replace(self, path=(*self.path, key), **changes)  # type: ignore[arg-type]

    def found(self, node: Node) -> None:
        self.page.places[self.path] = self.span(node.start, node.end)

    def span(self, start: int, end: int) -> Span:
        return Span(self.page.document, start, max(start, end))

    def refer(self, sections: tuple[str, ...], what: str, written: Scalar) -> None:
        self.page.references.append((sections, what, written.value, self.span(written.start, written.end)))

    def say(self, code: str, message: str, span: Span, hint: str = "") -> None:
        self.page.problems.append(Problem(code, message, span, hint, "error"))

    def wrong(self, code: str, message: str, node: Node, hint: str = "") -> Unread:
        """Says the problem and gives the exception to raise."""
        self.say(code, message, self.span(node.start, _shown_end(self.page.text, node)), hint)
        return Unread()


def _shown_end(text: str, node: Node) -> int:
    """Of a mapping or list only its first line is pointed at."""
    if isinstance(node, Scalar):
        return node.end
    line = text.find("\n", node.start, node.end)
    return node.end if line < 0 else line


def place_of(places: Mapping[Path, Span], path: Path) -> Span | None:
    """Where a part stands, or the nearest part around it that does."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path)
