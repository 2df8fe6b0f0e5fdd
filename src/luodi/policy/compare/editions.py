"""新旧对照: two editions of a document clause by clause: what was added, dropped, changed and moved, with both texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from luodi.clauses.model import Clause, Outline
from luodi.policy.likeness import align, bigrams, likeness, squeeze

Change = Literal["same", "changed", "added", "dropped", "moved"]
CHANGE_NAMES: dict[Change, str] = {
    "same": "未变",
    "changed": "修改",
    "added": "新增",
    "dropped": "删除",
    "moved": "移动",
}
# Blocks longer than this on both sides are paired by their order in halves, so that time stays in bounds.
_BLOCK_MOST = 150


@dataclass(frozen=True, slots=True)
class Edit:
    """One stretch of a changed clause; ``kept``, ``dropped`` or ``added`` words."""

    kind: Literal["kept", "dropped", "added"]
    words: str


@dataclass(frozen=True, slots=True)
class ComparedClause:
    """A clause of the old edition, of the new one, or both, with what happened to it."""

    change: Change
    old: Clause | None
    new: Clause | None
    old_words: str
    new_words: str
    edits: tuple[Edit, ...] = ()


def compare_editions(old: Outline, new: Outline) -> list[ComparedClause]:
    """Every clause of both editions (page furniture left out), in the order of the new one.

    A clause is the same when its words behind the number are equal but for white space and the width of punctuation;
    it is changed when it is alike enough to be the same clause reworded; it moved when it stands word for word
    elsewhere. Only another number in front is no change: both texts are shown with theirs.
    """
    x = [c for c in old.clauses if c.part != "chrome" and old.words(c).strip()]
    y = [c for c in new.clauses if c.part != "chrome" and new.words(c).strip()]
    left, right = [squeeze(_body(old, c)) for c in x], [squeeze(_body(new, c)) for c in y]
    rows: list[ComparedClause] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            rows.extend(_row("same", old, new, x[a + k], y[c + k]) for k in range(b - a))
        else:
            rows.extend(_block(old, new, x[a:b], y[c:d]))
    return _mark_moved(rows)


def _body(whole: Outline, clause: Clause) -> str:
    return whole.words(clause).strip().removeprefix(clause.marker)


def _block(old: Outline, new: Outline, x: list[Clause], y: list[Clause]) -> list[ComparedClause]:
    if len(x) > _BLOCK_MOST and len(y) > _BLOCK_MOST:
        half_x, half_y = len(x) // 2, len(y) // 2
        return [*_block(old, new, x[:half_x], y[:half_y]), *_block(old, new, x[half_x:], y[half_y:])]
    rows = []
    for i, j in align([_body(old, c) for c in x], [_body(new, c) for c in y]):
        if i is not None and j is not None:
            rows.append(_row("changed", old, new, x[i], y[j]))
        elif i is not None:
            rows.append(_row("dropped", old, new, x[i], None))
        elif j is not None:
            rows.append(_row("added", old, new, None, y[j]))
    return rows


def _row(change: Change, old: Outline, new: Outline, x: Clause | None, y: Clause | None) -> ComparedClause:
    old_words = old.words(x).strip() if x else ""
    new_words = new.words(y).strip() if y else ""
    edits = edits_between(old_words, new_words) if change == "changed" else ()
    return ComparedClause(change, x, y, old_words, new_words, edits)


def edits_between(old: str, new: str) -> tuple[Edit, ...]:
    """What was kept, dropped and added, character by character, with scattered single matches run together."""
    made: list[Edit] = []

    def put(kind: Literal["kept", "dropped", "added"], words: str) -> None:
        if not words:
            return
        if made and made[-1].kind == kind:
            made[-1] = Edit(kind, made[-1].words + words)
        else:
            made.append(Edit(kind, words))

    dropped = added = ""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        # A lone character that happens to agree between two rewritten stretches is no help to a reader.
        if tag == "equal" and (b - a > 1 or not (dropped or added) or b == len(old)):
            put("dropped", dropped)
            put("added", added)
            dropped = added = ""
            put("kept", old[a:b])
        else:
            dropped += old[a:b]
            added += new[c:d]
    put("dropped", dropped)
    put("added", added)
    return tuple(made)


def _mark_moved(rows: list[ComparedClause]) -> list[ComparedClause]:
    """A dropped clause that stands nearly word for word among the added ones has moved."""
    dropped = {i: _bag(row.old, row.old_words) for i, row in enumerate(rows) if row.change == "dropped"}
    gone: set[int] = set()
    made = list(rows)
    for j, row in enumerate(rows):
        if row.change != "added" or len(row.new_words) <= 12:
            continue
        here = _bag(row.new, row.new_words)
        near = [(likeness(bag, here), i) for i, bag in dropped.items() if i not in gone]
        best, i = max(near, default=(0.0, -1))
        if best >= 0.9:
            gone.add(i)
            edits = edits_between(rows[i].old_words, row.new_words)
            made[j] = replace(row, change="moved", old=rows[i].old, old_words=rows[i].old_words, edits=edits)
    return [row for i, row in enumerate(made) if i not in gone]


def _bag(clause: Clause | None, words: str) -> Counter[str]:
    return bigrams(words.removeprefix(clause.marker) if clause else words)


def summary(rows: list[ComparedClause]) -> dict[Change, int]:
    """How many clauses there are of each change."""
    return {change: sum(row.change == change for row in rows) for change in CHANGE_NAMES}
