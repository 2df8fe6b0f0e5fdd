"""Matters, what was written about them, issues and circulars as they can be found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from luodi_site.search.actions import Findable, keep_findable
from luodi_site.search.models import Kind
from luodi_site.supervision.models import Circular, Issue, IssueEntry, LedgerEntry, Matter, Order

# What people wrote into an entry; the rest of a payload is for programs.
_WRITTEN = ("words", "problems", "next_steps", "reason")


def matter_rows(matters: Iterable[Matter]) -> Iterator[Findable]:
    """Title and the words it comes from; the newest first, by the day it began."""
    for matter in matters:
        on = matter.starts_on or matter.source_on
        if on:
            yield Findable(Kind.MATTER, matter.pk, matter.pk, matter.title, on, matter.text)


def entry_rows(entries: Iterable[LedgerEntry]) -> Iterator[Findable]:
    """Entries in which somebody wrote something, under their matter's title."""
    for entry in entries:
        words = " ".join(part for name in _WRITTEN if isinstance(part := entry.payload.get(name), str) and part)
        if words:
            yield Findable(
                Kind.REPORT, entry.pk, entry.matter_id, entry.matter.title, entry.on, words, is_named=False
            )  # fmt: skip


def issue_rows(issues: Iterable[Issue]) -> Iterator[Findable]:
    """What it is about, and all that was said on its way."""
    for issue in issues:
        said = [entry.words for entry in issue.entries.order_by("pk")]
        yield Findable(Kind.ISSUE, issue.pk, issue.pk, issue.title, issue.raised_on, " ".join([issue.words, *said]))


def order_rows(orders: Iterable[Order]) -> Iterator[Findable]:
    """Its number and title, why it went out, and all that was said on its way; drafts are nobody's to find yet."""
    for order in orders:
        if order.issued_on:
            said = [entry.words for entry in order.entries.order_by("pk")]
            title = f"{order}：{order.title}"
            yield Findable(Kind.ORDER, order.pk, order.pk, title, order.issued_on, " ".join([order.why, *said]))


def circular_rows(circulars: Iterable[Circular]) -> Iterator[Findable]:
    """Title, number, and every word of the body."""
    for one in circulars:
        words = " ".join([one.number, one.issuer, *_strings(json.loads(one.content))])
        yield Findable(Kind.CIRCULAR, one.pk, one.pk, one.title, one.issued_on, words)


def _strings(value: Any) -> Iterator[str]:
    """Every text in a report's JSON that is for people: those with Chinese in them."""
    if isinstance(value, str):
        if any("\u4e00" <= c <= "\u9fff" for c in value):
            yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def keep_matters(matters: Iterable[Matter]) -> None:
    keep_findable(matter_rows(matters))


def keep_entry(entry: LedgerEntry) -> None:
    keep_findable(entry_rows([entry]))


def keep_issue(entry: IssueEntry) -> None:
    """An issue with its new step."""
    keep_findable(issue_rows([entry.issue]))


def keep_order(order: Order) -> None:
    keep_findable(order_rows([order]))


def keep_circular(circular: Circular) -> None:
    keep_findable(circular_rows([circular]))
