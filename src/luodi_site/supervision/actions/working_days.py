"""Writes to the calendar of a region: days that become free or worked, and taking such a change back."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from luodi.ledger.moves import NotAllowed
from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Membership, Person, Region
from luodi_site.accounts.queries import scope_of
from luodi_site.supervision.actions.claims import SomeoneElse, today
from luodi_site.supervision.actions.duty_days import recount_duties
from luodi_site.supervision.models import ChangedDay

LONGEST = 31


def days_from(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _check(region: Region, actor: Person, days: tuple[date, date], reason: str, on: date) -> None:
    first, last = days
    if not scope_of(actor, Membership.Role.OFFICE).has_region(region):
        raise NotAllowed(_("工作日由本地区协调办增改，没有保存。"))
    if first < on:
        raise NotAllowed(_("已经过去的日子不能再改，没有保存。"))
    if not 0 <= (last - first).days < LONGEST:
        raise NotAllowed(_("结束日期应不早于开始日期，一次最多改31天，没有保存。"))
    if not reason.strip():
        raise NotAllowed(_("没有写依据，没有保存。请写明通知的名称和文号，或改动的原因。"))


@transaction.atomic
def change_days(
    *, region: Region, actor: Person, first: date, last: date, is_working: bool, name: str, reason: str,
    on: date | None = None,
) -> int:  # fmt: skip
    """Makes these days free or worked in the region and below it; a day changed before is changed anew.

    Cycles that are open keep their days; days of duties that are still to come are counted anew. Gives how many days.
    Raises NotAllowed, SomeoneElse.
    """
    _check(region, actor, (first, last), reason, today(on))
    days = days_from(first, last)
    before = {day.on: day.is_working for day in ChangedDay.objects.filter(region=region, on__range=(first, last))}
    ChangedDay.objects.filter(region=region, on__in=list(before)).delete()
    try:
        with transaction.atomic():
            ChangedDay.objects.bulk_create(
                ChangedDay(
                    region=region, on=day, is_working=is_working, name=name.strip(), reason=reason, changed_by=actor
                )
                for day in days
            )
    except IntegrityError as error:  # someone else entered the same day at this moment
        raise SomeoneElse from error
    record(
        actor=actor, verb="supervision.change_days", object_kind="region", object_id=region.pk,
        words=f"{region.name}：{_span(first, last)} {name}".strip(),
        detail={"from": first.isoformat(), "to": last.isoformat(), "is_working": is_working, "reason": reason,
                "before": {day.isoformat(): worked for day, worked in before.items()}},
    )  # fmt: skip
    recount_duties(region=region, actor=actor, why=reason.strip(), on=on)
    return len(days)


@transaction.atomic
def restore_days(*, region: Region, actor: Person, first: date, last: date, reason: str, on: date | None = None) -> int:
    """What the region changed about these days is taken back; gives how many. Raises NotAllowed, SomeoneElse."""
    _check(region, actor, (first, last), reason, today(on))
    found = ChangedDay.objects.filter(region=region, on__range=(first, last))
    before = [[day.on.isoformat(), day.is_working, day.name, day.reason] for day in found]
    gone, _kinds = found.delete()
    if not gone or gone != len(before):
        raise SomeoneElse
    record(
        actor=actor, verb="supervision.restore_days", object_kind="region", object_id=region.pk,
        words=f"{region.name}：{_span(first, last)}", detail={"before": before, "reason": reason},
    )  # fmt: skip
    recount_duties(region=region, actor=actor, why=reason.strip(), on=on)
    return gone


def _span(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}—{last.isoformat()}"
