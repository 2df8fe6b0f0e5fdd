"""A target as a line: the even way, and what the figures say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from luodi_site.supervision import actions
from luodi_site.supervision.target_lines import line_of

TODAY = date(2027, 7, 2)


@pytest.fixture
def target(edition):
    """At least 900 by 2028."""
    return edition.targets.get(by=2028)


@pytest.fixture
def line(target, cast):
    """The line once the office entered these figures."""

    def made(*figures: tuple[date, int], today: date = TODAY):
        for day, value in figures:
            actions.enter_value(target=target, actor=cast.office, value=Decimal(value), day=day)
        return line_of(target, target.values.all(), today)

    return made


def test_it_says_that_there_is_no_figure(line):
    """Nothing is drawn from nothing."""
    assert (line().standing, line().points) == ("none", ())


def test_it_compares_with_the_even_way(line):
    """From 600 at the end of 2025 to 900 at the end of 2028: half of the way is due halfway."""
    found = line((date(2025, 12, 31), 600), (date(2027, 7, 2), 700))
    assert found.standing == "behind"
    assert found.points[-1].due == Decimal("750.00")
    assert found.points[-1].gap == Decimal(-50)
    assert "差50" in found.finding
    assert found.as_chart()["way"][-1] == ["2028-12-31", 900.0]


def test_it_makes_no_way_of_one_figure(line):
    """One figure says how much is left, not whether that is late."""
    assert line((date(2026, 6, 30), 620)).standing == "open"


def test_it_takes_the_last_of_several_figures_of_one_day(line):
    """A figure that was entered wrong is entered again."""
    found = line((date(2026, 6, 30), 9000), (date(2026, 6, 30), 620))
    assert [int(point.value.value) for point in found.points] == [620]


def test_it_says_when_it_is_reached_or_missed(line):
    """Reached at once for a floor; missed when the year has passed."""
    assert line((date(2026, 6, 30), 620), today=date(2029, 1, 1)).standing == "missed"
    assert line((date(2026, 9, 30), 905)).standing == "met"


def test_it_has_a_sign_for_lists_where_the_figures_say_something(line):
    """One figure alone says nothing of the way; a start is no report."""
    assert line((date(2025, 12, 31), 600)).sign is None
    late = line((date(2025, 12, 31), 600), (date(2027, 7, 2), 700))
    assert late.sign is not None and (late.sign[0], str(late.sign[1])) == ("yellow", "落后")
    assert late.last is not None and late.last.value == 700


def test_it_begins_its_way_at_the_start_that_the_office_entered(target, cast, line):
    """Figures of before belong to no way: what is due is counted from the start on."""
    start = {"value": Decimal(600), "day": date(2025, 12, 31), "is_start": True}
    actions.enter_value(target=target, actor=cast.office, **start)
    found = line((date(2025, 8, 31), 590), (date(2027, 7, 2), 760))
    assert [point.due for point in found.points] == [None, 600, 750]
    assert found.standing == "ahead" and found.has_way
