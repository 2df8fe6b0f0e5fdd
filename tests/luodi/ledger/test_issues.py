"""Issues: the table of steps, evidence, verification by someone else, and what no sequence of steps may do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.ledger.issues import OPEN_STATES, STEPS, IssueEntry, Standing, follow, standing_of, step_named, steps_from

DAY = date(2026, 4, 1)


def entry(step, person="office-1", unit="office", **more):
    return IssueEntry(step, person, unit, more.pop("on", DAY), more.pop("reason", "说明"), **more)


RAISED = entry("raise", "firm-1", "firm")
ASSIGNED = entry("assign", lead_unit="bureau", clear_by_on=date(2026, 4, 20))
ANSWERED = entry("answer", "bureau-1", "bureau")
CLAIMED = entry("request_closure", "bureau-2", "bureau", evidence=1)
APPROVED = entry("approve_closure")


def test_it_goes_from_raised_to_closed():
    """提出 → 交办 → 回复 → 申请销号（附材料）→ 核实销号, and the standing says who, until when, and since when."""
    standing, problems = standing_of([RAISED, ASSIGNED, ANSWERED, CLAIMED, APPROVED])
    assert problems == []
    assert (standing.state, standing.lead_unit, standing.clear_by_on) == ("closed", "bureau", date(2026, 4, 20))
    assert (standing.workers, standing.closed_on) == (("bureau-1", "bureau-2"), DAY)


def codes(standing, step):
    after, problems = follow(standing, step)
    assert not problems or after == standing
    return [problem.code for problem in problems]


def test_it_rejects_a_closure_without_evidence():
    """Finishing is claimed with at least one file."""
    standing, _ = standing_of([RAISED, ASSIGNED])
    assert codes(standing, entry("request_closure", "bureau-1", "bureau")) == ["issue.no_evidence"]


def test_it_lets_nobody_verify_their_own_work():
    """Neither who asked for closure, nor who answered before, nor a colleague of the unit that did the work."""
    standing, _ = standing_of([RAISED, ASSIGNED, ANSWERED, CLAIMED])
    assert codes(standing, entry("approve_closure", "bureau-2", "bureau")) == ["issue.own_work"]
    assert codes(standing, entry("approve_closure", "bureau-1", "office")) == ["issue.own_work"]
    assert codes(standing, entry("approve_closure", "bureau-9", "bureau")) == ["issue.own_unit"]
    assert codes(standing, entry("refuse_closure", "bureau-9", "bureau")) == ["issue.own_unit"]


def test_it_says_all_that_is_missing_at_once():
    """An assignment names a unit and a day that is not past; a refusal gives its reason."""
    standing, _ = standing_of([RAISED])
    _, problems = follow(standing, entry("assign"))
    assert [p.code for p in problems] == ["issue.incomplete"] and "牵头单位、销号时限" in problems[0].message
    late = entry("assign", lead_unit="bureau", clear_by_on=DAY - timedelta(days=1))
    assert codes(standing, late) == ["issue.day_passed"]
    closing, _ = standing_of([RAISED, ASSIGNED, CLAIMED])
    assert codes(closing, entry("refuse_closure", reason=" ")) == ["issue.incomplete"]


def test_it_opens_again_what_was_not_so():
    """Re-opening needs a reason, takes the deadline away, and is counted; whoever worked on it still cannot verify."""
    standing, problems = standing_of([RAISED, ASSIGNED, CLAIMED, APPROVED, entry("reopen")])
    assert (problems, standing.state, standing.closed_on, standing.clear_by_on) == ([], "raised", None, None)
    assert (standing.reopened, standing.workers) == (1, ("bureau-2",))


def test_it_counts_days_only_while_something_runs():
    """A closed issue is no longer late; one that was never assigned has no day."""
    assert Standing("raised").days_left(DAY) is None
    assert Standing("assigned", "bureau", DAY).days_left(DAY + timedelta(days=2)) == -2
    assert Standing("closed", "bureau", DAY).days_left(DAY + timedelta(days=2)) is None


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_it_takes_a_step_only_from_the_states_of_its_row(step):
    """For every state that the row does not name the step is refused, and nothing changes."""
    full = entry(step.name, "other", "elsewhere", evidence=1, lead_unit="bureau", clear_by_on=DAY)
    for state in ("none", *OPEN_STATES, "closed", "declined"):
        found = codes(Standing(state), full)
        assert found == ([] if state in step.after else ["issue.step_not_allowed"])
        assert (step in steps_from(state)) == (state in step.after)


ENTRIES = st.builds(
    IssueEntry,
    step=st.sampled_from([step.name for step in STEPS]),
    person=st.sampled_from(["a", "b", "c"]),
    unit=st.sampled_from(["office", "bureau", "firm"]),
    on=st.dates(DAY, DAY + timedelta(days=60)),
    reason=st.sampled_from(["", "说明"]),
    evidence=st.integers(0, 2),
    lead_unit=st.sampled_from([None, "bureau", "office"]),
    clear_by_on=st.none() | st.dates(DAY, DAY + timedelta(days=90)),
)


@given(st.lists(ENTRIES, max_size=30))
def test_it_reaches_no_state_that_the_rules_forbid(entries):
    """Whatever is tried in whatever order: each change stands in the table, and closed means evidence and another eye."""
    standing, workers, last_claim = Standing(), set(), None
    for one in entries:
        after, problems = follow(standing, one)
        if problems:
            assert after == standing
            continue
        row = step_named(one.step)
        assert standing.state in row.after and after.state == row.leads_to
        if one.step in ("answer", "request_closure"):
            workers.add(one.person)
        if one.step == "request_closure":
            last_claim = one
        if after.state == "closed":
            assert last_claim is not None and last_claim.evidence > 0
            assert one.person not in workers and one.unit != after.lead_unit
        if after.state in ("assigned", "answered", "closing"):
            assert after.lead_unit and after.clear_by_on
        standing = after
    assert standing_of(entries)[0] == standing


@given(st.lists(ENTRIES, max_size=20), st.integers(0, 20))
def test_it_goes_on_from_where_it_stood(entries, cut):
    """What was so after some entries is where the next ones begin: a later entry never changes an earlier day."""
    standing = standing_of(entries[:cut])[0]
    for one in entries[cut:]:
        standing, _ = follow(standing, one)
    assert standing == standing_of(entries)[0]
