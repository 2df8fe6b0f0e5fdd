"""Progress reports: drafted, handed in, added to, taken back, accepted or returned; each step an entry of the matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from luodi.ledger.moves import NotAllowed, check
from luodi.ledger.progress import Measured, computed_progress, share_of
from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person
from luodi_site.supervision import evidence as files
from luodi_site.supervision.actions.claims import SomeoneElse, claim, remember, today
from luodi_site.supervision.actions.lights import refresh
from luodi_site.supervision.delegating import delegation_for, reporting_parts
from luodi_site.supervision.models import (
    EditionTarget,
    Evidence,
    LedgerEntry,
    Matter,
    ProgressReport,
    ReportPart,
    TargetValue,
)
from luodi_site.supervision.parties import acts_for, leads_of, partner_unit, parts_of

Kind, State = LedgerEntry.Kind, ProgressReport.State
_UNDER_WAY = (Matter.State.OPEN, Matter.State.CLAIMED)


@transaction.atomic
def start_report(*, matter: Matter, actor: Person, on: date | None = None) -> ProgressReport:
    """A report of the lead's own accord, outside the cycles; one that is still open is given back. Raises NotAllowed."""
    if "lead" not in reporting_parts(actor, matter, today(on)):
        raise NotAllowed(_("只有牵头单位可以报送这项任务的进展，没有保存。"))
    if matter.state not in _UNDER_WAY:
        raise NotAllowed(_("这项任务已不在办理中，不需要再报进展。"))
    waiting = matter.reports.filter(state__in=[State.DUE, State.RETURNED]).order_by("due_on", "pk").first()
    return waiting or ProgressReport.objects.create(matter=matter, opened_on=today(on))


@transaction.atomic
def save_report(
    *, report: ProgressReport, actor: Person, version: int, values: Mapping[str, Any], on: date | None = None
) -> None:
    """Keeps a draft: ``share``, ``words``, ``problems``, ``next_steps``, ``target_values``. Nobody else reads it yet.

    Raises SomeoneElse, NotAllowed.
    """
    claim(report, "save", reporting_parts(actor, report.matter, today(on)), version, **values)


@transaction.atomic
def submit_report(
    *, report: ProgressReport, actor: Person, version: int, values: Mapping[str, Any], files: Sequence[UploadedFile] = (),
    on: date | None = None,
) -> None:  # fmt: skip
    """Hands the report in to the office. Raises SomeoneElse, NotAllowed, NotEvidence."""
    day, matter = today(on), report.matter
    unit = next((row.unit for row in leads_of(matter) if acts_for(actor, row.unit)), None)
    delegated = None if unit else delegation_for(actor, matter, day)
    unit = delegated.from_unit if delegated else unit
    claim(
        report, "submit", reporting_parts(actor, matter, day), version, **values, unit=unit, submitted_by=actor, submitted_on=day,
        first_submitted_on=report.first_submitted_on or day, reason="",
    )  # fmt: skip
    kept = [_keep(report, unit, actor, file, day) for file in files]
    remember(
        matter, Kind.REPORT, on=day, actor=actor, share=report.share, report=report, cycle=_cycle(report),
        words=report.words, problems=report.problems, next_steps=report.next_steps, target_values=report.target_values,
        evidence=[file.pk for file in kept], days_late=report.days_late,
        **({"by_unit": str(delegated.to_unit), "for_unit": str(delegated.from_unit)} if delegated else {}),
    )  # fmt: skip
    refresh([matter], day)
    _record(actor, "supervision.submit_report", report)


@transaction.atomic
def withdraw_report(*, report: ProgressReport, actor: Person, version: int, on: date | None = None) -> None:
    """Takes a report back before it is decided upon; it counts as not handed in. Raises SomeoneElse, NotAllowed."""
    first = None if report.returned_count == 0 else report.first_submitted_on
    claim(
        report, "withdraw", reporting_parts(actor, report.matter, today(on)), version, submitted_on=None, submitted_by=None,
        first_submitted_on=first,
    )  # fmt: skip
    remember(report.matter, Kind.WITHDRAW, on=today(on), actor=actor, report=report, cycle=_cycle(report))
    refresh([report.matter], today(on))
    _record(actor, "supervision.withdraw_report", report)


