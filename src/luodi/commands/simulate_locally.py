"""``luodi simulate`` once the call is right: runs both ways over the data, shows the comparison, and writes it where asked."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from luodi.commands.dataset_files import read_data
from luodi.commands.run_tables import aligned, tell_of_others
from luodi.datasets import on_polars as datasets
from luodi.engine.benefits.plan import plan
from luodi.engine.model import BenefitSummary
from luodi.engine.outputs.in_words import UNDECIDED, fund_state, money, paid_sum
from luodi.engine.outputs.on_polars import of_no_rule
from luodi.engine.simulation.model import Comparison, Effect
from luodi.engine.simulation.on_polars import REGION, compare
from luodi.formula.numbers import FigureTooLarge
from luodi.policy.rules.model import Rules
from luodi.reports.simulation_sheets import sheets


def run(options: argparse.Namespace, rules: Sequence[Rules], changed: Sequence[Rules]) -> int:
    before, _ = plan(rules, options.on, defers_unknown=options.defer_unknown)
    after, _ = plan(changed, options.on, defers_unknown=options.defer_unknown)
    dataset = read_data(options.data, before.catalogue, options.returned)
    if dataset is None:
        return 1
    by = options.by or [REGION]
    fields = [before.catalogue.find(name) for name in by if name != REGION]
    for name in by:
        if name != REGION and before.catalogue.find(name) is None:
            near = "、".join(before.catalogue.nearest(name)) or "region"
            print(f"没有“{name}”这个字段，最接近的是：{near}。", file=sys.stderr)
            return 1
    codes = before.codes | after.codes | {before.catalogue.begins} | {of.code for of in fields if of is not None}
    try:
        frames = {kind: datasets.load(dataset, kind, codes) for kind in dict.fromkeys([*before.kinds, *after.kinds])}
        history = datasets.payments(dataset, after.ids_by_name | before.ids_by_name)
        tell_of_others(of_no_rule(before, history))
        found = compare(
            before, after, frames, history, changes=options.change, by=by, observed_from=dataset.observed_from
        )
    except (FigureTooLarge, datasets.RepeatedSubject) as why:
        print(f"没有算完：{why}。", file=sys.stderr)
        return 1
    print(as_table(found))
    if options.out:
        to_excel = import_module("luodi.reports.to_excel")  # takes its time to load
        options.out.write_bytes(to_excel.to_bytes(sheets(found, before.on), before.on))
        print(f"已写入 {options.out}", file=sys.stderr)
    return 0


def as_table(found: Comparison) -> str:
    """The comparison, for people: what is paid of each benefit before and after, then by group."""
    lines = ["；".join(f"{one.place}：{one.old} 改为 {one.new}" for one in found.changes), ""]
    sums = [
        (one.name, paid_sum(one.paid, one.unknown), paid_sum(two.paid, two.unknown), _change(one, two))
        for one, two in zip(found.before, found.after, strict=True)
    ]
    lines += aligned([("奖补", "改前实付", "改后实付", "增减"), *sums])
    head = ("户数", "改前", "改后", "增减", "多得", "少得", "未定")
    for name, groups in (("合计", (found.whole,)), *found.groups):
        title = "地区" if name == REGION else name
        lines += ["", *aligned([(title, *head), *[_row(one) for one in groups]])]
    for when, funds in (("改前", found.funds_before), ("改后", found.funds_after)):
        lines += [f"{when}　{fund.name}：{fund_state(fund)}" for fund in funds]
    return "\n".join(lines)


def _row(one: Effect) -> tuple[str, ...]:
    unknown = str(one.unknown or "")
    sums = (money(one.before), money(one.after), change(one.difference))
    return (one.name, str(one.subjects), *sums, f"{one.winners}户", f"{one.losers}户", unknown)


def _change(one: BenefitSummary, two: BenefitSummary) -> str:
    return (
        UNDECIDED
        if UNDECIDED in (paid_sum(one.paid, one.unknown), paid_sum(two.paid, two.unknown))
        else change(two.paid - one.paid)
    )


def change(fen: int) -> str:
    return f"+{money(fen)}" if fen > 0 else money(fen)
