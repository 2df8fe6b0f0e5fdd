"""An order's kept entries as the pure rules read them, and its history in words."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import Any, cast

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
    return standing_of(pure(e) for e in order.entries.order_by("id").prefetch_related("files"))[0]


def order_history(order: Order) -> list[StepLine]:
    """Newest first."""
    entries = order.entries.select_related("actor", "unit").prefetch_related("files")
    return step_lines(entries, _("系统按升级办法"), attrgetter("words"))
