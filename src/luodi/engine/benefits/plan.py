"""What runs on a day: the benefits in force of all packs together, with their groups, ceilings and funds, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import gcd, lcm
from typing import TypeVar

from luodi.engine.model import FEN, NotRun
from luodi.formula.ast import Formula, fields_of
from luodi.formula.fields import DESCRIBED, Catalogue, Describes, Field
from luodi.policy.rules.checks.money_kept_apart import group_of_both
from luodi.policy.rules.model import BenefitRule, Ceiling, Fund, HighestOnly, Rules, ids_by_name
from luodi.problems import Problem

Named = TypeVar("Named", Fund, HighestOnly)
Limit = HighestOnly | Ceiling
# A firm and its projects: a limit may hold the benefits of all of them against each other.
FAMILY: tuple[Describes, ...] = ("firm", "project")


@dataclass(frozen=True, slots=True)
class Plan:
    """The benefits of one day. The order of benefits is that of the packs, and within a pack that of its file."""

    on: date
    catalogue: Catalogue
    benefits: tuple[BenefitRule, ...]
    funds: tuple[Fund, ...]
    groups: tuple[HighestOnly, ...]
    ceilings: tuple[Ceiling, ...]
    not_run: tuple[NotRun, ...] = ()
    # Rules that ask money back, those no longer in force included: what was paid under them stays bound by them.
    with_claw_back: tuple[BenefitRule, ...] = ()
    # Whether funds that may run short are shared out among known claims alone: who lacks figures waits, and the rest is paid.
    defers_unknown: bool = False

    def of_kind(self, describes: Describes) -> tuple[BenefitRule, ...]:
        return tuple(rule for rule in self.benefits if rule.describes == describes)

    @property
    def kinds(self) -> tuple[Describes, ...]:
        return tuple(dict.fromkeys(rule.describes for rule in self.benefits))

    def benefit(self, id: str) -> BenefitRule:
        return next(rule for rule in self.benefits if rule.id == id)

    def members(self, group: str) -> tuple[BenefitRule, ...]:
        return tuple(rule for rule in self.benefits if rule.group == group)

    def ids_under(self, limit: Limit) -> list[str]:
        """The benefits that run on the day and that a group or ceiling holds, in its order."""
        if isinstance(limit, HighestOnly):
            return [rule.id for rule in self.members(limit.id)]
        known = {rule.id for rule in self.benefits}
        return [id for id in limit.benefits if id in known]

    def is_of_family(self, limit: Limit) -> bool:
        """Whether a limit holds a firm and its projects together, and not each subject by itself."""
        kinds = {self.benefit(id).describes for id in self.ids_under(limit)}
        return "project" in kinds and (limit.describes == "firm" or (limit.describes is None and "firm" in kinds))

    def within_one(self, limit: Limit, kind: Describes) -> list[str]:
        """The benefits that a limit holds against each other for one subject of a kind by itself."""
        if kind in FAMILY and self.is_of_family(limit):
            return []
        return [id for id in self.ids_under(limit) if self.benefit(id).describes == kind]

    def of_family(self, limit: Limit) -> list[str]:
        """The benefits that a limit holds against each other for a firm and its projects."""
        return [id for id in self.ids_under(limit) if self.benefit(id).describes in FAMILY]

    @property
    def limits(self) -> tuple[Limit, ...]:
        return (*self.groups, *self.ceilings)

    @property
    def family_groups(self) -> tuple[HighestOnly, ...]:
        return tuple(group for group in self.groups if self.is_of_family(group))

    @property
    def family_ceilings(self) -> tuple[Ceiling, ...]:
        return tuple(one for one in self.ceilings if self.is_of_family(one))

    @property
    def family_limits(self) -> tuple[Limit, ...]:
        return tuple(limit for limit in self.limits if self.is_of_family(limit))

    @property
    def counted_for_ever(self) -> frozenset[str]:
        """The benefits below a limit of families that counts all years; below any other only the year of the run counts."""
        return frozenset(id for one in self.family_ceilings if one.per == "total" for id in self.of_family(one))

    def paid_from(self, fund: str) -> tuple[BenefitRule, ...]:
        return tuple(rule for rule in self.benefits if rule.fund == fund)

    @property
    def asks_past(self) -> frozenset[str]:
        """The benefits of which it must be known what was paid before."""
        own = {rule.id for rule in self.benefits if rule.basis or rule.total_cap is not None}
        return frozenset(own.union(*(one.benefits for one in self.ceilings))) | {
            rule.id for rule in self.benefits if rule.group
        }

    @property
    def ids_by_name(self) -> dict[str, str]:
        """The benefit that a record of payments means by a name: one that runs, else one whose payments are still bound."""
        return ids_by_name(self.with_claw_back) | ids_by_name(self.benefits)

    @property
    def known(self) -> frozenset[str]:
        """The rules that a record of payments may be of: those that run, are bound still, or are left out of the run."""
        return frozenset(rule.id for rule in (*self.benefits, *self.with_claw_back)) | {
            one.benefit for one in self.not_run
        }

    @property
    def codes(self) -> frozenset[str]:
        """The fields that must be read for a run."""
        return frozenset(field.code for formula in self.formulas() for field in fields_of(formula.tree))

    def formulas(self) -> Iterator[Formula]:
        for rule in (*self.benefits, *self.with_claw_back):
            given = [rule.for_whom, rule.cap, rule.total_cap, *(share.when for share in rule.payers)]
            given += [formula for branch in rule.branches for formula in (branch.when, branch.pay)]
            yield from (formula for formula in (*given, *(back.when for back in rule.claw_back)) if formula is not None)
        yield from (fund.order for fund in self.funds if fund.order is not None)
        yield from (ceiling.most for ceiling in self.ceilings)

    def step_of(self, fund: str) -> int:
        """The fen that a fund deals in: the finest step that its benefits are rounded to."""
        steps = [rule.rounded_to for rule in self.paid_from(fund)] or [Fraction(1)]
        finest = Fraction(gcd(*(step.numerator for step in steps)), lcm(*(step.denominator for step in steps)))
        return int(finest / FEN)


def plan(packs: Sequence[Rules], on: date, *, defers_unknown: bool = False) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan of a day, and what of the packs does not fit together."""
    benefits: list[BenefitRule] = []
    not_run: list[NotRun] = []
    problems: list[Problem] = []
    for rule in (rule for pack in packs for rule in pack.benefits):
        why = _why_not_run(rule, on)
        if why:
            not_run.append(NotRun(rule.id, rule.name, why, rule.gaps))
        elif any(rule.id == other.id for other in benefits):
            problems.append(_twice(rule))
            not_run.append(NotRun(rule.id, rule.name, "与前面的一项奖补编号相同"))
        else:
            benefits.append(rule)
    running = {rule.id for rule in benefits}
    ceilings = [one for pack in packs for one in pack.ceilings if running & set(one.benefits)]
    found = Plan(
        on=on,
        catalogue=together(packs),
        benefits=tuple(benefits),
        funds=_first_of(fund for pack in packs for fund in pack.funds if on in fund.in_force),
        groups=_first_of(group for pack in packs for group in pack.groups),
        ceilings=tuple(ceilings),
        not_run=tuple(not_run),
        defers_unknown=defers_unknown,
        with_claw_back=tuple(rule for pack in packs for rule in pack.benefits if rule.claw_back and not rule.gaps),
    )
    return found, (*problems, *_mixed(found), *_of_both(found), *_without_fund(found), *_shares(found))


