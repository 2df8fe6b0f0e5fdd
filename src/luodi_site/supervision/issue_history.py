"""An issue's kept entries as the pure rules read them, and its history in words."""

from __future__ import annotations

from typing import cast

from django.utils.translation import gettext as _

from luodi.ledger.issues import IssueEntry as Entry
from luodi.ledger.issues import Standing, StepName, standing_of
from luodi_site.lib.formats import day_in_text
from luodi_site.supervision.models import Issue, IssueEntry, Urgency
from luodi_site.supervision.step_lines import StepLine, key, step_lines

Kind = IssueEntry.Kind
# Reminders and orders stand in the history, but are no steps of the issue's own way.
_TOLD = (Kind.REMIND, Kind.ORDER)


def pure(entry: IssueEntry, evidence: int) -> Entry:
    return Entry(
        cast(StepName, str(entry.kind)), key(entry.actor_id), key(entry.unit_id), entry.on, entry.words, evidence,
        key(entry.lead_unit_id) or None, entry.clear_by_on,
    )  # fmt: skip


def standing(issue: Issue) -> Standing:
    """Where the issue stands by its entries; what was kept was allowed, so there is nothing to tell."""
    entries = issue.entries.exclude(kind__in=_TOLD).order_by("id").prefetch_related("files")
    return standing_of(pure(entry, len(entry.files.all())) for entry in entries)[0]


def issue_history(issue: Issue) -> list[StepLine]:
    """Newest first."""
    entries = issue.entries.select_related("actor", "unit", "lead_unit").prefetch_related("files")
    return step_lines(entries, _("系统"), _words)


def _words(entry: IssueEntry) -> str:
    if entry.kind == Kind.ASSIGN:
        said = _("交由%(unit)s牵头，%(day)s前销号。") % {
            "unit": entry.lead_unit, "day": day_in_text(entry.clear_by_on)
        }  # fmt: skip
        urgency = entry.payload.get("urgency")
        return (f"{Urgency(urgency).label}。" if urgency else "") + said + entry.words
    if entry.kind in _TOLD:
        told = "、".join(entry.payload.get("told", ()))
        return entry.words + (_("（告知：%(units)s）") % {"units": told} if told else "")
    return entry.words
