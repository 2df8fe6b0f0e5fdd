"""The rules of an edition: frozen with it, and given out as a pack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from luodi.formula import from_text
from luodi.policy.rules import document_wide
from luodi.policy.rules.draft_json import draft_from_json
from luodi.policy.rules.draft_pack import pack_of
from luodi.policy.rules.drafts import DraftRule, Drafts
from luodi.policy.rules.from_benefits import limits_among
from luodi.policy.rules.model import Ceiling, Fund, HighestOnly, Source
from luodi.policy.rules.to_yaml import to_yaml
from luodi.spans import Span
from luodi_site.policies.frozen import facts_of, policy_from
from luodi_site.policies.models import Edition, Reading
from luodi_site.policies.outlines import outline_from_json
from luodi_site.policies.rules.drafting import catalogue
from luodi_site.policies.rules.forms import OF_FIRM

FAMILY = ("firm", "project")


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
        groups=tuple(_groups(rules, frozen.get("rules", ()))),
        ceilings=tuple(_ceilings(over.get("ceilings", ()))),
        notes=tuple(over.get("notes", ())),
    )


def _groups(rules: Sequence[DraftRule], kept: Sequence[dict[str, Any]]) -> Iterator[HighestOnly]:
    """Each group under the names of its rules; of a firm with its projects where one of them says so, and all can be."""
    chosen = {rule.id for rule, one in zip(rules, kept, strict=True) if one.get("group_describes") == OF_FIRM}
    for id in dict.fromkeys(rule.group for rule in rules if rule.group):
        members = [rule for rule in rules if rule.group == id]
        names = "、".join(rule.name for rule in members[:3]) + ("等" if len(members) > 3 else "")
        is_of_firm = any(rule.id in chosen for rule in members) and all(rule.describes in FAMILY for rule in members)
        yield HighestOnly(id, f"{names}就高不重复", describes=OF_FIRM if is_of_firm else None)


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
