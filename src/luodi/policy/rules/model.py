"""What a pack holds: dated rules with their formulas, each with the clause it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from luodi.formula.ast import Formula
from luodi.formula.fields import Catalogue, Describes
from luodi.policy.rules.case_model import Case

Take = Literal["highest", "first", "sum"]
BenefitBasis = Literal["once", "year"]
Per = Literal["year", "total"]  # of this year, or of all years
# What a fund does when more is due than it holds: scale all, serve in order until it is empty, or only say so.
Shortage = Literal["pro_rata", "order", "none"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands: the document, the clause, and whether the figure was confirmed by a page."""

    document: str = ""
    clause: str = ""
    is_unconfirmed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class InForce:
    """The days on which a rule holds, both ends included; None is open."""

    begin: date | None = None
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.begin is None or self.begin <= day) and (self.until is None or day <= self.until)


ALWAYS = InForce()
NO_SOURCE = Source()


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a payment that one level of government bears. ``share`` is of 1; ``when`` None holds always."""

    payer: str
    share: Fraction
    when: Formula | None = None


@dataclass(frozen=True, slots=True)
class ClawBack:
    """When what was paid is asked back, within so many years of the payment, and which share of it."""

    when: Formula
    within_years: int | None = None
    share: Fraction = Fraction(1)
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """One grade of a benefit: ``when`` it applies (None: always) and what it pays (money, in yuan)."""

    id: str
    name: str
    pay: Formula
    when: Formula | None = None
    source: Source = NO_SOURCE


@dataclass(frozen=True, slots=True)
class BenefitRule:
    """One benefit. ``take`` chooses among the branches that apply.

    ``cap`` bounds one payment; ``total_cap`` bounds all payments of this benefit to one subject over all years, past
    ones included. ``basis``: ``once`` is never paid again, ``year`` at most once a year, None as often as it applies.
    ``tops_up`` pays a once-only benefit again when a higher branch is reached, less what was paid (较低档补差).
    """

    id: str
    name: str
    branches: tuple[Branch, ...]
    describes: Describes = "firm"
    for_whom: Formula | None = None
    take: Take = "highest"
    cap: Formula | None = None
    total_cap: Formula | None = None
    basis: BenefitBasis | None = None
    tops_up: bool = False
    fund: str | None = None
    payers: tuple[Share, ...] = ()
    group: str | None = None
    claw_back: tuple[ClawBack, ...] = ()
    rounded_to: Fraction = Fraction(1)
    in_force: InForce = ALWAYS
    source: Source = NO_SOURCE
    # What a person must still complete before the rule may run, in words; a rule with gaps is shown and not run.
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fund:
    """Money set aside. ``budget`` in yuan, None where the document names none. ``order`` ranks who is served first
    (a number, the greater the earlier) when ``shortage`` is ``order``; without it, and where it is equal, the smaller id."""

    id: str
    name: str
    budget: Fraction | None = None
    shortage: Shortage = "none"
    order: Formula | None = None
    in_force: InForce = ALWAYS
    source: Source = NO_SOURCE


@dataclass(frozen=True, slots=True)
class HighestOnly:
    """Benefits of which only the highest is paid (就高不重复), shared by id among packs. ``describes`` as of a ``Ceiling``."""

    id: str
    name: str
    source: Source = NO_SOURCE
    describes: Describes | None = None


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most that one subject gets from several benefits together, in the order of ``benefits``.

    ``describes`` firm: of a firm with its projects. Left out: of each subject, of both where benefits are for both.
    """

    id: str
    name: str
    benefits: tuple[str, ...]
    most: Formula
    per: Per = "year"
    source: Source = NO_SOURCE
    describes: Describes | None = None


# When a condition is asked: always, only of who has not the rung yet, only when a holder is looked at again (复核).
Asked = Literal["always", "grant", "review"]


@dataclass(frozen=True, slots=True)
class Condition:
    """Something a rung asks for, in the words of the document and as a formula; ``rule`` None is still to be written."""

    id: str
    name: str
    rule: Formula | None = None
    source: Source = NO_SOURCE
    asked: Asked = "always"


@dataclass(frozen=True, slots=True)
class PointItem:
    """One line of a points table: the points as a formula, the most it gives, and the part of the table it counts to.

    Points are never below nought and never above ``most``, whatever the formula says, and are held to a millionth.
    """

    id: str
    name: str
    most: Fraction
    points: Formula
    part: str = ""
    source: Source = NO_SOURCE


@dataclass(frozen=True, slots=True)
class PointsTable:
    """Points that are added up; ``least`` in all, and ``least_of`` in parts of the table.

    An unknown line may give anything from nought to its ``most``: the table is met, or failed, once no such line can
    change that.
    """

    items: tuple[PointItem, ...]
    least: Fraction
    least_of: tuple[tuple[str, Fraction], ...] = ()
    # True: the sum must be above ``least`` (高新技术企业 >70), not only reach it.
    is_strict: bool = False
    source: Source = NO_SOURCE


