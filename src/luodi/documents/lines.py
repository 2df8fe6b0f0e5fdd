"""Where the lines of a text stand: without their line end and the white space around them, empty ones left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Word processors and web pages leave characters without width in a text (byte order mark, zero-width space and joiners,
# direction marks); str.isspace() does not know them, and a line of nothing else is an empty line.
INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u200e\u200f"
_BREAK = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_BLANK = rf"\s{INVISIBLE}"
_LINE = re.compile(rf"[^{_BLANK}](?:[^{_BREAK}]*[^{_BLANK}])?")


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Offsets ``(start, end)`` of each line within the stretch; U+3000, the indent of Chinese print, is white space."""
    for found in _LINE.finditer(text, start, len(text) if end is None else end):
        yield found.start(), found.end()


_INVISIBLE = re.compile(rf"[{INVISIBLE}\u00ad]")


def visible(text: str) -> str:
    """The text without characters that have no width, which would stand between the letters of a word."""
    return _INVISIBLE.sub("", text)


def is_blank(text: str) -> bool:
    """Whether a person would see nothing at all."""
    return _LINE.search(text) is None
