"""Numbers with units as a pack writes them, 500万元, 12%, 1/3: exact both ways."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from luodi.formula.fields import nearest
from luodi.formula.unit_names import OTHER_UNITS, Unit, all_names, find_unit, mended

_AMOUNT = re.compile(r"(?P<digits>[-+]?\d+(?:\.\d+)?)(?:/(?P<under>\d+))?\s?(?P<unit>\D.*)?", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}(?:[,，_]\d{3})+")
_LONGEST = 60
# Sums are written in the largest of these that leaves at most four decimals, as offices do.
_MONEY = (("亿元", 10**8), ("万元", 10**4), ("元", 1))


@dataclass(frozen=True, slots=True)
class Amount:
    """``digits`` of ``unit``; ``value`` in base units (元, 平方米, 1)."""

    digits: Fraction
    unit: Unit

    @property
    def value(self) -> Fraction:
        return self.digits * self.unit.factor


def read_amount(written: str) -> Amount | str:
    """The amount, or in Chinese why it is none and what to write."""
    text = unicodedata.normalize("NFKC", written).strip()
    if _THOUSANDS.search(text):
        return f"“{written}”里不要写千分位逗号，写作 {_THOUSANDS.sub(lambda n: re.sub('[,，_]', '', n[0]), text)}"
    found = _AMOUNT.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or (found["under"] and not int(found["under"])):
        return f"“{written}”不是数：写阿拉伯数字，后面紧跟单位，如 500万元、12%、1/3"
    name = (found["unit"] or "").strip()
    unit = find_unit(name)
    if unit is None:
        return f"“{name}”不是单位{_nearest_unit(name)}"
    return Amount(Fraction(found["digits"]) / int(found["under"] or 1), unit)


def _nearest_unit(name: str) -> str:
    alike = [meant] if (meant := mended(name) or OTHER_UNITS.get(name)) else nearest(name, all_names())
    return f"，最接近的是：{'、'.join(alike)}" if alike else "，写元、万元、%、家一类的单位"


def write_number(value: Fraction) -> str:
    """The plainest exact form: 30, 12.5, 1/3."""
    digits, under = value.denominator, 0
    while not digits % 10:
        digits, under = digits // 10, under + 1
    twos = fives = 0
    while not digits % 2:
        digits, twos = digits // 2, twos + 1
    while not digits % 5:
        digits, fives = digits // 5, fives + 1
    if digits != 1:
        return f"{value.numerator}/{value.denominator}"
    places = under + max(twos, fives)
    scaled = value * 10**places
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(scaled.numerator), 10**places)
    return f"{sign}{whole}.{rest:0{places}}" if places else f"{sign}{whole}"


def write_money(yuan: Fraction) -> str:
    for name, worth in _MONEY:
        if abs(yuan) >= worth and (yuan * 10_000 / worth).denominator == 1:
            return write_number(yuan / worth) + name
    return write_number(yuan) + "元"


def write_share(share: Fraction) -> str:
    """12%, or 1/3 where the percentage has no end."""
    written = write_number(share * 100)
    return write_number(share) if "/" in written else f"{written}%"


def unit_names(names: Iterable[str]) -> str:
    return "、".join(name or "不写单位" for name in names)
