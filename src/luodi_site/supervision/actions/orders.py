"""Writes of escalation: what the clock issues each day, orders drawn up by hand, and each step of an order's way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from luodi.ledger import orders as rules
from luodi.ledger.escalation.due_acts import acts_due
from luodi.ledger.escalation.from_yaml import rules_from_yaml
from luodi.ledger.escalation.model import Act, Rules, every_day, moved
from luodi.ledger.moves import NotAllowed
from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person, Region, Unit
from luodi_site.lib.form_keys import made_once
from luodi_site.notices.actions import notify
from luodi_site.supervision import escalations
from luodi_site.supervision.actions.claims import SomeoneElse, moment, remember, today
from luodi_site.supervision.actions.issues import Refused
from luodi_site.supervision.actions.numbers import next_code
from luodi_site.supervision.calendars import Calendars, calendar_in_use
from luodi_site.supervision.evidence import attach
from luodi_site.supervision.models import (
    EscalationAct,
    EscalationChoice,
    Issue,
    IssueEntry,
    LedgerEntry,
    Matter,
    Order,
    OrderEntry,
    ProgressReport,
)
from luodi_site.supervision.order_history import standing
from luodi_site.supervision.owed import OWED, Owed, answered, owed_in, still_owed
from luodi_site.supervision.search_rows import keep_entries, keep_order
from luodi_site.supervision.told import Item, Told, all_leads, first_lead, told_of

_BATCH = 500
# Nothing is due earlier before a deadline than this.
_AHEAD = timedelta(days=60)
_ENTRIES = {"order": LedgerEntry.Kind.ORDER, "remind": LedgerEntry.Kind.REMIND}
# What somebody works on: only that can be put right.
_UNDER_WAY = (Matter.State.OPEN, Issue.State.ASSIGNED, Issue.State.ANSWERED)
# So many matters are named in a notice about late reports.
_NAMED = 5


def escalate(day: date, subjects: Iterable[str] = tuple(EscalationChoice.Subject.values)) -> int:
    """Issues every reminder and order that is due by ``day``, once; gives how many. Each with its entry and notices."""
    subjects = tuple(subjects)
    counts = 0
    calendars = Calendars()
    numbers = set(_running_matters(day).values_list("region_id", flat=True))
    numbers |= set(_running_issues(day).values_list("region_id", flat=True))
    numbers |= set(_running_reports(day).values_list("matter__region_id", flat=True))
    for region in Region.objects.filter(pk__in=numbers).order_by("pk"):
        is_working = calendars.of(region).is_working
        for subject in subjects:
            chosen = escalations.rules_of(region, subject, day)
            late = escalations.lateness_in(region, subject, day, chosen.repeat_months)
            for item, state in _items(region, subject, day, late):
                for act in acts_due(state, chosen, day, is_working):
                    counts += _take(item, act, chosen)
    return counts


def _running_matters(day: date) -> Any:
    near = Q(deadline__lte=day + _AHEAD) | ~Q(light__in=["", "green"])
    return Matter.objects.filter(near, state=Matter.State.OPEN).order_by("pk")


def _running_issues(day: date) -> Any:
    running = [Issue.State.ASSIGNED, Issue.State.ANSWERED]
    return Issue.objects.filter(state__in=running, clear_by_on__lte=day + _AHEAD).order_by("pk")


def _running_reports(day: date) -> Any:
    reports = ProgressReport.objects.filter(OWED, due_on__lte=day + _AHEAD)
    return reports.filter(cycle__isnull=False).order_by().distinct()


def _items(region: Region, subject: str, day: date, late: escalations.Record) -> Iterable[tuple[Item, Any]]:
    """The region's items in portions, so that a province does not stand in memory whole."""
    if subject == "report":
        for round_of_reports in owed_in(region, day, day + _AHEAD):
            yield from escalations.supervised_reports(round_of_reports, late)
        return
    after = 0
    while True:
        if subject == "matter":
            rows = _running_matters(day).filter(region=region, pk__gt=after).defer("source_text")
            batch = list(rows.select_related("region").prefetch_related("units__unit__parent")[:_BATCH])
            yield from escalations.supervised_matters(batch, late)
        else:
            rows = _running_issues(day).filter(region=region, pk__gt=after)
            batch = list(rows.select_related("region", "lead_unit__parent", "firm")[:_BATCH])
            yield from escalations.supervised_issues(batch, late)
        if len(batch) < _BATCH:
            return
        after = batch[-1].pk


def _take(item: Item, act: Act, chosen: Rules) -> int:
    """One act with its entry, its order and its notices, or nothing of it where another run was first."""
    try:
        with transaction.atomic():
            _put(item, act, is_in_working_days=chosen.count == "working")
            _drop_lesser(item, act, chosen)
    except IntegrityError:
        return 0
    return 1


