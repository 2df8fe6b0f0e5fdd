"""The benefits' part in the cases of a pack: one subject by itself, or a firm with its projects, what each is paid, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from luodi.datasets.model import Payment
from luodi.engine.benefits.plan import plan
from luodi.engine.benefits.reference import run
from luodi.engine.model import Amount, BenefitResult, Claimant, Results
from luodi.formula import explain
from luodi.formula.ast import Formula
from luodi.formula.fields import Describes
from luodi.formula.values import Subject
from luodi.policy.rules.amounts import Amount as Written
from luodi.policy.rules.amounts import read_amount, write_money
from luodi.policy.rules.case_model import Case
from luodi.policy.rules.model import BenefitRule, Rules

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
    """Each benefit that the case expects, of its subject and then of its projects; ``case`` is whole (``rules.cases.whole``).

    They are alone: a fund is short only where it is short for them.
    """
    people = [one for one in _people(case) if any(rule.id in one.expected for rule in rules.benefits)]
    if not people:
        return ()
    planned, _ = plan([rules], case.on)
    claimants: dict[Describes, list[Claimant]] = {}
    for one in _people(case):
        claimants.setdefault(one.describes, []).append(one.claimant)
    results = run(planned, claimants, payments(case))
    return tuple(
        _outcome(rule, one, case.on, results) for one in people for rule in rules.benefits if rule.id in one.expected
    )


class _Person(NamedTuple):
    """Whoever the case expects something of; ``called`` goes before the names of its benefits."""

    describes: Describes
    claimant: Claimant
    expected: Mapping[str, str]
    called: str = ""


def _people(case: Case) -> Iterator[_Person]:
    """The subject, and its projects in the order of the case; a project has the figures of its firm too."""
    begin = data_begin(case)
    yield _Person(case.describes, Claimant(_ONLY, Subject(case.name, case.figures, begin)), case.expected)
    for number, one in enumerate(case.projects):
        subject = Subject(one.name, {**case.figures, **one.figures}, begin)
        claimant = Claimant(_id_of(number), subject, owner=_ONLY)
        yield _Person("project", claimant, one.expected, f"{one.name}·")


def _id_of(project: int) -> str:
    """Limits give room to projects by their ids: here in the order of the case."""
    return f"{_ONLY}-{project:04}"


def data_begin(case: Case) -> date:
    """The first day of the earliest year that the case has figures of, at the latest that of the year before its day.

    So 首次 looks back to the first figure that is written, and is unknown where none is written but the present one.
    """
    columns = [column for one in case.of_all for column in one.figures]
    years = [int(column.partition("@")[2][:4]) for column in columns if "@" in column]
    return date(min([case.on.year - 1, *years]), 1, 1)


def payments(case: Case) -> list[Payment]:
    paid = [(_ONLY, case.paid), *((_id_of(number), one.paid) for number, one in enumerate(case.projects))]
    return [Payment(id, benefit, day, int(yuan * 100)) for id, of in paid for benefit, day, yuan in of]


def _outcome(rule: BenefitRule, one: _Person, on: date, results: Results) -> Outcome:
    expected, name = one.expected[rule.id], one.called + rule.name
    result = results.benefits.get((rule.id, one.claimant.id))
    if result is None:
        why, found = _not_run(rule, one.describes, results)
        return Outcome(rule.id, name, expected, found, _same(expected, found), (why,))
    found = in_words(result.paid)
    said = tuple(_why(rule, result, one.claimant.subject, on))
    return Outcome(rule.id, name, expected, found, _same(expected, found), said)


def _not_run(rule: BenefitRule, describes: Describes, results: Results) -> tuple[str, str]:
    """A rule that is not in force pays nothing; one that is not whole, or for others, says nothing."""
    if rule.describes != describes:
        return "用例和规则针对的对象不同：在用例里写上 describes；企业的项目写在 projects 里", UNKNOWN
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


def _why(rule: BenefitRule, result: BenefitResult, subject: Subject, on: date) -> Iterator[str]:
    """Whom the rule is for, each branch, and each stage that changed the sum."""
    yield from _about("享受范围", rule.for_whom, subject, on)
    for branch in rule.branches:
        taken = "（取此档）" if branch.id in result.branches else ""
        yield from _about(f"{branch.name}{taken}", branch.when, subject, on)
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
