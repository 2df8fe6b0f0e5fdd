"""``luodi run`` of the targets of packs: where each stands in every region, and where it is heading."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import tqdm

from luodi.commands.dataset_files import id_of, read_data
from luodi.commands.run_tables import aligned, beside
from luodi.datasets import on_polars as datasets
from luodi.datasets.model import Catalogue, Dataset
from luodi.datasets.stored import to_subject
from luodi.engine.targets.state import state_of
from luodi.formula.values import Subject
from luodi.policy.rules.model import Rules, TargetPath
from luodi.reports.target_sheets import COLUMNS, Line, as_row, sheet

_KIND = "region_kind"
_ON_SCREEN = (0, 1, 3, 5, 7, 8, 10, 11)


def run(options: argparse.Namespace, rules: Sequence[Rules], catalogue: Catalogue, *, is_alone: bool) -> int:
    """Every target where it is set: in the region that it, or its pack, names; else in the regions that are cities."""
    out = options.out if is_alone else beside(options.out, "目标")
    dataset = read_data(options.data, catalogue, options.returned)
    if dataset is None:
        return 1
    options.explain = options.explain and id_of(dataset, options.explain)
    places = _Places(dataset)
    asked = [(pack, target, one) for pack in rules for target in pack.targets for one in places.of(pack, target)]
    if options.explain:
        asked = [one for one in asked if options.explain == one[2][0]]
    bar = tqdm.tqdm(asked, desc="目标", disable=options.quiet or not sys.stderr.isatty())
    lines = [line for pack, target, (_, subject) in bar if (line := _line(pack, target, subject, options)) is not None]
    rows = [as_row(*line) for line in lines]
    table = [[COLUMNS[at].title for at in _ON_SCREEN], *[[row[at] for at in _ON_SCREEN] for row in rows]]
    if rows or not options.explain:
        print("\n".join(aligned(table)) if rows else "数据里没有这些目标所说的地区。")
    if out is not None and rows:
        _write(lines, rows, out, options)
        print(f"已写入 {out}", file=sys.stderr)
    return 0


class _Places:
    """The subjects of the data, and which of them a target is about."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.said: set[str] = set()

    def of(self, pack: Rules, target: TargetPath) -> list[tuple[str, Subject]]:
        frame = datasets.load(self.dataset, target.describes, {target.field, _KIND})
        rows = list(frame.iter_rows(named=True))
        named = target.subject or pack.region
        found = [row for row in rows if named in (row["name"], row["id"])] if named else rows
        if not found and not target.subject:
            found = [row for row in rows if row.get(_KIND) == "市"]
            self._say(
                f"数据里没有“{named}”，它的目标用 {'、'.join(row['name'] for row in found) or '（无）'} 的数据试算。"
            )
        return [(str(row["id"]), to_subject(row, self.dataset.catalogue, self.dataset.observed_from)) for row in found]

    def _say(self, words: str) -> None:
        if words not in self.said:
            print(words, file=sys.stderr)
            self.said.add(words)


def _line(pack: Rules, target: TargetPath, subject: Subject, options: argparse.Namespace) -> Line | None:
    field = pack.catalogue.find(target.field)
    return None if field is None else (target, field, state_of(target, field, subject, options.on))


def _write(lines: Sequence[Line], rows: Sequence[Sequence[str]], out: Path, options: argparse.Namespace) -> None:
    if out.suffix.lower() == ".xlsx":
        to_excel = import_module("luodi.reports.to_excel")  # takes its time to load
        out.write_bytes(to_excel.to_bytes([sheet(lines, options.on)], options.on))
    else:
        path = out if out.suffix else out / "targets.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        told = [dict(zip((column.title for column in COLUMNS), row, strict=True)) for row in rows]
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
