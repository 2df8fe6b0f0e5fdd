"""Commitments in words alone: 全覆盖, 清零, 翻番 and 零的突破, which a reader may or may not want to count."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from luodi.policy.model import Comparator, Target
from luodi.policy.target_indicators import strip_lead, strip_trail
from luodi.quantities import quoted
from luodi.spans import Span

_WORDS = re.compile(r"全(?:市域|省域|域)?覆盖|清零|翻(?:一|两|三)?番|零的突破|零突破")
_GOES_ON = re.compile(r"[的式行工计]|攻坚|机制")  # 全覆盖式检查, 清零行动: a name, no commitment
_MADE = re.compile(r"^(?:实现|完成|实行)|(?<=[一-鿿”）)])(?:实现|实行)(?=[一-鿿]{2,}$)")
_AMOUNT = re.compile(r"[额量值数率入产润资费能度]$|规模|面积|能力|收入|指标|总量")
_COMPARES = re.compile(r"[较比](?!重|例)[^，。]{2,10}$")
_BREAK = "，,；;。：:！\n"
_LIMIT = 60


def worded_targets(text: str, span: Span, numbered: Sequence[Target], due: Callable[[int], int | None]) -> list[Target]:
    """The commitments in words of a sentence, marked optional; none where a number already says the same."""
    found: list[Target] = []
    last = span.start
    hits = list(_WORDS.finditer(text, span.start, span.end))
    names = quoted(text, span.start, span.end) if hits else []
    for hit in hits:
        named = any(a <= hit.start() < b for a, b in names)
        counted = any(t.span.start <= hit.start() <= t.span.end for t in numbered)
        if named or counted or _GOES_ON.match(text, hit.end()):
            continue
        begin = _begin(text, max(span.start, last), hit.start())
        last = hit.end()
        said = re.sub(r"在[^，]{0,12}$|(?:数量)?(?:上|实现)$", "", text[begin : hit.start()])
        noun = _MADE.sub("", strip_lead(strip_trail(said)))
        if _COMPARES.match(noun):  # 税收过亿元企业达到30家，较2025年翻一番
            noun = next((t.indicator for t in reversed(numbered) if t.span.end <= begin), noun)
        if len(noun) < 2:
            continue
        value, unit, compared, name = _meaning(hit.group(), noun)
        where = Span(span.document, begin, hit.end())
        found.append(Target(where, name, compared, value, unit, by=due(hit.start()), optional=True))
    return found


def _begin(text: str, start: int, at: int) -> int:
    low = max(start, at - _LIMIT)
    begin = at
    while begin > low and text[begin - 1] not in _BREAK:
        begin -= 1
    while begin < at and text[begin] in "、和及与 　":
        begin += 1
    return begin


def _meaning(word: str, noun: str) -> tuple[Decimal, str, Comparator, str]:
    if "覆盖" in word:
        return Decimal(100), "%", "=", noun + "覆盖率"
    if word == "清零":
        return Decimal(0), "", "=", noun + "数量"
    if "番" in word:
        times = {"翻两番": 4, "翻三番": 8}.get(word, 2)
        return Decimal(times), "倍", ">=", noun if _AMOUNT.search(noun) else noun + "数量"
    return Decimal(1), "", ">=", noun + "数量"
