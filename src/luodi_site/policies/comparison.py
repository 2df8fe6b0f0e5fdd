"""Two policies side by side as the rows of a page: 新旧对照 of editions, 承接 of a superior's policy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from luodi.policy.compare.editions import ComparedClause, Edit, compare_editions
from luodi.policy.compare.superior import CarriedTarget, CarriedTask, compare_with_superior
from luodi.policy.in_words import target_line
from luodi.spans import Span
from luodi_site.policies import words
from luodi_site.policies.compiled import GROUPS
from luodi_site.policies.sides import Side

CHANGES: dict[str, Any] = {
    "changed": _("修改"),
    "added": _("新增"),
    "dropped": _("删除"),
    "moved": _("移动"),
    "same": _("未变"),
}
# What asks for a decision stands first.
VERDICTS: dict[str, Any] = {
    "missing": _("未见承接"),
    "lower": _("低于上级"),
    "later": _("晚于上级"),
    "part": _("绝对量，按分解数核对"),
    "met": _("已承接"),
}


@dataclass(frozen=True)
class Passage:
    """One side of a row: its words as HTML, and where they stand."""

    html: SafeString
    reading_id: int
    start: int
    end: int
    place: str


@dataclass(frozen=True)
class ClauseRow:
    change: str
    label: Any
    old: Passage | None
    new: Passage | None


def _marked(edits: Iterable[Edit], skipped: str, tag: str) -> SafeString:
    """One side of a changed clause: what the other side has is left out, what only this one has is marked."""
    return mark_safe(
        "".join(
            f"<{tag}>{escape(edit.words)}</{tag}>" if edit.kind != "kept" else escape(edit.words)
            for edit in edits
            if edit.kind != skipped
        )
    )


def _passage(side: Side, span: Span, html: SafeString) -> Passage:
    words_here = side.text[span.start : span.end]
    first = span.start + len(words_here) - len(words_here.lstrip())
    return Passage(html, side.reading_id, first, span.start + len(words_here.rstrip()), side.places.at(first))


def _clause_row(row: ComparedClause, old: Side, new: Side) -> ClauseRow:
    left = right = None
    if row.old:
        whole = f"<del>{escape(row.old_words)}</del>" if row.change == "dropped" else escape(row.old_words)
        left = _passage(old, row.old.span, _marked(row.edits, "added", "del") if row.edits else mark_safe(whole))
    if row.new:
        whole = f"<ins>{escape(row.new_words)}</ins>" if row.change == "added" else escape(row.new_words)
        right = _passage(new, row.new.span, _marked(row.edits, "dropped", "ins") if row.edits else mark_safe(whole))
    return ClauseRow(row.change, CHANGES[row.change], left, right)


def compared(old: Side, new: Side) -> list[ComparedClause]:
    return compare_editions(old.outline, new.outline)


def clause_rows(clauses: Sequence[ComparedClause], old: Side, new: Side, *, everything: bool) -> list[ClauseRow]:
    """What changed, in the order of the new text; all clauses where ``everything`` is wanted."""
    return [_clause_row(row, old, new) for row in clauses if everything or row.change != "same"]


@dataclass(frozen=True)
class ItemRow:
    """An item that reviewers changed between two editions of the same text."""

    kind: str
    change: str
    label: Any
    old: str
    new: str


def _says(kind: str, item: dict[str, Any]) -> str:
    facts = [f"{label}：{value}" for label, value in words.rows_of(kind, item)]
    lead, units = item.get("lead") or [], [*item.get("units", ()), *item.get("implied", ())]
    named = [f"{name}（{_('牵头')}）" if name in lead else name for name in dict.fromkeys([*lead, *units])]
    return "；".join(
        [words.item_title(kind, item, item.get("quote", "")), *facts, *(["、".join(named)] if named else [])]
    )


def item_rows(old: Side, new: Side) -> list[ItemRow]:
    """Items of two editions of one document, by their numbers: what was added, dropped, or says something else now."""
    rows = []
    for kind, group in GROUPS:
        before = {item["id"]: _says(kind, item) for item in old.frozen.get(group, ())}
        after = {item["id"]: _says(kind, item) for item in new.frozen.get(group, ())}
        for number in dict.fromkeys([*before, *after]):
            here, there = before.get(number, ""), after.get(number, "")
            if here != there:
                change = "changed" if here and there else "dropped" if here else "added"
                rows.append(ItemRow(kind, change, CHANGES[change], here, there))
    return rows


@dataclass(frozen=True)
class CarriedRow:
    """A superior's target or task, its local counterpart, and the verdict."""

    kind: str
    verdict: str
    label: Any
    superior: Passage
    local: Passage | None
    likeness: float


Carried = tuple[list[CarriedTarget], list[CarriedTask]]


def carried(superior: Side, local: Side) -> Carried:
    return compare_with_superior(superior.policy, superior.outline, local.policy, local.outline)


def carried_rows(found: Carried, superior: Side, local: Side, verdict: str = "") -> list[CarriedRow]:
    """Targets, then tasks; within each what was not taken up first. ``verdict`` keeps only those."""
    order = list(VERDICTS)
    made = []
    for kind, group in (("target", found[0]), ("task", found[1])):
        rows = [_carried_row(kind, row, superior, local) for row in group if verdict in ("", row.verdict)]
        made += sorted(rows, key=lambda row: order.index(row.verdict))
    return made


def _carried_row(kind: str, row: CarriedTarget | CarriedTask, superior: Side, local: Side) -> CarriedRow:
    def shown(side: Side, item: Any) -> Passage:
        says = target_line(item) if kind == "target" else item.title or words.shorten(item.span.slice(side.text), 40)
        return _passage(side, item.span, mark_safe(escape(says)))

    there = shown(local, row.local) if row.local else None
    return CarriedRow(kind, row.verdict, VERDICTS[row.verdict], shown(superior, row.superior), there, row.likeness)


def verdict_counts(found: Carried) -> list[tuple[str, Any, int]]:
    """(verdict, its words, how many), in the order of urgency; verdicts that nothing has are left out."""
    counts = Counter(row.verdict for group in found for row in group)
    return [(verdict, label, counts[verdict]) for verdict, label in VERDICTS.items() if counts[verdict]]
