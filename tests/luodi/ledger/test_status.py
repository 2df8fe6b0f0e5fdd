"""Lights by the rule, on the day: what later entries say never changes an earlier day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.luodi.ledger.histories import accepted, asked, day_of, opened

from luodi.ledger.entries import Entry, Step
from luodi.ledger.from_yaml import default_rule, light_rules
from luodi.ledger.status import ahead, status_on

RULE = default_rule()


def light(day, *entries, rule=RULE):
    status = status_on(entries, rule, day_of(day))
    return status.light.name, status.words


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (60, ("green", "正常")),
        (50, ("green", "正常")),
        (40, ("green", "正常")),  # ten points behind are not more than ten
        (39, ("yellow", "滞后")),
        (20, ("yellow", "滞后")),
        (19, ("red", "严重滞后")),
        (0, ("red", "严重滞后")),
    ],
)
def test_it_compares_with_the_scheduled_progress(share, expected):
    """On 2 July half of the year's work is due: more than 10 points behind is yellow, more than 30 red (E9)."""
    assert light("2026-07-02", opened(), accepted("2026-06-30", share)) == expected


def test_it_turns_red_the_day_after_the_deadline():
    """On the day itself nothing is overdue yet; what is wholly done is not overdue, only not closed."""
    entries = [opened(), accepted("2026-12-20", 95)]
    assert light("2026-12-31", *entries) == ("green", "正常")
    assert light("2027-01-01", *entries) == ("red", "逾期")
    assert light("2027-01-01", opened(), accepted("2026-12-20", 100)) == ("green", "正常")


def test_it_says_not_started_only_where_that_is_known():
    """Silence before any report was due says nothing; once one was due, or a report says zero, the months count."""
    long = opened("2026-01-05", "2028-12-31")
    ask = asked("2026-02-10", "2026-02-25")
    assert light("2026-02-20", long, ask) == ("", "")
    assert light("2026-02-26", long, ask) == ("yellow", "未按计划启动")
    assert light("2026-04-01", long, ask) == ("red", "连续三个月未启动")
    assert light("2026-02-10", long, accepted("2026-02-01", 0)) == ("yellow", "未按计划启动")
    assert light("2026-04-01", long, ask, accepted("2026-03-30", 5)) == ("green", "正常")


def test_it_lights_nothing_for_a_matter_that_ended_or_that_nobody_knows_of():
    """No light is not a green light."""
    closed = Entry(day_of("2026-05-01"), "approve_closure", 9)
    assert light("2026-06-01", opened(), closed) == ("", "")
    assert light("2026-06-01", opened()) == ("", "")  # its day has not come, and nobody was asked yet
    assert light("2026-06-01", opened(deadline=None), accepted("2026-05-01", 50)) == ("green", "正常")
    assert light("2026-06-01", opened(deadline=None)) == ("", "")


def test_it_lets_another_place_have_its_own_colours():
    """A rule with a blue light for what is near its day; one that looks at late reports too."""
    rules = light_rules()
    entries = [opened(), accepted("2026-11-20", 90)]
    assert light("2026-12-10", *entries, rule=rules["blue_yellow_red"]) == ("blue", "临近时限")
    assert light("2026-12-29", *entries, rule=rules["three_days"]) == ("yellow", "临近时限")
    late = [opened(), accepted("2026-03-01", 25), asked("2026-03-10", "2026-03-25")]
    assert light("2026-03-26", *late, rule=rules["reports_too"]) == ("yellow", "迟报")
    assert light("2026-04-09", *late, rule=rules["reports_too"]) == ("red", "长期未报")


def test_it_asks_no_report_of_what_waits_to_be_verified():
    """While the lead says that it is done, a report that is late lights nothing; where the office refuses, it does again."""
    rule = light_rules()["reports_too"]
    entries = [opened(), accepted("2026-03-01", 25), asked("2026-03-10", "2026-03-25")]
    entries.append(Entry(day_of("2026-03-20"), "request_closure", 5))
    assert light("2026-03-26", *entries, rule=rule) == ("green", "正常")
    refused = [*entries, Entry(day_of("2026-03-28"), "refuse_closure", 6)]
    assert light("2026-03-28", *refused, rule=rule) == ("yellow", "迟报")
    taken_back = [*entries, Entry(day_of("2026-03-28"), "withdraw", 6)]
    assert light("2026-03-28", *taken_back, rule=rule) == ("yellow", "迟报")


def test_it_answers_why_with_every_clause_and_figure():
    """The status carries the clause that decided, the figures it compared, and the clauses that did not hold."""
    status = status_on([opened(), accepted("2026-06-30", 15)], RULE, day_of("2026-07-02"))
    assert (status.scheduled, status.actual, status.lag) == (Decimal("50.0"), 15, Decimal("35.0"))
    deciding = status.deciding
    assert deciding is not None
    assert (deciding.clause.when, deciding.clause.limit, deciding.figure) == ("behind", 30, Decimal("35.0"))
    assert [c.holds for c in status.checked] == [False, True, False, True, False, False]


def test_it_says_what_comes_if_nothing_is_entered():
    """The next lights and their days follow from the same rule."""
    status = status_on([opened(), accepted("2026-06-30", 50)], RULE, day_of("2026-07-02"))
    changes = list(ahead(status))
    assert [(c.after.name, c.words) for c in changes] == [("yellow", "滞后"), ("red", "严重滞后"), ("red", "逾期")]
    for change in changes:
        before, after = status_on([opened(), accepted("2026-06-30", 50)], RULE, change.on - timedelta(days=1)), None
        after = status_on([opened(), accepted("2026-06-30", 50)], RULE, change.on)
        assert before.words != after.words


DAYS = st.integers(0, 720).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
SHARES = st.integers(0, 100).map(Decimal)
ENTRIES = st.one_of(
    st.builds(Entry, DAYS, st.sampled_from(["accept", "computed"]), st.integers(0, 99), share=SHARES),
    st.builds(Entry, DAYS, st.just("deadline"), st.integers(0, 99), day=st.none() | DAYS),
    st.builds(Entry, DAYS, st.sampled_from(["ask", "report", "withdraw"]), st.integers(0, 99), day=DAYS, report=st.integers(0, 3)),
    st.builds(Entry, DAYS, st.sampled_from(["approve_closure", "reopen", "assign", "remind"]), st.integers(0, 99)),
    st.builds(
        Entry, DAYS, st.just("schedule"), st.integers(0, 99), steps=st.lists(st.builds(Step, DAYS, SHARES), max_size=3).map(tuple)
    ),
)  # fmt: skip


@given(st.lists(ENTRIES, max_size=12), ENTRIES, DAYS, st.sampled_from(list(light_rules())))
def test_it_never_changes_an_earlier_day(entries, later, day, name):
    """Adding an entry leaves the status of every day before it as it was; the order of writing does not matter."""
    rule = light_rules()[name]
    history = [opened("2025-12-31", "2027-06-30"), *entries]
    if later.on > day:
        assert status_on([*history, later], rule, day) == status_on(history, rule, day)
    assert (
        status_on(history, rule, day).light
        == status_on(sorted(history, key=lambda e: (e.on, e.number)), rule, day).light
    )
