"""The tables and lists of the circular 任务分解通报: a policy's tasks by lead unit, what is due when, what it asks."""

from __future__ import annotations

from collections.abc import Sequence

from luodi.ledger.model import MatterDraft
from luodi.ledger.titles import sentence_at, without_marker
from luodi.reports.breakdown import BreakdownFacts, counted, source_of, targeted, units_of
from luodi.reports.dates_ahead import dates_ahead
from luodi.reports.model import Block, Column, Heading, Paragraph, Run, Runs, Source, Table
from luodi.reports.wording import by_words, chinese_number, full_width, numbers

_LIST = (
    Column("序号", 7, "centre"),
    Column("任务", 28),
    Column("牵头单位", 13),
    Column("责任单位", 24),
    Column("时限", 12, "centre"),
    Column("出处", 16, "centre"),
)
_BY_UNIT = (Column("单位", 32), Column("项数", 12, "centre"), Column("任务序号（见附件）", 56))


def all_blocks(facts: BreakdownFacts) -> dict[str, tuple[Block, ...]]:
    """Every table and list by the name that a text calls it; () where there is nothing."""
    return {
        "目标概述": targets_line(facts),
        "任务分列": tuple(_by_lead(facts)),
        "近期时间节点": tuple(dates_ahead(facts.matters, facts.dates, facts.on)),
        "落实要求": tuple(_requirements(facts)),
        "任务清单": tuple(_list(facts)),
    }


def targets_line(facts: BreakdownFacts) -> tuple[Block, ...]:
    """How many targets there are, and how many fall due in which year."""
    targets = facts.policy.targets
    if not targets:
        return ()
    runs = [Run("文件提出量化目标"), targeted(facts, targets), Run("项")]
    years = sorted({t.by for t in targets if t.by})
    split: list[Run] = []
    for year in years:
        split += [Run("、" if split else ""), Run(f"{year}年到期"),
                  targeted(facts, [t for t in targets if t.by == year]), Run("项")]  # fmt: skip
    undated = [t for t in targets if not t.by]
    if split and undated:
        split += [Run("、未写明年份"), targeted(facts, undated), Run("项")]
    return (Paragraph((*runs, *([Run("，其中"), *split] if split else []), Run("。"))),)


def _by_lead(facts: BreakdownFacts) -> list[Block]:
    leads = units_of(facts.matters, "lead")
    blocks: list[Block] = []
    place = 0
    for lead in leads:
        place += 1
        led = [m for m in facts.matters if lead in m.lead_units]
        blocks.append(Heading(2, (Run(f"（{chinese_number(place)}）{lead}（牵头"), counted(led), Run("项）"))))
        blocks += [_item(i, m, lead) for i, m in enumerate(led, start=1)]
    leaderless = [m for m in facts.matters if m.is_assigned and not m.lead_units]
    if leaderless:
        if leads:
            place += 1
            heading = Run(f"（{chinese_number(place)}）未明确牵头单位的任务（"), counted(leaderless), Run("项）")
            blocks.append(Heading(2, heading))
        blocks += _by_unit(leaderless)
    unassigned = [m for m in facts.matters if not m.is_assigned]
    if unassigned:
        if place or leaderless:
            place += 1
            heading = Run(f"（{chinese_number(place)}）待分派任务（"), counted(unassigned), Run("项）")
            blocks.append(Heading(2, heading))
        else:
            blocks.append(Paragraph((Run("文件没有写明各项任务的责任单位，以下任务待分派："),)))
        blocks += [_item(i, m, None) for i, m in enumerate(unassigned, start=1)]
    return blocks


def _by_unit(matters: Sequence[MatterDraft]) -> list[Block]:
    rows = []
    for unit in units_of(matters, "responsible", "supporting"):
        of_unit = [m for m in matters if unit in m.names("responsible", "supporting")]
        rows.append(
            ((Run(unit),), (counted(of_unit),), (Run(numbers(m.position for m in of_unit), source_of(of_unit)),))
        )
    said = "以下任务文件只写明责任单位、未明确牵头单位，按责任单位列出。"
    return [Paragraph((Run(said),)), Table(_BY_UNIT, tuple(rows))]


def _item(place: int, matter: MatterDraft, lead: str | None) -> Paragraph:
    notes = []
    others = [name for name in matter.lead_units if name != lead]
    if others:
        notes.append(f"共同牵头单位：{'、'.join(others)}")
    if matter.written("responsible"):
        notes.append(f"责任单位：{'、'.join(matter.written('responsible'))}")
    if matter.written("supporting"):
        notes.append(f"配合单位：{'、'.join(matter.written('supporting'))}")
    when = by_words(matter.deadline, is_standing=matter.is_standing)
    if matter.deadline and matter.deadline.basis == "target":
        notes.append(f"目标年份：{matter.deadline.on.year}年")
    elif when:
        notes.append(f"时限：{when}")
    note = f"（{'；'.join(notes)}）" if notes else ""
    stop = "" if matter.title.endswith("……") else "。"
    return Paragraph(
        (Run(f"{place}."), Run(full_width(matter.title), source_of([matter])), Run(stop + full_width(note)))
    )


def _requirements(facts: BreakdownFacts) -> list[Block]:
    """The document's own sentences about how the work is to be run."""
    blocks: list[Block] = []
    for place, span in enumerate(dict.fromkeys(sentence_at(facts.text, duty.span) for duty in facts.policy.duties), 1):
        words = "".join(without_marker(span.slice(facts.text)).split("\n")).rstrip("。；;")
        blocks.append(Paragraph((Run(f"{place}."), Run(full_width(words), Source(spans=(span,))), Run("。"))))
    return blocks


def _list(facts: BreakdownFacts) -> list[Block]:
    """任务清单; a document that names no lead unit gets no column of dashes for it."""
    if not facts.matters:
        return []
    has_leads = any(m.lead_units for m in facts.matters)
    columns = tuple(c for c in _LIST if has_leads or c.title != "牵头单位")
    blocks: list[Block] = []
    if any(m.deadline is None and not m.is_standing for m in facts.matters):
        blocks.append(Paragraph((Run("注：时限为“—”的，文件未写明完成时限。"),)))
    blocks.append(Table(columns, tuple(_listed(m, has_leads=has_leads) for m in facts.matters)))
    return blocks


def _listed(matter: MatterDraft, *, has_leads: bool) -> tuple[Runs, ...]:
    others = "、".join(matter.written("responsible", "supporting"))
    leads = (Run("、".join(matter.written("lead")) or ("—" if matter.is_assigned else "待分派")),)
    return (
        (Run(str(matter.position)),),
        (Run(full_width(matter.title), source_of([matter])),),
        *((leads,) if has_leads else ()),
        (Run(full_width(others) or ("—" if matter.is_assigned else "待分派")),),
        (Run(by_words(matter.deadline, is_standing=matter.is_standing) or "—"),),
        (Run(full_width(matter.place) or "正文", Source(spans=(matter.span,))),),
    )
