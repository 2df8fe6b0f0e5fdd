"""Which day it is for the site: the machine's own, or in a rehearsal 演练 the one to which it was moved.

What guards the site (passwords, sessions, tokens, the audit record) keeps to the machine's own clock.
"""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

from django.conf import settings
from django.utils import timezone


class NotMoved(ValueError):
    """The day stays; ``words`` says in Chinese why."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def is_rehearsal() -> bool:
    return settings.REHEARSAL_FROM is not None


def today() -> date:
    """The day that pages, forms and actions go by where nobody named one."""
    first: date | None = settings.REHEARSAL_FROM
    if first is None:
        return timezone.localdate()
    kept = _kept()
    return date.fromisoformat(kept.read_text("ascii").strip()) if kept.exists() else first


def moment(on: date) -> datetime:
    """When something of that day was written: now, or for another day than the machine's own its noon."""
    now = timezone.now()
    return now if timezone.localdate(now) == on else timezone.make_aware(datetime.combine(on, time(12)))


def move_to(day: date) -> None:
    """The rehearsal goes on at ``day``, for every process of the site. Raises NotMoved."""
    if not is_rehearsal():
        raise NotMoved("只有演练中的网站可以拨动日期（LUODI_REHEARSAL）。")
    if day < today():
        raise NotMoved(f"演练已到{today():%Y-%m-%d}，日期只能往后拨。")
    kept = _kept()
    part = kept.with_suffix(".part")
    part.write_text(day.isoformat(), "ascii")
    part.replace(kept)


def _kept() -> Path:
    return Path(settings.VAR) / "rehearsal_day"
