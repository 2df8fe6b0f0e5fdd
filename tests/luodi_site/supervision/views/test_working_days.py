"""The page of working days: the year's list with its sources, a look at what moves, a change and its end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from luodi_site.supervision.models import ChangedDay

# A quarter's last day, well before which nothing is open.
DUE = "2028-06-30"


def words(response):
    return response.content.decode()


@pytest.fixture
def url(cast):
    return reverse("supervision:working_days", args=[cast.city.pk])


def filled(**more):
    return {"first": DUE, "kind": "off", "name": "市庆", "reason": "松政办函〔2026〕1号", **more}


def test_it_lists_the_year_with_its_source(as_, cast, url):
    """What comes along names the State Council's notice; a year without says that only weekends are known."""
    page = words(as_(cast.leader).get(url, {"year": "2026"}))
    assert "国办发明电〔2025〕7号" in page and "2026-02-15" in page and "2026-02-23" in page
    assert 'name="reason"' not in page
    assert "2031年的放假安排未录入" in words(as_(cast.office).get(url, {"year": "2031"}))
    home = as_(cast.office).get(reverse("supervision:home_working_days"))
    assert home["Location"] == url
    assert as_(cast.lead).get(url).status_code == 403


def test_it_shows_what_would_move_and_saves_nothing(as_, cast, edition, url):
    """A look at the change names the cycle and its days; the change itself is saved with the other button."""
    page = words(as_(cast.office).post(url, filled(look="1")))
    assert "2028年2季度" in page and "保存后会移动" in page and not ChangedDay.objects.exists()
    assert as_(cast.office).post(url, filled()).status_code == 302
    page = words(as_(cast.office).get(url, {"year": "2028"}))
    assert "松政办函〔2026〕1号" in page and "因改动而移动的报送期" in page and "2028年2季度" in page


def test_it_takes_a_change_back_with_its_reason(as_, cast, url):
    """Without a reason nothing happens; with one the day is as before. A leader changes nothing."""
    as_(cast.office).post(url, filled())
    restore = reverse("supervision:restore_working_days", args=[cast.city.pk])
    as_(cast.office).post(restore, {"first": DUE, "last": DUE, "reason": ""})
    odd = as_(cast.office).post(restore, {"first": "2028-02-31", "last": DUE, "reason": "改期"}, follow=True)
    assert "没有写明日期" in words(odd)
    assert ChangedDay.objects.count() == 1
    assert as_(cast.leader).post(restore, {"first": DUE, "last": DUE, "reason": "改期"}).status_code == 403
    as_(cast.office).post(restore, {"first": DUE, "last": DUE, "reason": "改期"})
    assert not ChangedDay.objects.exists()


def test_it_rejects_a_past_day_at_its_field(as_, cast, url):
    """The page says which field is wrong and keeps what was typed."""
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    response = as_(cast.office).post(url, filled(first=yesterday))
    assert response.status_code == 422 and "已经过去的日子不能再改" in words(response)
    assert "松政办函〔2026〕1号" in words(response)
