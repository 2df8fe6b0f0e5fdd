"""The filters of the ledger, the calendar and the targets, as the address keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from luodi_site.accounts.models import Region
from luodi_site.lib.asked import choice_in, number_in, numbers_in, words_in
from luodi_site.supervision.models import EditionTarget, Matter, MatterUnit, Urgency
from luodi_site.supervision.queries import SOON, UNDER_WAY, unassigned
from luodi_site.supervision.rows import LIGHT_NAMES

STATES: tuple[tuple[str, Any], ...] = (
    ("open", _("办理中")),
    ("unassigned", _("待分派")),
    ("soon", _("30天内到期")),
    ("past", _("时限已过")),
    ("claimed", _("待核验")),
    ("closed", _("已销号")),
    ("replaced", _("已拆分或合并")),
    ("superseded", _("已被新版取代")),
)
SORTS = {
    "urgency": ("-urgency", F("deadline").asc(nulls_last=True), "-edition_id", "position"),
    "": ("-edition_id", "position"),
    "deadline": (F("deadline").asc(nulls_last=True), "-edition_id", "position"),
    "-deadline": (F("deadline").desc(nulls_last=True), "-edition_id", "position"),
    "title": ("title", "pk"),
    "-title": ("-title", "pk"),
}


@dataclass(frozen=True)
class LedgerFilter:
    """``positions`` are numbers of matters within the document, as a circular's figures link to them."""

    document: int | None = None
    unit: int | None = None
    region: int | None = None
    state: str = ""
    light: str = ""
    is_urgent: bool = False
    words: str = ""
    positions: tuple[int, ...] = ()
    sort: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> LedgerFilter:
        return cls(
            document=number_in(query, "document"),
            unit=number_in(query, "unit"),
            region=number_in(query, "region"),
            state=choice_in(query, "state", dict(STATES)),
            light=choice_in(query, "light", LIGHT_NAMES),
            is_urgent=query.get("urgent") == "1",
            words=words_in(query),
            positions=numbers_in(query),
            sort=choice_in(query, "sort", SORTS),
        )

    @property
    def is_empty(self) -> bool:
        return not (
            self.document
            or self.unit
            or self.region
            or self.state
            or self.light
            or self.is_urgent
            or self.words
            or self.positions
        )

    def apply(self, matters: QuerySet[Matter], today: date) -> QuerySet[Matter]:
        """Matters in force, unless the superseded ones are asked for, or a document of its own."""
        if self.state in (Matter.State.SUPERSEDED, Matter.State.CLOSED, Matter.State.CLAIMED):
            matters = matters.filter(state=self.state)
        elif self.state == "replaced":
            matters = matters.filter(state__in=[Matter.State.DIVIDED, Matter.State.MERGED])
        elif self.state or self.light or not self.document:
            matters = matters.filter(state__in=UNDER_WAY)
        if self.light:
            matters = matters.filter(light=self.light)
        if self.is_urgent:
            matters = matters.filter(urgency__gt=Urgency.NORMAL)
        if self.document:
            matters = matters.filter(edition_id=self.document)
        if self.positions:
            matters = matters.filter(position__in=self.positions)
        if self.words:
            matters = matters.filter(Q(title__icontains=self.words) | Q(units__name__icontains=self.words)).distinct()
        return self._by_state(self._by_unit(matters), today).order_by(*SORTS[self.sort])

    def _by_unit(self, matters: QuerySet[Matter]) -> QuerySet[Matter]:
        rows = MatterUnit.objects.all()
        if self.unit:
            matters = matters.filter(pk__in=rows.filter(unit_id=self.unit).values("matter_id"))
        if self.region:
            path = Region.objects.filter(pk=self.region).values_list("path", flat=True).first() or "-"
            matters = matters.filter(pk__in=rows.filter(unit__region__path__startswith=path).values("matter_id"))
        return matters

    def _by_state(self, matters: QuerySet[Matter], today: date) -> QuerySet[Matter]:
        if self.state == "unassigned":
            return matters.filter(unassigned())
        if self.state == "soon":
            return matters.filter(deadline__range=(today, today + SOON))
        if self.state == "past":
            return matters.filter(deadline__lt=today)
        return matters


@dataclass(frozen=True)
class TargetFilter:
    document: int | None = None
    by: int | None = None
    words: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> TargetFilter:
        return cls(number_in(query, "document"), number_in(query, "by"), words_in(query))

    @property
    def is_empty(self) -> bool:
        return not (self.document or self.by or self.words)

    def apply(self, targets: QuerySet[EditionTarget]) -> QuerySet[EditionTarget]:
        if self.document:
            targets = targets.filter(edition_id=self.document)
        if self.by:
            targets = targets.filter(by=self.by)
        if self.words:
            targets = targets.filter(indicator__icontains=self.words)
        return targets


def month_in(query: QueryDict, today: date) -> date:
    """The first day of the month that the address asks for (``2026-03``), or of this one."""
    words = query.get("month", "")
    year, _dash, month = words.partition("-")
    if year.isdecimal() and month.isdecimal() and 1990 <= int(year) <= 2100 and 1 <= int(month) <= 12:
        return date(int(year), int(month), 1)
    return today.replace(day=1)
