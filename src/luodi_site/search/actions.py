"""Keeps the table of words: called by the actions that write what can be found, in their own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from luodi_site.search.models import SearchEntry, SearchWord
from luodi_site.search.words import name_words, words_of

_BATCH = 1000
# From so many rows on PostgreSQL takes them by COPY.
_MANY = 50
_FIELDS = ("kind", "number", "owner", "title", "words", "on", "start", "end")
_OF_WORDS = ("word", "kind", "rank", "entry_id")
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
    if connection.vendor == "postgresql" and len(rows) >= _MANY:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                           [SearchEntry._meta.db_table, len(rows)])  # fmt: skip
            numbers = [number for (number,) in cursor.fetchall()]
        _copy(
            SearchEntry, ("id", *_FIELDS), ((number, *_values(row)) for number, row in zip(numbers, rows, strict=True))
        )
        _copy(SearchWord, _OF_WORDS, _all_words(numbers, rows))
        return
    entries = SearchEntry.objects.bulk_create(
        SearchEntry(**dict(zip(_FIELDS, _values(row), strict=True))) for row in rows
    )
    words = _all_words([entry.pk for entry in entries], rows)
    kept = (SearchWord(**dict(zip(_OF_WORDS, word, strict=True))) for word in words)
    SearchWord.objects.bulk_create(kept, batch_size=5 * _BATCH)


def _values(row: Findable) -> tuple[Any, ...]:
    return row.kind, row.number, row.owner, row.title[:300], row.words, row.on, row.start, row.end


def _copy(model: type[Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Many rows at once, in a fifth of the time that INSERT takes."""
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor, cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _all_words(numbers: Iterable[int], rows: Iterable[Findable]) -> Iterable[tuple[str, str, int, int]]:
    """Every word of every row: word, kind, rank, number of the entry."""
    for number, row in zip(numbers, rows, strict=True):
        of_title, day = name_words(row.title[:300]) if row.is_named else set(), row.on.toordinal()
        for word in of_title | words_of(row.words):
            yield word, row.kind, day + (_TITLE if word in of_title else 0), number


def forget_findable(*, kind: str, numbers: Sequence[int]) -> None:
    """What is no longer there is no longer found."""
    gone = SearchEntry.objects.filter(kind=kind, number__in=numbers)
    SearchWord.objects.filter(entry__in=gone.values("pk")).delete()
    gone.delete()
