"""What people write into cells, as figures: numbers with units and separators, days in many forms, yes and no, lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from luodi.datasets.grid import Cell, plain
from luodi.datasets.model import Field, Given, Kind
from luodi.formula.fields import LARGEST_STORED
from luodi.formula.unit_names import Unit, find_unit, is_counted
from luodi.problems import Severity

# Written where there is no figure, with any row of dashes, dots and the like. None of them is a nought.
BLANKS = frozenset(
    (
        "暂无",
        "暂缺",
        "不详",
        "未知",
        "无数据",
        "未统计",
        "待定",
        "暂未统计",
        "缺",
        "n/a",
        "na",
        "null",
        "none",
        "nan",
        "不适用",
        "保密",
        "未填",
    )
)
_SIGNS_ONLY = re.compile(r"[-—–―/\\.*·…?~]*")
NONE_WORDS = frozenset(("无", "没有", "否"))
_YES = frozenset(("是", "有", "√", "✓", "✔", "☑", "对", "y", "yes", "true", "1", "已", "真"))
_NO = frozenset(("否", "无", "×", "✗", "✘", "x", "不是", "没有", "n", "no", "false", "0", "未", "假", "☐", "□"))
_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<digits>\d+(?:\.\d+)?(?:e[+-]?\d{1,2})?)(?P<unit>.*)", re.IGNORECASE)
_SEPARATED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_ROUGH = re.compile(r"约|大约|左右|以上|以下|不足|超过|近|余|>|<|≥|≤|~|至|多")
_DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?|(\d{4})年")
_COMPACT_DAY = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
# Twelve is 十二, and 一二 where years are written so.
_HAN_TWO = r"([一二三]?十[一二三四五六七八九]?|[〇零○一二三四五六七八九]{1,2})"
_HAN_DAY = re.compile(rf"([〇零○一二三四五六七八九]{{4}})年{_HAN_TWO}月{_HAN_TWO}日")
_SEPARATORS = re.compile(r"[、,;/|\n]+|\s{2,}|(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
_QUOTES = str.maketrans("", "", "“”\"'‘’《》「」 \u3000")
_HAN_DIGITS = {**dict(zip("一二三四五六七八九", range(1, 10), strict=True)), "〇": 0, "零": 0, "○": 0}
_ONE = Fraction(1)
# Day nought of the serial numbers in which spreadsheets keep days.
_SERIAL_DAY = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a cell could not be read, or is read with a question: the end of a code, a message and what to do."""

    code: str
    message: str
    hint: str
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Read:
    """A figure in the field's own unit, None for unknown; with what is doubtful about it."""

    given: Given
    doubt: Doubt | None = None
    is_rounded: bool = False
    # A number without a unit of its own, so that all hangs on the column's.
    is_bare: bool = False


UNKNOWN = Read(None)


def is_blank(cell: Cell) -> bool:
    """Whether nothing is said: an empty cell, a dash, 暂无."""
    return cell.value is None or (
        isinstance(cell.value, str) and (_SIGNS_ONLY.fullmatch(cell.text) is not None or cell.text.lower() in BLANKS)
    )


def read_cell(cell: Cell, of: Field, unit: Unit | None = None) -> Read:
    """The cell as a figure of the field; ``unit`` is what numbers in this column are given in, None: in the field's unit."""
    if cell.fault:
        return _doubt("no_result", f"公式没有结果：{cell.fault}", "在表格软件里打开、重新计算并保存，或直接填数")
    if is_blank(cell):
        return UNKNOWN
    if of.is_number:
        return _number(cell, of, unit or of.measured_in)
    if of.kind == "date":
        return read_day(cell)
    if of.kind == "flag":
        return _flag(cell)
    return _set(cell, of) if of.kind == "set" else _text(cell, of)


def _doubt(code: str, message: str, hint: str, severity: Severity = "error") -> Read:
    return Read(None, Doubt(code, message, hint, severity))


# -- numbers ----------------------------------------------------------------------------------------------------------


