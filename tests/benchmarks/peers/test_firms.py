"""The made-up firms of the benchmark, and the pack that is run over them."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
from benchmarks.rules import PACK

from benchmarks.peers import firms
from luodi.datasets.from_yaml import catalogue
from luodi.engine.benefits.on_polars import Kept, run
from luodi.engine.benefits.plan import plan
from luodi.formula.on_polars import bounds_of
from luodi.policy.rules.from_yaml import read


def test_it_makes_the_same_firms_each_time() -> None:
    """Seven flags and seven sums, none missing; some firms meet each rule, and most meet none."""
    made, again = firms.make(20_000), firms.make(20_000)
    assert len(made) == 14
    assert all(np.array_equal(made[name], again[name]) for name in made)
    assert (made["revenue_2025"] > 1_000_000_000).any() and made["is_new_giant"].any()
    assert (made["equipment"] >= 5_000_000).mean() < 0.5


def test_it_gives_the_table_that_the_pack_asks_for() -> None:
    """Money is in fen, and the pack's rules find every column."""
    table = firms.as_table(firms.make(1_000))
    assert (
        table["revenue@2025"].dtype == pl.Int64
        and table["revenue@2025"][0] == firms.make(1_000)["revenue_2025"][0] * 100
    )
    rules, problems = read(PACK, catalogue())
    assert rules is not None, problems
    planned, doubts = plan([rules], date(2025, 12, 31))
    assert not doubts
    assert planned.codes - {"founded_on"} <= {*(name.split("@")[0] for name in table.columns)}


def test_it_runs_the_same_again_with_what_was_kept() -> None:
    """A compiled pass that is kept serves another table of the same shape, and no other."""
    rules, _ = read(PACK, catalogue())
    assert rules is not None
    planned, _ = plan([rules], date(2025, 12, 31))
    kept, tables = Kept(), [firms.as_table(firms.make(500, seed)) for seed in (1, 2)]
    shared = {name: bound for table in tables for name, bound in bounds_of(pl.concat(tables)).items()}
    for table in tables:
        for bounds in (shared, bounds_of(table)):
            alone = run(planned, {"firm": table}, bounds={"firm": bounds})
            again = run(planned, {"firm": table}, bounds={"firm": bounds}, kept=kept)
            assert again.payments["firm"].equals(alone.payments["firm"]) and again.funds == alone.funds
    assert len(kept.compiled) == 3
