"""What is due on a day: reminders, orders from level to level, repeated lateness, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luodi.ledger.escalation.due_acts import acts_due, times_late
from luodi.ledger.escalation.from_yaml import default_rules
from luodi.ledger.escalation.model import Issued, Lateness, Lit, Supervised, every_day, moved, weekdays

BY_LIGHT, BY_COLOUR, LATE_REPORT = default_rules()
DUE = date(2026, 6, 19)  # a Friday
MATTER = Supervised("matter:1", DUE)


def days_from(first, count):
    return [first + timedelta(days=n) for n in range(count)]


def run(item, rules, days):
    """The item after each day was run once, and every act with its day."""
    acts = []
    for day in days:
        for act in acts_due(item, rules, day, weekdays):
            acts.append(act)
            item = replace(item, issued=(*item.issued, issued(act)))
    return item, acts


def issued(act):
    return Issued(act.key, act.step.key, act.on, act.reply_by_on, act.rectify_by_on)


def said(acts):
    return [(act.step.key, act.on.isoformat()) for act in acts]


def test_it_reminds_before_at_and_after_the_deadline():
    """宿迁: a reminder ten working days before, the blue order near the deadline, red three working days after it."""
    _, acts = run(MATTER, BY_LIGHT, days_from(date(2026, 6, 1), 28))
    reminders = [act for act in acts if act.step.kind == "reminder" and act.step.key != "chase_reply"]
    assert said(reminders) == [
        ("remind_before", "2026-06-05"), ("remind_at", "2026-06-19"), ("remind_after", "2026-06-22"),
    ]  # fmt: skip
    assert said(act for act in acts if act.step.kind == "order") == [("blue", "2026-06-12"), ("red", "2026-06-24")]
    red = next(act for act in acts if act.step.key == "red")
    assert (red.reply_by_on, red.rectify_by_on) == (date(2026, 6, 26), date(2026, 7, 3))
    assert red.why == "时限2026年6月19日已过，还没有办结"


def test_it_repeats_a_reminder_after_the_deadline():
    """逾期后每隔5个工作日再催一次."""
    _, acts = run(MATTER, BY_LIGHT, days_from(date(2026, 6, 20), 21))
    assert [day for key, day in said(acts) if key == "remind_after"] == ["2026-06-22", "2026-06-29", "2026-07-06"]


def test_it_goes_from_colour_to_colour_as_each_new_deadline_is_missed():
    """三明: 逾期发蓝单，重定的时限再过就发橙单，再过发红单."""
    _, acts = run(MATTER, BY_COLOUR, days_from(date(2026, 6, 20), 45))
    orders = [act for act in acts if act.step.kind == "order"]
    assert [act.step.colour for act in orders] == ["blue", "orange", "red"]
    for before, after in pairwise(orders):
        assert after.on > before.rectify_by_on
    assert orders[-1].step.name == "红色督办单" and "region_leaders" in orders[-1].step.to


def test_it_stops_where_the_work_is_done_or_put_right():
    """Done: nothing at all. An order that was settled is followed by no graver one."""
    done = replace(MATTER, done_on=date(2026, 6, 18))
    assert run(done, BY_LIGHT, days_from(date(2026, 6, 18), 30))[1] == []
    item, acts = run(MATTER, BY_COLOUR, [date(2026, 6, 22)])
    assert "blue" in dict(said(acts))
    settled = replace(item, issued=tuple(replace(one, settled_on=date(2026, 6, 25)) for one in item.issued))
    later = run(settled, BY_COLOUR, days_from(date(2026, 6, 26), 30))[1]
    assert [act for act in later if act.step.kind == "order"] == []


def test_it_chases_a_reply_that_did_not_come():
    """Once for each order, from the day after the reply was due; a reply that came is not chased."""
    item, _ = run(MATTER, BY_COLOUR, [date(2026, 6, 22)])
    chased = [act for act in acts_due(item, BY_COLOUR, date(2026, 6, 25), weekdays) if act.step.when == "reply_missed"]
    assert [act.why for act in chased] == ["督办单要求2026年6月24日前回复，还没有收到"]
    replied = replace(item, issued=tuple(replace(one, replied_on=date(2026, 6, 24)) for one in item.issued))
    assert not any(a.step.when == "reply_missed" for a in acts_due(replied, BY_COLOUR, date(2026, 6, 25), weekdays))


def test_it_lets_urgent_and_repeated_lateness_enter_higher():
    """紧急事项、十二个月内多次逾期的，逾期即进入高一级, and the reason says so; before the deadline nothing changes."""
    day = date(2026, 6, 22)
    for item in (replace(MATTER, is_urgent=True), replace(MATTER, times_late=2)):
        orders = [act for act in acts_due(item, BY_COLOUR, day, weekdays) if act.step.kind == "order"]
        assert [act.step.key for act in orders] == ["orange"]
        assert "直接进入橙色督办单" in orders[0].why
    near = acts_due(replace(MATTER, is_urgent=True), BY_LIGHT, date(2026, 6, 12), weekdays)
    assert [act.step.key for act in near if act.step.kind == "order"] == ["blue"]


def test_it_follows_the_light():
    """进展滞后（黄灯）发黄单 once for each time the light turns; a light that recovers brings nothing."""
    lit = replace(MATTER, due_on=date(2026, 12, 31), lights=(Lit(date(2026, 6, 1), "yellow"),))
    item, acts = run(lit, BY_LIGHT, days_from(date(2026, 6, 1), 5))
    assert said(acts)[0] == ("yellow", "2026-06-01") and acts[0].step.is_confirmed_first
    assert [a for a in acts[1:] if a.step.kind == "order"] == []
    green = (*lit.lights, Lit(date(2026, 6, 3), "green"))
    assert run(replace(lit, lights=green), BY_LIGHT, [date(2026, 6, 4)])[1] == []
    settled = tuple(replace(one, settled_on=date(2026, 6, 5)) for one in item.issued)
    again = replace(item, issued=settled, lights=(*green, Lit(date(2026, 6, 20), "red")))
    assert said(acts_due(again, BY_LIGHT, date(2026, 6, 22), weekdays)) == [("yellow", "2026-06-22")]


def test_it_makes_up_only_for_what_still_makes_sense():
    """After ten days without a run: one reminder, the latest, and one order, the gravest; the rest never comes."""
    item, acts = run(MATTER, BY_LIGHT, [date(2026, 6, 24)])
    assert said(acts) == [("remind_after", "2026-06-24"), ("red", "2026-06-24")]
    assert [a for a in run(item, BY_LIGHT, [date(2026, 6, 25)])[1] if a.step.kind == "order"] == []


def test_it_pursues_reports_that_did_not_come():
    """报送提醒、到期、逾期催报，三个工作日后蓝单，仍不报的黄单; a unit late for the fourth time gets yellow at once."""
    owed = Supervised("report:1:2", DUE, undone="进展还没有报齐")
    _, acts = run(owed, LATE_REPORT, days_from(date(2026, 6, 10), 24))
    assert said(act for act in acts if act.step.when in ("before_due", "at_due")) == [
        ("remind_before", "2026-06-16"), ("remind_at", "2026-06-19"),
    ]  # fmt: skip
    assert [day for key, day in said(acts) if key == "remind_after"] == [
        "2026-06-22",
        "2026-06-25",
        "2026-06-30",
        "2026-07-03",
    ]
    assert said(act for act in acts if act.step.kind == "order")[:2] == [
        ("blue", "2026-06-24"),
        ("yellow", "2026-06-30"),
    ]
    assert acts[2].why == "时限2026年6月19日已过，进展还没有报齐"
    again = acts_due(replace(owed, times_late=3), LATE_REPORT, date(2026, 6, 24), weekdays)
    assert [act.step.key for act in again if act.step.kind == "order"] == ["yellow"]


def test_it_begins_anew_when_the_deadline_is_moved():
    """经批准延期: reminders and orders count from the new day."""
    item, _ = run(MATTER, BY_LIGHT, days_from(date(2026, 6, 1), 20))
    settled = tuple(replace(one, settled_on=date(2026, 6, 20)) for one in item.issued)
    moved_item = replace(item, due_on=date(2026, 8, 21), issued=settled)
    _, acts = run(moved_item, BY_LIGHT, days_from(date(2026, 6, 21), 62))
    assert said(acts) == [
        ("remind_before", "2026-08-07"), ("blue", "2026-08-14"), ("chase_reply", "2026-08-19"), ("remind_at", "2026-08-21"),
    ]  # fmt: skip


def test_it_waits_without_a_deadline_and_without_a_light():
    """长期任务 have no day to be late against."""
    assert run(Supervised("matter:2", None), BY_LIGHT, days_from(DUE, 60))[1] == []


def test_it_counts_lateness():
    """Missed deadlines of the unit within the months; one met on its day, one not due yet, another's do not count."""
    dues = [
        Lateness("a", date(2026, 3, 1), date(2026, 3, 2)), Lateness("a", date(2026, 4, 1)),
        Lateness("a", date(2026, 5, 1), date(2026, 5, 1)), Lateness("a", date(2026, 9, 1)),
        Lateness("b", date(2026, 4, 1)), Lateness("a", date(2025, 1, 1)),
    ]  # fmt: skip
    assert times_late(dues, "a", date(2026, 6, 1), 12) == 2
    assert times_late(dues, "a", date(2026, 6, 1), 24) == 3


