"""What escalation needs to know: the rules of a region, each item as the pure rules read it, and who is to be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from luodi.ledger.escalation.due_acts import times_late
from luodi.ledger.escalation.from_yaml import default_rules, default_text, rules_from_yaml
from luodi.ledger.escalation.model import Issued, Lateness, Lit, Rules, Supervised
from luodi_site.accounts.models import Region
from luodi_site.supervision.models import (
    EscalationAct,
    EscalationChoice,
    Issue,
    LedgerEntry,
    Matter,
    MatterUnit,
    Order,
)
from luodi_site.supervision.owed import Owed, late_days
from luodi_site.supervision.parties import leads_of

Kind = LedgerEntry.Kind
# Matters follow the lights, issues go from colour to colour, late reports have a set of their own, until the office
# chooses otherwise.
_DEFAULTS = {"matter": 0, "issue": 1, "report": 2}


@lru_cache(maxsize=64)
def _read(text: str) -> Rules:
    rules, _problems = rules_from_yaml(text)
    return rules[0]


def rules_text(region: Region, subject: str, day: date) -> str:
    """The region's own rules as YAML, or the set that comes along."""
    own = EscalationChoice.objects.filter(region=region, subject=subject, from_on__lte=day).last()
    return own.text if own else default_text(default_rules()[_DEFAULTS[subject]].key)


def rules_of(region: Region, subject: str, day: date) -> Rules:
    return _read(rules_text(region, subject, day))


def issued_of(acts: Iterable[EscalationAct]) -> tuple[Issued, ...]:
    """The acts so far; what is still a draft binds nobody yet, what was dropped is settled."""
    found = []
    for act in sorted(acts, key=lambda one: one.pk):
        order: Order | None = getattr(act, "order", None)
        if order is None:
            found.append(Issued(act.key, act.step, act.on))
            continue
        is_out = order.issued_on is not None
        found.append(
            Issued(
                act.key, act.step, order.issued_on or act.on, order.reply_by_on if is_out else None,
                order.rectify_by_on if is_out else None, order.replied_on, order.settled_on or _claimed_on(order),
            )
        )  # fmt: skip
    return tuple(found)


def _claimed_on(order: Order) -> date | None:
    """An order that is claimed waits for whoever verifies it: no next level meanwhile."""
    if order.state != Order.State.CLAIMED:
        return None
    return order.entries.filter(kind="claim").values_list("on", flat=True).first()


@dataclass(frozen=True)
class Record:
    """How often each unit, by its number, was late in the months before the day."""

    day: date
    months: int
    times: dict[str, int]

    def before(self, units: Iterable[str], due_on: date | None) -> int:
        """The most that one of the units was late, the item itself left out."""
        return max((self.times.get(unit, 0) - self._own(unit, due_on) for unit in units), default=0)

    def _own(self, unit: str, due_on: date | None) -> int:
        return times_late([Lateness(unit, due_on)], unit, self.day, self.months) if due_on else 0


def supervised_matters(matters: Sequence[Matter], late: Record) -> list[tuple[Matter, Supervised]]:
    """Each matter with its lights and acts. A matter whose closure is claimed is done until somebody finds it is not."""
    lights: dict[int, list[Lit]] = defaultdict(list)
    for row in LedgerEntry.objects.filter(matter__in=[m.pk for m in matters], kind=Kind.LIGHT).order_by("pk"):
        lights[row.matter_id].append(Lit(row.on, row.payload["after"][0]))
    acts = _acts("matter", [m.pk for m in matters])
    return [
        (
            matter,
            Supervised(
                f"matter:{matter.pk}", matter.deadline,
                done_on=None if matter.state == Matter.State.OPEN else date.min,
                lights=tuple(lights[matter.pk]), is_urgent=matter.urgency > 0, times_late=late.before(_lead_keys(matter), matter.deadline),
                issued=issued_of(acts[matter.pk]),
            ),
        )
        for matter in matters
    ]  # fmt: skip


