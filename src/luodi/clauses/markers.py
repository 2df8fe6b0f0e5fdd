"""The numbers that open a clause: 一、 （一） 1. （1） ① 第X条 and the dash, told apart by style and read as values."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CHINESE = "〇零一二三四五六七八九十百"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}

# Style name → pattern of the marker, which stands on one line. Order matters: the first that fits wins.
STYLES: tuple[tuple[str, str], ...] = (
    ("第一章", rf"第[^\S\n]*[{_CHINESE}\d]+[^\S\n]*[章部篇编](?![一-鿿]*[，。])"),
    ("第一节", rf"第[^\S\n]*[{_CHINESE}\d]+[^\S\n]*节"),
    ("第一条", rf"第[^\S\n]*[{_CHINESE}\d]+[^\S\n]*条(?:之[{_CHINESE}]+)?(?=[\s【\[:：、.．]|[一-鿿])"),
    ("一、", rf"[{_CHINESE}]{{1,4}}[^\S\n]*[、．](?!\d)"),
    ("（一）", rf"[（(][^\S\n]*[{_CHINESE}]{{1,4}}[^\S\n]*[）)][^\S\n]*[、.]?"),
    ("（1）", r"[（(][^\S\n]*\d{1,2}[^\S\n]*[）)][^\S\n]*[、.]?"),
    ("1.1", r"\d{1,2}[.．]\d{1,2}(?:[.．]\d{1,2})?(?=[^\S\n]+[^\d%％])"),
    ("1.", r"\d{1,3}[^\S\n]*(?:[.．﹒、](?!\d)|[)）](?=[^\S\n]*[一-鿿“\"]))"),
    ("①", rf"[{_CIRCLED}]"),
    ("——", r"(?:—{1,2}|-{2}|─{1,2}|–{2}|――)(?=[^\S\n]*[一-鿿“\"（(])"),
)
_MAY_OPEN = re.compile(rf"[第（(\d{_CHINESE}{_CIRCLED}—─–―-]")
_OPENERS = tuple((name, re.compile(pattern)) for name, pattern in STYLES)


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as it stands in the text: ``text`` with the white space behind it left out."""

    style: str
    text: str
    number: int | None


_OVER_ARTICLES = re.compile(rf"^(?:第[{_CHINESE}\d]+[编章节])+(?=第[{_CHINESE}\d]+条)")


def as_cited(path: str) -> str:
    """第三章第五条 is cited as 第五条, for articles are numbered through the whole document; other paths stay as they are."""
    return _OVER_ARTICLES.sub("", path)


def chinese_number(words: str) -> int | None:
    """The value of a numeral up to 九百九十九 (``十二`` is 12), None where it is none."""
    if not words or any(c not in _CHINESE for c in words):
        return None
    if not any(c in "十百" for c in words):
        return int("".join(str(_DIGITS[c]) for c in words))
    total, digit = 0, None
    for c in words:
        if c == "百":
            total, digit = total + (1 if digit is None else digit) * 100, None
        elif c == "十":
            total, digit = total + (1 if digit is None else digit) * 10, None
        else:
            digit = _DIGITS[c]
    return total + (digit or 0)


def _value(style: str, words: str) -> int | None:
    if style == "①":
        return _CIRCLED.index(words) + 1
    digits = re.search(r"\d+", words)
    if digits:
        return int(digits.group())
    numeral = re.search(rf"[{_CHINESE}]+", words)
    return chinese_number(numeral.group()) if numeral else None


def marker_at(text: str, start: int) -> Marker | None:
    """The marker that opens at ``start``, if one does."""
    if not _MAY_OPEN.match(text, start):
        return None
    for style, pattern in _OPENERS:
        found = pattern.match(text, start)
        if found:
            return Marker(style, found.group().rstrip(), _value(style, found.group()))
    return None


# Inside a paragraph a new clause opens only behind the end of a sentence, a note or a heading …
_INLINE = re.compile(
    rf"(?<=[。；;）)\]〕】：:！])[ \t\u3000]*(?=[{_CHINESE}]{{1,3}}、|[（(][{_CHINESE}]{{1,3}}[）)]|\d{{1,2}}[.．](?!\d)|第[{_CHINESE}]{{1,4}}[条章])"
)
# … or straight behind the bare heading of the clause above it (一、总体要求（一）指导思想。 第一章总则第一条…).
_UNDER_HEADING = re.compile(
    rf"(?:(?<![一-鿿])[{_CHINESE}]{{1,3}}、[^，。；：、（）()\s]{{2,24}}(?=[（(][一1][）)])"
    rf"|第[{_CHINESE}]{{1,4}}章\s*[^，。；：、\s]{{2,16}}?\s*(?=第[{_CHINESE}]{{1,4}}条))"
)


def inline_openings(text: str, start: int, end: int) -> list[int]:
    """Where clauses may open inside ``text[start:end]`` without a line of their own, in order."""
    found = {m.end() for m in _INLINE.finditer(text, start, end)}
    found |= {m.end() for m in _UNDER_HEADING.finditer(text, start, end)}
    return sorted(found)
