"""What an edition opens: matters with their units, duties with their days, and targets, as rows about to be saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from luodi.clauses.model import Outline
from luodi.ledger.duty_dates import date_duties
from luodi.ledger.from_policy import open_matters
from luodi.ledger.model import DutyDate as Dated
from luodi.ledger.model import MatterDraft
from luodi.ledger.titles import first_word, place_of
from luodi.policy.model import Policy
from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.policies.frozen import policy_of
from luodi_site.policies.models import Edition
from luodi_site.policies.outlines import outline_from_json
from luodi_site.supervision.calendars import calendar_in_use
from luodi_site.supervision.models import EditionDuty, EditionTarget, Matter, MatterUnit


def outline_of(edition: Edition) -> Outline:
    """The edition's outline as the compiler's own."""
    return outline_from_json(edition.outline, edition.text, edition.policy["name"])


@dataclass(frozen=True)
class Opening:
    """Everything that publication puts under supervision."""

    edition: Edition
    policy: Policy
    outline: Outline
    matters: tuple[MatterDraft, ...]
    dates: tuple[Dated, ...]


def opening_of(edition: Edition, published_on: date) -> Opening:
    policy, outline = policy_of(edition), outline_of(edition)
    matters, _problems = open_matters(policy, outline)
    dates, _more = date_duties(policy, outline, published_on=published_on, calendar=calendar_in_use(edition.region))
    return Opening(edition, policy, outline, tuple(matters), tuple(dates))


def matter_rows(opening: Opening, on: date) -> list[Matter]:
    """Matters that open on a day; their work is taken to start then."""
    tasks: list[dict[str, Any]] = opening.edition.policy["tasks"]
    return [
        Matter(
            region=opening.edition.region, edition=opening.edition, starts_on=on,
            item=tasks[draft.task].get("id"), position=draft.position, title=draft.title[:400],
            start=draft.span.start, end=draft.span.end, place=draft.place[:120], is_assigned=draft.is_assigned,
            is_standing=draft.is_standing, deadline=draft.deadline.on if draft.deadline else None,
            deadline_basis=draft.deadline.basis if draft.deadline else "",
            milestones=[day.on.isoformat() for day in draft.milestones],
        )
        for draft in opening.matters
    ]  # fmt: skip


def unit_rows(opening: Opening, matters: Sequence[Matter]) -> list[MatterUnit]:
    """Units by the numbers that the edition froze; a name that is no unit of the register stays a name."""
    rows: list[MatterUnit] = []
    for draft, matter in zip(opening.matters, matters, strict=True):
        numbers: dict[str, list[int]] = opening.edition.policy["tasks"][draft.task].get("unit_ids") or {}
        for position, unit in enumerate(draft.units):
            rows += [
                MatterUnit(matter=matter, unit_id=number, name=unit.name, full=list(unit.full), role=unit.role,
                           position=position)
                for number in numbers.get(unit.name) or [None]
            ]  # fmt: skip
    return rows


def duty_rows(opening: Opening) -> list[tuple[EditionDuty, list[int]]]:
    """Duties, each with the numbers of the units it names."""
    index = UnitIndex(opening.edition.region)
    rows = []
    for position, duty in enumerate(opening.policy.duties):
        dated = next(entry for entry in opening.dates if entry.index == position)
        named = dict.fromkeys(unit.pk for name in dated.named for unit in index.find_all(name))
        row = EditionDuty(
            edition=opening.edition, position=position, who=(duty.who or "")[:300], what=(dated.title or duty.what)[:300],
            to=(duty.to or "")[:300], every=duty.every or "", audience=dated.audience, start=duty.span.start,
            end=duty.span.end, place=dated.place[:120],
        )  # fmt: skip
        rows.append((row, list(named)))
    return rows


def target_rows(opening: Opening, matters: Sequence[Matter]) -> list[EditionTarget]:
    return [
        EditionTarget(
            edition=opening.edition, position=position, indicator=target.indicator[:300], comparator=target.comparator,
            value=target.value, upper=target.upper, unit=target.unit[:30], by=target.by, every=target.every or "",
            start=target.span.start, end=target.span.end,
            place=place_of(opening.outline, first_word(target.span, opening.edition.text))[:120],
            matter=next((m for m in matters if m.start <= target.span.start and target.span.end <= m.end), None),
        )
        for position, target in enumerate(opening.policy.targets)
    ]  # fmt: skip
