"""Moves supervision on while the site runs: at the start and once in each new day, in a process of its own.

A thread beside the server would share its connection with the workers that are forked from it.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from django.db import connection

from luodi_site.lib import clock
from luodi_site.supervision.actions import advance

log = logging.getLogger(__name__)
EVERY = 600.0
# So often it is seen whether the site is still there.
LOOK = 2.0
Chore = Callable[[date], object]


def tick(last: date | None, chores: Sequence[Chore] = ()) -> date | None:
    """Advances where a new day has begun, and does the other chores of the day; gives the day up to which it is done.

    What goes wrong is tried again later.
    """
    today = clock.today()
    if last == today:
        return last
    try:
        done = [_is_done(chore, today) for chore in (advance, *chores)]
    finally:
        connection.close()
    return today if all(done) else last


def _is_done(chore: Chore, today: date) -> bool:
    """One that fails keeps no other from being done; the next tick tries again."""
    try:
        chore(today)
    except Exception:
        log.exception("%s %s", getattr(chore, "__name__", chore), today)
        return False
    return True


def keep_on(every: float = EVERY, chores: Sequence[Chore] = (), parent: int | None = None) -> None:
    """Ticks until whoever started this process is gone, which is seen within moments, however it ended.

    ``parent`` is its number where it may be gone before this process has come so far.
    """
    parent, done = parent or os.getppid(), None
    while os.getppid() == parent:
        done = tick(done, chores)
        _wait(every, parent)


def _wait(seconds: float, parent: int) -> None:
    end = time.monotonic() + seconds
    while os.getppid() == parent and (left := end - time.monotonic()) > 0:
        time.sleep(min(LOOK, left))


@contextmanager
def beside(every: float = EVERY) -> Iterator[None]:
    """Keeps supervision moving in a process of its own for as long as the block runs."""
    command = [sys.executable, "-m", "luodi_site.cli", "advance", "--every", str(every), "--beside", str(os.getpid())]
    clock = subprocess.Popen(command)
    try:
        yield
    finally:
        clock.terminate()
        clock.wait(10)
