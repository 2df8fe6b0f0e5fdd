"""When a target is due and how often it recurs: the year that governs a stretch (到2025年), and 每年, 每季度, 每月."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luodi.clauses.model import Clause, Outline
from luodi.policy.model import Every

_YEAR = r"(20[1-9]\d)\s*年"
# A year that only compares, begins, dates a document or names a period is no deadline.
_NO_DEADLINE_BEFORE = re.compile(
    r"(?:[较比自从于以按对含原]|截至|截止|截止到|截至到|相比|相较|同|对比|参照|[〔\[（(《“\"]|[-—–~～至]\s*20\d\d\s*年?|20\d\d\s*年?\s*[-—–~～至]\s*|已|月|日|上年)\s*$"
)
_NO_DEADLINE_AFTER = re.compile(
    r"\s*(?:起|以来|开始|度|的|至|到|[-—–~～]|基础|全年|\d{1,2}\s*月\s*\d{1,2}\s*日(?!前|之前|以前)|水平|基数|同期|相比|实际|实施|认定|以后|之后|初(?!步)|版|第|[一二三四]季度|上半年|中央|省委|市委)"
)
_DEADLINE = re.compile(rf"(?P<lead>力争到|争取到|预计到|目标到|到|至|力争|争取|确保|在|前)?\s*{_YEAR}(?P<tail>年?[底末](?:前|之前|以前)?|前|之前|以前|\s*\d{{1,2}}\s*月(?:底|末|\d{{1,2}}日)?(?:前|之前|以前))?")
_FIVE_YEARS = re.compile(r"(?:到|至)\s*[“\"]?(十[二三四五六七])五[”\"]?\s*(?:规划)?(?:期)?末|[“\"]?(十[二三四五六七])五[”\"]?\s*(?:规划)?(?:期)?末")
_FIVE = {"十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035, "十七": 2040}
_EVERY = re.compile(r"每个?(?:自然)?(年|季度|季|月)(?:度)?(?!\d)|(?:逐年|按年)(?=新增|培育|实施|安排)|(?<![\d全本当上去近])年(?=新增|培训|组织|举办|服务|引进)")
_EVERY_NAME: dict[str, Every] = {"年": "year", "季度": "quarter", "季": "quarter", "月": "month"}
_GOAL = re.compile(r"目标|指标")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A year from which on a stretch is governed; ``start`` is where the year is written."""

    start: int
    end: int
    year: int


def deadlines(text: str, start: int, end: int) -> list[Deadline]:
    """The years by which something is due, in order."""
    found: list[Deadline] = []
    for hit in _DEADLINE.finditer(text, start, end):
        before, after = text[max(start, hit.start() - 12) : hit.start()], text[hit.end() : hit.end() + 12]
        if hit["lead"] in (None, "在") and not hit["tail"]:
            if _NO_DEADLINE_BEFORE.search(before) or _NO_DEADLINE_AFTER.match(after):
                continue
            if hit["lead"] is None and before and before[-1] not in "，,；;。：:、年 　\n" and not re.match(r"\s*[，,]", after):
                continue
        elif _NO_DEADLINE_BEFORE.search(before) or re.match(r"\s*(?:起|的(?!目标)|基础|[-—–~～]\s*20)", after):
            continue
        found.append(Deadline(hit.start(), hit.end(), int(hit[2])))
    for hit in _FIVE_YEARS.finditer(text, start, end):
        found.append(Deadline(hit.start(), hit.end(), _FIVE[hit[1] or hit[2]]))
    return sorted(found, key=lambda d: d.start)


def recurrence(text: str, start: int, end: int) -> Every | None:
    """``每年`` and its kin in a stretch; the last one counts."""
    every: Every | None = None
    for hit in _EVERY.finditer(text, start, end):
        every = _EVERY_NAME[hit[1]] if hit[1] else "year"
    return every


class Governing:
    """Which year governs a clause from above: a heading that names it, or an introduction that ends in a colon."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._open: list[tuple[int, bool, int]] = []  # depth, whether it is a body paragraph, year

    def enter(self, clause: Clause) -> int | None:
        """The year that governs this clause as a whole; to be called for the clauses in order."""
        while self._open and not self._covers(self._open[-1], clause):
            self._open.pop()
        year = self._open[-1][2] if self._open else None
        own = self._announced(clause)
        if own is not None:
            self._open.append((clause.depth, clause.kind == "body", own))
        return year

    @staticmethod
    def _covers(opened: tuple[int, bool, int], clause: Clause) -> bool:
        depth, is_body, _ = opened
        return clause.depth > depth or (clause.depth == depth and is_body and clause.kind in ("dash", "numbered"))

    def _announced(self, clause: Clause) -> int | None:
        text = self._outline.text
        if clause.heading is not None and (found := deadlines(text, clause.heading.start, clause.heading.end)):
            return found[-1].year
        words = self._outline.words(clause).rstrip()
        if not words.endswith((":", "：")) and not (len(words) < 120 and _GOAL.search(words)):
            return None
        last = max(words.rfind("。"), 0)
        found = deadlines(text, clause.span.start + last, clause.span.start + len(words))
        return found[-1].year if found else None
