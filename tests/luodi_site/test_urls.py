"""Every address of the site, tried by those who must not come in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from luodi_site.accounts.access import PUBLIC, SIGNED_IN
from luodi_site.accounts.models import Membership


def walk(patterns: list[Any], spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, Any, list[str]]]:
    """(full name, view, names of parameters) of every address of our own."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from walk(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern):
            name = ":".join([*spaces, pattern.name or ""])
            yield name, pattern.callback, list(pattern.pattern.converters)


TABLE = list(walk(get_resolver().url_patterns))
NAMES = [name for name, _view, _parameters in TABLE]


@pytest.mark.parametrize(("name", "view", "parameters"), TABLE, ids=NAMES)
def test_it_says_of_every_view_who_may_open_it(name, view, parameters):
    """A view is public, for anyone signed in, or for named roles; one with an object in its address is ``own``."""
    access = getattr(view, "access", None)
    assert access in {PUBLIC, SIGNED_IN} or (access and access <= set(Membership.Role.values)), name
    if parameters:
        assert view.is_own, f"{name} has an object in its address, and does not say that it checks whose it is"


@pytest.mark.parametrize(("name", "view", "parameters"), TABLE, ids=NAMES)
def test_it_sends_a_stranger_to_the_door(name, view, parameters, client, object_ids):
    """Without signing in only public pages answer."""
    url = reverse(name, kwargs=_kwargs(name, parameters, object_ids))
    for response in (client.get(url), client.post(url)):
        if view.access == PUBLIC:
            assert response.status_code in {200, 302, 405}
        else:
            assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("accounts:sign_in"))


def _kwargs(name: str, parameters: list[str], object_ids: dict[str, object]) -> dict[str, object]:
    missing = [parameter for parameter in parameters if parameter not in object_ids]
    assert not missing, f"{name}: tell the fixture object_ids what stands for {missing}"
    return {parameter: object_ids[parameter] for parameter in parameters}


OWN = [row for row in TABLE if row[2]]


# A clerk of an unrelated county, that county's own office and auditor, its two administrators, a bureau of the same city
# with other work, and a firm.
OUTSIDERS = ["unrelated", "unrelated_office", "unrelated_admin", "unrelated_security", "bystander", "firm"]


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize(("name", "view", "parameters"), OWN, ids=[row[0] for row in OWN])
def test_it_refuses_outsiders_whatever_is_not_their_own(name, view, parameters, who, cast, as_, object_ids):  # noqa: PLR0917 (fixtures)
    """Nobody reaches an object that is none of theirs by typing its address, by reading or by writing."""
    url = reverse(name, kwargs=_kwargs(name, parameters, object_ids))
    client = as_(getattr(cast, who))
    for response in (client.get(url), client.post(url)):
        assert response.status_code in {403, 404, 405}, (name, response.status_code)
    assert {client.get(url).status_code, client.post(url).status_code} & {403, 404}


PLAIN = [row for row in TABLE if not row[2] and row[1].access != PUBLIC]


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize(("name", "view", "parameters"), PLAIN, ids=[row[0] for row in PLAIN])
def test_it_shows_outsiders_nothing_of_others(name, view, parameters, who, cast, as_, object_ids):  # noqa: PLR0917
    """Pages without an object in their address are refused for want of a role, or hold nothing that is not theirs."""
    response = as_(getattr(cast, who)).get(reverse(name))
    if response.status_code == 200:
        words = response.content.decode(errors="ignore")
        for secret in ("松陵市制造业提质行动方案", cast.lead.name, cast.lead_unit.name):
            assert secret not in words, (name, secret)
    else:
        assert response.status_code in {302, 403, 404, 405}


@pytest.mark.parametrize("name", ["policies:list", "policies:edition", "boards:desk", "policies:text"])
def test_it_lets_a_concerned_county_in(name, cast, as_, edition, object_ids):
    """What is refused to the unrelated county is open to whom the policy gives work: the refusals are no accident."""
    ids = {**object_ids, "reading_id": edition.reading_id}
    parameters = next(row[2] for row in TABLE if row[0] == name)
    assert as_(cast.responsible).get(reverse(name, kwargs={p: ids[p] for p in parameters})).status_code == 200
