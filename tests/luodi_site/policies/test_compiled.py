"""What the compiler says of a file, as items for review."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from luodi_site.policies.actions import keep_file, read_file
from luodi_site.policies.compiled import compile_draft
from luodi_site.policies.models import ReviewItem

PLAN = (
    "松陵市绿色制造行动方案（2026—2028年）\n"
    "一、主要目标\n"
    "到2028年，绿色工厂达到{whole}家。\n"
    "二、重点任务\n"
    "（一）建设绿色工厂。到2028年，绿色工厂达到{part}家。（责任单位：市经信局）\n"
)


def draft(tmp_path, **figures):
    path = tmp_path / "plan.txt"
    path.write_text(PLAN.format(**figures), "utf-8")
    return compile_draft(path, "plan")


def test_it_puts_what_the_checks_find_among_the_problems(tmp_path):
    """Two figures for one indicator and year are a problem at the second place, with what to do about it."""
    problems = [item for item in draft(tmp_path, whole=60, part=50).items if item.kind == "problem"]
    found = next(item for item in problems if item.payload["code"] == "check.figures_differ")
    assert "60" in found.payload["message"]
    assert found.payload["hint"] == "请核对以哪一处为准。"
    assert found.start > PLAN.index("二、")


def test_it_finds_nothing_where_the_figures_agree(tmp_path):
    """The same plan with one figure has no problem of the checks."""
    codes = [item.payload["code"] for item in draft(tmp_path, whole=60, part=60).items if item.kind == "problem"]
    assert not [code for code in codes if code.startswith("check.")]


@pytest.mark.django_db
def test_it_shows_them_on_the_review_page_before_all_else(cast, as_, tmp_path):
    """From the upload to the page: message and hint stand on the first card."""
    content = SimpleUploadedFile("plan.txt", PLAN.format(whole=60, part=50).encode())
    file, _is_new = keep_file(actor=cast.office, region=cast.city, content=content)
    reading = read_file(actor=cast.office, file=file)
    html = as_(cast.office).get(reverse("policies:review", args=[reading.pk])).content.decode()
    problem = ReviewItem.objects.get(reading=reading, payload__code="check.figures_differ")
    assert problem.payload["message"].split("（")[0] in html
    assert "请核对以哪一处为准。" in html
    assert html.index(f'id="card-{problem.pk}"') < html.index("card-item kind-task")
