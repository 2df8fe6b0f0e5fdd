"""Finds the days by which a text wants something done: 2026年6月底前, 今年12月31日前, 完成时限：2026年12月."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from luodi.ledger.model import Deadline
from luodi.problems import Problem
from luodi.spans import Span

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_CHINESE = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_QUARTERS = {c: i % 4 + 1 for i, c in enumerate("一二三四1234")}
_POINT = re.compile(
    r"(?:(?P<year>20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年|(?P<relative>[今本当明])年)?"
    r"(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|份?(?P<month_end>[底末]))?"
    r"|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度|(?:(?<=年)|年)(?P<year_end>[底末]))?"
    r"(?:[底末])?(?P<before>之前|以前|前)?"
)
_LABEL = r"(?:完成时限|完成时间|办结时限|时间要求|时限|完成期限)\s*[:：]\s*(?:[到至])?"
_LABELLED = re.compile(_LABEL + "$")
_TILL = re.compile(r"(?<!截)[到至]$")
_STANDING = re.compile(r"(?:" + _LABEL + r"|\n[ \u3000]*(?=[^\n，。；]{2,8}\s*$))(?:长期|持续|常态)")
# 每年12月底前 comes back each year; 截至2025年底 tells of the present; 自2025年 is a start.
_NOT_AFTER = re.compile(r"(?:每年?度?|截|截止|截至|自|从)$")
# 对2025年底前注册的企业 says which firms are meant, not when the work is due.
_CONDITION = re.compile(
    r"\s*(?:已|依法|正式|新)*(?:登记|注册|成立|设立|认定|投产|开工|取得|获得|入库|签订|出台|建成|发生|参保)[^，,。；;]*的"
)


def find(
    text: str, within: Span, *, issued_on: date | None, is_note: bool = False
) -> tuple[list[Deadline], list[Problem]]:
    """Every day named in ``within`` by which something is to be done, and what looks like one but says no day.

    今年, and a month without a year, are counted from ``issued_on``; without it they stay open. In a note that names
    the units (``is_note``) a day that fills a line is a limit: it is a table's cell under 完成时限.
    """
    found: list[Deadline] = []
    problems: list[Problem] = []
    for match, is_labelled in _points(within.slice(text).translate(_WIDE), is_note):
        span = within.sub(match.start(), match.end())
        if not is_labelled and not _is_exact(match):
            problems.append(_vague(span, span.slice(text)))
            continue
        day = _day_of(match, issued_on)
        if day is None:
            problems.append(_unknown(span, span.slice(text)))
        elif issued_on is None or day >= issued_on:  # an earlier day tells of the past
            found.append(Deadline(day, "text", span))
    return sorted(found, key=lambda d: (d.on, d.span)), problems


def is_standing(text: str, within: Span) -> bool:
    """Whether the text itself says that the work has no end (``时限：长期坚持``)."""
    return _STANDING.search(within.slice(text)) is not None


def _points(words: str, is_note: bool) -> Iterator[tuple[re.Match[str], bool]]:
    """Points in time that are limits, and whether a label such as 时限： stands before them or a cell holds no more."""
    for match in _POINT.finditer(words):
        if not any(match[name] for name in ("year", "relative", "month", "half", "quarter", "year_end")):
            continue
        before = words[max(0, match.start() - 12) : match.start()]
        if _NOT_AFTER.search(before) or _CONDITION.match(words, match.end()):
            continue
        is_cell = is_note and _fills_line(words, match)
        is_labelled = is_cell or _LABELLED.search(before) is not None
        if is_labelled or match["before"] or (_TILL.search(before) and _is_exact(match)):
            yield match, is_labelled


def _fills_line(words: str, match: re.Match[str]) -> bool:
    before, behind = words[: match.start()], words[match.end() :]
    return bool(re.search(r"(?:^|[\n\t])[ \u3000]*$", before) and re.match(r"(?:完成)?[ \u3000]*(?:$|[\n\t])", behind))


def _is_exact(match: re.Match[str]) -> bool:
    """2026年6月底 and 2026年上半年 end on a known day; 2026年6月前 may mean its first day or its last."""
    return any(match[name] for name in ("day", "month_end", "half", "quarter", "year_end"))


def _day_of(match: re.Match[str], issued_on: date | None) -> date | None:
    year = _year_of(match, issued_on)
    if year is None:
        return None
    if match["quarter"]:
        return _month_end(year, _QUARTERS[match["quarter"]] * 3)
    if match["half"]:
        return _month_end(year, 6 if match["half"] == "上" else 12)
    month = int(match["month"] or 12)
    if not 1 <= month <= 12:
        return None
    last = _month_end(year, month)
    if not match["day"]:
        return last
    return last.replace(day=int(match["day"])) if 1 <= int(match["day"]) <= last.day else None


def _year_of(match: re.Match[str], issued_on: date | None) -> int | None:
    if match["year"]:
        return int("".join(_CHINESE.get(c, c) for c in match["year"]))
    return issued_on.year + (match["relative"] == "明") if issued_on else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _unknown(span: Span, words: str) -> Problem:
    return Problem(
        "deadline.day_unknown",
        f"“{words}”推算不出日期：文件没有写明年份，或者没有这一天。",
        span,
        "请在复核时补上成文日期，或在台账中直接填写时限。",
        "question",
    )


def _vague(span: Span, words: str) -> Problem:
    return Problem(
        "deadline.vague",
        f"“{words}”可以指期初，也可以指期末。",
        span,
        "请与发文单位核对后，在台账中填写时限。",
        "question",
    )
