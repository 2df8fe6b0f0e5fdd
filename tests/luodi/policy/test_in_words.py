"""Items said in one Chinese line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from luodi.policy import in_words
from luodi.policy.model import Benefit, DocumentFacts, Duty, Mechanism, Target, Task
from luodi.spans import Span

HERE = Span("d", 0, 1)


@pytest.mark.parametrize(
    ("yuan", "said"),
    [("500", "500元"), ("200000", "20万元"), ("12345678", "1234.57万元"), ("100000000", "1亿元"), ("0.05", "0.05元")],
)
def test_it_scales_money(yuan: str, said: str) -> None:
    """元 under 1万, 万元 under 1亿, 亿元 above, at most two decimals."""
    assert in_words.money(Decimal(yuan)) == said


def test_it_says_what_is_open() -> None:
    """What the text does not say is said to be open, never filled in."""
    assert in_words.task_line(Task(HERE, "强链")) == "未写明责任单位，待分派"
    assert dict(in_words.facts_lines(DocumentFacts()))["文号"] == "未写明"
    assert "未写明时间" in in_words.duty_line(Duty(HERE, None, "总结"))


def test_it_says_a_target_a_benefit_and_a_mechanism() -> None:
    """Sign, number, unit and date; sum, share and ceiling; parameters by their Chinese names."""
    assert (
        in_words.target_line(Target(HERE, "绿色工厂数量", ">=", Decimal(30), "家", by=2028))
        == "绿色工厂数量 ≥30家（2028年）"
    )
    benefit = Benefit(
        HERE, "企业", "技改", rate=Decimal("0.12"), rate_of="设备投资额", cap=Decimal(5_000_000), basis="once"
    )
    assert in_words.benefit_line(benefit) == "企业：设备投资额12%，最高500万元，一次性"
    fund = Mechanism(HERE, "special_fund", (("amount", 100_000_000), ("every", "year")))
    assert in_words.mechanism_line(fund) == "专项资金；金额：1亿元；周期：每年"


def test_it_has_a_name_for_every_mechanism_and_parameter_of_the_schema() -> None:
    """No raw code reaches a Chinese page."""
    import json
    from importlib.resources import files

    schema = json.loads(files("luodi.policy").joinpath("policy.schema.json").read_text("utf-8"))
    mechanism = schema["properties"]["mechanisms"]["items"]["properties"]
    assert set(mechanism["kind"]["enum"]) == set(in_words.MECHANISM_NAMES)
    assert set(mechanism["params"]["propertyNames"]["enum"]) == set(in_words.PARAMETER_NAMES)


@pytest.mark.parametrize(
    ("value", "said"), [("150", "150"), ("3.30", "3.3"), ("33.333333333333336", "33.33"), ("1E+2", "100")]
)
def test_it_says_a_number_plainly(value: str, said: str) -> None:
    """No exponent, no trailing zeros, and a third as 33.33."""
    assert in_words.plain(Decimal(value)) == said
