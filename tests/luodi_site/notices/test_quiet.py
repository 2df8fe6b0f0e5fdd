"""When a message may go out."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from luodi_site.notices.quiet import after_quiet


@pytest.mark.parametrize(
    ("at", "quiet_from", "quiet_until", "expected"),
    [
        ("2026-03-05T23:30", "22:00", "07:00", "2026-03-06T07:00"),
        ("2026-03-06T06:59", "22:00", "07:00", "2026-03-06T07:00"),
        ("2026-03-06T07:00", "22:00", "07:00", "2026-03-06T07:00"),
        ("2026-03-06T12:30", "12:00", "14:00", "2026-03-06T14:00"),
        ("2026-03-06T11:59", "12:00", "14:00", "2026-03-06T11:59"),
        ("2026-03-06T22:00", "22:00", "07:00", "2026-03-07T07:00"),
        ("2026-03-06T22:00", "22:00", "22:00", "2026-03-06T22:00"),
        ("2026-03-06T22:00", None, None, "2026-03-06T22:00"),
    ],
)
def test_it_waits_until_quiet_hours_end(at, quiet_from, quiet_until, expected):
    """Hours are local and may cross midnight; the end itself is no longer quiet."""
    zone = ZoneInfo("Asia/Shanghai")
    hours = [time.fromisoformat(hour) if hour else None for hour in (quiet_from, quiet_until)]
    assert after_quiet(datetime.fromisoformat(at).replace(tzinfo=zone), *hours) == datetime.fromisoformat(
        expected
    ).replace(tzinfo=zone)
