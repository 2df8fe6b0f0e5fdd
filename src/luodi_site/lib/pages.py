"""Fifty rows a page, with filters kept in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

ROWS = 50


@dataclass(frozen=True)
class PageOfRows:
    """The rows to show, and how to reach the others without losing the filters."""

    rows: Sequence[Any]
    number: int
    pages: int
    total: int
    first: int
    last: int
    previous: str | None
    following: str | None


def with_changed(request: HttpRequest, **changes: object) -> str:
    """The present query string with some parameters changed; None or '' takes one out."""
    query = request.GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return "?" + query.urlencode()


def page_of(
    request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], size: int = ROWS, total: int | None = None
) -> PageOfRows:
    """The page that the address asks for; an impossible number gives the nearest page. ``total`` where it is known."""
    pages = Paginator(rows, size)
    if total is not None:
        pages.count = total
    page = pages.get_page(request.GET.get("page"))
    return PageOfRows(
        rows=page.object_list,
        number=page.number,
        pages=page.paginator.num_pages,
        total=page.paginator.count,
        first=page.start_index(),
        last=page.end_index(),
        previous=with_changed(request, page=page.number - 1) if page.has_previous() else None,
        following=with_changed(request, page=page.number + 1) if page.has_next() else None,
    )
