"""What the re-assessment is likely to find, by the trend of the figures."""

from __future__ import annotations

from datetime import date

from tests.luodi.engine.ladders.made import CATALOGUE, condition, firm, formula, ladder

from luodi.engine.ladders.expiry import Forecast, forecast
from luodi.engine.ladders.judge import judge
from luodi.policy.rules.model import Rung

ON = date(2025, 6, 30)
RUNG = Rung(
    "one",
    "一级",
    (
        condition("debt", "上年(资产负债率) <= 75%"),
        condition("revenue", "上年(主营业务收入) >= 1000万元"),
        condition("growth", "上年(同比(主营业务收入)) >= 5%", "grant"),
        condition("scaled", "上年(规上)"),
    ),
    qualification="单项冠军",
    valid_years=3,
    granted_on=formula("上市日期"),
)
HELD = "资质(2025年)=单项冠军，上市日期=2024年7月1日，规上(2024年)=是，"
RISING_DEBT = "资产负债率(2022年)=60%，资产负债率(2023年)=65%，资产负债率(2024年)=70%，"
REVENUE = "主营业务收入(2022年)=1200万元，主营业务收入(2023年)=1200万元，主营业务收入(2024年)=1200万元"


def ahead(figures: str, rung: Rung = RUNG) -> Forecast | None:
    subject = firm(figures)
    return forecast(judge(ladder(rung), CATALOGUE, subject, ON), CATALOGUE, subject)


def ids(results: object) -> list[str]:
    return [one.condition.id for one in results]  # type: ignore[attr-defined]


def test_it_says_what_is_likely_to_fail_when_the_grant_ends() -> None:
    """The grant ends on 30 June 2027; the debt ratio, up five points a year, will then stand at 80% for 2026."""
    found = ahead(HELD + RISING_DEBT + REVENUE)
    assert found is not None and found.on == date(2027, 6, 30)
    assert ids(found.likely_to_fail) == ["debt"] and ids(found.likely_to_hold) == ["revenue"]
    [one] = found.likely_to_fail[0].shortfalls
    assert one.shown == "5百分点"
    assert {trend.field.code: trend.ahead[2026] for trend in found.trends} == {"debt": 80, "revenue": 1200}


def test_it_asks_what_the_review_asks() -> None:
    """Growth is asked at the grant only, so it is no part of the forecast."""
    found = ahead(HELD + RISING_DEBT + REVENUE)
    assert found is not None and "growth" not in ids(found.rung.conditions)


def test_it_leaves_open_what_has_no_trend() -> None:
    """Whether the firm will still be above scale is not for a line to say."""
    found = ahead(HELD + RISING_DEBT + REVENUE)
    assert found is not None and ids(found.open) == ["scaled"]


def test_it_says_nothing_from_two_years() -> None:
    """Two years make no trend: the condition stays open and the field is named as too short."""
    found = ahead(HELD + "资产负债率(2023年)=65%，资产负债率(2024年)=70%，" + REVENUE)
    assert found is not None
    assert ids(found.open) == ["debt", "scaled"] and [one.code for one in found.too_short] == ["debt"]


def test_it_takes_the_end_of_the_year_where_only_the_year_is_known() -> None:
    """Listed from 2024 on: it ends in 2027, and is looked at on the last day of that year."""
    figures = (
        HELD.replace("上市日期=2024年7月1日，", "资质(2024年)=单项冠军，资质(2023年)=空，") + RISING_DEBT + REVENUE
    )
    found = ahead(figures)
    assert found is not None and found.on == date(2027, 12, 31) and found.grant.since_year == 2024


def test_it_has_no_forecast_without_an_end() -> None:
    """A firm that stands on no rung, or whose grant is not dated, or holds for good, has nothing to come."""
    assert ahead(HELD.replace("资质(2025年)=单项冠军", "资质(2025年)=空")) is None
    assert ahead(HELD.replace("上市日期=2024年7月1日，", "")) is None
    for_good = Rung("one", "一级", RUNG.requires, qualification="单项冠军", granted_on=formula("上市日期"))
    assert ahead(HELD + RISING_DEBT + REVENUE, for_good) is None
