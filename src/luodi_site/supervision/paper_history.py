"""A paper's kept entries as the pure rules read them, who may take which step, and which papers a person sees."""

from __future__ import annotations

import re
from typing import Any, cast

from django.db.models import Q, QuerySet

from luodi.reports.sign_off import PaperEntry as Entry
from luodi.reports.sign_off import PaperStanding, PaperStep, follow, standing_of, steps_from
from luodi_site.accounts.models import Membership, Region
from luodi_site.accounts.queries import regions_within, scope_of, within
from luodi_site.notices.models import Kind as Told
from luodi_site.notices.models import Notice
from luodi_site.policies.models import Edition
from luodi_site.supervision.models import Paper, PaperEntry
from luodi_site.supervision.step_lines import StepLine

Role = Membership.Role
WHOLE = (Role.OFFICE, Role.LEADER, Role.AUDITOR)
READERS = (*WHOLE, Role.UNIT)
_KEY = re.compile(r"paper:(\d+):issued")
_OFFICE_STEPS = ("change", "review", "sign", "send_back", "issue", "drop")
_LEADER_STEPS = ("sign", "send_back")


def pure(entry: PaperEntry) -> Entry:
    return Entry(cast(PaperStep, str(entry.kind)), str(entry.actor_id), entry.on, entry.checksum, entry.words)


def standing(paper: Paper) -> PaperStanding:
    """Where the paper stands by its entries; what was kept was allowed, so there is nothing to tell."""
    entries = sorted(paper.entries.all(), key=lambda entry: entry.pk)
    return standing_of(pure(entry) for entry in entries if entry.kind != PaperEntry.Kind.ARCHIVE)[0]


def papers_visible_to(person: Any) -> QuerySet[Paper]:
    """All papers of the regions that the person sees whole; elsewhere those issued papers that concern their units."""
    whole = regions_within(scope_of(person, *WHOLE), "region__")
    named = Paper.concerned.through.objects.filter(within(scope_of(person), "unit__")).values("paper_id")
    found = Paper.objects.filter(whole | Q(state=Paper.State.ISSUED, pk__in=named))
    return found.select_related("region").defer("content", "body")


def sees_whole(person: Any, paper: Paper) -> bool:
    """Whether the person sees the paper's way and everything behind its figures, not only its words as they went out."""
    return scope_of(person, *WHOLE).has_region(paper.region)


def reads_whole(person: Any) -> bool:
    """Whether the person sees some region's papers from their first draft."""
    return bool(scope_of(person, *WHOLE).regions)


def breakdown_under_way(edition: Edition) -> Paper | None:
    """The policy's circular that is drafted and neither issued nor dropped, the newest."""
    ended = (Paper.State.ISSUED, Paper.State.DROPPED)
    return Paper.objects.filter(edition=edition, kind="breakdown").exclude(state__in=ended).first()


def notice_key(paper: Paper) -> str:
    return f"paper:{paper.pk}:issued"


def unread_papers(person: Any) -> QuerySet[Paper]:
    """Issued papers of which the person was told, and which they did not open yet; the newest first."""
    keys = Notice.objects.filter(person_id=person.pk, kind=Told.CIRCULAR, read_at=None).values_list("key", flat=True)
    numbers = [int(found[1]) for key in keys if (found := _KEY.fullmatch(key))]
    return papers_visible_to(person).filter(pk__in=numbers)


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


def paper_history(paper: Paper) -> list[StepLine]:
    """Newest first."""
    entries = paper.entries.select_related("actor")
    return [StepLine(e.at, e.actor.name, str(e.get_kind_display()), e.words) for e in entries]
