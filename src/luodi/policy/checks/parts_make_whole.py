"""Parts that do not make the whole: a breakdown whose numbers add up to something else than the total above it."""

from __future__ import annotations

import re
from decimal import Decimal

from luodi.clauses.model import Outline
from luodi.policy.in_words import plain
from luodi.policy.model import Policy, Target
from luodi.problems import Problem

_BREAKS_DOWN = re.compile(r"(?:分解|分配|分布|安排)(?:如下|为)|任务分解|具体为")
_EACH = re.compile(r"((?:[^，。；：、\s（()]{2,12}、)+[^，。；：、\s（()]{2,12}?)(?:各自?的?|分别)")
_AMONG = re.compile(r"其中")


def parts_make_whole(policy: Policy, outline: Outline) -> list[Problem]:
    """Compares a total with its breakdown (任务分解如下…), and a number with its 其中 (which may not exceed it)."""
    return [*_breakdowns(policy, outline), *_among(policy, outline)]


def _breakdowns(policy: Policy, outline: Outline) -> list[Problem]:
    found = []
    for order, whole in enumerate(policy.targets):
        clause = outline.at(whole.span.start)
        ending = outline.text[whole.span.end : clause.span.end]
        if not _BREAKS_DOWN.search(ending):
            continue
        parts = _parts_below(policy.targets[order + 1 :], whole)
        if len(parts) < 2:
            continue
        total = sum((part.value * _times(part, outline) for part in parts), Decimal(0))
        if total != whole.value:
            found.append(
                Problem(
                    "check.parts_make_whole",
                    f"“{whole.indicator}”总数为{plain(whole.value)}{whole.unit}，"
                    f"分解的{len(parts)}项合计{plain(total)}{whole.unit}，相差{plain(abs(total - whole.value))}{whole.unit}。",
                    whole.span,
                    "请核对总数与分解数，哪一处为准。",
                )
            )
    return found


def _parts_below(after: tuple[Target, ...], whole: Target) -> list[Target]:
    """The targets that follow, as long as they count in the same unit."""
    parts: list[Target] = []
    for target in after:
        if target.unit != whole.unit or target.upper is not None:
            break
        parts.append(target)
    return parts


def _times(part: Target, outline: Outline) -> int:
    """福州、厦门各200家 counts twice."""
    words = outline.text[max(0, part.span.start - 60) : part.span.end]
    sentence = re.split(r"[。；\n]", words)[-1] or words
    found = _EACH.search(sentence) or _EACH.search(part.indicator)
    return found.group(1).count("、") + 1 if found and "各" in found.group() else 1


def _among(policy: Policy, outline: Outline) -> list[Problem]:
    found = []
    for whole, part in zip(policy.targets, policy.targets[1:], strict=False):
        between = outline.text[whole.span.end : part.span.start + 4]
        if not 0 <= part.span.start - whole.span.end <= 12 or not _AMONG.search(between):
            continue
        if part.unit == whole.unit and part.unit != "%" and part.value > (whole.upper or whole.value):
            found.append(
                Problem(
                    "check.part_exceeds_whole",
                    f"“其中”的“{part.indicator}”为{plain(part.value)}{part.unit}，大于总数{plain(whole.value)}{whole.unit}。",
                    part.span,
                    "请核对两个数字。",
                )
            )
    return found
