"""A lead unit lets a subordinate one report for it, and ends that; both stand in the ledger."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from luodi.ledger.moves import NotAllowed
from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person, Unit
from luodi_site.lib.form_keys import made_once
from luodi_site.policies.models import EditionUnit
from luodi_site.supervision.actions.claims import remember, today
from luodi_site.supervision.delegating import is_subordinate
from luodi_site.supervision.models import Delegation, LedgerEntry, Matter
from luodi_site.supervision.parties import acts_for, leads_of

Kind = LedgerEntry.Kind


@transaction.atomic
def delegate_reports(
    *, matter: Matter, actor: Person, to_unit: Unit, from_on: date, until_on: date, form_key: str | None = None,
    on: date | None = None,
) -> Delegation:  # fmt: skip
    """From now on, within these days, ``to_unit`` reports on the matter for the actor's unit; a form sent twice makes one
    delegation. Raises NotAllowed."""

    def make() -> Delegation:
        return _make(
            matter=matter, actor=actor, to_unit=to_unit, from_on=from_on, until_on=until_on, form_key=form_key, day=today(on)
        )  # fmt: skip

    return made_once(Delegation, form_key, make)[0]


def _make(
    *, matter: Matter, actor: Person, to_unit: Unit, from_on: date, until_on: date, form_key: str | None, day: date
) -> Delegation:
    from_unit = next((row.unit for row in leads_of(matter) if row.unit and acts_for(actor, row.unit)), None)
    if from_unit is None:
        raise NotAllowed(_("只有牵头单位可以委托报送，没有保存。"))
    if matter.state not in (Matter.State.OPEN, Matter.State.CLAIMED):
        raise NotAllowed(_("这项任务已不在办理中，不需要再报进展。"))
    if not is_subordinate(to_unit, from_unit):
        raise NotAllowed(_("只能委托下属单位或下级地区的单位报送，没有保存。"))
    if until_on < from_on or until_on < day:
        raise NotAllowed(_("委托的截止日期须不早于开始日期，也不早于今天，没有保存。"))
    same = Delegation.objects.filter(matter=matter, from_unit=from_unit, to_unit=to_unit, ended_on=None)
    if known := same.filter(from_on__lte=until_on, until_on__gte=from_on).first():
        held = {"unit": to_unit, "from": known.from_on.isoformat(), "until": known.until_on.isoformat()}
        raise NotAllowed(
            _("已经委托%(unit)s报送（%(from)s至%(until)s），没有再存一份。要改期限，请先结束原来的委托。") % held
        )
    made = Delegation.objects.create(
        matter=matter, from_unit=from_unit, to_unit=to_unit, from_on=from_on, until_on=until_on, given_by=actor,
        form_key=form_key,
    )  # fmt: skip
    if matter.edition_id and not EditionUnit.objects.filter(edition_id=matter.edition_id, unit=to_unit).exists():
        # Whoever reports may read the edition that the work comes from.
        EditionUnit(edition_id=matter.edition_id, unit=to_unit).save()
    _remember(made, Kind.DELEGATE, actor, day)
    return made


@transaction.atomic
def end_delegation(*, delegation: Delegation, actor: Person, on: date | None = None) -> None:
    """From this day on the lead reports itself again. Raises NotAllowed."""
    if not acts_for(actor, delegation.from_unit):
        raise NotAllowed(_("只有委托的单位可以结束委托，没有保存。"))
    ended = Delegation.objects.filter(pk=delegation.pk, ended_on=None).update(ended_on=today(on), ended_by=actor)
    if ended:
        _remember(delegation, Kind.END_DELEGATION, actor, today(on))


def _remember(made: Delegation, kind: str, actor: Person, day: date) -> None:
    remember(
        made.matter, kind, on=day, actor=actor, from_unit=str(made.from_unit), to_unit=str(made.to_unit),
        since=made.from_on.isoformat(), until=made.until_on.isoformat(),
    )  # fmt: skip
    record(actor=actor, verb=f"supervision.{kind}", object_kind="matter", object_id=made.matter_id, words=str(made))
