"""``luodi run`` of the scoreboards of packs: who stands where, in which band, and how firm the place is."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from luodi.commands.dataset_files import id_of, read_data
from luodi.commands.run_tables import aligned, beside
from luodi.datasets import on_polars as datasets
from luodi.datasets.model import Catalogue, Dataset
from luodi.engine.scoreboards import on_polars
from luodi.engine.scoreboards.explain import breakdown, explain, in_words, shown_points
from luodi.engine.scoreboards.flips import flips
from luodi.engine.scoreboards.rank_intervals import rank_intervals
from luodi.formula.numbers import FigureTooLarge
from luodi.policy.rules.model import Rules
from luodi.reports.score_sheets import BoardRun, flip_in_words, interval_in_words, sheets, standing_in_words

# More than so many are shown by band only; intervals of thousands of places say little and take long.
_SHOWN, _WITH_INTERVALS = 40, 2_000


def run(options: argparse.Namespace, rules: Sequence[Rules], catalogue: Catalogue, *, is_alone: bool) -> int:
    """Works out every board in force on the day. Beside other parts of a pack (not ``is_alone``) files get a name of
    their own, and an id that was explained there may be none here."""
    out = options.out if is_alone else beside(options.out, "排名")
    dataset = read_data(options.data, catalogue, options.returned)
    if dataset is None:
        return 1
    options.explain = options.explain and id_of(dataset, options.explain)
    try:
        runs = [one for pack in rules for one in _runs(pack, dataset, options)]
    except (FigureTooLarge, datasets.RepeatedSubject, ValueError) as why:
        print(f"没有算完：{why}。", file=sys.stderr)
        return 1
    if options.explain:
        told = _explain(runs, options.explain, out)
        return 0 if told or not is_alone else _no_such(options.explain)
    print("\n\n".join(as_table(one) for one in runs))
    if out is not None:
        _write(runs, out, options)
        print(f"已写入 {out}", file=sys.stderr)
    return 0


def _runs(pack: Rules, dataset: Dataset, options: argparse.Namespace) -> Iterator[BoardRun]:
    for board in pack.scoreboards:
        if options.on not in board.in_force:
            print(f"{board.name}在 {options.on} 不在有效期内，没有运行。", file=sys.stderr)
            continue
        scores = on_polars.run(board, dataset, options.on)
        is_small = len(scores) <= _WITH_INTERVALS
        ranked = [one for one in scores if one.rank is not None]
        intervals = rank_intervals(board, scores) if is_small else []
        names = {one.id: one.group for one in ranked}
        turns = flips(board, scores) if is_small else []
        yield BoardRun(
            board, options.on, scores,
            {(names[one.id], one.id): one for one in intervals},
            {(names[one.below], one.below): one for one in turns},
        )  # fmt: skip


def as_table(run: BoardRun) -> str:
    """One board on screen: how many are in which band, and the places where they are few."""
    ranked = [one for one in run.scores if one.rank is not None]
    bands = Counter(one.band for one in run.scores if one.band)
    counted = "，".join(f"{band} {count}" for band, count in bands.items())
    unknown = sum(one.standing == "unknown" for one in run.scores)
    head = f"{run.board.name}　{run.note}\n参加排名 {len(ranked)} 个" + (f"，{counted}" if counted else "")
    head += f"，缺数不能排名 {unknown} 个" if unknown else ""
    if not run.scores or len(run.scores) > _SHOWN:
        return head
    rows = [
        (
            one.name, one.group, str(one.rank or ""), "" if one.total is None else shown_points(one.total), one.band,
            interval_in_words(run.interval(one)), standing_in_words(one),
        )
        for one in run.scores
    ]  # fmt: skip
    return "\n".join([head, *aligned([("名称", "分组", "名次", "得分", "等次", "名次区间", "说明"), *rows])])


def _explain(runs: Sequence[BoardRun], subject: str, out: Path | None) -> bool:
    """Whether any board ranks a subject of this id."""
    told = []
    for one in runs:
        if any(score.id == subject for score in one.scores):
            told.append(explain(one.board, one.scores, subject))
            lines = [*in_words(told[-1]), *breakdown(told[-1]), *_how_firm(one, subject)]
            print("\n".join([one.board.name, *(f"  {line}" for line in lines)]))
    if told and out is not None:
        out.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return bool(told)


def _how_firm(run: BoardRun, subject: str) -> Iterator[str]:
    """Where the place lies when weights are drawn otherwise, and which change would turn it round with the one before."""
    score = next(one for one in run.scores if one.id == subject)
    if (interval := run.interval(score)) is not None:
        is_firm = "不稳" if interval.is_fragile else "稳"
        yield f"权重各自上下浮动 25% 时，名次在 {interval_in_words(interval)}（{is_firm}）"
    if turns := flip_in_words(run.board, run.flip(score)):
        yield f"与前一名换位：{turns}"


def _no_such(id: str) -> int:
    print(f"排名里没有“{id}”：写编号或全称。", file=sys.stderr)
    return 1


def _write(runs: Sequence[BoardRun], out: Path, options: argparse.Namespace) -> None:
    if out.suffix.lower() == ".xlsx":
        to_excel = import_module("luodi.reports.to_excel")  # takes its time to load
        out.write_bytes(to_excel.to_bytes(sheets(runs), options.on))
    elif out.suffix.lower() == ".json":
        told = [explain(run.board, run.scores, one.id) for run in runs for one in run.scores]
        out.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    else:
        out.mkdir(parents=True, exist_ok=True)
        for run in runs:
            on_polars.as_table(run.scores).write_parquet(out / f"{run.board.id}-scores.parquet")
