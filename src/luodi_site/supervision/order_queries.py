"""Orders that a person may see and act on, their filters in the address, and their rows for page and sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi.ledger.orders import RUNNING, steps_from
from luodi.reports.model import Sheet, SheetColumn
from luodi_site.accounts.models import Membership, Region, Unit
from luodi_site.accounts.queries import posts_of, regions_within, scope_of, within
from luodi_site.lib.asked import choice_in, number_in, numbers_in, words_in
from luodi_site.lib.once import once_for_each
from luodi_site.supervision.issue_queries import contact_of
from luodi_site.supervision.models import Matter, Order, OrderEntry, OrderFile
from luodi_site.supervision.order_history import standing

Role = Membership.Role
STATES: tuple[tuple[str, Any], ...] = (
    ("running", gettext_lazy("未销单")),
    ("late", gettext_lazy("逾期未整改")),
    ("silent", gettext_lazy("逾期未回复")),
    *Order.State.choices,
)
_STYLES = {
    "draft": "draft", "issued": "edited", "replied": "edited", "claimed": "draft", "settled": "published",
    "dropped": "rejected",
}  # fmt: skip
_UNIT_STEPS = ("reply", "claim")
_OFFICE_STEPS = ("issue", "drop", "refuse", "settle")
_LEADER_STEPS = ("refuse", "settle")


@once_for_each
def orders_visible_to(person: Any) -> QuerySet[Order]:
    """Orders to units within the person's scope, once they went out; for whoever sees the region whole drafts too; and
    those about the matters and firms that a leader answers for."""
    scope = scope_of(person)
    firms, matters = contact_of(person)
    also = Order.also.through.objects.filter(within(scope, "unit__")).values("order_id")
    to_units = within(scope, "unit__") | Q(pk__in=also)
    to_leader = Q(matter__in=matters) | Q(issue__firm__in=firms)
    is_out = ~Q(state__in=[Order.State.DRAFT, Order.State.DROPPED])
    found = Order.objects.filter(regions_within(scope, "region__") | (is_out & (to_units | to_leader)))
    heavy = (f"cycle__plan__edition__{name}" for name in ("text", "outline", "policy"))
    return found.select_related("region", "unit", "matter", "issue", "act", "cycle__plan__edition").defer(*heavy)


def unsettled_of(person: Any, matter: Matter) -> QuerySet[Order]:
    """Orders about the matter that still run or wait to be issued, the newest first."""
    ended = [Order.State.SETTLED, Order.State.DROPPED]
    return orders_visible_to(person).filter(matter=matter).exclude(state__in=ended)


def order_drafts_seen_by(person: Any, matter: Matter) -> QuerySet[OrderEntry]:
    """How orders about the matter were drawn up, or dropped before they went out, for whoever sees the region whole."""
    if not scope_of(person).has_region(matter.region):
        return OrderEntry.objects.none()
    steps = [OrderEntry.Kind.DRAFT, OrderEntry.Kind.DROP]
    return OrderEntry.objects.filter(order__matter=matter, kind__in=steps).select_related("actor", "order__unit")


def order_files_visible_to(person: Any) -> QuerySet[OrderFile]:
    return OrderFile.objects.filter(entry__order__in=orders_visible_to(person).order_by().values("pk"))


def steps_open_to(person: Any, order: Order) -> dict[str, Unit]:
    """The steps that the table and the person's posts allow now, each with the unit it would be taken for; nobody
    verifies what they or their unit put right."""
    allowed = {step.name: step for step in steps_from(order.state)}  # type: ignore[arg-type]
    units = [order.unit, *order.also.all()]
    found: dict[str, Unit] = {}
    done = standing(order) if any(step.needs_other for step in allowed.values()) else None
    for post in posts_of(person):
        for name in _steps_of(post, order, units):
            step = allowed.get(name)  # type: ignore[call-overload]
            if step is None or (step.needs_other and _did_the_work(person, post.unit, done)):
                continue
            found.setdefault(name, post.unit)
    return found


def _did_the_work(person: Any, unit: Unit, done: Any) -> bool:
    return str(person.pk) in done.workers or str(unit.pk) in done.working_units


def _steps_of(post: Membership, order: Order, units: Sequence[Unit]) -> tuple[str, ...]:
    of_region = order.region.path.startswith(post.unit.region.path)
    steps: tuple[str, ...] = ()
    if post.role in (Role.UNIT, Role.OFFICE) and any(unit.path.startswith(post.unit.path) for unit in units):
        steps += _UNIT_STEPS
    if post.role == Role.OFFICE and of_region:
        steps += _OFFICE_STEPS
    if post.role == Role.LEADER and of_region and post.unit.kind == Unit.Kind.GOVERNMENT:
        steps += _LEADER_STEPS
    return steps


def regions_escalated_by(person: Any) -> QuerySet[Region]:
    """Regions whose rules of escalation the person may read, being of their office, leaders or auditors."""
    return Region.objects.filter(regions_within(scope_of(person, Role.OFFICE, Role.LEADER, Role.AUDITOR)))


@dataclass(frozen=True)
class OrderFilter:
    state: str = ""
    colour: str = ""
    unit: int | None = None
    words: str = ""
    numbers: tuple[int, ...] = ()

    @classmethod
    def read(cls, query: QueryDict) -> OrderFilter:
        return cls(
            state=choice_in(query, "state", dict(STATES)),
            colour=choice_in(query, "colour", Order.Colour.values),
            unit=number_in(query, "unit"),
            words=words_in(query),
            numbers=numbers_in(query),
        )

    @property
    def is_empty(self) -> bool:
        return not (self.state or self.colour or self.unit or self.words or self.numbers)

    def apply(self, orders: QuerySet[Order], today: date) -> QuerySet[Order]:
        if self.numbers:
            orders = orders.filter(pk__in=self.numbers)
        if self.colour:
            orders = orders.filter(colour=self.colour)
        if self.unit:
            orders = orders.filter(unit_id=self.unit)
        if self.words:
            orders = orders.filter(Q(title__icontains=self.words) | Q(code__icontains=self.words))
        match self.state:
            case "running":
                return orders.filter(state__in=RUNNING)
            case "late":
                return orders.filter(state__in=["issued", "replied"], rectify_by_on__lt=today)
            case "silent":
                return orders.filter(state="issued", reply_by_on__lt=today)
            case "":
                return orders
        return orders.filter(state=self.state)


@dataclass(frozen=True)
class OrderRow:
    """``clock`` says how the day stands; ``is_late`` that it has passed."""

    order: Order
    style: str
    clock: str = ""
    is_late: bool = False


def order_row(order: Order, today: date) -> OrderRow:
    style = _STYLES[order.state]
    if order.state == Order.State.ISSUED and order.reply_by_on and order.reply_by_on < today:
        return OrderRow(order, style, _("回复逾期%(days)s天") % {"days": (today - order.reply_by_on).days}, True)
    if order.state in (Order.State.ISSUED, Order.State.REPLIED) and order.rectify_by_on:
        left = (order.rectify_by_on - today).days
        if left < 0:
            return OrderRow(order, style, _("整改逾期%(days)s天") % {"days": -left}, True)
        return OrderRow(order, style, _("今天到期") if left == 0 else _("还有%(days)s天") % {"days": left})
    return OrderRow(order, style)


@dataclass(frozen=True)
class OrderFigures:
    running: int
    draft: int
    claimed: int
    silent: int
    late: int


def order_figures(orders: Iterable[Order], today: date) -> OrderFigures:
    rows = list(orders)
    return OrderFigures(
        running=sum(order.state in RUNNING for order in rows),
        draft=sum(order.state == Order.State.DRAFT for order in rows),
        claimed=sum(order.state == Order.State.CLAIMED for order in rows),
        silent=sum(order.state == "issued" and bool(order.reply_by_on and order.reply_by_on < today) for order in rows),
        late=sum(
            order.state in ("issued", "replied") and bool(order.rectify_by_on and order.rectify_by_on < today)
            for order in rows
        ),
    )


def order_sheet(orders: Sequence[Order], note: str) -> Sheet:
    """督办单台账 as offices keep it."""
    columns = (
        SheetColumn(_("序号"), 6, "integer"), SheetColumn(_("编号"), 18), SheetColumn(_("督办单"), 13),
        SheetColumn(_("督办事项"), 36), SheetColumn(_("主送单位"), 18), SheetColumn(_("督办理由"), 36),
        SheetColumn(_("发出日期"), 12, "date"), SheetColumn(_("回复时限"), 12, "date"),
        SheetColumn(_("回复日期"), 12, "date"), SheetColumn(_("整改时限"), 12, "date"),
        SheetColumn(_("销单日期"), 12, "date"), SheetColumn(_("状态"), 10),
    )  # fmt: skip
    cells = tuple(
        (
            number, order.code or None, order.name, order.title, str(order.unit), order.why, order.issued_on,
            order.reply_by_on, order.replied_on, order.rectify_by_on, order.settled_on, str(order.get_state_display()),
        )
        for number, order in enumerate(orders, start=1)
    )  # fmt: skip
    return Sheet(_("督办单"), _("督办单台账"), columns, cells, note)
