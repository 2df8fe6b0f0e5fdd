"""A published policy as it can be found: clause by clause."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from luodi_site.policies.models import Edition
from luodi_site.policies.outlines import ClauseRow
from luodi_site.search.actions import Findable, forget_findable, keep_findable
from luodi_site.search.models import Kind, SearchEntry

# Numbers of clauses: the edition's, then the clause's place in it.
_PER_EDITION = 100_000


def edition_rows(edition: Edition) -> Iterator[Findable]:
    """Its clauses, each under the title of the document, which finds the first of them only."""
    on, is_named = timezone.localdate(edition.published_at), True
    for place, row in enumerate(ClauseRow(*row) for row in edition.outline):
        words = edition.text[row.start : row.end].strip()
        if words:
            number = edition.pk * _PER_EDITION + place
            yield Findable(Kind.CLAUSE, number, edition.pk, edition.title, on, words, row.start, row.end, is_named)
            is_named = False


def keep_edition(edition: Edition) -> None:
    """The edition becomes findable, and the one that it supersedes no longer is."""
    if edition.supersedes_id:
        gone = SearchEntry.objects.filter(kind=Kind.CLAUSE, owner=edition.supersedes_id)
        forget_findable(kind=Kind.CLAUSE, numbers=list(gone.values_list("number", flat=True)))
    keep_findable(edition_rows(edition))
