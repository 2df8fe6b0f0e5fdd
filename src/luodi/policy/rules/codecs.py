"""How one value of a pack is read from its YAML and written back: words, choices, dates, sums, formulas."""

from __future__ import annotations

import re
from collections.abc import Sequence as Many
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal, Protocol

from luodi.formula import from_text
from luodi.formula.ast import Formula, Sort, fields_of
from luodi.formula.fields import DESCRIBED, fits_subject, nearest
from luodi.formula.shapes import describe
from luodi.policy.rules.amounts import Amount, read_amount, unit_names, write_money, write_number, write_share
from luodi.policy.rules.nodes import Mapping, Node, Scalar, Sequence
from luodi.policy.rules.scope import Scope, Unread

# What is written: texts, lists and mappings of them.
Plain = Any
TRUTHS = {"true": True, "false": False, "是": True, "否": False, "真": True, "假": False}
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日")
_ID = re.compile(r"[^\W\d][\w-]*")


class Codec(Protocol):
    """``read`` raises ``Unread`` after saying why; ``write`` gives what ``read`` reads as the same value."""

    def read(self, node: Node, scope: Scope) -> Any: ...

    def write(self, value: Any, scope: Scope) -> Plain: ...


class Group:
    """What takes several lines; it is written behind what takes one."""


def scalar(node: Node, scope: Scope, wanted: str) -> Scalar:
    if not isinstance(node, Scalar):
        raise scope.wrong("pack.wrong_form", f"这里要写{wanted}，不是一组内容", node, "写在冒号后面的同一行")
    if node.is_blank:
        raise scope.wrong("pack.blank", f"冒号后面没有写{wanted}", node, "写上内容，或删去这一行")
    return node


def sequence(node: Node, scope: Scope, wanted: str) -> Sequence:
    if not isinstance(node, Sequence):
        raise scope.wrong("pack.wrong_form", f"这里要写一列{wanted}", node, "每项一行，以“- ”开头")
    return node


def mapping(node: Node, scope: Scope, wanted: str) -> Mapping:
    if not isinstance(node, Mapping):
        raise scope.wrong("pack.wrong_form", f"这里要写{wanted}", node, "逐行写“名称: 内容”，比上一行多缩进两格")
    return node


def read_id(key: Scalar, scope: Scope) -> str:
    if not _ID.fullmatch(key.value):
        hint = "以文字开头，只用文字、数字、下划线和连字符，如 revenue_award"
        raise scope.wrong("pack.bad_id", f"代号“{key.value}”不可用", key, hint)
    return key.value


