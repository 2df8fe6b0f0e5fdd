"""Units report early, late, twice or never; the office accepts or returns; what is done is closed, and now and then not."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from luodi_site.boards.rehearsal.cast import Cast, dice, proof
from luodi_site.supervision import actions
from luodi_site.supervision.models import LedgerEntry, Matter, ProgressReport
from luodi_site.supervision.parties import partner_unit

ALL = Decimal(100)
State = ProgressReport.State
# How a report goes, out of ten: the days between asking and reporting (None: it never comes), and whether it comes back.
_WAYS: tuple[tuple[int | None, bool], ...] = (
    (2, False), (4, False), (5, False), (7, False), (9, False), (3, True), (8, True), (16, False), (24, True), (None, False),
)  # fmt: skip
# How fast the work of a matter goes, against its schedule.
_PACES = ("1.15", "1.00", "0.95", "0.80", "0.60", "0.35")


def work(cast: Cast, day: date) -> None:
    """One day of reports: the units first, then the office."""
    if day.weekday() >= 5:
        return
    for report in _waiting(State.DUE, State.RETURNED):
        person = cast.lead_of(report.matter)
        if person and _comes_on(report, day):
            _hand_in(cast, report, person, day)
    for report in _waiting(State.SUBMITTED):
        if report.submitted_on and report.submitted_on + timedelta(days=2) <= day:
            _decide(cast, report, day)


def close(cast: Cast, day: date) -> None:
    """One day of closures: claimed where the whole is done, verified by the office, re-opened where it was not so."""
    if day.weekday() >= 5:
        return
    done = (
        Matter.objects.filter(state=Matter.State.OPEN, progress__gte=ALL).order_by("pk").prefetch_related("units__unit")
    )
    for matter in done:
        if person := cast.lead_of(matter):
            actions.request_closure(
                matter=matter, actor=person, version=matter.version, words="任务已全部完成。", files=[proof("完成情况")],
                on=day,
            )  # fmt: skip
    for matter in Matter.objects.filter(state=Matter.State.CLAIMED).order_by("pk"):
        claimed = matter.entries.filter(kind=LedgerEntry.Kind.REQUEST_CLOSURE)
        if claimed[0].on + timedelta(days=4) <= day:
            _verify(cast, matter, claimed.count(), day)
    for matter in Matter.objects.filter(state=Matter.State.CLOSED).order_by("pk"):
        _look_again(cast, matter, day)


def _waiting(*states: str) -> list[ProgressReport]:
    found = ProgressReport.objects.filter(state__in=states).order_by("pk")
    return list(found.select_related("matter__region", "cycle").prefetch_related("matter__units__unit"))


def _dice(report: ProgressReport) -> Random:
    return dice(report.matter.title, report.matter.position, report.cycle or "")


def _way(report: ProgressReport) -> tuple[int | None, bool]:
    return _dice(report).choice(_WAYS)


def _comes_on(report: ProgressReport, day: date) -> bool:
    after, _comes_back = _way(report)
    if report.state == State.RETURNED:
        return report.decided_on is not None and report.decided_on + timedelta(days=3) <= day
    return after is not None and report.opened_on + timedelta(days=after) <= day


def _hand_in(cast: Cast, report: ProgressReport, person: Any, day: date) -> None:
    matter, chance = report.matter, _dice(report)
    share = _share(matter, day)
    values: dict[str, Any] = {
        "share": share, "words": f"累计完成{share}%。", "problems": chance.choice(["", "", "用地手续偏慢。", "资金到位不足。"]),
        "next_steps": "按月推进。",
    }  # fmt: skip
    if chance.random() < 0.2:  # kept as a draft first
        actions.save_report(report=report, actor=person, version=report.version, values=values, on=day)
    files = [proof(f"{report.cycle or '补报'}进展清单")] if chance.random() < 0.3 else []
    actions.submit_report(report=report, actor=person, version=report.version, values=values, files=files, on=day)
    partner = next((s.person for s in cast.seats if partner_unit(s.person, matter)), None)
    if partner and chance.random() < 0.15:
        actions.add_part(report=report, actor=partner, words="配合事项按分工推进。", on=day)


def _share(matter: Matter, day: date) -> Decimal:
    """How far it is by now, at the pace of this matter; never less than was accepted."""
    pace = Decimal(dice("pace", matter.title, matter.position).choice(_PACES))
    first = matter.starts_on or day
    last = matter.deadline or first + timedelta(days=800)
    passed = Decimal((day - first).days) / max(1, (last - first).days) * ALL
    share = min(ALL, (passed * pace).quantize(Decimal("0.1")))
    return max(share, matter.progress or Decimal(0))


def _decide(cast: Cast, report: ProgressReport, day: date) -> None:
    _after, comes_back = _way(report)
    decision: dict[str, Any] = {"report": report, "actor": cast.office, "version": report.version, "on": day}
    if comes_back and report.returned_count == 0:
        actions.return_report(**decision, reason="请补充分项数据。")
    else:
        actions.accept_report(**decision)


def _verify(cast: Cast, matter: Matter, times: int, day: date) -> None:
    decision: dict[str, Any] = {"matter": matter, "actor": cast.clerk, "version": matter.version, "on": day}
    if times == 1 and dice("verify", matter.title).random() < 0.3:
        actions.refuse_closure(**decision, reason="佐证材料不足以说明全部完成。")
    else:
        actions.approve_closure(**decision, words="现场核验属实。")


def _look_again(cast: Cast, matter: Matter, day: date) -> None:
    """A fifth of what is closed turns out, sixty days later, not to be done."""
    approved = matter.entries.filter(kind=LedgerEntry.Kind.APPROVE_CLOSURE)
    if approved.count() > 1 or dice("again", matter.title).random() >= 0.2 or approved[0].on + timedelta(days=60) > day:
        return
    actions.reopen_matter(
        matter=matter, actor=cast.office, version=matter.version, reason="回访发现部分内容没有落实。", on=day
    )
