"""The steps of a review in words, for its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from luodi_site.accounts.models import Person
from luodi_site.lib.verbs import words_for
from luodi_site.policies.models import Reading
from luodi_site.policies.queries import steps_of
from luodi_site.policies.words import item_title


@dataclass(frozen=True)
class StepRow:
    at: datetime
    actor: Person
    words: str
    item_words: str
    is_undone: bool


def step_rows(reading: Reading) -> list[StepRow]:
    """Newest first; an item is named by what it was after the step."""
    text = Reading.objects.values_list("text", flat=True).get(pk=reading.pk)
    rows = []
    for step in steps_of(reading):
        after = step.after
        quote = text[after["start"] : after["end"]] if after["start"] is not None else ""
        title = item_title(step.item.kind, after["payload"], quote)
        words = f"{step.item.get_kind_display()}：{title}"
        rows.append(StepRow(step.at, step.actor, words_for(f"policies.{step.verb}_item"), words, step.is_undone))
    return rows
