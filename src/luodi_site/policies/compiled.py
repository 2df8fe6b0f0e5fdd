"""Hands a kept file to the compiler and takes its policy apart into items for review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luodi.pipeline import Compiled, check, compile_file
from luodi.policy.model import Policy
from luodi.policy.to_json import item_to_json, policy_to_json, problem_to_json
from luodi.problems import Problem
from luodi_site.policies.models import ReviewItem
from luodi_site.policies.outlines import outline_to_json
from luodi_site.policies.rules.drafting import placed_rules

Kind = ReviewItem.Kind
_PLACED = ("start", "end", "quote")
GROUPS: tuple[tuple[str, str], ...] = (
    (Kind.TASK, "tasks"),
    (Kind.TARGET, "targets"),
    (Kind.BENEFIT, "benefits"),
    (Kind.DUTY, "duties"),
    (Kind.MECHANISM, "mechanisms"),
)


@dataclass(frozen=True)
class Item:
    """One thing to review; ``payload`` by the codebook."""

    kind: str
    start: int | None
    end: int | None
    payload: dict[str, Any]


@dataclass(frozen=True)
class Draft:
    """A compiled document as the site keeps it."""

    name: str
    text: str
    outline: list[list[Any]]
    facts: dict[str, Any]
    items: tuple[Item, ...]


def items_of(policy: Policy, text: str, problems: Sequence[Problem]) -> Iterator[Item]:
    """All items of a policy, then the problems: what could not be read, and what the policy says against itself."""
    for kind, group in GROUPS:
        for read in getattr(policy, group):
            payload = item_to_json(read, text)
            start, end, _quote = (payload.pop(key) for key in _PLACED)
            yield Item(kind, start, end, payload)
    for problem in problems:
        payload = problem_to_json(problem)
        yield Item(Kind.PROBLEM, payload.pop("start"), payload.pop("end"), payload)


def _rules_of(compiled: Compiled) -> Iterator[Item]:
    """The rules that the benefits become, with what a person must complete."""
    for start, end, payload in placed_rules(compiled.policy, compiled.outline):
        yield Item(Kind.RULE, start, end, payload)


def draft_of(compiled: Compiled, name: str) -> Draft:
    text = compiled.document.text
    return Draft(
        name=name,
        text=text,
        outline=outline_to_json(compiled.outline),
        facts=policy_to_json(compiled.policy, text)["document"],
        items=(*items_of(compiled.policy, text, check(compiled)), *_rules_of(compiled)),
    )


def compile_draft(path: Path, name: str) -> Draft:
    """Raises UnreadableDocument with a problem in plain words."""
    return draft_of(compile_file(path), name)
