"""The desk, search, and the pages that say what went wrong."""

from __future__ import annotations

from datetime import date

from django.test import Client
from django.urls import reverse

from luodi_site.supervision.actions import open_edition


def publish_matters(edition):
    """The edition's matters, with days that are still to come."""
    open_edition(edition=edition, actor=None)
    edition.matters.update(deadline=None)


def test_it_puts_drafts_on_the_desk_of_the_office_only(reading, cast, as_):
    """The office sees what is to be checked, and how far it is; a unit does not."""
    assert "共7项，已核对0项，1个问题待处理" in as_(cast.office).get("/").content.decode()
    assert "待核对的政策" not in as_(cast.lead).get("/").content.decode()


def test_it_puts_published_policies_on_the_desk_of_whom_they_concern(edition, cast, as_):
    """Units with work in it see the policy; an unrelated county is told that there is nothing."""
    assert edition.title in as_(cast.responsible).get("/").content.decode()
    assert "目前没有涉及您单位的政策" in as_(cast.unrelated).get("/").content.decode()


def test_it_shows_a_rail_by_role(cast, as_):
    """A firm has no circulars to read; the rail marks where one is."""
    office = as_(cast.office).get(reverse("policies:list")).content.decode()
    assert 'href="/papers/"' in office
    assert '<a href="/policies/" class="" aria-current="page">' in office
    assert 'href="/papers/"' in as_(cast.lead).get("/").content.decode()
    assert 'href="/papers/"' not in as_(cast.firm).get("/").content.decode()


def test_it_finds_policies_and_units_that_one_may_see(edition, cast, as_):
    """By words of the text, or by a unit's short name; nothing of others."""
    url = reverse("boards:search")
    assert edition.title in as_(cast.lead).get(url, {"q": "成长型企业"}).content.decode()
    assert "松陵市经济和信息化局" in as_(cast.office).get(url, {"q": "经信局"}).content.decode()
    assert "没有找到" in as_(cast.unrelated).get(url, {"q": "成长型企业"}).content.decode()


def test_it_finds_tasks_that_one_may_see(edition, cast, as_):
    """A task's words lead to the task itself; an unrelated county finds none."""
    publish_matters(edition)
    matter = edition.matters.first()
    url, link = reverse("boards:search"), reverse("supervision:matter", args=[matter.pk])
    assert link in as_(cast.office).get(url, {"q": matter.title[:6]}).content.decode()
    assert link not in as_(cast.unrelated).get(url, {"q": matter.title[:6]}).content.decode()


def test_it_puts_what_is_past_its_day_first(edition, cast, as_):
    """A deadline gone by stands in red on the desk of whom it concerns, and nothing does where none has gone by."""
    publish_matters(edition)
    assert "时限已过" not in as_(cast.office).get("/").content.decode()
    edition.matters.filter(pk=edition.matters.first().pk).update(deadline=date(2020, 1, 31))
    html = as_(cast.office).get("/").content.decode()
    assert "时限已过<b>1</b>项" in html
    assert "时限2020年1月31日" in html
    assert "时限已过" not in as_(cast.unrelated).get("/").content.decode()


def test_it_escapes_what_was_searched(cast, as_):
    """The words come back as words."""
    html = as_(cast.lead).get(reverse("boards:search"), {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in html


def test_it_says_in_chinese_that_a_form_went_stale(cast):
    """A submission without its token is refused with what to do."""
    response = Client(enforce_csrf_checks=True).post(reverse("accounts:sign_in"), {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "页面打开太久" in response.content.decode()


def test_it_says_who_to_ask_without_permission(cast, as_):
    """The page for a missing role."""
    response = as_(cast.lead).get(reverse("policies:upload"))
    assert response.status_code == 403
    assert "您没有权限打开这个页面" in response.content.decode()


def test_it_puts_what_an_administrator_keeps_on_the_desk(cast, as_):
    """Those without matters of their own find their pages there, and nobody else does."""
    desk = as_(cast.admin).get("/").content.decode()
    assert "您管理的内容" in desk
    assert reverse("accounts:units") in desk
    assert "您管理的内容" not in as_(cast.lead).get("/").content.decode()
    assert "您管理的内容" not in as_(cast.firm).get("/").content.decode()


def test_it_sets_nothing_below_what_is_not_there(cast, as_):
    """A firm has issues but no ledger: the entry stands by itself."""
    assert '<a href="/issues/" class="below"' in as_(cast.lead).get("/").content.decode()
    assert '<a href="/issues/" class="below"' not in as_(cast.firm).get("/").content.decode()
