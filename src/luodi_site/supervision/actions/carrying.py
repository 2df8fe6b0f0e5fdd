"""What follows a task into its policy's next edition: deadline, schedule, progress, closure and the reports that are open,
or were decided upon in a round that the new edition asks for too.

Each comes as an entry that names the edition and the matter it comes from; the former matter keeps its whole history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from luodi.ledger import cycles
from luodi.ledger.entries import FIGURES
from luodi_site.accounts.models import Person
from luodi_site.supervision.actions.claims import remember
from luodi_site.supervision.actions.lights import refresh
from luodi_site.supervision.calendars import Calendars
from luodi_site.supervision.cycle_days import cycles_of_plan
from luodi_site.supervision.models import (
    Cycle,
    Evidence,
    LedgerEntry,
    Matter,
    ProgressReport,
    ReportingPlan,
    ReportPart,
)

Kind, State = LedgerEntry.Kind, ProgressReport.State
_OPEN = (State.DUE, State.SUBMITTED, State.RETURNED)
_DECIDED = (State.ACCEPTED, State.EXCUSED)
_WRITTEN = (
    "state", "due_on", "share", "words", "problems", "next_steps", "unit", "submitted_by", "submitted_on",
    "first_submitted_on", "decided_by", "decided_on", "reason", "returned_count",
)  # fmt: skip


def origin(before: Matter) -> dict[str, Any]:
    """Where a carried entry comes from."""
    return {"from_edition": before.edition.number if before.edition else 0, "from_matter": before.pk}


def carry_over(pairs: Iterable[tuple[Matter, Matter]], *, actor: Person | None, on: date) -> None:
    """Each pair is a matter of the former edition and the same task's matter of the new one."""
    carried, calendars = [], Calendars()
    for before, after in pairs:
        _deadline(before, after, actor, on)
        _schedule(before, after, actor, on)
        _progress(before, after, actor, on)
        if before.state == Matter.State.CLOSED:
            _closure(before, after, actor, on)
        else:
            _reports(before, after, _rounds_of(after, calendars), on)
        carried.append(after)
    refresh([matter for matter in carried if matter.state == Matter.State.OPEN], on)


def _deadline(before: Matter, after: Matter, actor: Person | None, on: date) -> None:
    """A day set by hand, unless the new text sets its own."""
    if before.deadline_basis != Matter.Basis.SET or after.deadline_basis == Matter.Basis.TEXT:
        return
    after.deadline, after.deadline_basis = before.deadline, Matter.Basis.SET
    Matter.objects.filter(pk=after.pk).update(deadline=before.deadline, deadline_basis=Matter.Basis.SET)
    words = before.deadline.isoformat() if before.deadline else None
    remember(after, Kind.DEADLINE, on=on, actor=actor, day=before.deadline, after=words, **origin(before))


def _schedule(before: Matter, after: Matter, actor: Person | None, on: date) -> None:
    """The office's schedule and weight, and how urgent it holds the task to be."""
    if before.urgency:
        Matter.objects.filter(pk=after.pk).update(urgency=before.urgency)
        after.urgency = before.urgency
        remember(after, Kind.EDIT, on=on, actor=actor, urgency=[0, before.urgency], **origin(before))
    if before.weight != after.weight:
        Matter.objects.filter(pk=after.pk).update(weight=before.weight)
        after.weight = before.weight
    if before.steps and not after.steps:
        Matter.objects.filter(pk=after.pk).update(steps=before.steps)
        after.steps = before.steps
        remember(after, Kind.SCHEDULE, on=on, actor=actor, before=[], steps=before.steps, **origin(before))


def _progress(before: Matter, after: Matter, actor: Person | None, on: date) -> None:
    """The last figure that counted; ``since`` is the day it entered the ledger."""
    last = before.entries.filter(kind__in=FIGURES).order_by("-on", "-pk").first()
    if last is None:
        return
    told = {name: last.payload[name] for name in ("cycle", "basis", "words") if name in last.payload}
    since = last.payload.get("since", last.on.isoformat())
    remember(
        after,
        last.kind,
        on=on,
        actor=actor,
        share=last.share,
        **told,
        since=since,
        from_entry=last.pk,
        **origin(before),
    )


