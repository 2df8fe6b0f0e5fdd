"""The words of a formula's text: numbers with units, names, quoted texts, days and signs, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from luodi.formula import unit_names, vocabulary
from luodi.formula.ast import FormulaError, Place
from luodi.formula.fields import nearest

TokenKind = Literal["number", "name", "unknown", "text", "date", "sign", "end"]

LONGEST_NUMBER = 24
QUOTES = {"“": "”", '"': '"', "「": "」", "『": "』", "‘": "’", "'": "'", "＂": "＂", "”": "”"}
# Full-width signs as the plain ones they stand for, one for one, so that places stay.
_PLAIN = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PLAIN.update(zip("，、：×÷−–—　【】〔〕", ",,:*/--- ()()", strict=True))
_TO_PLAIN = str.maketrans(_PLAIN)
_SIGNS = re.compile(r">=|<=|!=|<>|==|=>|=<|&&|\|\||\*\*|[-+*/()<>=,:{}≥≤≠]")
_ONE_NAME = {"≥": ">=", "≤": "<=", "≠": "!=", "<>": "!=", "==": "="}
_NO_POWERS = "没有乘方：几年的年均增速用 年均增速(指标, 年数)"
_STRANGE = {
    ".": "小数写作 0.5",
    "%‰": "百分号写在数字后面，如 5%",
    ";。!": "一条公式是一个式子：条件之间用 且、或 连接，参数之间用逗号",
    "?": "按条件取值写作 分档(条件: 数值, …, 否则: 数值)",
    "&": "请写作 且；字段名里不含这个符号",
    "|": "请写作 或",
    "^": _NO_POWERS,
    "$￥¥£€": "货币单位写在数字后面，如 100元、100万美元",
    "~～": "范围写作 介于(数值, 下限, 上限)",
    "[]【】": "用圆括号 ( )",
}
_NOT_SIGNS = {"=>": ">=", "=<": "<=", "&&": "且", "||": "或", "**": "*"}
_WORD = re.compile(r"[^\W\d]\w*")
_DAY = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日|([0-9]{4})-([0-9]{2})-([0-9]{2})(?![\w-])")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
_UNIT_WORD = re.compile(r"[^\W\d]\w*|[%‰㎡]")
_JOINING = tuple(word for word, sign in vocabulary.OTHER_WORDS.items() if sign in (vocabulary.AND, vocabulary.OR))
_NUMERALS = re.compile(r"[〇零一二两三四五六七八九十百千]+(?:万|亿|$)")


@dataclass(frozen=True, slots=True)
class Token:
    """``value`` is what it says: digits and unit of a number, one name of a sign or keyword, the inside of quotes."""

    kind: TokenKind
    value: str | date | tuple[Decimal, str]
    place: Place


class _Reader:
    """Reads left to right; whether an operand has just ended decides if 或有… begins a name or an alternative."""

    def __init__(self, text: str, is_name: Callable[[str], bool]) -> None:
        self.written = text
        self.text = text.translate(_TO_PLAIN)
        self.is_name = is_name
        self.at = 0
        self.after_operand = False
        self.errors: list[FormulaError] = []

    def error(self, code: str, message: str, start: int, end: int, hint: str = "") -> None:
        self.errors.append(FormulaError(f"formula.{code}", message, Place(start, end), hint))

    def tokens(self) -> Iterator[Token]:
        while True:
            while self.at < len(self.text) and self.text[self.at].isspace():
                self.at += 1
            if self.at == len(self.text):
                break
            start = self.at
            token = self._next()
            if token is not None:
                self.after_operand = token.kind != "sign" or token.value in (")", "}")
                yield token
            assert self.at > start
        yield Token("end", "", Place(self.at, self.at))

    def _next(self) -> Token | None:
        start = self.at
        if self.written[start] in QUOTES:
            return self._quoted()
        if found := _DAY.match(self.text, start):
            return self._day(found)
        if _NUMBER.match(self.text, start):
            return self._number()
        if found := _WORD.match(self.text, start):
            return self._word(found[0])
        if found := _SIGNS.match(self.text, start):
            return self._sign(found[0])
        self.at += 1
        hint = next(
            (hint for signs, hint in _STRANGE.items() if self.text[start] in signs), "请删去，或改为公式里的符号"
        )
        self.error("strange_sign", f"公式里不用“{self.written[start]}”", start, self.at, hint)
        return None

    def _take(self, kind: TokenKind, value: str | date | tuple[Decimal, str], length: int) -> Token:
        start, self.at = self.at, self.at + length
        return Token(kind, value, Place(start, self.at))

    def _sign(self, sign: str) -> Token:
        if sign in _NOT_SIGNS:
            mended = _NOT_SIGNS[sign]
            hint = f"请写作 {mended}" if sign != "**" else _NO_POWERS
            self.error("strange_sign", f"公式里不用“{sign}”", self.at, self.at + len(sign), hint)
            return self._take("sign", mended, len(sign))
        return self._take("sign", _ONE_NAME.get(sign, sign), len(sign))

    def _quoted(self) -> Token:
        closing = QUOTES[self.written[self.at]]
        end = self._end_of_quote(closing)
        if end < 0 and closing == self.written[self.at] == "”":
            self.error("open_quote", "右引号前面没有左引号", self.at, self.at + 1, "在文字前面加上 “")
            return self._take("text", "", 1)
        if end < 0:
            self.error("open_quote", "引号没有闭合", self.at, self.at + 1, f"在文字末尾加上 {closing}")
            return self._take("text", self.written[self.at + 1 :], len(self.text) - self.at)
        return self._take("text", self.written[self.at + 1 : end], end + 1 - self.at)

    def _end_of_quote(self, closing: str) -> int:
        """Where the quoted text ends, -1 where it does not: “国家专精特新“小巨人”” holds a quotation of its own."""
        opening, depth = self.written[self.at], 0
        for at in range(self.at, len(self.written)) if opening != closing else ():
            depth += (self.written[at] == opening) - (self.written[at] == closing)
            if depth == 0:
                return at
        return self.written.find(closing, self.at + 1)

    def _day(self, found: re.Match[str]) -> Token:
        year, month, day = (int(part) for part in found.groups() if part)
        try:
            value = date(year, month, day)
        except ValueError:
            self.error("no_such_day", f"没有{year}年{month}月{day}日这一天", *found.span(), "请核对日期")
            value = date(2000, 1, 1)
        return self._take("date", value, len(found[0]))

    def _number(self) -> Token | None:
        start = self.at
        if found := _THOUSANDS.match(self.text, start):
            plain = found[0].replace(",", "")
            hint = f"数字写作 {plain}；如果是几个参数，请在逗号后加空格"
            self.error("thousands", f"数字“{self.written[start : found.end()]}”里有逗号", *found.span(), hint)
            digits = plain
        else:
            found = _NUMBER.match(self.text, start)
            assert found is not None
            digits = found[0]
        self.at = found.end()
        if len(digits) > LONGEST_NUMBER:
            self.error("too_large", "数字太长", start, self.at, "请核对数字，大数用 万、亿 书写")
            digits = "0"
        unit = self._unit(start)
        end, self.at = self.at, start
        if unit is None:
            return self._take("unknown", "", end - start)
        # int() and Decimal() take digits of any script; the pattern gives only those.
        return self._take("number", (Decimal(digits), unit), end - start)

    def _unit(self, start: int) -> str | None:
        """The unit behind a number, by the one name of it; "" where there is none, None where it is not known."""
        at = self.at + (self.text[self.at : self.at + 1] == " ")
        found = _UNIT_WORD.match(self.text, at)
        if found is None:
            return ""
        if at > self.at and not self._unit_length(found[0]):
            return ""  # a space and a word that is no unit: 5 且
        length = self._unit_length(found[0])
        if not length:
            return self._no_unit(found, start)
        self.at = at + length
        while self.text[self.at : self.at + 1] == "/" and (more := _UNIT_WORD.match(self.text, self.at + 1)):
            length = self._unit_length(more[0])
            if not length or unit_names.find_unit(self.text[at : self.at + 1 + length]) is None:
                break
            self.at += 1 + length
        unit = unit_names.find_unit(self.text[at : self.at])
        assert unit is not None
        return unit.name

    def _unit_length(self, word: str) -> int:
        """How much of the word is a unit: all of it, or what stands before 且 or 或."""
        for length in range(len(word), 0, -1):
            ends = length == len(word) or word[length] in (vocabulary.AND, vocabulary.OR) or word[0] in "%‰㎡"
            if ends and unit_names.find_unit(word[:length]) is not None:
                return length
        return 0

    def _no_unit(self, found: re.Match[str], start: int) -> str | None:
        word = re.split(f"[{vocabulary.AND}{vocabulary.OR}]", found[0])[0]
        if not word:  # 5且…
            return ""
        self.at = found.start() + len(word)
        opening = next((n for n in range(len(word) - 1, 0, -1) if unit_names.find_unit(word[:n])), 0)
        rest = word[opening:]
        unit = unit_names.find_unit(word[:opening])
        if (mended := unit_names.mended(word)) is not None:
            hint = f"请写作 {self.text[start : found.start()].strip()}{mended}"
        elif any(letter.isdigit() for letter in word):
            hint = "合成一个数来写，如 10.5亿元、3500万元"
        elif "每" in word:
            hint = "“每”写作 /，单位连写，如 0.52吨标准煤/万元"
        elif rest in ("以上", "及以上", "以下", "及以下", "以内"):
            sign = ">=" if "上" in rest else "<="
            hint = f"用比较符号：{sign} {self.text[start : found.start()]}{word[:opening]}"
        elif unit is not None and unit.name and unit.scale != "bare":
            hint = f"单位只写“{word[:opening]}”"
        else:
            alike = nearest(word, unit_names.all_names()) or nearest(rest, unit_names.all_names())
            hint = f"是不是：{'、'.join(alike)}" if alike else "常用单位：元、万元、亿元、%、家、人、亩、吨标准煤/万元"
        self.error("unknown_unit", f"不认识单位“{word}”", found.start(), self.at, hint)
        return None

    def _word(self, word: str) -> Token:
        if self.after_operand and (joining := next((one for one in _JOINING if word.startswith(one)), None)):
            mended = vocabulary.OTHER_WORDS[joining]
            self.error("other_word", f"公式里不用“{joining}”", self.at, self.at + len(joining), f"请写作 {mended}")
            return self._take("sign", mended, len(joining))
        if self.after_operand and word[0] in (vocabulary.AND, vocabulary.OR):
            return self._take("sign", word[0], 1)
        for length in range(len(word), 0, -1):
            if (length == len(word) or word[length] in (vocabulary.AND, vocabulary.OR)) and self._known(word[:length]):
                name = word[:length]
                if name in vocabulary.KEYWORDS and vocabulary.KEYWORDS[name] in (
                    vocabulary.AND,
                    vocabulary.OR,
                    vocabulary.NOT,
                ):
                    return self._take("sign", vocabulary.KEYWORDS[name], length)
                return self._take("name", vocabulary.KEYWORDS.get(name, name), length)
        if word[0] in (vocabulary.AND, vocabulary.OR, vocabulary.NOT):
            return self._take("sign", word[0], 1)
        length = next((n for n in range(1, len(word)) if word[n] in (vocabulary.AND, vocabulary.OR)), len(word))
        return self._take("unknown", word[:length], length)

    def _known(self, word: str) -> bool:
        return word in vocabulary.RESERVED or self.is_name(word)


def read_tokens(text: str, is_name: Callable[[str], bool]) -> tuple[list[Token], list[FormulaError]]:
    """All tokens, the last one the end, and what could not be read. ``is_name`` tells the names of fields."""
    reader = _Reader(text, is_name)
    return list(reader.tokens()), reader.errors


def is_chinese_numeral(word: str) -> bool:
    return _NUMERALS.match(word) is not None
