"""What stands on a person's desk, and what a search finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from luodi_site.accounts.models import Membership, Unit
from luodi_site.accounts.queries import roles_of, units_visible_to
from luodi_site.policies.models import Edition, Reading
from luodi_site.policies.queries import ReadingRow, editions_visible_to, reading_rows, readings_visible_to
from luodi_site.supervision import queries as supervision
from luodi_site.supervision.models import Matter

Role = Membership.Role


@dataclass(frozen=True)
class Desk:
    """Drafts to settle (for the office), what supervision asks for, and the editions that concern the person."""

    drafts: tuple[ReadingRow, ...]
    work: supervision.Desk
    editions: tuple[Edition, ...]
    is_office: bool
    is_leader: bool

    @property
    def due_count(self) -> int:
        return len(self.work.due_matters) + len(self.work.due_duties)


def desk_of(person: Any) -> Desk:
    drafts = readings_visible_to(person).filter(state=Reading.State.DRAFT)[:20]
    roles = roles_of(person)
    return Desk(
        drafts=reading_rows(drafts),
        work=supervision.desk(person),
        editions=tuple(editions_visible_to(person).filter(superseded_by=None)[:10]),
        is_office=Role.OFFICE in roles,
        is_leader=Role.LEADER in roles,
    )


@dataclass(frozen=True)
class Found:
    editions: tuple[Edition, ...]
    matters: tuple[Matter, ...]
    readings: tuple[Reading, ...]
    units: tuple[Unit, ...]

    @property
    def total(self) -> int:
        return len(self.editions) + len(self.matters) + len(self.readings) + len(self.units)


def _named(words: str) -> Q:
    return Q(name__icontains=words) | Q(short_name__icontains=words) | Q(names__name__icontains=words)


def find(person: Any, words: str) -> Found:
    """Twenty of each at most; nothing for no words."""
    if not words:
        return Found((), (), (), ())
    editions = editions_visible_to(person).filter(superseded_by=None)
    readings = readings_visible_to(person).filter(state=Reading.State.DRAFT)
    matters = supervision.matters_visible_to(person).filter(state=Matter.State.OPEN, title__icontains=words)
    return Found(
        editions=tuple((editions.filter(title__icontains=words) | editions.filter(text__icontains=words))[:20]),
        matters=tuple(matters.order_by("pk")[:20]),
        readings=tuple((readings.filter(title__icontains=words) | readings.filter(text__icontains=words))[:20]),
        units=tuple(units_visible_to(person).filter(_named(words)).distinct()[:20]),
    )
