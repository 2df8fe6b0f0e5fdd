"""Polars says of every row what the reference says, on ladders that Hypothesis makes up."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.luodi.engine.ladders.generated import by_reference, ladders, plan
from tests.luodi.formula.generated import OBSERVED_FROM, ON, TABLES, make_table

from luodi.engine.ladders import on_polars
from luodi.formula.numbers import FigureTooLarge
from luodi.policy.rules.model import Ladder

EXAMPLES = int(os.environ.get("LUODI_EQUIVALENCE", "60"))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(ladders(), st.integers(0, TABLES - 1))
def test_it_agrees_with_the_reference(ladder: Ladder, seed: int) -> None:
    """Each condition, the ends of each points table, each rung, and the places of each row are the same."""
    table = make_table(seed)
    try:
        expected = by_reference(ladder, table)
    except FigureTooLarge:
        return
    found = on_polars.judge(table, plan(ladder), ON, observed_from=OBSERVED_FROM).to_dicts()
    for wanted, row in zip(expected, found, strict=True):
        assert wanted == {name: row[name] for name in wanted}
