"""The ten rules in OpenFisca-core with its whole numbers widened to 64 bits: the stock 32 are silently wrong above 2.1 billion."""

import sys
from pathlib import Path

import numpy as np
from openfisca_core import entities, periods, taxbenefitsystems, variables
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.variables import config
from rounds import answer

config.VALUE_TYPES[int]["dtype"] = np.int64
folder, HOW = Path(sys.argv[1]), sys.argv[2]
YEARS = range(2022, 2026)
FLAGS = "is_new_giant is_new_provincial is_giant is_provincial is_filed is_accepted is_listed".split()
SUMS = "revenue equipment filed_paid accepted_paid".split()
BUDGET = 100_000_000
Firm = entities.Entity("firm", "firms", "", "")
where = np.where


def variable(name, kind, formula=None):
    body = {"value_type": kind, "entity": Firm, "definition_period": periods.DateUnit.YEAR, "label": name}
    return type(name, (variables.Variable,), body if formula is None else {**body, "formula": formula})


def revenue_award(firm, period):
    now = firm("revenue", period)
    before = np.maximum.reduce([firm("revenue", period.offset(-back)) for back in (1, 2, 3)])
    first = [(now > level) & (before <= level) for level in (1_000_000_000, 500_000_000)]
    return where(first[0], 200_000, where(first[1], 100_000, 0))


def giant_award(firm, period):
    return firm("is_new_giant", period) * 500_000


def provincial_award(firm, period):
    return firm("is_new_provincial", period) * 200_000


def upgrade_subsidy(firm, period):
    equipment = firm("equipment", period)
    rate = where(firm("is_giant", period), 13, where(firm("is_provincial", period), 12, 8))
    return where(equipment >= 5_000_000, np.minimum((equipment * rate + 50) // 100, 5_000_000), 0)


def listing_award(firm, period):
    stages = (
        firm("is_filed", period) * 1_000_000
        + firm("is_accepted", period) * 2_000_000
        + firm("is_listed", period) * 2_000_000
    )
    left = 5_000_000 - firm("filed_paid", period) - firm("accepted_paid", period)
    return np.minimum(stages, np.maximum(left, 0))


def claim(firm, period):
    return sum(firm(name, period) for name in AWARDS)


def paid(firm, period):
    claims = firm("claim", period)
    whole = claims.sum()
    if whole <= BUDGET:
        return claims
    if HOW == "tuned":
        return tuned(claims, whole)
    share, rest = np.divmod(claims * BUDGET, whole)
    share[np.argsort(-rest, kind="stable")[: BUDGET - share.sum()]] += 1
    return share


def tuned(claims, whole):
    """The same with what a specialist adds: only those who claim anything, and no sorting."""
    places = np.flatnonzero(claims)
    share, rest = np.divmod(claims[places] * BUDGET, whole)
    left = BUDGET - share.sum()
    if left:
        limit = np.partition(rest, rest.size - left)[rest.size - left]
        above = rest > limit
        share[above] += 1
        share[np.flatnonzero(rest == limit)[: left - np.count_nonzero(above)]] += 1
    paid = np.zeros_like(claims)
    paid[places] = share
    return paid


FORMULAS = (revenue_award, giant_award, provincial_award, upgrade_subsidy, listing_award, claim, paid)
AWARDS = [formula.__name__ for formula in FORMULAS[:5]]
system = taxbenefitsystems.TaxBenefitSystem([Firm])
for name in FLAGS:
    system.add_variable(variable(name, bool))
for name in SUMS:
    system.add_variable(variable(name, int))
for formula in FORMULAS:
    system.add_variable(variable(formula.__name__, int, formula))

rows = np.load(folder / "equipment.npy", mmap_mode="r").size
simulation = SimulationBuilder().build_default_simulation(system, rows)
for year in YEARS:
    simulation.set_input("revenue", str(year), np.load(folder / f"revenue_{year}.npy"))
for name in (*FLAGS, *SUMS[1:]):
    simulation.set_input(name, "2025", np.load(folder / f"{name}.npy"))


def work():
    for formula in FORMULAS:
        simulation.delete_arrays(formula.__name__)
    return simulation.calculate("paid", "2025")


def results(done):
    assert done.dtype == np.int64
    np.save(folder / f"openfisca-{HOW}.result.npy", done)


answer(work, results, rows)
