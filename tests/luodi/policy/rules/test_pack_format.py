"""The format of packs as one table of keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from luodi.policy.rules.pack_format import PACK
from luodi.policy.rules.records import Key, Record

# Read and written otherwise than by a key of their own name.
_APART = {"id", "source", "in_force", "catalogue", "place"}


def _records(record: Record) -> Iterator[Record]:
    yield record
    for key in record.keys:
        inner = getattr(key.of, "of", key.of)
        if isinstance(inner, Record):
            yield from _records(inner)


def _kept(record: Record) -> set[str]:
    return {*(key.kept_as for key in record.keys), *(record.extra.names if record.extra else ())}


def test_it_has_a_key_for_every_attribute() -> None:
    """What a rule can say, a pack can say: an attribute added to the model without a key is told here."""
    for record in _records(PACK):
        wanted = {one.name for one in fields(record.makes) if one.name not in _APART}  # type: ignore[arg-type]
        assert wanted - _kept(record) == set(), record.called


def test_it_has_no_key_that_leads_nowhere() -> None:
    """Each key is kept in an attribute that the rule has."""
    for record in _records(PACK):
        known = {one.name for one in fields(record.makes)}  # type: ignore[arg-type]
        assert all(isinstance(key, Key) and key.kept_as in known for key in record.keys), record.called
