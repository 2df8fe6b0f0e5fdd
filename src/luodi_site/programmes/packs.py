"""The packs that come with the program and hold benefits: they may be worked out beside an edition's own rules.

Only their heads are looked at here; a run reads them whole.
"""

from __future__ import annotations

import re
from functools import cache

from luodi.policy.rules import packs

_TITLE = re.compile(r"^title:\s*(.+?)\s*$", re.MULTILINE)
_BENEFITS = re.compile(r"^benefits:", re.MULTILINE)


@cache
def offered() -> tuple[tuple[str, str], ...]:
    """Name and title of each pack that holds benefits."""
    found = []
    for name in packs.names():
        path = packs.find(name)
        text = path.read_text("utf-8") if path else ""
        title = _TITLE.search(text)
        if title and _BENEFITS.search(text):
            found.append((name, title[1].strip("\"'")))
    return tuple(found)


def title_of(name: str) -> str:
    return dict(offered()).get(name, name)
