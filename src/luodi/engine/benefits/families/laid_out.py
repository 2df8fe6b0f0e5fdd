"""What groups and ceilings of a firm and its projects ask of the pass over a table, and what they leave in it: the same for every engine.

Their benefits lie in several tables. So what these limits need is worked out first, by a pass up to them; held together; and laid into
the tables as columns, from which the run takes it. A plan without such limits knows nothing of this.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from luodi.engine.benefits import ranges
from luodi.engine.benefits.amounts import limit_of
from luodi.engine.benefits.plan import FAMILY, Limit, Plan
from luodi.engine.benefits.ranges import Range
from luodi.engine.model import FEN
from luodi.formula.ast import fields_of
from luodi.formula.exact_columns import Column, Columns
from luodi.formula.fields import Describes
from luodi.formula.interpret import evaluate
from luodi.formula.values import Subject
from luodi.policy.rules.model import Ceiling

if TYPE_CHECKING:
    from luodi.engine.benefits.to_columns import Rows

Wanted = dict[str, Column]
Stage = Literal["groups", "ceilings"]


@dataclass(frozen=True, slots=True)
class Asking:
    """Limits of families that are worked out together at a stage, with the part of the plan that they need."""

    plan: Plan
    stage: Stage
    limits: Sequence[Limit]

    @property
    def ids(self) -> list[str]:
        """The benefits below them, each once."""
        return list(dict.fromkeys(id for limit in self.limits for id in self.plan.of_family(limit)))

    @property
    def kinds(self) -> list[Describes]:
        """The kinds of subjects with such benefits, and firms where their figures say how much a ceiling is."""
        kinds = {self.plan.benefit(id).describes for id in self.ids}
        return [kind for kind in FAMILY if kind in kinds or any(asks_figures(one) for one in self.limits)]


def stages_of(plan: Plan) -> list[Asking]:
    """What is asked for families, groups first."""
    part = needed(plan)
    found = [Asking(part, "groups", plan.family_groups), Asking(part, "ceilings", plan.family_ceilings)]
    return [one for one in found if one.limits]


def family_column(benefit: str, stage: Stage) -> str:
    """What groups, or ceilings, of families leave of a benefit: columns of the table, with .low and, where not known, .high."""
    return f"~family.{stage}.{benefit}"


def left_by_family(row: dict[str, Range], engine: Columns, there: Collection[str], stage: Stage) -> dict[str, Range]:
    """The benefits of a row, as families leave them where they hold them."""
    found = dict(row)
    for id, one in row.items():
        name = family_column(id, stage)
        if f"{name}.low" in there:
            found[id] = ranges.named(engine, name, one.most, is_known=f"{name}.high" not in there)
    return found


def needed(plan: Plan) -> Plan:
    """The part of a plan that decides what families may get: their benefits, and those beside these in groups and ceilings."""
    ids = {id for limit in plan.family_limits for id in plan.of_family(limit)}
    while more := {id for limit in plan.limits if ids & (own := {*plan.ids_under(limit)}) for id in own} - ids:
        ids |= more
    return replace(plan, benefits=tuple(rule for rule in plan.benefits if rule.id in ids))


def asked_by(rows: Rows, asking: Asking) -> tuple[Wanted, bool]:
    """The columns that limits ask of one table, at their stage, and whether all they hold is known.

    Of each benefit <id>.low and <id>.high; of each ceiling that asks for figures, how much it is, under ``most_column``.
    """
    row = rows.after_groups()
    if asking.stage == "ceilings":
        row = rows.below_ceilings(row)
    asked = {id: row[id] for id in asking.ids if id in row}
    for limit in asking.limits:
        if isinstance(limit, Ceiling) and asks_figures(limit):
            asked[most_column(limit)] = rows.limit(limit.most, FEN)
    wanted: Wanted = {}
    for name, one in asked.items():
        wanted |= {f"{name}.low": one.low.expression(is_short=True), f"{name}.high": one.high.expression(is_short=True)}
    return wanted, all(one.is_known for one in asked.values())


def most_column(ceiling: Ceiling) -> str:
    """Named by its formula, for ceilings of several packs may share an id."""
    return f"~most.{ceiling.most.text}"


def fixed_most(ceiling: Ceiling, on: date) -> int:
    """How much a ceiling is that asks for no figures, in fen."""
    found = limit_of(evaluate(ceiling.most, Subject("", {}), on), FEN).known
    assert found is not None
    return found


def asks_figures(limit: Limit) -> bool:
    """Whether how much a ceiling is depends on the figures of the firm."""
    return isinstance(limit, Ceiling) and bool(fields_of(limit.most.tree))
