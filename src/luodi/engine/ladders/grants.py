"""Since when a rung is held and when the grant ends: by its day where that is known, else by the years it is listed in."""

from __future__ import annotations

from datetime import date, timedelta

from luodi.engine.ladders.model import Grant
from luodi.engine.ladders.plan import Plan
from luodi.formula import interpret
from luodi.formula.ast import Formula
from luodi.formula.moments import full_years, months_before
from luodi.formula.values import Subject
from luodi.policy.rules.model import Rung

_LONGEST = 20


def grant_of(plan: Plan, rung: Rung, subject: Subject, on: date) -> Grant:
    """The grant of a rung that the subject holds on ``on``; what is not known of it stays None.

    A rung still held after its years must have been renewed: each renewal begins when the grant before it ended.
    """
    granted_on = plan.formulas.get(plan.names.rung(rung, "granted_on"))
    if granted_on is not None:
        since = interpret.evaluate(granted_on, subject, on).value
        if isinstance(since, date) and since <= on:
            return _by_day(since, rung.valid_years, on)
    held = plan.formulas.get(plan.names.rung(rung, "held"))
    year = _first_year(held, subject, on) if held is not None else None
    return Grant() if year is None else _by_year(year, rung.valid_years, on)


def _by_day(since: date, valid_years: int | None, on: date) -> Grant:
    if valid_years is None:
        return Grant(since, since.year)
    renewals = full_years(since, on) // valid_years
    ends_on = years_later(since, (renewals + 1) * valid_years) - timedelta(days=1)
    return Grant(since, since.year, renewals, ends_on, ends_on.year)


def _by_year(year: int, valid_years: int | None, on: date) -> Grant:
    if valid_years is None:
        return Grant(None, year)
    # Granted somewhere in the year, so that a grant may last into the year in which its term is up.
    renewals = max(0, on.year - year - 1) // valid_years
    return Grant(None, year, renewals, None, year + (renewals + 1) * valid_years)


def _first_year(held: Formula, subject: Subject, on: date) -> int | None:
    """The year from which on it is held without a break; None where the year before that is not known."""
    for back in range(1, _LONGEST + 1):
        is_held = interpret.evaluate(held, subject, months_before(on, 12 * back)).value
        if is_held is not True:
            return on.year - back + 1 if is_held is False else None
    return None


def years_later(day: date, years: int) -> date:
    """The same day so many years on; of 29 February 1 March, where there is no such day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
