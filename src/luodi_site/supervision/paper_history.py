"""A paper's kept entries as the pure rules read them, who may take which step, and which papers a person sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import QuerySet

from luodi.reports.sign_off import PaperEntry as Entry
from luodi.reports.sign_off import PaperStanding, PaperStep, follow, standing_of, steps_from
from luodi_site.accounts.models import Membership, Region
from luodi_site.accounts.queries import regions_within, scope_of
from luodi_site.supervision.models import Paper, PaperEntry

Role = Membership.Role
READERS = (Role.OFFICE, Role.LEADER, Role.AUDITOR)
_OFFICE_STEPS = ("change", "review", "sign", "send_back", "issue", "drop")
_LEADER_STEPS = ("sign", "send_back")


def pure(entry: PaperEntry) -> Entry:
    return Entry(cast(PaperStep, str(entry.kind)), str(entry.actor_id), entry.on, entry.checksum, entry.words)


def standing(paper: Paper) -> PaperStanding:
    """Where the paper stands by its entries; what was kept was allowed, so there is nothing to tell."""
    return standing_of(pure(entry) for entry in paper.entries.order_by("id"))[0]


def papers_visible_to(person: Any) -> QuerySet[Paper]:
    """Papers of the regions that the person sees whole."""
    found = Paper.objects.filter(regions_within(scope_of(person, *READERS), "region__"))
    return found.select_related("region").defer("content", "body")


def regions_written_by(person: Any) -> QuerySet[Region]:
    """Regions whose papers the person drafts, as the coordination office."""
    return Region.objects.filter(regions_within(scope_of(person, Role.OFFICE)))


def steps_open_to(person: Any, paper: Paper) -> tuple[str, ...]:
    """The steps that the person's posts and the rules of signing off allow now."""
    steps: tuple[str, ...] = ()
    if scope_of(person, Role.OFFICE).has_region(paper.region):
        steps += _OFFICE_STEPS
    if scope_of(person, Role.LEADER).has_region(paper.region):
        steps += _LEADER_STEPS
    now = standing(paper)
    return tuple(
        step.name for step in steps_from(now.state) if step.name in steps and _may(person, paper, now, step.name)
    )


def _may(person: Any, paper: Paper, now: PaperStanding, step: PaperStep) -> bool:
    entry = Entry(step, str(person.pk), paper.on, paper.checksum, "—")
    return not follow(now, entry)[1]


@dataclass(frozen=True)
class PaperLine:
    """One line of the history, newest first."""

    at: datetime
    who: str
    title: str
    words: str


def paper_history(paper: Paper) -> list[PaperLine]:
    entries = paper.entries.select_related("actor")
    return [PaperLine(e.at, e.actor.name, str(e.get_kind_display()), e.words) for e in entries]
