"""Finds how a document says its work is run: at most one mechanism of each kind, where it is called for most clearly."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from luodi.clauses.model import Clause, Outline
from luodi.clauses.phrases.note_masks import without_notes
from luodi.clauses.sentences import phrases, statements
from luodi.policy import mechanism_readers as read
from luodi.policy.mechanism_readers import Call, Params
from luodi.policy.mechanism_rule import Rule
from luodi.policy.mechanism_rules import RULES
from luodi.policy.model import DocumentFacts, Mechanism, Parameter
from luodi.problems import Problem
from luodi.spans import Span

_QUOTE_MARKS = '“”"‘’「」『』'
_MARKED = re.compile(f"[{_QUOTE_MARKS}]")
_STOPS = "。；;，,\n"
_CONDITION = re.compile(r"\s*(?:对于?[^，]*|[^，]{4,}的)")
_GRANT = re.compile(
    r"(?:奖|补|资助|给予|支持)[^，。；]{0,20}\d+(?:\.\d+)?\s*(?:万|亿)?元|\d\s*万元[^，。；]{0,12}(?:奖|补|资助)"
    r"|[%％][^，。；]{0,12}(?:奖|补|资助|贴)"
)
# 近年来…, 工作成效明显, 通过验收: what the state of things is, not what is called for.
_SO_FAR = re.compile(r"(?:近年来|[近过]去?[两二三四五几\d]+年来?|长期以来|多年来|[^，。；]{2,12}以来，)(?!的)")
_DONE = re.compile(
    r"(?:成效|成果)(?:明显|显著|突出)[，。；]?$|(?:成功|先后|已经?|累计)[^，。；]{0,30}(?:通过验收|建成了|获批|实施了|开展了)"
)
_MADE = re.compile(r"制[定订]|出台|修订|编制|印发|落实|实施|执行|推行|完善|健全|建立")
_SIZES = {"min", "max", "per", "below", "unit"}
_LONGEST_STATEMENT = 2000  # longer ones are tables or garbage that lost its stops, read phrase by phrase


@dataclass(frozen=True, slots=True)
class _Place:
    """A statement with its clause.

    ``plain`` lacks quotation marks, so that “赛马”机制 reads like 赛马机制; ``origin`` leads back to the document.
    """

    clause: Clause
    plain: str
    origin: Sequence[int]


class _Sheet:
    """All places in one string, so that those that hold a word are found without asking each of them."""

    def __init__(self, places: list[_Place]) -> None:
        self.places = places
        self.words = "\n".join(place.plain for place in places)
        self.starts = list(accumulate((len(place.plain) + 1 for place in places), initial=0))

    def holding(self, wanted: Sequence[str]) -> list[_Place]:
        """The places that hold one of the words, in the order of the text."""
        found: set[int] = set()
        for word in wanted:
            at = self.words.find(word)
            while at >= 0:
                order = bisect_right(self.starts, at) - 1
                found.add(order)
                at = self.words.find(word, self.starts[order + 1])
        return [self.places[order] for order in sorted(found)]


def find_mechanisms(outline: Outline, facts: DocumentFacts) -> tuple[list[Mechanism], list[Problem]]:
    """One mechanism per kind at most, in the order of the text."""
    masked = without_notes(outline.text)
    found = [
        mechanism
        for words, rules in (
            (masked, [r for r in RULES if not r.in_notes]),
            (outline.text, [r for r in RULES if r.in_notes]),
        )
        for mechanism in _found(outline, words, rules)
    ]
    return sorted(found, key=lambda mechanism: (mechanism.span.start, mechanism.kind)), []


def _found(outline: Outline, words: str, rules: list[Rule]) -> Iterator[Mechanism]:
    named = re.compile("|".join(dict.fromkeys(re.escape(word) for rule in rules for word in rule.words)))
    places = [
        place
        for clause in outline.parts("notice", "plan", "annex")
        if named.search(_MARKED.sub("", clause.span.slice(words)))
        for place in _places(outline, clause, words)
    ]
    sheet = _Sheet(places)
    for rule in rules:
        mechanism = _strongest(rule, sheet.holding(rule.words), outline, words)
        if mechanism:
            yield mechanism


def _places(outline: Outline, clause: Clause, masked: str) -> list[_Place]:
    made: list[_Place] = []
    for statement in statements(outline, clause.span):
        parts = [statement] if len(statement) <= _LONGEST_STATEMENT else phrases(outline, statement)
        for part in parts:
            cuts = range(part.start, part.end, _LONGEST_STATEMENT)
            made += [
                _place(Span(part.document, at, min(at + _LONGEST_STATEMENT, part.end)), clause, masked) for at in cuts
            ]
    return made


def _place(span: Span, clause: Clause, masked: str) -> _Place:
    words = span.slice(masked)
    if not _MARKED.search(words):
        return _Place(clause, words, range(span.start, span.end))
    kept = [at for at, mark in enumerate(words, span.start) if mark not in _QUOTE_MARKS]
    return _Place(clause, _MARKED.sub("", words), kept)


def _strongest(rule: Rule, near: list[_Place], outline: Outline, masked: str) -> Mechanism | None:
    """The first place that the strongest call fits; its parameters, and those that only other places give."""
    called = list(_called(rule, near))
    if not called:
        return None
    place, start, end = called[0]
    span = Span(outline.document.name, place.origin[start], place.origin[end - 1] + 1)
    beside = [other for other in near if other.clause.index == place.clause.index and other is not place]
    calls = [_call(place, span, masked)]
    if rule.reader is not read.nothing:
        calls += [_call(other, span, masked) for other in (*beside, *(other for other, _, _ in called[1:]))]
    return Mechanism(_with_closing_marks(outline, span), rule.kind, _merged(rule.reader(call) for call in calls))


def _called(rule: Rule, near: list[_Place]) -> Iterator[tuple[_Place, int, int]]:
    """Where the calls stand, the strongest first; one in a phrase that speaks against it does not count."""
    for pattern in rule.patterns:
        for place in near:
            for found in pattern.finditer(place.plain):
                start, end = _phrase_around(place.plain, found.start(), found.end())
                if not (rule.veto and rule.veto.search(place.plain, start, end)) and not _in_passing(
                    place.plain, start, end, found
                ):
                    yield place, start, end
                    break


def _merged(given: Iterable[Params]) -> Params:
    """The parameters of the first call, and those of later ones that it lacks; 3—5 is never mixed with another 8."""
    merged: dict[str, Parameter] = {}
    for params in given:
        taken = {key for key, _ in params} & merged.keys()
        merged |= {key: value for key, value in params if key not in merged and not (taken and key in _SIZES)}
    return tuple(merged.items())


def _in_passing(words: str, start: int, end: int, call: re.Match[str]) -> bool:
    """Whether a call is only mentioned: what a grant asks for, what was done before, a document's title."""
    if _is_condition(words, start, end) or _DONE.search(words, start, end) or _SO_FAR.match(words):
        return True
    opened = words.rfind("《", start, call.start())
    if opened < 0 or words.find("》", opened, call.end() - 1) >= 0:
        return False
    return words.find("》", call.end() - 1, end) >= 0 and not _MADE.search(words, start, opened)


def _with_closing_marks(outline: Outline, span: Span) -> Span:
    end = span.end
    while end < len(outline.text) and outline.text[end] in "”’」』":
        end += 1
    return Span(span.document, span.start, end)


def _phrase_around(words: str, start: int, end: int) -> tuple[int, int]:
    """The phrase or phrases, cut at commas and stops, in which a match stands."""
    begin = max(words.rfind(stop, 0, start) for stop in _STOPS) + 1
    ends = [at for stop in _STOPS if (at := words.find(stop, end)) >= 0]
    return begin, min(ends, default=len(words))


def _is_condition(words: str, start: int, end: int) -> bool:
    """What a grant asks of its recipients (对开展供需对接的机构，给予…万元) is a mention in passing."""
    return bool(_CONDITION.fullmatch(words, start, end) and _GRANT.search(words))


def _call(place: _Place, phrase: Span, masked: str) -> Call:
    statement = masked[place.origin[0] : place.origin[-1] + 1]
    return Call(phrase.slice(masked), statement, place.clause.span.slice(masked), masked)
