"""Every address of the site and every call of its interface, tried by those who must not come in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.luodi_site.conftest import Cast, make_cast, make_draft, objects_of, reader

from luodi_site.accounts.access import PUBLIC, SECRET, SIGNED_IN
from luodi_site.accounts.actions.tokens import make_token, revoke_token
from luodi_site.accounts.models import Membership
from luodi_site.accounts.tokens import SCOPES
from luodi_site.api.access import TOKEN
from luodi_site.api.reading import resolved
from luodi_site.api.site import operations, schema
from luodi_site.policies.actions import publish
from luodi_site.policies.models import Edition


@dataclass(frozen=True)
class World:
    """The cast and all objects, made once for the thousand tests of this file; each test is undone by itself."""

    cast: Cast
    edition: Edition
    ids: dict[str, object]
    media: Path


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    media = tmp_path_factory.mktemp("media")
    cheap = {"MEDIA_ROOT": media, "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]}
    whole = transaction.atomic()
    whole._from_testcase = True  # as Django's own test cases mark theirs
    with django_db_blocker.unblock(), whole:
        with override_settings(**cheap), pytest.MonkeyPatch.context() as patch:
            cast = make_cast()
            make_reading = reader(cast, make_draft(), patch)
            edition = publish(reading=make_reading(), actor=cast.office, ticked=("unchecked", "problems"))
            made = World(cast, edition, objects_of(cast, edition, make_reading), media)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _media(_media, world, settings):
    settings.MEDIA_ROOT = world.media


@pytest.fixture
def cast(world, db) -> Cast:
    return deepcopy(world.cast)


@pytest.fixture
def edition(world, db) -> Edition:
    return deepcopy(world.edition)


@pytest.fixture
def object_ids(world, db) -> dict[str, object]:
    return dict(world.ids)


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
    assert access in {PUBLIC, SIGNED_IN, SECRET, TOKEN} or (access and access <= set(Membership.Role.values)), name
    if parameters:
        assert view.is_own, f"{name} has an object in its address, and does not say that it checks whose it is"


@pytest.mark.parametrize(("name", "view", "parameters"), TABLE, ids=NAMES)
def test_it_sends_a_stranger_to_the_door(name, view, parameters, client, object_ids):
    """Without signing in only public pages answer."""
    url = reverse(name, kwargs=_kwargs(name, parameters, object_ids))
    for response in (client.get(url), client.post(url)):
        if view.access == PUBLIC:
            assert response.status_code in {200, 302, 405}
        elif view.access == SECRET:
            assert response.status_code in {404, 405}
        elif view.access == TOKEN:
            assert response.status_code in {401, 405}
        else:
            assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("accounts:sign_in"))


def _kwargs(name: str, parameters: list[str], object_ids: dict[str, object]) -> dict[str, object]:
    missing = [parameter for parameter in parameters if parameter not in object_ids]
    assert not missing, f"{name}: tell the fixture object_ids what stands for {missing}"
    return {parameter: object_ids[parameter] for parameter in parameters}


OWN = [row for row in TABLE if row[2] and row[1].access != TOKEN]


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


PLAIN = [row for row in TABLE if not row[2] and row[1].access not in {PUBLIC, TOKEN}]


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


# What a page reads from its address, and what nobody who clicks would send: a NUL, which PostgreSQL takes in no text,
# a digit that is no number, a number beyond every column, a day that is none.
ASKED = sorted(
    {"q", "n"}
    | {
        name
        for path in (Path(__file__).parents[2] / "src/luodi_site").rglob("*.py")
        for found in re.findall(
            r'GET(?:\.get\(|\[)"(\w+)"|(?:query\.get|\w+_in)\((?:[\w.]+, )?"(\w+)"', path.read_text("utf-8")
        )
        for name in found
        if name
    }
)
STRANGE = ("\0", "²", "9" * 40, "0000-00")
READING = [row for row in PLAIN if row[0] != "accounts:sign_out"]


@pytest.mark.parametrize("who", ["office", "auditor", "admin"])
@pytest.mark.parametrize(("name", "view", "parameters"), READING, ids=[row[0] for row in READING])
def test_it_answers_whatever_its_address_asks(name, view, parameters, who, cast, as_):  # noqa: PLR0917
    """A page passes over what it cannot read in its address, or says that there is no such thing; it never breaks."""
    client = as_(getattr(cast, who))
    if client.get(reverse(name)).status_code != 200:
        return  # not a page of this person's
    for value in STRANGE:
        assert client.get(reverse(name), dict.fromkeys(ASKED, value)).status_code in {200, 404, 422}, value


def test_it_finds_the_names_that_pages_read():
    """The names above are those that stand in the views."""
    assert {"unit", "region", "document", "page", "state", "month", "year"} <= set(ASKED)


DESCRIBED = schema()
CALLS = operations(DESCRIBED)
CALL_NAMES = [f"{method} {path}" for path, method, _operation in CALLS]
WITH_OBJECT = [row for row in CALLS if "{" in row[0]]


def example(described: dict[str, Any]) -> Any:
    """Something that fits the schema: each required field, and no other."""
    described = resolved(DESCRIBED, described)
    if "enum" in described:
        return described["enum"][0]
    match described.get("type"):
        case "object":
            return {name: example(described["properties"][name]) for name in described.get("required", ())}
        case "array":
            return [example(described["items"])] * described.get("minItems", 0)
        case "integer" | "number":
            return described.get("minimum", 1)
        case "string":
            return "2026-03-05" if described.get("format") == "date" else "甲乙"
    raise AssertionError(f"no example for {described}")


def body_of(operation: dict[str, Any]) -> Any:
    content = operation.get("requestBody", {}).get("content", {})
    return example(content["application/json"]["schema"]) if content else None


def unit_of(cast: Any, who: str) -> Any:
    return getattr(cast, who).memberships.get(role__in=["unit", "office", "firm"]).unit


def test_it_describes_every_call_that_there_is():
    """The table of addresses and the description name the same calls, so nothing escapes the tests below."""
    table = {
        "/" + reverse(name, kwargs=dict.fromkeys(parameters, 7)).lstrip("/")
        for name, view, parameters in TABLE
        if view.access == TOKEN
    }
    assert table == {re.sub(r"\{\w+\}", "7", path) for path, _method, _operation in CALLS}


@pytest.mark.parametrize(("path", "method", "operation"), CALLS, ids=CALL_NAMES)
def test_it_answers_no_call_without_a_token_that_holds(path, method, operation, client, cast, object_ids):  # noqa: PLR0917
    """None, a made-up one, one that was revoked, one that has expired; and being signed in is no token."""
    url = path.format(**object_ids)
    revoked, gone = make_token(
        actor=cast.security, unit=cast.lead_unit, name="甲", scopes=list(SCOPES), expires_on=date(2099, 1, 1)
    )
    revoke_token(actor=cast.security, token=revoked)
    _token, expired = make_token(
        actor=cast.security, unit=cast.lead_unit, name="乙", scopes=list(SCOPES), expires_on=date(2020, 1, 1)
    )
    client.force_login(cast.lead, backend="django.contrib.auth.backends.ModelBackend")
    for words in ("", "Bearer x", "Bearer luodi_a_b", f"Bearer {gone}", f"Bearer {expired}", f"Bearer {gone}x"):
        response = getattr(client, method)(url, headers={"authorization": words} if words else {})
        assert response.status_code == 401, words
        assert response.json()["code"] == "no_token"


@pytest.mark.parametrize("who", ["unrelated", "unrelated_office", "bystander", "firm"])
@pytest.mark.parametrize(
    ("path", "method", "operation"), WITH_OBJECT, ids=[f"{row[1]} {row[0]}" for row in WITH_OBJECT]
)
def test_it_refuses_outsiders_calls_about_what_is_not_their_own(path, method, operation, who, cast, call, object_ids):  # noqa: PLR0917
    """With every scope, and a body that fits: whose it is decides, not how well it is asked."""
    response = call(unit_of(cast, who), method, path.format(**object_ids), body_of(operation))
    assert response.status_code in {403, 404}, response.content.decode()


WITHOUT_OBJECT = [row for row in CALLS if "{" not in row[0] and row[1] == "get"]


@pytest.mark.parametrize("who", ["unrelated", "unrelated_office", "bystander", "firm"])
@pytest.mark.parametrize(("path", "method", "operation"), WITHOUT_OBJECT, ids=[row[0] for row in WITHOUT_OBJECT])
def test_it_lists_nothing_of_others_to_outsiders(path, method, operation, who, cast, call, object_ids):  # noqa: PLR0917
    """Lists hold nothing that is not theirs."""
    response = call(unit_of(cast, who), method, path)
    words = response.content.decode()
    assert response.status_code in {200, 403}, words
    for secret in ("松陵市制造业提质行动方案", cast.lead.name, cast.lead_unit.name):
        assert secret not in words


@pytest.mark.parametrize(("path", "method", "operation"), CALLS, ids=CALL_NAMES)
def test_it_refuses_what_a_token_has_no_scope_for(path, method, operation, cast, call, object_ids):  # noqa: PLR0917
    """The lead unit's own token, for its own things, without the scope."""
    response = call(cast.lead_unit, method, path.format(**object_ids), body_of(operation), scopes=())
    assert (response.status_code, response.json()["code"]) == (403, "not_permitted")


READS = [row for row in WITH_OBJECT if row[1] == "get"]


@pytest.mark.parametrize(("path", "method", "operation"), READS, ids=[row[0] for row in READS])
def test_it_answers_whom_it_concerns(path, method, operation, cast, call, object_ids):  # noqa: PLR0917
    """The refusals above are no accident: the lead unit's program reads all of it."""
    assert call(cast.lead_unit, method, path.format(**object_ids)).status_code == 200
