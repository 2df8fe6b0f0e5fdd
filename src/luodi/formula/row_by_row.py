"""One row of a table by the interpreter, with results as tables hold them: for the rare formula that needs wider numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import cast

from luodi.formula.ast import Formula, fields_of
from luodi.formula.fields import Field, Given
from luodi.formula.interpret import evaluate
from luodi.formula.values import Subject, Value


def figure_columns(formula: Formula, columns: Iterable[str]) -> list[str]:
    """The columns of a table that hold figures of the formula's fields, of any period."""
    codes = {field.code for field in fields_of(formula.tree)}
    return [column for column in columns if _code(column) in codes]


def result_of_row(
    formula: Formula,
    stored: Mapping[str, object],
    on: date,
    observed_from: date | None,
    rounded_to: Fraction | None = None,
) -> object:
    """The result for one row of stored figures: a truth, a count of ``values.stored_step``, a text or a day; None is unknown."""
    value = value_of_row(formula, stored, on, observed_from)
    return value.stored(rounded_to) if value.shape.sort == "number" else value.value


def value_of_row(formula: Formula, stored: Mapping[str, object], on: date, observed_from: date | None) -> Value:
    """What the interpreter says of one row of stored figures."""
    fields = {field.code: field for field in fields_of(formula.tree)}
    figures = {column: to_given(fields[_code(column)], column, value) for column, value in stored.items()}
    return evaluate(formula, Subject("", figures, observed_from), on)


def to_given(of: Field, column: str, stored: object) -> Given:
    """What a column holds as the interpreter takes it."""
    if stored is None:
        return None
    if of.is_number:
        return of.from_stored(cast(int, stored))
    is_opened = "=" in column
    return frozenset(cast(Sequence[str], stored)) if of.kind == "set" and not is_opened else cast(Given, stored)


def _code(column: str) -> str:
    return column.partition("=")[0].partition("@")[0]
