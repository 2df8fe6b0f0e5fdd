"""A pack's YAML as a tree whose every part knows the characters of the file that it stands in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text, number or date, as text. ``text[start:end]`` is how the file writes it, quotes included."""

    value: str
    start: int
    end: int
    is_quoted: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.value and not self.is_quoted

    def at(self, index: int, text: str) -> int:
        """The place in the file of a character of ``value``, also where the file folds or quotes it."""
        if text[self.start : self.end] == self.value:
            return self.start + index
        at = self._inside(text)
        for wanted in self.value[:index]:
            at = _past(text, at, self.end, wanted)
        while at < self.end and text[at].isspace() and not self.value[index : index + 1].isspace():
            at += 1
        return min(at, self.end)

    def _inside(self, text: str) -> int:
        """Behind the opening quote, or behind the line of a block's sign."""
        if text[self.start : self.start + 1] in ("|", ">"):
            return max(text.find("\n", self.start, self.end) + 1, self.start)
        return self.start + self.is_quoted


def _past(text: str, at: int, end: int, wanted: str) -> int:
    if wanted.isspace():
        while at < end and text[at].isspace():
            at += 1
        return at
    found = text.find(wanted, at, end)
    return found + 1 if found >= 0 else at


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file, no key twice."""

    items: tuple[tuple[Scalar, Node], ...]
    start: int
    end: int

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.items if name.value == key), None)


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    start: int
    end: int


Node = Scalar | Mapping | Sequence


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Both counted from 1, in characters."""
    before = text.count("\n", 0, at)
    return before + 1, at - (text.rfind("\n", 0, at) + 1) + 1