@transaction.atomic
def accept_report(
    *, report: ProgressReport, actor: Person, version: int, words: str = "", on: date | None = None
) -> None:
    """The office takes the report as it is: from this day its figure counts. Raises SomeoneElse, NotAllowed."""
    day, matter = today(on), report.matter
    claim(
        report, "accept", parts_of(actor, matter), version, decided_by=actor, decided_on=day, reason=words,
    )  # fmt: skip
    remember(
        matter, Kind.ACCEPT, on=day, actor=actor, share=report.share, report=report, cycle=_cycle(report), words=words
    )
    _take_values(report, actor, day)
    compute_progress(matter=matter, on=day)
    refresh([matter], day)
    _record(actor, "supervision.accept_report", report)


@transaction.atomic
def return_report(*, report: ProgressReport, actor: Person, version: int, reason: str, on: date | None = None) -> None:
    """Sends the report back with a reason; it can be mended and handed in again. Raises SomeoneElse, NotAllowed."""
    if not reason.strip():
        raise NotAllowed(_("没有写退回理由，没有保存。请写明要补充或更正什么。"))
    day = today(on)
    claim(
        report, "return", parts_of(actor, report.matter), version, decided_by=actor, decided_on=day, reason=reason,
        returned_count=report.returned_count + 1,
    )  # fmt: skip
    remember(report.matter, Kind.RETURN, on=day, actor=actor, report=report, cycle=_cycle(report), reason=reason)
    refresh([report.matter], day)
    _record(actor, "supervision.return_report", report, reason=reason)


@transaction.atomic
def excuse_report(*, report: ProgressReport, actor: Person, version: int, reason: str, on: date | None = None) -> None:
    """The office does without this report, and says why. Raises SomeoneElse, NotAllowed."""
    if not reason.strip():
        raise NotAllowed(_("没有写免报理由，没有保存。"))
    day = today(on)
    claim(
        report, "excuse", parts_of(actor, report.matter), version, decided_by=actor, decided_on=day, reason=reason,
    )  # fmt: skip
    remember(report.matter, Kind.EXCUSE, on=day, actor=actor, report=report, cycle=_cycle(report), reason=reason)
    refresh([report.matter], day)
    _record(actor, "supervision.excuse_report", report, reason=reason)


@transaction.atomic
def add_part(
    *, report: ProgressReport, actor: Person, words: str, problems: str = "", files: Sequence[UploadedFile] = (),
    on: date | None = None,
) -> ReportPart:  # fmt: skip
    """What a cooperating unit adds; a second time it replaces its own words, and the history keeps both.

    Raises NotAllowed, NotEvidence.
    """
    day, matter = today(on), report.matter
    unit = partner_unit(actor, matter)
    if unit is None:
        raise NotAllowed(_("只有这项任务的责任单位、配合单位可以补充，没有保存。"))
    check("report", "support", report.state, "partner")
    # The report must not be decided upon while this is written.
    if not ProgressReport.objects.filter(pk=report.pk, version=report.version).update(version=report.version + 1):
        raise SomeoneElse
    report.version += 1
    values = {"words": words, "problems": problems, "written_by": actor, "written_on": day}
    part, _is_new = ReportPart.objects.update_or_create(report=report, unit=unit, defaults=values)
    kept = [_keep(report, unit, actor, file, day) for file in files]
    remember(
        matter, Kind.SUPPORT, on=day, actor=actor, report=report, cycle=_cycle(report), unit=str(unit), words=words,
        problems=problems, evidence=[file.pk for file in kept],
    )  # fmt: skip
    _record(actor, "supervision.add_part", report, unit=str(unit))
    return part


