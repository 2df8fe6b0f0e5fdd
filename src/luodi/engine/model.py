"""What comes out of a run: sums in fen that are known or lie in a range, for each subject, benefit and fund.

Tables of results have one row a subject, in the order of the table of subjects: ``id``, then for each benefit the columns
that ``STAGES`` lists (``upgrade.paid``), for each fund ``FUND_COLUMNS``, then ``paid`` and ``is_known``. Sums are Int64 fen;
null is unknown. Where something is unknown, ``low`` and ``high`` say between what it lies; a null ``high`` has no bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from luodi.formula.fields import Describes
from luodi.formula.values import Missing, Subject
from luodi.policy.rules.model import NO_SOURCE, BenefitRule, Ceiling, Fund, HighestOnly, Source

FEN = Fraction(1, 100)

# What a benefit goes through, one column each: <benefit>.<stage>.
STAGES: Mapping[str, str] = {
    "branch": "档次：取到的分支，几支合计时以 + 相连",
    "due": "按条件和标准应得，封顶以前",
    "capped": "单次封顶以后",
    "owed": "扣除一次性、年度、累计上限已付部分以后",
    "allowed": "就高不重复和合计上限以后",
    "low": "应付至少（资料不全时）",
    "high": "应付至多（资料不全时；空为没有上限）",
    "paid": "资金分配以后实付",
}
# Of a fund, one column each: <fund>.<name>.
FUND_COLUMNS: Mapping[str, str] = {
    "claim": "对这笔资金的应付合计",
    "paid": "从这笔资金实付",
    "low": "实付至少（资料不全时）",
    "high": "实付至多（资料不全时；空为没有上限）",
}
# The columns of a subject that results keep.
SUBJECT = ("id", "name", "region", "owner")
# The sums of a row over all its benefits, and whether each of them is known.
TOTAL, IS_KNOWN = "paid", "is_known"


def column(of: str, name: str) -> str:
    """The column of a benefit's stage, or of a fund: upgrade.paid."""
    return f"{of}.{name}"


def payer_column(benefit: str, payer: str) -> str:
    """What one level of government pays of a benefit: upgrade.by.市."""
    return f"{benefit}.by.{payer}"


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in fen between ``low`` and ``high``; ``high`` None has no bound. It is known where they meet.

    ``missing`` are the figures that would decide it, ``notes`` what else stands in the way, in words.
    """

    low: int
    high: int | None
    missing: frozenset[Missing] = frozenset()
    notes: tuple[str, ...] = ()

    @property
    def known(self) -> int | None:
        return self.low if self.low == self.high else None

    @property
    def is_known(self) -> bool:
        return self.low == self.high

    def at_most(self, most: int | None) -> Amount:
        """The same, held below ``most`` fen at either end; as it is where None."""
        if most is None or (self.high is not None and self.high <= most):
            return self
        return replace(self, low=min(self.low, most), high=most)


NOTHING = Amount(0, 0)


@dataclass(frozen=True, slots=True)
class Claimant:
    """A subject under its number in the dataset. Ids order those that a rule does not: the smaller comes first.

    ``owner`` is the id of the firm that a project belongs to, empty where the table does not say.
    """

    id: str
    subject: Subject
    region: str = ""
    owner: str = ""

    @property
    def name(self) -> str:
        return self.subject.name


@dataclass(frozen=True, slots=True)
class Took:
    """A benefit of a subject that had its part of a limit before another."""

    describes: Describes
    claimant: str
    name: str
    benefit: str
    amount: Amount


@dataclass(frozen=True, slots=True)
class Cut:
    """What a group or ceiling took off a benefit, and why: what was paid before (``used``), and who came first."""

    limit: HighestOnly | Ceiling
    before: Amount
    after: Amount
    used: int
    took: tuple[Took, ...]


@dataclass(frozen=True, slots=True)
class BenefitResult:
    """One benefit for one subject, stage by stage as ``STAGES`` names them; ``branches`` are those that were taken."""

    benefit: str
    claimant: str
    branches: tuple[str, ...]
    due: Amount
    capped: Amount
    owed: Amount
    allowed: Amount
    paid: Amount
    # (payer, fen), in the order of the rule; None where what is paid or who pays it is unknown.
    by_payer: tuple[tuple[str, int], ...] | None = ()
    notes: tuple[str, ...] = ()
    cuts: tuple[Cut, ...] = ()

    @property
    def missing(self) -> frozenset[Missing]:
        return self.allowed.missing if not self.allowed.is_known else frozenset()


# none_short: all is paid; scaled: all get their share; in_order: served until it was empty; open: unknown claims decide;
# over: more is due than there is, and the document does not say what then.
FundState = Literal["none_short", "scaled", "in_order", "over", "open"]


@dataclass(frozen=True, slots=True)
class FundResult:
    """One fund: what is claimed, what is paid, and how many claims are unknown. Sums in fen."""

    fund: str
    name: str
    budget: int | None
    claimed: Amount
    paid: Amount
    claimants: int
    unknown_claims: int
    state: FundState
    source: Source = NO_SOURCE

    @classmethod
    def of_nobody(cls, fund: Fund) -> FundResult:
        """A fund from which no table of subjects claims."""
        return cls(fund.id, fund.name, budget_of(fund), NOTHING, NOTHING, 0, 0, "none_short", fund.source)


@dataclass(frozen=True, slots=True)
class ClawBackStatement:
    """What is still asked back of one payment, in fen; where the condition does not hold nothing is stated at all."""

    claimant: str
    benefit: str
    paid_on: date
    paid: int
    amount: Amount
    clause: str
    returned: int = 0  # what of it has come back already, taken off ``amount``
    name: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that was left out of the run, and why in words."""

    benefit: str
    name: str
    why: str
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """A whole run by the interpreter: results by (benefit, subject), funds, and what was asked back."""

    on: date
    benefits: Mapping[tuple[str, str], BenefitResult]
    funds: tuple[FundResult, ...]
    claw_backs: tuple[ClawBackStatement, ...] = ()
    not_run: tuple[NotRun, ...] = ()

    def of(self, claimant: str) -> tuple[BenefitResult, ...]:
        return tuple(found for (_, who), found in self.benefits.items() if who == claimant)


@dataclass(frozen=True, slots=True)
class BenefitSummary:
    """One benefit over all subjects, in fen: ``paid`` is known money only; ``unknown`` counts those it is not known of."""

    benefit: str
    name: str
    describes: Describes
    claimants: int
    allowed: Amount
    paid: int
    unknown: int
    by_payer: Mapping[str, int] = field(default_factory=dict)
    rule: BenefitRule | None = None


def fen(yuan: Fraction) -> int:
    """Yuan as fen, rounded down to the fen."""
    return yuan.numerator * 100 // yuan.denominator


def budget_of(fund: Fund) -> int | None:
    return None if fund.budget is None else fen(fund.budget)
