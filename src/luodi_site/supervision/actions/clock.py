"""What the clock does each day, in order; calling it again on the same day changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from luodi_site.supervision.actions.lights import refresh_all
from luodi_site.supervision.actions.orders import escalate
from luodi_site.supervision.actions.planning import open_cycles

# Each step takes the day and gives how many things it did; another part of supervision adds its own at the place where
# it belongs (reports are asked for before lights are judged).
STEPS: tuple[tuple[str, Callable[[date], int]], ...] = (
    ("asked", open_cycles),
    ("lights", refresh_all),
    ("acts", escalate),
)


@dataclass(frozen=True)
class Advanced:
    """What one day brought: by the name of the step, how many."""

    day: date
    counts: dict[str, int]

    @property
    def words(self) -> str:
        asked, lights = self.counts.get("asked", 0), self.counts.get("lights", 0)
        acts = self.counts.get("acts", 0)
        return f"{self.day.isoformat()}：新开进展填报{asked}份，灯号变化{lights}项，催办和督办单{acts}份。"


def advance(day: date) -> Advanced:
    """Brings supervision to the end of ``day``: opens cycles that are due to open, judges lights, and escalates."""
    return Advanced(day, {name: step(day) for name, step in STEPS})
