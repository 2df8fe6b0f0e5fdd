"""Figures of a rule change by the place where they stand, and what cannot be changed is said with what can."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.luodi.engine.benefits.ten_rules import ten_rules

from luodi.engine.simulation.changes import Change, apply, parameters, read_change


def texts(place: str) -> list[str]:
    return [one.written for one in parameters(ten_rules()) if one.is_under(place)]


def test_it_lists_every_figure_that_may_be_changed() -> None:
    """Rates, thresholds, caps and budgets with their places; counts of years are no parameters."""
    assert texts("revenue") == ["10亿元", "20万元", "5亿元", "10万元"]
    assert texts("upgrade.giant") == ["500万元", "13%"]
    assert texts("upgrade.cap") == ["500万元"]
    assert texts("special") == ["1亿元"]


def test_it_writes_the_rule_anew() -> None:
    """The branch has the new rate, all else is as it was, and the fund its new budget."""
    changed, problems = apply(
        ten_rules(), [Change("upgrade.provincial", "12%", "15%"), Change("special", "1亿元", "8000万元")]
    )
    assert not problems
    pays = {branch.id: branch.pay.text for branch in changed.benefits[3].branches}
    assert pays == {"giant": "设备投资额 * 13%", "provincial": "设备投资额 * 15%", "other": "设备投资额 * 8%"}
    assert changed.funds[0].budget == Fraction(80_000_000)
    assert changed.benefits[:3] == ten_rules().benefits[:3]


def test_it_changes_a_threshold_wherever_it_stands_in_a_benefit() -> None:
    """A threshold that all branches ask is one figure, however the sum is written."""
    listed = [Change(f"upgrade.{id}.when", "500万元", "300万元") for id in ("giant", "provincial", "other")]
    changed, problems = apply(ten_rules(), listed)
    assert not problems
    assert all("300万元" in branch.when.text for branch in changed.benefits[3].branches if branch.when)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change("upgrade", "11%", "15%"), "“upgrade”里没有 11%"),
        (Change("upgrade", "500万元", "300万元"), "既是上限又是条件"),
        (Change("upgrade", "13%", "15万元"), "没有改"),
        (Change("upgrade", "13%", "很多"), "不是数"),
        (Change("special", "1亿元", "5%"), "不是金额"),
        (Change("nothing", "13%", "15%"), "“nothing”里没有 13%"),
    ],
)
def test_it_refuses_what_cannot_be_changed(change: Change, said: str) -> None:
    """No such figure, two of different meaning, a unit that does not fit: the rules stay as they are, and it is said why."""
    rules, problems = apply(ten_rules(), [change])
    assert rules == ten_rules()
    assert [said in problem.message for problem in problems] == [True], problems[0].message


def test_it_reads_a_change_as_people_write_it() -> None:
    """Half or full width, with or without blanks."""
    assert read_change("upgrade:12%=15%") == Change("upgrade", "12%", "15%")
    assert read_change("upgrade.cap： 500万元 ＝ 800万元") == Change("upgrade.cap", "500万元", "800万元")
    assert read_change("12%") is None
