"""Finds where the notes of who is responsible stand: behind labels, in brackets that end in …负责, in lists of units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luodi.clauses.phrases.responsibility import CLOSE, LABEL, OPEN, PREFIX, SAME_BELOW, VERB_END, first_leads
from luodi.policy.general_sentences import cut_general
from luodi.policy.unit_names import is_complete, read_units
from luodi.spans import Span

_LONGEST = 1500
_LABEL = LABEL.pattern
_SIGN = re.compile(rf"[{re.escape(OPEN + CLOSE)}\n]")
_BRACKETED = re.compile(rf"[{re.escape(OPEN)}]{PREFIX}(?={_LABEL})")
_LINE = re.compile(rf"^[ \t\u3000*＊●•·]*(?={_LABEL})", re.MULTILINE)
_BEHIND = re.compile(rf"(?<=[。；;！）)\]】])[ \t\u3000]{{0,8}}(?={_LABEL})")
# Another clause opens: a note without brackets ends there.
_NEXT_CLAUSE = re.compile(
    r"(?<=[一-鿿）)])\s{0,8}(?=[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d)|(?<![省市区县州])[一二三四五六七八九十]{1,3}、)"
)
_TAIL_OF_BRACKET = re.compile(r"(?:人民)?政府[^。\n（()）]{0,40}?[）)\]〕】]")


def note_stretches(text: str, stretch: Span, places: tuple[str, ...] = ()) -> list[tuple[int, int]]:
    """Start and end of every note of a stretch, in order; notes that follow each other directly are one."""
    spans = _joined(text, sorted({*_labelled(text, stretch.start, stretch.end)}))
    spans = _without_overlaps(spans + list(_spoken(text, stretch.start, stretch.end, places)))
    return spans or _bare_lists(text, stretch.start, stretch.end, places)


def without_rule(words: str) -> str:
    """The words without the clause that says which unit leads."""
    kept = [part for part in re.split(r"(?<=[。；;，,])", words) if not first_leads(part)]
    return "".join(kept).rstrip("。；;，, ")


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
        if not re.match(r"\s*(?:以下|以上|上述|其他|其余|本|列|排|第一|首位)", text[after:stop]) and not LABEL.match(
            text, after, stop
        ):
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
    for said in _SIGN.finditer(text, start, end):
        sign = said.group()
        if sign == "\n":
            depth = 0
        elif sign in OPEN:
            if depth == 0:
                begin = said.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield begin, said.end()


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
        words, _ = cut_general(SAME_BELOW.sub("", without_rule(inside)))
        units, unread = read_units(words, places)
        if units and not unread and all(is_complete(unit.written) for unit in units):
            found.append((begin, stop))
    return found if len(found) >= 3 else []