def supervised_issues(issues: Sequence[Issue], late: Record) -> list[tuple[Issue, Supervised]]:
    acts = _acts("issue", [issue.pk for issue in issues])
    return [
        (
            issue,
            Supervised(
                f"issue:{issue.pk}", issue.clear_by_on,
                done_on=None if issue.state in (Issue.State.ASSIGNED, Issue.State.ANSWERED) else date.min,
                is_urgent=issue.urgency > 0, times_late=late.before([str(issue.lead_unit_id)], issue.clear_by_on), issued=issued_of(acts[issue.pk]),
            ),
        )
        for issue in issues
    ]  # fmt: skip


def supervised_reports(owed: Sequence[Owed], late: Record) -> list[tuple[Owed, Supervised]]:
    """What each unit still owes in a round of reports, with the acts so far. What was handed in is not among it."""
    acts: dict[str, list[EscalationAct]] = defaultdict(list)
    for act in EscalationAct.objects.filter(cycle__in={one.cycle.pk for one in owed}).select_related("order"):
        acts[act.subject].append(act)
    return [
        (
            one,
            Supervised(
                one.subject, one.cycle.due_on, undone="进展还没有报齐",
                times_late=late.before([str(one.unit.pk)], one.cycle.due_on), issued=issued_of(acts[one.subject]),
            ),
        )
        for one in owed
    ]  # fmt: skip


def _acts(subject: str, numbers: Sequence[int]) -> dict[int, list[EscalationAct]]:
    found: dict[int, list[EscalationAct]] = defaultdict(list)
    for act in EscalationAct.objects.filter(**{f"{subject}__in": numbers}).select_related("order"):
        found[getattr(act, f"{subject}_id")].append(act)
    return found


def _lead_keys(matter: Matter) -> list[str]:
    return [str(row.unit_id) for row in leads_of(matter) if row.unit_id]


def lateness_in(region: Region, subject: str, day: date, months: int) -> Record:
    """How often each unit missed a deadline in the months before ``day``: of matters and issues alike; of reports, by the
    days on which they were due."""
    if subject == "report":
        dues = [Lateness(str(unit), due) for unit, due in late_days(region, day - timedelta(days=31 * months), day)]
    else:
        dues = [*_matter_dues(region, day, months), *_issue_dues(region, day, months)]
    of_unit: dict[str, list[Lateness]] = defaultdict(list)
    for one in dues:
        of_unit[one.unit].append(one)
    return Record(day, months, {unit: times_late(own, unit, day, months) for unit, own in of_unit.items()})


def _matter_dues(region: Region, day: date, months: int) -> Iterable[Lateness]:
    first = day - timedelta(days=31 * months)
    matters = Matter.objects.filter(region=region, deadline__range=(first, day))
    matters = matters.filter(state__in=[Matter.State.OPEN, Matter.State.CLAIMED, Matter.State.CLOSED])
    done = dict(
        LedgerEntry.objects.filter(matter__in=matters.values("pk"), kind=Kind.REQUEST_CLOSURE, on__lte=day)
        .order_by("pk").values_list("matter_id", "on")
    )  # fmt: skip
    leads = MatterUnit.objects.filter(matter__in=matters.values("pk"), role=MatterUnit.Role.LEAD, unit__isnull=False)
    for matter_id, unit_id, deadline, state in leads.values_list(
        "matter_id", "unit_id", "matter__deadline", "matter__state"
    ):
        finished = done.get(matter_id) if state != Matter.State.OPEN else None
        yield Lateness(str(unit_id), deadline, finished)


def _issue_dues(region: Region, day: date, months: int) -> Iterable[Lateness]:
    first = day - timedelta(days=31 * months)
    issues = Issue.objects.filter(region=region, clear_by_on__range=(first, day), lead_unit__isnull=False)
    for unit_id, due, closed in issues.values_list("lead_unit_id", "clear_by_on", "closed_on"):
        yield Lateness(str(unit_id), due, closed)
