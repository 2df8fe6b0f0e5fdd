"""A month as weeks of days with what falls due on each: for the calendar's grid and its list."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from luodi_site.lib.formats import day_in_text
from luodi_site.policies.words import every_words
from luodi_site.supervision.models import DutyDate, Matter
from luodi_site.supervision.rows import source_of


@dataclass(frozen=True)
class Due:
    """Something that falls due: a duty or a matter's deadline."""

    on: date | None
    kind: str
    title: str
    who: str
    note: str
    document: str
    place: str
    url: str
    source_url: str


@dataclass(frozen=True)
class Day:
    on: date
    is_in_month: bool
    is_today: bool
    due: tuple[Due, ...]


def of_duty(entry: DutyDate) -> Due:
    duty = entry.duty
    who = {"leads": _("各牵头单位"), "all": _("各责任单位")}.get(duty.audience, duty.who) or _("文件未写明由谁报送")
    every = every_words(duty.every)
    notes = [words for words in (entry.period, every if not entry.period else "") if words]
    if entry.moves:
        last = entry.moves[-1]
        moved = {"before": day_in_text(date.fromisoformat(last["before"])), "why": last["why"]}
        notes.append(_("原为%(before)s，按“%(why)s”重新推算") % moved)
    source = reverse("policies:text", args=[duty.edition.reading_id])
    source += source_of(duty.start, duty.end)
    title = (
        _("%(what)s（报%(to)s）") % {"what": duty.what, "to": duty.to}
        if duty.to and duty.to not in duty.what
        else duty.what
    )
    return Due(entry.due, "duty", title, who, "，".join(notes), duty.edition.title, duty.place, source, source)


def of_matter(matter: Matter) -> Due:
    url = reverse("supervision:matter", args=[matter.pk])
    source = url
    if matter.edition:
        source = reverse("policies:text", args=[matter.edition.reading_id]) + source_of(matter.start, matter.end)
    rows = list(matter.units.all())
    leads = [row.name for row in rows if row.role == "lead"] or [row.name for row in rows if row.role == "responsible"]
    note = str(Matter.Basis(matter.deadline_basis).label) if matter.deadline_basis else ""
    who = "、".join(dict.fromkeys(leads)) or _("待分派")
    return Due(matter.deadline, "matter", matter.title, who, note, matter.document, matter.place, url, source)


def weeks(first: date, dues: Iterable[Due], today: date) -> list[list[Day]]:
    """Whole weeks from Monday that cover the month of ``first``."""
    by_day: dict[date, list[Due]] = {}
    for due in dues:
        if due.on:
            by_day.setdefault(due.on, []).append(due)
    return [
        [Day(day, day.month == first.month, day == today, tuple(by_day.get(day, ()))) for day in week]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]


def next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)
