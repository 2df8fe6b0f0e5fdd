"""A target as a line: what was reported, the even way from the first figure to the target's day, and what that says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi.engine.targets.path import required_on
from luodi.policy.rules.model import TargetPath
from luodi_site.lib import clock
from luodi_site.lib.formats import day_in_text, plain
from luodi_site.supervision.models import EditionTarget, TargetValue
from luodi_site.supervision.target_outlook import Outlook

Standing = Literal["met", "ahead", "on", "behind", "missed", "open", "none"]
# How a standing is shown in lists: the sign it takes, and the word beside it; the others have none.
STANDINGS = {
    "met": ("green", gettext_lazy("已达到")), "ahead": ("green", gettext_lazy("超前")),
    "on": ("green", gettext_lazy("持平")), "behind": ("yellow", gettext_lazy("落后")),
    "missed": ("red", gettext_lazy("到期未达到")),
}  # fmt: skip


@dataclass(frozen=True)
class Point:
    """A reported figure; ``due`` is what the even way asks for on that day, None where there is no way."""

    value: TargetValue
    due: Decimal | None

    @property
    def gap(self) -> Decimal | None:
        return None if self.due is None else self.value.value - self.due


@dataclass(frozen=True)
class TargetLine:
    """``finding`` is the sentence over the chart; ``ends_on`` the last day of the target's year, None where it has none."""

    target: EditionTarget
    standing: Standing
    finding: str
    points: tuple[Point, ...]
    ends_on: date | None

    @property
    def last(self) -> TargetValue | None:
        """The last figure that is no mere start."""
        return next((point.value for point in reversed(self.points) if not point.value.is_start), None)

    @property
    def has_way(self) -> bool:
        return any(point.due is not None for point in self.points)

    @property
    def sign(self) -> tuple[str, Any] | None:
        """The sign and the word for lists; None where the figures say nothing of it yet."""
        return STANDINGS.get(self.standing)

    def as_chart(self, outlook: Outlook | None = None) -> dict[str, Any]:
        """What the chart draws: days as text, figures as numbers, names in the language of the page."""
        target, points = self.target, self.points
        way = [[p.value.on.isoformat(), float(p.due)] for p in points if p.due is not None]
        if way and self.ends_on and self.ends_on > points[-1].value.on:
            way.append([self.ends_on.isoformat(), float(target.value)])
        return {
            "unit": target.unit, "target": float(target.value), "way": way,
            "upper": None if target.upper is None else float(target.upper),
            "actual": [[p.value.on.isoformat(), float(p.value.value)] for p in points],
            "forecast": [list(row) for row in outlook.rows] if outlook else [],
            "ends": self.ends_on.isoformat() if self.ends_on else None,
            "names": {"actual": _("实绩"), "way": _("匀速推算"), "target": _("目标值"), "forecast": _("趋势预测"), "band": _("预测区间")},
        }  # fmt: skip


def lines_of(targets: Iterable[EditionTarget]) -> dict[int, TargetLine]:
    """By the target's number, its line as known today."""
    values: dict[int, list[TargetValue]] = {target.pk: [] for target in targets}
    for value in TargetValue.objects.filter(target__in=list(values)):
        values[value.target_id].append(value)
    today = clock.today()
    return {target.pk: line_of(target, values[target.pk], today) for target in targets}


def line_of(target: EditionTarget, values: Iterable[TargetValue], today: date) -> TargetLine:
    """The line as known on ``today``; of several figures of one day the last entered holds."""
    by_day: dict[date, TargetValue] = {}
    for value in sorted(values, key=lambda one: one.pk):
        if value.on <= today:
            by_day[value.on] = value
    known = [by_day[day] for day in sorted(by_day)]
    ends_on = date(target.by, 12, 31) if target.by else None
    way = _way(target, known, ends_on)
    # Whole counts are compared with a whole count: nobody has a fifth of a firm.
    step = Decimal(1) if all(n == int(n) for n in (target.value, *(v.value for v in known))) else Decimal("0.01")
    points = tuple(Point(one, _due(way, one.on, step)) for one in known)
    standing = _standing(target, points, ends_on, today)
    return TargetLine(target, standing, _finding(target, points, standing), points, ends_on)


def _way(target: EditionTarget, known: list[TargetValue], ends_on: date | None) -> TargetPath | None:
    """From the start that the office entered, else from the first figure, to the target; none for a target without its
    year, or one that is no upper or lower bound."""
    start = next((one for one in known if one.is_start), known[0] if known else None)
    if target.comparator not in (">=", "<=") or not ends_on or start is None or start.on >= ends_on:
        return None
    comparator: Any = target.comparator
    base = (start.on, Fraction(start.value))
    return TargetPath(str(target.pk), target.indicator, "value", Fraction(target.value), ends_on, comparator, base=base)


def _due(way: TargetPath | None, day: date, step: Decimal) -> Decimal | None:
    due = required_on(way, day) if way and way.base and day >= way.base[0] else None
    return None if due is None else (Decimal(due.numerator) / Decimal(due.denominator)).quantize(step)


def _is_met(target: EditionTarget, value: Decimal) -> bool | None:
    """None where the words of the target (about, between) leave it open."""
    if target.comparator == ">=":
        return value >= target.value
    return value <= target.value if target.comparator == "<=" else None


def _standing(target: EditionTarget, points: tuple[Point, ...], ends_on: date | None, today: date) -> Standing:
    if not points:
        return "none"
    last = points[-1]
    is_met = _is_met(target, last.value.value)
    # What may not be passed is met only once its day has come.
    if is_met and (target.comparator == ">=" or (ends_on and ends_on <= last.value.on)):
        return "met"
    if is_met is False and ends_on and ends_on < today:
        return "missed"
    if last.gap is None or len(points) < 2:
        return "open"
    gap = last.gap if target.comparator == ">=" else -last.gap
    return "on" if gap == 0 else "ahead" if gap > 0 else "behind"


def _finding(target: EditionTarget, points: tuple[Point, ...], standing: Standing) -> str:
    if not points:
        return _("还没有实绩")
    last = points[-1]
    words = {
        "day": day_in_text(last.value.on), "value": plain(last.value.value), "unit": target.unit,
        "target": plain(target.value), "due": "" if last.due is None else plain(last.due),
        "gap": plain(abs(last.gap)) if last.gap is not None else "", "left": plain(abs(target.value - last.value.value)),
    }  # fmt: skip
    return {
        "met": _("%(day)s为%(value)s%(unit)s，已达到目标值%(target)s%(unit)s"),
        "missed": _("期限已过，%(day)s为%(value)s%(unit)s，距目标值%(target)s%(unit)s还差%(left)s%(unit)s"),
        "ahead": _("%(day)s为%(value)s%(unit)s，比匀速推算的%(due)s%(unit)s好%(gap)s%(unit)s"),
        "behind": _("%(day)s为%(value)s%(unit)s，比匀速推算的%(due)s%(unit)s差%(gap)s%(unit)s"),
        "on": _("%(day)s为%(value)s%(unit)s，与匀速推算一致"),
    }.get(standing, _("%(day)s为%(value)s%(unit)s，与目标值%(target)s%(unit)s相差%(left)s%(unit)s")) % words
