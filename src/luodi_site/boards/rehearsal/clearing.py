"""Issues are raised, assigned, answered and cleared, not always at the first try; orders are answered and settled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from luodi_site.accounts.models import Person, Unit
from luodi_site.boards.rehearsal.cast import Cast, dice, proof
from luodi_site.supervision import actions
from luodi_site.supervision.models import Issue, Matter, Order

EVERY = 12
_TITLES = (
    "用电扩容未批",
    "排污许可迟迟未办",
    "园区道路没有接通",
    "贴息资金未到账",
    "熟练技工招不齐",
    "检测认证周期过长",
)


def issues(cast: Cast, day: date) -> None:
    """One day of issues: every twelfth day one is raised; each of the others may go one step on."""
    if day.weekday() >= 5:
        return
    if day.toordinal() % EVERY < 2:
        _raise(cast, day)
    for issue in (
        Issue.objects.exclude(state=Issue.State.DECLINED).select_related("lead_unit", "raised_by_unit").order_by("pk")
    ):
        last = issue.entries.exclude(kind__in=["remind", "order"])[0]
        if last.on + timedelta(days=dice("pause", issue.title, last.kind, last.on).randint(1, 12)) <= day:
            _go_on(cast, issue, day)


def _raise(cast: Cast, day: date) -> None:
    chance = dice("issue", day)
    seat = chance.choice(cast.seats)
    actions.raise_issue(
        actor=seat.person, unit=seat.unit, region=cast.city, title=f"{chance.choice(_TITLES)}（{day.month}月{day.day}日）",
        words="已多次联系，没有明确答复。", on=day, firm=seat.unit if seat.unit.kind == Unit.Kind.FIRM else None,
    )  # fmt: skip


def _go_on(cast: Cast, issue: Issue, day: date) -> None:
    chance = dice("step", issue.title, issue.version)
    lead = cast.of_unit(issue.lead_unit)
    match issue.state:
        case Issue.State.RAISED if chance.random() < 0.1:
            _step(issue, cast.office, cast.office_unit, "decline", day, words="属企业自主经营事项。")
        case Issue.State.RAISED:
            unit = chance.choice([s for s in cast.seats if s.unit.kind != Unit.Kind.FIRM]).unit
            due = day + timedelta(days=chance.randint(10, 40))
            _step(
                issue,
                cast.office,
                cast.office_unit,
                "assign",
                day,
                lead_unit=unit,
                clear_by_on=due,
                words="请限时解决。",
            )
        case Issue.State.ASSIGNED if lead:
            _step(issue, lead, issue.lead_unit, "answer", day, words="正在协调。")
        case Issue.State.ANSWERED if lead and chance.random() < 0.15:
            _without_evidence(issue, lead, day)
        case Issue.State.ANSWERED if lead:
            _step(issue, lead, issue.lead_unit, "request_closure", day, words="已经解决。", files=[proof("回执")])
        case Issue.State.CLOSING if chance.random() < 0.2:
            _step(issue, cast.clerk, cast.office_unit, "refuse_closure", day, words="企业表示尚未解决。")
        case Issue.State.CLOSING:
            _step(issue, cast.clerk, cast.office_unit, "approve_closure", day)
        case Issue.State.CLOSED if not issue.reopened and dice("again", issue.title).random() < 0.2:
            _step(issue, cast.office, cast.office_unit, "reopen", day, words="回访发现问题又出现。")


def _without_evidence(issue: Issue, lead: Person, day: date) -> None:
    """The rules refuse it; the unit answers once more instead."""
    try:
        _step(issue, lead, issue.lead_unit, "request_closure", day, words="已经解决。")
    except actions.Refused:
        _step(issue, lead, issue.lead_unit, "answer", day, words="佐证材料正在收集。")


def _step(issue: Issue, actor: Person, unit: Unit | None, step: Any, day: date, **values: Any) -> None:
    assert unit is not None
    actions.take_step(issue=issue, actor=actor, unit=unit, version=issue.version, step=step, on=day, **values)


def orders(cast: Cast, day: date) -> None:
    """One day of orders: what the clock drew up is confirmed or dropped, units reply and put right, the office settles."""
    if day.weekday() >= 5:
        return
    if day.month in (5, 11) and day.day in (11, 12, 13) and day.weekday() == 2:
        _by_hand(cast, day)
    running = Order.objects.exclude(state__in=[Order.State.SETTLED, Order.State.DROPPED])
    for order in running.select_related("unit", "region", "matter", "issue", "act").order_by("pk"):
        last = order.entries.order_by("-pk")[0]
        if last.on + timedelta(days=dice("pause", order.title, last.kind, last.on).randint(1, 7)) <= day:
            _answer(cast, order, day)


def _by_hand(cast: Cast, day: date) -> None:
    found = Matter.objects.filter(state=Matter.State.OPEN, light="red").order_by("pk").prefetch_related("units__unit")
    for matter in found[:1]:
        unit = next((row.unit for row in matter.units.all() if row.unit), None)
        if unit:
            actions.draw_up_order(
                item=matter, actor=cast.office, unit=unit, colour="yellow", why="半年督查发现进度滞后", reply_days=3,
                rectify_days=15, on=day,
            )  # fmt: skip


def _answer(cast: Cast, order: Order, day: date) -> None:
    chance = dice("order", order.title, order.colour, order.version)
    unit = cast.of_unit(order.unit)
    match order.state:
        case Order.State.DRAFT if chance.random() < 0.1:
            _order_step(order, cast.office, cast.office_unit, "drop", day, words="已当面督促，暂不发单。")
        case Order.State.DRAFT:
            _order_step(order, cast.office, cast.office_unit, "issue", day)
        case Order.State.ISSUED if unit and chance.random() < 0.8:
            _order_step(order, unit, order.unit, "reply", day, words="已查明原因，责任到人。")
        case Order.State.REPLIED if unit:
            _order_step(order, unit, order.unit, "claim", day, words="已整改到位。", files=[proof("整改报告")])
        case Order.State.CLAIMED if chance.random() < 0.2:
            _order_step(order, cast.clerk, cast.office_unit, "refuse", day, words="整改措施没有见效。")
        case Order.State.CLAIMED:
            _order_step(order, cast.clerk, cast.office_unit, "settle", day)


def _order_step(order: Order, actor: Person, unit: Unit, step: Any, day: date, **values: Any) -> None:
    actions.take_order_step(order=order, actor=actor, unit=unit, version=order.version, step=step, on=day, **values)
