"""Keeps the light of each matter beside it, remembers its changes, and lets an office choose its rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from luodi.ledger.from_yaml import BadRule, light_rules
from luodi.ledger.moves import NotAllowed
from luodi.ledger.status import Status
from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Membership, Person, Region
from luodi_site.accounts.queries import scope_of
from luodi_site.supervision.actions.claims import moment, today
from luodi_site.supervision.lights import rule_of, statuses_of
from luodi_site.supervision.models import LedgerEntry, LightChoice, Matter

_BATCH = 500
_KEPT = ("light", "light_words", "progress", "scheduled", "reported_on")


@transaction.atomic
def refresh(matters: Sequence[Matter], day: date) -> int:
    """Works the lights of these matters out anew for ``day``; gives how many changed, each with its entry.

    A day before the last one that was worked out changes nothing: the past has its light already.
    """
    due = [m for m in matters if m.light_on is None or m.light_on <= day]
    known = {m.pk: m for m in due}
    changes: list[LedgerEntry] = []
    moved: list[Matter] = []
    for number, status in statuses_of(due, day).items():
        matter = known[number]
        if (matter.light, matter.light_words) != (status.light.name, status.words):
            changes.append(_change(matter, status))
        if _keep(matter, status):
            moved.append(matter)
    LedgerEntry.objects.bulk_create(changes, batch_size=_BATCH)
    Matter.objects.bulk_update(moved, _KEPT, batch_size=_BATCH)
    Matter.objects.filter(pk__in=list(known)).update(light_on=day)
    return len(changes)


def _change(matter: Matter, status: Status) -> LedgerEntry:
    payload = {
        "before": [matter.light, matter.light_words], "after": [status.light.name, status.words], "rule": status.rule.name,
        "scheduled": _words(status.scheduled), "actual": _words(status.actual),
    }  # fmt: skip
    kind = LedgerEntry.Kind.LIGHT
    return LedgerEntry(matter=matter, kind=kind, on=status.day, at=moment(status.day), actor=None, payload=payload)


def _words(share: object) -> str | None:
    return None if share is None else str(share)


def _keep(matter: Matter, status: Status) -> bool:
    """Puts the status beside the matter; says whether more than the day is new."""
    figure = status.standing.figure
    values = (status.light.name, status.words, status.actual, status.scheduled, figure.on if figure else None)
    before = tuple(getattr(matter, name) for name in _KEPT)
    for name, value in zip(_KEPT, values, strict=True):
        setattr(matter, name, value)
    matter.light_on = status.day
    return before != values


def refresh_all(day: date) -> int:
    """All matters under way, in portions; gives how many lights changed."""
    changed, after = 0, 0
    under_way = Matter.objects.filter(state__in=[Matter.State.OPEN, Matter.State.CLAIMED]).order_by("pk")
    while batch := list(under_way.filter(pk__gt=after).defer("source_text")[:_BATCH]):
        changed += refresh(batch, day)
        after = batch[-1].pk
    return changed


@transaction.atomic
def choose_rule(
    *, region: Region, actor: Person, rule: str, reason: str, limits: Mapping[str, Decimal] | None = None,
    from_on: date | None = None, on: date | None = None,
) -> LightChoice:  # fmt: skip
    """From ``from_on`` (today, or a day to come) the region's lights follow this rule with these thresholds; the lights
    of earlier days stay. Raises NotAllowed."""
    day = today(on)
    own = {key: str(limit) for key, limit in (limits or {}).items()}
    choice = LightChoice(
        region=region, rule=rule, limits=own, from_on=from_on or day, reason=reason.strip(), chosen_by=actor
    )
    if why_not := _refusal(choice, actor, day):
        raise NotAllowed(why_not)
    choice.save()
    record(
        actor=actor, verb="supervision.choose_rule", object_kind="region", object_id=region.pk, words=rule_of(choice).title[:300],
        detail={"rule": rule, "limits": own, "from_on": choice.from_on.isoformat(), "reason": reason},
    )  # fmt: skip
    if choice.from_on == day:
        under_way = Matter.objects.filter(region=region, state__in=[Matter.State.OPEN, Matter.State.CLAIMED])
        refresh(list(under_way.defer("source_text")), day)
    return choice


def _refusal(choice: LightChoice, actor: Person, day: date) -> str:
    """Why the choice cannot be made; nothing where it can."""
    if not scope_of(actor, Membership.Role.OFFICE).has_region(choice.region):
        return _("亮灯规则由本地区协调办选定，没有保存。")
    if choice.rule not in light_rules():
        return _("没有这条亮灯规则，没有保存。")
    if choice.from_on < day:
        return _("已经过去的日子灯号不再改变，请从今天或以后的一天起执行。")
    if not choice.reason:
        return _("没有写明依据，没有保存。")
    try:
        rule_of(choice)
    except BadRule as wrong:
        return str(wrong)
    return ""
