"""What the office split or joined follows into the policy's next edition, where the tasks are still the same.

Where a task was changed, its new matter stays whole and the office is asked; where it left the policy, the office is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Max
from django.urls import reverse
from django.utils.translation import gettext as _

from luodi_site.accounts.models import Person, Unit
from luodi_site.lib.clock import moment
from luodi_site.notices.actions import notify
from luodi_site.policies.models import Edition
from luodi_site.supervision.actions.carrying import origin
from luodi_site.supervision.actions.claims import remember
from luodi_site.supervision.models import LedgerEntry, Matter, MatterUnit
from luodi_site.supervision.search_rows import keep_matters

Kind, State = LedgerEntry.Kind, Matter.State
# What another place in the text or a new entry in the register changes; the rest of a task is what was said about it.
_BESIDE = ("id", "start", "end", "source", "unit_ids", "unknown", "expanded", "note")
Pair = tuple[Matter, Matter]


@dataclass(frozen=True)
class Breakdown:
    """One act of the office under the former edition: ``sources`` gave way to ``made``; split where ``is_split``."""

    sources: tuple[Matter, ...]
    made: tuple[Matter, ...]
    is_split: bool

    @property
    def titles(self) -> str:
        return "、".join(f"“{matter.title[:60]}”" for matter in self.made)


def breakdowns_of(edition_id: int) -> list[Breakdown]:
    """In the order in which the office made them, so that a part of a part comes after it."""
    made = Matter.objects.filter(edition_id=edition_id, item=None).order_by("pk")
    found: dict[tuple[str, int], list[Matter]] = {}
    for matter in made.select_related("parent", "edition").prefetch_related("units", "joined__edition"):
        found.setdefault(("parent", matter.parent_id) if matter.parent_id else ("made", matter.pk), []).append(matter)
    return [
        Breakdown((rows[0].parent,), tuple(rows), True)
        if rows[0].parent
        else Breakdown(tuple(sorted(rows[0].joined.all(), key=lambda one: one.pk)), tuple(rows), False)
        for rows in found.values()
    ]


def unchanged(before: Edition, after: Edition) -> set[int]:
    """Review items whose task both editions say alike."""
    now = _tasks(after)
    return {item for item, task in _tasks(before).items() if now.get(item) == task}


def _tasks(edition: Edition) -> dict[int, dict[str, Any]]:
    return {
        task["id"]: {name: value for name, value in task.items() if name not in _BESIDE}
        for task in edition.policy["tasks"]
        if task.get("id") is not None
    }


def follow_parts(edition: Edition, following: Mapping[int, Matter], actor: Person | None, on: date) -> list[Pair]:
    """Splits and joins anew what was split and joined, and asks about the rest; gives each former part with its new one.

    ``following`` are the new edition's matters by review item.
    """
    former = edition.supersedes
    if former is None or not (breakdowns := breakdowns_of(former.pk)):
        return []
    same = unchanged(former, edition)
    tasks = Matter.objects.filter(edition=former, item__in=same)
    kept = {before.pk: following[before.item] for before in tasks if before.item in following}
    pairs = follow_from(breakdowns, kept, actor, on)
    for one in breakdowns:
        if any(source.item is not None for source in one.sources) and not all(s.pk in kept for s in one.sources):
            _ask(one, following, actor, on)
    return pairs


def follow_from(breakdowns: Iterable[Breakdown], kept: dict[int, Matter], actor: Person | None, on: date) -> list[Pair]:
    """Makes each breakdown anew whose sources are all in ``kept`` (former number: new matter), and puts its parts there."""
    pairs: list[Pair] = []
    for one in breakdowns:
        if not all(source.pk in kept for source in one.sources):
            continue
        made = _again(one, [kept[source.pk] for source in one.sources], actor, on)
        kept.update(zip((part.pk for part in one.made), made, strict=True))
        pairs += zip(one.made, made, strict=True)
    gave_way = (State.DIVIDED, State.MERGED)
    return [pair for pair in pairs if pair[0].state not in gave_way]


def _again(one: Breakdown, sources: Sequence[Matter], actor: Person | None, on: date) -> list[Matter]:
    made = [_copy(part, sources[0], one.is_split, on) for part in one.made]
    state, kind = (State.DIVIDED, Kind.SPLIT) if one.is_split else (State.MERGED, Kind.MERGE)
    for before, source in zip(one.sources, sources, strict=True):
        Matter.objects.filter(pk=source.pk).update(
            state=state, version=F("version") + 1, **({} if one.is_split else {"successor": made[0]})
        )
        source.state = state
        into: dict[str, Any] = {"into": [m.pk for m in made], "positions": [m.position for m in made]}
        if not one.is_split:
            into = {"into": made[0].pk, "position": made[0].position}
        remember(source, kind, on=on, actor=actor, **into, **origin(before))
    how, titles = "parent" if one.is_split else "joined", [source.title for source in sources]
    for before, matter in zip(one.made, made, strict=True):
        of = [source.pk for source in sources]
        remember(
            matter, Kind.OPEN, on=on, actor=actor, day=matter.deadline, how=how, of=of, titles=titles, **origin(before)
        )
    return made


def _copy(part: Matter, source: Matter, is_split: bool, on: date) -> Matter:
    """The part under the new edition: its own title and units, the clause of the new matter. Days that the office set,
    schedule and progress are carried like those of any other task."""
    last = Matter.objects.filter(edition_id=source.edition_id).aggregate(last=Max("position"))["last"] or 0
    same = (
        "region_id",
        "edition_id",
        "start",
        "end",
        "place",
        "deadline",
        "deadline_basis",
        "source_kind",
        "is_standing",
    )
    made = Matter.objects.create(
        **{name: getattr(source, name) for name in same}, position=last + 1, title=part.title, starts_on=on,
        is_assigned=part.is_assigned, parent=source if is_split else None,
    )  # fmt: skip
    MatterUnit.objects.bulk_create(
        MatterUnit(matter=made, unit_id=u.unit_id, name=u.name, full=u.full, role=u.role, position=u.position)
        for u in part.units.all()
    )
    keep_matters([made])
    return made


def _ask(one: Breakdown, following: Mapping[int, Matter], actor: Person | None, on: date) -> None:
    """Leaves the question with the first of the new matters, and tells the office; without one there is only to tell."""
    left = [following[source.item] for source in one.sources if source.item in following]
    titles = {"what": _("拆分") if one.is_split else _("合并"), "titles": one.titles}
    if left:
        words = _("上一版中%(what)s为%(titles)s；新版改动了这项任务，请决定是否沿用。") % titles
        sources = [source.pk for source in one.sources]
        remember(
            left[0], Kind.NOTICE, on=on, actor=actor, asks="split" if one.is_split else "merge", of=sources, words=words
        )
    else:
        words = _("上一版中%(what)s为%(titles)s；新版没有这项任务，各项随旧版结束。仍要办理的，请另行立项。") % titles
    about = left[0] if left else one.sources[0]
    office = Unit.objects.filter(region_id=about.region_id, is_coordinating=True, is_active=True)
    notify(
        kind="policy", title=_("新版需要确认：%(title)s") % {"title": about.title[:120]}, key=f"parts:{about.pk}",
        units=list(office), words=words, url=reverse("supervision:matter", args=[about.pk]), at=moment(on),
    )  # fmt: skip