@transaction.atomic
def add_evidence(
    *, matter: Matter, actor: Person, file: UploadedFile, words: str = "", on: date | None = None
) -> Evidence:
    """A file for the matter itself, by whoever works on it or runs it. Raises NotAllowed, NotEvidence."""
    if not parts_of(actor, matter):
        raise NotAllowed(_("只有这项任务的有关单位可以附上佐证，没有保存。"))
    kept = keep_evidence(matter=matter, actor=actor, file=file, on=on)
    remember(matter, Kind.EVIDENCE, on=today(on), actor=actor, evidence=[kept.pk], name=kept.name, words=words)
    record(
        actor=actor, verb="supervision.add_evidence", object_kind="matter", object_id=matter.pk, words=kept.name,
        detail={"sha256": kept.sha256},
    )  # fmt: skip
    return kept


def keep_evidence(
    *, matter: Matter, actor: Person, file: UploadedFile, report: ProgressReport | None = None, unit: Any = None,
    on: date | None = None,
) -> Evidence:  # fmt: skip
    """Keeps the file with its digest; part of another action, which remembers it. Raises NotEvidence."""
    kept = files.keep(file)
    row = Evidence(
        region=matter.region, matter=matter, report=report, unit=unit, uploaded_by=actor, uploaded_on=today(on),
        **vars(kept),
    )  # fmt: skip
    row.save()
    return row


def _keep(report: ProgressReport, unit: Any, actor: Person, file: UploadedFile, day: date) -> Evidence:
    return keep_evidence(matter=report.matter, report=report, unit=unit, actor=actor, file=file, on=day)


def _take_values(report: ProgressReport, actor: Person, day: date) -> None:
    targets = {str(target.pk): target for target in report.matter.targets.all()}
    for number, value in report.target_values.items():
        if number in targets and value not in ("", None):
            TargetValue(
                target=targets[number],
                report=report,
                on=report.submitted_on or day,
                value=Decimal(value),
                entered_by=actor,
            ).save()


def measured_of(matter: Matter, on: date) -> list[tuple[EditionTarget, Measured]]:
    """The matter's targets with their last values up to ``on``; those without a value are left out."""
    found = []
    for target in matter.targets.prefetch_related("values"):
        values = [v for v in target.values.all() if v.on <= on]
        last = next((v for v in values if not v.is_start), None)
        start = next((v for v in values if v.is_start), None)
        if last:
            comparator: Any = target.comparator
            measured = Measured(
                target.indicator, comparator, target.value, last.value, last.on, start.value if start else None
            )
            found.append((target, measured))
    return found


@transaction.atomic
def compute_progress(*, matter: Matter, on: date | None = None) -> LedgerEntry | None:
    """Enters the progress that follows from the targets' values, like a typed one; nothing where it is not known or the
    same as before."""
    day = today(on)
    measured = measured_of(matter, day)
    share = computed_progress([one for _target, one in measured])
    if share is None:
        return None
    basis = [
        {"target": t.pk, "name": m.name, "value": str(m.value), "of": str(m.target), "on": m.on.isoformat(),
         "start": None if m.start is None else str(m.start), "share": _words(share_of(m))}
        for t, m in measured
    ]  # fmt: skip
    last = matter.entries.filter(kind=Kind.COMPUTED).first()
    if last and last.share == share and last.payload.get("basis") == basis:
        return None
    return remember(matter, Kind.COMPUTED, on=day, actor=None, share=share, basis=basis)


def _words(share: Decimal | None) -> str | None:
    return None if share is None else str(share)


def _cycle(report: ProgressReport) -> str:
    return report.cycle.name if report.cycle else ""


def _record(actor: Person, verb: str, report: ProgressReport, **detail: Any) -> None:
    record(
        actor=actor, verb=verb, object_kind="report", object_id=report.pk, words=report.matter.title[:300],
        detail={"matter": report.matter_id, "cycle": _cycle(report), **detail},
    )  # fmt: skip
