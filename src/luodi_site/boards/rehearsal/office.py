"""What the office does once: days and schedules, plans asked for, matters split, joined and added, rules chosen, a new edition."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from luodi.ledger.entries import Step
from luodi.ledger.escalation.from_yaml import default_rules, default_text
from luodi_site.boards.rehearsal.cast import Cast, dice
from luodi_site.boards.sample_policies import publish_sample
from luodi_site.policies.actions import reopen
from luodi_site.policies.models import Reading
from luodi_site.supervision import actions
from luodi_site.supervision.models import Matter, PlanRequest, UnitPlan
from luodi_site.supervision.parties import leads_of


def _open_matters() -> list[Matter]:
    found = Matter.objects.filter(state=Matter.State.OPEN, is_assigned=True).order_by("pk")
    return list(found.select_related("region").prefetch_related("units__unit"))


def set_days(cast: Cast, day: date) -> None:
    """Two thirds of the matters without a deadline get one; some of all get steps on the way."""
    for matter in _open_matters():
        chance = dice("days", matter.title, matter.position)
        if matter.deadline is None and chance.random() < 0.66:
            due = date(2026, 3, 31) + timedelta(days=92 * chance.randint(0, 7))
            actions.set_deadline(
                matter=matter, actor=cast.office, version=matter.version, day=due, reason="按年度任务分解表确定", on=day
            )
        if matter.deadline and matter.deadline > day + timedelta(days=30) and chance.random() < 0.25:
            third = (matter.deadline - day) / 3
            steps = [Step(day + third, Decimal(25), "完成方案"), Step(day + third * 2, Decimal(60), "主体完成")]
            actions.set_schedule(matter=matter, actor=cast.office, version=matter.version, steps=steps, on=day)


def report_quarterly(cast: Cast, day: date) -> None:
    """Every edition reports each quarter, whatever its own duties say: months would be many."""
    for edition in {matter.edition_id: matter.edition for matter in _open_matters() if matter.edition}.values():
        actions.set_plan(
            region=cast.city, edition=edition, actor=cast.office, every="quarter", last_on=date(2028, 12, 31), on=day
        )


def ask_for_plans(cast: Cast, day: date) -> None:
    leads = [row.unit for matter in _open_matters() for row in leads_of(matter) if row.unit]
    units = [unit for unit in dict.fromkeys(leads) if cast.of_unit(unit)]
    edition = _open_matters()[0].edition
    actions.ask_for_plans(
        region=cast.city, actor=cast.office, kind=PlanRequest.Kind.ACTION_PLAN, title="2026—2028年行动方案", units=units,
        due_on=date(2026, 1, 31), edition=edition, on=day,
    )  # fmt: skip


def plans(cast: Cast, day: date) -> None:
    """Units hand their plans in around the day, the office returns some once."""
    if day.weekday() >= 5:
        return
    for plan in (
        UnitPlan.objects.exclude(state=UnitPlan.State.ACCEPTED).select_related("request", "unit").order_by("pk")
    ):
        chance = dice("plan", plan.unit, plan.version)
        comes_on = plan.request.due_on + timedelta(days=dice("plan", plan.unit).randint(-15, 10))
        person = cast.of_unit(plan.unit)
        if plan.state == UnitPlan.State.SUBMITTED:
            if plan.version < 3 and chance.random() < 0.3:
                actions.return_plan(plan=plan, actor=cast.office, version=plan.version, reason="缺少时间节点。", on=day)
            else:
                actions.accept_plan(plan=plan, actor=cast.office, version=plan.version, on=day)
        elif person and comes_on <= day:
            lines = [
                actions.Line("完成方案", "制定实施细则", date(2026, 6, 30), Decimal(30), matter=matter)
                for matter in _open_matters()
                if any(row.unit_id == plan.unit_id for row in leads_of(matter))
            ]
            actions.save_plan(
                plan=plan, actor=person, version=plan.version, goal="按期完成", lines=lines, submit=True, on=day
            )


def add_from_minutes(cast: Cast, day: date) -> None:
    seat = cast.seats[0]
    new = actions.NewMatter("推进光电产业园专用变电站建设", {"lead": {str(seat.unit): [seat.unit]}}, date(2027, 3, 31))
    actions.add_matter(
        region=cast.city, actor=cast.office, new=new, kind=Matter.Source.MINUTES, source="市政府专题会议纪要〔2026〕2号",
        text="会议明确，专用变电站2027年一季度投用。", source_on=day, on=day,
    )  # fmt: skip
    actions.set_plan(
        region=cast.city, edition=None, actor=cast.office, every="month", last_on=date(2027, 12, 31), on=day
    )


def split_one(cast: Cast, day: date) -> None:
    matter = _open_matters()[2]
    parts = [actions.NewMatter(f"{matter.title[:40]}（{part}）") for part in ("建设", "运营")]
    actions.split_matter(
        matter=matter, actor=cast.office, version=matter.version, parts=parts, reason="分两项推进", on=day
    )


def merge_two(cast: Cast, day: date) -> None:
    first, second = _open_matters()[3:5]
    actions.merge_matters(
        matters=[(first, first.version), (second, second.version)], actor=cast.office,
        new=actions.NewMatter(f"{first.title[:40]}等两项"), reason="内容相近", on=day,
    )  # fmt: skip


def choose_lights(cast: Cast, day: date) -> None:
    actions.choose_rule(region=cast.city, actor=cast.office, rule="blue_yellow_red", reason="与省里一致", on=day)


def choose_escalation(cast: Cast, day: date) -> None:
    actions.choose_escalation(
        region=cast.city, actor=cast.office, subject="matter", text=default_text(default_rules()[1].key), on=day
    )


def publish_again(cast: Cast, day: date) -> None:
    """The first document comes in a second edition: its matters give way."""
    reading = Reading.objects.filter(editions__isnull=False).order_by("pk")[0]
    reopen(reading=reading, actor=cast.office)
    publish_sample(reading, cast.office, day)


ON_A_DAY: tuple[tuple[date, Callable[[Cast, date], None]], ...] = (
    (date(2026, 1, 5), set_days), (date(2026, 1, 5), report_quarterly), (date(2026, 1, 6), ask_for_plans),
    (date(2026, 2, 10), split_one), (date(2026, 2, 11), merge_two), (date(2026, 3, 3), add_from_minutes),
    (date(2026, 7, 1), choose_lights), (date(2027, 1, 4), choose_escalation), (date(2027, 4, 1), publish_again),
    (date(2027, 4, 2), set_days), (date(2027, 4, 2), report_quarterly),
)  # fmt: skip


def office(cast: Cast, day: date) -> None:
    for on, act in ON_A_DAY:
        if on == day:
            act(cast, day)
