"""Since when a rung is held and when the grant ends."""

from __future__ import annotations

from datetime import date

import pytest
from tests.luodi.engine.ladders.made import CATALOGUE, firm, formula, ladder

from luodi.engine.ladders.grants import grant_of, years_later
from luodi.engine.ladders.model import Grant
from luodi.engine.ladders.plan import plan_of
from luodi.policy.rules.model import Rung

# 上市日期 stands for the day of the grant: the small catalogue of the tests has no other date.
BY_DAY = Rung("one", "一级", qualification="单项冠军", valid_years=3, granted_on=formula("上市日期"))
BY_YEAR = Rung("one", "一级", qualification="单项冠军", valid_years=3)


def grant(rung: Rung, figures: str, on: date) -> Grant:
    made = ladder(rung)
    return grant_of(plan_of(made, made.editions[0], CATALOGUE), rung, firm(figures), on)


@pytest.mark.parametrize(
    ("on", "renewals", "ends_on"),
    [
        (date(2023, 7, 1), 0, date(2026, 6, 30)),
        (date(2026, 6, 30), 0, date(2026, 6, 30)),
        (date(2026, 7, 1), 1, date(2029, 6, 30)),
        (date(2029, 7, 1), 2, date(2032, 6, 30)),
    ],
)
def test_it_counts_from_the_day_of_the_grant(on: date, renewals: int, ends_on: date) -> None:
    """Three years end on the day before the anniversary; what is still held then must have been renewed."""
    found = grant(BY_DAY, "上市日期=2023年7月1日", on)
    assert found == Grant(date(2023, 7, 1), 2023, renewals, ends_on, ends_on.year)


def test_it_counts_from_the_first_year_it_is_listed() -> None:
    """Listed in 2024 and not in 2023: granted in the course of 2024, to end in the course of 2027."""
    listed = "资质(2025年)=单项冠军，资质(2024年)=单项冠军，资质(2023年)=空"
    assert grant(BY_YEAR, listed, date(2026, 6, 30)) == Grant(None, 2024, 0, None, 2027)
    longer = listed + "，资质(2026年)=单项冠军，资质(2027年)=单项冠军"
    assert grant(BY_YEAR, longer, date(2028, 6, 30)) == Grant(None, 2024, 1, None, 2030)


def test_it_does_not_guess_the_year() -> None:
    """Where the year before the first listed one is not known, neither is the grant."""
    assert grant(BY_YEAR, "资质(2025年)=单项冠军", date(2026, 6, 30)) == Grant()
    assert grant(BY_YEAR, "", date(2026, 6, 30)) == Grant()


def test_it_falls_back_on_the_years_where_the_day_cannot_be() -> None:
    """A day of grant that is missing, or lies ahead, is not used."""
    listed = "资质(2025年)=单项冠军，资质(2024年)=空"
    assert grant(BY_DAY, listed, date(2026, 6, 30)).since_year == 2025
    assert grant(BY_DAY, listed + "，上市日期=2026年7月1日", date(2026, 6, 30)).since_year == 2025


def test_it_knows_no_end_of_what_holds_for_good() -> None:
    """Without a number of years a grant has a beginning and no end."""
    rung = Rung("one", "一级", qualification="单项冠军", granted_on=formula("上市日期"))
    assert grant(rung, "上市日期=2023年7月1日", date(2026, 6, 30)) == Grant(date(2023, 7, 1), 2023)


def test_it_moves_the_leap_day_to_the_first_of_march() -> None:
    """As full years are counted: 29 February completes a year on 1 March."""
    assert years_later(date(2024, 2, 29), 3) == date(2027, 3, 1)
    assert years_later(date(2024, 2, 29), 4) == date(2028, 2, 29)
