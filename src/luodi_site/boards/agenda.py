"""What comes: days that a person's units have to keep, in order, for the desk and for the calendar feed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import roles_of, units_worked_by
from luodi_site.lib.once import few, number_of, once_for_each
from luodi_site.supervision.issue_queries import open_issues_by_day
from luodi_site.supervision.models import DutyDate, Issue, Matter, MatterUnit, ProgressReport
from luodi_site.supervision.queries import duty_dates_visible_to, matters_visible_to
from luodi_site.supervision.report_queries import PRESSING
from luodi_site.supervision.rows import source_of

Role = Membership.Role
BEFORE, AHEAD = timedelta(days=31), timedelta(days=400)
# More days than this nobody reads; a feed stays small.
MOST = 2000
_UNDER_WAY = (Matter.State.OPEN, Matter.State.CLAIMED)


@dataclass(frozen=True)
class Day:
    """One day to keep. ``key`` is the same whenever it is asked for; ``kind`` is deadline, milestone, report, duty or issue."""

    on: date
    kind: str
    key: str
    title: str
    words: str
    url: str


@once_for_each
def own_matters(person: Any) -> QuerySet[Matter]:
    """Matters that the person's own units lead, answer for or support; for an office, a government and its leaders all of
    those they see."""
    seen = matters_visible_to(person).filter(state__in=_UNDER_WAY).prefetch_related(None)
    if roles_of(person) & {Role.OFFICE, Role.LEADER}:
        return seen
    given = MatterUnit.objects.filter(unit__in=units_worked_by(person, Role.UNIT)).exclude(role=MatterUnit.Role.IMPLIED)
    return seen.filter(pk__in=given.values("matter_id"))


def agenda_of(person: Any, start: date, end: date) -> list[Day]:
    """Everything from ``start`` to ``end``, both included, in order; the first ``MOST`` days."""
    found = [part.day(row) for part in _PARTS for row in part.rows(person, start, end)[:MOST]]
    return _in_order([*found, *_milestones(person, start, end)])[:MOST]


def coming_to(person: Any, start: date, end: date, shown: int) -> tuple[list[Day], int]:
    """The first days of the agenda, and how many it has; what is not shown is counted, not read.

    Reports of one round that are due on the same day stand as one.
    """
    rounds = list(_rounds(person, start, end))
    days = [*_milestones(person, start, end), *(day for day, _count in rounds)]
    count = len(days) + sum(reports - 1 for _day, reports in rounds)
    for part in _PARTS:
        if part.rows is _reports:
            continue
        rows = part.rows(person, start, end)
        first = list(rows[:shown])
        count += len(first) if len(first) < shown else number_of(rows)
        days += map(part.day, first)
    return _in_order(days)[:shown], count


def _in_order(days: Iterable[Day]) -> list[Day]:
    return sorted(days, key=lambda day: (day.on, day.kind, day.key))


def _matter_url(number: int) -> str:
    return reverse("supervision:matter", args=[number])


def _milestones(person: Any, start: date, end: date) -> Iterator[Day]:
    """Days that the text names on the way, and the schedule's own; the deadline has its own line."""
    for one in own_matters(person).exclude(milestones=[], steps=[]).order_by("pk")[:MOST]:
        named = {date.fromisoformat(day): "" for day in one.milestones}
        named |= {date.fromisoformat(step[0]): step[2] or f"{step[1]}%" for step in one.steps}
        for on, words in named.items():
            if start <= on <= end and on != one.deadline:
                yield Day(on, "milestone", f"matter-{one.pk}-{on.isoformat()}", _("节点：%(title)s") % {"title": one.title},
                          words or one.document, _matter_url(one.pk))  # fmt: skip


def _deadlines(person: Any, start: date, end: date) -> QuerySet[Matter]:
    return own_matters(person).filter(deadline__range=(start, end)).order_by("deadline", "pk")


def _deadline(one: Matter) -> Day:
    assert one.deadline is not None
    return Day(one.deadline, "deadline", f"matter-{one.pk}-deadline", _("时限：%(title)s") % {"title": one.title},
               one.document, _matter_url(one.pk))  # fmt: skip


def _reports(person: Any, start: date, end: date) -> QuerySet[ProgressReport]:
    """Reports still to be handed in, of the person's own matters."""
    waiting = ProgressReport.objects.filter(PRESSING, due_on__range=(start, end))
    mine = waiting.filter(
        matter__in=few(("own", person.pk), own_matters(person).order_by().values_list("pk", flat=True))
    )
    return mine.select_related("matter", "cycle").order_by("due_on", "pk")


def _report(one: ProgressReport) -> Day:
    assert one.due_on is not None
    return Day(one.due_on, "report", f"report-{one.pk}", _("报送进展：%(title)s") % {"title": one.matter.title},
               str(one.cycle or ""), reverse("supervision:report", args=[one.pk]))  # fmt: skip


def _rounds(person: Any, start: date, end: date) -> Iterator[tuple[Day, int]]:
    """The same by rounds, each with how many reports it asks for."""
    by_round = _reports(person, start, end).select_related(None).order_by("due_on").values("due_on", "cycle__name")
    for one in by_round.annotate(count=Count("pk"), first=Min("pk"), title=Min("matter__title")):
        words = {"title": one["title"], "count": one["count"]}
        title = _("报送进展：%(title)s") if one["count"] == 1 else _("报送进展：%(count)s项任务")
        url = (
            reverse("supervision:report", args=[one["first"]]) if one["count"] == 1 else reverse("supervision:reports")
        )
        key = f"report-{one['first']}"
        yield Day(one["due_on"], "report", key, title % words, one["cycle__name"] or "", url), one["count"]


def _duties(person: Any, start: date, end: date) -> QuerySet[DutyDate]:
    return duty_dates_visible_to(person).filter(due__range=(start, end)).order_by("due", "pk")


def _duty(one: DutyDate) -> Day:
    assert one.due is not None
    duty = one.duty
    to = _("报送%(to)s") % {"to": duty.to} if duty.to else ""
    url = reverse("policies:text", args=[duty.edition.reading_id]) + source_of(duty.start, duty.end)
    title, words = f"{duty.who} {duty.what}".strip(), f"{to} {duty.edition.title}".strip()
    return Day(one.due, "duty", f"duty-{one.pk}", title, words, url)


def _issues(person: Any, start: date, end: date) -> Any:
    found = open_issues_by_day(person)
    if isinstance(found, list):
        return [one for one in found if one.clear_by_on and start <= one.clear_by_on <= end]
    return found.filter(clear_by_on__range=(start, end))


def _issue(one: Issue) -> Day:
    assert one.clear_by_on is not None
    return Day(one.clear_by_on, "issue", f"issue-{one.pk}", _("销号：%(title)s") % {"title": one.title},
               str(one.lead_unit or ""), reverse("supervision:issue", args=[one.pk]))  # fmt: skip


@dataclass(frozen=True)
class _Part:
    """One kind of days: the rows that they stand in, the soonest first, and the day of a row."""

    rows: Callable[[Any, date, date], Any]
    day: Callable[[Any], Day]


_PARTS = (_Part(_deadlines, _deadline), _Part(_reports, _report), _Part(_duties, _duty), _Part(_issues, _issue))
