"""When a target is due and how often it recurs: the year that governs a stretch (到2025年), and 每年, 每季度, 每月."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luodi.clauses.model import Clause, Outline
from luodi.policy.model import Every
from luodi.policy.target_contexts import QUALIFIES
from luodi.spans import Span

_YEAR = r"(20[1-9]\d)\s*年"
# A year that only compares, begins, dates a document or names a period is no deadline.
_NO_DEADLINE_BEFORE = re.compile(
    r"(?:[较比自从于以按对含原]|截至|截止|截止到|截至到|相比|相较|同|对比|参照|[〔\[（(《“\"]|"
    r"[-—–~～至]\s*20\d\d\s*年?|20\d\d\s*年?\s*[-—–~～至]\s*|已|月|日|上年)\s*$"
)
_NO_DEADLINE_AFTER = re.compile(
    r"\s*(?:起|以来|开始|度|的|至|到|[-—–~～]|基础|全年|\d{1,2}\s*月\s*\d{1,2}\s*日(?!前|之前|以前)|水平|基数|同期|相比|实际|实施|认定|"
    r"以后|之后|初(?!步)|版|第|[一二三四]季度|上半年|中央|省委|市委)"
)
_DEADLINE = re.compile(
    rf"(?P<lead>力争到|争取到|预计到|目标到|到|至|力争|争取|确保|在|前)?\s*{_YEAR}"
    r"(?P<tail>年?[底末](?:前|之前|以前)?|前|之前|以前|\s*\d{1,2}\s*月(?:底|末|\d{1,2}日)?(?:前|之前|以前))?"
)
_FIVE_YEARS = re.compile(r"[“\"]?(十[二三四五六七])五[”\"]?\s*(?:规划)?(?:期)?末")
# 2026—2028年，… names the whole spell by whose end it is due; not in a title's brackets.
_SPELL = re.compile(r"(?<![（(\d])20\d\d\s*年?\s*[-—–~～至到]{1,2}\s*(20\d\d)\s*年(?=[，,])")
_FIVE = {"十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035, "十七": 2040}
_EVERY = re.compile(
    r"每个?(?:自然)?(年|季度|季|月)(?:度)?(?!\d)|年度(?=新增)|(?:逐年|按年)(?=新增|培育|实施|安排)|"
    r"(?<![\d一二两三四五六七八九十几多全本当上去近今明来同])年(?=新增|培训|组织|举办|服务|引进)"
)
_SPELL_WORD = re.compile(r"[年季月]")
_EVERY_NAME: dict[str, Every] = {"年": "year", "季度": "quarter", "季": "quarter", "月": "month"}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A year from which on a stretch is governed; ``start`` is where the year is written."""

    start: int
    end: int
    year: int
    is_bare: bool = False  # 2026年 alone, without 到, 底 or 前


def deadlines(text: str, start: int, end: int) -> list[Deadline]:
    """The years by which something is due, in order."""
    found: list[Deadline] = []
    years = text.count("20", start, end)
    for hit in _DEADLINE.finditer(text, start, end) if years else ():
        before, after = text[max(start, hit.start() - 12) : hit.start()], text[hit.end() : hit.end() + 12]
        if hit["lead"] in (None, "在") and not hit["tail"]:
            if _NO_DEADLINE_BEFORE.search(before) or _NO_DEADLINE_AFTER.match(after):
                continue
            opens = (
                not before
                or before[-1] in "，,；;。：:、.．年 　\n"
                or before.endswith("其中")
                or re.match(r"\s*[，,]", after)
            )
            if hit["lead"] is None and not opens:
                continue
        elif _NO_DEADLINE_BEFORE.search(before) or re.match(r"\s*(?:起|的(?!目标)|基础|[-—–~～]\s*20)", after):
            continue
        found.append(Deadline(hit.start(), hit.end(), int(hit[2]), not hit["lead"] and not hit["tail"]))
    for hit in _SPELL.finditer(text, start, end) if years > 1 else ():
        found.append(Deadline(hit.start(), hit.end(), int(hit[1])))
    for hit in _FIVE_YEARS.finditer(text, start, end) if text.find("五", start, end) >= 0 else ():
        found.append(Deadline(hit.start(), hit.end(), _FIVE[hit[1]]))
    return sorted(found, key=lambda d: d.start)


@dataclass(frozen=True, slots=True)
class Recurring:
    """``每年`` and its kin at a place."""

    at: int
    every: Every


def recurrences(text: str, start: int, end: int) -> list[Recurring]:
    """``每年``, ``每季度``, ``每月`` in a stretch, in order."""
    if not _SPELL_WORD.search(text, start, end):
        return []
    return [
        Recurring(hit.start(), _EVERY_NAME[hit[1]] if hit[1] else "year") for hit in _EVERY.finditer(text, start, end)
    ]


