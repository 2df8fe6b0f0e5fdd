"""The lines of a run as people read them; sums in fen, null where they are not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from luodi.engine.model import Amount, BenefitSummary, ClawBackStatement, FundResult, NotRun
from luodi.policy.rules.model import Source


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One subject and one benefit that pays it something, or may."""

    id: str
    name: str
    region: str
    benefit: str
    branch: str
    due: int | None
    allowed: int | None
    paid: int | None
    by_payer: Mapping[str, int | None]
    source: Source


@dataclass(frozen=True, slots=True)
class MissingLine:
    """One subject and one benefit that is unknown, and the figures that would decide it."""

    id: str
    name: str
    benefit: str
    amount: Amount
    missing: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run, whole. ``missing_left_out`` counts subjects with unknown sums that are not listed because there are too many."""

    title: str
    on: date
    subjects: int
    benefits: tuple[BenefitSummary, ...]
    funds: tuple[FundResult, ...]
    payments: tuple[PaymentLine, ...] = ()
    missing: tuple[MissingLine, ...] = ()
    missing_left_out: int = 0
    claw_backs: tuple[ClawBackStatement, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
