"""What the circular of a policy's breakdown is written from: its matters as they stand, the rest as the edition says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from luodi.ledger.model import Deadline, MatterDraft
from luodi.ledger.model import MatterUnit as DraftUnit
from luodi.policy.model import Policy
from luodi.reports.breakdown import BreakdownFacts
from luodi.spans import Span
from luodi_site.policies.models import Edition
from luodi_site.supervision.models import Matter
from luodi_site.supervision.opening import opening_of


def breakdown_of(edition: Edition, *, on: date, issuer: str) -> BreakdownFacts:
    """Units and deadlines as the ledger has them now; the document's own facts and duties as they were published."""
    opening = opening_of(edition, timezone.localdate(edition.published_at))
    replaced = (Matter.State.DIVIDED, Matter.State.MERGED)
    matters = edition.matters.exclude(state__in=replaced).prefetch_related("units__unit").order_by("position")
    drafts = tuple(_draft(matter, opening.policy) for matter in matters)
    return BreakdownFacts(edition.region.name, issuer, on, opening.policy, drafts, opening.dates, edition.text)


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
        yield DraftUnit(name, role, tuple(full), is_known=bool(meant))
