"""Where somebody comes back to after signing in again."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def back(location: str) -> str:
    return parse_qs(urlsplit(location).query)["next"][0]


@pytest.mark.parametrize(
    ("came_from", "expected"),
    [
        ("http://testserver/issues/raise/?firm=3", "/issues/raise/?firm=3"),
        ("https://elsewhere.example/issues/raise/", "/"),
        ("", "/"),
    ],
)
def test_it_comes_back_to_the_page_a_form_was_sent_from(client, came_from, expected):
    """What was posted to can often not be opened; a page of another site is none of ours."""
    response = client.post(reverse("supervision:merge"), headers={"referer": came_from})
    assert back(response["Location"]) == expected


def test_it_tells_that_nothing_was_saved(client):
    """After a refused form the sign-in page says so; after a refused page there is nothing to tell."""
    client.get(reverse("boards:desk"))
    assert "没有保存" not in client.get(reverse("accounts:sign_in")).content.decode()
    client.post(reverse("supervision:merge"))
    assert "没有保存" in client.get(reverse("accounts:sign_in")).content.decode()


def test_it_sends_a_part_of_a_page_back_to_the_whole_page(client):
    """A part cannot become the sign-in page: the browser goes there as a whole and comes back to where it was."""
    headers = {"hx-request": "true", "hx-current-url": "http://testserver/policies/7/review/"}
    response = client.get(reverse("boards:desk"), headers=headers)
    assert response.status_code == 401
    assert back(response["HX-Redirect"]) == "/policies/7/review/"
