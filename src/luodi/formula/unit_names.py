"""The units that a formula may write, and what each is worth: 万元 is 10,000 of 元, 吨标准煤/万元 is a compound."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

# How a number without a dimension is meant: written bare, as a share, as a difference of shares.
Scale = Literal["", "bare", "zero", "ratio", "points", "either"]
Powers = tuple[tuple[str, int], ...]

# What is counted one by one; a bare whole number may stand for any of these, and for nothing else.
COUNTED = frozenset(
    "家 户 人 人次 个 项 件 台 套 次 场 条 块 座 篇 所 种 类 批 期 辆 株 头 只 部 份 宗 笔 级 分 位 支 张 艘 架 "
    "户次 家次 台次 床 间 处 届 岁 单 门 盘 例 组".split()
)
_CURRENCIES = frozenset("元 美元 欧元 港元 日元 英镑".split())

# unit → how many of its base unit, and the base unit; the first base named for a dimension is what values are kept in.
_MEASURES: dict[str, tuple[Fraction, str]] = {
    "平方米": (Fraction(1), "平方米"),
    "亩": (Fraction(2000, 3), "平方米"),
    "公顷": (Fraction(10_000), "平方米"),
    "平方公里": (Fraction(1_000_000), "平方米"),
    "米": (Fraction(1), "米"),
    "公里": (Fraction(1000), "米"),
    "厘米": (Fraction(1, 100), "米"),
    "毫米": (Fraction(1, 1000), "米"),
    "吨": (Fraction(1), "吨"),
    "千克": (Fraction(1, 1000), "吨"),
    "克": (Fraction(1, 1_000_000), "吨"),
    "吨标准煤": (Fraction(1), "吨标准煤"),
    "千克标准煤": (Fraction(1, 1000), "吨标准煤"),
    "千瓦时": (Fraction(1), "千瓦时"),
    "兆瓦时": (Fraction(1000), "千瓦时"),
    "吉瓦时": (Fraction(1_000_000), "千瓦时"),
    "千瓦": (Fraction(1), "千瓦"),
    "兆瓦": (Fraction(1000), "千瓦"),
    "吉瓦": (Fraction(1_000_000), "千瓦"),
    "立方米": (Fraction(1), "立方米"),
    "升": (Fraction(1, 1000), "立方米"),
    # Years and days do not convert: a year is twelve months, and a month has no fixed number of days.
    "个月": (Fraction(1), "个月"),
    "季度": (Fraction(3), "个月"),
    "年": (Fraction(12), "个月"),
    "天": (Fraction(1), "天"),
    "小时": (Fraction(1, 24), "天"),
    "工作日": (Fraction(1), "工作日"),
}
_SHARES: dict[str, tuple[Fraction, Scale]] = {
    "%": (Fraction(1, 100), "ratio"),
    "‰": (Fraction(1, 1000), "ratio"),
    "倍": (Fraction(1), "ratio"),
    "百分点": (Fraction(1, 100), "points"),
}
_SAME = {
    "％": "%",
    "个百分点": "百分点",
    "吨标煤": "吨标准煤",
    "千克标煤": "千克标准煤",
    "公斤": "千克",
    "度": "千瓦时",
    "平方千米": "平方公里",
    "平米": "平方米",
    "㎡": "平方米",
    "千米": "公里",
    "月": "个月",
    "日": "天",
    "个季度": "季度",
    "个小时": "小时",
    "个工作日": "工作日",
    "名": "人",
    "周年": "年",
}
# What people write instead of a unit, and the unit.
OTHER_UNITS = {
    "块钱": "元",
    "块": "元",
    "圆": "元",
    "员": "元",
    "人民币": "元",
    "人民币元": "元",
    "元人民币": "元",
    "rmb": "元",
    "RMB": "元",
    "CNY": "元",
    "元钱": "元",
    "个人": "人",
    "个点": "百分点",
    "点": "百分点",
    "个百分比": "百分点",
    "亩地": "亩",
    "平方": "平方米",
    "平": "平方米",
    "方": "立方米",
    "吨煤": "吨标准煤",
    "tce": "吨标准煤",
    "kWh": "千瓦时",
    "度电": "千瓦时",
    "家企业": "家",
    "户企业": "户",
    "家公司": "家",
    "个企业": "家",
    "年度": "年",
    "个年度": "年",
}
_SCALES = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
_SCALED = re.compile(rf"({'|'.join(sorted(_SCALES, key=len, reverse=True))})(.*)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit under its one name: ``factor`` base units of the dimension ``powers`` (empty for shares and bare numbers)."""

    name: str
    factor: Fraction
    powers: Powers = ()
    scale: Scale = ""


