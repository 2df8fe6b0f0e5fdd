"""What stands on a person's desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import roles_of
from luodi_site.policies.models import Edition, Reading
from luodi_site.policies.queries import ReadingRow, editions_visible_to, reading_rows, readings_visible_to
from luodi_site.supervision import queries as supervision

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
