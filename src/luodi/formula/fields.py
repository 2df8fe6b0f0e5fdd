"""The fields that a formula may name: what each is called, measured in, describes, and how often it is observed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from luodi.formula import unit_names, vocabulary
from luodi.formula.unit_names import Unit
from luodi.periods import Period

Kind = Literal["money", "quantity", "ratio", "count", "text", "flag", "date", "set"]
Describes = Literal["firm", "project", "region", "park"]
Every = Literal["year", "quarter", "month", "once"]
# A figure as a dataset gives it: numbers are exact and in the field's own unit, never floats; None is missing.
Given = int | Decimal | Fraction | bool | str | date | frozenset[str] | None

NUMERIC: frozenset[Kind] = frozenset({"money", "quantity", "ratio", "count"})
# The largest count of steps that a column of 64-bit integers holds.
LARGEST_STORED = 2**63 - 1
# Whose figures a formula may name besides those of its own subject: a project stands in a row with the firm that owns it.
SEEN_FROM: dict[Describes, frozenset[Describes]] = {
    "firm": frozenset({"firm"}),
    "project": frozenset({"project", "firm"}),
    "region": frozenset({"region"}),
    "park": frozenset({"park"}),
}
DESCRIBED: dict[Describes, str] = {"firm": "企业", "project": "项目", "region": "地区", "park": "园区"}
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_NAME = re.compile(r"[^\W\d]\w*")
_MARKS = re.compile(r"[“”‘’\"'「」]")


@dataclass(frozen=True, slots=True)
class Field:
    """One column of facts. ``unit`` is what its figures are given in (万元, %, 吨标准煤/万元); ``every`` how often.

    In a table a number is stored as a whole count of ``step``: fen for money, one for counts, a millionth of the unit
    for quantities, a millionth of 1 for ratios. ``also`` are other names in the headers of sheets, which no formula may
    write; ``values`` the texts that a text or set may hold, each with the other ways to write it, the proper one first.
    """

    code: str
    name: str
    kind: Kind
    unit: str = ""
    describes: Describes = "firm"
    every: Every = "year"
    also: tuple[str, ...] = field(default=(), compare=False, repr=False)
    definition: str = field(default="", compare=False, repr=False)
    values: tuple[tuple[str, ...], ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code) or self.code in vocabulary.RESERVED:
            raise ValueError(f"字段代码“{self.code}”不可用：用小写字母、数字和下划线，不与公式里的词相同")
        if not _NAME.fullmatch(self.name) or self.name in vocabulary.RESERVED:
            raise ValueError(f"字段名“{self.name}”不可用：只用文字、数字，不含标点和空格，不与公式里的词相同")
        if not self._unit_fits():
            raise ValueError(f"字段“{self.name}”的单位“{self.unit}”与类型 {self.kind} 不符")

    def without_marks(self, text: str) -> str | None:
        """The proper listed text that words with quotation marks inside name: 国家专精特新“小巨人”."""
        plain = _MARKS.sub("", text)
        return next((one[0] for one in self.values if plain in one), None) if plain != text else None

    def _unit_fits(self) -> bool:
        unit = unit_names.find_unit(self.unit)
        if self.kind not in NUMERIC:
            return not self.unit
        if unit is None:
            return False
        if self.kind == "money":
            return unit_names.is_money(unit.powers)
        if self.kind == "ratio":
            return not unit.powers and unit.name in ("", "%", "‰", "倍", "百分点")
        if self.kind == "count":
            return unit_names.is_counted(unit.powers)
        return bool(unit.powers)

    @property
    def is_number(self) -> bool:
        return self.kind in NUMERIC

    @property
    def measured_in(self) -> Unit:
        unit = unit_names.find_unit(self.unit)
        assert unit is not None, self.unit  # __post_init__ has seen to it
        return Unit("", Fraction(1), (), "ratio") if self.kind == "ratio" and not self.unit else unit

    @property
    def step(self) -> Fraction:
        """What one stored step is worth, in base units (元, 平方米, 1)."""
        if self.kind == "money":
            return Fraction(1, 100)
        if self.kind == "count":
            return Fraction(1)
        if self.kind == "ratio":
            return Fraction(1, 1_000_000)
        return self.measured_in.factor / 1_000_000

    def to_stored(self, figure: int | Decimal | Fraction) -> int:
        """A figure in the field's unit as a count of steps; ValueError where it is finer than a step or too large."""
        scale = _steps_in_unit(self.kind, self.unit)
        top, under = figure.as_integer_ratio()
        steps, left = divmod(top * scale.numerator, under * scale.denominator)
        if left:
            raise ValueError(f"{self.name}：{figure}{self.unit} 的小数位过多")
        if abs(steps) > LARGEST_STORED:
            raise ValueError(f"{self.name}：{figure}{self.unit} 过大")
        return steps

    def from_stored(self, steps: int) -> Fraction:
        """A stored count of steps as a figure in the field's unit."""
        scale = _steps_in_unit(self.kind, self.unit)
        return Fraction(steps * scale.denominator, scale.numerator)


