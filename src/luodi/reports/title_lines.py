"""Breaks a title into centred lines of like length without cutting names, years and words that belong together."""

from __future__ import annotations

import re

from luodi.reports.column_widths import width_of

_OPEN, _CLOSE = "《〈（(“", "》〉）)”"
_WHOLE = re.compile(r"[（(]?\d{4}\s*[—\-–~至]+\s*\d{4}\s*年?[)）]?|[（(]\d{4}年[)）]|\d+年?")
_GOOD_AFTER = "的、，》）”和与及"
_NEVER_START = "的、，。；：》〉）)”和与及"
# Words that titles of official documents are made of: a line never ends inside one.
_WORDS = re.compile(
    "三年|五年|行动|方案|计划|规划|实施|意见|办法|措施|通知|通报|决定|细则|工作|任务|分解|情况|推进|推动|促进|加快|加强|聚焦|打造|建设|"
    "培育|支持|鼓励|提升|转型|升级|改造|发展|质量|创新|制造业?|工业化?|产业链?|集群|企业|项目|经济|技术|强市|强省|强县|体系|"
    "重点|新兴|先进|现代化?|数字化?|智能化?|绿色|食品|若干|政策|关于|聚力|全面|进一步|落实|工程|攻坚|专项|目标|责任|清单|考核|评价|奖励|资金"
)


def title_lines(title: str, per_line: int) -> list[str]:
    """``title`` on as few lines of at most ``per_line`` characters as it takes without cutting what stays whole."""
    fewest = -int(-width_of(title) // per_line)
    if fewest <= 1:
        return [title]
    costs = _costs(title)
    tried = [found for count in (fewest, fewest + 1) if (found := _divided(title, count, per_line, costs))]
    return min(tried)[1] if tried else [title]


def _divided(title: str, count: int, per_line: int, costs: list[float]) -> tuple[float, list[str]] | None:
    """The best division into ``count`` lines and what it costs; an added line costs something too."""
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}
    ideal = width_of(title) / count
    for line in range(1, count + 1):
        for end in range(1, len(title) + 1):
            choices = [
                (best[line - 1, start][0] + (wide - ideal) ** 2 + costs[end], start)
                for start in range(end)
                if (line - 1, start) in best and (wide := width_of(title[start:end])) <= per_line
            ]
            if choices:
                best[line, end] = min(choices)
    if (count, len(title)) not in best:
        return None
    lines: list[str] = []
    end = len(title)
    for line in range(count, 0, -1):
        start = best[line, end][1]
        lines.insert(0, title[start:end])
        end = start
    return best[count, len(title)][0] + 100 * count, lines


def _costs(title: str) -> list[float]:
    """How bad it is to break before each place of the title; 0 at the end."""
    costs = [_cost(title, at) for at in range(1, len(title))]
    costs = [0.0, *costs, 0.0]
    for pattern, cost in ((_WORDS, 300.0), (_WHOLE, 1000.0)):
        for found in pattern.finditer(title):
            for at in range(found.start() + 1, found.end()):
                costs[at] += cost
    return costs


def _cost(title: str, at: int) -> float:
    if title[at] in _NEVER_START or title[at - 1] in _OPEN:
        return 1000
    if title[at - 1] in _GOOD_AFTER or title[at] in _OPEN:
        return 0
    inside = sum(title[:at].count(c) for c in _OPEN) > sum(title[:at].count(c) for c in _CLOSE)
    return 30 if inside else 20
