"""The rules of an edition: frozen with it, and given out as a pack."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from luodi.formula import from_text
from luodi.policy.rules import document_wide
from luodi.policy.rules.draft_json import draft_from_json
from luodi.policy.rules.draft_pack import pack_of
from luodi.policy.rules.drafts import Drafts
from luodi.policy.rules.from_benefits import limits_among
from luodi.policy.rules.model import Ceiling, Fund, HighestOnly, Source
from luodi.policy.rules.to_yaml import to_yaml
from luodi.spans import Span
from luodi_site.policies.frozen import facts_of, policy_from
from luodi_site.policies.models import Edition, Reading
from luodi_site.policies.outlines import outline_from_json
from luodi_site.policies.rules.drafting import catalogue


def over_rules(reading: Reading, frozen: dict[str, Any]) -> dict[str, Any]:
    """Funds, ceilings and notes over the rules, as JSON: read once when the edition is published, and kept."""
    outline = outline_from_json(reading.outline, reading.text, reading.name)
    policy = policy_from(frozen)
    drafts = Drafts(tuple(draft_from_json(one, f"rule_{one['id']}", _span(frozen, one)) for one in frozen["rules"]))
    limits = limits_among(policy.benefits, outline)
    found = document_wide.over_all(policy, outline, catalogue(), drafts, limits)
    return {
        "funds": [
            {"id": one.id, "name": one.name, "budget": None if one.budget is None else str(one.budget), "clause": one.source.clause}
            for one in found.funds
        ],
        "ceilings": [
            {"id": one.id, "name": one.name, "benefits": list(one.benefits), "most": one.most.text, "per": one.per,
             "describes": one.describes, "clause": one.source.clause}
            for one in found.ceilings
        ],
        "notes": list(found.notes),
    }  # fmt: skip


def _span(frozen: dict[str, Any], item: dict[str, Any]) -> Span:
    return Span(frozen["name"], item["start"] or 0, item["end"] or 0)


def pack_yaml(edition: Edition) -> str:
    """The edition's rules as a pack file, gaps marked."""
    facts = facts_of({**edition.document, "title": edition.title})
    return to_yaml(pack_of(_drafts(edition.policy), facts, catalogue(), f"edition_{edition.pk}"), catalogue())


def _drafts(frozen: dict[str, Any]) -> Drafts:
    rules = tuple(draft_from_json(one, f"rule_{one['id']}", _span(frozen, one)) for one in frozen.get("rules", ()))
    over = frozen.get("over_rules", {})
    groups = dict.fromkeys(rule.group for rule in rules if rule.group)
    return Drafts(
        rules,
        funds=tuple(
            Fund(
                one["id"],
                one["name"],
                None if one["budget"] is None else Fraction(one["budget"]),
                source=Source(clause=one["clause"]),
            )
            for one in over.get("funds", ())
        ),
        groups=tuple(HighestOnly(id, "就高不重复") for id in groups),
        ceilings=tuple(_ceilings(over.get("ceilings", ()))),
        notes=tuple(over.get("notes", ())),
    )


def _ceilings(kept: Sequence[dict[str, Any]]) -> list[Ceiling]:
    found = []
    for one in kept:
        most, _errors = from_text.read(one["most"], catalogue(), "number")
        if most is not None:
            source = Source(clause=one["clause"])
            # What was published before ceilings said whom they are of has no such word: each subject by itself.
            found.append(
                Ceiling(one["id"], one["name"], tuple(one["benefits"]), most, one["per"], source, one.get("describes"))
            )
    return found
