"""How a paper goes out: drafted → reviewed → signed → issued, each by the people who may; a change sends it back.

A pure fold over entries, like the rest of the ledger: what was issued never changes again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from luodi.ledger.states import Way
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
    before = "、".join(WAY.step_named(other).words for other in step.others)
    return Problem(
        "paper.own_draft", f"“{step.words}”的人不能同时是{before}的人。", None, "请由另一个人操作。", "error"
    )


def _reasoned(_standing: PaperStanding, step: SignStep, entry: PaperEntry) -> Problem | None:
    if not step.needs_reason or entry.reason.strip():
        return None
    return Problem("paper.reason_missing", f"“{step.words}”没有写明理由。", None, "请写明理由。", "error")


def _forbidden(standing: PaperStanding, step: SignStep, entry: PaperEntry) -> Iterable[Problem]:
    found = (check(standing, step, entry) for check in (_same_words, _someone_else, _reasoned))
    return (problem for problem in found if problem)


WAY = Way("paper", "文稿", STEPS, STATE_WORDS, PaperStanding(), _forbidden, _after)
steps_from, follow, standing_of = WAY.steps_from, WAY.follow, WAY.standing_of
