"""Keeps the table of words: called by the actions that write what can be found, in their own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from luodi_site.search.models import SearchEntry, SearchWord
from luodi_site.search.words import name_words, words_of

_BATCH = 1000
# A word of the title counts more than any day: ranks of titles begin above the last of all days.
_TITLE = date.max.toordinal()


@dataclass(frozen=True)
class Findable:
    """One thing as it can be found; the fields are those of ``SearchEntry``. Where ``is_named`` is false the title is
    shown, and does not find it: a hundred clauses of one document are not a hundred hits for its name."""

    kind: str
    number: int
    owner: int
    title: str
    on: date
    words: str = ""
    start: int = 0
    end: int = 0
    is_named: bool = True


@transaction.atomic
def keep_findable(rows: Iterable[Findable]) -> int:
    """Puts these rows in place of what was kept of them; gives how many."""
    given = list(rows)
    for at in range(0, len(given), _BATCH):
        _keep(given[at : at + _BATCH])
    return len(given)


def _keep(rows: Sequence[Findable]) -> None:
    for kind in {row.kind for row in rows}:
        forget_findable(kind=kind, numbers=[row.number for row in rows if row.kind == kind])
    entries = SearchEntry.objects.bulk_create(
        SearchEntry(
            kind=row.kind, number=row.number, owner=row.owner, title=row.title[:300], words=row.words, on=row.on,
            start=row.start, end=row.end,
        )
        for row in rows
    )  # fmt: skip
    words = (word for entry, row in zip(entries, rows, strict=True) for word in _words(entry, is_named=row.is_named))
    SearchWord.objects.bulk_create(words, batch_size=5 * _BATCH)


def _words(entry: SearchEntry, *, is_named: bool) -> Iterable[SearchWord]:
    of_title, day = name_words(entry.title) if is_named else set(), entry.on.toordinal()
    for word in of_title | words_of(entry.words):
        rank = day + (_TITLE if word in of_title else 0)
        yield SearchWord(word=word, kind=entry.kind, rank=rank, entry=entry)


def forget_findable(*, kind: str, numbers: Sequence[int]) -> None:
    """What is no longer there is no longer found."""
    gone = SearchEntry.objects.filter(kind=kind, number__in=numbers)
    SearchWord.objects.filter(entry__in=gone.values("pk")).delete()
    gone.delete()
