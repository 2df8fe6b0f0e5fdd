"""A policy as the JSON that the codebook describes, with a schema version."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from luodi.policy.model import Policy, Target
from luodi.problems import Problem
from luodi.spans import Span
from luodi.terms.indicator_catalogue import resolve_indicator
from luodi.terms.unit_registry import resolve

SCHEMA_VERSION = "1.0"


def number(value: Decimal | None) -> int | float | None:
    """A decimal as the plainest JSON number: 150, 3.3."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return number(value)
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(part) for part in value]
        case _:
            return value


def item_to_json(item: Any, text: str) -> dict[str, Any]:
    """One item: its stretch (``start``, ``end``), its words (``quote``), then its fields."""
    span: Span = item.span
    made: dict[str, Any] = {"start": span.start, "end": span.end, "quote": span.slice(text)}
    for entry in fields(item):
        value = getattr(item, entry.name)
        match entry.name:
            case "span":
                continue
            case "expanded":
                made["expanded"] = {written: list(full) for written, full in value}
            case "params":
                made["params"] = {key: _plain(parameter) for key, parameter in value}
            case "note":
                made["note"] = [value.start, value.end] if value else None
            case _:
                made[entry.name] = _plain(value)
    if isinstance(item, Target):
        known = resolve_indicator(item.indicator, item.unit)
        made["indicator_code"] = known.code if known else None
    return made


def problem_to_json(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
        "start": problem.span.start if problem.span else None,
        "end": problem.span.end if problem.span else None,
    }


def policy_to_json(policy: Policy, text: str) -> dict[str, Any]:
    """The whole policy; ``text`` is the document's, for the words of each item."""
    facts = policy.facts
    return {
        "schema": SCHEMA_VERSION,
        "name": policy.name,
        "document": {
            "title": facts.title,
            "issuer": facts.issuer,
            "jurisdiction": facts.jurisdiction,
            "number": facts.number,
            "issued_on": facts.issued_on.isoformat() if facts.issued_on else None,
            "horizon": list(facts.horizon) if facts.horizon else None,
            "based_on": [{"title": r.title, "number": r.number} for r in facts.based_on],
        },
        **{
            kind: [item_to_json(item, text) for item in getattr(policy, kind)]
            for kind in ("tasks", "targets", "benefits", "duties", "mechanisms")
        },
        "units": units_to_json(policy),
        "problems": [problem_to_json(problem) for problem in policy.problems],
    }


def units_to_json(policy: Policy) -> list[dict[str, Any]]:
    """Every unit that a task names, once, with what its name stands for; an unknown one is kept and marked."""
    named = dict.fromkeys(name for task in policy.tasks for name in (*task.units, *task.implied))
    found = [resolve(name, policy.facts.jurisdiction) for name in named]
    return [
        {
            "written": unit.written,
            "full": unit.full,
            "standing": unit.standing,
            "level": unit.level,
            "region": unit.region,
            "function": unit.function,
            "until": unit.until,
        }
        for unit in found
    ]
