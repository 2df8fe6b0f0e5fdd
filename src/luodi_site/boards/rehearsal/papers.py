"""After each quarter the papers go out: drafted, reviewed (and sometimes sent back), signed, numbered, issued."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from luodi.periods import Period
from luodi.reports.templates import Template
from luodi_site.boards.rehearsal.cast import Cast, dice
from luodi_site.policies.models import Edition
from luodi_site.supervision import actions
from luodi_site.supervision.models import Paper


def papers(cast: Cast, day: date) -> None:
    """One day of papers. What is drafted goes one step further each working day."""
    if day.weekday() >= 5:
        return
    for paper in Paper.objects.exclude(state__in=[Paper.State.ISSUED, Paper.State.DROPPED]).order_by("pk"):
        _go_on(cast, paper, day)
    if day.month % 3 == 1 and day.day in (8, 9, 10) and _is_first_workday(day):
        ended = Period.holding("quarter", day.replace(day=1) - timedelta(days=1))
        _draft(cast, "progress", ended, day)
        _draft(cast, "issue_list", ended, day)
        _draft(cast, "criticise" if ended.number % 2 else "commend", ended, day)
        if ended.number == 4:
            _draft(cast, "yearly", Period.holding("year", ended.last_on), day)
        for edition in Edition.objects.filter(superseded_by=None).order_by("pk"):
            _draft(cast, "breakdown", Period.holding("quarter", day), day, edition)


def _is_first_workday(day: date) -> bool:
    """The first working day from the eighth on."""
    return day.day == 8 or (day.weekday() == 0)


def _draft(cast: Cast, kind: str, period: Period, day: date, edition: Edition | None = None) -> None:
    if period.last_on < date(2026, 1, 1):
        return
    actions.draft_paper(
        region=cast.city, kind=kind, actor=cast.clerk, issuer=cast.office_unit.name, first_on=period.first_on,
        last_on=period.last_on, period=period.name, on=day, edition=edition,
    )  # fmt: skip


def _go_on(cast: Cast, paper: Paper, day: date) -> None:
    chance = dice("paper", paper.kind, paper.period, paper.version)
    match paper.state:
        case Paper.State.DRAFTED if paper.kind == "commend" and paper.version > 3:
            _step(cast.office, paper, "drop", day, words="本期不发。")
        case Paper.State.DRAFTED:
            _step(cast.office, paper, "review", day)
        case Paper.State.REVIEWED if chance.random() < 0.3:
            _step(cast.leader, paper, "send_back", day, words="请补充最新数据。")
            words = Template(paper.title_text, paper.body + "\n请各有关单位抓好落实。", paper.addressees)
            actions.change_paper(
                paper=paper, actor=cast.clerk, version=paper.version, template=words, on=day, written_on=day
            )
        case Paper.State.REVIEWED:
            _step(cast.leader, paper, "sign", day)
        case Paper.State.SIGNED:
            _step(cast.office, paper, "issue", day)


def _step(actor: Any, paper: Paper, step: Any, day: date, **values: Any) -> None:
    actions.take_paper_step(paper=paper, actor=actor, version=paper.version, step=step, on=day, **values)
