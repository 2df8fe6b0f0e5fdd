"""What is said of where a target is heading."""

from __future__ import annotations

from datetime import date

import pytest

from luodi_site.supervision.models import TargetForecast
from luodi_site.supervision.target_outlook import outlook_of

TODAY = date(2027, 7, 2)


@pytest.fixture
def said(edition):
    """What is said of the target of 2028 where its forecast ends so; ``unit`` is that of the target."""

    def words(value: float, low: float, high: float, unit: str) -> str:
        target = edition.targets.get(by=2028)
        target.unit, target.value = unit, 12
        TargetForecast.objects.update_or_create(
            target=target,
            defaults={
                "made_on": TODAY, "last_value": 1, "rows": [["2028-12-31", value, low, high]], "level": 0.9,
                "method": "", "observations": 16, "is_short": False, "why": "",
            },
        )  # fmt: skip
        outlook = outlook_of(target, 16, TODAY)
        assert outlook is not None
        return outlook.words

    return words


def test_it_keeps_the_decimals_of_shares(said):
    """A share says something in its decimals, however round its target is; whole counts stay whole."""
    assert "预计11.81%，区间11.61—12.01%" in said(11.81, 11.61, 12.01, "%")
    assert "预计12家，区间11—13家" in said(11.81, 11.4, 12.6, "家")


def test_it_gives_no_interval_whose_ends_are_the_same(said):
    """12—12 says nothing."""
    assert "区间窄得分不出上下限" in said(11.81, 11.81, 11.81, "%")
