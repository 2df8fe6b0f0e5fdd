"""The firms of a trial, a page at a time, and why one of them is due what it is due. Heavy: see ``running``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from luodi.engine.explain import explain_benefits, in_sentences
from luodi.engine.model import column
from luodi.engine.outputs import on_polars as outputs
from luodi.engine.outputs.one_by_one import to_claimant
from luodi_site.programmes.running import SUBJECTS, Loaded, tables_of
from luodi_site.programmes.sums import Sum

Chosen = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """One benefit of one subject: what is paid, or between what that lies."""

    name: str
    sum: Sum


@dataclass(frozen=True, slots=True)
class Line:
    """One subject of the table."""

    kind: str
    id: str
    name: str
    region: str
    state: str
    sum: Sum
    parts: tuple[Part, ...]


class Firms:
    """The subjects that a choice leaves, the greatest sums first; a sequence that a paginator can slice."""

    def __init__(self, trial: Any, benefits: Mapping[str, str], chosen: Chosen, regions: Mapping[str, str]) -> None:
        self._benefits, self._regions = benefits, regions
        table = pl.scan_parquet(trial.path / SUBJECTS)
        for test in _tests(chosen, benefits):
            table = table.filter(test)
        # What is sure comes first; what is open to above before what is bounded.
        sure = pl.coalesce("paid", "low")
        order = [sure, pl.col("high"), pl.col("id")]
        self._table = table.sort(order, descending=[True, True, False]).collect()

    def __len__(self) -> int:
        return self._table.height

    def __getitem__(self, cut: slice) -> list[Line]:
        return [self._line(row) for row in self._table[cut].iter_rows(named=True)]

    def _line(self, row: Mapping[str, Any]) -> Line:
        parts = []
        for id, name in self._benefits.items():
            low, high, paid = (row.get(column(id, which)) for which in ("low", "high", "paid"))
            if low is None or high == 0:
                continue
            parts.append(Part(name, Sum(low, high) if paid is None else Sum(paid, paid)))
        whole = Sum(row["low"], row["high"]) if row["paid"] is None else Sum(row["paid"], row["paid"])
        region = self._regions.get(row["region"] or "", row["region"] or "")
        return Line(row["kind"], row["id"], row["name"] or "", region, row["state"], whole, tuple(parts))


def _tests(chosen: Chosen, benefits: Mapping[str, str]) -> list[pl.Expr]:
    found = [pl.col(name) == chosen[name] for name in ("region", "state") if chosen.get(name)]
    if words := chosen.get("q"):
        found.append(pl.any_horizontal(pl.col("name", "id").str.contains(words, literal=True)))
    if (rule := chosen.get("rule", "")) in benefits:
        high = pl.col(column(rule, "high"))
        found.append(pl.col(column(rule, "low")).is_not_null() & ((high > 0) | high.is_null()))
    return found


def regions_of(trial: Any) -> list[str]:
    """The regions that its subjects lie in, as the figures write them: by code or by name."""
    named = pl.scan_parquet(trial.path / SUBJECTS).select("region").unique().collect()["region"]
    return sorted(one for one in named if one)


@dataclass(frozen=True, slots=True)
class Why:
    """One benefit in sentences; ``rule`` is the number of its rule in the edition."""

    title: str
    lines: tuple[str, ...]
    rule: int | None = None


def why_of(loaded: Loaded, kind: str, id: str) -> tuple[str, list[Why]] | None:
    """The subject's heading and each benefit in sentences; None where there is no such subject."""
    frame = loaded.frames.get(kind)
    found = frame.filter(pl.col("id") == id) if frame is not None else None
    if found is None or not found.height:
        return None
    tables = tables_of(loaded)
    planned = loaded.plan
    row = tables.payments[kind].filter(pl.col("id") == id).row(0, named=True)  # type: ignore[index]
    told = explain_benefits(
        planned, to_claimant(planned, found.row(0, named=True), loaded.dataset.observed_from),
        outputs.past_of(loaded.history), describes=kind,  # type: ignore[arg-type]
        family=outputs.family_of(planned, loaded.frames, kind, found, loaded.dataset.observed_from),  # type: ignore[arg-type]
        paid={rule.id: row[column(rule.id, "paid")] for rule in planned.of_kind(kind)},  # type: ignore[arg-type]
        funds=tables.funds,
    )  # fmt: skip
    heading, *lines = in_sentences({**told, "not_run": []})
    ids = [one["id"] for one in told["benefits"]]
    sections: list[Why] = []
    for line in lines:
        if line.startswith("  ") and sections:
            last = sections[-1]
            sections[-1] = Why(last.title, (*last.lines, line.strip()), last.rule)
        else:
            at = len(sections)
            sections.append(Why(line, (), _number(ids[at]) if at < len(ids) else None))
    return heading, sections


def _number(rule: str) -> int | None:
    digits = rule.removeprefix("rule_")
    return int(digits) if digits.isdigit() else None
