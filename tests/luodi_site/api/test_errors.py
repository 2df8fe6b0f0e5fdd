"""One shape for every error."""

from __future__ import annotations

import pytest

SHAPE = {"code", "message", "hint", "errors"}


@pytest.mark.parametrize(
    ("body", "field", "words"),
    [
        ({"words": "甲"}, "body.title", "必须填写"),
        ({"title": "", "words": "甲"}, "body.title", "不能少于1个字"),
        ({"title": "甲" * 121, "words": "甲"}, "body.title", "不能超过120个字"),
        ({"title": 7, "words": "甲"}, "body.title", "须是文字"),
        ({"title": "甲", "words": "甲", "firm_id": "x"}, "body.firm_id", "须是整数"),
        ({"title": "甲", "words": "甲", "extra": 1}, "body.extra", "没有这个字段"),
    ],
)
def test_it_names_each_wrong_field_in_chinese(body, field, words, call, cast):
    """Which field, and what it should be; nothing is written."""
    response = call(cast.lead_unit, "post", "/api/issues", body)
    assert response.status_code == 422
    assert set(response.json()) == SHAPE
    assert {"field": field, "message": words} in response.json()["errors"]


@pytest.mark.parametrize("url", ["/api/matters?page=0", "/api/matters?size=201"])
def test_it_says_the_bounds_of_a_page(url, call, cast):
    """Pages count from one, and hold two hundred at most."""
    assert call(cast.lead_unit, "get", url).json()["code"] == "invalid"


def test_it_has_the_same_shape_for_what_is_not_there(call, cast):
    """A number that nobody has, and one that is not the unit's, look the same."""
    response = call(cast.lead_unit, "get", "/api/matters/999999")
    assert (response.status_code, response.json()["code"], set(response.json())) == (404, "not_found", SHAPE)


def test_it_has_the_same_shape_for_what_the_rules_refuse(call, cast, matter):
    """A unit that supports a matter does not report for it."""
    response = call(cast.responsible_unit, "post", f"/api/matters/{matter.pk}/reports", {"words": "甲"})
    assert (response.status_code, response.json()["code"]) == (422, "not_allowed")
    assert "只有牵头单位" in response.json()["message"]


def test_it_has_the_same_shape_for_a_body_that_is_no_json(call, cast):
    """Broken JSON is said to be broken."""
    response = call(cast.lead_unit, "post", "/api/issues", "{")
    assert response.status_code in {400, 422}
    assert set(response.json()) == SHAPE


@pytest.mark.parametrize("words", ["甲\0乙", "\0"])
def test_it_takes_no_nul(words, call, cast):
    """In a text to be kept or to be looked for: PostgreSQL would break on it."""
    issue = call(cast.lead_unit, "post", "/api/issues", {"title": words, "words": "说明"})
    assert (issue.status_code, issue.json()["code"]) == (422, "nul_character")
    file = {"name": words, "content": ""}
    sent = call(cast.lead_unit, "post", "/api/issues", {"title": "题", "words": "说明", "files": [file]})
    assert (sent.status_code, sent.json()["code"]) == (422, "nul_character")
    asked = call(cast.lead_unit, "get", "/api/matters?state=%00")
    assert (asked.status_code, asked.json()["code"]) == (422, "nul_character")
