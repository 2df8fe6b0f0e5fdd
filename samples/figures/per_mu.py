"""The per-mu bands of the firms above scale: published by June of each year, by what each made of its land the year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from luodi.datasets.model import Catalogue, Row
from luodi.engine.scoreboards.interpreted import Ranked, run
from luodi.formula.values import Subject
from luodi.policy.rules.from_yaml import read
from luodi.policy.rules.model import Scoreboard

from .city import YEARS

_PACK = Path(__file__).resolve().parents[2] / "packs" / "per-mu.yaml"
_BOARD = "county_45_20_15_15_5"
# 对占地5亩以上的规上工业企业开展评价; who is too new is not ranked either.
_LEAST_LAND, OUTSIDE = 5, "不参评"


def with_bands(rows: Mapping[str, Row], catalogue: Catalogue) -> dict[str, Row]:
    """The rows with a band for each year; of the first year, whose year before is not known, it is left out."""
    board = _board(catalogue)
    added: dict[str, dict[str, str]] = {id: {} for id in rows}
    for year in YEARS[1:]:
        ranked = [row for row in rows.values() if _is_ranked(row, year - 1)]
        found = _bands(board, ranked, date(year - 1, 12, 31))
        for row in rows.values():
            if row.figures.get(f"is_above_scale@{year}") is None:
                continue  # it did not report at all
            is_left_out = not _is_ranked(row, year - 1) and row.figures.get(f"land@{year - 1}") is not None
            is_new = row.figures.get(f"is_above_scale@{year - 1}") is not True
            band = OUTSIDE if is_left_out or is_new else found.get(row.id)
            if band:
                added[row.id][f"per_mu_band@{year}"] = band
    return {id: replace(row, figures={**row.figures, **added[id]}) for id, row in rows.items()}


def _board(catalogue: Catalogue) -> Scoreboard:
    rules, problems = read(_PACK, catalogue)
    if rules is None:
        raise ValueError(problems[0].message)
    return next(one for one in rules.scoreboards if one.id == _BOARD)


def _is_ranked(row: Row, year: int) -> bool:
    land = row.figures.get(f"land@{year}")
    return row.figures.get(f"is_above_scale@{year}") is True and land is not None and land >= _LEAST_LAND  # type: ignore[operator]


def _bands(board: Scoreboard, rows: Sequence[Row], on: date) -> dict[str, str]:
    """The band of each; nothing where a figure of the year is missing."""
    begun = date(YEARS[0], 1, 1)
    subjects = [Ranked(row.id, Subject(row.name, dict(row.figures), begun)) for row in rows]
    return {one.id: one.band for one in run(board, subjects, on) if one.band}
