"""Entries that hold what was asked for, best first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from luodi_site.search.highlights import Piece, excerpt, pieces
from luodi_site.search.models import SearchEntry, SearchWord
from luodi_site.search.words import asked_words, plain

# Counting goes no further than this: "more than so many" is enough to know that one has to ask more closely.
COUNTED = 200
# A word is taken for rare by looking at no more of its rows than this.
_SAMPLED = 2000


@dataclass(frozen=True)
class Hit:
    """One hit, with its title and the stretch around what was asked for, in pieces."""

    kind: str
    number: int
    owner: int
    on: date
    start: int
    end: int
    title: tuple[Piece, ...]
    words: tuple[Piece, ...]


@dataclass(frozen=True)
class Hits:
    """The best of a kind, and how many there are (``is_more``: at least so many)."""

    rows: tuple[Hit, ...]
    count: int
    is_more: bool


def hits_of(kind: str, asked: str, visible: QuerySet[Any], *, limit: int = 20, offset: int = 0) -> Hits:
    """Hits of the kind whose owner is among ``visible`` (numbers of what the person may see)."""
    if not plain(asked).strip():
        return Hits((), 0, False)
    words, pairs = asked_words(asked)
    numbers, count = _found(kind, words, visible, limit, offset)
    if not count and pairs != words:
        words = pairs
        numbers, count = _found(kind, words, visible, limit, offset)
    entries = SearchEntry.objects.in_bulk(numbers)
    marked = {plain(asked).strip(), *words}
    rows = tuple(_hit(entries[number], marked) for number in numbers if number in entries)
    return Hits(rows, min(count, COUNTED), count > COUNTED)


def _found(kind: str, words: set[str], visible: QuerySet[Any], limit: int, offset: int) -> tuple[list[int], int]:
    """Numbers of entries, best first, and how many there are, counted up to one more than ``COUNTED``."""
    if not words:
        return [], 0
    rare, *others = sorted(words, key=lambda word: (_commonness(kind, word), word))
    found = SearchWord.objects.filter(word=rare, kind=kind)
    for word in others:
        found = found.filter(Exists(SearchWord.objects.filter(entry=OuterRef("entry"), word=word)))
    found = found.filter(entry__owner__in=visible)
    ordered = found.order_by("-rank", "-entry").values_list("entry_id", flat=True)
    first = list(ordered[: max(COUNTED + 1, offset + limit)])
    return first[offset : offset + limit], len(first)


def _commonness(kind: str, word: str) -> int:
    return len(SearchWord.objects.filter(word=word, kind=kind).values_list("pk")[:_SAMPLED])


def _hit(entry: SearchEntry, marked: set[str]) -> Hit:
    return Hit(
        kind=entry.kind, number=entry.number, owner=entry.owner, on=entry.on, start=entry.start, end=entry.end,
        title=pieces(entry.title, marked), words=pieces(excerpt(entry.words, marked), marked) if entry.words else (),
    )  # fmt: skip
