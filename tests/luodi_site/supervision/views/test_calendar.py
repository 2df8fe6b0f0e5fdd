"""The calendar page."""

from __future__ import annotations

from django.urls import reverse


def words(response):
    return response.content.decode()


def test_it_shows_the_calendar(as_, cast, edition):
    """A month with its days, and from an empty month the way to the nearest that has some."""
    client = as_(cast.lead)
    page = words(client.get(reverse("supervision:calendar") + "?month=2026-06"))
    assert "应报送<b>1</b>项" in page
    assert "2026-06-30" in page
    empty = words(client.get(reverse("supervision:calendar") + "?month=2026-05"))
    assert "month=2026-06" in empty
    assert client.get(reverse("supervision:calendar") + "?month=2026-99").status_code == 200
