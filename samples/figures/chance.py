"""Seeded chance that comes out the same on every Python: each subject draws from a stream of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import TypeVar

T = TypeVar("T")
SEED = "晴州2026"


class Chance:
    """A stream named by what it is for, so that a new draw in one place moves nothing elsewhere.

    Only ``Random.random`` is used, the one method whose numbers Python promises to keep.
    """

    def __init__(self, *name: object) -> None:
        self._random = Random(":".join(map(str, (SEED, *name))))

    def share(self) -> float:
        return self._random.random()

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.share()

    def whole(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + int(self.share() * (high - low + 1))

    def happens(self, chance: float) -> bool:
        return self.share() < chance

    def pick(self, options: Sequence[T], weights: Sequence[float] | None = None) -> T:
        if weights is None:
            return options[int(self.share() * len(options))]
        left = self.share() * sum(weights)
        for option, weight in zip(options, weights, strict=True):
            left -= weight
            if left < 0:
                return option
        return options[-1]

    def normal(self, middle: float, spread: float, low: float, high: float) -> float:
        """A bell around ``middle``, held between ``low`` and ``high``."""
        bell = math.sqrt(-2 * math.log(1 - self.share())) * math.cos(2 * math.pi * self.share())
        return min(high, max(low, middle + spread * bell))


def exact(value: float, places: int = 2) -> Decimal:
    """A figure as a sheet would show it, with so many decimals."""
    return Decimal(round(value * 10**places)) / 10**places
