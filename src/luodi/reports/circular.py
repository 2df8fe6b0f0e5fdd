"""The circular 通报 of a published policy: how its tasks are shared out, by lead unit, and what is due when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from luodi.ledger.model import DutyDate, MatterDraft
from luodi.ledger.titles import sentence_at, without_marker
from luodi.policy.model import Policy, Target
from luodi.reports.dates_ahead import dates_ahead
from luodi.reports.model import (
    Annex,
    Block,
    Column,
    Heading,
    Masthead,
    Paragraph,
    Report,
    Run,
    Runs,
    Signature,
    Source,
    Table,
)
from luodi.reports.wording import by_words, chinese_date, chinese_number, full_width, in_book_marks, numbers
from luodi.spans import Span

_LIST = (
    Column("序号", 7, "centre"),
    Column("任务", 28),
    Column("牵头单位", 13),
    Column("责任单位", 24),
    Column("时限", 12, "centre"),
    Column("出处", 16, "centre"),
)
_BY_UNIT = (Column("单位", 32), Column("项数", 12, "centre"), Column("任务序号（见附件）", 56))


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the parts of the circular are written from."""

    policy: Policy
    matters: tuple[MatterDraft, ...]
    dates: tuple[DutyDate, ...]
    text: str
    on: date

    @property
    def name(self) -> str:
        return in_book_marks(self.policy.facts.title or self.policy.name)


def build(
    policy: Policy,
    matters: Sequence[MatterDraft],
    duty_dates: Sequence[DutyDate],
    *,
    text: str,
    on: date,
    issuer: str | None = None,
    number: str | None = None,
    addressees: str | None = None,
) -> Report:
    """The circular as of ``on``. ``matters`` are as they stand, assigned or not; ``text`` is the document's text.

    ``issuer`` issues the circular (not the document) and gives it its red head. Nothing is required of anybody that
    the document does not require.
    """
    facts = _Facts(policy, tuple(matters), tuple(duty_dates), text, on)
    sections = [_overview(facts), _by_lead(facts), _dates(facts), _requirements(facts)]
    blocks: list[Block] = [_opening(facts)]
    for place, (title, body) in enumerate((s for s in sections if s[1]), start=1):
        blocks += [Heading(1, (Run(f"{chinese_number(place)}、{title}"),)), *body]
    return Report(
        kind="progress",
        title=f"关于{facts.name}任务分解情况的通报",
        blocks=tuple(blocks),
        signature=Signature(issuer, on),
        masthead=Masthead(issuer, number) if issuer else None,
        addressees=addressees or "各有关单位",
        annexes=(_annex(facts),) if matters else (),
    )


def _opening(facts: _Facts) -> Paragraph:
    number = f"（{facts.policy.facts.number}）" if facts.policy.facts.number else ""
    return Paragraph((Run(f"为推动{facts.name}{number}落地见效，现将任务分解情况通报如下。"),))


def _overview(facts: _Facts) -> tuple[str, list[Block]]:
    return "总体情况", [
        Paragraph(runs) for runs in (_document_line(facts), _tasks_line(facts), _targets_line(facts)) if runs
    ]


def _document_line(facts: _Facts) -> Runs:
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
    return (Run(f"{facts.name}{'，'.join(parts)}。"),) if parts else ()


def _tasks_line(facts: _Facts) -> Runs:
    matters = facts.matters
    if not matters:
        return (Run("文件没有列出任务。"),)
    leads = _units(matters, "lead")
    units = _units(matters, "lead", "responsible", "supporting")
    led = [m for m in matters if m.lead_units]
    open_ones = [m for m in matters if not m.is_assigned]
    runs = [Run("共分解任务"), _counted(matters), Run("项")]
    if units:
        runs += [Run("，涉及单位"), _counted([m for m in matters if m.is_assigned], len(units)), Run("个")]
    if leads:
        runs += [Run("，其中牵头单位"), _counted(led, len(leads)), Run("个")]
    elif units:
        runs.append(Run("，文件未明确牵头单位"))
    runs.append(Run("。"))
    if open_ones:
        runs += [Run("尚待分派的任务"), _counted(open_ones), Run("项。")]
    dated = [m for m in matters if m.deadline and m.deadline.basis == "text"]
    if dated:
        runs += [Run("文件写明完成时限的任务"), _counted(dated), Run("项。")]
    implied = _units(matters, "implied")
    if implied:
        held = [m for m in matters if m.names("implied")]
        runs += [
            Run("按照文件规定，"), _counted(held), Run(f"项任务均由{'、'.join(implied)}具体落实，不再逐项列出。"),
        ]  # fmt: skip
    return tuple(runs)


def _targets_line(facts: _Facts) -> Runs:
    targets = facts.policy.targets
    if not targets:
        return ()
    runs = [Run("文件提出量化目标"), _targeted(facts, targets), Run("项")]
    years = sorted({t.by for t in targets if t.by})
    split: list[Run] = []
    for year in years:
        split += [Run("、" if split else ""), Run(f"{year}年到期"),
                  _targeted(facts, [t for t in targets if t.by == year]), Run("项")]  # fmt: skip
    undated = [t for t in targets if not t.by]
    if split and undated:
        split += [Run("、未写明年份"), _targeted(facts, undated), Run("项")]
    return (*runs, *([Run("，其中"), *split] if split else []), Run("。"))


