"""The state of a target: against its path, with its forecast, and honest where something is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.engine.targets.path import required_on
from luodi.engine.targets.state import path_of, state_of
from luodi.formula.fields import Field
from luodi.formula.values import Subject
from luodi.policy.rules.model import TargetPath

FIRMS = Field("firms", "规上企业数", "count", "家", "region", "year")
OUTPUT = Field("output", "工业产值", "money", "亿元", "region", "month")
ENERGY = Field("energy", "单位能耗", "quantity", "吨标准煤", "region", "year")
TARGET = TargetPath(
    "firms",
    "规上工业企业达到1000家",
    "firms",
    Fraction(1000),
    date(2027, 12, 31),
    base=(date(2023, 12, 31), Fraction(800)),
)


def region(**years):
    return Subject("东区", {f"firms@{year.removeprefix('y')}": count for year, count in years.items()})


@pytest.mark.parametrize(
    ("count", "state", "lag"),
    [(901, "ahead", "-1/2"), (900, "on", "0"), (899, "behind", "1/2"), (1000, "ahead", "-50")],
)
def test_it_holds_a_figure_against_the_path(count, state, lag):
    """From 800 to 1,000 in four years: 900 are due after two; the lag counts in points of the way of 200."""
    # 731 of 1,461 days have gone, so that the due figure is a shade above 900.
    found = state_of(TARGET, FIRMS, region(y2025=count), date(2026, 3, 1))
    assert found.required == 800 + 200 * Fraction(731, 1461)
    assert abs(found.lag - Fraction(lag)) < Fraction(1, 10)
    wide = state_of(replace(TARGET, tolerance=Fraction(1, 4)), FIRMS, region(y2025=count), date(2026, 3, 1))
    assert wide.state == state


@pytest.mark.parametrize(("count", "comparator", "state"), [(0, "<=", "on"), (1, "<=", "behind"), (1, ">=", "ahead")])
def test_it_holds_nought_that_is_to_stay_nought(count, comparator, state):
    """From none to none there is no way to be part of: the figure alone decides, and no lag is made up."""
    kept = replace(TARGET, value=Fraction(0), base=(date(2023, 12, 31), Fraction(0)), comparator=comparator)
    found = state_of(kept, FIRMS, region(y2025=count), date(2026, 3, 1))
    assert (found.state, found.required, found.lag) == (state, 0, None)


def test_it_takes_the_milestones_that_the_document_gives():
    """Between milestones the way is even; the milestone itself is due on its day."""
    stepped = replace(TARGET, steps=((date(2024, 12, 31), Fraction(900)),))
    assert required_on(stepped, date(2024, 12, 31)) == 900
    assert required_on(stepped, date(2023, 12, 31)) == 800
    assert required_on(stepped, date(2020, 1, 1)) is None


def test_it_grows_evenly_where_the_path_is_growth():
    """From 100 to 121 in two years of the same length, 110 are due half way."""
    grown = TargetPath(
        "g",
        "",
        "output",
        Fraction(121),
        date(2027, 12, 31),
        base=(date(2025, 12, 31), Fraction(100)),
        shape="geometric",
    )
    assert round(float(required_on(grown, date(2026, 12, 31))), 9) == 110


def test_it_knows_no_path_where_the_document_gives_none():
    """Without a base there is no path: not reached yet is unknown, reached is ahead, passed unreached is out of reach."""
    bare = replace(TARGET, base=None)
    assert state_of(bare, FIRMS, region(y2025=900), date(2026, 3, 1)).state == "unknown"
    assert state_of(bare, FIRMS, region(y2025=1000), date(2026, 3, 1)).state == "ahead"
    missed = state_of(bare, FIRMS, region(y2027=999), date(2028, 3, 1))
    assert (missed.state, missed.forecast) == ("out_of_reach", None)
    nothing = state_of(bare, FIRMS, region(), date(2026, 3, 1))
    assert (nothing.state, nothing.actual) == ("unknown", None) and nothing.reasons


def test_it_reads_a_target_that_is_to_fall():
    """Less is better: above the path is behind, and what is needed is below nought."""
    falling = TargetPath(
        "e", "", "energy", Fraction(80), date(2027, 12, 31), comparator="<=", base=(date(2023, 12, 31), Fraction(100))
    )
    found = state_of(falling, ENERGY, Subject("东区", {"energy@2025": 95}), date(2026, 3, 1))
    assert (found.state, found.needed) == ("behind", Fraction(-15, 2))


def test_it_does_not_forecast_from_a_short_series():
    """Three years say nothing of the future, and the state says so instead of drawing a line."""
    found = state_of(TARGET, FIRMS, region(y2023=800, y2024=840, y2025=890), date(2026, 3, 1))
    assert found.forecast is None
    assert "少于 6 期" in found.reasons[-1]


def months(first_year, values):
    return {f"output@{first_year + index // 12}-{index % 12 + 1:02}": value for index, value in enumerate(values)}


def test_it_says_what_the_trend_cannot_reach():
    """A series that creeps up by one a month does not double in six; one that may get there is not called lost."""
    creeping = [100 + index + (index % 3) for index in range(30)]
    subject = Subject("东区", months(2023, creeping))
    far = TargetPath(
        "o", "", "output", Fraction(260 * 10**8), date(2025, 12, 31), base=(date(2023, 1, 31), Fraction(100 * 10**8))
    )
    near = replace(far, value=Fraction(136 * 10**8))
    lost = state_of(far, OUTPUT, subject, date(2025, 6, 30))
    assert lost.state == "out_of_reach"
    assert lost.forecast.low < lost.forecast.value < lost.forecast.high < 260e8
    assert state_of(near, OUTPUT, subject, date(2025, 6, 30)).state != "out_of_reach"


@given(st.integers(0, 2000), st.dates(date(2024, 1, 1), date(2029, 1, 1)))
def test_it_never_looks_ahead(count, on):
    """A figure of a period that has not ended by the day changes nothing."""
    known = region(y2023=800)
    later = Subject("东区", {**known.figures, f"firms@{on.year}": count})
    if date(on.year, 12, 31) > on:
        assert state_of(TARGET, FIRMS, known, on) == state_of(TARGET, FIRMS, later, on)


def test_it_draws_both_lines():
    """The required line runs from the base to the target's day, the actual one as far as figures go."""
    found = path_of(TARGET, FIRMS, region(y2023=800, y2024=860), date(2025, 6, 30))
    assert (found.required[0].on.year, found.required[0].value) == (2023, 800)
    assert found.required[-1].value == 1000
    assert [one.value for one in found.actual] == [800, 860]
