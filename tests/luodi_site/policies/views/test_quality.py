"""The figures of reviews: who sees them, what they count, and the cases to take along."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse

from luodi_site.policies.actions import publish
from luodi_site.policies.actions import review as actions
from luodi_site.policies.models import ReviewItem
from luodi_site.policies.quality import Figures, quality_of

PAGE = reverse("policies:quality")


@pytest.fixture
def reviewed(reading, cast):
    """Both targets accepted, the benefit rejected, everything else unchecked; then published."""
    for item in ReviewItem.objects.filter(reading=reading, kind="target"):
        actions.accept(actor=cast.office, item=item, version=item.version)
    benefit = ReviewItem.objects.get(reading=reading, kind="benefit")
    actions.reject(actor=cast.office, item=benefit, version=benefit.version)
    return publish(reading=reading, actor=cast.office, ticked=("unchecked", "problems"))


@pytest.mark.parametrize("who", ["office", "auditor", "admin"])
def test_it_says_in_sentences_how_much_was_kept(who, reviewed, cast, as_):
    """Of three checked items two were kept as read; what nobody checked does not count."""
    html = as_(getattr(cast, who)).get(PAGE).content.decode()
    assert "核对了<b>3</b>项，<b>66.7%</b>照用" in html
    assert "<b>4</b>项没有核对就发布" in html
    assert "核对2项，照用2项，修改0项，剔除0项，准确率100%。" in html
    assert "核对1项，照用0项，修改0项，剔除1项，准确率0%。" in html
    assert "没有补录不等于没有漏读" in html


@pytest.mark.parametrize("who", ["lead", "leader", "unrelated"])
def test_it_is_for_the_office_auditors_and_administrators(who, reviewed, cast, as_):
    """Others have no use for it."""
    client = as_(getattr(cast, who))
    assert client.get(PAGE).status_code == 403
    assert client.get(reverse("policies:cases")).status_code == 403


def test_it_shows_an_unrelated_office_only_its_own(reviewed, cast, as_):
    """The office of a county sees neither figures nor cases of the city."""
    client = as_(cast.unrelated_office)
    html = client.get(PAGE).content.decode()
    assert "还没有核对并发布的政策" in html
    assert reviewed.title not in html
    archive = zipfile.ZipFile(io.BytesIO(client.get(reverse("policies:cases")).content))
    assert archive.namelist() == []
    assert quality_of(cast.unrelated_office).whole == Figures()


def test_it_lists_what_was_changed(reviewed, cast, as_):
    """The rejected benefit stands there with what it was read as; the filter leaves it out."""
    client = as_(cast.office)
    assert "首次上规企业：10万元" in client.get(PAGE).content.decode()
    html = client.get(PAGE, {"outcome": "added"}).content.decode()
    assert "没有符合条件的改动" in html


def test_it_gives_the_cases_as_files(reviewed, cast, as_):
    """One YAML file for the one kind that was changed."""
    response = as_(cast.office).get(reverse("policies:cases"))
    assert zipfile.ZipFile(io.BytesIO(response.content)).namelist() == ["benefits.yaml"]


def test_it_divides_by_nothing_where_nothing_was_checked():
    """No figure is better than a wrong one."""
    assert Figures(unchecked=3).precision is None
    assert Figures().added_share is None
    assert Figures(accepted=3, edited=1, rejected=1, added=1).precision == 0.6
    assert Figures(accepted=3, edited=1, rejected=1, added=1).added_share == 0.2
