"""What stands on a person's desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import roles_of
from luodi_site.boards.agenda import Day, coming_to
from luodi_site.boards.lines import Group, count_of, todo_of, waiting_of
from luodi_site.lib import clock
from luodi_site.policies.models import Edition, Reading
from luodi_site.policies.queries import ReadingRow, editions_visible_to, reading_rows, readings_visible_to
from luodi_site.supervision import queries as supervision

Role = Membership.Role
# For whom the region's policies and matters are; administrators and firms have a desk without them.
AT_WORK = frozenset({Role.OFFICE, Role.UNIT, Role.LEADER, Role.AUDITOR})

# So many of the days to come are shown.
COMING = 20


@dataclass(frozen=True)
class Desk:
    """Drafts to settle (for the office), what supervision asks for, and the editions that concern the person."""

    drafts: tuple[ReadingRow, ...]
    work: supervision.Desk
    editions: tuple[Edition, ...]
    todo: tuple[Group, ...]
    waiting: tuple[Group, ...]
    coming: tuple[Day, ...]
    coming_count: int
    is_office: bool
    is_leader: bool
    is_at_work: bool
    is_firm: bool
    roles: frozenset[str]

    @property
    def todo_count(self) -> int:
        return count_of(self.todo)

    @property
    def waiting_count(self) -> int:
        return count_of(self.waiting)


def desk_of(person: Any) -> Desk:
    drafts = readings_visible_to(person).filter(state=Reading.State.DRAFT)[:20]
    roles, today = roles_of(person), clock.today()
    coming, coming_count = coming_to(person, today, today + supervision.SOON, COMING)
    return Desk(
        todo=tuple(todo_of(person, today)), waiting=tuple(waiting_of(person, today)),
        coming=tuple(coming), coming_count=coming_count,
        drafts=reading_rows(drafts),
        work=supervision.desk(person),
        editions=tuple(editions_visible_to(person).filter(superseded_by=None)[:10]),
        is_office=Role.OFFICE in roles,
        is_leader=Role.LEADER in roles,
        is_at_work=bool(roles & AT_WORK),
        is_firm=Role.FIRM in roles,
        roles=frozenset(roles),
    )  # fmt: skip
