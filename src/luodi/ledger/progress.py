"""Progress worked out from a matter's targets: how much of the way to each number is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luodi.ledger.standing import ALL, tenth
from luodi.policy.model import Comparator

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Measured:
    """A target with the value it had on a day; ``start`` is the value at the outset, None where nobody gave it."""

    name: str
    comparator: Comparator
    target: Decimal
    value: Decimal
    on: date
    start: Decimal | None = None


def share_of(measured: Measured) -> Decimal | None:
    """The way done in per cent, 0 to 100; None where it cannot be said.

    From the start value to the target where the start is known. Without it the value over the target, for targets that
    are to be reached from below; one that may not be passed (≤) is either met or not known.
    """
    target, value, start = measured.target, measured.value, measured.start
    if start is not None and start != target:
        return tenth(min(ALL, max(NONE, (value - start) / (target - start) * 100)))
    if measured.comparator == "<=":
        return ALL if value <= target else None
    if measured.comparator not in (">=", "~", "=") or target <= 0:
        return None
    return tenth(min(ALL, max(NONE, value / target * 100)))


def computed_progress(measured: Sequence[Measured]) -> Decimal | None:
    """The mean over the targets whose way is known; None where none is."""
    shares = [share for one in measured if (share := share_of(one)) is not None]
    return tenth(sum(shares, NONE) / len(shares)) if shares else None
