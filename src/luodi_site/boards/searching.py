"""Search over everything that a person may see, with the page that each hit opens; and the table of words made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luodi_site.accounts.models import Membership, Unit
from luodi_site.accounts.queries import units_visible_to
from luodi_site.lib.once import few
from luodi_site.policies.models import Edition, Reading
from luodi_site.policies.queries import editions_visible_to, readings_visible_to
from luodi_site.policies.search_rows import edition_rows
from luodi_site.search.actions import Findable, keep_findable
from luodi_site.search.models import Kind, SearchEntry, SearchWord
from luodi_site.search.queries import Hit, Hits, hits_of, read_question
from luodi_site.supervision import issue_queries, order_queries, paper_history, search_rows
from luodi_site.supervision import queries as supervision
from luodi_site.supervision.models import Issue, LedgerEntry, Matter, Order, Paper
from luodi_site.supervision.rows import source_of

PER_KIND, PER_PAGE = 8, 50
Role = Membership.Role


@dataclass(frozen=True)
class Part:
    """One kind of what can be found: whose owners a person may see, and where hits open."""

    kind: str
    visible: Callable[[Any], QuerySet[Any]]
    urls: Callable[[Sequence[Hit]], list[str]]


def _to(name: str) -> Callable[[Sequence[Hit]], list[str]]:
    return lambda hits: [reverse(name, args=[hit.owner]) for hit in hits]


def _to_clauses(hits: Sequence[Hit]) -> list[str]:
    """The document at the clause, highlighted."""
    editions = Edition.objects.filter(pk__in={hit.owner for hit in hits}).values_list("pk", "reading_id")
    readings = dict(editions)
    return [reverse("policies:text", args=[readings[hit.owner]]) + source_of(hit.start, hit.end) for hit in hits]


def _standing_matters(person: Any) -> QuerySet[Any]:
    return supervision.matters_visible_to(person).exclude(state=Matter.State.SUPERSEDED)


PARTS = (
    Part(Kind.MATTER, _standing_matters, _to("supervision:matter")),
    Part(Kind.REPORT, supervision.matters_visible_to, _to("supervision:matter")),
    Part(Kind.CLAUSE, lambda person: editions_visible_to(person).filter(superseded_by=None), _to_clauses),
    Part(Kind.ISSUE, issue_queries.issues_visible_to, _to("supervision:issue")),
    Part(Kind.ORDER, order_queries.orders_visible_to, _to("supervision:order")),
    Part(Kind.PAPER, paper_history.papers_visible_to, _to("supervision:paper")),
)


@dataclass(frozen=True)
class Line:
    hit: Hit
    url: str


@dataclass(frozen=True)
class Section:
    """The hits of one kind."""

    kind: str
    label: Any
    lines: tuple[Line, ...]
    count: int
    is_more: bool


@dataclass(frozen=True)
class Found:
    """Everything found, by kind; drafts and units by their names."""

    sections: tuple[Section, ...]
    readings: tuple[Reading, ...]
    units: tuple[Unit, ...]

    @property
    def total(self) -> int:
        return sum(section.count for section in self.sections) + len(self.readings) + len(self.units)

    @property
    def is_more(self) -> bool:
        return any(section.is_more for section in self.sections)


def find(person: Any, words: str, kind: str = "") -> Found:
    """Eight of each kind, or fifty of the one kind asked for; nothing for no words."""
    if not words:
        return Found((), (), ())
    asked = read_question(words, [part.kind for part in PARTS if kind in ("", part.kind)])
    parts = [part for part in PARTS if kind in ("", part.kind) and asked.may_hold(part.kind)]
    limit = PER_PAGE if kind else PER_KIND
    sections = tuple(_section(part, hits_of(part.kind, asked, _numbers(part, person), limit=limit)) for part in parts)
    readings, units = ((), ()) if kind else (_readings(person, words), _units(person, words))
    return Found(tuple(section for section in sections if section.count), readings, units)


def _numbers(part: Part, person: Any) -> Any:
    """Of whom little is seen, search begins with that little; else with the words."""
    return few(("search", part.kind), part.visible(person).order_by().values_list("pk", flat=True))


def _section(part: Part, hits: Hits) -> Section:
    lines = tuple(Line(hit, url) for hit, url in zip(hits.rows, part.urls(hits.rows), strict=True))
    return Section(part.kind, Kind(part.kind).label, lines, hits.count, hits.is_more)


def _readings(person: Any, words: str) -> tuple[Reading, ...]:
    drafts = readings_visible_to(person).filter(state=Reading.State.DRAFT)
    return tuple(drafts.filter(Q(title__icontains=words) | Q(text__icontains=words))[:PER_KIND])


def _units(person: Any, words: str) -> tuple[Unit, ...]:
    named = Q(name__icontains=words) | Q(short_name__icontains=words) | Q(names__name__icontains=words)
    return tuple(units_visible_to(person).filter(named).distinct()[:PER_KIND])


def _everything() -> Iterator[Findable]:
    editions = Edition.objects.filter(superseded_by=None).exclude(reading__state=Reading.State.WITHDRAWN)
    for edition in editions.iterator(chunk_size=50):
        yield from edition_rows(edition)
    matters = Matter.objects.order_by("edition_id", "position").prefetch_related("edition")
    yield from search_rows.matter_rows(matters.iterator(chunk_size=500))
    entries = LedgerEntry.objects.order_by("pk").select_related("matter").only("matter__title", "kind", "on", "payload")
    yield from search_rows.entry_rows(entries.iterator(chunk_size=2000))
    yield from search_rows.issue_rows(Issue.objects.iterator(chunk_size=500))
    yield from search_rows.order_rows(Order.objects.iterator(chunk_size=500))
    yield from search_rows.paper_rows(Paper.objects.iterator(chunk_size=50))


def rebuild() -> int:
    """Makes the table of words anew from what is there; gives how many things can be found."""
    SearchWord.objects.all().delete()
    SearchEntry.objects.all().delete()
    count, batch = 0, []
    for row in _everything():
        batch.append(row)
        if len(batch) == 2000:
            count, batch = count + keep_findable(batch), []
    return count + keep_findable(batch)


KINDS = [("", _("全部")), *((part.kind, Kind(part.kind).label) for part in PARTS)]
