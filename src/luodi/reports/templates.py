"""The texts of papers that an office can change: plain words with named places, filled from figures; nothing is run.

A line is a paragraph. ``# ``, ``## `` and ``### `` open headings. ``{红灯数}`` is filled with a value, ``{{`` is a brace.
``[红灯事项表]`` alone in a line is a table or a list, ``[附件：红灯事项表]`` puts it on an annex of its own. ``[有红灯数]``
before a line keeps it only where the value is not empty or 0 (the table has rows), ``[无红灯数]`` only where it is. ``[接]``
before a line goes on with the paragraph above. Headings 一、 and （一） are numbered anew, so that one left out leaves no gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from luodi.problems import Problem
from luodi.reports.model import Annex, Block, Heading, Paragraph, Run, Runs, Source, plain
from luodi.reports.wording import chinese_number

LONGEST = 20_000
_PIECE = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")
_CONDITION = re.compile(r"\[([有无])([^\[\]\n]+)\]")
_BLOCK = re.compile(r"\[([^\[\]\n有无][^\[\]\n]*)\]")
_ANNEX = re.compile(r"\[附件[：:]([^\[\]\n]+)\]")
_HEADING = re.compile(r"(#{1,3}) +(.+)")
_ON = "[接]"
_NUMBERED = {1: re.compile("[一二三四五六七八九十百零]+、"), 2: re.compile("（[一二三四五六七八九十百零]+）")}
# What stands in the place of a table or list without rows.
NOTHING = Paragraph((Run("无。"),))

PlaceKind = Literal["value", "blocks"]


@dataclass(frozen=True, slots=True)
class Place:
    """A named place: ``words`` explain it to whoever writes the text; ``blocks`` are tables and lists."""

    name: str
    words: str
    kind: PlaceKind = "value"


@dataclass(frozen=True, slots=True)
class Value:
    """What fills a place, and where it comes from. ``is_none``: empty or zero, for lines that depend on it."""

    text: str
    source: Source | None = None
    is_none: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """The text of a paper: its title, whom it is sent to, and its body."""

    title: str
    body: str
    addressees: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    title: str
    addressees: str
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()


def check(template: Template, places: tuple[Place, ...]) -> list[Problem]:
    """Everything wrong with the text, in its order; a text without problems can be filled."""
    problems: list[Problem] = []
    if not template.title.strip():
        problems.append(_problem("empty", "标题是空的。", "请写标题，可以用名称，如“{期间}”。"))
    if not template.body.strip():
        problems.append(_problem("empty", "正文是空的。", "请写正文。"))
    if len(template.body) > LONGEST:
        problems.append(_problem("too_long", f"正文超过{LONGEST}字。", "请缩短。"))
    values = {place.name for place in places if place.kind == "value"}
    blocks = {place.name for place in places if place.kind == "blocks"}
    for where, words in (("标题", template.title), ("主送", template.addressees)):
        problems += _check_words(words, where, values, blocks)
    for number, line in enumerate(template.body.splitlines(), start=1):
        problems += _check_line(line, f"正文第{number}行", values, blocks)
    return problems


def fill(template: Template, values: Mapping[str, Value], blocks: Mapping[str, tuple[Block, ...]]) -> Filled:
    """The text with its places filled. A filled word is never read as a place again. Raises KeyError for a place that
    is not given: ``check`` comes first."""
    filled: list[Block] = []
    annexes: list[Annex] = []
    for line in template.body.splitlines():
        kept, goes_on = _kept(line.strip(), values, blocks)
        if found := _ANNEX.fullmatch(kept):
            name = found[1].strip()
            annexes += [Annex(name, blocks[name])] if not _is_none(blocks[name]) else []
        elif goes_on and kept and filled and isinstance(filled[-1], Paragraph):
            filled[-1] = Paragraph((*filled[-1].runs, *_runs(kept, values)))
        elif kept:
            filled += _line(kept, values, blocks)
    title, addressees = (
        "".join(run.text for run in _runs(words.strip(), values)) for words in (template.title, template.addressees)
    )
    return Filled(title, addressees, tuple(_numbered(filled)), tuple(annexes))


def _line(kept: str, values: Mapping[str, Value], blocks: Mapping[str, tuple[Block, ...]]) -> tuple[Block, ...]:
    if found := _BLOCK.fullmatch(kept):
        return blocks[found[1]]
    if found := _HEADING.fullmatch(kept):
        level: Literal[1, 2, 3] = {1: 1, 2: 2, 3: 3}[len(found[1])]  # type: ignore[assignment]
        return (Heading(level, tuple(_runs(found[2], values))),)
    return (Paragraph(tuple(_runs(kept, values))),)


def _kept(line: str, values: Mapping[str, Value], blocks: Mapping[str, tuple[Block, ...]]) -> tuple[str, bool]:
    """The line without its conditions, nothing where one does not hold; and whether it goes on with the one above."""
    goes_on = False
    while True:
        if line.startswith(_ON):
            goes_on, line = True, line[len(_ON) :].lstrip()
        elif found := _CONDITION.match(line):
            name = found[2]
            is_none = values[name].is_none if name in values else _is_none(blocks[name])
            if is_none == (found[1] == "有"):
                return "", False
            line = line[found.end() :].lstrip()
        else:
            return line, goes_on


def _is_none(blocks: tuple[Block, ...]) -> bool:
    return not blocks or blocks == (NOTHING,)


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Headings that carry a number carry the next one, for those between may have been left out."""
    last = {1: 0, 2: 0}
    for block in blocks:
        if (
            isinstance(block, Heading)
            and block.level < 3
            and (found := _NUMBERED[block.level].match(plain(block.runs)))
        ):
            last = {1: last[1] + 1, 2: 0} if block.level == 1 else {**last, 2: last[2] + 1}
            number = chinese_number(last[block.level])
            first, *rest = block.runs
            words = (f"{number}、" if block.level == 1 else f"（{number}）") + first.text[found.end() :]
            yield Heading(block.level, (Run(words, first.source), *rest))
        else:
            yield block


