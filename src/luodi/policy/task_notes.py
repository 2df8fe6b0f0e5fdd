"""Finds the notes that say who answers for a task, in every style, and reads them into lead and responsible units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from luodi.clauses.phrases.responsibility import (
    CLOSE,
    LABEL,
    LEAD_FIRST,
    OPEN,
    PREFIX,
    SAME_BELOW,
    VERB_END,
    role_of,
)
from luodi.policy.general_sentences import GeneralSentence, cut_general
from luodi.policy.shared_names import full_names
from luodi.policy.unit_names import UnitName, is_complete, read_units
from luodi.spans import Span

_LONGEST = 1500
_LABEL = LABEL.pattern
_BRACKETED = re.compile(rf"[{re.escape(OPEN)}]{PREFIX}[*＊]?\s*(?={_LABEL})")
_LINE = re.compile(rf"^[ \t\u3000*＊●•·]*(?={_LABEL})", re.MULTILINE)
_BEHIND = re.compile(rf"(?<=[。；;！）)\]】])[ \t\u3000]*(?={_LABEL})")
# Another clause opens: a note without brackets ends there.
_NEXT_CLAUSE = re.compile(
    r"(?<=[一-鿿）)])\s*(?=[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d)|(?<![省市区县州])[一二三四五六七八九十]{1,3}、)"
)
_TAIL_OF_BRACKET = re.compile(r"(?:人民)?政府[^。\n（(]{0,40}?[）)\]〕】]")


@dataclass(frozen=True, slots=True)
class Note:
    """One note with its brackets. ``lead`` are the units said to lead; ``units`` all of them, leads included.

    ``first_leads``: the note itself says that the first unit leads. ``unread``: pieces that are no names.
    """

    span: Span
    units: tuple[UnitName, ...]
    lead: tuple[str, ...]
    general: GeneralSentence | None = None
    first_leads: bool = False
    unread: tuple[str, ...] = ()


def find_notes(text: str, stretch: Span, places: tuple[str, ...] = ()) -> list[Note]:
    """All notes of a stretch in order; those that follow each other directly are one."""
    name = stretch.document
    spans = _joined(text, sorted({*_labelled(text, stretch.start, stretch.end)}))
    spans = _without_overlaps(spans + list(_spoken(text, stretch.start, stretch.end, places)))
    if not spans:
        spans = _bare_lists(text, stretch.start, stretch.end, places)
    notes = [_read(text, Span(name, start, end), places) for start, end in spans]
    return [note for note in notes if note]


def _labelled(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Notes that open with a label: in brackets, on lines of their own, or at the end of a paragraph."""
    done = start
    openings = [(m.start(), True) for m in _BRACKETED.finditer(text, start, end)]
    openings += [(m.end(), False) for m in _LINE.finditer(text, start, end)]
    openings += [(m.end(), False) for m in _BEHIND.finditer(text, start, end)]
    for at, bracketed in sorted(set(openings)):
        if at < done:
            continue
        done = _bracket_end(text, at, end) if bracketed else _line_note_end(text, at, end)
        yield at, done


def _bracket_end(text: str, at: int, end: int) -> int:
    """Where the bracket that opens at ``at`` closes. Kinds of brackets are not told apart: documents mix them."""
    depth, limit = 0, min(end, at + _LONGEST)
    for i in range(at, limit):
        if text[i] in OPEN:
            depth += 1
        elif text[i] in CLOSE:
            depth -= 1
            if depth == 0:
                rest = _TAIL_OF_BRACKET.match(text, i + 1, limit)
                return rest.end() if rest else i + 1
        elif text[i] == "\n" and _ends_note(text, at, i, limit):
            return i
    return _line_end(text, at, limit)


