"""Blanks out notes of who is responsible, so that the names of units are not read as what the text calls for."""

from __future__ import annotations

import re
from functools import lru_cache

_ROLES = r"(?:牵头|责任|配合|主办|协办|承办|负责|落实|参与|实施)(?:单位|部门|处室|领导)"
_OPENING = re.compile(rf"[（(\[【〔〖]\s*(?:{_ROLES}|由[^（）()]{{2,30}}(?:负责|牵头))")
_LINE = re.compile(rf"^[ \t\u3000]*(?:{_ROLES}|完成时限|时间节点)\s*[:：].*$", re.MULTILINE)
_PAIRS = {"（": "）)", "(": ")）", "[": "]", "【": "】", "〔": "〕", "〖": "〗"}
_LONGEST = 900  # a note that does not close within this many characters is not taken for one


@lru_cache(maxsize=2)  # every extractor asks for the same document
def without_notes(text: str) -> str:
    """The text, just as long, with notes such as （责任单位：…） replaced by spaces."""
    pieces: list[str] = []
    done = 0
    for found in _OPENING.finditer(text):
        if found.start() < done:
            continue
        end = _closing(text, found.start())
        if end:
            pieces += [text[done : found.start()], " " * (end - found.start())]
            done = end
    pieces.append(text[done:])
    return _LINE.sub(lambda line: " " * len(line.group()), "".join(pieces))


def _closing(text: str, start: int) -> int | None:
    """Where the bracket that opens at ``start`` is closed, brackets inside it skipped."""
    depth = 0
    for at in range(start, min(len(text), start + _LONGEST)):
        if text[at] in _PAIRS:
            depth += 1
        elif text[at] in "）)]】〕〗":
            depth -= 1
            if depth == 0:
                return at + 1
        elif text[at] == "\n" and text[at : at + 2] == "\n\n":
            return None
    return None
