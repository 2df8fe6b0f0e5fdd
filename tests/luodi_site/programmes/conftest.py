"""An edition with two rules, one of which is complete, and a sheet of three firms as an office sends it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from luodi.datasets.credit_codes import check_digit
from luodi_site.policies.actions import publish, review
from luodi_site.policies.models import ReviewItem
from luodi_site.programmes.actions import make_trial

ON = date(2025, 12, 31)
CODES = [body + check_digit(body) for body in ("91990121MA7000001", "91990121MA7000002", "91990121MA7000003")]


@pytest.fixture
def codes() -> list[str]:
    """The credit codes of the three firms."""
    return CODES


def workbook(*rows: tuple[object, ...]) -> SimpleUploadedFile:
    book = Workbook()
    sheet = book.active
    sheet.title = "企业年报"
    sheet.append(["2025年企业年报"])
    sheet.append(["企业名称", "统一社会信用代码", "所在地区", "研发费用（万元）"])
    for row in rows:
        sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("年报.xlsx", out.getvalue())


@pytest.fixture
def figures() -> SimpleUploadedFile:
    """One firm far above the threshold, one below, and one whose figure cannot be read."""
    return workbook(
        ("松陵甲厂", CODES[0], "柳湾县", 900),
        ("松陵乙厂", CODES[1], "石桥县", 40),
        ("松陵丙厂", CODES[2], "石桥县", "约300"),
    )


@pytest.fixture
def priced(reading, cast):
    """The city's policy, published with a rule that runs and one that lacks something."""
    benefit = reading.items.get(kind=ReviewItem.Kind.BENEFIT)
    place = {"start": benefit.start, "end": benefit.end}
    payload = {
        "name": "研发补助", "clause": "二、（一）", "describes": "firm", "for_whom": "", "take": "highest", "cap": "50万元",
        "basis": "year", "tops_up": False, "fund": None, "group": None, "payers": [], "assumptions": [], "gaps": [],
        "branches": [{"name": "研发费用100万元以上", "when": "研发费用 >= 100万元", "pay": "研发费用 * 5%", **place}],
    }  # fmt: skip
    lacking = {
        **payload, "name": "贷款贴息",
        "gaps": [{"message": "写明本金用哪个字段", "lacks": "", "is_formula": False, **place}],
    }  # fmt: skip
    for one in (payload, lacking):
        review.add(actor=cast.office, reading=reading, kind=ReviewItem.Kind.RULE, payload=one, **place)
    return publish(reading=reading, actor=cast.office, ticked=("unchecked", "problems", "rules"))


@pytest.fixture
def on() -> date:
    """The day that trials are asked about."""
    return ON


@pytest.fixture
def trial(priced, cast, figures):
    return make_trial(actor=cast.lead, unit=cast.lead_unit, edition=priced, on=ON, files=[figures])
