"""Supervision orders: the table of steps, days kept, and verification by someone who did not do the work."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.ledger.orders import STEPS, OrderEntry, OrderStanding, follow, standing_of, steps_from

DAY = date(2026, 6, 1)


def entry(step, person="office-1", unit="office", **more):
    return OrderEntry(step, person, unit, more.pop("on", DAY), more.pop("reason", "情况"), **more)


ISSUED = entry("issue", reply_by_on=date(2026, 6, 3), rectify_by_on=date(2026, 6, 10))
REPLIED = entry("reply", "bureau-1", "bureau", on=date(2026, 6, 2))
CLAIMED = entry("claim", "bureau-1", "bureau", evidence=1, on=date(2026, 6, 8))


def codes(*entries):
    return [problem.code for problem in standing_of(entries)[1]]


def test_it_goes_from_draft_to_settled():
    """拟单 → 发出 → 回复 → 报整改完成 → 核实销单; the days of each are kept."""
    standing, problems = standing_of([entry("draft"), ISSUED, REPLIED, CLAIMED, entry("settle", on=date(2026, 6, 9))])
    assert problems == []
    assert (standing.state, standing.issued_on, standing.replied_on, standing.settled_on) == (
        "settled", DAY, date(2026, 6, 2), date(2026, 6, 9),
    )  # fmt: skip


def test_it_is_put_right_only_with_evidence_and_another_eye():
    """No claim without a file; neither the person nor the unit that put it right verifies it."""
    assert codes(ISSUED, entry("claim", "bureau-1", "bureau")) == ["order.no_evidence"]
    assert codes(ISSUED, CLAIMED, entry("settle", "bureau-1", "office")) == ["order.own_work"]
    assert codes(ISSUED, CLAIMED, entry("settle", "bureau-2", "bureau")) == ["order.own_work"]
    assert codes(ISSUED, CLAIMED, entry("refuse", reason="")) == ["order.reason_missing"]


def test_it_says_when_a_reply_or_the_work_is_late():
    """A reply is late without a reply; the work is late until it is claimed."""
    issued, _ = standing_of([ISSUED])
    assert not issued.is_reply_late(date(2026, 6, 3)) and issued.is_reply_late(date(2026, 6, 4))
    replied, _ = standing_of([ISSUED, REPLIED])
    assert not replied.is_reply_late(date(2026, 6, 4)) and replied.is_late(date(2026, 6, 11))
    claimed, _ = standing_of([ISSUED, CLAIMED])
    assert not claimed.is_late(date(2026, 6, 11))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_it_takes_a_step_only_from_the_states_of_its_row(step):
    """For every other state the step is refused, and nothing changes."""
    for state in ("none", "draft", "issued", "replied", "claimed", "settled", "dropped"):
        before = OrderStanding(state)
        after, problems = follow(before, entry(step.name, evidence=1))
        assert (not problems) == (state in step.after) == (step in steps_from(state))
        assert after.state == (step.leads_to if not problems else state)


ENTRIES = st.builds(
    OrderEntry, step=st.sampled_from([step.name for step in STEPS]), person=st.sampled_from("ab"),
    unit=st.sampled_from(["office", "bureau"]), on=st.dates(DAY, DAY + timedelta(days=30)),
    reason=st.sampled_from(["", "情况"]), evidence=st.integers(0, 1),
)  # fmt: skip


@given(st.lists(ENTRIES, max_size=25))
def test_it_settles_nothing_that_was_not_shown_and_seen(entries):
    """Whatever is tried: settled means claimed with evidence, and verified by another person of another unit."""
    standing, claim = OrderStanding(), None
    for one in entries:
        after, problems = follow(standing, one)
        assert not problems or after == standing
        if not problems and one.step == "claim":
            claim = one
        if after.state == "settled" and standing.state != "settled":
            assert claim is not None and claim.evidence and one.person not in after.workers
            assert one.unit not in after.working_units
        standing = after
