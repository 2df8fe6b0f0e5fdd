"""Phrases of targets resolved to the catalogue, and phrases that must stay unresolved."""

from __future__ import annotations

import pytest

from luodi.terms.indicator_catalogue import indicators, resolve_indicator, same_family


@pytest.mark.parametrize(
    ("phrase", "unit", "code"),
    [
        ("规上工业增加值年均增速", "%", "above_scale_value_added_growth"),
        ("地方工业增加值增速", "%", "above_scale_value_added_growth"),
        ("技改投资增速", "%", "upgrade_investment_growth"),
        ("净增规上工业企业数", "家", "above_scale_net_new"),
        ("新增规上企业数量", "家", "above_scale_new"),
        ("国家级专精特新“小巨人”企业数量", "家", "little_giants"),
        ("专精特新中小企业数量", "家", "specialised_firms"),
        ("规模以上工业万元增加值能耗较2025年下降幅度", "%", "energy_intensity_drop"),
        ("全员劳动生产率", "万元/人", "labour_productivity"),
        ("光电产业链产值", "亿元", "industry_output_value"),
        ("省级以上绿色工厂数量", "家", "green_factories"),
    ],
)
def test_it_resolves_a_phrase(phrase: str, unit: str, code: str) -> None:
    """Wording differs from place to place; the indicator is the same."""
    found = resolve_indicator(phrase, unit)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("phrase", "unit"),
    [
        ("乡镇污水处理设施数量", "座"),
        ("新增规上企业数量", "%"),
        ("高新技术企业培育库入库企业占比", "%"),
        ("上市储备企业数量", "家"),
        ("满意度", "%"),
    ],
)
def test_it_leaves_other_phrases_unresolved(phrase: str, unit: str) -> None:
    """A measure that the catalogue does not hold, or in another kind of unit, stays as worded."""
    assert resolve_indicator(phrase, unit) is None


def test_it_gives_every_indicator_a_definition_and_marks_those_without_a_source() -> None:
    """A definition without a public source is unconfirmed, and says so."""
    codes = [i.code for i in indicators()]
    assert len(codes) == len(set(codes))
    for indicator in indicators():
        assert indicator.definition
        assert indicator.unit
        assert indicator.every in {"month", "quarter", "year"}
        assert indicator.is_confirmed == (indicator.source is not None)


@pytest.mark.parametrize(
    ("a", "b", "same"), [("家", "户", True), ("亿元", "万元", True), ("%", "家", False), ("亩", "万亩", True)]
)
def test_it_knows_units_that_count_the_same_thing(a: str, b: str, same: bool) -> None:
    """家 and 户 both count firms; % counts none."""
    assert same_family(a, b) is same
