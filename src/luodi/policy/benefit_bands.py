"""Bands of a figure behind a colon, each with its share: 按设备投资额给予补助：1000万元以上5000万元以下的补助8%，…"""

from __future__ import annotations

import re
from dataclasses import dataclass

from luodi.policy.benefit_holders import read_holder

_BANDS = re.compile(
    r"(?:按照?(?:其|企业|项目)*(?P<of>[^，,。；;：对\d]{2,24}?)的?(?:一定比例)?)?(?:分[档级类段])?(?:给予|予以|进行)?(?:一次性)?"
    r"(?:奖励|奖补|补助|补贴|资助)：(?=[\d.]+[百千]?[万亿]元?(?:[（(]含[）)])?以[上下内])"
)


@dataclass(frozen=True, slots=True)
class Bands:
    """Where the first band begins, and what stands before it: who gets the shares, when, and of what they are shares."""

    start: int
    rate_of: str
    who: str
    condition: str


def bands_in(words: str) -> Bands | None:
    """The bands of a sentence without white space, where it says of what their shares are."""
    found = _BANDS.search(words)
    if found is None or not found["of"]:
        return None
    head = words[: found.start()].rpartition("。")[2].removeprefix("对").rstrip("，")
    whom = read_holder(head, None)
    return Bands(found.end(), found["of"], whom.who if whom else "", whom.condition if whom else "")


def bands_from(words: str, floor: int, at: int) -> int:
    """Where the bands begin between two places; 0 where none do."""
    found = _BANDS.search(words, floor, at)
    return found.end() if found else 0
