"""Figures of the sample's targets: from where each stood at the end of 2025 along a way of its own to the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from zlib import crc32

from luodi_site.accounts.models import Person
from luodi_site.supervision import actions
from luodi_site.supervision.models import EditionTarget

OUTSET, END_YEAR = date(2025, 12, 31), 2028
# What was counted already has figures of some months before the outset: with them a forecast has enough to go by.
_KNOWN_FROM = date(2025, 7, 31)
COUNTED = ("个", "家")
_WHOLE = (*COUNTED, "项", "批", "场", "名", "套", "条", "次", "件", "亩")
# Where the documents, or good sense, say what there was at the outset; what is new or added up begins with nothing.
_STOOD = {
    "工业技改投资年均增速": "10.2", "规上工业企业技改覆盖面": "61", "技改投资占工业投资比重": "41.5", "规上工业企业数量": "1186",
    "产值过100亿元的企业数量": "2", "产值过50亿元的企业数量": "5", "产值过10亿元的企业数量": "21", "规上工业企业亩均税收": "22.4",
    "工业用水重复利用率": "86.5", "一般工业固体废物年处置量": "71", "省级以上智能工厂数量": "9", "工业互联网平台数量": "3",
    "上云企业数量": "1", "专精特新企业培育库在库企业数量": "260", "上市后备企业数量": "35", "光电产业产值": "560",
    "光芯片及器件产值占比": "24", "新能源装备产业产值": "265", "储能电池产能": "4.5", "绿色食品产业产值": "208",
    "农产品加工转化率": "71", "绿色、有机和地理标志农产品总数": "132", "本地配套率": "31", "园区外分散印染企业数量": "38",
    "涉企事项网上可办率": "92", "无分歧欠款数量": "46",
}  # fmt: skip
_FROM_NOTHING = ("新增", "新建", "新开", "累计", "培育", "建成", "引进", "下降幅度", "基金规模", "竣工")
# Left without figures, so that there is something to ask for.
MISSING = frozenset({"制造业单项冠军企业数量", "就近消纳比例"})
# How much more or less than its share a month may bring, and how far off its way, of the whole way, it may be measured.
_UNEVEN, _EVEN, _SWAY = Decimal("0.8"), Decimal("0.5"), Decimal("0.08")
_PACES = {"规上工业企业数量": "1.3", "光电产业产值": "1.1", "规上工业单位增加值能耗比2025年下降幅度": "0.55"}
# By the number of the matter, as fast as its lead unit works.
_OF_MATTER = ("1", "1", "0.8", "0.6", "1.15", "0.95", "0.4")


def figure_on(target: EditionTarget, day: date) -> Decimal:
    """What the target stood at on a day; what is counted year by year begins anew in January."""
    start, aim = _stood(target), target.value
    first, last = OUTSET, date(target.by or END_YEAR, 12, 31)
    if _is_of_year(target):
        first, last = date(day.year - 1, 12, 31), date(day.year, 12, 31)
    share = min(Decimal(1), _walked(target, first, day, last) * _pace(target) + _sway(target, day) * (day < last))
    return (start + (aim - start) * share).quantize(_step(target))


def enter_outset(targets: Iterable[EditionTarget], office: Person, on: date) -> None:
    """Where each target stood before the work began; of targets that have their year, the months up to ``on`` as well."""
    for target in targets:
        if target.indicator in MISSING or _is_of_year(target):
            continue
        for day in _month_ends(_KNOWN_FROM if target.indicator in _STOOD else OUTSET, on) if target.by else ():
            actions.enter_value(target=target, actor=office, value=figure_on(target, day), day=day, on=on)
        value = _stood(target).quantize(_step(target))
        actions.enter_value(target=target, actor=office, value=value, day=OUTSET, is_start=True, on=on)


def _month_ends(first: date, before: date) -> list[date]:
    days = (first + timedelta(days=number) for number in range(max(0, (before - first).days)))
    return [day for day in days if (day + timedelta(days=1)).day == 1 and day != OUTSET]


def enter_month(targets: Iterable[EditionTarget], office: Person, day: date) -> None:
    """At the end of a month the figures of targets that have their year, at the end of a quarter those of all."""
    if (day + timedelta(days=1)).day != 1:
        return
    for target in targets:
        if target.indicator not in MISSING and (target.by or day.month % 3 == 0):
            actions.enter_value(target=target, actor=office, value=figure_on(target, day), day=day, on=day)


def _is_of_year(target: EditionTarget) -> bool:
    return target.every == "year" and target.unit != "%"


def _is_whole(target: EditionTarget) -> bool:
    """A number of things; one whose unit the document leaves out is such a number."""
    return target.unit in _WHOLE or not target.unit


def _stood(target: EditionTarget) -> Decimal:
    name, aim = target.indicator, target.value
    if name in _STOOD:
        return Decimal(_STOOD[name])
    if target.comparator == "<=":
        return aim * Decimal("1.3")
    is_new = _is_of_year(target) or _is_whole(target) or any(words in name for words in _FROM_NOTHING)
    return Decimal(0) if is_new else aim * Decimal("0.8")


def _pace(target: EditionTarget) -> Decimal:
    if target.indicator in _PACES or target.matter is None:
        return Decimal(_PACES.get(target.indicator, "1"))
    return Decimal(_OF_MATTER[target.matter.position % len(_OF_MATTER)])


def _chance(target: EditionTarget, month: str) -> Decimal:
    """Between -1 and 1, always the same for a target and a month."""
    return Decimal(crc32(f"{target.indicator} {month}".encode()) % 2001 - 1000) / 1000


def _step_of(target: EditionTarget, month: date) -> Decimal:
    return 1 + (_EVEN if target.indicator in _PACES else _UNEVEN) * _chance(target, f"{month:%Y-%m}")


def _walked(target: EditionTarget, first: date, day: date, last: date) -> Decimal:
    """The share of the way that is behind it on a day: months bring now more, now less, and never take back."""
    ends = [*_month_ends(first + timedelta(days=1), last), last]
    steps = [_step_of(target, end) for end in ends]
    if day <= first:
        return -sum(
            (_step_of(target, end) for end in [*_month_ends(day + timedelta(days=1), first), first] if day < end),
            Decimal(0),
        ) / len(ends)
    done, before = Decimal(0), first
    for end, step in zip(ends, steps, strict=True):
        done += step * Decimal((min(day, end) - before).days) / Decimal((end - before).days)
        if day <= end:
            break
        before = end
    return done / sum(steps)


def _sway(target: EditionTarget, day: date) -> Decimal:
    """How far off its way a month is, as a share of the whole way, where it is measured and not counted up."""
    if _is_whole(target):
        return Decimal(0)
    return _SWAY * _chance(target, f"measured {day:%Y-%m}")


def _step(target: EditionTarget) -> Decimal:
    return Decimal(1) if _is_whole(target) else Decimal("0.001") if target.value < 1 else Decimal("0.01")
