"""Writes that are done once, and how often one may call."""

from __future__ import annotations

import pytest

from luodi_site.accounts.models import ApiAnswer, ApiToken
from luodi_site.supervision.models import Issue, ProgressReport

URL = "/api/issues"
BODY = {"title": "检测设备进不来", "words": "等了三个月。"}


def test_it_does_a_write_once_for_each_key(call, cast):
    """Sent again, the kept answer comes back, marked as such."""
    first = call(cast.lead_unit, "post", URL, BODY, **{"idempotency-key": "a"})
    again = call(cast.lead_unit, "post", URL, BODY, **{"idempotency-key": "a"})
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert "Idempotent-Replay" not in first.headers and again.headers["Idempotent-Replay"] == "true"
    assert Issue.objects.count() == 1


def test_it_refuses_a_key_that_was_used_for_something_else(call, cast):
    """Another body under the same key is a mistake of the caller, and nothing is written."""
    call(cast.lead_unit, "post", URL, BODY, **{"idempotency-key": "a"})
    other = call(cast.lead_unit, "post", URL, {**BODY, "title": "另一个问题"}, **{"idempotency-key": "a"})
    assert (other.status_code, other.json()["code"]) == (409, "key_used")
    assert Issue.objects.count() == 1


def test_it_keeps_the_keys_of_units_apart(call, cast):
    """Two units may happen to use the same key."""
    for unit in (cast.lead_unit, cast.responsible_unit):
        assert call(unit, "post", URL, BODY, **{"idempotency-key": "a"}).status_code == 200
    assert Issue.objects.count() == 2


@pytest.mark.parametrize("key", ["", "x" * 81])
def test_it_asks_for_a_key(key, call, cast):
    """A write without one, or with one too long, is not begun."""
    response = call(cast.lead_unit, "post", URL, BODY, **{"idempotency-key": key})
    assert (response.status_code, response.json()["code"]) == (400, "no_idempotency_key")
    assert not Issue.objects.exists()


def test_it_forgets_the_key_of_a_write_that_failed(call, cast, matter):
    """What was refused may be mended and sent again under the same key."""
    url = f"/api/matters/{matter.pk}/reports"
    bad = {"words": "甲", "files": [{"name": "a.txt", "content": "aGVsbG8="}]}
    assert call(cast.lead_unit, "post", url, bad, **{"idempotency-key": "a"}).status_code == 422
    assert not ApiAnswer.objects.exists() and not ProgressReport.objects.exists()
    assert call(cast.lead_unit, "post", url, {"words": "甲"}, **{"idempotency-key": "a"}).status_code == 200


def test_it_slows_down_who_calls_too_often(call, cast, settings):
    """So many a minute for each token; the answer says how long to wait; another token is not slowed down."""
    settings.API_CALLS_A_MINUTE = 3
    assert [call(cast.lead_unit, "get", "/api/me").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = call(cast.lead_unit, "get", "/api/me")
    assert refused.json()["code"] == "too_many_calls"
    assert 1 <= int(refused["Retry-After"]) <= 61
    assert call(cast.responsible_unit, "get", "/api/me").status_code == 200


def test_it_notes_when_a_token_was_used(call, cast):
    """For security to see which are idle."""
    call(cast.lead_unit, "get", "/api/me")
    assert ApiToken.objects.get().used_at is not None
