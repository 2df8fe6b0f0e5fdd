"""What a run says on screen: sums of benefits side by side, the state of funds, what is open."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from luodi.engine.benefits.plan import Plan
from luodi.engine.outputs.in_words import OfNobody, amount, fund_state, paid_sum, without_owner
from luodi.engine.outputs.model import Outcome


def as_table(outcome: Outcome) -> str:
    """The sums of a run, for people."""
    lines = [f"{outcome.title}　评定日 {outcome.on}　{outcome.subjects} 个对象", ""]
    head = ("奖补", "户数", "应付", "实付", "未定")
    rows = [
        (one.name, str(one.claimants), amount(one.allowed), paid_sum(one.paid, one.unknown), str(one.unknown or ""))
        for one in outcome.benefits
    ]
    lines += aligned([head, *rows])
    lines += ["", *[f"{fund.name}：{fund_state(fund)}" for fund in outcome.funds]] if outcome.funds else []
    if outcome.missing:
        firms = len({one.id for one in outcome.missing}) + outcome.missing_left_out
        lines.append(f"{firms} 户资料不全，金额未定；缺什么见 --out 的“待补资料”，单户用 --explain 编号")
    if outcome.claw_backs:
        lines.append(f"应追回 {len(outcome.claw_backs)} 笔")
    lines += [f"没有运行：{one.name}（{one.why}）" for one in outcome.not_run]
    return "\n".join(lines)


def tell_of_others(others: Sequence[str]) -> None:
    """Payments under names that no rule bears are not taken off: said, since a name written otherwise is paid again."""
    if others:
        names = "、".join(list(dict.fromkeys(others))[:5])
        said = f"已付的款中有 {len(others)} 笔不是这次规则的（{names}），没有从应付里扣除"
        print(f"[请核对] {said}。是这些规则的，把奖补写成规则的名称或编号再算", file=sys.stderr)


def tell_of_nobodys(plan: Plan, found: OfNobody) -> None:
    """Projects whose firm is not known are not added up with it: said, since their firm may be paid more than its ceiling."""
    for line in without_owner(plan, found):
        print(f"[请核对] {line}", file=sys.stderr)


def beside(out: Path | None, word: str) -> Path | None:
    """Where one part of a pack goes beside another: 结果-梯度.xlsx; a folder holds them all."""
    return out.with_name(f"{out.stem}-{word}{out.suffix}") if out is not None and out.suffix else out


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns side by side, Chinese counted double; the first to the left, figures to the right."""
    widths = [max(_width(row[at]) for row in rows) for at in range(len(rows[0]))]
    return [
        "  ".join(
            _filled(cell, width, is_left=at == 0) for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _width(words: str) -> int:
    return sum(1 if character.isascii() else 2 for character in words)


def _filled(words: str, width: int, is_left: bool) -> str:
    space = " " * (width - _width(words))
    return words + space if is_left else space + words
