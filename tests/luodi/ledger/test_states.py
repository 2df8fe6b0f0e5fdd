"""A way of steps: the table decides what may follow, the fold goes by it, and what is forbidden changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.ledger import issues, orders
from luodi.ledger.states import Way
from luodi.problems import Problem
from luodi.reports import sign_off


@dataclass(frozen=True)
class Move:
    name: str
    words: str
    after: tuple[str, ...]
    leads_to: str


@dataclass(frozen=True)
class Door:
    state: str = "shut"
    turns: int = 0


@dataclass(frozen=True)
class Push:
    step: str
    is_allowed: bool = True


def guarded(_door, _move, push):
    return [] if push.is_allowed else [Problem("door.guarded", "有人把守。", None, "请出示证件。", "error")]


MOVES = (Move("open", "开门", ("shut",), "open"), Move("shut", "关门", ("open",), "shut"))
DOOR = Way(
    "door", "门", MOVES, {"shut": "关着", "open": "开着"}, Door(), guarded,
    lambda door, move, _push: replace(door, state=move.leads_to, turns=door.turns + 1),
)  # fmt: skip


def test_it_takes_the_steps_that_the_table_allows():
    """From each state just the rows that name it; a step is found by its name."""
    assert [move.name for move in DOOR.steps_from("shut")] == ["open"]
    assert DOOR.step_named("shut") is MOVES[1]
    with pytest.raises(KeyError):
        DOOR.step_named("burn")


def test_it_says_every_reason_and_changes_nothing():
    """The table's reason first, in the words of what goes the way; then what else speaks against it."""
    after, problems = DOOR.follow(Door(), Push("shut", is_allowed=False))
    assert after == Door()
    assert [problem.code for problem in problems] == ["door.step_not_allowed", "door.guarded"]
    assert problems[0].message == "门现在是“关着”，不能“关门”。"


def test_it_goes_on_past_what_is_forbidden():
    """A forbidden entry in the middle is told, and the rest still counts."""
    standing, problems = DOOR.standing_of([Push("open"), Push("open"), Push("shut")])
    assert standing == Door("shut", 2)
    assert [problem.code for problem in problems] == ["door.step_not_allowed"]


@given(st.lists(st.builds(Push, st.sampled_from(["open", "shut"]), st.booleans()), max_size=12))
def test_it_is_where_its_allowed_entries_lead(pushes):
    """The fold is the same as following one by one, and as many entries changed it as were not told."""
    door, told = Door(), 0
    for push in pushes:
        door, problems = DOOR.follow(door, push)
        told += bool(problems)
    assert DOOR.standing_of(pushes)[0] == door
    assert door.turns == len(pushes) - told


@pytest.mark.parametrize("way", [issues.WAY, orders.WAY, sign_off.WAY], ids=lambda way: way.key)
def test_it_leaves_no_state_without_a_way_in(way):
    """Each state of a real table can be reached from the start, and has its words; each step leads to one of them."""
    reached, before = {way.start.state}, None
    while reached != before:
        before, reached = reached, reached | {step.leads_to for state in reached for step in way.steps_from(state)}
    assert reached == set(way.state_words)
    assert {step.leads_to for step in way.steps} <= reached
