"""How a matter ends: the lead claims that it is done and shows it, someone else of the office verifies, or re-opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from luodi.ledger.moves import NotAllowed
from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person
from luodi_site.supervision.actions.claims import claim, remember, today
from luodi_site.supervision.actions.lights import refresh
from luodi_site.supervision.actions.planning import excuse_reports
from luodi_site.supervision.actions.reporting import keep_evidence
from luodi_site.supervision.models import LedgerEntry, Matter
from luodi_site.supervision.parties import parts_of

Kind = LedgerEntry.Kind


@transaction.atomic
def request_closure(
    *,
    matter: Matter,
    actor: Person,
    version: int,
    words: str,
    files: Sequence[UploadedFile] = (),
    on: date | None = None,
) -> None:
    """The lead says that the matter is done. Evidence must stand in the ledger: files given now, or before.

    Raises SomeoneElse, NotAllowed, NotEvidence.
    """
    if not files and not matter.evidence.exists():
        raise NotAllowed(_("没有佐证材料，不能申请销号。请附上能说明完成情况的文件。"))
    day = today(on)
    claim(matter, "request_closure", parts_of(actor, matter), version)
    kept = [keep_evidence(matter=matter, actor=actor, file=file, on=day).pk for file in files]
    remember(matter, Kind.REQUEST_CLOSURE, on=day, actor=actor, words=words, evidence=kept)
    _finish(matter, actor, "request_closure", day, words)


@transaction.atomic
def withdraw_closure(*, matter: Matter, actor: Person, version: int, on: date | None = None) -> None:
    """The lead takes the claim back before it is decided upon. Raises SomeoneElse, NotAllowed."""
    claim(matter, "withdraw_closure", parts_of(actor, matter), version)
    remember(matter, Kind.WITHDRAW, on=today(on), actor=actor, what="closure")
    _finish(matter, actor, "withdraw_closure", today(on))


@transaction.atomic
def approve_closure(*, matter: Matter, actor: Person, version: int, words: str = "", on: date | None = None) -> None:
    """Someone of the office other than who claimed it verifies it: the matter is closed and owes no more reports.

    Raises SomeoneElse, NotAllowed.
    """
    claimed = matter.entries.filter(kind=Kind.REQUEST_CLOSURE).first()
    if claimed and claimed.actor_id == actor.pk:
        raise NotAllowed(_("销号要由申请人以外的人核验，没有保存。"))
    day = today(on)
    claim(matter, "approve_closure", parts_of(actor, matter), version)
    remember(matter, Kind.APPROVE_CLOSURE, on=day, actor=actor, words=words)
    excuse_reports(matters=[matter], on=day, actor=actor, reason="任务已销号，不再报送。")
    _finish(matter, actor, "approve_closure", day, words)


@transaction.atomic
def refuse_closure(*, matter: Matter, actor: Person, version: int, reason: str, on: date | None = None) -> None:
    """The office does not find it done. Raises SomeoneElse, NotAllowed."""
    if not reason.strip():
        raise NotAllowed(_("没有写不予销号的理由，没有保存。"))
    claim(matter, "refuse_closure", parts_of(actor, matter), version)
    remember(matter, Kind.REFUSE_CLOSURE, on=today(on), actor=actor, reason=reason)
    _finish(matter, actor, "refuse_closure", today(on), reason)


@transaction.atomic
def reopen_matter(*, matter: Matter, actor: Person, version: int, reason: str, on: date | None = None) -> None:
    """A closed matter was not done after all. Raises SomeoneElse, NotAllowed."""
    if not reason.strip():
        raise NotAllowed(_("没有写重新办理的理由，没有保存。"))
    claim(matter, "reopen", parts_of(actor, matter), version)
    remember(matter, Kind.REOPEN, on=today(on), actor=actor, reason=reason)
    _finish(matter, actor, "reopen_matter", today(on), reason)


def _finish(matter: Matter, actor: Person, verb: str, day: date, words: str = "") -> None:
    refresh([matter], day)
    record(
        actor=actor, verb=f"supervision.{verb}", object_kind="matter", object_id=matter.pk, words=matter.title[:300],
        detail={"words": words} if words else {},
    )  # fmt: skip
