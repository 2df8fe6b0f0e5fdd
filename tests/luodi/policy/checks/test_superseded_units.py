"""Names that a reorganisation had ended."""

from __future__ import annotations

from datetime import date

import pytest
from tests.luodi.policy.checks.sheet import Sheet

from luodi.policy.checks.superseded_units import superseded_units


@pytest.mark.parametrize(("issued", "told"), [(date(2026, 1, 5), True), (date(2016, 1, 5), False), (None, False)])
def test_it_tells_of_a_name_that_had_ended_when_the_document_was_issued(issued: date | None, told: bool) -> None:
    """市经信委 in 2026 is a slip; in 2016 it was the name; without a date nothing is said."""
    sheet = Sheet("1.强链。抓链。（责任单位：市经信委、市财政局）", issued_on=issued, jurisdiction="清河市")
    sheet.task("1.强链。抓链。（责任单位：市经信委、市财政局）", units=("市经信委", "市财政局"))
    problems = sheet.run(superseded_units)
    assert [p.code for p in problems] == (["check.superseded_unit"] if told else [])
    if told:
        assert "清河市经济和信息化局" in problems[0].message
        assert problems[0].span is not None
        assert problems[0].span.slice(sheet.text) == "市经信委"
