"""The figures of a target, which are written in the unit of its field: value, base, steps on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from luodi.formula.fields import Field
from luodi.policy.rules.codecs import Day, FieldCode, Plain, mapping, sequence
from luodi.policy.rules.figures import read_value, write_value
from luodi.policy.rules.model import TargetPath
from luodi.policy.rules.nodes import Node
from luodi.policy.rules.records import UNSET, Extra, Reading
from luodi.policy.rules.scope import Scope, Unread


@dataclass(frozen=True, slots=True)
class TargetFigures(Extra):
    @property
    def names(self) -> tuple[str, ...]:
        return ("field", "value", "base", "steps")

    def read(self, reading: Reading) -> None:
        reading.values |= {"base": None, "steps": ()}
        code = reading.value("field", FieldCode(), UNSET)
        of = reading.scope.catalogue.find(code) if isinstance(code, str) else None
        if of is None:
            return
        if not of.is_number:
            node = reading.items.get("field") or reading.items
            reading.scope.wrong("pack.wrong_field", f"“{of.name}”不是数值，不能作目标", node, "换用数值字段")
            reading.is_whole = False
            return
        reading.values["field"] = of.code
        reading.values["value"] = reading.value("value", _InUnit(of), UNSET)
        reading.values["base"] = reading.value("base", _OnDay(of), None)
        reading.values["steps"] = reading.value("steps", _Steps(of), ())

    def write(self, value: TargetPath, scope: Scope) -> dict[str, Plain]:
        of = scope.catalogue.find(value.field)
        if of is None:
            raise ValueError(f"字段目录里没有 {value.field}")
        written: dict[str, Plain] = {"field": of.name, "value": write_value(of, value.value)}
        if value.base is not None:
            written["base"] = _OnDay(of).write(value.base, scope)
        if value.steps:
            written["steps"] = _Steps(of).write(value.steps, scope)
        return written


@dataclass(frozen=True, slots=True)
class _InUnit:
    of: Field

    def read(self, node: Node, scope: Scope) -> Fraction:
        return read_value(self.of, node, scope)

    def write(self, value: Fraction, scope: Scope) -> Plain:
        return write_value(self.of, value)


@dataclass(frozen=True, slots=True)
class _OnDay:
    """``{on: 2025-12-31, value: 1500亿元}``."""

    of: Field

    def read(self, node: Node, scope: Scope) -> tuple[date, Fraction]:
        items = mapping(node, scope, "on、value 两项")
        day, value = items.get("on"), items.get("value")
        if day is None or value is None or len(items.items) > 2:
            raise scope.wrong(
                "pack.missing_key", "这里只写、也都要写 on 和 value", node, "写作 {on: 2026-12-31, value: …}"
            )
        return Day().read(day, scope), read_value(self.of, value, scope)

    def write(self, value: tuple[date, Fraction], scope: Scope) -> Plain:
        return {"on": value[0].isoformat(), "value": write_value(self.of, value[1])}


@dataclass(frozen=True, slots=True)
class _Steps:
    of: Field

    def read(self, node: Node, scope: Scope) -> tuple[tuple[date, Fraction], ...]:
        steps = tuple(_OnDay(self.of).read(item, scope) for item in sequence(node, scope, "里程碑").items)
        if list(steps) != sorted(steps, key=lambda step: step[0]):
            scope.wrong("pack.bad_date", "里程碑的日期要从早到晚", node, "按日期重新排列")
            raise Unread
        return steps

    def write(self, value: tuple[tuple[date, Fraction], ...], scope: Scope) -> Plain:
        return [_OnDay(self.of).write(step, scope) for step in value]
