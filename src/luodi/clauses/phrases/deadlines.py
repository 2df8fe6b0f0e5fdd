"""Reads when something is due, or how often: 于2016年3月5日前, 4月底前, 今年年底前, 每季度, 次月10日前, 定期."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Cycle = Literal["month", "quarter", "half-year", "year", "regular"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time in words at ``[start, end)``: a day, a cycle, or neither where the words leave it open.

    ``open_because`` says why there is no day: ``year`` (the text gives none and the document's is unknown),
    ``day`` (3月前, 适时).
    """

    start: int
    end: int
    due: date | None = None
    every: Cycle | None = None
    open_because: str | None = None


# The shortest cycle stands first: 每年…每月 recurs by the month. 每月 outweighs a date beside it; 年度 and 月度 do not:
# 今年12月底前报送年度总结 is due once.
_CYCLES: tuple[tuple[Cycle, str], ...] = (
    ("month", r"每个?月|按月|逐月|次月|当月(?=\d)"),
    ("quarter", r"每个?季(?:度)?|按季(?:度)?|逐季"),
    ("half-year", r"每半年|每年[^，。；]{0,4}(?:上下半年|7月[^，。；]{0,8}1月)"),
    ("year", r"每年度?|每一年度?|按年度?|逐年|分年度|次年|翌年|一年一[次度]"),
    ("regular", r"(?<!不)定期|每周|每旬|每两个月|每[二两三]周|每双月"),
)
_KINDS: tuple[tuple[Cycle, str], ...] = (
    ("month", r"月度|(?<![\d两三四五六个])月(?=报|调度|通报|分析|例会)"),
    ("quarter", r"(?<![个\d一二三四])季度(?!内)|(?<!四)季(?=报|调度|通报|分析)|季末"),
    ("half-year", r"半年度?"),
    ("year", r"(?<!\d年)(?<!\d)(?<!本)年度(?!内)|(?<![今本当去明\d])年[初底末终](?!前|之前|以前)"),
)
_CYCLE_PATTERNS = tuple((name, re.compile(words)) for name, words in _CYCLES)
_KIND_PATTERNS = tuple((name, re.compile(words)) for name, words in _KINDS)
_YEAR = r"(?P<year>(?:19|20)\d\d)\s*年"
_RELATIVE = r"(?P<relative>今年|本年度?|当年|明年|次年)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])\s*月"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])\s*[日号]"
_BY = r"(?:之前|以前|前|止|(?=[，,、]?\s*(?:将|报|提交|完成报送|形成))|内)"
# A day is due only where the words say 前, or where handing in follows at once; 2016年3月5日印发 is none.
_DAY_PATTERN = re.compile(rf"(?:{_YEAR}|{_RELATIVE})?\s*{_MONTH}\s*{_DAY}\s*{_BY}")
_MONTH_PATTERN = re.compile(rf"(?:{_YEAR}|{_RELATIVE})?\s*{_MONTH}\s*(?P<end>[底末]|月底)?\s*{_BY}")
_MONTH_END = re.compile(rf"(?:{_YEAR}|{_RELATIVE})?\s*{_MONTH}\s*(?P<end>[底末])")
_YEAR_END = re.compile(rf"(?:{_YEAR}|{_RELATIVE})\s*年?[底末](?:之?前|以前)?|(?<!每)年(?:[底末](?:之?前|以前)|内)")
_WITHIN = re.compile(
    r"(?:印发|发布|下发|公布|出台|发文)(?:之日)?起?(?:后)?\s*(?P<count>\d+|[一二两三四五六])\s*(?P<unit>个工作日|日|天|个月)[之以]?内"
)
_MAY_TELL = re.compile("[年月日号季周旬天]|定期")  # no time without one of these
_SMALL = {c: i for i, c in enumerate("〇一二三四五六")} | {"两": 2}


def deadline_in(words: str, year: int | None, issued: date | None = None) -> Deadline | None:
    """The first deadline in ``words``; ``year`` is the document's own, for dates that name none."""
    if not _MAY_TELL.search(words):
        return None
    cycle = _cycle(words, _CYCLE_PATTERNS)
    if cycle:
        return cycle
    within = _WITHIN.search(words)
    if within:
        return _counted(within, issued)
    for pattern in (_DAY_PATTERN, _MONTH_PATTERN, _MONTH_END, _YEAR_END):
        found = pattern.search(words)
        if found:
            return _dated(found, year)
    return _cycle(words, _KIND_PATTERNS)


def _cycle(words: str, patterns: tuple[tuple[Cycle, re.Pattern[str]], ...]) -> Deadline | None:
    for name, pattern in patterns:
        found = pattern.search(words)
        if found:
            return Deadline(found.start(), found.end(), every=name)
    return None


def _counted(found: re.Match[str], issued: date | None) -> Deadline:
    """So many days or months after the document was issued; working days need a calendar that the text does not give."""
    count = _SMALL[found["count"]] if found["count"] in _SMALL else int(found["count"])
    if issued is None or found["unit"] == "个工作日":
        return Deadline(*found.span(), open_because="year" if issued is None else "day")
    if found["unit"] == "个月":
        year, month = divmod(issued.year * 12 + issued.month - 1 + count, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return Deadline(*found.span(), due=date(year, month + 1, min(issued.day, last)))
    return Deadline(*found.span(), due=issued + timedelta(days=count))


def _dated(found: re.Match[str], own: int | None) -> Deadline:
    named = found.groupdict()
    year = int(named["year"]) if named.get("year") else own
    if year is None:
        return Deadline(*found.span(), open_because="year")
    if named.get("relative") in ("明年", "次年"):
        year += 1
    if not named.get("month"):
        return Deadline(*found.span(), due=date(year, 12, 31))
    month = int(named["month"])
    last = calendar.monthrange(year, month)[1]
    if named.get("day"):
        day = int(named["day"])
        return Deadline(*found.span(), due=date(year, month, day)) if day <= last else _open(found)
    return Deadline(*found.span(), due=date(year, month, last)) if named.get("end") else _open(found)


def _open(found: re.Match[str]) -> Deadline:
    return Deadline(*found.span(), open_because="day")
