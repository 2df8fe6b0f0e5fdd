"""What the circular 任务分解通报 of a published policy is written from, and the values that its text may name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from luodi.ledger.model import DutyDate, MatterDraft
from luodi.policy.model import Policy, Target
from luodi.reports.model import Run, Source
from luodi.reports.templates import Place, Value, words
from luodi.reports.wording import chinese_date, in_book_marks
from luodi.spans import Span

_VALUES = (
    Place("日期", "成文日期，如2026年3月31日"), Place("地区", "如晴州市"), Place("发文单位", "起草单位的全称"),
    Place("文件", "书名号里的标题，后面括号里是文号"), Place("文件标题", "书名号里的标题"),
    Place("印发情况", "由谁何时印发、实施期限"), Place("任务总数", "分解的全部任务"), Place("单位数", "牵头、责任、配合单位"),
    Place("牵头单位数", "文件写明的牵头单位"), Place("待分派数", "没有写明单位或牵头单位未识别的任务"), Place("写明时限数", "文件写明完成时限的任务"),
    Place("统一落实数", "文件统一规定由谁落实的任务"), Place("统一落实单位", "这些单位的名称"), Place("目标总数", "文件提出的量化目标"),
    Place("任务分列标题", "按文件写法：各牵头单位任务、各责任单位任务或待分派任务"),
)  # fmt: skip
_BLOCKS = (
    Place("目标概述", "量化目标有几项，各年到期几项", "blocks"), Place("任务分列", "各牵头单位的任务逐项列出", "blocks"),
    Place("近期时间节点", "今后半年到期的任务和报送", "blocks"), Place("落实要求", "文件对组织实施的要求，逐条照录", "blocks"),
    Place("任务清单", "序号、任务、牵头单位、责任单位、时限、出处", "blocks"),
)  # fmt: skip
BREAKDOWN_PLACES: tuple[Place, ...] = (*_VALUES, *_BLOCKS)


@dataclass(frozen=True, slots=True)
class BreakdownFacts:
    """A policy as of ``on``: ``matters`` are as they stand, assigned or not; ``text`` is the document's text.

    ``issuer`` issues the circular (not the document). Nothing is required of anybody that the document does not require.
    """

    region: str
    issuer: str
    on: date
    policy: Policy
    matters: tuple[MatterDraft, ...]
    dates: tuple[DutyDate, ...]
    text: str

    @property
    def name(self) -> str:
        return in_book_marks(self.policy.facts.title or self.policy.name)


def breakdown_values(facts: BreakdownFacts) -> dict[str, Value]:
    """Every value by the name that a text calls it."""
    number = facts.policy.facts.number
    said = {
        "日期": chinese_date(facts.on), "地区": facts.region, "发文单位": facts.issuer, "文件标题": facts.name,
        "文件": facts.name + (f"（{number}）" if number else ""), "印发情况": _issued(facts), "任务分列标题": _heading(facts),
    }  # fmt: skip
    return {name: words(value) for name, value in said.items()} | _tasks(facts)


def _issued(facts: BreakdownFacts) -> str:
    said = facts.policy.facts
    parts = []
    if said.issuer and said.issued_on:
        parts.append(f"由{said.issuer}于{chinese_date(said.issued_on)}印发")
    elif said.issued_on:
        parts.append(f"于{chinese_date(said.issued_on)}印发")
    elif said.issuer:
        parts.append(f"由{said.issuer}印发")
    if said.horizon:
        first, last = said.horizon
        parts.append(f"实施期限为{first}年" + (f"至{last}年" if last != first else ""))
    return "，".join(parts)


def _heading(facts: BreakdownFacts) -> str:
    if units_of(facts.matters, "lead"):
        return "各牵头单位任务"
    if any(m.is_assigned for m in facts.matters):
        return "各责任单位任务"
    return "待分派任务" if facts.matters else ""


def _tasks(facts: BreakdownFacts) -> dict[str, Value]:
    matters = facts.matters
    leads, implied = units_of(matters, "lead"), units_of(matters, "implied")
    units = units_of(matters, "lead", "responsible", "supporting")
    held = [m for m in matters if m.names("implied")]
    targets = facts.policy.targets
    return {
        "任务总数": _value(matters), "单位数": _value([m for m in matters if m.is_assigned] if units else (), len(units)),
        "牵头单位数": _value([m for m in matters if m.lead_units], len(leads)),
        "待分派数": _value([m for m in matters if not m.is_assigned or m.is_lead_unknown]),
        "写明时限数": _value([m for m in matters if m.deadline and m.deadline.basis == "text"]),
        "统一落实数": _value(held), "统一落实单位": words("、".join(implied)),
        "目标总数": Value(str(len(targets)), targeted(facts, targets).source if targets else None, not targets),
    }  # fmt: skip


def _value(matters: Sequence[MatterDraft], figure: int | None = None) -> Value:
    """A figure with the matters behind it; their number where no other is given."""
    count = len(matters) if figure is None else figure
    return Value(str(count), source_of(matters) if matters else None, is_none=not count)


def units_of(matters: Iterable[MatterDraft], *roles: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for m in matters for unit in m.units if unit.role in roles for name in unit.names))


def source_of(matters: Sequence[MatterDraft]) -> Source:
    return Source(tuple(m.position for m in matters), tuple(m.span for m in matters))


def counted(matters: Sequence[MatterDraft]) -> Run:
    return Run(str(len(matters)), source_of(matters))


def targeted(facts: BreakdownFacts, targets: Sequence[Target]) -> Run:
    spans: tuple[Span, ...] = tuple(t.span for t in targets)
    held = tuple(m.position for m in facts.matters if any(m.span.contains(s) for s in spans))
    return Run(str(len(targets)), Source(held, spans))