def together(packs: Sequence[Rules]) -> Catalogue:
    """The fields of all packs; of two that share a code or a name, the first."""
    fields: dict[str, Field] = {}
    names: set[str] = set()
    for field in (field for pack in packs for field in pack.catalogue):
        if field.code not in fields and field.name not in names:
            fields[field.code] = field
            names.add(field.name)
    if not packs:
        return Catalogue(())
    return Catalogue(tuple(fields.values()), packs[0].catalogue.qualifications, packs[0].catalogue.begins)


def _why_not_run(rule: BenefitRule, on: date) -> str:
    if rule.gaps:
        return "规则还有待补写的内容"
    if on not in rule.in_force:
        return f"评定日 {on} 不在规则的有效期内"
    if not rule.branches:
        return "没有写标准"
    step = rule.rounded_to / FEN
    return "" if step.denominator == 1 and step > 0 else "取整的步长要是分的整数倍"


def _first_of(given: Iterable[Named]) -> tuple[Named, ...]:
    """Packs that run together share funds and groups by id; the first to define one says what it is."""
    found: dict[str, Named] = {}
    for one in given:
        found.setdefault(one.id, one)
    return tuple(found.values())


# -- what does not fit together ---------------------------------------------------------------------------------------


def _twice(rule: BenefitRule) -> Problem:
    return Problem(
        "run.benefit_twice",
        f"有两项奖补的编号都是“{rule.id}”，只运行前一项；“{rule.name}”没有运行。",
        hint="给其中一项换一个编号。",
        severity="error",
    )


def _mixed(plan: Plan) -> list[Problem]:
    """Groups and ceilings over kinds of subjects that have nothing to do with each other: regions and firms."""
    return [
        Problem(
            "run.mixed_kinds",
            f"“{limit.name}”里既有{'、'.join(DESCRIBED[kind] for kind in kinds)}的奖补，各类只在自己内部比较。",
            hint="企业和它的项目可以放在一起；把地区、园区的奖补另设一组。",
        )
        for limit in plan.limits
        if len(kinds := _apart(plan, limit)) > 1
    ]


def _apart(plan: Plan, limit: Limit) -> list[Describes]:
    """The kinds of subjects that a limit covers without holding them together."""
    kinds = dict.fromkeys(plan.benefit(id).describes for id in plan.ids_under(limit))
    return [kind for kind in kinds if not (kind == "project" and plan.is_of_family(limit) and "firm" in kinds)]


def _of_both(plan: Plan) -> list[Problem]:
    """Groups over firms and projects that do not say whom they are of: what they do here, a person must have meant."""
    return [
        group_of_both(group)
        for group in plan.groups
        if group.describes is None and {plan.benefit(id).describes for id in plan.ids_under(group)} >= {*FAMILY}
    ]


def _without_fund(plan: Plan) -> list[Problem]:
    known = {fund.id for fund in plan.funds}
    return [
        Problem(
            "run.no_such_fund",
            f"“{rule.name}”从“{rule.fund}”列支，但评定日没有这笔资金；按不限额计算。",
            hint="在规则包里写明这笔资金和它的有效期，或改正编号。",
            severity="error",
        )
        for rule in plan.benefits
        if rule.fund is not None and rule.fund not in known
    ]


def _shares(plan: Plan) -> list[Problem]:
    """Shares that always hold must make one whole; those with conditions are added up for each subject."""
    return [
        Problem(
            "run.shares_not_whole",
            f"“{rule.name}”各级分担的比例合计为 {percent(rule)}，不是 100%；分担一栏留空。",
            hint="核对各级分担比例。",
            severity="error",
        )
        for rule in plan.benefits
        if rule.payers and all(share.when is None for share in rule.payers)
        if sum(share.share for share in rule.payers) != 1
    ]


def percent(rule: BenefitRule) -> str:
    return f"{float(sum(share.share for share in rule.payers) * 100):g}%"
