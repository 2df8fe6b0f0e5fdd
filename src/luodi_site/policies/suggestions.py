"""Who might lead a task that names nobody: what published policies say of tasks in like words. Only ever proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.utils.translation import gettext as _

from luodi.policy.likeness import bigrams, likeness
from luodi_site.accounts.models import Region
from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.policies.models import Edition
from luodi_site.policies.queries import editions_visible_to
from luodi_site.policies.unit_standing import standing_of

# Under this two tasks have no more in common than their style.
LEAST = 0.4
_LONGEST = 300
Bag = Counter[str]


@dataclass(frozen=True)
class Suggestion:
    """Units that a like task of a published policy names; ``score`` is how alike the two are, 0 to 1."""

    edition_id: int
    edition_title: str
    reading_id: int
    task: int
    place: str
    start: int
    end: int
    lead: tuple[str, ...]
    units: tuple[str, ...]
    score: float

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(name for name in self.units if name not in self.lead)


@dataclass(frozen=True)
class _Task:
    """A published task with its words, ready to be compared."""

    item: dict[str, Any]
    title: Bag | None
    words: Bag


def _bags(title: str | None, words: str) -> tuple[Bag | None, Bag]:
    return (bigrams(title) if title else None), bigrams(words[:_LONGEST])


@lru_cache(maxsize=200)
def _tasks_of(edition_id: int, _published: str) -> tuple[_Task, ...]:
    """An edition never changes, so that its words are counted once; the day keeps apart what bears one number."""
    policy = Edition.objects.values_list("policy", flat=True).get(pk=edition_id)
    return tuple(
        _Task(item, *_bags(item.get("title"), own_words(item)))
        for item in policy.get("tasks", ())
        if item.get("lead") or item.get("units")
    )


def own_words(item: dict[str, Any]) -> str:
    """The task without the note that names its units."""
    quote, note = item.get("quote", ""), item.get("note")
    return quote[: max(0, note[0] - item["start"])] or quote if note else quote


class Adviser:
    """Looks through the policies in force that the person may see, of the document's region and those above it."""

    def __init__(self, person: Any, region: Region, index: UnitIndex, *, without: int | None = None) -> None:
        """``without``: the reading whose own editions teach nothing."""
        self.index, self.region = index, region
        above = [int(number) for number in region.path.strip("/").split("/") if number]
        found = editions_visible_to(person).filter(superseded_by=None, region__in=above).exclude(reading_id=without)
        self._editions = list(found.defer("text", "outline", "policy"))

    @cached_property
    def _tasks(self) -> list[tuple[Edition, _Task]]:
        return [(e, task) for e in self._editions for task in _tasks_of(e.pk, e.published_at.isoformat())]

    def suggest(self, title: str | None, words: str) -> Suggestion | None:
        """The likest task whose units are all known here, if it is like enough; never a guess."""
        heading, body = _bags(title, words)
        scored = [(_score(heading, body, task), -order) for order, (_edition, task) in enumerate(self._tasks)]
        for score, order in sorted((pair for pair in scored if pair[0] >= LEAST), reverse=True)[:5]:
            edition, task = self._tasks[-order]
            if made := self._suggestion(edition, task.item, score):
                return made
        return None

    def _suggestion(self, edition: Edition, item: dict[str, Any], score: float) -> Suggestion | None:
        lead = tuple(dict.fromkeys(name for written in item.get("lead", ()) for name in self._known(item, written)))
        every = [name for written in item.get("units", ()) for name in self._known(item, written)]
        units = tuple(dict.fromkeys([*lead, *every]))
        if not units or (item.get("lead") and not lead):
            return None
        return Suggestion(
            edition.pk, edition.title, edition.reading_id, item["id"], item.get("source", ""), item["start"], item["end"],
            lead, units, score,
        )  # fmt: skip

    def _known(self, item: dict[str, Any], written: str) -> Iterator[str]:
        """The name as written where it means the same units here and is no former name, else their full names; only units
        of this region or below it: a province's department does not lead a city's task."""
        meant = self.index.by_numbers((item.get("unit_ids") or {}).get(written) or ()) or self.index.find_all(written)
        if not meant or not all(unit.region.path.startswith(self.region.path) for unit in meant):
            return
        is_former = standing_of(written, meant, self.region.name).standing == "former"
        if not is_former and list(self.index.find_all(written)) == list(meant):
            yield written
        else:
            yield from (unit.name for unit in meant)


def _score(title: Bag | None, words: Bag, task: _Task) -> float:
    """Of titles or of words, whichever are more alike; single-word titles say too little by themselves."""
    of_titles = likeness(title, task.title) if title and task.title and title.total() > 2 else 0.0
    # Two bags of very different size cannot be alike enough: their overlap is at most the smaller one.
    small, large = sorted((words.total(), task.words.total()))
    of_words = likeness(words, task.words) if 2 * small >= LEAST * (small + large) else 0.0
    return max(of_titles, of_words)


def reason(suggestion: Suggestion) -> str:
    """依据：《…》二、（一）1，文字相近71%."""
    return _("依据：《%(title)s》%(place)s，文字相近%(score)s") % {
        "title": suggestion.edition_title, "place": suggestion.place, "score": f"{suggestion.score:.0%}"}  # fmt: skip


def adopted(payload: dict[str, Any], suggestion: Suggestion) -> dict[str, Any]:
    """A task's payload with the suggested units, which says that they are not the document's own words."""
    return {
        **payload, "lead": list(suggestion.lead), "units": list(suggestion.units),
        "suggested": {"edition": suggestion.edition_id, "task": suggestion.task, "units": list(suggestion.units)},
    }  # fmt: skip
