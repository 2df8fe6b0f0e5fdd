"""Which act is allowed in which state by whom, for matters, progress reports and plans: three tables, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

# office: the coordination office of the region. lead, partner: a unit that leads the matter, or answers for or supports
# it. system: the clock and what publishing does.
Actor = Literal["office", "lead", "partner", "system"]
Subject = Literal["matter", "report", "plan"]


@dataclass(frozen=True, slots=True)
class Move:
    """An act, the states it may start from, the state it leads to (None: it stays where it is), and who may do it."""

    act: str
    before: frozenset[str]
    after: str | None
    actors: frozenset[Actor]


class NotAllowed(Exception):
    """The act is not allowed in this state or to this person; ``words`` says so in Chinese."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def _move(act: str, before: str, after: str | None, actors: Iterable[Actor]) -> Move:
    return Move(act, frozenset(before.split()), after, frozenset(actors))


# open 办理中, claimed 待核验 (finished, says the lead), closed 已销号, divided 已拆分, merged 已合并, superseded 已被新版取代
MATTER: tuple[Move, ...] = (
    _move("assign", "open", None, ["office"]),
    _move("set_deadline", "open", None, ["office"]),
    _move("set_schedule", "open", None, ["office"]),
    _move("edit", "open", None, ["office"]),
    _move("ask", "open claimed", None, ["system", "office"]),
    _move("compute", "open claimed", None, ["system", "office"]),
    _move("split", "open", "divided", ["office"]),
    _move("merge", "open", "merged", ["office"]),
    _move("supersede", "open claimed", "superseded", ["system"]),
    _move("request_closure", "open", "claimed", ["lead"]),
    _move("withdraw_closure", "claimed", "open", ["lead"]),
    _move("approve_closure", "claimed", "closed", ["office"]),
    _move("refuse_closure", "claimed", "open", ["office"]),
    _move("reopen", "closed", "open", ["office"]),
)
# due 待报, submitted 待审, returned 已退回, accepted 已采纳, excused 免报
REPORT: tuple[Move, ...] = (
    _move("save", "due returned", None, ["lead"]),
    _move("support", "due returned submitted", None, ["partner"]),
    _move("submit", "due returned", "submitted", ["lead"]),
    _move("withdraw", "submitted", "due", ["lead"]),
    _move("accept", "submitted", "accepted", ["office"]),
    _move("return", "submitted", "returned", ["office"]),
    _move("excuse", "due submitted returned", "excused", ["office", "system"]),
)
# asked 待报, submitted 待审, returned 已退回, accepted 已通过
PLAN: tuple[Move, ...] = (
    _move("save", "asked returned", None, ["lead"]),
    _move("submit", "asked returned", "submitted", ["lead"]),
    _move("withdraw", "submitted", "asked", ["lead"]),
    _move("accept", "submitted", "accepted", ["office"]),
    _move("return", "submitted", "returned", ["office"]),
)
TABLES: dict[Subject, tuple[Move, ...]] = {"matter": MATTER, "report": REPORT, "plan": PLAN}
START: dict[Subject, str] = {"matter": "open", "report": "due", "plan": "asked"}
STATE_WORDS: dict[Subject, dict[str, str]] = {
    "matter": {"open": "办理中", "claimed": "待核验", "closed": "已销号", "divided": "已拆分", "merged": "已合并",
               "superseded": "已被新版取代"},
    "report": {"due": "待报", "submitted": "待审", "returned": "已退回", "accepted": "已采纳", "excused": "免报"},
    "plan": {"asked": "待报", "submitted": "待审", "returned": "已退回", "accepted": "已通过"},
}  # fmt: skip


def move_of(subject: Subject, act: str) -> Move:
    """The row of the table; an act that stands in none is a bug."""
    return next(move for move in TABLES[subject] if move.act == act)


def check(subject: Subject, act: str, state: str, actor: Actor) -> str:
    """The state that the act leads to. Raises NotAllowed, in words for the person who tried."""
    move = move_of(subject, act)
    if actor not in move.actors:
        raise NotAllowed("这一步不由您办理，没有保存。")
    if state not in move.before:
        words = STATE_WORDS[subject]
        states = "、".join(words[s] for s in words if s in move.before)
        raise NotAllowed(f"现在的状态是“{words.get(state, state)}”，只有“{states}”时才能这样办理，没有保存。")
    return move.after or state


def acts_allowed(subject: Subject, state: str, actor: Actor) -> tuple[str, ...]:
    """What this person may do now, in the order of the table: for the buttons of a page."""
    return tuple(m.act for m in TABLES[subject] if state in m.before and actor in m.actors)
