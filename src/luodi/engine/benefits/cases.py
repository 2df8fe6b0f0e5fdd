"""The benefits' part in the cases of a pack: one subject by itself, what it is paid, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from luodi.datasets.model import Payment
from luodi.engine.benefits.plan import plan
from luodi.engine.benefits.reference import run
from luodi.engine.model import Amount, BenefitResult, Claimant, Results
from luodi.formula import explain
from luodi.formula.ast import Formula
from luodi.formula.values import Subject
from luodi.policy.rules.amounts import Amount as Written
from luodi.policy.rules.amounts import read_amount, write_money
from luodi.policy.rules.model import BenefitRule, Case, Rules

UNKNOWN = "未知"
_ONLY = "1"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One benefit of a case: what was expected and what came out, as sums in words, and why in sentences."""

    benefit: str
    name: str
    expected: str
    found: str
    is_as_expected: bool
    why: tuple[str, ...] = ()


def judge(rules: Rules, case: Case) -> tuple[Outcome, ...]:
    """Each benefit that the case expects. The subject is alone: a fund is short only where it is short for one."""
    wanted = {rule.id: rule for rule in rules.benefits if rule.id in case.expected}
    if not wanted:
        return ()
    subject = Subject(case.name, case.figures, data_begin(case))
    planned, _ = plan([rules], case.on)
    results = run(planned, {case.describes: [Claimant(_ONLY, subject)]}, payments(case))
    return tuple(_outcome(rule, case, subject, results) for rule in wanted.values())


def data_begin(case: Case) -> date:
    """The first day of the earliest year that the case has figures of, at the latest that of the year before its day.

    So 首次 looks back to the first figure that is written, and is unknown where none is written but the present one.
    """
    years = [int(column.partition("@")[2][:4]) for column in case.figures if "@" in column]
    return date(min([case.on.year - 1, *years]), 1, 1)


def payments(case: Case) -> list[Payment]:
    return [Payment(_ONLY, benefit, day, int(yuan * 100)) for benefit, day, yuan in case.paid]


def _outcome(rule: BenefitRule, case: Case, subject: Subject, results: Results) -> Outcome:
    expected = case.expected[rule.id]
    result = results.benefits.get((rule.id, _ONLY))
    if result is None:
        why, found = _not_run(rule, case, results)
        return Outcome(rule.id, rule.name, expected, found, _same(expected, found), (why,))
    found = in_words(result.paid)
    return Outcome(
        rule.id, rule.name, expected, found, _same(expected, found), tuple(_why(rule, result, subject, case))
    )


def _not_run(rule: BenefitRule, case: Case, results: Results) -> tuple[str, str]:
    """A rule that is not in force pays nothing; one that is not whole, or for others, says nothing."""
    if rule.describes != case.describes:
        return "用例和规则针对的对象不同：在用例里写上 describes", UNKNOWN
    why = next(one.why for one in results.not_run if one.benefit == rule.id)
    return why, UNKNOWN if rule.gaps or not rule.branches else "0元"


def in_words(amount: Amount) -> str:
    """20万元, or 未知."""
    return UNKNOWN if amount.known is None else write_money(Fraction(amount.known, 100))


def _same(expected: str, found: str) -> bool:
    if UNKNOWN in (expected, found):
        return expected == found
    return _yuan(expected) == _yuan(found)


def _yuan(words: str) -> Fraction | None:
    found = read_amount(words)
    return found.value if isinstance(found, Written) else None


def _why(rule: BenefitRule, result: BenefitResult, subject: Subject, case: Case) -> Iterator[str]:
    """Whom the rule is for, each branch, and each stage that changed the sum."""
    yield from _about("享受范围", rule.for_whom, subject, case.on)
    for branch in rule.branches:
        taken = "（取此档）" if branch.id in result.branches else ""
        yield from _about(f"{branch.name}{taken}", branch.when, subject, case.on)
    yield f"按标准应得 {in_words(result.due)}"
    stages = [
        ("单次上限以后", result.due, result.capped),
        ("扣除已付以后", result.capped, result.owed),
        ("就高不重复和合计上限以后", result.owed, result.allowed),
        ("资金分配以后", result.allowed, result.paid),
    ]
    yield from (f"{name} {in_words(after)}" for name, before, after in stages if after != before)
    if result.missing:
        yield f"缺 {'、'.join(sorted(map(str, result.missing)))}"


def _about(name: str, formula: Formula | None, subject: Subject, on: date) -> Iterator[str]:
    if formula is not None:
        said = explain.why(explain.explain(formula, subject, on))
        yield f"{name}：{'；'.join(said)}"
