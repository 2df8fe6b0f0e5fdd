"""Sums that grow step by step: 每增加1亿元再奖励5万元, 超过部分每100万元奖励2万元, as whole steps of a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luodi.policy.rules.phrases import measures
from luodi.policy.rules.phrases.said import Frame, marked

_STEP = re.compile(
    r"^(?:对|其中|同时|此后|以后|且)*(?P<of>[^，。；\d]{0,16}?)(?:超(?:过|出)(?:的)?部分)?[，]?每(?:再|新)?"
    r"(?P<how>增加|增长|新增|净增|提高|上升|超过|超出|突破|达到|多)?(?P<size>\d[\d.]*[万亿]?(?:元|千瓦时|吨标准煤|人|家|台|亩|件))(?:以上)?$"
)
_FROM = re.compile(r"^(?P<of>[^\s()]+) >=? (?P<least>\d[\d.]*[^\s()]+)$")
_FIRST_FROM = re.compile(r"^首次\((?P<of>[^\s()]+) >=? (?P<least>\d[\d.]*[^\s()]+)\)$")
_OVER_LAST_YEAR = ("增长", "净增", "新增", "提高", "上升")


@dataclass(frozen=True, slots=True)
class Steps:
    """``of`` in the document's words, '' where it goes on with the figure before; a step is ``size`` large."""

    words: str
    of: str
    how: str
    size: str


def find(condition: str) -> Steps | None:
    """The last part of a condition, where it is a step."""
    last = re.split(r"的(?:企业|项目|单位)?[，]|，", condition)[-1]
    found = _STEP.match(last)
    return Steps(last, found["of"], found["how"] or "", found["size"]) if found else None


def without(condition: str) -> str:
    """What the condition asks besides its step."""
    steps = find(condition)
    return condition.removesuffix(steps.words).rstrip("，") if steps else condition


@dataclass(frozen=True, slots=True)
class Payment:
    """``pay`` '' where a person must say from where the steps are counted."""

    pay: str = ""
    gaps: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()


def read(steps: Steps, amount: str, asked: str, frame: Frame) -> Payment:
    """So much for each whole step; ``asked`` is the formula of the figure that must be reached first, '' for none."""
    base = _FROM.match(asked)
    first = _FIRST_FROM.match(asked)
    figure = measures.find(steps.of, frame) if steps.of else None
    of = figure.formula if figure and figure.field else ""
    if first or not (base or of) or (figure and not figure.field):
        return Payment(gaps=(_open(steps, first["of"] if first else of, first["least"] if first else "", amount),))
    if base and of in ("", base["of"]):
        if steps.how in _OVER_LAST_YEAR:
            return Payment(gaps=(_either(steps, base["of"], base["least"], amount),))
        over, note = f"{base['of']} - {base['least']}", f"{marked(steps.words)}从{base['least']}起算，不足一步的不计"
    else:
        if figure is None or figure.field is None or figure.field.every != "year" or steps.how not in _OVER_LAST_YEAR:
            return Payment(gaps=(_open(steps, of, "", amount),))
        nought = "0元" if figure.field.kind == "money" else f"0{figure.field.unit}"
        over, note = f"最大({of} - 上年({of}), {nought})", f"{marked(steps.words)}按比上年多出的计算，不足一步的不计"
    notes = (*(figure.assumptions if figure else ()), note)
    return Payment(f"去尾({over}, {steps.size}) / {steps.size} * {amount}", (), notes)


def _open(steps: Steps, of: str, least: str, amount: str) -> str:
    form = f"去尾({of or '字段'} - {least or '起算的数'}, {steps.size}) / {steps.size} * {amount}"
    return f"{marked(steps.words)}没有写从哪个数、哪一年起算：请写成 {form}"


def _either(steps: Steps, of: str, least: str, amount: str) -> str:
    tail = f", {steps.size}) / {steps.size} * {amount}"
    return (
        f"{marked(steps.words)}可能是比{least}多，也可能是比上年多：请写成 去尾({of} - {least}{tail}，"
        f"或 去尾(最大({of} - 上年({of}), 0元){tail}"
    )
