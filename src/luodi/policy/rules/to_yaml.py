"""Writes rules as a pack that reads back as the same rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from luodi.formula.fields import Catalogue
from luodi.policy.rules.model import Rules
from luodi.policy.rules.pack_format import PACK
from luodi.policy.rules.scope import Page, Scope

WIDTH = 120
_SHORT = 60
_NEEDS_QUOTES = frozenset(",[]{}:#\n")


def to_yaml(rules: Rules, catalogue: Catalogue) -> str:
    """The pack as text; ``catalogue`` is the standard one, fields beyond it are written out."""
    written = PACK.write(rules, Scope(Page(), catalogue))
    events = [yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False), *_events(written)]
    events += [yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent()]
    return str(yaml.emit(events, Dumper=yaml.SafeDumper, allow_unicode=True, width=WIDTH))


def _events(value: Any, on_one_line: bool = False) -> Iterator[yaml.Event]:
    match value:
        case dict():
            yield yaml.MappingStartEvent(None, None, True, flow_style=on_one_line or not value)
            for key, inner in value.items():
                yield _scalar(key)
                yield from _events(inner)
            yield yaml.MappingEndEvent()
        case list():
            is_flat = all(isinstance(inner, str) and _is_short({"": inner}) for inner in value)
            yield yaml.SequenceStartEvent(None, None, True, flow_style=is_flat)
            for inner in value:
                yield from _events(inner, on_one_line=_is_short(inner))
            yield yaml.SequenceEndEvent()
        case _:
            yield _scalar(value)


def _is_short(value: Any) -> bool:
    """A mapping that reads better as {payer: 市级, share: 60%}."""
    if not isinstance(value, dict) or not all(isinstance(inner, str) for inner in value.values()):
        return False
    return sum(map(len, (*value, *value.values()))) < _SHORT and not _NEEDS_QUOTES.intersection("".join(value.values()))


def _scalar(value: str) -> yaml.ScalarEvent:
    """As it stands wherever YAML allows it: the reader takes 30 and true as text and asks the key what they are."""
    return yaml.ScalarEvent(None, None, (True, True), value, style=None if value else "'")