def _ends_note(text: str, at: int, newline: int, limit: int) -> bool:
    """Whether an open note ends with its line: the line is closed, or another clause opens on the next."""
    line = text[at:newline].rstrip()
    after = text[newline:limit].lstrip()
    return line.endswith(tuple("。" + CLOSE)) or bool(
        re.match(r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|\d{1,2}[.．、]|第[一二三四五六七八九十]+[条章]", after)
    )


def _line_end(text: str, at: int, end: int) -> int:
    newline = text.find("\n", at, end)
    stop = newline if newline >= 0 else end
    while stop > at and text[stop - 1].isspace():
        stop -= 1
    return stop


def _line_note_end(text: str, at: int, end: int) -> int:
    """A note without brackets runs to the end of its sentence, and over lines while these are cut behind a comma."""
    limit = min(end, at + _LONGEST)
    stop = _line_end(text, at, limit)
    while text[stop - 1] in "、，," and stop < limit:
        following = stop + len(text[stop:limit]) - len(text[stop:limit].lstrip())
        if following >= limit:
            break
        stop = _line_end(text, following, limit)
    for full_stop in re.finditer("。", text[at:stop]):
        after = at + full_stop.end()
        if not re.match(r"\s*(?:以下|以上|上述|其他|其余|本|列|排|第一|首位)", text[after:stop]) and not LABEL.match(text, after, stop):
            stop = after
            break
    clause = _NEXT_CLAUSE.search(text, at, stop)
    return clause.start() if clause else stop


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Notes with nothing between them but white space and stops are one: （牵头单位：…）（责任单位：…）."""
    made: list[tuple[int, int]] = []
    for start, end in spans:
        if made and not text[made[-1][1] : start].strip(" \t\r\n\u3000。；;，,、"):
            made[-1] = (made[-1][0], end)
        else:
            made.append((start, end))
    return made


def _without_overlaps(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not made or start >= made[-1][1]:
            made.append((start, end))
    return made


def _brackets(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Outermost pairs of brackets that close within their paragraph."""
    depth, begin = 0, start
    for at in range(start, end):
        sign = text[at]
        if sign in OPEN:
            if depth == 0:
                begin = at
            depth += 1
        elif sign in CLOSE and depth:
            depth -= 1
            if depth == 0:
                yield begin, at + 1
        elif sign == "\n":
            depth = 0


def _closes_sentence(text: str, start: int, end: int) -> bool:
    """A note stands behind a full stop or closes the paragraph; what explains a word inside a sentence is none."""
    before, after = text[max(0, start - 3) : start].rstrip(), text[end : end + 3].lstrip(" \t\u3000")
    return (not before or before[-1] in "。；;！") or not after or after[0] in "\r\n。"


def _spoken(text: str, start: int, end: int, places: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """（甲局牵头，乙局、丙局配合）: no label, but a verb at the end and nothing but units in front of it."""
    for begin, stop in _brackets(text, start, end):
        inside = text[begin + 1 : stop - 1].strip()
        if not 4 <= len(inside) <= 600 or LABEL.search(inside) or not _closes_sentence(text, begin, stop):
            continue
        words, _ = cut_general(inside)
        if not VERB_END.search(words.rstrip("。；; ")):
            continue
        units, unread = read_units(words, places)
        if units and not unread and all(is_complete(unit.written) for unit in units):
            yield begin, stop


def _bare_lists(text: str, start: int, end: int, places: tuple[str, ...]) -> list[tuple[int, int]]:
    """（市甲局、市乙局） at the end of paragraphs: taken only where the document does so again and again."""
    found = []
    for begin, stop in _brackets(text, start, end):
        inside = text[begin + 1 : stop - 1].strip()
        if not 3 <= len(inside) <= 400 or text[stop : stop + 2].lstrip(" 。\u3000")[:1] not in ("", "\n", "\r"):
            continue
        if text[max(0, begin - 2) : begin].rstrip()[-1:] not in ("。", "；", ";"):
            continue
        words, _ = cut_general(SAME_BELOW.sub("", _without_rule(inside)))
        units, unread = read_units(words, places)
        if units and not unread and all(is_complete(unit.written) for unit in units):
            found.append((begin, stop))
    return found if len(found) >= 3 else []


def _read(text: str, span: Span, places: tuple[str, ...]) -> Note | None:
    words = span.slice(text).strip()
    words, general = cut_general(_without_brackets(words))
    first_leads = bool(LEAD_FIRST.search(words))
    if first_leads:
        words = _without_rule(words)
    units: list[UnitName] = []
    lead: list[str] = []
    unread: list[str] = []
    assigns = False
    for role, piece in _roles(SAME_BELOW.sub("", words)):
        if role in ("people", "time"):
            continue
        assigns = True
        found, bad = read_units(SAME_BELOW.sub("", piece.strip(" \t\r\n。；;，,、")), places)
        unread += bad
        known = {unit.written for unit in units}
        units += [unit for unit in found if unit.written not in known]
        lead += [unit.written for unit in found if role == "lead" or unit.leads]
    units = _full_over_roles(units, places)
    if not units and not unread and not general and not assigns:
        return None
    return Note(span, tuple(units), tuple(dict.fromkeys(lead)), general, first_leads, tuple(unread))


def _full_over_roles(units: list[UnitName], places: tuple[str, ...]) -> list[UnitName]:
    """Heads are shared over the roles of one note: 牵头单位：省农业厅，配合单位：林业厅."""
    full = full_names([unit.written for unit in units], places)
    return [replace(unit, full=full.get(unit.written, unit.full)) for unit in units]


def _without_brackets(words: str) -> str:
    """The words of a note without the brackets around it, also where two notes were joined."""
    if words[:1] in OPEN and words[-1:] in CLOSE:
        words = words[1:-1]
    elif words[:1] in OPEN:
        words = words[1:]
    return re.sub(rf"[{re.escape(CLOSE)}]\s*[{re.escape(OPEN)}](?={PREFIX}{_LABEL})", "；", words)


def _without_rule(words: str) -> str:
    """The words without the clause that says which unit leads."""
    kept = [part for part in re.split(r"(?<=[。；;，,])", words) if not LEAD_FIRST.search(part)]
    return "".join(kept).rstrip("。；;，, ")


def _roles(words: str) -> Iterator[tuple[str, str]]:
    """The words cut at their labels, each with its role; without any label they are responsible."""
    labels = list(LABEL.finditer(words))
    if not labels:
        yield "responsible", words
    ends = [label.start() for label in labels[1:]] + [len(words)]
    for label, end in zip(labels, ends, strict=False):
        yield role_of(label), words[label.end() : end]
