"""The light of a matter on a day, from dated evidence against scheduled progress, by a rule that is data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from luodi.ledger.entries import Entry
from luodi.ledger.standing import ALL, Standing, standing_on, tenth

# overdue: the deadline has passed by ``days`` or more and the whole is not done.
# behind: the figure is more than ``points`` 百分点 below the scheduled progress.
# not_started: ``months`` or more have begun since the planned month, and no figure says that work began.
# unreported: a report that was asked for is late by ``days`` or more; not while the matter waits to be verified as done.
# near: ``days`` or less are left to the deadline and the whole is not done.
# otherwise: nothing above, and there is something to judge by.
When = Literal["overdue", "behind", "not_started", "unreported", "near", "otherwise"]
AHEAD = 400
NONE, ONE_DAY = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class LightName:
    """A light: ``name`` is its identifier (and its colour on the page), ``words`` what it is called."""

    name: str
    words: str


# A matter that has ended, or of which nothing is known that a light could be judged by.
NO_LIGHT = LightName("", "")


@dataclass(frozen=True, slots=True)
class RuleClause:
    """When which light is lit; ``words`` says why in one word (逾期), ``limit`` is days, 百分点 or months."""

    when: When
    light: LightName
    words: str
    limit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LightRule:
    """Clauses in order: the first that holds decides. ``source`` says whose practice it is; where a figure of it is not
    confirmed, ``is_unconfirmed`` says so on the page."""

    name: str
    title: str
    source: str
    clauses: tuple[RuleClause, ...]
    lights: tuple[LightName, ...]
    is_unconfirmed: bool = False

    def severity(self, light: str) -> int:
        """How bad a light is among those of this rule, 0 the best; below zero where it is not among them."""
        return next((place for place, known in enumerate(self.lights) if known.name == light), -1)


@dataclass(frozen=True, slots=True)
class Checked:
    """A clause, whether it holds (None: what it asks about is not known), and the figure it was compared with."""

    clause: RuleClause
    holds: bool | None
    figure: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """The light on a day, and all that answers for it."""

    day: date
    light: LightName
    words: str
    standing: Standing
    rule: LightRule
    checked: tuple[Checked, ...] = ()
    scheduled: Decimal | None = None
    actual: Decimal | None = None

    @property
    def deciding(self) -> Checked | None:
        """The clause that lit the light."""
        return next((c for c in self.checked if c.holds), None)

    @property
    def lag(self) -> Decimal | None:
        """How many 百分点 behind; below zero when ahead."""
        return None if self.scheduled is None or self.actual is None else tenth(self.scheduled - self.actual)


@dataclass(frozen=True, slots=True)
class Change:
    """A light that another follows on a day if nothing more is entered."""

    on: date
    before: LightName
    after: LightName
    words: str


def status_on(entries: Iterable[Entry], rule: LightRule, day: date) -> Status:
    """The light at the end of ``day``. Only entries up to that day count, so that what is entered later never changes
    the light of an earlier day."""
    return judge(standing_on(entries, day), rule)


def judge(standing: Standing, rule: LightRule) -> Status:
    scheduled = standing.scheduled_progress()
    actual = standing.figure.share if standing.figure else None
    blank = Status(standing.day, NO_LIGHT, "", standing, rule, (), scheduled, actual)
    if not standing.is_open:
        return blank
    checked: list[Checked] = []
    for clause in rule.clauses:
        found = _check(clause, standing, scheduled, actual, checked)
        checked.append(found)
    deciding = next((c for c in checked if c.holds), None)
    light, words = (deciding.clause.light, deciding.clause.words) if deciding else (NO_LIGHT, "")
    return replace(blank, light=light, words=words, checked=tuple(checked))


def _check(
    clause: RuleClause, standing: Standing, scheduled: Decimal | None, actual: Decimal | None, before: list[Checked]
) -> Checked:
    limit = clause.limit or NONE
    match clause.when:
        case "overdue" | "near":
            if standing.deadline is None:
                return Checked(clause, None)
            late = Decimal((standing.day - standing.deadline).days)
            is_done = actual is not None and actual >= ALL
            if clause.when == "overdue":
                return Checked(clause, not is_done and late >= max(limit, ONE_DAY), late)
            return Checked(clause, not is_done and 0 <= -late <= limit, -late)
        case "behind":
            if scheduled is None or actual is None:
                return Checked(clause, None)
            return Checked(clause, scheduled - actual > limit, tenth(scheduled - actual))
        case "not_started":
            months = _months_without_start(standing)
            return Checked(clause, None if months is None else months >= limit, months)
        case "unreported":
            if not standing.asked or standing.is_claimed:
                return Checked(clause, None)
            late = max(
                (Decimal((standing.day - a.due).days) for a in standing.asked if not a.reported_on), default=NONE
            )
            return Checked(clause, late >= max(limit, ONE_DAY), max(late, NONE))
    # otherwise: something must speak of the work itself, or green would only mean that nobody knows.
    of_work = [c for c in before if c.clause.when not in ("overdue", "near")] or before
    is_known = any(c.holds is not None for c in of_work) if of_work else True
    return Checked(clause, is_known and not any(c.holds for c in before))


def _months_without_start(standing: Standing) -> Decimal | None:
    """Months begun since the planned one without a start; zero once a figure above zero stands in the ledger.

    Silence before any report was due says nothing (None).
    """
    if standing.starts_on is None:
        return None
    if any(figure.share > 0 for figure in standing.figures):
        return NONE
    was_due = any(a.due < standing.day for a in standing.asked)
    if not standing.figures and not was_due:
        return None
    return Decimal((standing.day.year - standing.starts_on.year) * 12 + standing.day.month - standing.starts_on.month)


def ahead(status: Status, until: date | None = None) -> Iterator[Change]:
    """The days on which the light changes if nothing more is entered, from the day after the status on."""
    before = status
    last = until or status.day + timedelta(days=AHEAD)
    day = status.day
    while day < last:
        day += timedelta(days=1)
        after = judge(replace(status.standing, day=day), status.rule)
        if after.light != before.light or after.words != before.words:
            yield Change(day, before.light, after.light, after.words)
        before = after
