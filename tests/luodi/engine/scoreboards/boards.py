"""Small boards and entrants for the tests of scoreboards: values are given straight, formulas only say what they measure."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tests.luodi.formula.generated import CATALOGUE

from luodi.engine.scoreboards.model import Entrant
from luodi.formula.ast import Formula
from luodi.formula.from_text import read
from luodi.policy.rules.model import Adjustment, Scoreboard, ScoreIndicator

FIELDS = ("从业人员", "发明专利", "评价得分")


def formula(text: str) -> Formula:
    found, errors = read(text, CATALOGUE)
    assert found is not None, errors
    return found


def line(index: int, weight: int | Fraction, **more: object) -> ScoreIndicator:
    """An indicator; one that measures by share of a target has its target stated, and entrants bring it."""
    if more.get("normal") == "target_share":
        more.setdefault("baseline", formula("100人"))
    one = ScoreIndicator(f"i{index}", FIELDS[index], formula(FIELDS[index]), Fraction(weight))
    return replace(one, **more)  # type: ignore[arg-type]


def board(*lines: ScoreIndicator, adjustments: int = 0, **more: object) -> Scoreboard:
    added = tuple(Adjustment(f"a{index}", "加分", formula("评价得分"), Fraction(5)) for index in range(adjustments))
    made = Scoreboard("board", "工业经济评价", lines, adjustments=added)
    return replace(made, **more)  # type: ignore[arg-type]


def entrant(name: str, *values: object, **more: object) -> Entrant:
    given = tuple(None if value is None else Fraction(str(value)) for value in values)
    made = Entrant(name, f"{name}区", given, (None,) * len(given))
    return replace(made, **more)  # type: ignore[arg-type]
