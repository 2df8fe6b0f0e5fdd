"""Matters and targets as the rows of a page and of a sheet: every word that stands in a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from luodi.ledger.from_yaml import light_rules
from luodi.reports.ledger_sheet import LedgerRow
from luodi.reports.model import Sheet, SheetColumn
from luodi_site.lib.formats import plain
from luodi_site.policies.words import COMPARATORS, every_words
from luodi_site.supervision.models import EditionTarget, Matter, MatterUnit, ProgressReport
from luodi_site.supervision.target_lines import TargetLine

Role = MatterUnit.Role
_WORST_FIRST = ("red", "orange", "yellow", "blue", "green")
LIGHT_NAMES = {light.name: light.words for rule in light_rules().values() for light in rule.lights}


@dataclass(frozen=True)
class UnitWords:
    """A unit as written, its full name for pointing, and whether the register knows it."""

    written: str
    full: str
    is_known: bool


def units_of(matter: Matter, *roles: str) -> tuple[UnitWords, ...]:
    """Each written name once, in order, with the units of the register that it means."""
    found: dict[str, list[MatterUnit]] = {}
    for row in matter.units.all():
        if row.role in roles:
            found.setdefault(row.name, []).append(row)
    return tuple(
        UnitWords(
            name,
            "、".join(row.unit.name for row in rows if row.unit) or "、".join(rows[0].full),
            rows[0].unit is not None,
        )
        for name, rows in found.items()
    )


@dataclass(frozen=True)
class MatterRow:
    """A matter in a list. ``state`` names the style, ``state_words`` says it."""

    matter: Matter
    lead: tuple[UnitWords, ...]
    responsible: tuple[UnitWords, ...]
    implied: tuple[UnitWords, ...]
    deadline: str
    deadline_note: str
    state: str
    state_words: str
    source: str
    light: str = ""
    light_words: str = ""
    progress: str = ""
    scheduled: str = ""
    last: ProgressReport | None = None


def source_of(start: int, end: int) -> str:
    """The query and anchor behind the address of the document's text, where a stretch is highlighted."""
    return f"?start={start}&end={end}#here"


def matter_row(matter: Matter, today: date) -> MatterRow:
    state, words = _state(matter, today)
    return MatterRow(
        matter=matter,
        lead=units_of(matter, Role.LEAD),
        responsible=units_of(matter, Role.RESPONSIBLE, Role.SUPPORTING),
        implied=units_of(matter, Role.IMPLIED),
        deadline=matter.deadline.isoformat() if matter.deadline else _("长期") if matter.is_standing else "",
        deadline_note=str(Matter.Basis(matter.deadline_basis).label) if matter.deadline_basis else "",
        state=state,
        state_words=words,
        source=source_of(matter.start, matter.end),
        light=matter.light,
        light_words=matter.light_words,
        progress=percent(matter.progress),
        scheduled=percent(matter.scheduled),
        last=next(iter(getattr(matter, "accepted", ())), None),
    )


def percent(share: Decimal | None) -> str:
    """A share in per cent with its sign; nothing where it is not known."""
    return "" if share is None else f"{plain(share, 1)}%"


def _state(matter: Matter, today: date) -> tuple[str, str]:
    if matter.state in (Matter.State.SUPERSEDED, Matter.State.DIVIDED, Matter.State.MERGED):
        return "rejected", str(matter.get_state_display())
    if matter.state == Matter.State.CLOSED:
        return "published", str(matter.get_state_display())
    if matter.state == Matter.State.CLAIMED:
        return "edited", str(matter.get_state_display())
    if not matter.is_assigned:
        return "draft", _("待分派")
    if is_lead_unknown(matter):
        return "draft", _("牵头单位未识别")
    if matter.deadline and matter.deadline < today:
        return "failed", _("时限已过")
    return "published", str(matter.get_state_display())


def is_lead_unknown(matter: Matter) -> bool:
    """Whether units are named to lead and the register knows none of them."""
    leads = [row for row in matter.units.all() if row.role == Role.LEAD]
    return bool(leads) and all(row.unit is None for row in leads)


