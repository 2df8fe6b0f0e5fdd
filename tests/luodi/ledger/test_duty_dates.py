"""The calendar of duties: fixed days, recurring days, and days that nobody can know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.luodi.ledger import policies

from luodi.clauses.model import Outline
from luodi.documents.model import Document
from luodi.ledger.duty_dates import date_duties
from luodi.ledger.working_days import WorkCalendar
from luodi.policy.model import DocumentFacts, Duty, Policy
from luodi.spans import Span


def laid(sentence, every, *, issued=date(2026, 3, 5), horizon=(2026, 2026), published=None, who="各牵头单位"):
    outline = Outline(Document("plan", sentence, "text", ()), ())
    duty = Duty(Span("plan", 0, len(sentence) - 1), who, "报告", every=every)
    policy = Policy("plan", DocumentFacts(issued_on=issued, horizon=horizon), duties=(duty,))
    dates, problems = date_duties(policy, outline, published_on=published)
    return [d.due.isoformat() if d.due else None for d in dates], [p.code for p in problems], dates


def test_it_lays_duties_out_to_the_end_of_the_horizon():
    """A fixed day stands once, a quarterly duty at each quarter's end, one without a period among the undated."""
    dates, problems = date_duties(policies.policy(), policies.outline())
    quarters = [d for d in dates if d.period]
    assert dates[0].due == date(2026, 3, 31)
    assert [d.period.name for d in quarters][:2] == ["2026年1季度", "2026年2季度"]
    assert quarters[-1].due == date(2027, 12, 31)
    assert len(quarters) == 8
    assert [d.due for d in dates if d.basis == "fixed"] == [date(2026, 4, 15)]
    assert [d.duty.what for d in dates if d.due is None] == ["进展通报"]
    assert [p.code for p in problems] == ["duty.undated"]


@pytest.mark.parametrize(
    ("sentence", "every", "first"),
    [
        ("每月5日前报送上月进展。", "month", "2026-04-05"),
        ("每季度首月10日前报送。", "quarter", "2026-04-10"),
        ("每季度最后一个月25日前报送。", "quarter", "2026-03-25"),
        ("每年11月底前报送总结。", "year", "2026-11-30"),
        ("每半年报送一次。", "half-year", "2026-06-30"),
        ("年末报告完成情况。", "year", "2026-12-31"),
        ("每月31日前报送。", "month", "2026-03-31"),
        ("每季度结束后10个工作日内报送。", "quarter", "2026-04-14"),
        ("每季度结束后五个工作日内报送。", "quarter", "2026-04-07"),
        ("每季度终了后10日内报送。", "quarter", "2026-04-10"),
        ("每月进展于次月5日前报送。", "month", "2026-04-05"),
        ("每半年结束后15日内报送总结。", "half-year", "2026-07-15"),
    ],
)
def test_it_keeps_to_the_day_the_text_names(sentence, every, first):
    """Where the text says which day of the period, that day counts; else the period's last."""
    assert laid(sentence, every)[0][0] == first


@pytest.mark.parametrize("sentence", ["每年年初制定工作要点。", "每季度会议后10个工作日内报送。", "每月上旬报送。"])
def test_it_does_not_put_on_the_last_day_what_belongs_elsewhere(sentence):
    """年初 or 会议后10个工作日内 points away from the period's end without naming a day: it is asked for."""
    days, problems, _ = laid(sentence, {"年": "year", "季": "quarter", "月": "month"}[sentence[1]])
    assert days == [None]
    assert problems == ["duty.undated"]


def test_it_counts_working_days_by_the_calendar_it_is_given():
    """The day off for 清明 moves what is due some working days after the quarter."""
    outline = Outline(Document("plan", "每季度结束后5个工作日内报送。", "text", ()), ())
    duty = Duty(Span("plan", 0, 14), "各牵头单位", "报告", every="quarter")
    policy = Policy("plan", DocumentFacts(issued_on=date(2026, 3, 5), horizon=(2026, 2026)), duties=(duty,))
    calendar = WorkCalendar(off={date(2026, 4, 6): "清明节"})
    assert date_duties(policy, outline, calendar=calendar)[0][0].due == date(2026, 4, 8)
    assert date_duties(policy, outline)[0][0].due == date(2026, 4, 7)


def test_it_states_that_it_assumed_a_year():
    """Without a horizon the calendar runs one year from the issue, and a problem says so."""
    days, problems, _ = laid("每季度报告。", "quarter", horizon=None)
    assert days == ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31", "2027-03-31"]
    assert problems == ["duty.horizon_assumed"]


def test_it_counts_from_publication_where_the_document_has_no_date():
    """Without a date of issue the day of publication starts the calendar; without either, nothing is laid out."""
    assert laid("每年报告。", "year", issued=None, published=date(2026, 5, 1))[0] == ["2026-12-31"]
    assert laid("每年报告。", "year", issued=None)[:2] == ([None], ["duty.undated"])


@pytest.mark.parametrize(
    ("who", "audience", "named"),
    [
        ("各牵头单位", "leads", ()),
        ("各责任单位", "all", ()),
        ("各有关部门", "all", ()),
        ("责任单位", "all", ()),
        ("市推进办", "named", ("市推进办",)),
        ("东岸区人民政府、高新区管委会", "named", ("东岸区人民政府", "高新区管委会")),
        (None, "unknown", ()),
    ],
)
def test_it_knows_whom_a_duty_speaks_to(who, audience, named):
    """牵头单位 is every lead, 各责任单位 every unit with a task; other words are names; silence stays unknown."""
    _, _, dates = laid("每年报告。", "year", who=who)
    assert (dates[0].audience, dates[0].named) == (audience, named)


def test_it_keeps_a_duty_without_any_time_on_the_list():
    """What the text wants once, without a day, is listed without a date and raises no question."""
    policy = replace(policies.policy(), duties=(replace(policies.policy().duties[0], due=None),))
    dates, problems = date_duties(policy, policies.outline())
    assert [(d.due, d.basis) for d in dates] == [(None, "undated")]
    assert problems == []


@pytest.mark.parametrize(
    ("what", "title"),
    [
        ("工作进度报告", "工作进度报告"),
        ("一次产业链会商会", "产业链会商会"),
        ("一次", "将落实情况列入督查，每半年通报一次"),
        ("并推送至各银行", "将落实情况列入督查，每半年通报一次"),
        ("每年6月底前公布", "将落实情况列入督查，每半年通报一次"),
    ],
)
def test_it_names_a_duty_in_words_that_stand_alone(what, title):
    """What only goes on from earlier words, or says nothing, is named by its whole phrase."""
    sentence = "将落实情况列入督查，每半年通报一次。"
    outline = Outline(Document("plan", sentence, "text", ()), ())
    duty = Duty(Span("plan", 0, len(sentence) - 1), None, what, every="half-year")
    policy = Policy("plan", DocumentFacts(issued_on=date(2026, 3, 5), horizon=(2026, 2026)), duties=(duty,))
    dates, _ = date_duties(policy, outline)
    assert {d.title for d in dates} == {title}
