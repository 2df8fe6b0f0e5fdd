"""From text to tree: reads a formula by hand, strongest sign first, and says of every mistake where it is and what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar, cast

from luodi.formula import mistakes, units, vocabulary
from luodi.formula.ast import (
    And,
    Arithmetic,
    Band,
    Bands,
    Call,
    Compare,
    Comparison,
    Day,
    EvaluationDay,
    Figure,
    Formula,
    FormulaError,
    Hole,
    Negative,
    Node,
    Not,
    Operator,
    Or,
    Place,
    Quantity,
    Sort,
    Text,
    Texts,
    Truth,
)
from luodi.formula.fields import Catalogue
from luodi.formula.tokens import Token, read_tokens

T = TypeVar("T")

LONGEST_TEXT = 4000
DEEPEST = 40
MOST_TERMS = 60
_COMPARISONS = frozenset((">", ">=", "<", "<=", "=", "!="))
# How strongly a sign holds what stands left of it.
_STRENGTH = {vocabulary.OR: 1, vocabulary.AND: 2, **dict.fromkeys(_COMPARISONS, 4), "+": 5, "-": 5, "*": 6, "/": 6}
_NOT_STRENGTH, _MINUS_STRENGTH = 3, 7
_ENDS = frozenset((")", "}", ",", ":"))


class _Stop(Exception):
    """Reading cannot go on; the error has been noted."""


@dataclass
class _Parser:
    tokens: list[Token]
    catalogue: Catalogue
    written: str
    errors: list[FormulaError]
    at: int = 0
    depth: int = 0
    opened: list[Token] = field(default_factory=list)

    @property
    def here(self) -> Token:
        return self.tokens[self.at]

    def is_sign(self, sign: str) -> bool:
        return self.here.kind == "sign" and self.here.value == sign

    def take(self) -> Token:
        token = self.here
        if token.kind != "end":
            self.at += 1
        return token

    def error(self, code: str, message: str, place: Place, hint: str = "") -> None:
        self.errors.append(FormulaError(f"formula.{code}", message, place, hint))

    def stop(self, code: str, message: str, place: Place, hint: str = "") -> _Stop:
        self.error(code, message, place, hint)
        return _Stop()

    def stopped(self, error: FormulaError) -> _Stop:
        self.errors.append(error)
        return _Stop()

    def unexpected(self) -> _Stop:
        if any(self.tokens[self.at - 1].place.end <= error.place.start < self.here.place.end for error in self.errors):
            return _Stop()  # a sign that is none of the language's stood here, and was reported
        return self.stopped(mistakes.unexpected(self.here, self.tokens[self.at - 1], self.written, bool(self.opened)))

    # -- expressions ------------------------------------------------------------------------------------------------

    def whole(self) -> Node:
        if self.here.kind == "end":
            raise self.stop("empty", "公式是空的", Place(0, len(self.written)), "例如：主营业务收入 >= 1亿元")
        tree = self.expression(0)
        if self.at < len(self.tokens) - 1:
            raise self.unexpected()
        return tree

    def expression(self, strength: int) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.stop("too_deep", f"括号或函数套得太深（超过 {DEEPEST} 层）", self.here.place, "请拆成几条规则")
        left = self.operand()
        terms = 1
        while self.here.kind == "sign" and (holds := _STRENGTH.get(str(self.here.value), 0)) > strength:
            sign = self.take()
            left = self.join(left, sign, holds)
            terms += 1
            if terms > MOST_TERMS:
                raise self.stop(
                    "too_long", f"连写的项太多（超过 {MOST_TERMS} 项）", left.place, "连加请用 合计(甲, 乙, …)"
                )
        self.depth -= 1
        return left

    def join(self, left: Node, sign: Token, holds: int) -> Node:
        if sign.value in (vocabulary.AND, vocabulary.OR):
            parts = [left, self.expression(holds)]
            while self.is_sign(str(sign.value)):
                self.take()
                parts.append(self.expression(holds))
            place = Place(left.place.start, parts[-1].place.end)
            return (And if sign.value == vocabulary.AND else Or)(tuple(parts), place=place)
        right = self.expression(holds)
        place = Place(left.place.start, right.place.end)
        if sign.value not in _COMPARISONS:
            return Arithmetic(cast(Operator, sign.value), left, right, place=place)
        if self.here.kind == "sign" and self.here.value in _COMPARISONS:
            hint = "写作 介于(数值, 下限, 上限)，或用 且 连接两个比较"
            raise self.stop("chained_comparison", "一次只比较两项", self.here.place, hint)
        return Compare(cast(Comparison, sign.value), left, right, place=place)

    def operand(self) -> Node:
        token = self.take()
        match token.kind:
            case "number":
                digits, unit = cast(tuple[Decimal, str], token.value)
                return Quantity(digits.normalize() if digits else Decimal(0), unit, place=token.place)
            case "text":
                if not str(token.value).strip():
                    self.error("empty_text", "引号里没有文字", token.place, "写上要比较的文字")
                return Text(str(token.value), place=token.place)
            case "date":
                return Day(cast(date, token.value), place=token.place)
            case "name":
                return self.named(token)
            case "unknown":
                return self.unknown(token)
        return self.prefixed(token)

    def prefixed(self, token: Token) -> Node:
        match token.value:
            case "(":
                self.opened.append(token)
                inner = self.expression(0)
                self.close(token, ")")
                return inner
            case "{":
                return self.texts(token)
            case "-":
                of = self.expression(_MINUS_STRENGTH - 1)
                return Negative(of, place=Place(token.place.start, of.place.end))
            case vocabulary.NOT:
                of = self.expression(_NOT_STRENGTH - 1)
                return Not(of, place=Place(token.place.start, of.place.end))
        self.at -= token.kind != "end"
        before = self.tokens[self.at - 1] if self.at else None
        raise self.stopped(mistakes.lacking(token, before, self.written, self.opened))

    # -- names ------------------------------------------------------------------------------------------------------

    def named(self, token: Token) -> Node:
        word, place = str(token.value), token.place
        if word in vocabulary.BY_NAME:
            return self.called(vocabulary.BY_NAME[word], token)
        if word in vocabulary.TRUTHS:
            return Truth(vocabulary.TRUTHS[word], place=place)
        if word == vocabulary.EVALUATION_DAY:
            return EvaluationDay(place=place)
        if word == vocabulary.OTHERWISE:
            raise self.stop("otherwise_alone", "“否则”只写在 分档 里", place, "写作 分档(条件: 数值, 否则: 数值)")
        of = self.catalogue.find(word)
        assert of is not None, word
        if self.is_sign("("):
            hint = f"当年直接写 {of.name}，上一年写 上年({of.name})，两年前写 前年({of.name}, 2)"
            raise self.stop("not_a_function", f"“{of.name}”是字段，不是函数，后面不接括号", self.here.place, hint)
        return Figure(of, place=place)

    def unknown(self, token: Token) -> Node:
        word = str(token.value)
        hole = Hole(word, place=token.place)
        if not word:  # a number whose unit was reported
            return hole
        if self.is_sign("("):
            self.errors.append(mistakes.unknown_function(word, token.place))
            opening = self.take()
            self.opened.append(opening)
            if not self.is_sign(")"):
                self.arguments(self.argument_or_band)
            self.close(opening, ")")
            return hole
        self.errors.append(mistakes.unknown_name(word, token.place, self.catalogue))
        return hole

    # -- brackets ---------------------------------------------------------------------------------------------------

    def close(self, opening: Token, sign: str) -> Token:
        if self.is_sign(sign):
            self.opened.pop()
            return self.take()
        if self.here.kind == "end":
            written = self.written[opening.place.start : opening.place.end]
            raise self.stop("open_bracket", f"“{written}”没有闭合", opening.place, f"在内容末尾加上 {sign}")
        raise self.unexpected()

    def arguments(self, read: Callable[[], T]) -> list[T]:
        found = [read()]
        while self.is_sign(","):
            self.take()
            found.append(read())
        return found

    def argument(self) -> Node:
        return self.expression(0)

    def argument_or_band(self) -> Node:
        if self.here.kind == "name" and self.here.value == vocabulary.OTHERWISE:
            self.take()
        else:
            self.expression(0)
        if self.is_sign(":"):
            self.take()
            return self.expression(0)
        return Hole("")

    def texts(self, opening: Token) -> Node:
        self.opened.append(opening)
        items: list[str] = []
        for token in self.arguments(self.take):
            if token.kind != "text":
                self.at -= token.kind != "end"
                hint = "写作 {“甲”, “乙”}"
                raise self.stop("not_a_text", "花括号里只写带引号的文字，用逗号隔开", token.place, hint)
            if token.value in items:
                self.error("repeated_text", f"“{token.value}”写了两次", token.place, "删去重复的")
            items.append(str(token.value))
        closing = self.close(opening, "}")
        return Texts(tuple(items), place=Place(opening.place.start, closing.place.end))

    def called(self, function: vocabulary.Function, name: Token) -> Node:
        if not self.is_sign("("):
            raise self.stop("no_arguments", f"“{name.value}”是函数，后面要有括号", name.place, f"写作 {function.form}")
        opening = self.take()
        self.opened.append(opening)
        if self.is_sign(")"):
            closing = self.close(opening, ")")
            self.error(
                "wrong_count",
                f"{function.name} 的括号里没有内容",
                Place(name.place.start, closing.place.end),
                f"写作 {function.form}",
            )
            return Hole(function.name, place=Place(name.place.start, closing.place.end))
        if function.name == "分档":
            return self.bands(name, opening)
        arguments = self.arguments(self.argument)
        closing = self.close(opening, ")")
        place = Place(name.place.start, closing.place.end)
        if not function.fewest <= len(arguments) <= function.most:
            if any(place.start <= error.place.start < place.end for error in self.errors):
                return Hole(function.name, place=place)  # 最大(1,200): the comma inside the number was reported
            wanted = (
                str(function.fewest) if function.fewest == function.most else f"{function.fewest} 至 {function.most}"
            )
            self.error(
                "wrong_count",
                f"{function.name} 要 {wanted} 项，这里有 {len(arguments)} 项",
                place,
                f"写作 {function.form}",
            )
            return Hole(function.name, place=place)
        return Call(function.name, tuple(arguments), place=place)

    def bands(self, name: Token, opening: Token) -> Node:
        branches: list[Band] = []
        otherwise: Node | None = None
        while True:
            last = self.here
            condition = None if last.kind == "name" and last.value == vocabulary.OTHERWISE else self.expression(0)
            if condition is None:
                self.take()
            elif otherwise is not None:
                raise self.stop("after_otherwise", "“否则”要写在最后", condition.place, "把这一档移到 否则 前面")
            if not self.is_sign(":"):
                place = last.place if condition is None else condition.place
                raise self.stop("band_without_value", "这一档没有写数值", place, "写作 分档(条件: 数值, …, 否则: 数值)")
            self.take()
            value = self.expression(0)
            if condition is not None:
                branches.append(Band(condition, value, place=Place(condition.place.start, value.place.end)))
            elif otherwise is not None:
                raise self.stop("after_otherwise", "“否则”只写一次", last.place, "删去多余的")
            else:
                otherwise = value
            if not self.is_sign(","):
                break
            self.take()
        closing = self.close(opening, ")")
        place = Place(name.place.start, closing.place.end)
        if otherwise is None:
            hint = "在最后写上 否则: 数值，如 否则: 0元"
            self.error("no_otherwise", "分档 没有写“否则”，都不符合时不知是多少", place, hint)
            otherwise = Hole("", place=place)
        elif not branches:
            self.error("no_bands", "分档 只有“否则”", place, "至少写一档 条件: 数值")
        return Bands(tuple(branches), otherwise, place=place)


def parse(text: str, catalogue: Catalogue) -> tuple[Node | None, tuple[FormulaError, ...]]:
    """The tree as written, before units are checked; None where reading could not go on to the end."""
    if len(text) > LONGEST_TEXT:
        place = Place(LONGEST_TEXT, len(text))
        return None, (FormulaError("formula.too_long", f"公式超过 {LONGEST_TEXT} 字", place, "请拆成几条规则"),)
    tokens, errors = read_tokens(text, lambda word: catalogue.find(word) is not None)
    parser = _Parser(tokens, catalogue, text, errors)
    try:
        return parser.whole(), tuple(errors)
    except _Stop:
        return None, tuple(errors)


def read(
    text: str, catalogue: Catalogue, expect: Sort | None = None
) -> tuple[Formula | None, tuple[FormulaError, ...]]:
    """A formula ready to run, or None and every error found. ``expect`` is what it must give: a flag for a condition.

    Example: ``formula, errors = read("资产负债率 <= 75%", catalogue, expect="flag")``.
    """
    tree, errors = parse(text, catalogue)
    if tree is None:
        return None, _in_order(errors)
    checked, more = units.check(tree, catalogue, expect)
    found = (*errors, *more)
    if found or checked.shape is None:
        assert found, text
        return None, _in_order(found)
    return Formula(text, checked, checked.shape), ()


def _in_order(errors: tuple[FormulaError, ...]) -> tuple[FormulaError, ...]:
    return tuple(sorted(errors, key=lambda error: error.place))
