"""The filters of the list of issues as the address keeps them, and its rows for page and sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi.ledger.issues import OPEN_STATES
from luodi.reports.model import Sheet, SheetColumn
from luodi_site.lib.asked import choice_in, number_in, numbers_in, words_in
from luodi_site.supervision.issue_queries import SOON
from luodi_site.supervision.models import Issue, LeaderContact

STATES: tuple[tuple[str, Any], ...] = (
    ("open", gettext_lazy("未销号")),
    ("past", gettext_lazy("已超期")),
    ("soon", gettext_lazy("3天内到期")),
    *Issue.State.choices,
)
# Issues that are still open stand first, by their day; the others after them.
_IS_OVER = Case(When(state__in=OPEN_STATES, then=0), default=1)
SORTS = {
    "": (_IS_OVER, F("clear_by_on").asc(nulls_last=True), "-pk"),
    "urgency": (_IS_OVER, "-urgency", F("clear_by_on").asc(nulls_last=True), "-pk"),
    "-clear_by": (F("clear_by_on").desc(nulls_last=True), "-pk"),
    "raised": ("raised_on", "pk"),
    "-raised": ("-raised_on", "-pk"),
}
_STYLES = {
    "raised": "draft", "assigned": "edited", "answered": "edited", "closing": "draft", "closed": "published",
    "declined": "rejected",
}  # fmt: skip


@dataclass(frozen=True)
class IssueFilter:
    """``leader`` keeps the issues of the firms and matters that a leader answers for 包保."""

    state: str = ""
    unit: int | None = None
    firm: int | None = None
    leader: int | None = None
    words: str = ""
    sort: str = ""
    numbers: tuple[int, ...] = ()

    @classmethod
    def read(cls, query: QueryDict) -> IssueFilter:
        return cls(
            state=choice_in(query, "state", dict(STATES)),
            unit=number_in(query, "unit"),
            firm=number_in(query, "firm"),
            leader=number_in(query, "leader"),
            words=words_in(query),
            sort=choice_in(query, "sort", SORTS),
            numbers=numbers_in(query),
        )

    @property
    def is_empty(self) -> bool:
        return not (self.state or self.unit or self.firm or self.leader or self.words or self.numbers)

    def apply(self, issues: QuerySet[Issue], today: date) -> QuerySet[Issue]:
        if self.numbers:
            issues = issues.filter(pk__in=self.numbers)
        if self.unit:
            issues = issues.filter(lead_unit_id=self.unit)
        if self.firm:
            issues = issues.filter(firm_id=self.firm)
        if self.leader:
            mine = LeaderContact.objects.filter(leader_id=self.leader)
            issues = issues.filter(
                Q(firm__in=mine.filter(firm__isnull=False).values("firm_id"))
                | Q(matter__in=mine.filter(matter__isnull=False).values("matter_id"))
            )
        if self.words:
            issues = issues.filter(Q(title__icontains=self.words) | Q(words__icontains=self.words))
        return self._by_state(issues, today).order_by(*SORTS[self.sort])

    def _by_state(self, issues: QuerySet[Issue], today: date) -> QuerySet[Issue]:
        if not self.state:
            return issues
        if self.state == "open":
            return issues.filter(state__in=OPEN_STATES)
        if self.state == "past":
            return issues.filter(state__in=OPEN_STATES, clear_by_on__lt=today)
        if self.state == "soon":
            return issues.filter(state__in=OPEN_STATES, clear_by_on__range=(today, today + SOON))
        return issues.filter(state=self.state)


@dataclass(frozen=True)
class IssueRow:
    """``style`` names the look of the state; ``clock`` says how the deadline stands, ``days_late`` counts from it."""

    issue: Issue
    style: str
    clock: str = ""
    days_late: int | None = None


def issue_row(issue: Issue, today: date) -> IssueRow:
    day = issue.clear_by_on
    if day is None or issue.state not in OPEN_STATES:
        return IssueRow(issue, _STYLES[issue.state])
    left = (day - today).days
    if left < 0:
        return IssueRow(issue, _STYLES[issue.state], _("已超期%(days)s天") % {"days": -left}, -left)
    clock = _("今天到期") if left == 0 else _("还有%(days)s天") % {"days": left}
    return IssueRow(issue, _STYLES[issue.state], clock)


def issue_sheet(rows: Sequence[IssueRow], note: str) -> Sheet:
    """问题清单 as offices keep it."""
    columns = (
        SheetColumn(_("序号"), 6, "integer"), SheetColumn(_("问题"), 30), SheetColumn(_("情况说明"), 44),
        SheetColumn(_("涉及企业"), 20), SheetColumn(_("提出单位"), 18), SheetColumn(_("提出日期"), 12, "date"),
        SheetColumn(_("牵头单位"), 16), SheetColumn(_("销号时限"), 12, "date"), SheetColumn(_("紧急程度"), 9), SheetColumn(_("状态"), 10),
        SheetColumn(_("超期天数"), 10, "integer"), SheetColumn(_("销号日期"), 12, "date"),
        SheetColumn(_("重新打开次数"), 14, "integer"),
    )  # fmt: skip
    return Sheet(_("问题清单"), _("问题清单"), columns, tuple(_cells(n, row) for n, row in enumerate(rows, 1)), note)


def _cells(number: int, row: IssueRow) -> tuple[Any, ...]:
    issue = row.issue
    return (
        number, issue.title, issue.words, issue.firm.name if issue.firm else None, str(issue.raised_by_unit),
        issue.raised_on, str(issue.lead_unit) if issue.lead_unit else None, issue.clear_by_on,
        str(issue.get_urgency_display()) if issue.urgency else None, str(issue.get_state_display()),
        row.days_late, issue.closed_on, issue.reopened or None,
    )  # fmt: skip
