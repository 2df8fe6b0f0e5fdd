"""Numbers as Word writes them in lists: 一、 （十二） 甲 ① １ iv …, by the names of its number formats."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _read_out(value: int, digits: str, units: tuple[str, str, str, str], zero: str) -> str:
    """A number read out in Chinese below 一亿: 105 is 一百零五, with the zeros between units said once."""
    if value >= 10000:
        high, low = divmod(value, 10000)
        rest = _read_out(low, digits, units, zero) if low else ""
        return _read_out(high, digits, units, zero) + "万" + (zero if low and low < 1000 else "") + rest
    words, gap = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            words += (zero if gap and words else "") + digits[digit] + units[power]
        gap = digit == 0
    return words


def thousands(value: int) -> str:
    """一 … 十 十一 … 二十 … 一百零一."""
    words = _read_out(value, _DIGITS, ("", "十", "百", "千"), "零")
    return words[1:] if words.startswith("一十") else words


def _counting(value: int) -> str:
    """Word's 一 二 … 十 … 九十九 then digit by digit: 一〇〇."""
    return thousands(value) if value < 100 else _digital(value)


def _japanese_counting(value: int) -> str:
    """As thousands, but without 零 and with a bare 百 and 千: 百一."""
    words = _read_out(value, _DIGITS, ("", "十", "百", "千"), "")
    for unit in "十百千":
        words = words.replace("一" + unit, unit)
    return words


def _digital(value: int) -> str:
    return "".join(_DIGITS[int(d)] for d in str(value))


def _legal(value: int) -> str:
    return _read_out(value, _LEGAL, ("", "拾", "佰", "仟"), "零")


def _letters(value: int) -> str:
    """A … Z, AA, BB …: Word repeats the letter."""
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    words = ""
    for worth, sign in _ROMAN:
        words += sign * (value // worth)
        value %= worth
    return words


def _full_width(value: int) -> str:
    return "".join(chr(ord(d) + 0xFEE0) for d in str(value))


def circled(value: int) -> str:
    """① … ㊿; beyond, and for zero, the plain number: there are no such characters."""
    for first, last, point in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= value <= last:
            return chr(point + value - first)
    return str(value)


def _run(point: int, last: int, otherwise: str) -> Callable[[int], str]:
    return lambda value: chr(point + value - 1) if 1 <= value <= last else otherwise.format(value)


def _signs(signs: str) -> Callable[[int], str]:
    """One sign each, and digits once they are used up."""
    return lambda value: signs[value - 1] if value <= len(signs) else str(value)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02d}",
    "numberInDash": lambda value: f"- {value} -",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedFullstop": _run(0x2488, 20, "{}."),
    "decimalEnclosedParen": _run(0x2474, 20, "({})"),
    "ideographEnclosedCircle": _run(0x3280, 10, "{}"),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": thousands,
    "taiwaneseCountingThousand": thousands,
    "japaneseCounting": _japanese_counting,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "ideographTraditional": _signs(_STEMS),
    "ideographZodiac": _signs(_BRANCHES),
    "ideographZodiacTraditional": lambda value: _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12],
    "none": lambda _: "",
    "bullet": lambda _: "",
}


def numeral(value: int, number_format: str) -> str | None:
    """The number in one of Word's formats (ST_NumberFormat); None for a format that is not known here.

    Zero and numbers below it, which only digits can write, come as digits.
    """
    write = _FORMATS.get(number_format)
    if write is None:
        return None
    return write(value) if value > 0 or number_format in ("none", "bullet") else str(value)