@dataclass(frozen=True, slots=True)
class Words:
    wanted: str = "文字"

    def read(self, node: Node, scope: Scope) -> str:
        return scalar(node, scope, self.wanted).value

    def write(self, value: str, scope: Scope) -> Plain:
        return value


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of something in a section of the pack; whether it is there is asked when all of the pack was seen."""

    section: str
    what: str

    def read(self, node: Node, scope: Scope) -> str:
        written = scalar(node, scope, f"{self.what}的代号")
        scope.refer((self.section,), self.what, written)
        return written.value

    def write(self, value: str, scope: Scope) -> Plain:
        return value


@dataclass(frozen=True, slots=True)
class Id:
    """The name that a pack goes by."""

    def read(self, node: Node, scope: Scope) -> str:
        return read_id(scalar(node, scope, "代号"), scope)

    def write(self, value: str, scope: Scope) -> Plain:
        return value


@dataclass(frozen=True, slots=True)
class OneOf:
    options: tuple[str, ...]

    def read(self, node: Node, scope: Scope) -> str:
        written = scalar(node, scope, "、".join(self.options))
        if written.value not in self.options:
            alike = nearest(written.value, list(self.options), 1)
            hint = f"最接近的是 {alike[0]}；" if alike else ""
            message = f"这里没有“{written.value}”这种写法"
            raise scope.wrong("pack.unknown_value", message, node, f"{hint}可以写：{'、'.join(self.options)}")
        return written.value

    def write(self, value: str, scope: Scope) -> Plain:
        return value


@dataclass(frozen=True, slots=True)
class Truth:
    def read(self, node: Node, scope: Scope) -> bool:
        written = scalar(node, scope, "true 或 false")
        if written.value not in TRUTHS:
            raise scope.wrong("pack.unknown_value", f"“{written.value}”不是 true 或 false", node, "写 true 或 false")
        return TRUTHS[written.value]

    def write(self, value: bool, scope: Scope) -> Plain:
        return "true" if value else "false"


@dataclass(frozen=True, slots=True)
class Day:
    def read(self, node: Node, scope: Scope) -> date:
        written = scalar(node, scope, "日期")
        found = _DAY.fullmatch(written.value)
        try:
            if found is None:
                raise ValueError
            return date(*(int(part) for part in found.groups() if part))
        except ValueError:
            raise scope.wrong(
                "pack.bad_date", f"“{written.value}”不是日期", node, "写作 2026-06-30 或 2026年6月30日"
            ) from None

    def write(self, value: date, scope: Scope) -> Plain:
        return value.isoformat()


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number above nought; a unit such as 年 may stand behind it."""

    unit: str

    def read(self, node: Node, scope: Scope) -> int:
        written = scalar(node, scope, "整数")
        digits = written.value.removesuffix(self.unit).strip()
        if not digits.isascii() or not digits.isdigit() or not 0 < int(digits) <= 100:
            raise scope.wrong(
                "pack.bad_amount", f"“{written.value}”不是 1 至 100 的整数", node, f"写作 3 或 3{self.unit}"
            )
        return int(digits)

    def write(self, value: int, scope: Scope) -> Plain:
        return str(value)


def amount(node: Node, scope: Scope, wanted: str) -> Amount:
    found = read_amount(scalar(node, scope, wanted).value)
    if isinstance(found, str):
        raise scope.wrong("pack.bad_amount", found, node)
    return found


@dataclass(frozen=True, slots=True)
class Money:
    """In yuan."""

    def read(self, node: Node, scope: Scope) -> Fraction:
        found = amount(node, scope, "金额")
        if found.unit.powers != (("元", 1),):
            raise scope.wrong("pack.bad_amount", "这里要写人民币金额", node, "写上单位，如 500万元、1亿元、20元")
        return found.value

    def write(self, value: Fraction, scope: Scope) -> Plain:
        return write_money(value)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of 1: 60%, 1/3, 0.6."""

    def read(self, node: Node, scope: Scope) -> Fraction:
        found = amount(node, scope, "比例")
        if found.unit.name not in ("", "%", "‰") or not 0 <= found.value <= 1:
            raise scope.wrong("pack.bad_amount", "这里要写 0 至 100% 的比例", node, "写作 60%、1/3 或 0.6")
        return found.value

    def write(self, value: Fraction, scope: Scope) -> Plain:
        return write_share(value)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that needs no unit; ``units`` may stand behind it and change nothing."""

    units: tuple[str, ...] = ()

    def read(self, node: Node, scope: Scope) -> Fraction:
        found = amount(node, scope, "数")
        if found.unit.name and found.unit.name not in self.units:
            hint = f"可以写：{unit_names(('', *self.units))}"
            raise scope.wrong("pack.bad_amount", f"这里的数不用单位“{found.unit.name}”", node, hint)
        return found.digits

    def write(self, value: Fraction, scope: Scope) -> Plain:
        return write_number(value)


