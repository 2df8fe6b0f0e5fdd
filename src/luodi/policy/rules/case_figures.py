"""What a case of a pack is given and what it expects: figures by field and period, past payments, results by id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from luodi.formula.fields import DESCRIBED, Every, Field, Given, column_of, fits_subject, period_on
from luodi.periods import Period, from_name
from luodi.policy.rules.codecs import Codec, Day, Money, Plain, Reference, mapping, scalar, unknown_field
from luodi.policy.rules.figures import read_figure, write_figure
from luodi.policy.rules.nodes import Node, Scalar, line_and_column
from luodi.policy.rules.records import Extra, Reading
from luodi.policy.rules.scope import Scope, Unread

_PERIOD = re.compile(r"(\d{4})(?:H([12])|Q([1-4])|-(0[1-9]|1[0-2]))?")
_SHOWN: dict[Every, str] = {"year": "2025", "quarter": "2025Q1", "month": "2025-01", "once": ""}


def read_period(written: str) -> Period | None:
    """2025, 2025H1, 2025Q3, 2025-06, and the Chinese names."""
    found = _PERIOD.fullmatch(written)
    if found is None:
        return from_name(written)
    year, half, quarter, month = found.groups()
    if half:
        return Period("half-year", int(year), int(half))
    if quarter:
        return Period("quarter", int(year), int(quarter))
    return Period("month", int(year), int(month)) if month else Period("year", int(year))


@dataclass(frozen=True, slots=True)
class Figures:
    """``主营业务收入@2025: 12亿元``; a name alone is the period of the case's day."""

    def read(self, node: Node, scope: Scope) -> dict[str, Given]:
        figures: dict[str, Given] = {}
        is_whole = True
        for key, value in mapping(node, scope, "各项数据").items:
            try:
                column, of = self._column(key, scope)
                if column in figures:
                    raise scope.wrong("pack.duplicate_key", f"“{of.name}”同一期写了两次", key, "删去重复的")
                figures[column] = read_figure(of, value, scope.inside(column))
            except Unread:
                is_whole = False
        if not is_whole:
            raise Unread
        return figures

    def write(self, value: Mapping[str, Given], scope: Scope) -> Plain:
        written: dict[str, Plain] = {}
        for column, given in value.items():
            code, at, period = column.partition("@")
            of = scope.catalogue.find(code)
            if of is None:
                raise ValueError(f"字段目录里没有 {code}")
            written[of.name + at + period] = write_figure(of, given, scope)
        return written

    def _column(self, key: Scalar, scope: Scope) -> tuple[str, Field]:
        name, at, written = key.value.partition("@")
        of = scope.catalogue.find(name.strip())
        if of is None:
            raise unknown_field(name, key, scope)
        if scope.describes is not None and not fits_subject((of,), scope.describes):
            message = f"用例针对{DESCRIBED[scope.describes]}，“{of.name}”描述{DESCRIBED[of.describes]}"
            raise scope.wrong("pack.wrong_subject", message, key, f"在用例里写上 describes: {of.describes}")
        if not at:
            if not isinstance(scope.on, date):
                raise Unread
            return column_of(of, period_on(of, scope.on)), of
        period = read_period(written.strip())
        if of.every == "once" or period is None or period.kind != of.every:
            hint = f"写作 {of.name}@{_SHOWN[of.every]}" if of.every != "once" else f"只写 {of.name}"
            raise scope.wrong("pack.bad_period", f"“{of.name}”没有“{written}”这一期", key, hint)
        return column_of(of, period), of


@dataclass(frozen=True, slots=True)
class CasePlace(Extra):
    """The line that a case begins in, to say which one failed."""

    @property
    def names(self) -> tuple[str, ...]:
        return ()

    def read(self, reading: Reading) -> None:
        line, _ = line_and_column(reading.scope.page.text, reading.items.start)
        reading.values["place"] = f"第{line}行"

    def write(self, value: object, scope: Scope) -> dict[str, Plain]:
        return {}


@dataclass(frozen=True, slots=True)
class OfProject(Extra):
    """What stands in a project of a case describes the project, or the firm as it is seen from there."""

    @property
    def names(self) -> tuple[str, ...]:
        return ()

    def read(self, reading: Reading) -> None:
        reading.scope = replace(reading.scope, describes="project")

    def write(self, value: object, scope: Scope) -> dict[str, Plain]:
        return {}


@dataclass(frozen=True, slots=True)
class Expected:
    """Results by the id of a benefit, ladder, rung or scoreboard, as written; ``rung.points`` is a part of a result."""

    def read(self, node: Node, scope: Scope) -> dict[str, str]:
        expected: dict[str, str] = {}
        for key, value in mapping(node, scope, "应得的结果").items:
            inner = scope.inside(key.value)
            inner.found(key)
            id = replace(key, value=key.value.partition(".")[0])
            scope.refer(("benefits", "ladders", "scoreboards", "rungs"), "奖补、梯度、级次或排名", id)
            expected[key.value] = scalar(value, scope, "应得的结果").value
        return expected

    def write(self, value: Mapping[str, str], scope: Scope) -> Plain:
        return dict(value)


@dataclass(frozen=True, slots=True)
class Paid:
    """A past payment: ``{benefit: revenue_award, on: 2024-05-01, sum: 10万元}``."""

    def read(self, node: Node, scope: Scope) -> tuple[str, date, Fraction]:
        items = mapping(node, scope, "benefit、on、sum 三项")
        codecs: dict[str, Codec] = {"benefit": Reference("benefits", "奖补"), "on": Day(), "sum": Money()}
        for key, _ in items.items:
            if key.value not in codecs:
                raise scope.wrong("pack.unknown_key", f"已兑付没有“{key.value}”这一项", key, "写 benefit、on、sum")
        made = []
        for name, of in codecs.items():
            value = items.get(name)
            if value is None:
                raise scope.wrong("pack.missing_key", f"已兑付缺少 {name}", items, f"补上“{name}: …”")
            inner = scope.inside(name)
            inner.found(value)
            made.append(of.read(value, inner))
        return made[0], made[1], made[2]

    def write(self, value: tuple[str, date, Fraction], scope: Scope) -> Plain:
        benefit, on, yuan = value
        return {"benefit": benefit, "on": Day().write(on, scope), "sum": Money().write(yuan, scope)}
