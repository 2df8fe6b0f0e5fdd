"""What comes: days that a person's units have to keep, in order, for the desk and for the calendar feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luodi.ledger.issues import OPEN_STATES
from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import posts_of
from luodi_site.supervision.issue_queries import issues_visible_to
from luodi_site.supervision.models import Matter, MatterUnit, ProgressReport
from luodi_site.supervision.queries import duty_dates_visible_to, matters_visible_to
from luodi_site.supervision.rows import source_of

Role = Membership.Role
BEFORE, AHEAD = timedelta(days=31), timedelta(days=400)
# More days than this nobody reads; a feed stays small.
MOST = 2000
_UNDER_WAY = (Matter.State.OPEN, Matter.State.CLAIMED)
_WAITING = (ProgressReport.State.DUE, ProgressReport.State.RETURNED)


@dataclass(frozen=True)
class Day:
    """One day to keep. ``key`` is the same whenever it is asked for; ``kind`` is deadline, milestone, report, duty or issue."""

    on: date
    kind: str
    key: str
    title: str
    words: str
    url: str


def own_matters(person: Any) -> QuerySet[Matter]:
    """Matters that the person's own units lead, answer for or support; for an office, a government and its leaders all of
    those they see."""
    seen = matters_visible_to(person).filter(state__in=_UNDER_WAY)
    posts = [post for post in posts_of(person) if post.role in (Role.OFFICE, Role.UNIT, Role.LEADER)]
    if any(post.role in (Role.OFFICE, Role.LEADER) for post in posts):
        return seen
    mine = Q(pk__in=[])
    for post in posts:
        mine |= Q(unit__path__startswith=post.unit.path)
    given = MatterUnit.objects.filter(mine).exclude(role=MatterUnit.Role.IMPLIED)
    return seen.filter(pk__in=given.values("matter_id"))


def agenda_of(person: Any, start: date, end: date) -> list[Day]:
    """Everything from ``start`` to ``end``, both included, in order; the first ``MOST`` days."""
    parts = (_deadlines, _milestones, _reports, _duties, _issues)
    found = [day for part in parts for day in part(person, start, end)]
    return sorted(found, key=lambda day: (day.on, day.kind, day.key))[:MOST]


def _deadlines(person: Any, start: date, end: date) -> Iterator[Day]:
    found = own_matters(person).filter(deadline__range=(start, end)).order_by("deadline", "pk")
    for one in found[:MOST]:
        assert one.deadline is not None
        yield Day(one.deadline, "deadline", f"matter-{one.pk}-deadline", _("时限：%(title)s") % {"title": one.title},
                  one.document, reverse("supervision:matter", args=[one.pk]))  # fmt: skip


def _milestones(person: Any, start: date, end: date) -> Iterator[Day]:
    """Days that the text names on the way, and the schedule's own; the deadline has its own line."""
    for one in own_matters(person).exclude(milestones=[], steps=[]).order_by("pk")[:MOST]:
        named = {date.fromisoformat(day): "" for day in one.milestones}
        named |= {date.fromisoformat(step[0]): step[2] or f"{step[1]}%" for step in one.steps}
        for on, words in named.items():
            if start <= on <= end and on != one.deadline:
                yield Day(on, "milestone", f"matter-{one.pk}-{on.isoformat()}", _("节点：%(title)s") % {"title": one.title},
                          words or one.document, reverse("supervision:matter", args=[one.pk]))  # fmt: skip


def _reports(person: Any, start: date, end: date) -> Iterator[Day]:
    """Reports still to be handed in, of the person's own matters."""
    waiting = ProgressReport.objects.filter(state__in=_WAITING, due_on__range=(start, end))
    mine = waiting.filter(matter__in=own_matters(person).order_by().values("pk"))
    for one in mine.select_related("matter", "cycle").order_by("due_on", "pk")[:MOST]:
        yield Day(one.due_on, "report", f"report-{one.pk}", _("报送进展：%(title)s") % {"title": one.matter.title},
                  str(one.cycle or ""), reverse("supervision:report", args=[one.pk]))  # type: ignore[arg-type] # fmt: skip


def _duties(person: Any, start: date, end: date) -> Iterator[Day]:
    for one in duty_dates_visible_to(person).filter(due__range=(start, end)).order_by("due", "pk")[:MOST]:
        duty = one.duty
        to = _("报送%(to)s") % {"to": duty.to} if duty.to else ""
        url = reverse("policies:text", args=[duty.edition.reading_id]) + source_of(duty.start, duty.end)
        yield Day(
            one.due,
            "duty",
            f"duty-{one.pk}",
            f"{duty.who} {duty.what}".strip(),
            f"{to} {duty.edition.title}".strip(),
            url,
        )  # type: ignore[arg-type]


def _issues(person: Any, start: date, end: date) -> Iterator[Day]:
    found = issues_visible_to(person).filter(state__in=OPEN_STATES, clear_by_on__range=(start, end))
    for one in found.order_by("clear_by_on", "pk")[:MOST]:
        assert one.clear_by_on is not None
        yield Day(one.clear_by_on, "issue", f"issue-{one.pk}", _("销号：%(title)s") % {"title": one.title},
                  str(one.lead_unit or ""), reverse("supervision:issue", args=[one.pk]))  # fmt: skip
