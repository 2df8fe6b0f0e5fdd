"""Entries that hold what was asked for, best first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef

from luodi_site.search.highlights import Piece, excerpt, pieces
from luodi_site.search.models import SearchEntry, SearchWord
from luodi_site.search.words import asked_words, plain

# Counting goes no further than this: "more than so many" is enough to know that one has to ask more closely.
COUNTED = 200
# A word is taken for rare by looking at no more of its rows than this.
SAMPLED = 1000


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


@dataclass(frozen=True)
class Asked:
    """A question as words, or else as pairs of characters, and how common each is in a kind (counted up to ``SAMPLED``)."""

    plain: str
    words: frozenset[str]
    pairs: frozenset[str]
    common: Mapping[tuple[str, str], int]

    def may_hold(self, kind: str) -> bool:
        """Whether the kind has every word, or every pair, at all."""
        return any(ways and all(self.common[kind, word] for word in ways) for ways in (self.words, self.pairs))


def read_question(text: str, kinds: Iterable[str]) -> Asked:
    """Looks up all its words in all these kinds at once."""
    shown = plain(text).strip()
    words, pairs = asked_words(text) if shown else (set(), set())
    return Asked(shown, frozenset(words), frozenset(pairs), _commonness(sorted(kinds), sorted(words | pairs)))


def hits_of(kind: str, asked: Asked, visible: Any, *, limit: int = 20, offset: int = 0) -> Hits:
    """Hits of the kind whose owner is among ``visible`` (numbers of what the person may see, or a query for them)."""
    most = max(COUNTED + 1, offset + limit)
    words, found = asked.words, _found(kind, asked, asked.words, visible)[:most]
    if not found and asked.pairs != words:
        words, found = asked.pairs, _found(kind, asked, asked.pairs, visible)[:most]
    numbers = list(found)
    shown = numbers[offset : offset + limit]
    entries = SearchEntry.objects.in_bulk(shown)
    marked = {asked.plain, *words}
    rows = tuple(_hit(entries[number], marked) for number in shown if number in entries)
    return Hits(rows, min(len(numbers), COUNTED), len(numbers) > COUNTED)


def _found(kind: str, asked: Asked, words: frozenset[str], visible: Any) -> Any:
    """Numbers of entries that hold all the words, best first."""
    if not words or not all(asked.common[kind, word] for word in words):
        return ()
    rare, *others = sorted(words, key=lambda word: (asked.common[kind, word], -len(word), word))
    found = SearchWord.objects.filter(word=rare, kind=kind)
    for word in others:
        found = found.filter(Exists(SearchWord.objects.filter(entry=OuterRef("entry"), word=word)))
    found = found.filter(entry__kind=kind, entry__owner__in=visible)
    return found.order_by("-rank", "-entry").values_list("entry_id", flat=True)


def _commonness(kinds: Sequence[str], words: Sequence[str]) -> dict[tuple[str, str], int]:
    """How often each word stands in each kind, in one question to the database whatever their number."""
    if not kinds or not words:
        return {}
    table = SearchWord._meta.db_table
    given = [
        " UNION ALL ".join([f"SELECT %s AS {name}"] * len(rows)) for name, rows in (("kind", kinds), ("word", words))
    ]
    seen = f"SELECT 1 FROM {table} s WHERE s.word = w.word AND s.kind = k.kind LIMIT {SAMPLED}"
    sql = f"SELECT k.kind, w.word, (SELECT count(*) FROM ({seen}) t) FROM ({given[0]}) k CROSS JOIN ({given[1]}) w"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*kinds, *words])
        return {(kind, word): count for kind, word, count in cursor.fetchall()}


def _hit(entry: SearchEntry, marked: set[str]) -> Hit:
    return Hit(
        kind=entry.kind, number=entry.number, owner=entry.owner, on=entry.on, start=entry.start, end=entry.end,
        title=pieces(entry.title, marked), words=pieces(excerpt(entry.words, marked), marked) if entry.words else (),
    )  # fmt: skip
