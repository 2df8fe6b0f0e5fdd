"""How a paper goes out: drafted → reviewed → signed → issued, each by the people who may; a change sends it back.

A pure fold over entries, like the rest of the ledger: what was issued never changes again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from luodi.problems import Problem

PaperState = Literal["none", "drafted", "reviewed", "signed", "issued", "dropped"]
PaperStep = Literal["draft", "change", "review", "sign", "send_back", "issue", "drop"]


@dataclass(frozen=True, slots=True)
class SignStep:
    """``others``: who took these parts with the present words cannot take this one."""

    name: PaperStep
    words: str
    after: tuple[PaperState, ...]
    leads_to: PaperState
    others: tuple[PaperStep, ...] = ()
    needs_reason: bool = False


STEPS: tuple[SignStep, ...] = (
    SignStep("draft", "起草", ("none",), "drafted"),
    SignStep("change", "修改", ("drafted", "reviewed", "signed"), "drafted"),
    SignStep("review", "核稿", ("drafted",), "reviewed", others=("draft",)),
    SignStep("sign", "签发", ("reviewed",), "signed", others=("draft", "review")),
    SignStep("send_back", "退回修改", ("drafted", "reviewed", "signed"), "drafted", needs_reason=True),
    SignStep("issue", "印发", ("signed",), "issued"),
    SignStep("drop", "作废", ("drafted", "reviewed", "signed"), "dropped", needs_reason=True),
)
_BY_NAME = {step.name: step for step in STEPS}
STATE_WORDS: dict[PaperState, str] = {
    "none": "未起草", "drafted": "待核稿", "reviewed": "待签发", "signed": "已签发，待印发", "issued": "已印发",
    "dropped": "已作废",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """One step as it was taken; ``checksum`` names the words that it was about."""

    step: PaperStep
    person: str
    on: date
    checksum: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PaperStanding:
    """``drafters`` wrote some of the words; ``reviewer`` and ``signer`` stood for the words of ``checksum``."""

    state: PaperState = "none"
    checksum: str = ""
    drafters: tuple[str, ...] = ()
    reviewer: str = ""
    signer: str = ""
    issued_on: date | None = None


def steps_from(state: PaperState) -> tuple[SignStep, ...]:
    return tuple(step for step in STEPS if state in step.after)


def follow(standing: PaperStanding, entry: PaperEntry) -> tuple[PaperStanding, list[Problem]]:
    """The standing after the entry; where the rules forbid it, the standing as it was and every reason why."""
    step = _BY_NAME[entry.step]
    problems = [problem for problem in (check(standing, step, entry) for check in _CHECKS) if problem]
    return (standing, problems) if problems else (_after(standing, step, entry), [])


def standing_of(entries: Iterable[PaperEntry]) -> tuple[PaperStanding, list[Problem]]:
    """The standing after all entries in their order; an entry that the rules forbid changes nothing and is told."""
    standing, problems = PaperStanding(), []
    for entry in entries:
        standing, found = follow(standing, entry)
        problems += found
    return standing, problems


def _after(standing: PaperStanding, step: SignStep, entry: PaperEntry) -> PaperStanding:
    after = replace(standing, state=step.leads_to)
    match step.name:
        case "draft" | "change":
            drafters = tuple(dict.fromkeys((*standing.drafters, entry.person)))
            return replace(after, checksum=entry.checksum, drafters=drafters, reviewer="", signer="")
        case "send_back":
            return replace(after, reviewer="", signer="")
        case "review":
            return replace(after, reviewer=entry.person)
        case "sign":
            return replace(after, signer=entry.person)
        case "issue":
            return replace(after, issued_on=entry.on)
        case _:
            return after


def _allowed(standing: PaperStanding, step: SignStep, _entry: PaperEntry) -> Problem | None:
    if standing.state in step.after:
        return None
    now = STATE_WORDS[standing.state]
    return Problem(
        "paper.step_not_allowed", f"文稿现在是“{now}”，不能“{step.words}”。", None, "请看过最新情况后再操作。", "error"
    )


def _same_words(standing: PaperStanding, step: SignStep, entry: PaperEntry) -> Problem | None:
    if step.name in ("draft", "change", "drop", "send_back") or entry.checksum == standing.checksum:
        return None
    return Problem(
        "paper.words_changed", f"“{step.words}”针对的文字已经被人修改。", None, "请看过现在的文字后再操作。", "error"
    )


def _someone_else(standing: PaperStanding, step: SignStep, entry: PaperEntry) -> Problem | None:
    parts = {"draft": standing.drafters, "review": (standing.reviewer,)}
    if not any(entry.person in parts[other] for other in step.others):
        return None
    before = "、".join(_BY_NAME[other].words for other in step.others)
    return Problem(
        "paper.own_draft", f"“{step.words}”的人不能同时是{before}的人。", None, "请由另一个人操作。", "error"
    )


def _reasoned(_standing: PaperStanding, step: SignStep, entry: PaperEntry) -> Problem | None:
    if not step.needs_reason or entry.reason.strip():
        return None
    return Problem("paper.reason_missing", f"“{step.words}”没有写明理由。", None, "请写明理由。", "error")


_CHECKS = (_allowed, _same_words, _someone_else, _reasoned)
