"""新旧对照表 and 承接对照表 as reports: both texts side by side, with what changed or what was not taken up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from luodi.policy.compare.editions import CHANGE_NAMES, ComparedClause, summary
from luodi.policy.compare.superior import VERDICT_NAMES, CarriedTarget, CarriedTask
from luodi.policy.in_words import target_line, task_line
from luodi.policy.model import Policy, Task
from luodi.reports.model import Block, Column, Heading, Paragraph, Report, Run, Runs, Signature, Source, Table
from luodi.spans import Span


def build_editions(old: Policy, new: Policy, rows: Sequence[ComparedClause], *, on: date) -> Report:
    """The 新旧对照表: only clauses that changed, in the order of the new edition; unchanged ones are counted."""
    counts = summary(list(rows))
    said = "，".join(f"{CHANGE_NAMES[change]}{counts[change]}处" for change in ("changed", "added", "dropped", "moved"))
    names = (_name(old), _name(new))
    table = Table(
        (Column("旧版", 9), Column("新版", 9), Column("变化", 2, "centre")),
        tuple(
            (
                _text(row.old_words, row.old.span if row.old else None),
                _text(row.new_words, row.new.span if row.new else None),
                (Run(CHANGE_NAMES[row.change]),),
            )
            for row in rows
            if row.change != "same"
        ),
    )
    blocks: list[Block] = [
        Paragraph((Run(f"旧版《{names[0]}》与新版《{names[1]}》逐条对照：{said}，未变{counts['same']}处。"),))
    ]
    if table.rows:
        blocks.append(table)
    return Report("comparison", f"《{names[1]}》新旧对照表", tuple(blocks), Signature(None, on))


def build_superior(
    superior: Policy, local: Policy, targets: Sequence[CarriedTarget], tasks: Sequence[CarriedTask], *, on: date
) -> Report:
    """The 承接对照表: every target and task of the superior's policy with its local counterpart and a verdict."""
    missing = sum(t.verdict == "missing" for t in targets), sum(t.verdict == "missing" for t in tasks)
    lower = sum(t.verdict in ("lower", "later") for t in targets)
    opening = (
        f"上级政策《{_name(superior)}》共{len(targets)}项目标、{len(tasks)}项任务。"
        f"本级政策《{_name(local)}》未见承接的目标{missing[0]}项、任务{missing[1]}项，低于或晚于上级的目标{lower}项。"
        "对应关系按指标目录和文字相近程度判断，请人工核对。"
    )
    blocks: list[Block] = [Paragraph((Run(opening),))]
    if targets:
        blocks += [Heading(1, (Run("一、目标"),)), _target_table(targets)]
    if tasks:
        blocks += [Heading(1, (Run("二、任务" if targets else "一、任务"),)), _task_table(tasks)]
    return Report("carry_out", f"《{_name(local)}》承接上级政策对照表", tuple(blocks), Signature(None, on))


def _target_table(targets: Sequence[CarriedTarget]) -> Table:
    return Table(
        (Column("上级目标", 8), Column("本级目标", 8), Column("承接情况", 4)),
        tuple(
            (
                _text(target_line(t.superior), t.superior.span),
                _text(target_line(t.local), t.local.span) if t.local else (Run("—"),),
                (Run(VERDICT_NAMES[t.verdict]),),
            )
            for t in targets
        ),
    )


def _task_table(tasks: Sequence[CarriedTask]) -> Table:
    return Table(
        (Column("上级任务", 8), Column("本级任务", 8), Column("承接情况", 4)),
        tuple(
            (
                _text(_task_name(t.superior), t.superior.span),
                _text(f"{_task_name(t.local)}（{task_line(t.local)}）", t.local.span) if t.local else (Run("—"),),
                (Run(VERDICT_NAMES[t.verdict]),),
            )
            for t in tasks
        ),
    )


def _task_name(task: Task) -> str:
    return task.title or "（无标题）"


def _name(policy: Policy) -> str:
    return policy.facts.title or policy.name


def _text(words: str, span: Span | None) -> Runs:
    return (Run(words or "—", Source(spans=(span,)) if span else None),)