def test_it_counts_working_days_both_ways():
    """Friday and one working day is Monday; no days is the day itself."""
    assert moved(DUE, 1, weekdays) == date(2026, 6, 22)
    assert moved(date(2026, 6, 22), -1, weekdays) == DUE
    assert moved(date(2026, 6, 20), 0, weekdays) == date(2026, 6, 20)
    assert moved(DUE, 1, every_day) == date(2026, 6, 20)


LIGHTS = st.lists(
    st.builds(Lit, on=st.dates(date(2026, 5, 1), date(2026, 8, 1)), light=st.sampled_from(["green", "yellow", "red"])),
    max_size=6, unique_by=lambda lit: lit.on,
).map(tuple)  # fmt: skip
ITEMS = st.builds(
    Supervised, key=st.just("matter:1"), due_on=st.none() | st.dates(date(2026, 5, 10), date(2026, 7, 20)), lights=LIGHTS,
    is_urgent=st.booleans(), times_late=st.integers(0, 4),
)  # fmt: skip


@pytest.mark.parametrize("rules", default_rules(), ids=lambda rules: rules.key)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is slow, not wrong
@given(item=ITEMS, gaps=st.lists(st.integers(1, 9), max_size=25), settles=st.lists(st.integers(0, 25), max_size=4))
def test_it_never_issues_anything_twice(rules, item, gaps, settles):
    """Whatever days are run or skipped and whenever an order is settled: no key twice, one order a day at most, a day
    run again gives nothing, and what is issued never depends on days to come."""
    day, keys, marks = date(2026, 5, 1), [], set(settles)
    for number, gap in enumerate(gaps):
        day += timedelta(days=gap)
        acts = acts_due(item, rules, day, weekdays)
        assert sum(act.step.kind == "order" for act in acts) <= 1
        past_only = replace(item, lights=tuple(lit for lit in item.lights if lit.on <= day))
        assert acts_due(past_only, rules, day, weekdays) == acts
        keys += [act.key for act in acts]
        item = replace(item, issued=(*item.issued, *(issued(act) for act in acts)))
        assert acts_due(item, rules, day, weekdays) == ()
        if number in marks:
            item = replace(item, issued=tuple(replace(one, settled_on=one.settled_on or day) for one in item.issued))
    assert len(keys) == len(set(keys))


def test_it_knows_the_lesser_orders():
    """蓝、黄 are less grave than 红; a reminder is no order."""
    assert BY_LIGHT.lesser("red") == ("blue", "yellow")
    assert BY_LIGHT.lesser("remind_after") == ()
