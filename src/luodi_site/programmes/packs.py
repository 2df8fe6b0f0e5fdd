"""The packs that come with the program and hold benefits: they may be worked out beside an edition's own rules.

Most are what other places have published: they are offered as examples to compare with, and never as the place's own.
Only their heads are looked at here; a run reads them whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from luodi.policy.rules import packs

_TITLE = re.compile(r"^title:\s*(.+?)\s*$", re.MULTILINE)
_REGION = re.compile(r"^region:\s*(.+?)\s*$", re.MULTILINE)
_BENEFITS = re.compile(r"^benefits:", re.MULTILINE)


@cache
def offered() -> tuple[tuple[str, str, str], ...]:
    """Name, title and region of each pack that holds benefits; the region is empty where it holds anywhere."""
    found = []
    for name in packs.names():
        path = packs.find(name)
        text = path.read_text("utf-8") if path else ""
        title = _TITLE.search(text)
        if title and _BENEFITS.search(text):
            region = _REGION.search(text)
            found.append((name, title[1].strip("\"'"), region[1].strip("\"'") if region else ""))
    return tuple(found)


def choices(regions: Iterable[str] = ()) -> list[tuple[Any, list[tuple[str, str]]]]:
    """The packs in groups: what holds in the places named, what holds anywhere, and examples of other places."""
    own = set(regions)
    groups: dict[Any, list[tuple[str, str]]] = {}
    for heading, is_in in (
        (_("本地区的政策"), lambda region: region in own),
        (_("各地通用"), lambda region: not region),
        (_("示例：其他地区公开的政策，只供比较"), lambda region: region and region not in own),
    ):
        if found := [(name, title) for name, title, region in offered() if is_in(region)]:
            groups[heading] = found
    return list(groups.items())


def is_foreign(name: str, regions: Iterable[str]) -> bool:
    """Whether the pack is another place's."""
    return next(
        (bool(region) and region not in set(regions) for one, _title, region in offered() if one == name), False
    )


def title_of(name: str) -> str:
    return next((title for one, title, _region in offered() if one == name), name)