@dataclass(slots=True)
class Announced:
    """What an introduction or a heading says of the clauses under it.

    ``year`` is when they are due; ``qualifies`` that they tell who may apply; ``shares_out`` that they divide the
    introduction's own figure (任务分解如下), whose indicator is then put into ``indicator``.
    """

    depth: int
    year: int | None
    qualifies: bool
    shares_out: bool
    by_heading: bool
    indicator: str = ""
    loose: bool = False  # without a colon, so that only what stands below or beside it is meant
    list_depth: int | None = None
    list_style: str = ""
    seen: int = 0

    def covers(self, clause: Clause) -> bool:
        """By heading: what hangs on it. By introduction: the list that follows, until its style or numbering breaks."""
        if self.by_heading:
            return clause.depth > self.depth
        if self.list_depth is None:
            if clause.kind not in ("dash", "numbered", "row") and clause.depth <= self.depth:
                return False
            if self.loose and clause.depth < self.depth:
                return False
            self.list_depth, self.list_style = clause.depth, clause.style
        if clause.depth < self.list_depth or (clause.depth == self.list_depth and clause.style != self.list_style):
            return False
        if clause.depth == self.list_depth:
            self.seen += 1
            return not (clause.number == 1 and self.seen > 1)
        return True


class Headings:
    """What the headings over a clause, its own included, say of it; asked once for each clause of an outline."""

    def __init__(self, outline: Outline) -> None:
        self._goals: list[bool] = []
        self._qualify: list[bool] = []
        for clause in outline.clauses:  # what a clause hangs on stands before it
            words, above = outline.heading(clause) or "", clause.parent
            self._goals.append("目标" in words or (above is not None and self._goals[above]))
            qualifies = QUALIFIES.search(words) is not None
            self._qualify.append(qualifies or (above is not None and self._qualify[above]))

    def of_goals(self, clause: Clause) -> bool:
        return self._goals[clause.index]

    def of_qualifying(self, clause: Clause) -> bool:
        """Whether they say that what stands below tells who may apply."""
        return self._qualify[clause.index]


class Governing:
    """What governs a clause from above: a heading, or an introduction that ends in a colon."""

    def __init__(self, outline: Outline, headings: Headings) -> None:
        self._outline = outline
        self._headings = headings
        self._open: list[Announced] = []

    def enter(self, clause: Clause) -> tuple[list[Announced], Announced | None]:
        """What governs this clause, outermost first, and what it announces itself; to be called in order."""
        above = [announced for announced in self._open if announced.covers(clause)]
        self._open = list(above)
        own = self._announced(clause)
        if own is not None:
            self._open.append(own)
        return above, own

    def _announced(self, clause: Clause) -> Announced | None:
        text, span = self._outline.text, clause.span
        words = self._outline.words(clause).rstrip()
        heading = clause.heading or span
        if words.endswith((":", "：")):
            last = max(words.rfind("。"), 0)
            found = deadlines(text, span.start + last, span.start + len(words))
            year = found[-1].year if found else None
            qualifies = bool(_QUALIFYING.search(words, last))
            return Announced(clause.depth, year, qualifies, bool(_SHARES_OUT.search(words, last)), by_heading=False)
        return self._dated(clause, heading, words)

    def _dated(self, clause: Clause, heading: Span, words: str) -> Announced | None:
        """A heading that names a year; a clause of goals that names one; a paragraph of goals in front of its list."""
        text, span = self._outline.text, clause.span
        found = deadlines(text, heading.start, heading.end) if clause.heading and len(heading) < _HEADING_MOST else []
        if found:
            return Announced(clause.depth, found[-1].year, False, False, by_heading=True)
        goals = self._headings.of_goals(clause)
        years = {d.year for d in deadlines(text, span.start, span.start + len(words))} if goals else set()
        if len(years) == 1 and clause.kind in ("body", "numbered"):
            return Announced(clause.depth, years.pop(), False, False, by_heading=clause.kind == "numbered", loose=True)
        return None


_QUALIFYING = re.compile(
    r"(?:以下|下列|如下|之一的?|同时具备|同时符合|同时满足)[^。；：:]{0,10}(?:条件|标准|要求|情形)|"
    r"(?:条件|标准|资格|情形|情况|材料|要求|规定|认定|申报|享受|是指|包括)[^，。；]{0,12}[：:]$"
)
_SHARES_OUT = re.compile(r"(?:分解|分配|分工|分别)[^，。；]{0,6}[：:]$")
_HEADING_MOST = 40