def _runs(words: str, values: Mapping[str, Value]) -> Iterator[Run]:
    at, plain = 0, ""
    for found in _PIECE.finditer(words):
        plain += words[at : found.start()]
        at = found.end()
        if found[1] is None:
            plain += found[0][0]
            continue
        value = values[found[1].strip()]
        if value.source is None:
            plain += value.text
            continue
        if plain:
            yield Run(plain)
        plain = ""
        yield Run(value.text, value.source)
    if plain + words[at:]:
        yield Run(plain + words[at:])


def _check_line(line: str, where: str, values: set[str], blocks: set[str]) -> Iterator[Problem]:
    line = line.strip()
    while line.startswith(_ON) or (found := _CONDITION.match(line)):
        if line.startswith(_ON):
            line = line[len(_ON) :].lstrip()
        elif found:
            yield from _known(found[2], where, values | blocks, set())
            line = line[found.end() :].lstrip()
    if found := _ANNEX.fullmatch(line):
        if found[1].strip() not in blocks:
            yield _unknown(found[1].strip(), where, blocks)
        return
    if found := _BLOCK.fullmatch(line):
        if found[1] in values:
            yield _problem(
                "wrong_kind", f"{where}的“{found[1]}”是一个数或一段话，不是表。", f"请写在句子里：{{{found[1]}}}。"
            )
        elif found[1] not in blocks:
            yield _unknown(found[1], where, blocks)
        return
    yield from _check_words(line, where, values, blocks)


def _check_words(words: str, where: str, values: set[str], blocks: set[str]) -> Iterator[Problem]:
    for found in _PIECE.finditer(words):
        if found[0] in ("{{", "}}"):
            continue
        if found[1] is None:
            column = found.start() + 1
            yield _problem(
                "unclosed", f"{where}第{column}个字的“{found[0]}”不成对。", "名称请写成“{红灯数}”；花括号本身请写两个。"
            )
        else:
            yield from _known(found[1].strip(), where, values, blocks)


def _known(name: str, where: str, values: set[str], blocks: set[str]) -> Iterator[Problem]:
    if name in blocks:
        yield _problem("wrong_kind", f"{where}的“{name}”是一张表，不能放在句子里。", f"请单独成行，写成“[{name}]”。")
    elif name not in values:
        yield _unknown(name, where, values)


def _unknown(name: str, where: str, known: set[str]) -> Problem:
    near = get_close_matches(name, sorted(known), n=1, cutoff=0.4)
    hint = f"是不是“{near[0]}”？" if near else ""
    return _problem("unknown_place", f"{where}的名称“{name}”不认识。", hint + "可用的名称列在右侧。")


def _problem(code: str, message: str, hint: str) -> Problem:
    match code:
        case "empty":
            return Problem("template.empty", message, None, hint, "error")
        case "too_long":
            return Problem("template.too_long", message, None, hint, "error")
        case "unclosed":
            return Problem("template.unclosed", message, None, hint, "error")
        case "wrong_kind":
            return Problem("template.wrong_kind", message, None, hint, "error")
    return Problem("template.unknown_place", message, None, hint, "error")


def counted(number: int, source: Source | None) -> Value:
    """A figure that was counted."""
    return Value(str(number), source, is_none=number == 0)


def words(text: str, source: Source | None = None) -> Value:
    return Value(text, source, is_none=not text)


def plain_runs(text: str, source: Source | None = None) -> Runs:
    return (Run(text, source),) if text else ()
