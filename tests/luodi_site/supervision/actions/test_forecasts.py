"""Where targets are heading: worked out once for new figures, kept with its day, honest where there are too few."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from luodi_site.lib import clock
from luodi_site.supervision import actions
from luodi_site.supervision.models import EditionTarget, TargetForecast, TargetValue

DAY = date(2026, 11, 2)


@pytest.fixture
def target(edition, monkeypatch):
    """A target of the policy, a hundred by the end of 2027, on a day in November 2026."""
    monkeypatch.setattr(clock, "today", lambda: DAY)
    found = edition.targets.first()
    EditionTarget.objects.filter(pk=found.pk).update(value=100, comparator=">=", by=2027, unit="家")
    found.refresh_from_db()
    return found


def report(target, cast, figures, first=date(2026, 1, 31)):
    for number, figure in enumerate(figures):
        month = first.month - 1 + number
        day = date(first.year + month // 12, month % 12 + 1, 27)
        actions.enter_value(target=target, actor=cast.office, day=day, value=figure)


def shown(as_, cast, target):
    return as_(cast.office).get(reverse("supervision:target", args=[target.pk])).content.decode()


def test_it_foretells_from_a_steady_series(target, cast, as_):
    """Three more each month: the end of 2027 is far over thirty; the words name value, band, day and figures."""
    report(target, cast, [3, 6, 9, 13, 15, 18, 21, 23, 27, 30])
    assert actions.forecast_targets(DAY) == 1
    kept = TargetForecast.objects.get()
    last = kept.rows[-1]
    assert (last[0], kept.made_on, kept.observations, kept.is_short) == ("2027-12-31", DAY, 10, True)
    assert last[2] < last[1] < last[3] and 60 < last[1] < 90
    page = shown(as_, cast, target)
    assert "按目前趋势，2027年末预计" in page and "区间较粗" in page and "2026-11-02按10期实绩推算" in page


def test_it_looks_at_figures_once(target, cast):
    """Nothing new, nothing worked out; a new figure brings a new forecast in place of the old."""
    report(target, cast, [3, 6, 9, 13, 15, 18, 21, 23, 27])
    assert (actions.forecast_targets(DAY), actions.forecast_targets(DAY)) == (1, 0)
    actions.enter_value(target=target, actor=cast.office, day=date(2026, 10, 27), value=30)
    assert actions.forecast_targets(DAY) == 1
    assert TargetForecast.objects.get().observations == 10


def test_it_says_why_it_foretells_nothing(target, cast, as_):
    """Five figures are too few; six with a month missing are a broken series: told in words, no line drawn."""
    report(target, cast, [3, 6, 9, 13, 15])
    assert actions.forecast_targets(DAY) == 0
    assert "实绩只有5期，少于6期，不作预测" in shown(as_, cast, target)
    actions.enter_value(target=target, actor=cast.office, day=date(2026, 8, 27), value=21)
    assert actions.forecast_targets(DAY) == 1
    kept = TargetForecast.objects.get()
    assert kept.rows == [] and "连续数据" in kept.why and kept.why in shown(as_, cast, target)


def test_it_says_whether_the_target_is_reached(target, cast, as_):
    """A series that stands still far below the target cannot reach it; one far above does."""
    report(target, cast, [10] * 10)
    actions.forecast_targets(DAY)
    assert "区间内都达不到目标值" in shown(as_, cast, target)
    EditionTarget.objects.filter(pk=target.pk).update(value=5)
    assert "区间内都能达到目标值" in shown(as_, cast, target)


def test_it_leaves_what_has_no_year_to_come(target, cast, as_):
    """A year that has passed, and a target that is no bound, are not foretold."""
    report(target, cast, [3, 6, 9, 13, 15, 18, 21])
    EditionTarget.objects.filter(pk=target.pk).update(by=2025)
    assert actions.forecast_targets(DAY) == 0 and "按目前趋势" not in shown(as_, cast, target)
    EditionTarget.objects.filter(pk=target.pk).update(by=2027, comparator="~")
    assert actions.forecast_targets(DAY) == 0
    assert TargetValue.objects.count() == 7 and not TargetForecast.objects.exists()
