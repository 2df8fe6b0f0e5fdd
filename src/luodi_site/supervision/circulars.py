"""Builds the circular of a policy from its matters as they stand, and turns a report into the blocks of a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from luodi.ledger.model import Deadline, MatterDraft
from luodi.ledger.model import MatterUnit as DraftUnit
from luodi.policy.model import Policy
from luodi.reports import circular
from luodi.reports.model import Block, Heading, Report, Run, Runs, Table
from luodi.spans import Span
from luodi_site.policies.models import Edition
from luodi_site.supervision.models import Matter
from luodi_site.supervision.opening import opening_of


def build(edition: Edition, *, on: date, issuer: str = "", number: str = "", addressees: str = "") -> Report:
    """The circular as of ``on``: units and deadlines as the ledger has them now, the rest as the edition says."""
    opening = opening_of(edition, timezone.localdate(edition.published_at))
    replaced = (Matter.State.DIVIDED, Matter.State.MERGED)
    matters = edition.matters.exclude(state__in=replaced).prefetch_related("units__unit").order_by("position")
    drafts = [_draft(matter, opening.policy) for matter in matters]
    return circular.build(
        opening.policy, drafts, opening.dates, text=edition.text, on=on, issuer=issuer or None, number=number or None,
        addressees=addressees or None,
    )  # fmt: skip


def _draft(matter: Matter, policy: Policy) -> MatterDraft:
    span = Span(policy.name, matter.start, matter.end)
    basis: Any = "target" if matter.deadline_basis == Matter.Basis.TARGET else "text"
    is_set = matter.deadline_basis == Matter.Basis.SET
    days = [matter.deadline.isoformat()] if is_set and matter.deadline else matter.milestones
    return MatterDraft(
        position=matter.position,
        task=matter.position - 1,
        title=matter.title,
        span=span,
        units=tuple(_draft_units(matter)),
        deadline=Deadline(matter.deadline, basis, span) if matter.deadline else None,
        milestones=tuple(Deadline(date.fromisoformat(day), "text", span) for day in days),
        is_standing=matter.is_standing,
        targets=tuple(t for t in policy.targets if span.contains(t.span)),
        place=matter.place,
    )


def _draft_units(matter: Matter) -> Iterator[DraftUnit]:
    """Each written name once; a name that means several units counts as all of them."""
    found: dict[tuple[str, Any], list[Any]] = {}
    for row in matter.units.all():
        found.setdefault((row.name, row.role), []).append(row)
    for (name, role), rows in found.items():
        meant = [row.unit.name for row in rows if row.unit]
        full = meant if len(meant) > 1 else rows[0].full
        yield DraftUnit(name, role, tuple(full))


@dataclass(frozen=True)
class Piece:
    """Words of a line, with the address that a figure leads to."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Shown:
    """A block of a report on a page: its tag, its words, or the rows of a table."""

    tag: str
    pieces: tuple[Piece, ...] = ()
    columns: tuple[tuple[str, float, str], ...] = ()
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()


def shown(report: Report, edition: Edition) -> tuple[tuple[Shown, ...], tuple[tuple[str, tuple[Shown, ...]], ...]]:
    """The blocks of the circular, and its annexes with theirs."""
    annexes = tuple((annex.title, tuple(_block(b, edition) for b in annex.blocks)) for annex in report.annexes)
    return tuple(_block(block, edition) for block in report.blocks), annexes


def _block(block: Block, edition: Edition) -> Shown:
    if isinstance(block, Table):
        whole = sum(column.width for column in block.columns)
        columns = tuple((c.title, round(100 * c.width / whole, 1), c.align) for c in block.columns)
        rows = tuple(tuple(_pieces(cell, edition) for cell in row) for row in block.rows)
        return Shown("table", columns=columns, rows=rows)
    return Shown(f"h{block.level}" if isinstance(block, Heading) else "p", _pieces(block.runs, edition))


def _pieces(runs: Runs, edition: Edition) -> tuple[Piece, ...]:
    return tuple(Piece(run.text, _address(run, edition)) for run in runs)


def _address(run: Run, edition: Edition) -> str:
    """Matters behind a figure open in the ledger; words of the document open in its text."""
    if run.source is None:
        return ""
    if run.source.matters:
        positions = ",".join(str(position) for position in run.source.matters)
        return f"{reverse('supervision:ledger')}?document={edition.pk}&n={positions}"
    if run.source.spans:
        span = run.source.spans[0]
        return f"{reverse('policies:text', args=[edition.reading_id])}?start={span.start}&end={span.end}#here"
    return ""