def _number(cell: Cell, of: Field, unit: Unit) -> Read:
    if isinstance(cell.value, bool | date):
        return _doubt("not_a_number", f"“{cell.text}”不是数", f"{of.name} 填数值")
    if isinstance(cell.value, int | Decimal):
        if cell.is_percent and of.kind != "ratio":
            return _doubt("not_a_number", f"{of.name} 不是比率，单元格却是百分数格式", "改成数值格式后核对")
        return _in_unit(of, Fraction(cell.value), _ONE if cell.is_percent else unit.factor, not cell.is_percent)
    text = cell.text.replace(" ", "").lstrip("'").replace("−", "-").replace("¥", "").replace("￥", "")
    if text in NONE_WORDS:
        hint = "确实是零的填 0，没有数的留空；现在按没有填处理"
        return Read(None, Doubt("none_or_zero", f"写着“{text}”，看不出是零还是没有数", hint, "question"))
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1]  # bookkeepers write what is below nought in brackets
    found = _NUMBER.fullmatch(_SEPARATED.sub(lambda each: each[0].replace(",", ""), text))
    if found is None or "," in found["unit"]:
        return _not_a_number(cell.text, of)
    own = find_unit(found["unit"]) if found["unit"] else None
    if found["unit"] and (own is None or not measures(own, of)):
        own = _scaled(found["unit"], of)
    if found["unit"] and own is None:
        return _other_unit(cell.text, found["unit"], of)
    value = Fraction(Decimal(found["sign"] + found["digits"]))
    return _in_unit(of, value, (own or unit).factor, own is None)


def measures(unit: Unit, of: Field) -> bool:
    """Whether figures of the field may be written in this unit; 家, 个, 户 are one by one, whichever the field names."""
    if of.kind == "count":
        return is_counted(unit.powers)
    if of.kind == "ratio":
        return not unit.powers and unit.scale != "bare"
    return unit.powers == of.measured_in.powers


def _scaled(word: str, of: Field) -> Unit | None:
    """万 and 亿 behind a number of money or of things counted: 3.5亿 is 3.5亿元."""
    base = {"money": "元", "count": of.unit.lstrip("十百千万亿")}.get(of.kind)
    if base is None or not re.fullmatch(r"[十百千万亿]+", word):
        return None
    return find_unit(word + base)


def _not_a_number(text: str, of: Field) -> Read:
    if any(sign.isdigit() for sign in text) and _ROUGH.search(text):
        return _doubt("not_exact", f"“{text}”不是一个确定的数", "填一个数，不写约、以上、左右")
    return _doubt("not_a_number", f"“{text}”不是数", f"{of.name} 填数值，单位 {of.unit or '不用写'}")


def _other_unit(text: str, word: str, of: Field) -> Read:
    """A number with a unit that does not fit, or with none but 万: which unit is meant is not guessed."""
    if re.fullmatch(r"[十百千万亿]+", word):
        return _doubt(
            "wrong_unit", f"“{text}”没有写全单位", f"写上单位，如 {text}{of.unit.lstrip('十百千万亿')}，或只写数"
        )
    if find_unit(word) is None:
        return _not_a_number(text, of)
    return _doubt("wrong_unit", f"“{text}”的单位与{of.name}不是一类", f"{of.name} 按 {of.unit or '没有单位的数'} 填")


def _in_unit(of: Field, value: Fraction, factor: Fraction, is_bare: bool) -> Read:
    """A number whose unit is worth ``factor`` base units as a figure of the field, held to a whole number of steps."""
    scale = _steps_in(of.kind, of.unit, factor)
    top, under = value.numerator * scale.numerator, value.denominator * scale.denominator
    if of.kind == "count" and top < 0:
        return _doubt("below_zero", f"{of.name} 不会小于零", "核对后重填")
    if of.kind == "count" and top % under:
        return _doubt("not_whole", f"{of.name} 要是整数，这里是 {top / under:g}", "核对后重填")
    steps = (2 * abs(top) + under) // (2 * under) * (1 if top >= 0 else -1)
    if abs(steps) > LARGEST_STORED:
        return _doubt("too_large", f"{of.name} 的数太大", "核对单位后重填")
    return Read(of.from_stored(steps), None, steps * under != top, is_bare)


