"""An edition's JSON back as the compiler's own policy, for everything of ``luodi`` that works on policies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from luodi.policy.model import Benefit, DocumentFacts, Duty, Mechanism, Policy, Reference, Target, Task
from luodi.spans import Span
from luodi_site.policies.models import Edition


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _task(item: dict[str, Any], span: Span) -> Task:
    note = item.get("note")
    return Task(
        span, item.get("title"), tuple(item.get("lead", ())), tuple(item.get("units", ())), tuple(item.get("implied", ())),
        tuple((written, tuple(full)) for written, full in (item.get("expanded") or {}).items()),
        Span(span.document, *note) if note else None,
    )  # fmt: skip


def _target(item: dict[str, Any], span: Span) -> Target:
    return Target(
        span, item["indicator"], item["comparator"], Decimal(str(item["value"])), item.get("unit", ""),
        _decimal(item.get("upper")), item.get("by"), item.get("every"), bool(item.get("optional")),
    )  # fmt: skip


def benefit_of(item: dict[str, Any], span: Span) -> Benefit:
    return Benefit(
        span, item["beneficiary"], item["condition"], _decimal(item.get("amount")), _decimal(item.get("rate")),
        item.get("rate_of"), _decimal(item.get("cap")), item.get("basis"), bool(item.get("optional")),
    )  # fmt: skip


def _duty(item: dict[str, Any], span: Span) -> Duty:
    return Duty(
        span, item.get("who"), item["what"], item.get("to"), _date(item.get("due")), item.get("every"), bool(item.get("optional"))
    )  # fmt: skip


def mechanism_of(item: dict[str, Any], span: Span) -> Mechanism:
    params = item.get("params") or {}
    return Mechanism(span, item["kind"], tuple((k, tuple(v) if isinstance(v, list) else v) for k, v in params.items()))


def facts_of(facts: dict[str, Any]) -> DocumentFacts:
    horizon = facts.get("horizon")
    return DocumentFacts(
        title=facts.get("title"), issuer=facts.get("issuer"), jurisdiction=facts.get("jurisdiction"),
        number=facts.get("number"), issued_on=_date(facts.get("issued_on")),
        horizon=(horizon[0], horizon[1]) if horizon else None,
        based_on=tuple(Reference(r["title"], r.get("number")) for r in facts.get("based_on") or ()),
    )  # fmt: skip


def policy_of(edition: Edition) -> Policy:
    """The policy that an edition published. Items stand in the order of ``edition.policy``, one for one."""
    return policy_from(edition.policy)


def policy_from(frozen: dict[str, Any]) -> Policy:
    """The same from the JSON that ``settling.freeze`` makes, of a reading too that is not published yet."""
    name = frozen["name"]

    def spans(group: str) -> list[tuple[dict[str, Any], Span]]:
        return [(item, Span(name, item["start"], item["end"])) for item in frozen.get(group, ())]

    return Policy(
        name=name,
        facts=facts_of(frozen["document"]),
        tasks=tuple(_task(*pair) for pair in spans("tasks")),
        targets=tuple(_target(*pair) for pair in spans("targets")),
        benefits=tuple(benefit_of(*pair) for pair in spans("benefits")),
        duties=tuple(_duty(*pair) for pair in spans("duties")),
        mechanisms=tuple(mechanism_of(*pair) for pair in spans("mechanisms")),
    )
