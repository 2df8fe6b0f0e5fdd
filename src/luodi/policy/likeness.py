"""How alike two stretches of Chinese are, and how two lists of them are best laid side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence


def squeeze(words: str) -> str:
    """Words without white space, with the punctuation of both widths made one."""
    table = str.maketrans("（），；：．！？“”‘’", "(),;:.!?\"\"''")
    return re.sub(r"\s", "", words).translate(table)


def bigrams(words: str) -> Counter[str]:
    squeezed = squeeze(words)
    return Counter(squeezed[i : i + 2] for i in range(len(squeezed) - 1)) or Counter([squeezed])


def likeness(a: Counter[str], b: Counter[str]) -> float:
    """Dice coefficient of two bags of bigrams, 0 to 1."""
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 1.0


def align(old: Sequence[str], new: Sequence[str], least: float = 0.4) -> list[tuple[int | None, int | None]]:
    """The order-keeping pairing of two lists with the greatest total likeness; pairs under ``least`` are not made.

    Returns (old, new) indices in reading order, None where one side has no partner. Time and memory grow with the
    product of the lengths; cut equal beginnings and ends off first where lists are long.
    """
    x, y = [bigrams(words) for words in old], [bigrams(words) for words in new]
    best = [[0.0] * (len(y) + 1) for _ in range(len(x) + 1)]
    alike = [[likeness(a, b) for b in y] for a in x]
    for i in range(len(x) - 1, -1, -1):
        for j in range(len(y) - 1, -1, -1):
            here = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= least else 0.0
            best[i][j] = max(here, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(x) and j < len(y):
        if alike[i][j] >= least and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    pairs.extend((k, None) for k in range(i, len(x)))
    pairs.extend((None, k) for k in range(j, len(y)))
    return pairs
