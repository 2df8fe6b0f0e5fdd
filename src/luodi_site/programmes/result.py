"""The result of a trial as its page shows it, read from what the run wrote; nothing heavy is loaded for it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from luodi_site.programmes.models import Trial
from luodi_site.programmes.sums import Sum, of_json, yuan

SUMMARY, RESULT = "summary.json", "result.xlsx"
STATES: tuple[tuple[str, Any], ...] = (("paid", _("应得")), ("unknown", _("未定")), ("nothing", _("不付")))
_KINDS: dict[str, Any] = {"firm": _("企业"), "project": _("项目"), "region": _("地区"), "park": _("园区")}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule that was run: how many may claim, between what the sum lies, what is known to be paid."""

    id: str
    name: str
    kind: str
    claimants: int
    allowed: Sum
    paid: Decimal | None
    unknown: int
    clause: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """``not_run`` and ``funds`` are as ``luodi.run`` writes them; ``states`` says each fund's state in words."""

    lines: tuple[RuleLine, ...]
    paid: Decimal
    unknown_subjects: int
    funds: tuple[tuple[str, str], ...]
    not_run: tuple[dict[str, Any], ...]
    claw_backs: int
    notes: tuple[str, ...]
    has_payments: bool

    @property
    def names(self) -> dict[str, str]:
        """The name of each rule that was run."""
        return {one.id: one.name for one in self.lines}


def read(trial: Trial) -> Result:
    told = json.loads((trial.path / SUMMARY).read_text("utf-8"))
    places = {f"rule_{one['id']}": one for one in trial.edition.policy.get("rules", ())}
    lines = tuple(_line(one, places.get(one["id"], {})) for one in told["benefits"])
    return Result(
        lines=lines,
        paid=sum((one.paid for one in lines if one.paid is not None), Decimal(0)),
        unknown_subjects=told["unknown_subjects"],
        funds=tuple((one["name"], state) for one, state in zip(told["funds"], told["fund_states"], strict=True)),
        not_run=tuple(told["not_run"]),
        claw_backs=len(told["claw_backs"]),
        notes=tuple(told["notes"]),
        has_payments=told["has_payments"],
    )


def _line(one: dict[str, Any], place: dict[str, Any]) -> RuleLine:
    """Where some sums are unknown and none is known, what is paid is unknown: that is not nought."""
    paid = one["paid"]["fen"]
    return RuleLine(
        one["id"], one["name"], str(_KINDS[one["describes"]]), one["claimants"], of_json(one["allowed"]),
        None if one["unknown"] and not paid else yuan(paid), one["unknown"],
        (one["source"] or {}).get("clause", ""), place.get("start"), place.get("end"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class EffectLine:
    """One group before and after, in yuan."""

    name: str
    subjects: int
    before: Decimal
    after: Decimal
    difference: Decimal
    winners: int
    gained: Decimal
    losers: int
    lost: Decimal
    unknown: int

    @property
    def saved(self) -> Decimal:
        return -self.difference


def effects_of(compared: Any, names: dict[str, str]) -> dict[str, Any]:
    """The whole, each rule whose sum moves, and the regions; ``names`` are those of regions by code."""
    benefits = [
        (one.name, yuan(one.paid), yuan(two.paid), yuan(two.paid - one.paid), max(one.unknown, two.unknown))
        for one, two in zip(compared.before, compared.after, strict=True)
        if one.paid != two.paid or one.allowed != two.allowed
    ]
    movers = [
        (
            one.name or one.id,
            names.get(one.region, one.region),
            yuan(one.before),
            yuan(one.after),
            yuan(one.after - one.before),
        )
        for one in compared.movers[:20]
    ]
    regions = [replace(_effect(one), name=names.get(one.name, one.name)) for one in dict(compared.groups)["region"]]
    return {"whole": _effect(compared.whole), "regions": regions, "benefits": benefits, "movers": movers}


def _effect(one: Any) -> EffectLine:
    return EffectLine(
        one.name, one.subjects, yuan(one.before), yuan(one.after), yuan(one.difference), one.winners,
        yuan(one.gained), one.losers, yuan(-abs(one.lost)), one.unknown,
    )  # fmt: skip
