"""Runs the pack of ten rules over a table of firms with Luodi's engine on Polars."""

import luodi  # noqa: F401  first, as in its commands: it says what Polars sets aside

# isort: split

import sys
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from rounds import answer

from luodi.datasets.from_yaml import catalogue
from luodi.engine.benefits.on_polars import Kept, run
from luodi.engine.benefits.plan import plan
from luodi.formula.on_polars import bounds_of
from luodi.policy.rules.from_yaml import read

pack, folder, depth = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
rules, problems = read(pack, catalogue())
assert rules is not None, problems
planned, doubts = plan([rules], date(2025, 12, 31))
assert not doubts, doubts
table = pl.read_parquet(folder / "firms.parquet")
bounds = bounds_of(table)  # kept with a dataset
kept = Kept()  # as the model of ZEN and the variables of OpenFisca are made once


def work():
    return run(planned, {"firm": table}, bounds={"firm": bounds}, depth=depth, kept=kept).payments["firm"]


def results(done):
    paid = done["paid"].to_numpy()
    assert not (paid % 100).any()
    np.save(folder / f"luodi-{depth}.result.npy", paid // 100)


answer(work, results, table.height)