Wanted = Literal["flag", "money", "number", "points", "date"]
_SORTS: dict[Wanted, Sort] = {"flag": "flag", "date": "date"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A formula that gives what is wanted, of the subject that the rule around it describes."""

    wanted: Wanted

    def read(self, node: Node, scope: Scope) -> Formula:
        written = scalar(node, scope, "公式")
        text = written.value.strip()
        before = len(written.value) - len(written.value.lstrip())
        formula, errors = from_text.read(text, scope.catalogue, _SORTS.get(self.wanted, "number"))
        for error in errors:
            start = written.at(before + error.place.start, scope.page.text)
            end = written.at(before + max(error.place.end - 1, error.place.start), scope.page.text) + 1
            scope.say(
                error.code, f"公式：{error.message}", scope.span(start, min(end, max(node.end, start))), error.hint
            )
        if formula is None:
            raise Unread
        self._measures(formula, node, scope)
        self._describes(formula, node, scope)
        return formula

    def write(self, value: Formula, scope: Scope) -> Plain:
        return value.text

    def _measures(self, formula: Formula, node: Node, scope: Scope) -> None:
        shape, said = formula.shape, describe(formula.tree, formula.text)
        bare = shape.scale in ("bare", "zero")
        if self.wanted == "money" and not (shape.powers == (("元", 1),) or shape.scale == "zero"):
            hint = "写上金额单位，如 50万元，或 设备投资额 * 12%"
            raise scope.wrong("pack.not_money", f"这里要得出金额（元），{said}", node, hint)
        if self.wanted == "points" and not (bare or not shape.powers or shape.powers == (("分", 1),)):
            hint = "写作 分档(条件: 10分, 否则: 0分)"
            raise scope.wrong("pack.not_points", f"这里要得出分数，{said}", node, hint)

    def _describes(self, formula: Formula, node: Node, scope: Scope) -> None:
        """Fields of the subject itself, and of the firm that a project belongs to."""
        used = fields_of(formula.tree)
        if scope.describes is None or fits_subject(used, scope.describes):
            return
        odd = next(one for one in used if not fits_subject((one,), scope.describes))
        message = f"这条规则针对{DESCRIBED[scope.describes]}，“{odd.name}”描述{DESCRIBED[odd.describes]}"
        raise scope.wrong("pack.wrong_subject", message, node, "换用同一类对象的字段，或改 describes")


@dataclass(frozen=True, slots=True)
class FieldCode:
    """A field by code or Chinese name; kept as its code, written as its name."""

    def read(self, node: Node, scope: Scope) -> str:
        written = scalar(node, scope, "字段")
        found = scope.catalogue.find(written.value)
        if found is None:
            raise unknown_field(written.value, node, scope)
        return found.code

    def write(self, value: str, scope: Scope) -> Plain:
        found = scope.catalogue.find(value)
        return found.name if found else value


def unknown_field(word: str, node: Node, scope: Scope) -> Unread:
    alike = scope.catalogue.nearest(word)
    hint = f"最接近的是：{'、'.join(alike)}" if alike else "从字段目录里选，或在 fields 里增加"
    return scope.wrong("pack.unknown_field", f"字段目录里没有“{word}”", node, hint)


def all_read(nodes: Many[Node], codec: Codec, scope: Scope) -> tuple[Any, ...]:
    """Every item, or after the last one ``Unread`` where any could not be read."""
    made, is_whole = [], True
    for number, node in enumerate(nodes):
        inner = scope.inside(str(number))
        inner.found(node)
        try:
            made.append(codec.read(node, inner))
        except Unread:
            is_whole = False
    if not is_whole:
        raise Unread
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Listed(Group):
    of: Codec
    wanted: str = "文字"

    def read(self, node: Node, scope: Scope) -> tuple[Any, ...]:
        return all_read(sequence(node, scope, self.wanted).items, self.of, scope)

    def write(self, value: tuple[Any, ...], scope: Scope) -> Plain:
        return [self.of.write(item, scope) for item in value]


@dataclass(frozen=True, slots=True)
class Pairs(Group):
    """Names with one value each: ``least_of: {创新: 20, 成长: 15}``."""

    of: Codec
    wanted: str

    def read(self, node: Node, scope: Scope) -> tuple[tuple[str, Any], ...]:
        items = mapping(node, scope, self.wanted).items
        values = all_read([value for _, value in items], self.of, scope)
        return tuple((key.value, value) for (key, _), value in zip(items, values, strict=True))

    def write(self, value: tuple[tuple[str, Any], ...], scope: Scope) -> Plain:
        return {name: self.of.write(item, scope) for name, item in value}