@dataclass(frozen=True, slots=True)
class Route:
    """One way onto a rung: all its conditions, and its points where it has a table. A direct route has conditions only."""

    id: str
    name: str
    conditions: tuple[Condition, ...] = ()
    points: PointsTable | None = None


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung is reached by all of ``requires`` and any one of ``routes`` (where there are any), without a veto.

    ``qualification`` is the text that 有资质 finds once the rung was granted; ``held`` says it otherwise, where it is not one
    qualification (规上). ``valid_years`` is how long a grant holds, from the day that ``granted_on`` (a date) gives.
    """

    id: str
    name: str
    requires: tuple[Condition, ...] = ()
    routes: tuple[Route, ...] = ()
    vetoes: tuple[Condition, ...] = ()
    qualification: str = ""
    valid_years: int | None = None
    granted_on: Formula | None = None
    held: Formula | None = None
    source: Source = NO_SOURCE


@dataclass(frozen=True, slots=True)
class LadderEdition:
    """The rungs as one document sets them, from the lowest up, for the days it is in force."""

    in_force: InForce
    rungs: tuple[Rung, ...]
    source: Source = NO_SOURCE
    name: str = ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """A ladder with its dated editions; a subject is judged by the one in force on the day.

    ``is_classes``: the rungs are classes of which the highest that holds is taken (划型), not steps to climb. ``note`` is
    what a reader of the results must know: that a screen only proposes, and a person decides.
    """

    id: str
    name: str
    editions: tuple[LadderEdition, ...]
    describes: Describes = "firm"
    is_classes: bool = False
    note: str = ""


Normal = Literal["ratio", "min_max", "z_score", "rank", "target_share"]
MissingScore = Literal["unknown", "zero", "mean", "drop"]


@dataclass(frozen=True, slots=True)
class ScoreIndicator:
    """One line of a scoreboard. ``normal`` makes points from the value, 100 being par or best; ``weight`` is in percent.

    ratio: value ÷ ``baseline`` (the mean of the group where None), at most ``ceiling`` times, at least ``floor`` points;
    min_max: ``floor`` to 100; z_score: 50 + 10 z; rank: 100 for the first and ``rank_step`` less a place (even steps down
    to ``floor`` where None); target_share: value ÷ ``baseline`` up to 100. ``missing``: what a missing value scores: the
    board's score unknown, nought, the mean of the others' points, or the weight shared out among the rest.
    """

    id: str
    name: str
    value: Formula
    weight: Fraction
    is_more_better: bool = True
    normal: Normal = "ratio"
    baseline: Formula | None = None
    ceiling: Fraction | None = None
    floor: Fraction = Fraction(0)
    rank_step: Fraction | None = None
    missing: MissingScore = "unknown"
    source: Source = NO_SOURCE


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points added (or, below nought, taken away) apart from the indicators; ``most`` bounds them either way."""

    id: str
    name: str
    points: Formula
    most: Fraction | None = None
    source: Source = NO_SOURCE


@dataclass(frozen=True, slots=True)
class Band:
    """A class of a scoreboard: its name (A, 优, 绿), its colour, and the share from the top or the least score it takes."""

    name: str
    colour: str = ""
    up_to_share: Fraction | None = None
    least_score: Fraction | None = None


@dataclass(frozen=True, slots=True)
class ColourRule:
    """How scores become bands, from high to low: shares of the field, scores, natural breaks, or as given (``stated``)."""

    kind: Literal["shares", "scores", "natural_breaks"]
    bands: tuple[Band, ...]
    source: Source = NO_SOURCE


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """A ranking of subjects. ``among`` picks who is ranked; ``group`` is a text field: each group has its own ranking.

    ``veto`` puts a subject into ``veto_band`` whatever its score; ``exempt`` takes it out of the ranking by name.
    """

    id: str
    name: str
    indicators: tuple[ScoreIndicator, ...]
    describes: Describes = "firm"
    among: Formula | None = None
    group: str | None = None
    aggregate: Literal["weighted_sum", "geometric"] = "weighted_sum"
    adjustments: tuple[Adjustment, ...] = ()
    veto: Condition | None = None
    veto_band: str = ""
    exempt: Condition | None = None
    exempt_band: str = ""
    colours: ColourRule | None = None
    in_force: InForce = ALWAYS
    source: Source = NO_SOURCE


@dataclass(frozen=True, slots=True)
class TargetPath:
    """A target with the way to it: from a base figure to ``value`` (base units) by ``by``.

    ``field`` is the code of the figure; ``steps`` are milestones (day, value) on the way; ``shape`` fills what is
    between them: even steps (linear), even growth (geometric). ``tolerance`` is how many percentage points of the way
    may be lacking before the state is ``behind``.
    """

    id: str
    name: str
    field: str
    value: Fraction
    by: date
    comparator: Literal[">=", "<="] = ">="
    base: tuple[date, Fraction] | None = None
    steps: tuple[tuple[date, Fraction], ...] = ()
    shape: Literal["linear", "geometric"] = "linear"
    tolerance: Fraction = Fraction(0)
    describes: Describes = "region"
    subject: str = ""
    source: Source = NO_SOURCE


@dataclass(frozen=True, slots=True)
class Rules:
    """A pack, read and checked: everything in it can run. ``catalogue`` is the fields it may name."""

    name: str
    title: str
    catalogue: Catalogue
    benefits: tuple[BenefitRule, ...] = ()
    funds: tuple[Fund, ...] = ()
    groups: tuple[HighestOnly, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    scoreboards: tuple[Scoreboard, ...] = ()
    targets: tuple[TargetPath, ...] = ()
    cases: tuple[Case, ...] = ()
    source: Source = NO_SOURCE
    region: str = ""
    notes: tuple[str, ...] = field(default=())


def ids_by_name(benefits: Sequence[BenefitRule]) -> dict[str, str]:
    """The id of each benefit by its name, where only one bears it: a record of what was paid may give either."""
    count = Counter(one.name for one in benefits)
    return {one.name: one.id for one in benefits if count[one.name] == 1}
