"""Circulars: preview, Word, issuing, and the record."""

from __future__ import annotations

from io import BytesIO

import docx
from django.urls import reverse

from luodi_site.supervision import actions
from luodi_site.supervision.models import Circular


def words(response):
    return response.content.decode()


def test_it_previews_and_downloads_a_circular(as_, cast, edition):
    """On the page each figure leads to the matters behind it; the Word file carries the same title."""
    client = as_(cast.office)
    query = {
        "edition": edition.pk,
        "issuer": "松陵市产业强市推进办公室",
        "number": "松强办〔2026〕1号",
        "on": "2026-03-10",
    }
    page = words(client.get(reverse("supervision:preview"), query))
    assert "关于《松陵市制造业提质行动方案》任务分解情况的通报" in page
    assert f"?document={edition.pk}&amp;n=1,2" in page
    assert Circular.objects.count() == 0
    response = client.get(reverse("supervision:preview_word"), query)
    document = docx.Document(BytesIO(response.content))
    assert document.paragraphs[0].text == "松陵市产业强市推进办公室"
    assert response["Content-Disposition"].endswith(".docx")


def test_it_issues_a_circular_and_keeps_it(as_, cast, edition, bare):
    """The record shows the words as issued after the ledger has moved on; leaders read it, units do not reach it."""
    client = as_(cast.office)
    data = {"edition": edition.pk, "issuer": "松陵市产业强市推进办公室", "on": "2026-03-10"}
    assert client.post(reverse("supervision:issue"), data).status_code == 302
    client.post(reverse("supervision:issue"), data)
    circular = Circular.objects.get()
    actions.assign_units(
        matter=bare, actor=cast.office, version=1, units={"lead": {"市财政局": [cast.responsible_unit]}}
    )
    page = words(as_(cast.leader).get(reverse("supervision:circular", args=[circular.pk])))
    assert "尚待分派的任务" in page
    assert as_(cast.leader).get(reverse("supervision:circular_word", args=[circular.pk])).status_code == 200
    assert as_(cast.lead).get(reverse("supervision:circular", args=[circular.pk])).status_code == 403


def test_it_asks_which_policy_when_none_is_chosen(as_, cast, edition):
    """Without a policy, or with one of another region, the form says what is missing."""
    client = as_(cast.office)
    assert "请选择" in words(client.get(reverse("supervision:preview")))
    assert as_(cast.unrelated_office).get(reverse("supervision:preview"), {"edition": edition.pk}).status_code == 422
