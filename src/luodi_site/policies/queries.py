"""Readings and editions that a person may see, and how far a review has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from luodi_site.accounts.models import Membership, Unit
from luodi_site.accounts.queries import posts_of, regions_within, scope_of, shared_with, within
from luodi_site.lib.once import few, once_for_each
from luodi_site.policies.models import Edition, EditionUnit, PolicyFile, Reading, ReviewItem, ReviewStep

Role = Membership.Role
State = ReviewItem.State
# Items that are not of the policy itself: they are counted apart.
BESIDE = (ReviewItem.Kind.PROBLEM, ReviewItem.Kind.RULE)
# Whoever handles a region's policies, and whoever audits that.
_BACKSTAGE = (Role.OFFICE, Role.AUDITOR)


def readings_visible_to(person: Any) -> QuerySet[Reading]:
    """Documents under review, for the office of their region or above and its auditors; texts are not loaded."""
    found = Reading.objects.filter(regions_within(scope_of(person, *_BACKSTAGE), "region__"))
    return found.select_related("region", "uploaded_by", "file").defer("text", "outline")


def readings_run_by(person: Any) -> QuerySet[Reading]:
    """Documents that the person may review and publish."""
    return Reading.objects.filter(regions_within(scope_of(person, Role.OFFICE), "region__")).select_related("region")


def files_run_by(person: Any) -> QuerySet[PolicyFile]:
    return PolicyFile.objects.filter(regions_within(scope_of(person, Role.OFFICE), "region__")).select_related("region")


@once_for_each
def editions_visible_to(person: Any) -> QuerySet[Edition]:
    """Published policies of regions that the person sees whole, those that give work to a unit they may see, and those
    that are shared with them, whole or in one matter."""
    scope, row = scope_of(person), OuterRef("pk")
    concerned = Exists(EditionUnit.objects.filter(within(scope, "unit__"), edition=row))
    shared = Exists(shared_with(person).filter(edition=row))
    found = Edition.objects.filter(regions_within(scope, "region__") | concerned | shared)
    found = found.filter(~Q(reading__state=Reading.State.WITHDRAWN) | _backstage_of(person))
    heavy = ("superseded_by__text", "superseded_by__outline", "superseded_by__policy")
    return found.select_related("region", "published_by", "superseded_by").defer("text", "outline", *heavy)


def _backstage_of(person: Any) -> Q:
    return regions_within(scope_of(person, *_BACKSTAGE), "region__")


def editions_readable_by(person: Any, reached: str = "") -> Q:
    """A filter for rows whose edition (reached by ``reached``, such as ``duty__``) the person may see, or that have none."""
    seen = editions_visible_to(person).order_by()
    readable = few(("editions", getattr(person, "pk", None)), seen.values_list("pk", flat=True))
    return Q(**{f"{reached}edition": None}) | Q(**{f"{reached}edition__in": readable})


def leads_of(edition: Edition) -> frozenset[int]:
    """The numbers of the units that lead one of the edition's tasks."""
    tasks = edition.policy.get("tasks", ())
    return frozenset(
        number
        for task in tasks
        for name in task.get("lead") or ()
        for number in (task.get("unit_ids") or {}).get(name, ())
    )


def unit_to_try(person: Any, edition: Edition) -> Unit | None:
    """The unit in whose name the person may try the edition's rules: an office, or a lead unit of its tasks."""
    if not edition.policy.get("rules"):
        return None
    leads = leads_of(edition)
    for post in posts_of(person):
        if post.role == Role.OFFICE or (post.role == Role.UNIT and post.unit_id in leads):
            return post.unit
    return None


@dataclass(frozen=True)
class Progress:
    """How far a review has come, in figures."""

    items: int = 0
    checked: int = 0
    problems: int = 0

    @property
    def share(self) -> int:
        return round(100 * self.checked / self.items) if self.items else 100


def progress_of(readings: Iterable[int]) -> dict[int, Progress]:
    """By the number of the reading."""
    is_problem, is_beside = Q(kind=ReviewItem.Kind.PROBLEM), Q(kind__in=BESIDE)
    rows = ReviewItem.objects.filter(reading_id__in=list(readings)).values("reading_id").annotate(
        items=Count("id", filter=~is_beside),
        checked=Count("id", filter=~is_beside & ~Q(state=State.PROPOSED)),
        problems=Count("id", filter=is_problem & Q(state=State.PROPOSED)),
    )  # fmt: skip
    return {row["reading_id"]: Progress(row["items"], row["checked"], row["problems"]) for row in rows.order_by()}


@dataclass(frozen=True)
class ReadingRow:
    reading: Reading
    progress: Progress
    edition: Edition | None


def reading_rows(readings: Iterable[Reading]) -> tuple[ReadingRow, ...]:
    """Readings with their progress and the edition in force."""
    found = list(readings)
    numbers = [reading.pk for reading in found]
    progress = progress_of(numbers)
    current = {
        edition.reading_id: edition
        for edition in Edition.objects.filter(reading_id__in=numbers, superseded_by=None).defer(
            "text", "outline", "policy"
        )
    }
    return tuple(ReadingRow(r, progress.get(r.pk, Progress()), current.get(r.pk)) for r in found)


def current_edition(reading: Reading) -> Edition | None:
    """The edition in force, if there is one."""
    return Edition.objects.filter(reading=reading, superseded_by=None).first()


def reading_readable_by(person: Any, number: int) -> Reading | None:
    """A document with its text, for whoever may see it under review or in some edition of it."""
    may_read = (
        readings_visible_to(person).filter(pk=number).exists()
        or editions_visible_to(person).filter(reading_id=number).exists()
    )
    return Reading.objects.select_related("file", "region").filter(pk=number).first() if may_read else None


@dataclass(frozen=True)
class LibraryRow:
    """One policy in the list: what is under review, what is in force, or both."""

    reading: Reading
    progress: Progress | None
    edition: Edition | None
    tasks: int
    targets: int


def library_of(person: Any, *, words: str = "", state: str = "") -> list[LibraryRow]:
    """Policies that the person may read, newest first; drafts among them for the office and its auditors."""
    backstage = {reading.pk: reading for reading in readings_visible_to(person)}
    editions = {
        e.reading_id: e for e in editions_visible_to(person).filter(superseded_by=None).select_related("reading")
    }
    readings = backstage | {number: e.reading for number, e in editions.items() if number not in backstage}
    found = [r for r in readings.values() if words.lower() in r.title.lower() and (not state or r.state == state)]
    progress = progress_of(r.pk for r in found if r.pk in backstage)
    rows = []
    for reading in sorted(found, key=lambda r: -r.pk):
        edition = editions.get(reading.pk)
        policy = edition.policy if edition else {}
        shown = progress.get(reading.pk, Progress()) if reading.pk in backstage else None
        rows.append(LibraryRow(reading, shown, edition, len(policy.get("tasks", ())), len(policy.get("targets", ()))))
    return rows


def library_figures(rows: Iterable[LibraryRow]) -> dict[str, int]:
    states = [row.reading.state for row in rows]
    return {
        "total": len(states),
        "drafts": states.count(Reading.State.DRAFT),
        "published": states.count(Reading.State.PUBLISHED),
    }


def steps_of(reading: Reading) -> QuerySet[ReviewStep]:
    """Every step of a review, newest first."""
    return ReviewStep.objects.filter(reading=reading).select_related("actor", "item")
