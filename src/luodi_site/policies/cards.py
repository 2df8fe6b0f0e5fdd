"""Items as the cards beside the text: a title, lines of facts, units with what the register knows of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from luodi_site.accounts.models import Unit
from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.policies import words
from luodi_site.policies.models import ReviewItem
from luodi_site.policies.outlines import Places
from luodi_site.policies.rules.wording import state_of
from luodi_site.policies.settling import names_unknown, units_meant
from luodi_site.policies.suggestions import Suggestion
from luodi_site.policies.unit_standing import standing_of

Kind, State = ReviewItem.Kind, ReviewItem.State
# Problems first, then in the order of the codebook.
KINDS = (Kind.PROBLEM, Kind.TASK, Kind.TARGET, Kind.BENEFIT, Kind.RULE, Kind.DUTY, Kind.MECHANISM)


@dataclass(frozen=True, slots=True)
class UnitChip:
    """A unit as written; ``full`` is what the register calls it, empty where it is unknown; ``mark`` says what is to
    be known of the name: that it is a former or a collective one, or that the register does not have it."""

    written: str
    full: str
    is_lead: bool
    standing: str = "current"
    mark: str = ""


@dataclass(frozen=True, slots=True)
class RuleMark:
    """Which rule a benefit went into, and whether it is complete."""

    pk: int
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    pk: int
    kind: str
    state: str
    state_label: str
    version: int
    title: str
    rows: tuple[tuple[str, str], ...]
    units: tuple[UnitChip, ...]
    source: str
    start: int | None
    end: int | None
    by: str
    search: str
    suggestion: Suggestion | None = None
    rule: RuleMark | None = None
    rule_words: str = ""

    @property
    def is_open(self) -> bool:
        return self.state == State.PROPOSED

    @property
    def is_rejected(self) -> bool:
        return self.state == State.REJECTED

    @property
    def is_problem(self) -> bool:
        return self.kind == Kind.PROBLEM


def state_label(item: ReviewItem) -> str:
    """A problem is open, settled or no problem; anything else is named by its state."""
    if item.kind != Kind.PROBLEM:
        return str(item.get_state_display())
    if item.state == State.PROPOSED:
        return _("待处理")
    return _("不是问题") if item.state == State.REJECTED else _("已处理")


def _chips(payload: dict[str, Any], index: UnitIndex) -> tuple[UnitChip, ...]:
    meant = units_meant(payload, index)
    leads = set(payload.get("lead", ()))
    expanded = payload.get("expanded") or {}
    return tuple(
        chip_of(written, units, index.region.name, is_lead=written in leads, is_list=written in expanded)
        for written, units in meant.items()
    )


def chip_of(written: str, units: Sequence[Unit], region: str, *, is_lead: bool, is_list: bool = False) -> UnitChip:
    """``is_list``: the name is a shortened list of names (经信、财政局), each of which means a unit of its own."""
    full = "、".join(unit.name for unit in units)
    if is_list and units:
        return UnitChip(written, full, is_lead)
    standing = standing_of(written, units, region)
    return UnitChip(written, full, is_lead, standing.standing, standing.words)


def card_of(item: ReviewItem, text: str, places: Places, index: UnitIndex) -> Card:
    quote = text[item.start : item.end] if item.start is not None and item.end is not None else ""
    first = None if item.start is None else item.start + len(quote) - len(quote.lstrip())
    is_task = item.kind == Kind.TASK
    title = words.item_title(item.kind, item.payload, quote)
    return Card(
        pk=item.pk, kind=item.kind, state=item.state, state_label=state_label(item), version=item.version, title=title,
        rows=tuple(words.rows_of(item.kind, item.payload)),
        units=_chips(item.payload, index) if is_task else (),
        source=places.at(first) or _("全文"), start=item.start, end=item.end,
        by=item.edited_by.name if item.edited_by_id and item.edited_by and item.state != State.PROPOSED else "",
        search=quote[:120], rule_words=state_of(item.payload) if item.kind == Kind.RULE else "",
    )  # fmt: skip


@dataclass(frozen=True)
class Group:
    """All cards of a kind."""

    kind: str
    label: str
    cards: tuple[Card, ...]

    @property
    def open(self) -> int:
        return sum(card.is_open for card in self.cards)


def groups_of(items: Sequence[ReviewItem], text: str, places: Places, index: UnitIndex) -> tuple[Group, ...]:
    labels = dict(Kind.choices)
    cards = [card_of(item, text, places, index) for item in items]
    return tuple(Group(kind, str(labels[kind]), tuple(c for c in cards if c.kind == kind)) for kind in KINDS)


def unknown_names_of(item: ReviewItem, index: UnitIndex) -> list[str]:
    """Names of a task that stand for no unit of the register."""
    return names_unknown(item.payload, units_meant(item.payload, index), index) if item.kind == Kind.TASK else []
