"""An issue cleared by a deadline 限时销号: which step may follow which, as a table, and an issue's standing as a fold.

Finishing is claimed with evidence, closure is verified by someone who neither claimed it nor did the work, and what was
closed without being so is opened again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from luodi.ledger.states import Way
from luodi.problems import Problem

IssueState = Literal["none", "raised", "assigned", "answered", "closing", "closed", "declined"]
StepName = Literal[
    "raise", "assign", "decline", "answer", "request_closure", "refuse_closure", "approve_closure", "reopen"
]
OPEN_STATES: tuple[IssueState, ...] = ("raised", "assigned", "answered", "closing")


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table: from which states a step may be taken, where it leads, and what it must bring along."""

    name: StepName
    words: str
    after: tuple[IssueState, ...]
    leads_to: IssueState
    needs_unit: bool = False
    needs_day: bool = False
    needs_evidence: bool = False
    needs_reason: bool = False
    needs_other_person: bool = False


STEPS: tuple[Step, ...] = (
    Step("raise", "提出问题", ("none",), "raised", needs_reason=True),
    Step("assign", "交办", ("raised", "assigned", "answered"), "assigned", needs_unit=True, needs_day=True),
    Step("decline", "不予受理", ("raised",), "declined", needs_reason=True),
    Step("answer", "回复办理情况", ("assigned", "answered"), "answered", needs_reason=True),
    Step("request_closure", "申请销号", ("assigned", "answered"), "closing", needs_evidence=True, needs_reason=True),
    Step("refuse_closure", "退回销号申请", ("closing",), "answered", needs_reason=True, needs_other_person=True),
    Step("approve_closure", "核实销号", ("closing",), "closed", needs_other_person=True),
    Step("reopen", "重新打开", ("closed", "declined"), "raised", needs_reason=True),
)


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """One step as it was taken: by whom, for which unit, on which day, with what.

    ``lead_unit`` and ``clear_by_on`` are what an assignment says; ``evidence`` counts the files that came along.
    People and units are named by any text that is theirs alone.
    """

    step: StepName
    person: str
    unit: str
    on: date
    reason: str = ""
    evidence: int = 0
    lead_unit: str | None = None
    clear_by_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an issue stands after its entries. ``workers`` are the people who answered or asked for closure."""

    state: IssueState = "none"
    lead_unit: str | None = None
    clear_by_on: date | None = None
    workers: tuple[str, ...] = ()
    closed_on: date | None = None
    refused: int = 0
    reopened: int = 0

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    def days_left(self, day: date) -> int | None:
        """Days to the deadline, below zero after it; None where nothing runs: no deadline, or no longer open."""
        return (self.clear_by_on - day).days if self.clear_by_on and self.is_open else None


def _after(standing: Standing, step: Step, entry: IssueEntry) -> Standing:
    after = replace(standing, state=step.leads_to)
    match step.name:
        case "assign":
            return replace(after, lead_unit=entry.lead_unit, clear_by_on=entry.clear_by_on)
        case "answer" | "request_closure":
            return replace(after, workers=tuple(dict.fromkeys((*standing.workers, entry.person))))
        case "refuse_closure":
            return replace(after, refused=standing.refused + 1)
        case "approve_closure":
            return replace(after, closed_on=entry.on)
        case "reopen":
            return replace(after, closed_on=None, clear_by_on=None, reopened=standing.reopened + 1)
        case _:
            return after


def _complete(standing: Standing, step: Step, entry: IssueEntry) -> list[Problem]:
    missing = []
    if step.needs_unit and not entry.lead_unit:
        missing.append("牵头单位")
    if step.needs_day and not entry.clear_by_on:
        missing.append("销号时限")
    if step.needs_reason and not entry.reason.strip():
        missing.append("情况说明")
    if not missing:
        return []
    what = "、".join(missing)
    return [Problem("issue.incomplete", f"“{step.words}”没有写明{what}。", None, f"请填写{what}后再提交。", "error")]


def _in_time(_standing: Standing, step: Step, entry: IssueEntry) -> list[Problem]:
    if not step.needs_day or entry.clear_by_on is None or entry.clear_by_on >= entry.on:
        return []
    day = entry.clear_by_on.isoformat()
    return [
        Problem("issue.day_passed", f"销号时限{day}早于交办当天{entry.on.isoformat()}。", None,
                "请填写当天或以后的日期。", "error")
    ]  # fmt: skip


def _evidenced(_standing: Standing, step: Step, entry: IssueEntry) -> list[Problem]:
    if not step.needs_evidence or entry.evidence > 0:
        return []
    return [
        Problem("issue.no_evidence", "申请销号没有附佐证材料。", None,
                "请至少上传一份能证明问题已解决的材料（照片、文件、回执）。", "error")
    ]  # fmt: skip


def _by_someone_else(standing: Standing, step: Step, entry: IssueEntry) -> list[Problem]:
    if not step.needs_other_person:
        return []
    if entry.person in standing.workers:
        return [
            Problem("issue.own_work", "办理或申请销号的人不能核实自己的工作。", None,
                    "请由没有参与办理的人核实。", "error")
        ]  # fmt: skip
    if entry.unit == standing.lead_unit:
        return [
            Problem("issue.own_unit", "牵头办理的单位不能核实本单位办理的问题。", None,
                    "请由其他单位核实：协调办牵头的问题，由包保领导或上级核实。", "error")
        ]  # fmt: skip
    return []


def _forbidden(standing: Standing, step: Step, entry: IssueEntry) -> Iterable[Problem]:
    checks = (_complete, _in_time, _evidenced, _by_someone_else)
    return (problem for check in checks for problem in check(standing, step, entry))


STATE_WORDS: dict[IssueState, str] = {
    "none": "未提出", "raised": "待交办", "assigned": "办理中", "answered": "已回复", "closing": "待核实",
    "closed": "已销号", "declined": "不予受理",
}  # fmt: skip
WAY = Way("issue", "问题", STEPS, STATE_WORDS, Standing(), _forbidden, _after)
steps_from, step_named, follow, standing_of = WAY.steps_from, WAY.step_named, WAY.follow, WAY.standing_of
