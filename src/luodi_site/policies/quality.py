"""How well the compiler's reading stood up to review: per kind, per document, per month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import regions_within, scope_of
from luodi_site.policies.compiled import GROUPS
from luodi_site.policies.models import ReviewCase, ReviewItem, ReviewTally

Role = Membership.Role
READERS = (Role.OFFICE, Role.AUDITOR, Role.ADMIN)


@dataclass(frozen=True)
class Figures:
    """Counts of what reviews made of what was read. ``precision``: what was kept as read, of all that was checked.
    ``added_share``: what had to be added, of all that should have been read; None where there is nothing to divide by."""

    accepted: int = 0
    edited: int = 0
    rejected: int = 0
    added: int = 0
    unchecked: int = 0

    @property
    def checked(self) -> int:
        return self.accepted + self.edited + self.rejected

    @property
    def precision(self) -> float | None:
        return self.accepted / self.checked if self.checked else None

    @property
    def due(self) -> int:
        return self.accepted + self.edited + self.added

    @property
    def added_share(self) -> float | None:
        return self.added / self.due if self.due else None


def _sum(tallies: Iterable[ReviewTally]) -> Figures:
    rows = list(tallies)
    return Figures(*(sum(getattr(row, name) for row in rows) for name in Figures.__dataclass_fields__))


@dataclass(frozen=True)
class Part:
    """The figures of one kind, document or month; ``key`` is the edition's number for a document."""

    key: Any
    label: str
    figures: Figures


@dataclass(frozen=True)
class Quality:
    whole: Figures
    kinds: tuple[Part, ...]
    documents: tuple[Part, ...]
    months: tuple[Part, ...]


def _tallies(person: Any) -> QuerySet[ReviewTally]:
    """Of the latest edition of each document, in the regions that the person looks after: none counts twice."""
    found = ReviewTally.objects.filter(regions_within(scope_of(person, *READERS), "edition__region__"))
    found = found.filter(edition__superseded_by=None).select_related("edition")
    return found.defer("edition__text", "edition__outline", "edition__policy").order_by("-edition_id")


def cases_visible_to(person: Any) -> QuerySet[ReviewCase]:
    """What reviews changed, in the latest edition of each document of the regions that the person looks after."""
    found = ReviewCase.objects.filter(regions_within(scope_of(person, *READERS), "edition__region__"))
    found = found.filter(edition__superseded_by=None).select_related("edition")
    return found.defer("edition__text", "edition__outline", "edition__policy")


def quality_of(person: Any) -> Quality:
    """Kinds in the order of the codebook, documents and months newest first."""
    tallies = list(_tallies(person))
    labels = dict(ReviewItem.Kind.choices)
    documents: dict[int, list[ReviewTally]] = {}
    months: dict[str, list[ReviewTally]] = {}
    for tally in tallies:
        documents.setdefault(tally.edition_id, []).append(tally)
        months.setdefault(f"{timezone.localtime(tally.edition.published_at):%Y-%m}", []).append(tally)
    kinds = [(kind, [tally for tally in tallies if tally.kind == kind]) for kind, _group in GROUPS]
    return Quality(
        whole=_sum(tallies),
        kinds=tuple(Part(kind, str(labels[kind]), _sum(rows)) for kind, rows in kinds if rows),  # type: ignore[index]
        documents=tuple(Part(number, rows[0].edition.title, _sum(rows)) for number, rows in documents.items()),
        months=tuple(Part(month, month, _sum(rows)) for month, rows in sorted(months.items(), reverse=True)),
    )
