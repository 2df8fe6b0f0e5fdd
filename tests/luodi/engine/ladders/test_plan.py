"""The names of a ladder's results, and who holds a rung."""

from __future__ import annotations

import pytest
from tests.luodi.engine.ladders.made import CATALOGUE, condition, formula, ladder, line, route, table

from luodi.engine.ladders.plan import above, held, is_granted, plan_of
from luodi.formula.fields import Catalogue
from luodi.policy.rules.model import Rung


def test_it_names_every_formula() -> None:
    """ladder.rung.condition, ladder.rung.route.line; what is still to be written has no formula."""
    rung = Rung(
        "one",
        "一级",
        (condition("staff", "从业人员 >= 30人"), condition("open", None)),
        (route("way", condition("scaled", "规上"), points=table(line("score", "评价得分", 100), least=60)),),
        (condition("unsound", "非 信用良好"),),
        qualification="单项冠军",
    )
    made = ladder(rung)
    assert list(plan_of(made, made.editions[0], CATALOGUE).formulas) == [
        "made.one.held",
        "made.one.staff",
        "made.one.unsound",
        "made.one.way.scaled",
        "made.one.way.score",
    ]


@pytest.mark.parametrize("id", ["staff", "met", "held", "granted_on"])
def test_it_refuses_two_results_of_one_name(id: str) -> None:
    """A veto named like a requirement, or like what is made of them, would stand in the same column."""
    made = ladder(Rung("one", "一级", (condition("staff", "规上"),), vetoes=(condition(id, "规上"),)))
    with pytest.raises(ValueError, match=f"made.one.{id}"):
        plan_of(made, made.editions[0], CATALOGUE)


def test_it_asks_who_holds_a_rung() -> None:
    """By its qualification, or by the formula that says it otherwise; without either nobody grants it."""
    by_name, by_rule = Rung("one", "一级", qualification="单项冠军"), Rung("two", "二级", held=formula("规上"))
    first, second = held(by_name, CATALOGUE), held(by_rule, CATALOGUE)
    assert first is not None and first.text == "有资质(“单项冠军”)"
    assert second is not None and second.text == "规上"
    assert [is_granted(one) for one in (by_name, by_rule, Rung("three", "三级"))] == [True, True, False]
    assert held(by_name, Catalogue(())) is None


def test_it_knows_the_rung_above() -> None:
    """Above none stands the lowest, above the highest none."""
    rungs = (Rung("low", "低"), Rung("high", "高"))
    assert [above(rungs, id) for id in ("", "low", "high")] == ["low", "high", ""]
