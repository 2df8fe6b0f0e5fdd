"""Runs an edition's rules over figures. Heavy: imported when a trial is asked for, by ``import_module``, and not before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from luodi.datasets import from_files, from_parquet, to_excel
from luodi.datasets import on_polars as datasets
from luodi.datasets.grid import CellProblem
from luodi.datasets.model import Dataset
from luodi.engine.benefits import on_polars as benefits
from luodi.engine.benefits.plan import Plan, plan, together
from luodi.engine.model import IS_KNOWN, TOTAL, column
from luodi.engine.outputs import on_polars as outputs
from luodi.engine.outputs.in_words import fund_state, without_owner
from luodi.engine.outputs.to_json import to_json
from luodi.formula.numbers import FigureTooLarge
from luodi.policy.rules import packs as bundled
from luodi.policy.rules.checks.money_kept_apart import GROUP_OF_BOTH
from luodi.policy.rules.from_yaml import read as read_pack
from luodi.policy.rules.from_yaml import read_text
from luodi.policy.rules.model import Rules
from luodi.problems import Problem
from luodi.reports.benefit_sheets import sheets
from luodi.reports.to_excel import to_bytes
from luodi_site.policies.models import Edition
from luodi_site.policies.rules.drafting import catalogue
from luodi_site.policies.rules.pack import pack_yaml
from luodi_site.programmes.queries import region_names

SUMMARY, SUBJECTS, RESULT, TABLES = "summary.json", "subjects.parquet", "result.xlsx", "tables"
MOST_SUBJECTS = 50_000
_OF_MONEY = ("benefits", "funds", "groups", "ceilings", "notes")


class CannotRun(Exception):
    """Nothing was worked out; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan with its dataset, ready to be run."""

    rules: Rules
    plan: Plan
    dataset: Dataset
    frames: dict[Any, pl.DataFrame]
    history: pl.DataFrame


def rules_of(edition: Edition) -> Rules:
    """The edition's rules as its pack holds them: the same that ``luodi run`` reads from the downloaded file."""
    made = read_text(pack_yaml(edition), catalogue(), edition.title)
    if made.rules is None:
        raise CannotRun(
            _("规则包有错误：%(why)s。请在核对页改正规则后重新发布。") % {"why": made.problems[0].message.rstrip("。")}
        )
    return made.rules


def all_rules(edition: Edition, packs: Sequence[str]) -> list[Rules]:
    """The edition's rules, and those of the packs that are worked out beside them. Raises CannotRun."""
    found = [rules_of(edition)]
    for name in packs:
        path = bundled.find(name)
        rules = read_pack(path, catalogue())[0] if path else None
        if rules is None:
            raise CannotRun(_("规则包“%(name)s”读不出来。请不选它再试算，并告知系统管理员。") % {"name": name})
        found.append(rules)
    return found


def merged(rules: Sequence[Rules]) -> Rules:
    """Several packs as one, the first to bear its name: for what looks at all their figures."""
    first = rules[0]
    named = {name: tuple(one for pack in rules for one in getattr(pack, name)) for name in _OF_MONEY}
    return replace(first, catalogue=together(rules), **named)


def load(rules: Rules, planned: Plan, dataset: Dataset) -> Loaded:
    """The tables that the plan asks for. Raises CannotRun."""
    codes = planned.codes | {planned.catalogue.begins}
    try:
        frames = {kind: datasets.load(dataset, kind, codes) for kind in planned.kinds}
    except datasets.RepeatedSubject as why:
        raise CannotRun(f"{why}。") from why
    return Loaded(rules, planned, dataset, frames, datasets.payments(dataset, planned.ids_by_name))


def reopened(edition: Edition, packs: Sequence[str], on: date, tables: Path, observed_from: str | None) -> Loaded:
    """The figures of an earlier run once more."""
    rules = all_rules(edition, packs)
    planned, _problems = plan(rules, on)
    dataset, _unread = from_parquet.read(tables, planned.catalogue)
    begun = date.fromisoformat(observed_from) if observed_from else None
    return load(merged(rules), planned, replace(dataset, observed_from=begun))


def tables_of(loaded: Loaded) -> benefits.Tables:
    """Raises CannotRun."""
    try:
        return benefits.run(loaded.plan, loaded.frames, loaded.history, observed_from=loaded.dataset.observed_from)
    except FigureTooLarge as why:
        raise CannotRun(f"{why}。{_('请核对表里特别大的数。')}") from why


def read(
    planned: Plan, paths: Sequence[Path], folder: Path
) -> tuple[Dataset, dict[str, list[CellProblem]], list[Problem]]:
    """The dataset, what could not be read by file, and what concerns no cell; marked workbooks lie in the folder after it."""
    into = folder / TABLES
    into.mkdir(exist_ok=True)
    dataset, problems = from_files.read(paths, planned.catalogue, into)
    cells: dict[str, list[CellProblem]] = {path.name: [] for path in paths if path.is_file()}
    others = []
    for one in problems:
        if isinstance(one, CellProblem):
            cells[one.file].append(one)
        else:
            others.append(one)
    for path in paths:
        if cells.get(path.name):
            to_excel.hand_back(path, cells[path.name], folder / f"marked-{path.stem}.xlsx")
    return dataset, cells, others


