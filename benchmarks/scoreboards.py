"""Rank intervals of 100 regions by 50 indicators under 10,000 draws of weights, beside SciPy ranking each draw by itself."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from fractions import Fraction
from random import Random
from statistics import median

import numpy as np
from scipy.stats import rankdata

from luodi.engine.scoreboards.flips import flips
from luodi.engine.scoreboards.model import Entrant, Score
from luodi.engine.scoreboards.rank_intervals import SEED, SPREAD, drawn_weights, rank_intervals
from luodi.engine.scoreboards.score import score
from luodi.formula.ast import Figure, Formula
from luodi.formula.fields import Field
from luodi.formula.shapes import of_field
from luodi.policy.rules.model import Scoreboard, ScoreIndicator

REGIONS, INDICATORS, DRAWS = 100, 50, 10_000


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    options = parser.parse_args(argv)
    board, entrants = made()
    ours, theirs = [], []
    for _ in range(2 if options.quick else 7):
        start = time.perf_counter()
        scores = score(board, entrants)
        found = rank_intervals(board, scores, draws=DRAWS)
        pairs = flips(board, scores)
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        expected = one_by_one(board, scores)
        theirs.append(time.perf_counter() - start)
        assert [(one.low, one.high) for one in found] == expected, "两边的名次区间不一致"
        assert len(pairs) == REGIONS - 1
    figures = {"vs_rankdata": round(median(theirs) / median(ours), 2), "seconds": round(median(ours), 3)}
    print(f"{REGIONS} 个地区 × {INDICATORS} 项指标 × {DRAWS} 次抽取权重: 含计分、区间、换位 {figures['seconds']} 秒")
    print(f"SciPy 逐次排名（只有区间）: {median(theirs):.3f} 秒, 为我们的 {figures['vs_rankdata']} 倍")
    print(json.dumps({"benchmark": "scoreboards", "figures": figures}))
    return 0


def made() -> tuple[Scoreboard, list[Entrant]]:
    """A board with even weights and regions with figures drawn from a seed."""
    random = Random(1)
    lines = []
    for index in range(INDICATORS):
        field = Field(f"figure_{index}", f"指标{index}", "count", "家", "region", "year")
        formula = Formula(field.name, Figure(field, shape=of_field(field)), of_field(field))
        lines.append(ScoreIndicator(field.code, field.name, formula, Fraction(100, INDICATORS), normal="min_max"))
    entrants = [
        Entrant(
            f"{index:03}",
            f"地区{index}",
            tuple(Fraction(random.randrange(1000)) for _ in lines),
            (None,) * len(lines),
        )
        for index in range(REGIONS)
    ]
    return Scoreboard("b", "综合评价", tuple(lines), describes="region"), entrants


def one_by_one(board: Scoreboard, scores: Sequence[Score]) -> list[tuple[int, int]]:
    """The same intervals, each draw weighed and ranked by itself."""
    points = np.array([[float(line.points or 0) for line in one.indicators] for one in scores])
    places = [
        rankdata(-np.round(points @ weights / 100, 9), method="min")
        for weights in drawn_weights(board, draws=DRAWS, spread=SPREAD, seed=SEED)
    ]
    low, high = np.quantile(np.array(places), [0.05, 0.95], axis=0, method="inverted_cdf")
    return list(zip(low.astype(int).tolist(), high.astype(int).tolist(), strict=True))


if __name__ == "__main__":
    raise SystemExit(main())
