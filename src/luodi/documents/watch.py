"""Long work on a document told page by page to whoever waits for it, who may call it off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


class Cancelled(Exception):
    """The reading was called off between two pages; nothing of it is left behind."""


def _ignore(page: int, pages: int) -> None:
    """Nobody waits for news."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """Who waits: ``told(page, pages)`` after each page, counted from 1; ``cancelled()`` is asked before each."""

    told: Callable[[int, int], None] = _ignore
    cancelled: Callable[[], bool] = _never

    def check(self) -> None:
        """Raises ``Cancelled`` when the work was called off."""
        if self.cancelled():
            raise Cancelled


UNWATCHED = Watch()
