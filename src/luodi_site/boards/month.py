"""A leader's month on one page: how the work stands, what came and went, and what is worst."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q

from luodi.ledger.issues import OPEN_STATES
from luodi_site.accounts.models import Membership
from luodi_site.supervision.issue_queries import issues_visible_to
from luodi_site.supervision.models import LedgerEntry, Matter, MatterUnit, Paper, ProgressReport
from luodi_site.supervision.owed import OWED
from luodi_site.supervision.paper_history import papers_visible_to
from luodi_site.supervision.queries import matters_visible_to

Role, Kind = Membership.Role, LedgerEntry.Kind
WORST = 10
# From the worst; a light that a rule names otherwise comes after these.
_ORDER = ("red", "orange", "yellow", "blue", "green")


@dataclass(frozen=True)
class LightCount:
    name: str
    words: str
    count: int


@dataclass(frozen=True)
class UnitCount:
    """A lead unit with how many of its matters are behind, and how many it leads."""

    name: str
    behind: int
    leads: int


@dataclass(frozen=True)
class Month:
    """Figures of a month, of what the person sees. ``on_time`` of ``due`` reports came by their day."""

    start: date
    end: date
    running: int
    lights: tuple[LightCount, ...]
    closed: int
    turned_red: int
    due: int
    on_time: int
    missing: int
    raised: int
    cleared: int
    open_issues: int
    late_issues: int
    worst: tuple[Matter, ...]
    behind: tuple[UnitCount, ...]
    papers: tuple[Paper, ...]
    previous: date
    following: date | None


def first_of(day: date) -> date:
    return day.replace(day=1)


def month_of(person: Any, start: date, today: date) -> Month:
    """The month that begins on ``start``; lights, open issues and the worst are as of today."""
    end = first_of(start + timedelta(days=32)) - timedelta(days=1)
    matters = matters_visible_to(person).order_by()
    running = matters.filter(state__in=[Matter.State.OPEN, Matter.State.CLAIMED])
    entries = LedgerEntry.objects.filter(matter__in=matters.values("pk"), on__range=(start, end))
    reports = ProgressReport.objects.filter(matter__in=matters.values("pk"), due_on__range=(start, min(end, today)))
    reports = reports.exclude(state=ProgressReport.State.EXCUSED)
    issues = issues_visible_to(person).order_by()
    still = issues.filter(state__in=OPEN_STATES)
    following = end + timedelta(days=1)
    return Month(
        start=start, end=end, running=running.count(), lights=_lights(running),
        closed=entries.filter(kind=Kind.APPROVE_CLOSURE).values("matter").distinct().count(),
        turned_red=_turned_red(entries), due=reports.count(),
        on_time=reports.filter(first_submitted_on__lte=F("due_on")).count(),
        missing=reports.filter(OWED, first_submitted_on=None, due_on__lt=today).count(),
        raised=issues.filter(raised_on__range=(start, end)).count(),
        cleared=issues.filter(closed_on__range=(start, end)).count(), open_issues=still.count(),
        late_issues=still.filter(clear_by_on__lt=today).count(),
        worst=tuple(running.filter(light="red").order_by(F("deadline").asc(nulls_last=True), "pk")[:WORST]),
        behind=_behind(running), papers=_papers(person, start, end),
        previous=first_of(start - timedelta(days=1)), following=following if following <= today else None,
    )  # fmt: skip


def _lights(running: Any) -> tuple[LightCount, ...]:
    """How many matters have which light; one whose light was never judged is not counted as any."""
    rows = running.exclude(light="").values("light", "light_words").annotate(count=Count("pk", distinct=True))
    order = {name: place for place, name in enumerate(_ORDER)}
    found = sorted(rows, key=lambda row: (order.get(row["light"], len(order)), -row["count"], row["light_words"]))
    return tuple(LightCount(row["light"], row["light_words"], row["count"]) for row in found)


def _turned_red(entries: Any) -> int:
    """Matters that became red in the month, not those that only stayed red for another reason; what an entry says of it
    stands in its payload, read here one by one."""
    changes = entries.filter(kind=Kind.LIGHT).values_list("matter_id", "payload")
    return len(
        {matter for matter, said in changes.iterator() if _is_red(said, "after") and not _is_red(said, "before")}
    )


def _is_red(said: dict[str, Any], when: str) -> bool:
    return said.get(when, [""])[0] == "red"


def _behind(running: Any) -> tuple[UnitCount, ...]:
    """Lead units with matters that are red or yellow, those with the most first."""
    rows = MatterUnit.objects.filter(matter__in=running.values("pk"), role=MatterUnit.Role.LEAD, unit__isnull=False)
    counted = rows.values("unit__name", "unit__short_name").annotate(
        leads=Count("matter", distinct=True),
        behind=Count("matter", distinct=True, filter=Q(matter__light__in=["red", "orange", "yellow"])),
    )
    found = counted.filter(behind__gt=0).order_by("-behind", "unit__name")[:WORST]
    return tuple(UnitCount(row["unit__short_name"] or row["unit__name"], row["behind"], row["leads"]) for row in found)


def _papers(person: Any, start: date, end: date) -> tuple[Paper, ...]:
    issued = papers_visible_to(person).filter(state=Paper.State.ISSUED, issued_on__range=(start, end))
    return tuple(issued.order_by("-issued_on", "-pk")[:WORST])
