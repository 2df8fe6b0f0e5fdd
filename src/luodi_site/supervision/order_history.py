"""An order's kept entries as the pure rules read them, and its history in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.utils.translation import gettext as _

from luodi.ledger.orders import OrderEntry as Entry
from luodi.ledger.orders import OrderStanding, OrderStep, standing_of
from luodi_site.supervision.models import Order, OrderEntry, OrderFile


def _day(payload: dict[str, Any], name: str) -> date | None:
    return date.fromisoformat(payload[name]) if name in payload else None


def _key(number: int | None) -> str:
    return "" if number is None else str(number)


def pure(entry: OrderEntry) -> Entry:
    return Entry(
        cast(OrderStep, str(entry.kind)), _key(entry.actor_id), _key(entry.unit_id), entry.on, entry.words,
        len(entry.files.all()), _day(entry.payload, "reply_by_on"), _day(entry.payload, "rectify_by_on"),
    )  # fmt: skip


def standing(order: Order) -> OrderStanding:
    """Where the order stands by its entries; what was kept was allowed, so there is nothing to tell."""
    return standing_of(pure(e) for e in order.entries.order_by("id").prefetch_related("files"))[0]


@dataclass(frozen=True)
class OrderLine:
    """One line of the history, newest first."""

    at: datetime
    who: str
    title: str
    words: str
    files: tuple[OrderFile, ...]


def order_history(order: Order) -> list[OrderLine]:
    entries = order.entries.select_related("actor", "unit").prefetch_related("files")
    return [OrderLine(e.at, _who(e), str(e.get_kind_display()), e.words, tuple(e.files.all())) for e in entries]


def _who(entry: OrderEntry) -> str:
    parts = [str(value) for value in (entry.unit, entry.actor) if value is not None]
    return " ".join(parts) or _("系统按升级办法")