def _drop_lesser(item: Item, act: Act, chosen: Rules) -> None:
    """Drafts of less grave orders about the same item give way: the office is asked to confirm one, the gravest."""
    lesser = Order.objects.filter(
        state=Order.State.DRAFT, act__subject=_subject(item), act__step__in=chosen.lesser(act.step.key)
    )
    words = f"已拟{act.step.name}，这份较轻的不再发出。"
    for order in lesser.order_by("pk"):
        with suppress(SomeoneElse, Refused):  # somebody issued or dropped it just now
            _follow(order, "drop", on=act.on, actor=None, unit=None, words=words)


def _put(item: Item, act: Act, *, is_in_working_days: bool) -> None:
    told = told_of(item, act.step)
    about = {**_about(item), **({"unit": item.unit} if isinstance(item, Owed) else {})}
    kept = EscalationAct.objects.create(
        region=item.region, subject=_subject(item), key=act.key, step=act.step.key, name=act.step.name, on=act.on,
        why=act.why[:300], told=told.names, **about,
    )  # fmt: skip
    unit = first_lead(item)
    if act.step.kind == "order" and unit is not None:
        order = _draw_up(
            item, unit, act=kept, name=act.step.name, colour=act.step.colour, why=act.why, on=act.on, actor=None,
            reply_days=act.step.reply_days, rectify_days=act.step.rectify_days, is_in_working_days=is_in_working_days,
        )  # fmt: skip
        if not act.step.is_confirmed_first:
            _issue(order, on=act.on, actor=None, told=told)
        return
    _tell(item, act.step.name, act.why, told, on=act.on, actor=None, kind="remind", key=f"act:{kept.pk}")


def _subject(item: Item) -> str:
    return item.subject if isinstance(item, Owed) else f"{'matter' if isinstance(item, Matter) else 'issue'}:{item.pk}"


def _about(item: Item) -> dict[str, Any]:
    """The row that an act or an order is about."""
    if isinstance(item, Owed):
        return {"cycle": item.cycle}
    return {"matter": item} if isinstance(item, Matter) else {"issue": item}


def _item_of(order: Order, day: date) -> Item:
    if order.cycle:
        return still_owed(order.cycle, order.unit, order.region, day)
    item = order.matter or order.issue
    assert item is not None
    return item


def _tell(
    item: Item, name: str, why: str, told: Told, *, on: date, actor: Person | None, kind: str, key: str,
    url: str = "",
) -> None:  # fmt: skip
    """The entry in the item's own history, and a notice to everybody concerned."""
    words = f"{name}：{why}"
    match item:
        case Matter():
            remember(item, _ENTRIES[kind], on=on, actor=actor, words=words, told=told.names)
            url = url or reverse("supervision:matter", args=[item.pk])
        case Owed():
            _remember_owed(item, _ENTRIES[kind], on, actor, {"words": words, "told": told.names})
            url = url or f"{reverse('supervision:reports')}?view=write"
        case _:
            IssueEntry.objects.create(
                issue=item, on=on, at=moment(on), actor=actor, kind=kind, words=words, payload={"told": told.names}
            )
            url = url or reverse("supervision:issue", args=[item.pk])
    notify(
        kind="order" if kind == "order" else "reminder", title=f"{name}：{item.title}"[:200], key=key, units=told.units,
        people=told.people, words=why + _which(item), url=url, at=moment(on),
    )  # fmt: skip


def _remember_owed(item: Owed, kind: str, on: date, actor: Person | None, payload: dict[str, Any]) -> None:
    """An entry in the history of each matter that the unit owes a report of; there may be many, the notice is one."""
    entries = LedgerEntry.objects.bulk_create(
        LedgerEntry(matter=one.matter, report=one, kind=kind, on=on, at=moment(on), actor=actor, payload=payload)
        for one in item.reports
    )
    keep_entries(entries)


def _which(item: Item) -> str:
    """The matters of which reports are owed, the first few by name."""
    if not isinstance(item, Owed):
        return ""
    titles = "；".join(matter.title[:60] for matter in item.matters[:_NAMED])
    return f"。共{len(item.reports)}项：{titles}{'等' if len(item.reports) > _NAMED else ''}。"


def _draw_up(item: Item, unit: Unit, *, on: date, actor: Person | None, **values: Any) -> Order:
    order = Order.objects.create(
        region=item.region, unit=unit, title=item.title[:400], urgency=item.urgency, **_about(item), **values
    )
    order.also.set([one for one in all_leads(item) if one.pk != unit.pk])
    _remember(order, on=on, actor=actor, unit=None, kind="draft", words=order.why)
    return order


@transaction.atomic
def draw_up_order(
    *, item: Matter | Issue, actor: Person, unit: Unit, colour: str, why: str, reply_days: int, rectify_days: int,
    form_key: str | None = None, on: date | None = None,
) -> Order:  # fmt: skip
    """An order that the office draws up by itself, to one of the units that answer for the item; a draft until issued. A
    form sent twice makes one.

    Raises NotAllowed.
    """
    if item.state not in _UNDER_WAY:
        raise NotAllowed(_("“%(title)s”已不在办理中，没有拟督办单。") % {"title": item.title})
    name = f"{Order.Colour(colour).label}督办单"

    def make() -> Order:
        return _draw_up(
            item, unit, on=today(on), actor=actor, name=name, colour=colour, why=why, reply_days=reply_days,
            rectify_days=rectify_days, form_key=form_key,
        )  # fmt: skip

    order, is_new = made_once(Order, form_key, make)
    if is_new:
        record(actor=actor, verb="supervision.order_draft", object_kind="order", object_id=order.pk, words=order.title)
    return order


