"""Publishing from the review page."""

from __future__ import annotations

from django.urls import reverse


def words(response):
    return response.content.decode()


def test_it_publishes_with_matters_from_the_review_page(as_, cast, reading):
    """The publish button of the review page opens the matters in the same stroke."""
    response = as_(cast.office).post(
        reverse("policies:publish", args=[reading.pk]), {"tick": ["unchecked", "problems"]}
    )
    assert response.status_code == 302
    assert reading.editions.get().matters.count() == 2
