"""What formulas take and give: subjects with their figures, values with what they lack, and how results are stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from luodi.formula.ast import Shape
from luodi.formula.fields import LARGEST_STORED, Field, Given, column_of
from luodi.formula.numbers import LARGEST, FigureTooLarge, Root, round_half_up, too_large
from luodi.formula.unit_names import is_money
from luodi.periods import Period

Known = Fraction | bool | str | date | frozenset[str] | Root


@dataclass(frozen=True, slots=True)
class Missing:
    """A figure that was needed and is not there."""

    field: Field
    period: Period | None

    @property
    def column(self) -> str:
        return column_of(self.field, self.period)

    def __str__(self) -> str:
        return self.field.name if self.period is None else f"{self.field.name}（{self.period}）"


@dataclass(frozen=True, slots=True)
class Subject:
    """One firm, project, region or park. ``figures`` go by column (revenue@2025) and stand in the field's own unit.

    Numbers are int, Decimal or Fraction, never floats. ``observed_from`` is the first day the data reach back to.
    """

    name: str
    figures: Mapping[str, Given]
    observed_from: date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a part came to: a value in base units, or None for unknown with the figures that would decide it."""

    value: Known | None
    missing: frozenset[Missing] = frozenset()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a formula in base units (元, 平方米, 1); None is unknown, and ``missing`` says for lack of what."""

    shape: Shape
    value: Fraction | bool | str | date | None
    missing: tuple[Missing, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        return self.value is not None

    def stored(self, rounded_to: Fraction | None = None) -> int | None:
        """A number as the tables of results hold it: a whole count of ``stored_step``, rounded before that where asked."""
        found = self.rounded(rounded_to or stored_step(self.shape))
        return None if found is None else as_stored(found, stored_step(self.shape))

    def rounded(self, step: Fraction = Fraction(1)) -> Fraction | None:
        """A number to the nearest ``step`` (base units; the yuan unless said otherwise), half away from zero."""
        if self.value is None:
            return None
        assert isinstance(self.value, Fraction), self.value
        found = round_half_up(self.value, step)
        if abs(found) > LARGEST:
            raise too_large("结果")
        return found


def stored_step(shape: Shape) -> Fraction:
    """What one step of a stored result is worth in base units: the fen for money, a millionth for all else."""
    return Fraction(1, 100) if is_money(shape.powers) else Fraction(1, 1_000_000)


def as_stored(value: Fraction, step: Fraction) -> int:
    steps = value / step
    if steps.denominator != 1:
        raise ValueError(f"取整的步长要是 {step} 的整数倍")
    if abs(steps.numerator) > LARGEST_STORED:
        raise FigureTooLarge("结果超过 64 位整数的范围，请核对数据的单位")
    return steps.numerator


def to_known(of: Field, given: Given) -> Known:
    """A figure as the dataset gives it, in base units; TypeError where it is not of the field's kind."""
    match of.kind, given:
        case "text", str():
            return given
        case "flag", bool():
            return given
        case "set", frozenset():
            return given
        case "date", date() if not isinstance(given, datetime):
            return given
        case (("money" | "quantity" | "ratio" | "count"), int() | Decimal() | Fraction()) if not isinstance(
            given, bool
        ):
            return Fraction(given) * of.measured_in.factor
    raise TypeError(f"{of.name}（{of.kind}）的值不能是 {given!r}")
