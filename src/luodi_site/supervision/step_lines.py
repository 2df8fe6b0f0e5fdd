"""One step of an issue's, an order's or a paper's way as a line of its history."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class StepLine:
    at: datetime
    who: str
    title: str
    words: str
    files: tuple[Any, ...] = ()


def step_lines(entries: Iterable[Any], nobody: str, words: Callable[[Any], str]) -> list[StepLine]:
    """In the order of the entries; ``nobody`` stands where the system took the step by itself."""
    return [
        StepLine(entry.at, _who(entry) or nobody, str(entry.get_kind_display()), words(entry), tuple(entry.files.all()))
        for entry in entries
    ]


def _who(entry: Any) -> str:
    return " ".join(str(one) for one in (entry.unit, entry.actor) if one is not None)


def key(number: int | None) -> str:
    """A person or a unit as the rules name it."""
    return "" if number is None else str(number)