def _issue(order: Order, *, on: date, actor: Person | None, told: Told, unit: Unit | None = None) -> None:
    """Numbers the order, dates it, and tells whom it is for."""
    counts = calendar_in_use(order.region).is_working if order.is_in_working_days else every_day
    order.reply_by_on = moved(on, order.reply_days, counts) if order.reply_days else None
    order.rectify_by_on = moved(on, order.rectify_days, counts)
    item = _item_of(order, on)
    code = next_code(order.region, "order", on.year)
    _follow(order, "issue", on=on, actor=actor, unit=unit, code=code, urgency=item.urgency)
    _tell(
        item, f"{order.name}（{order.code}）", order.why, told, on=on, actor=actor, kind="order", key=f"order:{order.pk}",
        url=reverse("supervision:order", args=[order.pk]),
    )  # fmt: skip


@transaction.atomic
def take_order_step(
    *,
    order: Order,
    actor: Person,
    unit: Unit,
    version: int,
    step: rules.OrderStep,
    words: str = "",
    files: Sequence[UploadedFile] = (),
    on: date | None = None,
) -> OrderEntry:
    """One step of the order's way, taken for ``unit``. Raises Refused, SomeoneElse, NotEvidence."""
    day = today(on)
    if order.version != version:
        raise SomeoneElse
    if step == "issue":
        _issue(order, on=day, actor=actor, unit=unit, told=_told(order, day))
        entry = order.entries.get(kind="issue")
    else:
        entry = _follow(order, step, on=day, actor=actor, unit=unit, words=words, files=files)
    record(
        actor=actor, verb=f"supervision.order_{step}", object_kind="order", object_id=order.pk, words=order.title,
        detail={"words": words[:300], "files": [file.name for file in files]},
    )  # fmt: skip
    return entry


def _told(order: Order, day: date) -> Told:
    """Whom the rule says; for an order drawn up by hand the unit, and the leaders who answer for the item."""
    step = None
    if order.act:
        step = escalations.rules_of(order.region, order.act.subject.split(":")[0], order.act.on).step(order.act.step)
    told = told_of(_item_of(order, day), step) if step else Told()
    told.units = list(dict.fromkeys([order.unit, *told.units]))
    return told


def _follow(
    order: Order, step: rules.OrderStep, *, on: date, actor: Person | None, unit: Unit | None, words: str = "",
    files: Sequence[UploadedFile] = (), **values: Any,
) -> OrderEntry:  # fmt: skip
    """Takes the step where the table allows it and nobody was faster. Raises Refused, SomeoneElse."""
    person, speaks = str(actor.pk if actor else ""), str(unit.pk if unit else "")
    reports = answered(order.cycle, order.unit) if step == "claim" and order.cycle else 0
    after, problems = rules.follow(
        standing(order),
        rules.OrderEntry(step, person, speaks, on, words, len(files) + reports, order.reply_by_on, order.rectify_by_on),
    )
    if problems:
        raise Refused(problems)
    values |= {
        "state": after.state, "issued_on": after.issued_on, "reply_by_on": after.reply_by_on,
        "rectify_by_on": after.rectify_by_on, "replied_on": after.replied_on, "settled_on": after.settled_on,
        "version": order.version + 1,
    }  # fmt: skip
    if not Order.objects.filter(pk=order.pk, version=order.version).update(**values):
        raise SomeoneElse
    for name, value in values.items():
        setattr(order, name, value)
    return _remember(order, files, on=on, actor=actor, unit=unit, kind=step, words=words, reports=reports)


def _remember(
    order: Order, files: Sequence[UploadedFile] = (), *, on: date, reports: int = 0, **values: Any
) -> OrderEntry:
    dates = {"reply_by_on": order.reply_by_on, "rectify_by_on": order.rectify_by_on}
    payload: dict[str, Any] = {"reports": reports} if reports else {}
    if values["kind"] == "issue":
        payload = {name: day.isoformat() for name, day in dates.items() if day}
    entry: OrderEntry = OrderEntry.objects.create(order=order, on=on, at=moment(on), payload=payload, **values)
    attach(entry, files)
    keep_order(order)
    return entry


@transaction.atomic
def choose_escalation(
    *, region: Region, actor: Person | None, subject: str, text: str, on: date | None = None
) -> EscalationChoice:
    """From ``on`` the region's matters, issues or reports follow the first set of ``text``; what was issued stays. Raises
    Refused with every fault of the text."""
    _rules, problems = rules_from_yaml(text)
    if problems:
        raise Refused(problems)
    choice: EscalationChoice = EscalationChoice.objects.create(
        region=region, subject=subject, from_on=today(on), text=text, chosen_by=actor
    )
    record(
        actor=actor,
        verb="supervision.choose_escalation",
        object_kind="region",
        object_id=region.pk,
        words=_rules[0].name,
    )
    return choice
