"""Quiet hours: when a message that comes at night may go out."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone


def after_quiet(at: datetime, quiet_from: time | None, quiet_until: time | None) -> datetime:
    """``at`` itself, or the end of the quiet hours it falls into (22:00 to 07:00 crosses midnight), in local time."""
    if quiet_from is None or quiet_until is None or quiet_from == quiet_until:
        return at
    local = timezone.localtime(at)
    now = local.time()
    crosses = quiet_from > quiet_until
    is_quiet = (now >= quiet_from or now < quiet_until) if crosses else quiet_from <= now < quiet_until
    if not is_quiet:
        return at
    day = local.date() + timedelta(days=1 if crosses and now >= quiet_from else 0)
    return timezone.make_aware(datetime.combine(day, quiet_until))
