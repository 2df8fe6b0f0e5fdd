"""Money, shares, dates and periods as people in an office write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

WAN = Decimal(10_000)
YI = Decimal(100_000_000)


def plain(value: Decimal | int | float, places: int = 2) -> str:
    """At most ``places`` decimals, thousands divided, no trailing zeros: 1,234.5."""
    number = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(yuan: Decimal | int | float | None) -> str:
    """元 under 1万, 万元 under 1亿, 亿元 above; two decimals at most."""
    if yuan is None:
        return "—"
    amount = Decimal(str(yuan))
    if abs(amount) < WAN:
        return plain(amount) + _("元")
    if abs(amount) < YI:
        return plain(amount / WAN) + _("万元")
    return plain(amount / YI) + _("亿元")


def exact_money(yuan: Decimal | int | float | None) -> str:
    """The whole sum in yuan, for pointing at."""
    return "—" if yuan is None else plain(yuan) + _("元")


def share(fraction: Decimal | float | None) -> str:
    """A share of one, to one decimal: 12.5%."""
    return "—" if fraction is None else plain(Decimal(str(fraction)) * 100, 1) + "%"


def _day(value: date | datetime | str) -> date:
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def day_in_text(value: date | datetime | str | None) -> str:
    """2026年3月5日 in running text."""
    if not value:
        return "—"
    day = _day(value)
    if get_language() == "en":
        return f"{day.day} {day:%B} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def weekday_of(value: date | datetime | str | None) -> str:
    """周一: beside a day on which somebody has to do something."""
    if not value:
        return ""
    day = _day(value)
    return f"{day:%a}" if get_language() == "en" else "周" + "一二三四五六日"[day.weekday()]


def day_in_table(value: date | datetime | str | None) -> str:
    """2026-03-05 in tables."""
    return _day(value).isoformat() if value else "—"


def moment(value: datetime | None) -> str:
    """2026-03-05 14:20, in the site's own time zone."""
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else "—"


def quarter(value: date) -> str:
    """2026年1季度."""
    number = (value.month + 2) // 3
    return f"{value.year} Q{number}" if get_language() == "en" else f"{value.year}年{number}季度"
