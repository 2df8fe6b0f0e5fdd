"""Gives each target of a phrase its indicator: one number by its own words, numbers behind 分别 by the nouns they share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luodi.policy import target_indicators as indicators
from luodi.policy.target_measures import MEASURED
from luodi.policy.target_phrases import Placed
from luodi.quantities import numbers

_ONLY_SETS_ASIDE = re.compile(
    r"^(?!.*(?:资金|基金|经费|额度|贷款|预算))(?!.*(?:资本|企业|民间|金融机构)投入$).*(?:安排|统筹|投入|设立|筹集|筹措|列支|切出|拨付)$"
)
_YEARS = re.compile(r"(?:到|至)?((?:20\d\d年?[、和及，]?)+)(.*)")
_COMES_TO = re.compile(
    r"[，,、\s]*(?:分别)?(?:达到?|提[高升][到至]|增[加长]?[到至]|降[低至]?[到至]?|升至|突破|超过|为)"
)
_BARE = re.compile(r"(?:[、，,和及与以\s]|达到|突破|超过|不少于)*")
_AHEAD = re.compile(r"[^。；]{0,40}?的([^，。；、的]{2,15})[，。；]")
_RISING = re.compile(r"(?:稳中有[升进]|(?:稳步|持续|逐年|不断|明显|大幅|进一步)(?:提升|提高|增长|上升|扩大|优化))$")
_STOPS = "，,；;。：:、 　\n!！"
_SURELY = 14
_SUFFIX = re.compile(r"数量|比例|规模|场次|人次|总数|全[市省区县]")


def groups(text: str, placed: Sequence[Placed]) -> list[list[Placed]]:
    """Numbers behind one 分别 belong together: 分别达到8家、8家和120家."""
    made: list[list[Placed]] = []
    for one in placed:
        head = made[-1][0] if made else None
        shares = head is not None and head.closed and one.closed and _dealt(head.left(text))
        if shares and _BARE.fullmatch(text, one.left_from, one.quantity.start):
            made[-1].append(one)
        else:
            made.append([one])
    return made


def _dealt(left: str) -> bool:
    return "分别" in left or _COMES_TO.fullmatch(left) is not None


def shared(text: str, group: Sequence[Placed]) -> list[str]:
    """The nouns of a group behind 分别, without what is said to become of them."""
    nouns, dealt, _ = group[0].left(text).rpartition("分别")
    if len(group) < 2 or not dealt or years_of(text, group):
        return []
    return [indicators.strip_lead(part) for part in indicators.distribute(nouns, len(group)) or []]


def years_of(text: str, group: Sequence[Placed]) -> list[int]:
    """2025年、2026年新增企业分别达到10家、20家: the year of each number, or none."""
    nouns, _, _ = group[0].left(text).rpartition("分别")
    found = _YEARS.fullmatch(nouns.strip()) if len(group) > 1 else None
    years = [int(year) for year in re.findall(r"20\d\d", found[1])] if found else []
    return years if len(years) == len(group) else []


def names(text: str, group: Sequence[Placed], previous: str, sentence: tuple[int, int]) -> list[str]:
    """One indicator for each number of a group; ``previous`` is the indicator before, for phrases without a subject."""
    if len(group) == 1:
        return [_single(text, group[0], previous, sentence)]
    words = group[0].left(text)
    nouns, _, verb = words.rpartition("分别")
    if years_of(text, group):
        found = _YEARS.fullmatch(nouns.strip())
        words = (found[2] if found else nouns) + verb
    else:
        parts = indicators.distribute(nouns, len(group))
        if parts:
            verb = indicators.changes(verb)
            return [
                indicators.of_left(p + verb, "", one.quantity, previous) for p, one in zip(parts, group, strict=True)
            ]
    return [indicators.of_left(words, "", one.quantity, previous) for one in group]


def _single(text: str, one: Placed, previous: str, sentence: tuple[int, int]) -> str:
    left, right = one.left(text), one.right(text)
    if not one.closed:
        if one.right_to < one.phrase[1]:
            right = indicators.share_tail(right, _last_noun(text, one))
        return indicators.of_right(left, right, one.quantity)
    if _ONLY_SETS_ASIDE.search(indicators.strip_trail(left)):
        before = text[max(sentence[0], one.phrase[0] - 60) : one.phrase[0]]
        before = re.split(r"[，,；;。]", before.rstrip("，,；;。"))[-1]
        behind = text[one.stop : min(sentence[1], one.stop + 40)].lstrip("，,")
        return indicators.of_sum(left, before, behind)
    return indicators.of_left(left, text[one.stop : one.phrase[1]], one.quantity, previous)


def _last_noun(text: str, one: Placed) -> str:
    """The noun of the last number in a list, from which the others may borrow: 4个国家级、20个市级孵化器."""
    later = list(numbers(text, one.right_to, one.phrase[1]))
    return text[later[-1].end : one.phrase[1]].rstrip(_STOPS) if later else ""


def behind(text: str, one: Placed, start: int, unit: str) -> str | None:
    """The activity in the phrase before: 联合举办对接会，每年不少于10场."""
    before = re.split(r"[，,；;。]", text[max(start, one.phrase[0] - 60) : one.phrase[0]].rstrip("，,"))[-1]
    name = _RISING.sub("", indicators.strip_lead(before))
    if len(name) < 4 or re.search(r"\d", name):
        return None
    if MEASURED.search(name):
        return name
    return name + ("场次" if unit.startswith("场") else "数量")


def deed_of(text: str, one: Placed, start: int, deed: str) -> str | None:
    """推进新平台建设，2027年新增2个: what is made stands in the phrase before, the deed by the number."""
    before = re.split(r"[，,；;。]", text[max(start, one.phrase[0] - 60) : one.phrase[0]].rstrip("，,"))[-1]
    name = re.sub(r"(?:建设|创建|培育|发展)(?:工程|行动|工作)?$", "", indicators.strip_lead(before))
    return f"{deed}{name}数量" if 4 <= len(name) <= 24 and not re.search(r"\d", name) else None


def ahead(text: str, one: Placed, end: int) -> str | None:
    """The noun that follows later in the sentence: 建成20个以上、面积10万平方米，功能完善的标杆社区."""
    found = _AHEAD.match(text, one.stop, end) if one.closed else None
    return found[1] + "数量" if found else None


def is_named(name: str) -> bool:
    """Whether anything is left of an indicator without its verbs and without 数量, 比例, 规模."""
    if len(name) > _SURELY:
        return True
    bare = indicators.strip_lead(_SUFFIX.sub("", name))
    return sum(c.isalpha() for c in bare) >= 2
