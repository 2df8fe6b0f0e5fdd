"""Lays the duties of a policy out in a calendar, day by day, from its issue to the end of its horizon."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from luodi.clauses.model import Outline
from luodi.ledger.model import Audience, DateBasis, DutyDate
from luodi.ledger.titles import duty_title, first_word, place_of, sentence_at
from luodi.ledger.working_days import WorkCalendar
from luodi.periods import Period, PeriodKind, between
from luodi.policy.model import Duty, Policy
from luodi.problems import Problem

_LEADS = re.compile(r"牵头(?:单位|部门)")
_ALL = re.compile(r"^(?:各级?|相关|有关)(?:有关|相关|责任|成员)*(?:单位|部门|地|地方|地区)|^责任(?:单位|部门)")
_MONTH_DAY = re.compile(r"每(?:个)?月的?(\d{1,2})日")
_QUARTER_DAY = re.compile(
    r"季度的?(?:第(?P<nth>[一二三1-3])个?月|(?P<first>首月)|(?P<last>末月|最后一个月))的?(?P<day>\d{1,2})日"
)
_YEAR_DAY = re.compile(r"每年(?:度)?的?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|份?[底末])")
_NTH = {c: i % 3 + 1 for i, c in enumerate("一二三123")}
# Words that put the day somewhere else than at the end, but do not say on which day.
_ELSEWHERE = re.compile(
    r"年初|月初|季(?:度)?初|后(?:的?\d+|[一二三五十]+)个?(?:工作)?[日天]内|上旬|中旬|次月|次年|下月"
)
# 每季度结束后5个工作日内, 每半年终了后10日内; 次月5日前 after whatever the period is.
_BEHIND = re.compile(
    r"(?:月|季度?|半年|年度?)(?:末|底)?(?:结束|终了|期满)?后的?(?P<days>\d{1,2}|[一二三五十]{1,2})个?(?P<working>工作)?[日天](?:之|以)?[内前]"
    r"|(?:次|下(?:一个)?)月的?(?P<day>\d{1,2})日"
)
_TENS = {"一": 1, "二": 2, "三": 3, "五": 5, "十": 10, "十五": 15, "二十": 20, "三十": 30}


def date_duties(
    policy: Policy, outline: Outline, *, published_on: date | None = None, calendar: WorkCalendar | None = None
) -> tuple[list[DutyDate], list[Problem]]:
    """Each duty on each day it falls due, from the day of issue (or of publication) to the end of the horizon.

    Where the document states no horizon the calendar runs for one year, and a problem says so. ``calendar`` counts
    what is due some working days after a period; without it only weekends are no working days.
    """
    dates: list[DutyDate] = []
    problems: list[Problem] = []
    stretch, assumed = _stretch(policy, published_on)
    for index, duty in enumerate(policy.duties):
        laid, found = _lay_out(outline, index, duty, stretch, calendar or WorkCalendar())
        dates += laid
        problems += found
    if assumed and any(d.period for d in dates):
        problems.append(assumed)
    return sorted(dates, key=lambda d: (d.due is None, d.due or date.min, d.index)), problems


def _stretch(policy: Policy, published_on: date | None) -> tuple[tuple[date, date] | None, Problem | None]:
    first = policy.facts.issued_on or published_on
    if first is None:
        return None, None
    if policy.facts.horizon and date(policy.facts.horizon[1], 12, 31) >= first:
        return (first, date(policy.facts.horizon[1], 12, 31)), None
    last = first + timedelta(days=365)
    return (first, last), _horizon_assumed(first, last)


def _lay_out(
    outline: Outline, index: int, duty: Duty, stretch: tuple[date, date] | None, calendar: WorkCalendar
) -> tuple[list[DutyDate], list[Problem]]:
    audience, named = _audience(duty.who)
    place = place_of(outline, first_word(duty.span, outline.text))
    title = duty_title(duty, outline.text)

    def dated(due: date | None, basis: DateBasis, period: Period | None = None) -> DutyDate:
        return DutyDate(duty, index, due, basis, period, audience, named, place, title)

    if duty.due is not None:
        return [dated(duty.due, "fixed")], []
    if duty.every is None:
        return [dated(None, "undated")], []
    if duty.every == "regular" or stretch is None:
        return [dated(None, "undated")], [_undated(duty)]
    sentence = sentence_at(outline.text, duty.span).slice(outline.text)
    kind: PeriodKind = duty.every
    laid: list[DutyDate] = []
    for period in between(kind, *stretch):
        due, basis = _due_in(period, sentence, calendar)
        if due is None:
            return [dated(None, "undated")], [_undated(duty)]
        if due > stretch[0]:
            laid.append(dated(due, basis, period))
    return laid, []


def _audience(who: str | None) -> tuple[Audience, tuple[str, ...]]:
    if not who:
        return "unknown", ()
    if _LEADS.search(who):
        return "leads", ()
    if _ALL.search(who):
        return "all", ()
    return "named", tuple(name.strip() for name in re.split(r"[、，,]", who) if name.strip())


def _due_in(period: Period, sentence: str, calendar: WorkCalendar) -> tuple[date | None, DateBasis]:
    """The day for ``period`` that ``sentence`` names; None where it points somewhere without naming a day."""
    day = _behind(period, sentence, calendar) or _stated(period, sentence)
    if day is not None:
        return day, "stated"
    if _ELSEWHERE.search(sentence):
        return None, "undated"
    return period.last_on, "period"


def _behind(period: Period, sentence: str, calendar: WorkCalendar) -> date | None:
    """So many days, or working days, after the period's last; the day of the month after it."""
    found = _BEHIND.search(sentence)
    if found is None:
        return None
    if found["day"]:
        return _day(period.last_on + timedelta(days=1), 1, int(found["day"]))
    count = int(found["days"]) if found["days"].isdigit() else _TENS.get(found["days"])
    if not count:
        return None
    return calendar.shift(period.last_on, count) if found["working"] else period.last_on + timedelta(days=count)


def _stated(period: Period, sentence: str) -> date | None:
    if period.kind == "month" and (found := _MONTH_DAY.search(sentence)):
        return _day(period.first_on, 1, int(found[1]))
    if period.kind == "quarter" and (found := _QUARTER_DAY.search(sentence)):
        month = 3 if found["last"] else 1 if found["first"] else _NTH[found["nth"]]
        return _day(period.first_on, month, int(found["day"]))
    if period.kind == "year" and (found := _YEAR_DAY.search(sentence)):
        month = int(found["month"])
        return _day(period.first_on, month, int(found["day"] or 31)) if 1 <= month <= 12 else None
    return None


def _day(first: date, month: int, day: int) -> date | None:
    """The ``day`` of the ``month``-th month from ``first``, or that month's last day where it is shorter."""
    number = first.month + month - 1
    return date(first.year, number, min(day, monthrange(first.year, number)[1])) if day else None


def _undated(duty: Duty) -> Problem:
    return Problem(
        "duty.undated",
        f"“{duty.what}”要求经常进行，但没有写明可以推算的日期。",
        duty.span,
        "请在日历中填写日期；未填写前列在“未定日期”中。",
        "question",
    )


def _horizon_assumed(first: date, last: date) -> Problem:
    return Problem(
        "duty.horizon_assumed",
        f"文件没有写明实施期限，经常性报送事项暂按一年（{first.isoformat()}至{last.isoformat()}）排入日历。",
        None,
        "请在复核时填写实施期限。",
        "warning",
    )
