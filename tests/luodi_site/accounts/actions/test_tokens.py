"""Tokens: shown once, kept as a digest, for one unit, until a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from luodi_site.accounts.actions.tokens import make_token, revoke_token
from luodi_site.accounts.models import ApiToken, AuditEntry, Membership, Person
from luodi_site.accounts.queries import people_visible_to, roles_of
from luodi_site.accounts.tokens import token_for


def make(cast, unit=None, **more):
    values = {"actor": cast.security, "unit": unit or cast.lead_unit, "name": "监测平台", "scopes": ["read"]}
    return make_token(**{**values, "expires_on": timezone.localdate(), **more})


def test_it_keeps_no_token(cast):
    """Neither the row nor the record of writes holds the words."""
    token, words = make(cast)
    secret = words.rsplit("_", 1)[1]
    assert secret not in str(ApiToken.objects.values().get(pk=token.pk))
    assert secret not in str(list(AuditEntry.objects.values()))
    assert token_for(words) == token


@pytest.mark.parametrize(
    ("who", "role"), [("lead_unit", "unit"), ("office_unit", "office"), ("firm_unit", "firm"), ("far_unit", "unit")]
)
def test_it_acts_as_what_its_unit_is(who, role, cast):
    """A bureau's program is a bureau, a firm's a firm; it never holds one of the three powers."""
    token, _words = make(cast, getattr(cast, who))
    assert roles_of(Person.objects.get(pk=token.person_id)) == {role}


def test_it_holds_until_its_day_and_not_longer(cast):
    """Valid on the last day; a day later no more."""
    assert token_for(make(cast)[1])
    assert token_for(make(cast, expires_on=timezone.localdate() - timedelta(days=1))[1]) is None


def test_it_holds_no_longer_once_revoked_or_its_unit_has_gone(cast):
    """At once, for good."""
    token, words = make(cast)
    revoke_token(actor=cast.security, token=token)
    assert token_for(words) is None
    other, words = make(cast, cast.far_unit)
    type(other.unit).objects.filter(pk=other.unit_id).update(is_active=False)
    assert token_for(words) is None


def test_it_cannot_sign_in_and_is_nobody_to_manage(cast, client):
    """The person behind a token has no password and stands in no list of people."""
    token, _words = make(cast)
    person = Person.objects.get(pk=token.person_id)
    assert not person.has_usable_password()
    assert person not in people_visible_to(cast.security)


def test_it_shows_a_new_token_once(cast, as_):
    """On the answer to the form, uncached; not on the page afterwards."""
    client, url = as_(cast.security), reverse("accounts:tokens")
    day = timezone.localdate() + timedelta(days=30)
    form = {"unit": cast.lead_unit.pk, "name": "监测平台", "scopes": ["read", "report"], "expires_on": day.isoformat()}
    answer = client.post(url, form)
    words = answer.context["made"]
    assert words in answer.content.decode() and answer["Cache-Control"] == "no-store"
    assert token_for(words).scopes == ["read", "report"]
    assert words not in client.get(url).content.decode()
    client.post(reverse("accounts:revoke_token", args=[ApiToken.objects.get().pk]))
    assert token_for(words) is None


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2099, 1, 1)])
def test_it_makes_no_token_for_longer_than_a_year(day, cast, as_):
    """Nor for a day that has gone."""
    form = {"unit": cast.lead_unit.pk, "name": "甲", "scopes": ["read"], "expires_on": day.isoformat()}
    assert "最长一年" in as_(cast.security).post(reverse("accounts:tokens"), form).content.decode()
    assert not ApiToken.objects.exists()


def test_it_lets_only_security_make_tokens(cast, as_):
    """Neither the administrator nor the office, nor security of another region for this one's units."""
    for person in (cast.admin, cast.office, cast.auditor):
        assert as_(person).get(reverse("accounts:tokens")).status_code == 403
    form = {"unit": cast.lead_unit.pk, "name": "甲", "scopes": ["read"], "expires_on": timezone.localdate().isoformat()}
    as_(cast.unrelated_security).post(reverse("accounts:tokens"), form)
    assert not ApiToken.objects.exists()
    assert not Membership.objects.filter(person__is_service=True).exists()
