"""Breaks a title into centred lines of like length without cutting names and words that belong together."""

from __future__ import annotations

_OPEN, _CLOSE = "《〈（(“", "》〉）)”"
_NUMBER = "0123456789—-–~至年月"
_GOOD_AFTER = "的、，》）”和与及"
_NEVER_START = "的、，。；：》〉）)”和与及"


def title_lines(title: str, per_line: int) -> list[str]:
    """``title`` on as few lines of at most ``per_line`` characters as it needs, nearly equally long."""
    count = -(-len(title) // per_line)
    if count <= 1:
        return [title]
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}
    ideal = len(title) / count
    for line in range(1, count + 1):
        for end in range(1, len(title) + 1):
            choices = [
                (best[line - 1, start][0] + ((end - start) - ideal) ** 2 + _cost(title, end), start)
                for start in range(max(0, end - per_line), end)
                if (line - 1, start) in best
            ]
            if choices:
                best[line, end] = min(choices)
    lines: list[str] = []
    end = len(title)
    for line in range(count, 0, -1):
        start = best[line, end][1]
        lines.insert(0, title[start:end])
        end = start
    return lines


def _cost(title: str, at: int) -> float:
    """How bad it is to break before ``title[at]``; 0 at the end."""
    if at == len(title):
        return 0
    if title[at] in _NEVER_START or title[at - 1] in _OPEN or (title[at] in _NUMBER and title[at - 1] in _NUMBER):
        return 1000
    if title[at - 1] in _GOOD_AFTER or title[at] in _OPEN:
        return 0
    inside = sum(title[:at].count(c) for c in _OPEN) > sum(title[:at].count(c) for c in _CLOSE)
    return 30 if inside else 20
