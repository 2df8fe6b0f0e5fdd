"""What a page reads once: kept while one GET is answered, never beyond it, and never where something is written."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

Value = TypeVar("Value")
# So many numbers still go into a query as they stand; of more the query itself is asked again.
FEW = 1000
_kept: ContextVar[dict[Hashable, object] | None] = ContextVar("kept", default=None)


def once(key: Hashable, read: Callable[[], Value]) -> Value:
    """What ``read`` gives, read at its first asking only while a page is made; anywhere else each time anew."""
    kept = _kept.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    return kept[key]  # type: ignore[return-value]


def is_page() -> bool:
    """Whether a page is being made."""
    return _kept.get() is not None


def once_for_each(view: Callable[[Any], Value]) -> Callable[[Any], Value]:
    """A question about a person, asked once a page; a query that it gives is built once and narrowed by each who asks."""

    @wraps(view)
    def asked(person: Any) -> Value:
        return once((view.__module__, view.__qualname__, getattr(person, "pk", None)), lambda: view(person))

    return asked


def few(key: Hashable, numbers: Any) -> Any:
    """Of a query for numbers: the numbers, where they are few and a page uses them again and again, else the query itself;
    either can stand behind ``__in``."""
    if not is_page():
        return numbers
    found = once(key, lambda: tuple(numbers[: FEW + 1]))
    return found if len(found) <= FEW else numbers


def number_of(rows: Any) -> int:
    """How many there are, of a query or of a list."""
    return len(rows) if isinstance(rows, list) else rows.count()


class OncePerPage:
    """Middleware: a page that only shows sees one state of the site, so that the same is not asked twice."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        token = _kept.set({})
        try:
            return self.get_response(request)
        finally:
            _kept.reset(token)
