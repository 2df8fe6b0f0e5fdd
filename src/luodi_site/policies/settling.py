"""What stands between a review and its publication, and the JSON that publication freezes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from luodi.policy.to_json import SCHEMA_VERSION
from luodi_site.accounts.models import Unit
from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.policies.compiled import GROUPS
from luodi_site.policies.models import Reading, ReviewItem
from luodi_site.policies.outlines import Places
from luodi_site.policies.queries import BESIDE
from luodi_site.policies.rules.pack import over_rules

State, Kind = ReviewItem.State, ReviewItem.Kind


def units_meant(payload: dict[str, Any], index: UnitIndex) -> dict[str, list[Unit]]:
    """The units of the register behind each name as written: assigned by hand, else found; [] where unknown."""
    assigned = payload.get("assigned") or {}
    expanded = payload.get("expanded") or {}
    meant: dict[str, list[Unit]] = {}
    for written in dict.fromkeys([*payload.get("lead", ()), *payload.get("units", ()), *payload.get("implied", ())]):
        if written in assigned:
            meant[written] = index.by_numbers(assigned[written])
            continue
        whole = index.find_all(written)
        parts = [unit for full in expanded.get(written, ()) for unit in index.find_all(full)]
        meant[written] = list(dict.fromkeys([*whole, *parts] if whole or parts else []))
    return meant


def names_unknown(payload: dict[str, Any], meant: dict[str, list[Unit]], index: UnitIndex) -> list[str]:
    """Names, or parts of a shortened list of names, that stand for no unit of the register."""
    assigned, expanded = payload.get("assigned") or {}, payload.get("expanded") or {}
    unknown = []
    for written, units in meant.items():
        parts = [] if written in assigned or index.find_all(written) else expanded.get(written, [])
        lacking = [full for full in parts if not index.find_all(full)]
        unknown += lacking if units else [written]
    return unknown


@dataclass(frozen=True)
class Settlement:
    """Figures and lists that the person sees before publishing."""

    unchecked: int
    open_problems: tuple[ReviewItem, ...]
    without_units: tuple[ReviewItem, ...]
    unknown_names: tuple[str, ...]
    open_rules: tuple[ReviewItem, ...] = ()

    @property
    def ticks(self) -> tuple[str, ...]:
        """What the person must tick before publishing."""
        asked = (("unchecked", self.unchecked), ("problems", self.open_problems))
        return tuple(name for name, is_asked in asked if is_asked)


def settlement_of(reading: Reading, items: Sequence[ReviewItem], index: UnitIndex) -> Settlement:
    tasks = [item for item in items if item.kind == Kind.TASK and item.state != State.REJECTED]
    unknown: dict[str, None] = {}
    without = []
    for task in tasks:
        meant = units_meant(task.payload, index)
        if not meant:
            without.append(task)
        unknown.update(dict.fromkeys(names_unknown(task.payload, meant, index)))
    return Settlement(
        unchecked=sum(item.kind not in BESIDE and item.state == State.PROPOSED for item in items),
        open_problems=tuple(i for i in items if i.kind == Kind.PROBLEM and i.state == State.PROPOSED),
        without_units=tuple(without),
        unknown_names=tuple(unknown),
        open_rules=tuple(
            item
            for item in items
            if item.kind == Kind.RULE and item.state != State.REJECTED and item.payload.get("gaps")
        ),
    )


def _frozen_item(item: ReviewItem, text: str, places: Places) -> dict[str, Any]:
    payload = {key: value for key, value in item.payload.items() if key not in ("assigned", "suggested")}
    placed = {"id": item.pk, "start": item.start, "end": item.end, "quote": text[item.start or 0 : item.end or 0]}
    return {**placed, **payload, "source": places.at(_first_word(text, item.start or 0, item.end or 0))}


def _first_word(text: str, start: int, end: int) -> int:
    """Where the stretch's first character that is not white space stands."""
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip())


def freeze(reading: Reading, items: Sequence[ReviewItem], index: UnitIndex) -> dict[str, Any]:
    """The policy's JSON by the codebook; tasks carry ``unit_ids`` by written name and ``unknown`` names beside."""
    places = Places(reading.outline)
    policy: dict[str, Any] = {
        "schema": SCHEMA_VERSION,
        "name": reading.name,
        "document": {**reading.facts, "title": reading.title},
    }
    kept = [item for item in items if item.state != State.REJECTED]
    for kind, group in GROUPS:
        policy[group] = [_frozen_item(item, reading.text, places) for item in kept if item.kind == kind]
    by_id = {item.pk: item for item in kept}
    for task in policy["tasks"]:
        payload = by_id[task["id"]].payload
        meant = units_meant(payload, index)
        task["unit_ids"] = {written: [unit.pk for unit in units] for written, units in meant.items()}
        task["unknown"] = names_unknown(payload, meant, index)
    policy["problems"] = []
    policy["rules"] = [_frozen_item(item, reading.text, places) for item in kept if item.kind == Kind.RULE]
    policy["over_rules"] = over_rules(reading, policy) if policy["rules"] else {}
    return policy


def units_concerned(policy: dict[str, Any]) -> set[int]:
    return {number for task in policy["tasks"] for numbers in task["unit_ids"].values() for number in numbers}


def without_additions(policy: dict[str, Any]) -> dict[str, Any]:
    """The codebook's JSON alone, as ``luodi compile`` writes it."""
    ours = {"id", "source", "unit_ids", "unknown"}
    policy = {key: value for key, value in policy.items() if key not in ("rules", "over_rules")}
    return {
        key: [{k: v for k, v in item.items() if k not in ours} for item in value] if isinstance(value, list) else value
        for key, value in policy.items()
    }
