"""Sums as pages show them: in yuan, known or between two ends."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any


def yuan(fen: int) -> Decimal:
    return Decimal(fen) / 100


@dataclass(frozen=True, slots=True)
class Sum:
    """In fen; ``high`` None has no bound."""

    low: int
    high: int | None

    @property
    def is_known(self) -> bool:
        return self.low == self.high

    @property
    def is_bounded(self) -> bool:
        return self.high is not None

    @property
    def is_empty(self) -> bool:
        """Nothing at all is known of it."""
        return self.high is None and not self.low

    @property
    def least(self) -> Decimal:
        return yuan(self.low)

    @property
    def most(self) -> Decimal | None:
        return None if self.high is None else yuan(self.high)


def of_json(amount: dict[str, Any]) -> Sum:
    """An amount as ``luodi.run`` writes it."""
    return Sum(amount["low"], amount["high"])
