"""Writes about issues: raising one, each step of its way with evidence, and who answers for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse

from luodi.ledger import issues as rules
from luodi.problems import Problem
from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person, Region, Unit
from luodi_site.lib import clock
from luodi_site.notices.actions import notify
from luodi_site.supervision import issue_history
from luodi_site.supervision.actions.claims import SomeoneElse, moment
from luodi_site.supervision.evidence import attach
from luodi_site.supervision.issue_queries import contacts_of
from luodi_site.supervision.models import Issue, IssueEntry, LeaderContact, Matter
from luodi_site.supervision.search_rows import keep_issue


class Refused(Exception):
    """The rules forbid what was asked; ``problems`` say each why, in words for the person."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("".join(problem.message + problem.hint for problem in problems))
        self.problems = tuple(problems)


@transaction.atomic
def raise_issue(
    *,
    actor: Person,
    unit: Unit,
    region: Region,
    title: str,
    words: str,
    on: date | None = None,
    firm: Unit | None = None,
    matter: Matter | None = None,
    files: Sequence[UploadedFile] = (),
) -> Issue:
    """A new issue of the region, raised for ``unit``. ``firm`` is the firm it is about. Raises Refused, NotEvidence."""
    on = on or clock.today()
    firm = unit if unit.kind == Unit.Kind.FIRM else firm
    _after, problems = rules.follow(rules.Standing(), rules.IssueEntry("raise", str(actor.pk), str(unit.pk), on, words))
    if problems:
        raise Refused(problems)
    issue = Issue.objects.create(
        region=region, raised_by_unit=unit, firm=firm, matter=matter, title=title, words=words, raised_on=on
    )
    _remember(issue, files, actor=actor, unit=unit, kind=IssueEntry.Kind.RAISE, on=on, words=words)
    _tell(issue, "raise", on, words)
    record(actor=actor, verb="supervision.raise_issue", object_kind="issue", object_id=issue.pk, words=title)
    return issue


@transaction.atomic
def take_step(
    *,
    issue: Issue,
    actor: Person,
    unit: Unit,
    version: int,
    step: rules.StepName,
    on: date | None = None,
    words: str = "",
    lead_unit: Unit | None = None,
    clear_by_on: date | None = None,
    urgency: int | None = None,
    files: Sequence[UploadedFile] = (),
) -> IssueEntry:
    """One step of the issue's way, taken for ``unit``. Raises Refused, SomeoneElse, NotEvidence."""
    on = on or clock.today()
    standing, problems = rules.follow(
        issue_history.standing(issue),
        rules.IssueEntry(
            step,
            str(actor.pk),
            str(unit.pk),
            on,
            words,
            len(files),
            str(lead_unit.pk) if lead_unit else None,
            clear_by_on,
        ),
    )
    if problems:
        raise Refused(problems)
    _claim(
        issue, version, state=standing.state, clear_by_on=standing.clear_by_on, closed_on=standing.closed_on,
        reopened=standing.reopened, urgency=issue.urgency if urgency is None else urgency,
        lead_unit=lead_unit if step == "assign" else issue.lead_unit,
    )  # fmt: skip
    entry = _remember(
        issue,
        files,
        actor=actor,
        unit=unit,
        kind=step,
        on=on,
        words=words,
        lead_unit=lead_unit,
        clear_by_on=clear_by_on,
        payload={} if urgency is None else {"urgency": urgency},
    )
    _tell(issue, step, on, words)
    record(
        actor=actor, verb=f"supervision.issue_{step}", object_kind="issue", object_id=issue.pk, words=issue.title,
        detail={"words": words[:300], "files": [file.name for file in files]},
    )  # fmt: skip
    return entry


def _tell(issue: Issue, step: rules.StepName, on: date, words: str) -> None:
    """Tells whoever is to act next, or waits for the outcome: the office, the lead unit, whoever raised it."""
    told: dict[str, list[Any]] = {"units": [], "people": []}
    if step in ("raise", "request_closure", "reopen"):
        told["units"] += list(Unit.objects.filter(region=issue.region, is_coordinating=True, is_active=True))
    if step in ("assign", "refuse_closure", "approve_closure", "reopen") and issue.lead_unit:
        told["units"].append(issue.lead_unit)
    if step in ("answer", "decline", "approve_closure"):
        told["units"].append(issue.raised_by_unit)
    if step == "request_closure":
        told["people"] += contacts_of(issue)
    notify(
        kind="issue", title=f"{rules.step_named(step).words}：{issue.title}", key=f"issue:{issue.pk}:{issue.version}",
        words=words[:300], url=reverse("supervision:issue", args=[issue.pk]), at=moment(on), **told,
    )  # fmt: skip


def _claim(issue: Issue, version: int, **values: Any) -> None:
    """Changes the issue where nobody else has since ``version``; the row count says so."""
    if not Issue.objects.filter(pk=issue.pk, version=version).update(version=version + 1, **values):
        raise SomeoneElse
    for name, value in {**values, "version": version + 1}.items():
        setattr(issue, name, value)


def _remember(issue: Issue, files: Sequence[UploadedFile], **values: Any) -> IssueEntry:
    entry: IssueEntry = IssueEntry.objects.create(issue=issue, at=moment(values["on"]), **values)
    attach(entry, files)
    keep_issue(entry)
    return entry


@transaction.atomic
def add_leader_contact(
    *, actor: Person, leader: Person, firm: Unit | None = None, matter: Matter | None = None
) -> LeaderContact:
    """From now on the leader answers for the firm, or for the matter; twice is once."""
    if (firm is None) == (matter is None):
        raise ValueError("exactly one of firm and matter")
    contact, is_new = LeaderContact.objects.get_or_create(leader=leader, firm=firm, matter=matter)
    if is_new:
        record(
            actor=actor, verb="supervision.add_contact", object_kind="leader_contact", object_id=contact.pk,
            words=f"{leader.name}：{firm or matter}",
        )  # fmt: skip
    return contact


@transaction.atomic
def remove_leader_contact(*, actor: Person, contact: LeaderContact) -> None:
    words = f"{contact.leader.name}：{contact.firm or contact.matter}"
    record(
        actor=actor, verb="supervision.remove_contact", object_kind="leader_contact", object_id=contact.pk, words=words
    )
    contact.delete()