BARE = Unit("", Fraction(1), (), "bare")


@lru_cache(maxsize=4096)
def find_unit(name: str) -> Unit | None:
    """The unit of this name, with 万 and 亿 and with ``/``; None where there is none. The empty name is a bare number."""
    if not name:
        return BARE
    parts = [_simple(part) for part in name.replace("／", "/").split("/")]
    if len(parts) == 1:
        return parts[0]
    return _compound([part for part in parts if part is not None], len(parts))


def _simple(name: str) -> Unit | None:
    return _unscaled(name) or _scaled(name)


def _unscaled(name: str) -> Unit | None:
    name = _SAME.get(name, name)
    if name in _SHARES:
        factor, scale = _SHARES[name]
        return Unit(name, factor, (), scale)
    if name in _MEASURES:
        factor, of = _MEASURES[name]
        return Unit(name, factor, ((of, 1),))
    if name in COUNTED or name in _CURRENCIES:
        return Unit(name, Fraction(1), ((name, 1),))
    return None


def _scaled(name: str) -> Unit | None:
    found = _SCALED.fullmatch(name)
    if found is None:
        return None
    scale, rest = found.groups()
    inner = _unscaled(rest) if rest else BARE
    if inner is None or inner.scale in ("ratio", "points"):
        return None
    return Unit(scale + inner.name, inner.factor * _SCALES[scale], inner.powers, inner.scale)


def _compound(parts: list[Unit], wanted: int) -> Unit | None:
    if len(parts) < wanted or any(not part.powers for part in parts):
        return None
    first, *others = parts
    factor, powers = first.factor, dict(first.powers)
    for other in others:
        factor /= other.factor
        for of, power in other.powers:
            powers[of] = powers.get(of, 0) - power
    kept = as_powers(powers)
    return Unit("/".join(part.name for part in parts), factor, kept) if kept else None


def as_powers(powers: Mapping[str, int]) -> Powers:
    return tuple(sorted((of, power) for of, power in powers.items() if power))


def multiply(left: Powers, right: Powers, sign: int = 1) -> Powers:
    """The dimension of a product, or with ``sign=-1`` of a quotient."""
    powers = dict(left)
    for of, power in right:
        powers[of] = powers.get(of, 0) + sign * power
    return as_powers(powers)


def mended(word: str) -> str | None:
    """The unit that a known wrong word means, 万 and 亿 kept: 万块钱 is 万元."""
    found = _SCALED.fullmatch(word)
    scale, rest = found.groups() if found and word not in OTHER_UNITS else ("", word)
    return scale + OTHER_UNITS[rest] if rest in OTHER_UNITS else None


def is_money(powers: Powers) -> bool:
    return len(powers) == 1 and powers[0][0] in _CURRENCIES and powers[0][1] == 1


def is_counted(powers: Powers) -> bool:
    return len(powers) == 1 and powers[0][0] in COUNTED and powers[0][1] == 1


def name_powers(powers: Powers) -> str:
    """A dimension as an official would write it: 元/平方米."""
    over = [of for of, power in powers for _ in range(power)]
    under = [of for of, power in powers for _ in range(-power)]
    return "/".join(["·".join(over) or "1", *under])


def all_names() -> list[str]:
    """Every name that a simple unit may be written with, for telling the nearest one."""
    return [*_MEASURES, *_SHARES, *_SAME, *sorted(COUNTED), *sorted(_CURRENCIES), "万元", "亿元"]
