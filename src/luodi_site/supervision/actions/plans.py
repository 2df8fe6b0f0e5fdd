"""Action plans and yearly lists: asked of units by a day, written line by line, handed in, returned or accepted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from luodi.ledger.entries import Step
from luodi.ledger.moves import Actor, NotAllowed
from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Membership, Person, Region, Unit
from luodi_site.accounts.queries import scope_of
from luodi_site.policies.models import Edition
from luodi_site.supervision.actions.breakdown import set_schedule, wrong_steps
from luodi_site.supervision.actions.claims import claim, today
from luodi_site.supervision.models import EditionDuty, Matter, PlanLine, PlanRequest, PlanStep, UnitPlan
from luodi_site.supervision.parties import acts_for


@dataclass(frozen=True)
class Line:
    """A line as it was written; ``matter`` is the task that it belongs to."""

    key_point: str
    measure: str = ""
    by_on: date | None = None
    share: Decimal | None = None
    units: str = ""
    matter: Matter | None = None


def plan_parts(person: Person, plan: UnitPlan) -> frozenset[Actor]:
    parts: set[Actor] = set()
    if scope_of(person, Membership.Role.OFFICE).has_region(plan.request.region):
        parts.add("office")
    if acts_for(person, plan.unit):
        parts.add("lead")
    return frozenset(parts)


@transaction.atomic
def ask_for_plans(
    *, region: Region, actor: Person, kind: str, title: str, units: Iterable[Unit], due_on: date,
    edition: Edition | None = None, duty: EditionDuty | None = None, words: str = "", on: date | None = None,
) -> PlanRequest:  # fmt: skip
    """Asks each of the units for a plan by a day. Raises NotAllowed."""
    if not scope_of(actor, Membership.Role.OFFICE).has_region(region):
        raise NotAllowed(_("只有本地区协调办可以布置方案，没有保存。"))
    asked = list(dict.fromkeys(units))
    if not asked:
        raise NotAllowed(_("没有选单位，没有保存。"))
    day = today(on)
    request = PlanRequest.objects.create(
        region=region, edition=edition, duty=duty, kind=kind, title=title, words=words, asked_by=actor, asked_on=day,
        due_on=due_on,
    )  # fmt: skip
    plans = UnitPlan.objects.bulk_create(UnitPlan(request=request, unit=unit) for unit in asked)
    PlanStep.objects.bulk_create(PlanStep(plan=plan, on=day, actor=actor, act="ask") for plan in plans)
    record(
        actor=actor, verb="supervision.ask_for_plans", object_kind="plan_request", object_id=request.pk, words=title,
        detail={"units": [unit.pk for unit in asked], "due_on": due_on.isoformat()},
    )  # fmt: skip
    return request


@transaction.atomic
def save_plan(
    *, plan: UnitPlan, actor: Person, version: int, goal: str, lines: Sequence[Line], submit: bool = False,
    on: date | None = None,
) -> None:  # fmt: skip
    """Keeps the plan as a draft, or hands it in. Raises SomeoneElse, NotAllowed."""
    day = today(on)
    if submit and not any(line.key_point.strip() for line in lines):
        raise NotAllowed(_("方案中没有一条工作要点，没有提交。"))
    values = {"goal": goal}
    if submit:
        handed_in = {"submitted_by": actor, "submitted_on": day, "first_submitted_on": plan.first_submitted_on or day}
        values |= {**handed_in, "reason": ""}
    claim(plan, "submit" if submit else "save", plan_parts(actor, plan), version, **values)
    plan.lines.all().delete()
    PlanLine.objects.bulk_create(
        PlanLine(
            plan=plan, position=position, matter=line.matter, key_point=line.key_point[:400], measure=line.measure,
            by_on=line.by_on, share=line.share, units=line.units[:300],
        )
        for position, line in enumerate(lines, start=1)
    )  # fmt: skip
    if submit:
        _step(plan, actor, "submit", day, _snapshot(goal, lines))


@transaction.atomic
def withdraw_plan(*, plan: UnitPlan, actor: Person, version: int, on: date | None = None) -> None:
    """Takes a plan back before it is decided upon. Raises SomeoneElse, NotAllowed."""
    claim(plan, "withdraw", plan_parts(actor, plan), version, submitted_on=None, first_submitted_on=None)
    _step(plan, actor, "withdraw", today(on))


@transaction.atomic
def return_plan(*, plan: UnitPlan, actor: Person, version: int, reason: str, on: date | None = None) -> None:
    """Sends a plan back with a reason. Raises SomeoneElse, NotAllowed."""
    if not reason.strip():
        raise NotAllowed(_("没有写退回理由，没有保存。请写明要补充或更正什么。"))
    day = today(on)
    claim(plan, "return", plan_parts(actor, plan), version, decided_by=actor, decided_on=day, reason=reason)
    _step(plan, actor, "return", day, reason)


@transaction.atomic
def accept_plan(*, plan: UnitPlan, actor: Person, version: int, words: str = "", on: date | None = None) -> int:
    """Takes the plan as it is; its dated shares become the schedules of their matters. Gives how many matters got one.

    Raises SomeoneElse, NotAllowed.
    """
    day = today(on)
    claim(plan, "accept", plan_parts(actor, plan), version, decided_by=actor, decided_on=day, reason=words)
    _step(plan, actor, "accept", day, words)
    return sum(
        _schedule(plan, matter, actor, day) for matter in Matter.objects.filter(plan_lines__plan=plan).distinct()
    )


def _schedule(plan: UnitPlan, matter: Matter, actor: Person, day: date) -> bool:
    rows = plan.lines.filter(matter=matter, by_on__isnull=False, share__isnull=False)
    steps = tuple(Step(row.by_on, row.share, row.key_point[:80]) for row in rows if row.by_on and row.share is not None)
    if not steps or matter.state != Matter.State.OPEN or wrong_steps(steps):
        return False
    reason = f"按通过的“{plan.request.title}”排定"
    set_schedule(matter=matter, actor=actor, version=matter.version, steps=steps, reason=reason, on=day)
    return True


def _snapshot(goal: str, lines: Sequence[Line]) -> str:
    """The plan as it was handed in, so that a later version hides nothing."""
    rows = [
        "；".join(
            part for part in (line.key_point, line.measure, line.by_on and line.by_on.isoformat(), line.units) if part
        )
        for line in lines
    ]
    return "\n".join([goal, *rows])


def _step(plan: UnitPlan, actor: Person, act: str, day: date, words: str = "") -> None:
    PlanStep.objects.create(plan=plan, on=day, actor=actor, act=act, words=words)
    record(
        actor=actor, verb=f"supervision.{act}_plan", object_kind="unit_plan", object_id=plan.pk,
        words=plan.request.title[:300], detail={"unit": plan.unit_id},
    )  # fmt: skip
