"""How each unit stands in a period, and which units a paper may praise or must criticise, each with its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from luodi.reports.paper_facts import IssueFact, MatterFact, OrderFact, PaperFacts, Row


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """What a unit led: open matters, those red or past their day, what it finished in the period (in time), its issues,
    and the orders that went to it."""

    unit: str
    open: tuple[MatterFact, ...]
    red: tuple[MatterFact, ...]
    done: tuple[MatterFact, ...]
    done_in_time: tuple[MatterFact, ...]
    cleared: tuple[IssueFact, ...]
    late_issues: tuple[IssueFact, ...]
    orders: tuple[OrderFact, ...]
    unanswered: tuple[OrderFact, ...]

    @property
    def faults(self) -> tuple[Row, ...]:
        """What speaks against the unit: red matters, issues past their day, orders without a reply."""
        return (*self.red, *self.late_issues, *self.unanswered)

    @property
    def merits(self) -> tuple[Row, ...]:
        """What speaks for it: matters finished by their day, and issues cleared by theirs."""
        return (*self.done_in_time, *(one for one in self.cleared if _in_time(one)))

    @property
    def is_to_praise(self) -> bool:
        """Something was finished in time, nothing speaks against it, and no order had to go to it in the period."""
        return bool(self.merits) and not self.faults and not self.orders

    @property
    def is_to_criticise(self) -> bool:
        return bool(self.faults)


def _in_time(issue: IssueFact) -> bool:
    return bool(issue.closed_on and issue.clear_by_on and issue.closed_on <= issue.clear_by_on and not issue.reopened)


def unit_records(facts: PaperFacts) -> tuple[UnitRecord, ...]:
    """Every unit that leads something, in the order of the ledger."""
    names = [name for matter in facts.matters for name in matter.lead]
    names += [issue.lead for issue in facts.issues if issue.lead] + [order.unit for order in facts.orders]
    return tuple(_record(facts, unit) for unit in dict.fromkeys(names))


def _record(facts: PaperFacts, unit: str) -> UnitRecord:
    led = [one for one in facts.matters if unit in one.lead]
    issues = [one for one in facts.issues if one.lead == unit]
    done = tuple(one for one in led if facts.within(one.done_on))
    return UnitRecord(
        unit=unit,
        open=tuple(one for one in led if one.is_open),
        red=tuple(one for one in led if one.is_open and one.light == "red"),
        done=done,
        done_in_time=tuple(one for one in done if one.deadline and one.done_on and one.done_on <= one.deadline),
        cleared=tuple(one for one in issues if facts.within(one.closed_on)),
        late_issues=tuple(one for one in facts.late_issues if one.lead == unit),
        orders=tuple(one for one in facts.period_orders if one.unit == unit),
        unanswered=tuple(one for one in facts.unanswered_orders if one.unit == unit),
    )
