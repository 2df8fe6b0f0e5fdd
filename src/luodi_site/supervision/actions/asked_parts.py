"""The office's answer where a task that it had split or joined was changed by a new edition: as before, or whole."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from luodi.ledger.moves import NotAllowed
from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person
from luodi_site.supervision.actions.carrying import carry_over
from luodi_site.supervision.actions.claims import claim, remember, today
from luodi_site.supervision.actions.matters import concern_units
from luodi_site.supervision.actions.parts import breakdowns_of, follow_from
from luodi_site.supervision.actions.planning import excuse_reports
from luodi_site.supervision.models import LedgerEntry, Matter
from luodi_site.supervision.parties import parts_of

Kind, State = LedgerEntry.Kind, Matter.State


def question_about(matter: Matter) -> LedgerEntry | None:
    """The question that waits with this matter; none once it was answered, or the matter split or joined by hand."""
    if matter.state != State.OPEN:
        return None
    asked = matter.entries.filter(kind=Kind.NOTICE, payload__has_key="asks").order_by("-pk").first()
    answers = (Kind.EDIT, Kind.SPLIT, Kind.MERGE)
    is_answered = asked and matter.entries.filter(kind__in=answers, pk__gt=asked.pk).exists()
    return None if is_answered else asked


@transaction.atomic
def keep_parts(*, matter: Matter, actor: Person, version: int, on: date | None = None) -> list[Matter]:
    """Splits or joins the task as under the former edition; progress, schedules and closures of the parts come along.

    Raises NotAllowed, SomeoneElse.
    """
    asked, day = _asked(matter), today(on)
    sources = list(Matter.objects.filter(pk__in=asked.payload["of"]).order_by("pk"))
    now = {m.item: m for m in Matter.objects.filter(edition=matter.edition_id, item__in=[s.item for s in sources])}
    kept = {source.pk: now[source.item] for source in sources if source.item in now}
    if len(kept) < len(sources) or any(one.state != State.OPEN for one in kept.values()):
        raise NotAllowed(_("原来的几项任务有的已不在办理中，不能照旧合并，没有保存。"))
    for one in kept.values():
        claim(one, asked.payload["asks"], parts_of(actor, one), version if one.pk == matter.pk else one.version)
    whole = list(kept.values())
    pairs = follow_from(breakdowns_of(sources[0].edition_id or 0), kept, actor, day)
    for _before, after in pairs:
        concern_units(after.edition_id, [row.unit_id for row in after.units.all() if row.unit_id])
    carry_over(pairs, actor=actor, on=day)
    excuse_reports(matters=whole, on=day, actor=actor, reason="沿用上一版的拆分合并，由各项分别报送。")
    _record(actor, "keep_parts", matter)
    return [after for _before, after in pairs]


@transaction.atomic
def leave_parts(*, matter: Matter, actor: Person, version: int, on: date | None = None) -> None:
    """The task stays whole. Raises NotAllowed, SomeoneElse."""
    asked = _asked(matter)
    claim(matter, "edit", parts_of(actor, matter), version)
    words = _("不再拆分或合并，按新版整项办理。")
    remember(matter, Kind.EDIT, on=today(on), actor=actor, answers=asked.payload["asks"], words=words)
    _record(actor, "leave_parts", matter)


def _asked(matter: Matter) -> LedgerEntry:
    asked = question_about(matter)
    if asked is None:
        raise NotAllowed(_("这项任务没有要确认的拆分合并，没有保存。"))
    return asked


def _record(actor: Person, verb: str, matter: Matter) -> None:
    record(actor=actor, verb=f"supervision.{verb}", object_kind="matter", object_id=matter.pk, words=matter.title[:300])
