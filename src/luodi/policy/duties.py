"""Finds what units must hand in or hold for the coordination itself: reports, plans, lists, circulars, meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from luodi.clauses.model import Clause, Outline
from luodi.clauses.phrases.compact import Compact, compact
from luodi.clauses.phrases.deadlines import Deadline, deadline_in
from luodi.clauses.phrases.note_masks import without_notes
from luodi.clauses.sentences import statements
from luodi.policy.duty_words import ASKED, MAY_HOLD_ONE, act_in, addressee, deliverable, subject
from luodi.policy.model import DocumentFacts, Duty
from luodi.problems import Problem
from luodi.spans import Span

_PHRASE = re.compile(r"[^，,。；;！？]+[，,。；;！？]?")
_CARRIES_ON = re.compile(r"^(?:并|同时|将|报|及时|形成|向|由|绘制|编制|汇总|公布)")
_DOCUMENT_YEAR = re.compile(r"[〔\[（(]\s*((?:19|20)\d\d)\s*[〕\]）)]|((?:19|20)\d\d)年")
_LONGEST = 2000  # what is longer lost its stops and is read in pieces
_LONG_TIME = 14  # a phrase that is not much more than a time lends it to what follows


@dataclass
class _Draft:
    """A duty while its phrases are read: where it stands and the time that governs it."""

    start: int
    end: int
    deadline: Deadline | None
    phrases: list[str] = field(default_factory=list)
    published: bool = False


@dataclass(frozen=True, slots=True)
class _Lent:
    """A time that stands in a phrase without an act of its own and may govern the next."""

    deadline: Deadline
    start: int
    short: bool


def find_duties(outline: Outline, facts: DocumentFacts) -> tuple[list[Duty], list[Problem]]:
    """Duties in the order of the text; a time that the text leaves open is a problem, not a guess."""
    masked = without_notes(outline.text)
    year = _own_year(facts)
    duties: list[Duty] = []
    problems: list[Problem] = []
    for clause in outline.parts("notice", "plan", "annex"):
        before = ""
        if not MAY_HOLD_ONE.search("".join(clause.span.slice(masked).split())):
            continue
        for words in _statements(outline, clause, masked):
            if _is_bare_heading(clause, words):
                continue
            if not MAY_HOLD_ONE.search(words.text):
                before = words.text
                continue
            for draft in _drafts(words.text, year, facts.issued_on):
                duties.append(_duty(words, draft, before))
                problems += _problems(duties[-1], draft)
            before = words.text
    return duties, problems


def _statements(outline: Outline, clause: Clause, masked: str) -> Iterator[Compact]:
    for statement in statements(outline, clause.span):
        for start in range(statement.start, statement.end, _LONGEST):
            yield compact(masked, Span(statement.document, start, min(start + _LONGEST, statement.end)))


def _is_bare_heading(clause: Clause, words: Compact) -> bool:
    """（一）制定年度工作计划 on a line of its own says what the paragraphs below are about."""
    heading = clause.heading
    return heading is not None and bool(words.text) and words.origin[-1] < heading.end and words.text[-1] not in "。；;"


def _own_year(facts: DocumentFacts) -> int | None:
    """The year that 4月底前 belongs to: that of issue, else that of the document's number."""
    if facts.issued_on:
        return facts.issued_on.year
    found = _DOCUMENT_YEAR.search(facts.number or "")
    return int(found[1] or found[2]) if found else None


def _drafts(words: str, year: int | None, issued: date | None) -> Iterator[_Draft]:
    """Phrase by phrase: an act with its own time opens a duty, an act without carries the last one on."""
    current: _Draft | None = None
    lent: _Lent | None = None
    for found in _PHRASE.finditer(words):
        phrase = found.group()
        act = act_in(phrase)
        time = deadline_in(phrase, year, issued)
        if act is None:
            if time:
                lent = _Lent(time, found.start(), len(phrase) - (time.end - time.start) <= _LONG_TIME)
            continue
        if current and not time:
            current.end, current.phrases = found.end(), [*current.phrases, phrase]
            continue
        opened = _opened(found, act, time, lent)
        if opened:
            if current:
                yield current
            current, lent = opened, None
    if current:
        yield current


def _opened(found: re.Match[str], act: str, time: Deadline | None, lent: _Lent | None) -> _Draft | None:
    phrase = found.group()
    if time:
        return _Draft(found.start(), found.end(), time, [phrase], act == "publish")
    if lent and (lent.short or _CARRIES_ON.match(phrase)):
        return _Draft(lent.start, found.end(), lent.deadline, [phrase], act == "publish")
    return _Draft(found.start(), found.end(), None, [phrase]) if ASKED.search(phrase) else None


def _duty(words: Compact, draft: _Draft, before: str) -> Duty:
    time = draft.deadline
    timed = time is not None and (time.due is not None or time.every is not None)
    own = words.text[draft.start : draft.end]
    return Duty(
        span=words.span(draft.start, draft.start + len(own.rstrip("，,。；;"))),
        who=subject([words.text[: draft.start], *draft.phrases], before),
        what=deliverable(draft.phrases, f"{before}{words.text[: draft.start]}"),
        to=addressee(draft.phrases),
        due=time.due if time else None,
        every=time.every if time else None,
        optional=draft.published or not timed,
    )


def _problems(duty: Duty, draft: _Draft) -> list[Problem]:
    if draft.deadline is None or draft.deadline.open_because is None:
        return []
    message, hint = _OPEN[draft.deadline.open_because]
    return [Problem("duty.due_open", message, duty.span, hint)]


_OPEN = {
    "year": ("这项报送义务的时限没有写年份，文件的印发日期也不清楚。", "请补上文件的印发日期，或者直接填写到期日。"),
    "day": ("这项报送义务的时限没有写到具体的一天。", "请对照原文填写到期日。"),
}
