"""Who might lead the matters that nobody has been given yet, by what published policies say of like tasks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.policies.models import Edition
from luodi_site.policies.suggestions import Adviser, Suggestion, own_words
from luodi_site.supervision.models import Matter


def suggestions_for(person: Any, matters: Iterable[Matter]) -> dict[int, Suggestion]:
    """By the number of the matter; only open matters without units, and only where some task is like enough."""
    wanted = [m for m in matters if m.edition_id and not m.is_assigned and m.state == Matter.State.OPEN]
    found: dict[int, Suggestion] = {}
    for edition in Edition.objects.filter(pk__in={m.edition_id for m in wanted}).select_related("region"):
        adviser = Adviser(person, edition.region, UnitIndex(edition.region), without=edition.reading_id)
        tasks = {task.get("id"): task for task in edition.policy["tasks"]}
        for matter in wanted:
            task = tasks.get(matter.item)
            if matter.edition_id != edition.pk or task is None:
                continue
            if suggestion := adviser.suggest(task.get("title"), own_words(task)):
                found[matter.pk] = suggestion
    return found
