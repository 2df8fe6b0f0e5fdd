"""An order's kept entries as the pure rules read them, and its history in words."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import Any, cast

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from luodi.ledger.orders import OrderEntry as Entry
from luodi.ledger.orders import OrderStanding, OrderStep, standing_of
from luodi_site.supervision.models import Order, OrderEntry
from luodi_site.supervision.step_lines import StepLine, key, step_lines


def _day(payload: dict[str, Any], name: str) -> date | None:
    return date.fromisoformat(payload[name]) if name in payload else None


def pure(entry: OrderEntry) -> Entry:
    return Entry(
        cast(OrderStep, str(entry.kind)), key(entry.actor_id), key(entry.unit_id), entry.on, entry.words,
        len(entry.files.all()) + entry.payload.get("reports", 0), _day(entry.payload, "reply_by_on"),
        _day(entry.payload, "rectify_by_on"),
    )  # fmt: skip


def standing(order: Order) -> OrderStanding:
    """Where the order stands by its entries; what was kept was allowed, so there is nothing to tell."""
    kept = getattr(order, "kept", None)
    entries = order.entries.order_by("id").prefetch_related("files") if kept is None else kept
    return standing_of(pure(entry) for entry in entries)[0]


def with_steps(orders: QuerySet[Order]) -> QuerySet[Order]:
    """The same orders with what says which steps are open, for a list of them; not for one that a step is taken on."""
    entries = OrderEntry.objects.order_by("id").prefetch_related("files")
    return orders.prefetch_related("also", Prefetch("entries", entries, to_attr="kept"))


def order_history(order: Order) -> list[StepLine]:
    """Newest first."""
    entries = order.entries.select_related("actor", "unit").prefetch_related("files")
    return step_lines(entries, _("系统按升级办法"), attrgetter("words"))