def ledger_rows(rows: Iterable[MatterRow], *, has_many_documents: bool) -> list[LedgerRow]:
    """The same rows for the office's own sheet; where several documents are shown, 出处 names them."""
    return [
        LedgerRow(
            number=row.matter.position,
            task=row.matter.title,
            lead=tuple(unit.written for unit in row.lead),
            responsible=tuple(unit.written for unit in (*row.responsible, *row.implied)),
            deadline=row.matter.deadline,
            progress=_progress(row),
            issues=row.last.problems if row.last else "",
            next_step=row.last.next_steps if row.last else "",
            light=" ".join(part for part in (light_name(row.matter), row.light_words) if part),
            urgency=str(row.matter.get_urgency_display()) if row.matter.urgency else "",
            place=(f"《{row.matter.document}》" if has_many_documents else "") + row.matter.place,
        )
        for row in rows
    ]


def _progress(row: MatterRow) -> str:
    """The typed words behind the share; without a report what the state says."""
    words = row.last.words if row.last else row.state_words
    return f"{row.progress}；{words}" if row.progress else words


def light_name(matter: Matter) -> str:
    """What the rule of the lights calls a light; nothing for none."""
    return LIGHT_NAMES.get(matter.light, matter.light)


def lights_of(counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """Lights with their names and how many matters have them, the worst first."""
    worst = [*_WORST_FIRST, *(name for name in counts if name not in _WORST_FIRST)]
    return [(name, LIGHT_NAMES.get(name, name), counts[name]) for name in worst if counts.get(name)]


@dataclass(frozen=True)
class TargetRow:
    target: EditionTarget
    value: str
    unit: str
    by: str
    lead: tuple[UnitWords, ...]
    source: str


def target_row(target: EditionTarget) -> TargetRow:
    sign = {">=": "≥", "<=": "≤", "~": _("约")}.get(target.comparator, "")
    value = _amount(target.value) + (f"—{_amount(target.upper)}" if target.upper is not None else "")
    every = every_words(target.every)
    return TargetRow(
        target=target,
        value=sign + value,
        unit=target.unit,
        by=" ".join(part for part in (_("%(year)s年") % {"year": target.by} if target.by else "", every) if part),
        lead=(units_of(target.matter, Role.LEAD) or units_of(target.matter, Role.RESPONSIBLE)) if target.matter else (),
        source=source_of(target.start, target.end),
    )


def _known(line: TargetLine) -> tuple[float | None, date | None, str | None]:
    """The last figure, its day, and how it stands."""
    last = line.last
    return (float(last.value), last.on, str(line.sign[1]) if line.sign else None) if last else (None, None, None)


def _amount(value: Decimal) -> str:
    """A third of a hundred is 33.33; what the document writes with up to four decimals keeps them."""
    return plain(value, 4 if value == round(value, 4) else 2)


def target_sheet(rows: Sequence[TargetRow], lines: Mapping[int, TargetLine], note: str) -> Sheet:
    """The targets page as a worksheet: value, upper end and last figure as numbers, the year as a number."""
    columns = (
        SheetColumn(_("序号"), 6, "integer"), SheetColumn(_("指标"), 36), SheetColumn(_("比较"), 9),
        SheetColumn(_("目标值"), 12, "number"), SheetColumn(_("上限"), 10, "number"), SheetColumn(_("计量单位"), 10),
        SheetColumn(_("期限（年份）"), 12, "integer"), SheetColumn(_("频次"), 8), SheetColumn(_("最近实绩"), 12, "number"),
        SheetColumn(_("数据截至"), 12, "date"), SheetColumn(_("情况"), 10), SheetColumn(_("牵头单位"), 22),
        SheetColumn(_("文件"), 36), SheetColumn(_("出处"), 16),
    )  # fmt: skip
    cells = tuple(
        (
            number, row.target.indicator, str(COMPARATORS.get(row.target.comparator, "")) or None,
            float(row.target.value), float(row.target.upper) if row.target.upper is not None else None,
            row.target.unit or None, row.target.by, every_words(row.target.every) or None,
            *_known(lines[row.target.pk]),
            "、".join(unit.written for unit in row.lead) or None, row.target.edition.title, row.target.place or None,
        )
        for number, row in enumerate(rows, start=1)
    )  # fmt: skip
    return Sheet(_("指标"), _("目标指标清单"), columns, cells, note)
