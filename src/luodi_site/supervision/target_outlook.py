"""Where a target is heading, in words, and whether that reaches it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from luodi_site.lib.formats import plain
from luodi_site.supervision.models import EditionTarget, TargetForecast

# Fewer figures say nothing of the future; the library, which takes seconds to load, is not asked then.
FEWEST = 6


@dataclass(frozen=True)
class Outlook:
    """``rows`` are (ISO day, value, low, high) for the chart; empty where nothing is foretold, and ``words`` say why."""

    words: str
    rows: tuple[tuple[str, float, float, float], ...] = ()
    is_bad: bool = False


def outlook_of(target: EditionTarget, known: int, today: date) -> Outlook | None:
    """What is said of the target's year by the figures known; None where there is no year to come."""
    if target.by is None or target.by < today.year or target.comparator not in (">=", "<=") or not known:
        return None
    found = TargetForecast.objects.filter(target=target).first()
    if found is None:
        fewest = {"count": known, "fewest": FEWEST}
        return Outlook(
            _("实绩只有%(count)s期，少于%(fewest)s期，不作预测。") % fewest
            if known < FEWEST
            else _("预测在每天推进台账时计算，今天还没有算到。")
        )
    if not found.rows:
        return Outlook(found.why.rstrip("。") + "。")
    rows = tuple((str(day), float(value), float(low), float(high)) for day, value, low, high in found.rows)
    is_bad, said = _reach(target, rows[-1])
    return Outlook(_sentence(target, found, rows[-1]) + said, rows, is_bad)


def _sentence(target: EditionTarget, found: TargetForecast, last: tuple[str, float, float, float]) -> str:
    day = date.fromisoformat(last[0])
    value, low, high = (_figure(number, target) for number in last[1:])
    figures: dict[str, Any] = {
        "year": day.year, "value": value, "low": low, "high": high, "unit": target.unit, "share": round(found.level * 100),
        "made": found.made_on.isoformat(), "count": found.observations,
    }  # fmt: skip
    words = _(
        "按目前趋势，%(year)s年末预计%(value)s%(unit)s，区间%(low)s—%(high)s%(unit)s（%(share)s%%的可能落在其中）。"
    )
    if low == high:
        words = _("按目前趋势，%(year)s年末预计%(value)s%(unit)s。历次实绩几乎在一条直线上，区间窄得分不出上下限。")
    words %= figures
    if found.is_short:
        words += _("只有%(count)s期实绩，区间较粗。") % figures
    return words + _("%(made)s按%(count)s期实绩推算。") % figures


def _reach(target: EditionTarget, last: tuple[str, float, float, float]) -> tuple[bool, str]:
    """Whether even the favourable end misses the target, or even the other one reaches it."""
    wanted, (_day, _value, low, high) = float(target.value), last
    best, worst = (high, low) if target.comparator == ">=" else (-low, -high)
    wanted = wanted if target.comparator == ">=" else -wanted
    if best < wanted:
        return True, _("区间内都达不到目标值。")
    return False, _("区间内都能达到目标值。") if worst >= wanted else _("能否达到目标值还不能断定。")


def _figure(number: float, target: EditionTarget) -> str:
    """Whole counts stay whole; a share says something in its decimals, however round its target is."""
    is_whole = target.value == int(target.value) and target.unit != "%"
    return plain(Decimal(str(round(number, 2))), 0 if is_whole and abs(number) >= 10 else 2)
