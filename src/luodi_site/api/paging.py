"""Lists come in pages, each with the whole count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from ninja import Field, Schema


class PageQuery(Schema):
    """Which page."""

    page: int = Field(1, ge=1, description="第几页，从1开始")
    size: int = Field(50, ge=1, le=200, description="每页条数，最多200")


class Page(Schema):
    """What every list has beside its items."""

    total: int = Field(description="符合条件的总条数")
    page: int = Field(description="第几页")
    size: int = Field(description="每页条数")


def paged(found: QuerySet[Any], asked: PageQuery, make: Callable[[Any], Any]) -> dict[str, Any]:
    """The page asked for; ``make`` gives an item from a row."""
    start = (asked.page - 1) * asked.size
    rows = found[start : start + asked.size]
    return {"total": found.count(), "page": asked.page, "size": asked.size, "items": [make(row) for row in rows]}
