"""All that the review page shows of one reading, loaded once for a request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.policies.card_html import CardWriter
from luodi_site.policies.cards import Card, Group, RuleMark, card_of, groups_of
from luodi_site.policies.marking import Line, Mark, lines_of, render
from luodi_site.policies.models import Reading, ReviewItem
from luodi_site.policies.outlines import Places
from luodi_site.policies.queries import BESIDE, Progress
from luodi_site.policies.rules import wording
from luodi_site.policies.rules.drafting import rules_of_benefits
from luodi_site.policies.settling import Settlement, settlement_of
from luodi_site.policies.suggestions import Adviser, Suggestion

State, Kind = ReviewItem.State, ReviewItem.Kind


def marks_of(items: Iterable[ReviewItem]) -> list[Mark]:
    """What is marked in the text: everything with a stretch but what was rejected."""
    return [
        Mark(item.pk, item.kind, item.start, item.end)
        for item in items
        if item.start is not None and item.end is not None and item.state != State.REJECTED
    ]


@dataclass(frozen=True)
class WrittenGroup:
    """All cards of a kind as HTML, and how many are still to be checked."""

    kind: str
    label: str
    cards_html: tuple[SafeString, ...]
    open: int


class ReviewDesk:
    """A reading with its items, places, units and lines. ``person`` is whose policies suggestions may come from."""

    def __init__(self, reading: Reading, person: Any = None) -> None:
        self.reading = reading
        self.person = person
        self.places = Places(reading.outline)
        self.index = UnitIndex(reading.region)

    @cached_property
    def items(self) -> Sequence[ReviewItem]:
        return list(ReviewItem.objects.filter(reading=self.reading).select_related("edited_by"))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return lines_of(self.reading.text, self.places)

    @property
    def groups(self) -> tuple[Group, ...]:
        return groups_of(self.items, self.reading.text, self.places, self.index)

    def written_groups(self, *, may_edit: bool) -> tuple[WrittenGroup, ...]:
        """The groups of cards as HTML; whoever may edit is shown who might lead what nobody leads."""
        writer = CardWriter(self.reading.pk, may_edit=may_edit)
        advised = self._suggestions() if may_edit else {}
        ruled = self.rule_marks
        return tuple(
            WrittenGroup(
                group.kind,
                group.label,
                tuple(
                    writer.write(replace(card, suggestion=advised.get(card.pk), rule=ruled.get(card.pk)))
                    for card in group.cards
                ),
                group.open,
            )
            for group in self.groups
        )

    def card(self, item: ReviewItem) -> Card:
        card = card_of(item, self.reading.text, self.places, self.index)
        return replace(card, suggestion=self.suggestion(item), rule=self.rule_marks.get(item.pk))

    @property
    def rule_marks(self) -> dict[int, RuleMark]:
        """By the number of a benefit, the rule that it went into."""
        found = rules_of_benefits(self.items)
        return {pk: RuleMark(rule.pk, wording.state_of(rule.payload)) for pk, rule in found.items()}

    @cached_property
    def _adviser(self) -> Adviser:
        return Adviser(self.person, self.reading.region, self.index, without=self.reading.pk)

    def _suggestions(self) -> dict[int, Suggestion | None]:
        return {item.pk: self.suggestion(item) for item in self.items}

    def suggestion(self, item: ReviewItem) -> Suggestion | None:
        """Who might lead a task that names nobody, by a published policy."""
        payload = item.payload
        names_somebody = any(payload.get(name) for name in ("lead", "units", "implied"))
        if self.person is None or item.kind != Kind.TASK or item.state == State.REJECTED or names_somebody:
            return None
        return self._adviser.suggest(payload.get("title"), self.reading.text[item.start or 0 : item.end or 0])

    @property
    def progress(self) -> Progress:
        others = [item for item in self.items if item.kind not in BESIDE]
        return Progress(
            items=len(others),
            checked=sum(item.state != State.PROPOSED for item in others),
            problems=sum(item.kind == Kind.PROBLEM and item.state == State.PROPOSED for item in self.items),
        )

    @property
    def settlement(self) -> Settlement:
        return settlement_of(self.reading, self.items, self.index)

    def text_html(self) -> str:
        """The whole text with its marks."""
        return "".join(render(self.reading.text, self.lines, marks_of(self.items)))

    def lines_html(self, stretches: Iterable[tuple[int | None, int | None]]) -> str:
        """The lines that some stretches touch, to be put in the place of those on the page."""
        wanted = [(start, end) for start, end in stretches if start is not None and end is not None]
        lines = [line for line in self.lines if any(line.start < end and start < line.end for start, end in wanted)]
        return "".join(render(self.reading.text, lines, marks_of(self.items), out_of_band=True))