def _closure(before: Matter, after: Matter, actor: Person | None, on: date) -> None:
    """What was done and verified stays closed; the office can take it up again where the new edition asks for more."""
    verified = before.entries.filter(kind=Kind.APPROVE_CLOSURE).first()
    Matter.objects.filter(pk=after.pk).update(state=Matter.State.CLOSED, version=after.version + 1)
    after.state, after.version = Matter.State.CLOSED, after.version + 1
    payload = {"words": verified.payload.get("words", ""), "since": verified.on.isoformat()} if verified else {}
    remember(after, Kind.APPROVE_CLOSURE, on=on, actor=actor, **payload, **origin(before))


@dataclass(frozen=True)
class _Rounds:
    """The rounds of reports that the new edition asks for, by their names; no ``plan`` where it asks for none."""

    plan: ReportingPlan | None
    days: Mapping[str, cycles.Cycle]

    def holding(self, cycle: Cycle | None) -> Cycle | None:
        """The round of the new plan that takes the place of this one."""
        if self.plan is None or cycle is None:
            return cycle
        now = self.days.get(cycle.name, cycle)
        days = {"stated_on": now.stated_on, "opens_on": now.opens_on, "due_on": now.due_on}
        found, _is_new = Cycle.objects.get_or_create(plan=self.plan, name=cycle.name, defaults=days)
        return found


def _rounds_of(after: Matter, calendars: Calendars) -> _Rounds:
    plan = ReportingPlan.objects.filter(edition_id=after.edition_id).select_related("duty", "region").first()
    if plan is None:
        return _Rounds(None, {})
    return _Rounds(plan, {one.name: one for one in cycles_of_plan(plan, calendars.of(plan.region))})


def _reports(before: Matter, after: Matter, rounds: _Rounds, on: date) -> None:
    """Open reports with what is written in them, and those decided upon whose round the new plan would open again: what was
    asked once is not asked again."""
    again = Q(state__in=_DECIDED, cycle__name__in=list(rounds.days))
    found = before.reports.filter(Q(state__in=_OPEN) | again).select_related("cycle").order_by("pk")
    for report in found:
        cycle = rounds.holding(report.cycle)
        values = {name: getattr(report, name) for name in _WRITTEN}
        if cycle and report.cycle and cycle.due_on != report.cycle.due_on:
            values["due_on"] = cycle.due_on
        made = ProgressReport.objects.create(
            matter=after, cycle=cycle, opened_on=on, target_values=_values(report, before, after), **values
        )
        _papers(report, made)
        _tell(report, made, {"cycle": cycle.name if cycle else "", "from_report": report.pk, **origin(before)}, on)


def _tell(report: ProgressReport, made: ProgressReport, told: dict[str, Any], on: date) -> None:
    """That it was asked for, handed in and waived; the figure of an accepted one is carried by itself."""
    after = made.matter
    if made.due_on:
        remember(after, Kind.ASK, on=on, actor=None, day=made.due_on, report=made, **told)
    if made.state in (State.SUBMITTED, State.ACCEPTED):
        since = {"since": report.decided_on.isoformat()} if made.state == State.ACCEPTED and report.decided_on else {}
        remember(
            after, Kind.REPORT, on=on, actor=report.submitted_by, share=report.share, report=made, words=report.words,
            problems=report.problems, next_steps=report.next_steps, **since, **told,
        )  # fmt: skip
    if made.state == State.EXCUSED:
        remember(after, Kind.EXCUSE, on=on, actor=report.decided_by, report=made, reason=report.reason, **told)


def _papers(report: ProgressReport, made: ProgressReport) -> None:
    """What cooperating units added, and the files: they are kept once, under their digest."""
    ReportPart.objects.bulk_create(
        ReportPart(
            report=made, unit_id=part.unit_id, words=part.words, problems=part.problems,
            written_by_id=part.written_by_id, written_on=part.written_on,
        )
        for part in report.parts.all()
    )  # fmt: skip
    for file in report.evidence.all():
        Evidence(
            region_id=file.region_id, matter=made.matter, report=made, unit_id=file.unit_id, name=file.name,
            sha256=file.sha256, size=file.size, kept_as=file.kept_as, uploaded_by_id=file.uploaded_by_id,
            uploaded_on=file.uploaded_on,
        ).save()  # fmt: skip


def _values(report: ProgressReport, before: Matter, after: Matter) -> dict[str, Any]:
    """Typed values of targets, under the numbers that the same targets have now."""
    now = {(target.indicator, target.unit, target.by): str(target.pk) for target in after.targets.all()}
    numbers = {str(target.pk): now.get((target.indicator, target.unit, target.by)) for target in before.targets.all()}
    return {str(numbers[old]): value for old, value in report.target_values.items() if numbers.get(old)}