def work_out(
    edition: Edition, on: date, paths: Sequence[Path], folder: Path, packs: Sequence[str] = ()
) -> dict[str, Any]:
    """Reads, runs and writes: ``marks`` by file, ``subjects``, and ``why`` where nothing was worked out."""
    found: dict[str, Any] = {"marks": {}, "subjects": 0, "why": ""}
    try:
        rules = all_rules(edition, packs)
        planned, odd = plan(rules, on)
        dataset, cells, others = read(planned, paths, folder)
        found["marks"] = {name: _counted(problems) for name, problems in cells.items()}
        if not dataset.tables:
            raise CannotRun(_("没有读到企业、项目、地区或园区的数据。请看退回的表格里的说明，改好后再试。"))
        loaded = load(merged(rules), planned, dataset)
        found["subjects"] = sum(frame.height for frame in loaded.frames.values())
        if found["subjects"] > MOST_SUBJECTS:
            raise CannotRun(
                _("表里有%(count)s户（个），网上试算最多%(most)s户。请分地区试算，或用命令 luodi run。")
                % {"count": found["subjects"], "most": MOST_SUBJECTS}
            )
        notes = [*(note for pack in rules for note in pack.notes), *map(_doubt, odd), *_unread(others)]
        _write(edition.title, loaded, folder, [*notes, *_unmatched(loaded)])
    except CannotRun as why:
        found["why"] = str(why)
    return found


def _doubt(one: Problem) -> str:
    """What the rules do not settle, and where in the site it is settled."""
    if one.code != GROUP_OF_BOTH:
        return one.message
    return one.message + _(
        "确实如此的，在核对页任一条同组规则的“就高不重复的范围”里选“一家企业连同它的全部项目”；不是的，分成两组。"
    )


def _unmatched(loaded: Loaded) -> list[str]:
    """Past payments that are of none of the rules: they take nothing off, and whoever brought them should know."""
    others = outputs.of_no_rule(loaded.plan, loaded.history)
    if not others:
        return []
    names = sorted(set(others))
    shown = "、".join(f"“{one}”" for one in names[:5])
    return [
        _("兑付记录里有%(count)s笔（%(names)s）对不上这里的规则，没有扣除：奖补名称要写得与规则的名称一样")
        % {"count": len(others), "names": shown + ("等" if len(names) > 5 else "")}
    ]


def of_nobody(loaded: Loaded, tables: benefits.Tables) -> list[str]:
    """Projects and payments that limits of a firm and its projects could not add up to a firm."""
    if not loaded.plan.family_limits:
        return []
    firms = loaded.frames["firm"] if "firm" in loaded.frames else datasets.load(loaded.dataset, "firm", ())
    return without_owner(loaded.plan, outputs.of_nobody(loaded.plan, tables, firms, loaded.history))


def _counted(problems: Sequence[CellProblem]) -> dict[str, int]:
    severities = [one.problem.severity for one in problems]
    errors, questions = severities.count("error"), severities.count("question")
    return {"errors": errors, "questions": questions, "others": len(severities) - errors - questions}


def _unread(problems: Sequence[Problem]) -> list[str]:
    columns = sum(one.code == "dataset.unknown_column" for one in problems)
    said = [one.message for one in problems if one.code != "dataset.unknown_column"]
    return [
        *said,
        *([_("数据里有%(count)s列字段目录里没有，规则用不到，没有读") % {"count": columns}] if columns else []),
    ]


def _write(title: str, loaded: Loaded, folder: Path, notes: Sequence[str]) -> None:
    tables = tables_of(loaded)
    begun = loaded.dataset.observed_from
    outcome = outputs.outcome(loaded.plan, tables, loaded.frames, loaded.history, title=title, observed_from=begun)
    # Figures may write a region's code; people read its name.
    names = region_names()
    lines = (replace(one, region=names.get(one.region, one.region)) for one in outcome.payments)
    outcome = replace(outcome, payments=tuple(lines))
    told = to_json(replace(outcome, payments=(), missing=()))
    told |= {
        "observed_from": begun.isoformat() if begun else None, "notes": [*notes, *of_nobody(loaded, tables)],
        "has_payments": bool(loaded.dataset.payments), "fund_states": [fund_state(one) for one in outcome.funds],
        "unknown_subjects": len({one.id for one in outcome.missing}) + outcome.missing_left_out,
    }  # fmt: skip
    _subjects(loaded.plan, tables).write_parquet(folder / SUBJECTS)
    (folder / RESULT).write_bytes(to_bytes(sheets(outcome), outcome.on))
    (folder / SUMMARY).write_text(json.dumps(told, ensure_ascii=False), "utf-8")


def _subjects(planned: Plan, tables: benefits.Tables) -> pl.DataFrame:
    """A row for each subject of any kind: what it is paid, or between what that lies, and each benefit that it claims."""
    parts = [
        pl.DataFrame(
            schema={"kind": pl.String, "id": pl.String, "name": pl.String, "region": pl.String, "paid": pl.Int64,
                    "low": pl.Int64, "high": pl.Int64, "state": pl.String}
        )
    ]  # fmt: skip
    for kind, table in tables.payments.items():
        ids = [rule.id for rule in planned.of_kind(kind)]
        highs = [pl.col(column(id, "high")) for id in ids]
        sums = [pl.col(column(id, name)) for id in ids for name in ("low", "high", "paid")]
        known = {
            name: pl.col(name).cast(pl.String) if name in table.columns else pl.lit("")
            for name in ("id", "name", "region")
        }
        parts.append(
            table.select(
                pl.lit(kind).alias("kind"), **known, paid=pl.when(IS_KNOWN).then(TOTAL),
                low=pl.sum_horizontal(pl.col(column(id, "low")) for id in ids).cast(pl.Int64),
                high=pl.when(~pl.any_horizontal(one.is_null() for one in highs))
                .then(pl.sum_horizontal(highs)).cast(pl.Int64),
                state=pl.when(~pl.col(IS_KNOWN)).then(pl.lit("unknown"))
                .when(pl.col(TOTAL) > 0).then(pl.lit("paid")).otherwise(pl.lit("nothing")),
            ).hstack(table.select(sums))
        )  # fmt: skip
    return pl.concat(parts, how="diagonal")
