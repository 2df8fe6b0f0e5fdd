"""Plays the rehearsal day by day: people work, then the clock brings the day to its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from luodi_site.accounts.models import Person
from luodi_site.boards.rehearsal.cast import Cast, cast_of_sample
from luodi_site.boards.rehearsal.clearing import issues, orders
from luodi_site.boards.rehearsal.office import office, plans
from luodi_site.boards.rehearsal.papers import papers
from luodi_site.boards.rehearsal.reporting import close, work
from luodi_site.boards.sample import load_sample
from luodi_site.boards.sample_policies import load_sample_policies
from luodi_site.supervision.actions.clock import Advanced, advance

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
# What people do in a day, in this order.
SCENES: tuple[Callable[[Cast, date], None], ...] = (office, plans, work, close, issues, orders, papers)


class NotEmpty(Exception):
    """Somebody is registered already: a rehearsal begins with an empty database."""


def play(until: date = LAST) -> Iterator[Advanced]:
    """The sample city from the first day of 2026 to the end of ``until``; each day is given as it ends. Raises NotEmpty."""
    if Person.objects.exists():
        raise NotEmpty
    load_sample()
    load_sample_policies(on=FIRST)
    cast, day = cast_of_sample(), FIRST
    while day <= until:
        for scene in SCENES:
            scene(cast, day)
        yield advance(day)
        day += timedelta(days=1)