@lru_cache(maxsize=1024)
def _steps_in(kind: Kind, unit: str, factor: Fraction) -> Fraction:
    """How many stored steps of such a field ``factor`` base units are: looked up for every cell."""
    return factor / Field("any", "任意", kind, unit).step


# -- days, yes and no, texts ------------------------------------------------------------------------------------------


def read_day(cell: Cell) -> Read:
    """A day in any of the ways in which people and spreadsheets write one."""
    if isinstance(cell.value, date):
        return Read(cell.value)
    text = cell.text
    if isinstance(cell.value, int) and 10_000 <= cell.value < 80_000:
        return Read(_SERIAL_DAY + timedelta(days=cell.value))
    if text in NONE_WORDS:
        return UNKNOWN
    found = _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text)
    parts = [int(part) for part in found.groups()[:3]] if found else _han_day(text)
    if parts:
        try:
            return Read(date(*parts))
        except ValueError:
            return _doubt("no_such_day", f"没有“{text}”这一天", "核对年、月、日")
    if _MONTH.fullmatch(text):
        return _doubt("day_missing", f"“{text}”没有写到日", "写全年月日，如 2025年3月1日；现在按没有填处理", "question")
    return _doubt("not_a_day", f"“{text}”不是日期", "写作 2025年3月1日、2025-03-01 或 2025/3/1")


def _han_day(text: str) -> list[int]:
    found = _HAN_DAY.fullmatch(text)
    if not found:
        return []
    return [_han_number(part) for part in found.groups()]


def _han_number(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    units = int("".join(str(_HAN_DIGITS[sign]) for sign in ones)) if ones else 0
    return units + 10 * (_HAN_DIGITS[tens] if tens else 1) if ten else units


def _flag(cell: Cell) -> Read:
    if isinstance(cell.value, bool):
        return Read(cell.value)
    word = cell.text.lower()
    if word in _YES or word in _NO:
        return Read(word in _YES)
    return _doubt("not_yes_or_no", f"“{cell.text}”看不出是或否", "填 是 或 否")


def _text(cell: Cell, of: Field) -> Read:
    word = cell.text
    if not of.values:
        return UNKNOWN if word in NONE_WORDS else Read(word)
    known = _known_values(of).get(_key(word))
    if known is None and word in NONE_WORDS:
        return UNKNOWN
    return Read(known) if known is not None else Read(word, _unlisted(of, word))


def _set(cell: Cell, of: Field) -> Read:
    """A list of texts, each under its proper name; 无 is the empty list."""
    if cell.text in NONE_WORDS:
        return Read(frozenset())
    written = cell.value if isinstance(cell.value, str) else cell.text
    words = [plain(part) for part in _SEPARATORS.split(_plain_lines(written)) if plain(part)]
    known = _known_values(of)
    unlisted = next((word for word in words if of.values and _key(word) not in known), None)
    doubt = _unlisted(of, unlisted) if unlisted else None
    return Read(frozenset(known.get(_key(word), word) for word in words), doubt)


def _plain_lines(text: str) -> str:
    return "\n".join(plain(line) for line in text.splitlines())


def _unlisted(of: Field, word: str) -> Doubt:
    known = "、".join(value[0] for value in of.values[:8])
    message = f"“{word}”不在{of.name}的规范取值里，照写读入"
    return Doubt("unknown_value", message, f"规范取值：{known}{'……' if len(of.values) > 8 else ''}", "question")


@lru_cache(maxsize=256)
def _values_by_key(values: tuple[tuple[str, ...], ...]) -> Mapping[str, str]:
    return {_key(word): value[0] for value in values for word in value}


def _known_values(of: Field) -> Mapping[str, str]:
    return _values_by_key(of.values)


def _key(word: str) -> str:
    return plain(word).translate(_QUOTES).lower()
