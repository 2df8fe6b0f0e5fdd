"""Matters, what was written about them, issues, orders and papers as they can be found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from luodi.reports.to_json import from_json
from luodi_site.search.actions import Findable, keep_findable
from luodi_site.search.models import Kind
from luodi_site.supervision.models import Issue, IssueEntry, LedgerEntry, Matter, Order, Paper

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


def paper_rows(papers: Iterable[Paper]) -> Iterator[Findable]:
    """Title, number, and every word on it; what is only behind its figures is found elsewhere, by whoever may see it."""
    for one in papers:
        words = [one.code, one.issuer, *(run.text for run in from_json(one.content).runs())]
        yield Findable(Kind.PAPER, one.pk, one.pk, one.title, one.issued_on or one.on, " ".join(filter(None, words)))


def keep_matters(matters: Iterable[Matter]) -> None:
    keep_findable(matter_rows(matters))


def keep_entry(entry: LedgerEntry) -> None:
    keep_entries([entry])


def keep_entries(entries: Iterable[LedgerEntry]) -> None:
    keep_findable(entry_rows(entries))


def keep_issue(entry: IssueEntry) -> None:
    """An issue with its new step."""
    keep_findable(issue_rows([entry.issue]))


def keep_order(order: Order) -> None:
    keep_findable(order_rows([order]))


def keep_paper(paper: Paper) -> None:
    keep_findable(paper_rows([paper]))
