"""The pages of papers: drafting, sources of figures, signing off, Word, and who may do what."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from luodi_site.accounts.actions.people import add_person
from luodi_site.accounts.models import Membership
from luodi_site.supervision.models import Paper


def words(response):
    return response.content.decode()


@pytest.fixture
def second(cast):
    return add_person(
        actor=None, username="second", name="吕核稿", password="open-sesame-7", has_to_change_password=False,
        posts=[(cast.office_unit, Membership.Role.OFFICE)],
    )  # fmt: skip


@pytest.fixture
def paper(as_, cast, edition):
    data = {
        "kind": "progress", "region": cast.city.pk, "on": timezone.localdate().isoformat(), "every": "quarter",
        "issuer": "松陵市产业强市推进办公室",
    }  # fmt: skip
    assert as_(cast.office).post(reverse("supervision:new_paper"), data).status_code == 302
    return Paper.objects.get()


def post(as_, person, paper, step, **data):
    paper.refresh_from_db()
    return as_(person).post(
        reverse("supervision:paper_step", args=[paper.pk, step]), {"version": paper.version, **data}
    )


def test_it_shows_each_figure_with_its_sources(as_, cast, paper, led):
    """A figure is a link to the list of what it was counted from, and that leads to the matter."""
    page = words(as_(cast.leader).get(reverse("supervision:paper", args=[paper.pk])))
    assert 'href="#s1"' in page and 'id="s1"' in page
    assert reverse("supervision:matter", args=[led.pk]) in page
    assert "待核稿" in page and "核稿</button>" not in page


def test_it_signs_off_on_the_page(as_, cast, paper, second):
    """Reviewed by a colleague, signed by the leader, issued by the office; the Word file carries the number."""
    assert post(as_, cast.office, paper, "review").status_code == 403
    assert post(as_, second, paper, "review").status_code == 302
    assert post(as_, cast.leader, paper, "sign", words="同意").status_code == 302
    assert post(as_, cast.leader, paper, "issue").status_code == 403
    assert post(as_, cast.office, paper, "issue").status_code == 302
    paper.refresh_from_db()
    assert paper.state == "issued"
    content = as_(cast.leader).get(reverse("supervision:paper_word", args=[paper.pk])).content
    lines = [p.text for p in docx.Document(BytesIO(content)).paragraphs]
    assert paper.code in lines
    sources = as_(cast.leader).get(reverse("supervision:paper_word", args=[paper.pk]), {"sources": 1}).content
    assert any("数据出处" in p.text for p in docx.Document(BytesIO(sources)).paragraphs)
    assert "不能这样操作" in words(as_(cast.office).post(
        reverse("supervision:paper_step", args=[paper.pk, "drop"]), {"version": 1, "words": "x"}, follow=True))  # fmt: skip


def test_it_asks_why_a_paper_is_sent_back(as_, cast, paper):
    """Without a reason the page comes back; with one the drafter reads it in the history."""
    assert post(as_, cast.leader, paper, "send_back").status_code == 422
    post(as_, cast.leader, paper, "send_back", words="补充园区情况")
    assert "补充园区情况" in words(as_(cast.office).get(reverse("supervision:paper", args=[paper.pk])))


def test_it_changes_words_with_the_fault_in_its_line(as_, cast, paper):
    """The editor lists the names; a slip is told with its line and the nearest name."""
    url = reverse("supervision:change_paper", args=[paper.pk])
    assert "{红灯数}" in words(as_(cast.office).get(url))
    data = {"version": 1, "title": "通报", "on": paper.on.isoformat(), "body": "一\n共{红灯}项"}
    bad = as_(cast.office).post(url, data)
    assert bad.status_code == 422 and "正文第2行的名称“红灯”不认识" in words(bad)
    assert as_(cast.office).post(url, {**data, "body": "共{红灯数}项。"}).status_code == 302
    assert Paper.objects.get().body == "共{红灯数}项。"
    assert as_(cast.leader).get(url).status_code == 403


def test_it_keeps_the_texts_of_an_office(as_, cast):
    """Listed by kind, saved without faults only, put back by one button."""
    url = reverse("supervision:paper_text", args=[cast.city.pk, "order"])
    assert "督办单" in words(as_(cast.office).get(reverse("supervision:paper_texts")))
    assert as_(cast.office).post(url, {"title": "单", "body": "{红灯数}"}).status_code == 422
    assert as_(cast.office).post(url, {"title": "{督办单名称}", "body": "请{督办单位}办理。"}).status_code == 302
    assert "本单位文本" in words(as_(cast.office).get(reverse("supervision:paper_texts")))
    as_(cast.office).post(url, {"reset": "1"})
    assert "本单位文本" not in words(as_(cast.office).get(reverse("supervision:paper_texts")))
    assert as_(cast.office).get(reverse("supervision:paper_text", args=[cast.city.pk, "poem"])).status_code == 404


def test_it_takes_no_day_to_come(as_, cast):
    """Figures of tomorrow do not exist."""
    data = {"kind": "meeting", "region": cast.city.pk, "on": "2099-01-01", "every": "month"}
    response = as_(cast.office).post(reverse("supervision:new_paper"), data)
    assert response.status_code == 422 and "还没有到这一天" in words(response)
    assert as_(cast.lead).get(reverse("supervision:papers")).status_code == 403


def test_it_reports_a_year_about_its_year(as_, cast):
    """Whatever period was chosen."""
    data = {"kind": "yearly", "region": cast.city.pk, "on": "2026-11-20", "every": "month"}
    as_(cast.office).post(reverse("supervision:new_paper"), data)
    assert Paper.objects.get().period == "2026年"