def _by_lead(facts: _Facts) -> tuple[str, list[Block]]:
    leads = _units(facts.matters, "lead")
    blocks: list[Block] = []
    place = 0
    for lead in leads:
        place += 1
        led = [m for m in facts.matters if lead in m.lead_units]
        blocks.append(Heading(2, (Run(f"（{chinese_number(place)}）{lead}（牵头"), _counted(led), Run("项）"))))
        blocks += [_item(i, m, lead) for i, m in enumerate(led, start=1)]
    leaderless = [m for m in facts.matters if m.is_assigned and not m.lead_units]
    if leaderless:
        if leads:
            place += 1
            heading = Run(f"（{chinese_number(place)}）未明确牵头单位的任务（"), _counted(leaderless), Run("项）")
            blocks.append(Heading(2, heading))
        blocks += _by_unit(leaderless)
    unassigned = [m for m in facts.matters if not m.is_assigned]
    if unassigned:
        if place or leaderless:
            place += 1
            heading = Run(f"（{chinese_number(place)}）待分派任务（"), _counted(unassigned), Run("项）")
            blocks.append(Heading(2, heading))
        else:
            blocks.append(Paragraph((Run("文件没有写明各项任务的责任单位，以下任务待分派："),)))
        blocks += [_item(i, m, None) for i, m in enumerate(unassigned, start=1)]
    return ("各牵头单位任务" if leads else "各责任单位任务" if leaderless else "待分派任务"), blocks


def _by_unit(matters: Sequence[MatterDraft]) -> list[Block]:
    rows = []
    for unit in _units(matters, "responsible", "supporting"):
        of_unit = [m for m in matters if unit in m.names("responsible", "supporting")]
        rows.append(((Run(unit),), (_counted(of_unit),), (Run(numbers(m.position for m in of_unit), _of(of_unit)),)))
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
    return Paragraph((Run(f"{place}."), Run(full_width(matter.title), _of([matter])), Run(stop + full_width(note))))


def _dates(facts: _Facts) -> tuple[str, list[Block]]:
    return "近期时间节点", dates_ahead(facts.matters, facts.dates, facts.on)


def _requirements(facts: _Facts) -> tuple[str, list[Block]]:
    spans = dict.fromkeys(sentence_at(facts.text, duty.span) for duty in facts.policy.duties)
    if not spans:
        return "有关要求", []
    blocks: list[Block] = [Paragraph((Run("文件对组织实施提出如下要求："),))]
    for place, span in enumerate(spans, start=1):
        words = "".join(without_marker(span.slice(facts.text)).split("\n")).rstrip("。；;")
        blocks.append(Paragraph((Run(f"{place}."), Run(full_width(words), Source(spans=(span,))), Run("。"))))
    return "有关要求", blocks


def _annex(facts: _Facts) -> Annex:
    """任务清单; a document that names no lead unit gets no column of dashes for it."""
    has_leads = any(m.lead_units for m in facts.matters)
    columns = tuple(c for c in _LIST if has_leads or c.title != "牵头单位")
    blocks: list[Block] = []
    if any(m.deadline is None and not m.is_standing for m in facts.matters):
        blocks.append(Paragraph((Run("注：时限为“—”的，文件未写明完成时限。"),)))
    blocks.append(Table(columns, tuple(_listed(m, has_leads=has_leads) for m in facts.matters)))
    return Annex("任务清单", tuple(blocks))


def _listed(matter: MatterDraft, *, has_leads: bool) -> tuple[Runs, ...]:
    others = "、".join(matter.written("responsible", "supporting"))
    leads = (Run("、".join(matter.written("lead")) or ("—" if matter.is_assigned else "待分派")),)
    return (
        (Run(str(matter.position)),),
        (Run(full_width(matter.title), _of([matter])),),
        *((leads,) if has_leads else ()),
        (Run(full_width(others) or ("—" if matter.is_assigned else "待分派")),),
        (Run(by_words(matter.deadline, is_standing=matter.is_standing) or "—"),),
        (Run(full_width(matter.place) or "正文", Source(spans=(matter.span,))),),
    )


def _units(matters: Iterable[MatterDraft], *roles: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for m in matters for unit in m.units if unit.role in roles for name in unit.names))


def _of(matters: Sequence[MatterDraft]) -> Source:
    return Source(tuple(m.position for m in matters), tuple(m.span for m in matters))


def _counted(matters: Sequence[MatterDraft], figure: int | None = None) -> Run:
    """A figure with the matters behind it; their number where no other is given."""
    return Run(str(len(matters) if figure is None else figure), _of(matters))


def _targeted(facts: _Facts, targets: Sequence[Target]) -> Run:
    spans: tuple[Span, ...] = tuple(t.span for t in targets)
    held = tuple(m.position for m in facts.matters if any(m.span.contains(s) for s in spans))
    return Run(str(len(targets)), Source(held, spans))