@lru_cache(maxsize=1024)
def _steps_in_unit(kind: Kind, unit: str) -> Fraction:
    """How many stored steps one unit is: looked up for every figure that is written."""
    of = Field("any", "任意", kind, unit)
    return of.measured_in.factor / of.step


def period_code(period: Period) -> str:
    """A period as the names of columns write it: 2025, 2025H1, 2025Q3, 2025-06."""
    ends = {
        "year": "",
        "half-year": f"H{period.number}",
        "quarter": f"Q{period.number}",
        "month": f"-{period.number:02}",
    }
    return f"{period.year}{ends[period.kind]}"


def column_of(of: Field, period: Period | None) -> str:
    """The column that holds a field's figures of one period: revenue@2025; a field observed once has its bare code."""
    return of.code if period is None else f"{of.code}@{period_code(period)}"


def opened_column(column: str, text: str) -> str:
    """The flag that says whether a set holds this text, for a set kept opened: qualifications@2025=国家专精特新小巨人."""
    return f"{column}={text}"


def period_on(of: Field, on: date) -> Period | None:
    """The period of the field's frequency that holds ``on``; None for what is observed once."""
    return None if of.every == "once" else Period.holding(of.every, on)


def subject_of(described: Iterable[Describes]) -> Describes | None:
    """The kind of subject that a formula over such fields is for; None where no one subject has them all.

    The fields of a firm alone make a formula for firms, which holds for projects too: see ``SEEN_FROM``.
    """
    wanted = frozenset(described)
    return next((one for one, seen in SEEN_FROM.items() if wanted <= seen), None)


def fits_subject(fields: Iterable[Field], describes: Describes) -> bool:
    """Whether a formula that reads these fields can be worked out for such a subject."""
    return all(one.describes in SEEN_FROM[describes] for one in fields)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The fields at hand. ``qualifications`` is the code of the set that 有资质 asks; ``begins`` that of the date a subject begins."""

    fields: tuple[Field, ...]
    qualifications: str = "qualifications"
    begins: str = "founded_on"
    _by_word: dict[str, Field] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.fields:
            for word in {one.code, one.name}:
                if word in self._by_word:
                    raise ValueError(f"两个字段都叫“{word}”")
                self._by_word[word] = one

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def find(self, word: str) -> Field | None:
        """The field with this code or this Chinese name."""
        return self._by_word.get(word)

    @property
    def words(self) -> frozenset[str]:
        return frozenset(self._by_word)

    def nearest(self, word: str, limit: int = 3) -> tuple[str, ...]:
        """Names of fields that ``word`` may have been meant for: those it is another name of, then the most alike."""
        return tuple(dict.fromkeys([*self.known_as(word), *nearest(word, self._by_word, limit)]))[:limit]

    def known_as(self, word: str) -> tuple[str, ...]:
        """Names of the fields whose figures sheets also head with this word."""
        return tuple(one.name for one in self.fields if word in one.also)

    def seen_from(self, describes: Describes) -> tuple[Field, ...]:
        """The fields that a formula for this kind of subject may name."""
        return tuple(one for one in self.fields if one.describes in SEEN_FROM[describes])


def nearest(word: str, known: dict[str, Field] | list[str], limit: int = 3) -> tuple[str, ...]:
    """The known words most like ``word``: alike in letters, or one holding the other."""
    lower = {one.lower(): one for one in known}
    alike = [lower[one] for one in get_close_matches(word.lower(), lower, n=limit, cutoff=0.5)]
    holding = [one for one in known if len(word) > 1 and len(one) > 1 and (word in one or one in word)]
    found = list(dict.fromkeys([*sorted(holding, key=len), *alike]))
    return tuple(found[:limit])
