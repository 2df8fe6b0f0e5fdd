"""A supervision order's own way: drafted, issued, replied to, claimed as put right, and settled by someone else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from luodi.ledger.states import Way
from luodi.problems import Problem

OrderState = Literal["none", "draft", "issued", "replied", "claimed", "settled", "dropped"]
OrderStep = Literal["draft", "issue", "drop", "reply", "claim", "refuse", "settle"]
RUNNING: tuple[OrderState, ...] = ("issued", "replied", "claimed")


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table: from which states, where to, and what it must bring along."""

    name: OrderStep
    words: str
    after: tuple[OrderState, ...]
    leads_to: OrderState
    needs_reason: bool = False
    needs_evidence: bool = False
    needs_other: bool = False


STEPS: tuple[Step, ...] = (
    Step("draft", "拟单", ("none",), "draft"),
    Step("issue", "发出", ("none", "draft"), "issued"),
    Step("drop", "不发", ("draft",), "dropped", needs_reason=True),
    Step("reply", "回复", ("issued", "replied"), "replied", needs_reason=True),
    Step("claim", "报整改完成", ("issued", "replied"), "claimed", needs_reason=True, needs_evidence=True),
    Step("refuse", "退回整改", ("claimed",), "replied", needs_reason=True, needs_other=True),
    Step("settle", "核实销单", ("claimed",), "settled", needs_other=True),
)
STATE_WORDS: dict[OrderState, str] = {
    "none": "未拟单", "draft": "待确认", "issued": "待回复", "replied": "整改中", "claimed": "待核实", "settled": "已销单",
    "dropped": "未发出",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OrderEntry:
    """One step as it was taken; ``unit`` is for whom. ``reply_by_on``, ``rectify_by_on`` are what an order sets."""

    step: OrderStep
    person: str
    unit: str
    on: date
    reason: str = ""
    evidence: int = 0
    reply_by_on: date | None = None
    rectify_by_on: date | None = None


@dataclass(frozen=True, slots=True)
class OrderStanding:
    state: OrderState = "none"
    issued_on: date | None = None
    reply_by_on: date | None = None
    rectify_by_on: date | None = None
    replied_on: date | None = None
    settled_on: date | None = None
    workers: tuple[str, ...] = ()
    working_units: tuple[str, ...] = ()
    refused: int = 0

    def is_reply_late(self, day: date) -> bool:
        return self.state == "issued" and self.reply_by_on is not None and self.reply_by_on < day

    def is_late(self, day: date) -> bool:
        """Whether it should have been put right by now; what is claimed waits for whoever verifies."""
        return self.state in ("issued", "replied") and self.rectify_by_on is not None and self.rectify_by_on < day


def _after(standing: OrderStanding, step: Step, entry: OrderEntry) -> OrderStanding:
    after = replace(standing, state=step.leads_to)
    match step.name:
        case "issue":
            return replace(after, issued_on=entry.on, reply_by_on=entry.reply_by_on, rectify_by_on=entry.rectify_by_on)
        case "reply" | "claim":
            return replace(
                after,
                replied_on=standing.replied_on or entry.on,
                workers=tuple(dict.fromkeys((*standing.workers, entry.person))),
                working_units=tuple(dict.fromkeys((*standing.working_units, entry.unit))),
            )
        case "refuse":
            return replace(after, refused=standing.refused + 1)
        case "settle" | "drop":
            return replace(after, settled_on=entry.on)
        case _:
            return after


def _forbidden(standing: OrderStanding, step: Step, entry: OrderEntry) -> Iterable[Problem]:
    if step.needs_reason and not entry.reason.strip():
        yield Problem("order.reason_missing", f"“{step.words}”没有写明情况。", None, "请写明情况后再提交。", "error")
    if step.needs_evidence and entry.evidence < 1:
        yield Problem(
            "order.no_evidence", "报整改完成没有附佐证材料。", None, "请至少上传一份能证明已经整改的材料。", "error"
        )
    if step.needs_other and (entry.person in standing.workers or entry.unit in standing.working_units):
        yield Problem(
            "order.own_work", "整改的人和单位不能核实自己的整改。", None, "请由没有参与整改的单位核实。", "error"
        )


WAY = Way("order", "督办单", STEPS, STATE_WORDS, OrderStanding(), _forbidden, _after)
steps_from, follow, standing_of = WAY.steps_from, WAY.follow, WAY.standing_of
