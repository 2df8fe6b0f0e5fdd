"""The description, as a page and for programs."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from luodi_site.api.site import operations, schema


def test_it_describes_every_operation_in_chinese(cast, as_):
    """A summary, what it is for, and a word for each field."""
    html = as_(cast.admin).get(reverse("api:docs")).content.decode()
    for path, _method, operation in operations(schema()):
        assert path in html and operation["summary"] in html
        assert operation.get("description")


def test_it_gives_a_description_to_every_field():
    """A program's author guesses nothing."""
    bare = [
        f"{name}.{field}"
        for name, one in schema()["components"]["schemas"].items()
        for field, said in one.get("properties", {}).items()
        if not said.get("description")
    ]
    assert bare == []


def test_it_is_openapi(cast, as_):
    """The file names its version, and every schema that it refers to is in it."""
    described = as_(cast.lead).get(reverse("api:openapi")).json()
    assert described["openapi"].startswith("3.")
    known = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert set(_references(described)) <= known
    writes = [one for _path, method, one in operations(described) if method != "get"]
    assert all(any(p["name"] == "Idempotency-Key" for p in one["parameters"]) for one in writes)


def _references(value):
    if isinstance(value, dict):
        yield from ([value["$ref"]] if "$ref" in value else [])
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


@pytest.mark.parametrize("attribute", ["src", "href"])
def test_it_asks_no_other_host(attribute, cast, as_):
    """The page's own scripts and styles come from this site."""
    html = as_(cast.admin).get(reverse("api:docs")).content.decode()
    addresses = [part.split('"')[0] for part in html.split(f'{attribute}="')[1:]]
    assert addresses and not [one for one in addresses if urlsplit(one).netloc]
