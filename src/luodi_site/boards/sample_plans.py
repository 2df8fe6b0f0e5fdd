"""Three-year action plans that the sample's office asks of units: most accepted, one waits, one came back, one is overdue."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from luodi_site.accounts.models import Membership, Person, Unit
from luodi_site.supervision import actions
from luodi_site.supervision.models import Matter, PlanRequest, UnitPlan
from luodi_site.supervision.parties import leads_of

ASKED_BACK, DUE_BACK = 60, 20
_REASON = "缺少年度节点，请按2026、2027、2028年分别写明完成比例。"
_MEASURES = ("制定实施细则，明确承办科室和责任人。", "按季调度，逐项对账销号。", "开展中期评估，查漏补缺。")


def load_sample_plans(office: Person, today: date) -> None:
    """Asks the lead units of the newest policy that somebody of the sample works in; each answers in a way of its own."""
    matters = list(
        Matter.objects.filter(edition__isnull=False, state=Matter.State.OPEN).order_by("-edition_id", "position")
        .select_related("edition", "region").prefetch_related("units__unit")
    )  # fmt: skip
    matters = [matter for matter in matters if matter.edition_id == matters[0].edition_id]
    led = _led_by(matters)
    if len(led) < 3:
        return
    asked, due = today - timedelta(days=ASKED_BACK), today - timedelta(days=DUE_BACK)
    request = actions.ask_for_plans(
        region=matters[0].region, actor=office, kind=PlanRequest.Kind.ACTION_PLAN, title="三年行动方案（2026—2028年）",
        units=list(led), due_on=due, edition=matters[0].edition, words="写明目标、工作要点、措施、时间节点和责任单位。", on=asked,
    )  # fmt: skip
    plans = list(request.plans.select_related("unit", "request__region").order_by("pk"))
    for number, plan in enumerate(plans[:-1]):  # the last unit hands nothing in
        _hand_in(plan, led[plan.unit], due - timedelta(days=12 - number))
        if number == len(plans) - 2:
            actions.return_plan(plan=plan, actor=office, version=plan.version, reason=_REASON, on=due)
        elif number != 1 or len(plans) < 5:
            actions.accept_plan(plan=plan, actor=office, version=plan.version, on=due + timedelta(days=2))


def _led_by(matters: list[Matter]) -> dict[Unit, tuple[Person, list[Matter]]]:
    seats = {
        seat.unit_id: seat.person
        for seat in Membership.objects.filter(role=Membership.Role.UNIT, person__is_active=True).select_related(
            "person"
        )
    }
    found: dict[Unit, tuple[Person, list[Matter]]] = {}
    for matter in matters:
        for row in leads_of(matter):
            if row.unit and row.unit_id in seats:
                found.setdefault(row.unit, (seats[row.unit_id], []))[1].append(matter)
    return found


def _hand_in(plan: UnitPlan, led: tuple[Person, list[Matter]], day: date) -> None:
    person, matters = led
    lines = [_line(matter, number) for number, matter in enumerate(matters[:6])]
    goal = f"到2028年，牵头的{len(matters)}项任务全部落地，形成可检查的成果。"
    actions.save_plan(plan=plan, actor=person, version=plan.version, goal=goal, lines=lines, submit=True, on=day)


def _line(matter: Matter, number: int) -> actions.Line:
    """Half of the way is the node, and the deadline the end; a matter without a deadline has words only."""
    on = matter.deadline - (matter.deadline - matter.starts_on) / 2 if matter.deadline and matter.starts_on else None
    return actions.Line(
        matter.title[:60], _MEASURES[number % len(_MEASURES)], on, Decimal(50) if on else None, "",
        matter if on and not matter.steps else None,
    )  # fmt: skip
