"""Examples beside a rule: made-up figures near its thresholds, what the rule gives for them, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from luodi.engine.benefits.reference import due_of
from luodi.engine.model import Amount, Claimant
from luodi.formula import explain
from luodi.formula.ast import Call, Compare, Figure, Formula, Node, Quantity, Text, Texts, walk
from luodi.formula.fields import Field, Given, column_of, period_on
from luodi.formula.interpret import evaluate
from luodi.formula.numbers import FigureTooLarge
from luodi.formula.unit_names import find_unit
from luodi.formula.values import Missing, Subject
from luodi.policy.in_words import money
from luodi.policy.rules.model import BenefitRule

EXAMPLES = ("reaches", "short", "lacking")
_MOST_COLUMNS = 12
_PLAIN = {"money": Decimal(1000), "count": Decimal(50), "ratio": Decimal(10), "quantity": Decimal(10)}


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of an example, under the name that the form posts it by."""

    name: str
    label: str
    unit: str
    kind: str
    value: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """An example with its cells, what the rule gives (``state``: yes, no, unknown), and why in sentences."""

    key: str
    title: str
    cells: tuple[Cell, ...]
    result: str = ""
    state: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Column:
    of: Field
    missing: Missing

    @property
    def column(self) -> str:
        return self.missing.column

    @property
    def label(self) -> str:
        return str(self.missing)


@dataclass(frozen=True, slots=True)
class _Trial:
    """What all examples of a rule share."""

    rule: BenefitRule
    columns: Sequence[_Column]
    on: date
    since: date
    posted: Mapping[str, str]


def examples_of(rule: BenefitRule, on: date, posted: Mapping[str, str]) -> tuple[Example, ...]:
    """Three examples of a rule on a day: figures as posted, or near the thresholds where none were."""
    formulas = _formulas(rule)
    if not rule.branches or not formulas:
        return ()
    since = date(on.year - 2, 1, 1)
    columns = _columns(formulas, on, since)
    titles = {"reaches": _("例一：达到标准"), "short": _("例二：差一点"), "lacking": _("例三：缺数")}
    tried = _Trial(rule, columns, on, since, posted)
    return tuple(_example(tried, key, titles[key]) for key in EXAMPLES)


def _formulas(rule: BenefitRule) -> list[Formula]:
    found = [rule.for_whom, rule.cap, *(part for one in rule.branches for part in (one.when, one.pay))]
    return [one for one in found if one is not None]


def _columns(formulas: Sequence[Formula], on: date, since: date) -> list[_Column]:
    """The figures that the formulas ask for: those of the day, and those they look back to."""
    found: dict[str, _Column] = {}
    nobody = Subject("", {}, since)
    for formula in formulas:
        for node in walk(formula.tree):
            if isinstance(node, Figure):
                missing = Missing(node.of, period_on(node.of, on))
                found.setdefault(missing.column, _Column(node.of, missing))
        for missing in evaluate(formula, nobody, on).missing:
            found.setdefault(missing.column, _Column(missing.field, missing))
    ordered = sorted(found.values(), key=lambda one: (one.of.code, str(one.missing.period)), reverse=True)
    return ordered[:_MOST_COLUMNS]


def _example(tried: _Trial, key: str, title: str) -> Example:
    cells, figures = [], {}
    made = _made(tried.rule, key, tried.columns, tried.on)
    for column in tried.columns:
        name = f"{key}.{column.column}"
        written = tried.posted.get(name, made.get(column.column, "")).strip()
        given, error = _read(column.of, written)
        figures[column.column] = given
        unit = column.of.unit if column.of.is_number else ""
        cells.append(Cell(name, column.label, unit, column.of.kind, written, error))
    if any(cell.error for cell in cells):
        return Example(key, title, tuple(cells), _("先改正标红的数"), "wrong")
    subject = Subject(title, {name: one for name, one in figures.items() if one is not None}, tried.since)
    result, state, why = _outcome(tried.rule, subject, tried.on)
    return Example(key, title, tuple(cells), result, state, why)


# -- figures near the thresholds ---------------------------------------------------------------------------------------


def _made(rule: BenefitRule, key: str, columns: Sequence[_Column], on: date) -> dict[str, str]:
    """Texts for the cells: at the thresholds of the first grade, a little short of them, or with the first figure missing."""
    made = {one.column: _plain(one, on) for one in columns}
    tests = [one for one in (rule.for_whom, rule.branches[0].when) if one is not None]
    for formula in tests:
        for node in walk(formula.tree):
            made |= _meeting(node, on, is_met=key != "short")
    if key == "lacking" and columns:
        made[columns[0].column] = ""
    return {name: text for name, text in made.items() if name in {one.column for one in columns}}


def _plain(column: _Column, on: date) -> str:
    """A round figure; of earlier periods less or nothing, so that what is asked for the first time was not there before."""
    earlier = column.missing.period is not None and column.missing.period != period_on(column.of, on)
    if column.of.kind in _PLAIN:
        return f"{(_PLAIN[column.of.kind] / (10 if earlier else 1)).normalize():f}"
    if column.of.kind == "date":
        return date(on.year - 5, 1, 1).isoformat()
    return {"flag": "0", "set": str(_("无"))}.get(column.of.kind, "")


def _meeting(node: Node, on: date, *, is_met: bool) -> dict[str, str]:
    """The figures that meet one comparison (or just fail it), where it compares a figure with a number or a text."""
    match node:
        case Compare(sign, Figure(of), Quantity() as limit) if of.is_number:
            number = limit.value / of.measured_in.factor
            return {column_of(of, period_on(of, on)): _decimal(number * _factor(sign, is_met=is_met))}
        case Compare("=", Figure(of), Text(value)):
            return {column_of(of, period_on(of, on)): value if is_met else _other(of, (value,))}
        case Call("属于", (Figure(of), Texts(items))):
            return {column_of(of, period_on(of, on)): items[0] if is_met else _other(of, items)}
        case Call("属于", (Text(value), Figure(of))):
            return {column_of(of, period_on(of, on)): value if is_met else _("无")}
        case Call("有资质", (Text(value),)) if node.implied is not None:
            return {column_of(node.implied, period_on(node.implied, on)): value if is_met else _("无")}
        case Figure(of) if of.kind == "flag":
            return {column_of(of, period_on(of, on)): "1" if is_met else "0"}
    return {}


def _other(of: Field, wanted: Sequence[str]) -> str:
    """Another text of the field than those that are asked for."""
    return next((one[0] for one in of.values if one[0] not in wanted), str(_("其他")))


def _factor(sign: str, *, is_met: bool) -> Fraction:
    met = {">": Fraction(11, 10), ">=": Fraction(1), "<": Fraction(9, 10), "<=": Fraction(1), "=": Fraction(1)}
    short = {">": Fraction(1), ">=": Fraction(9, 10), "<": Fraction(1), "<=": Fraction(11, 10)}
    return (met if is_met else short).get(sign, Fraction(1))


def _decimal(number: Fraction) -> str:
    text = f"{Decimal(number.numerator) / number.denominator:.6f}"
    return text.rstrip("0").rstrip(".")


# -- what was typed ----------------------------------------------------------------------------------------------------


def _read(of: Field, written: str) -> tuple[Given, str]:
    """A figure as typed, in the field's own unit, or with a unit behind it (1.2亿元); what is empty is missing."""
    if not written:
        return None, ""
    match of.kind:
        case "flag":
            return {"1": True, "0": False}.get(written), ""
        case "text":
            return written, ""
        case "set":
            return frozenset(
                part.strip() for part in written.split("、") if part.strip() and part.strip() != _("无")
            ), ""
        case "date":
            try:
                return date.fromisoformat(written), ""
            except ValueError:
                return None, _("日期写作 2026-06-30")
    return _number(of, written)


def _number(of: Field, written: str) -> tuple[Given, str]:
    text = written.replace(",", "").replace("，", "").replace(" ", "")
    digits = text.rstrip("".join(c for c in text if not (c.isdigit() or c in ".-")))
    wrong = _("填数，单位是%(unit)s，如 1200") % {"unit": of.unit or _("个")}
    try:
        number = Fraction(Decimal(digits))
    except (InvalidOperation, ValueError, OverflowError):
        return None, wrong
    suffix = text[len(digits) :]
    if suffix:
        unit = find_unit(suffix)
        if unit is None or unit.powers != of.measured_in.powers or not unit.factor:
            return None, wrong
        number = number * unit.factor / of.measured_in.factor
    if abs(number) > 10**15:
        return None, _("这个数太大")
    return number, ""


# -- what comes of it --------------------------------------------------------------------------------------------------


def _outcome(rule: BenefitRule, subject: Subject, on: date) -> tuple[str, str, tuple[str, ...]]:
    claimant = Claimant("example", subject)
    try:
        due = due_of(rule, claimant, on)
        why = _why(rule, subject, on, due.branches)
    except FigureTooLarge as told:
        return str(told), "wrong", ()
    if not due.capped.is_known:
        lacking = "、".join(sorted(map(str, due.capped.missing)))
        return _("算不出：缺%(figures)s") % {"figures": lacking or _("数")}, "unknown", why
    if not due.capped.known:
        return _("不能享受"), "no", why
    said = _("可得%(sum)s") % {"sum": _money(due.capped)}
    if due.due.known != due.capped.known:
        said += _("（按标准%(sum)s，按上限封顶）") % {"sum": _money(due.due)}
    return said, "yes", why


def _money(amount: Amount) -> str:
    assert amount.known is not None
    return money(Decimal(amount.known) / 100)


def _why(rule: BenefitRule, subject: Subject, on: date, taken: tuple[str, ...]) -> tuple[str, ...]:
    """What decided: whom the rule is for where that fails, else the condition of the grade taken, or of every grade."""
    said: list[str] = []
    if rule.for_whom is not None:
        tree: Any = explain.explain(rule.for_whom, subject, on)
        said += explain.why(tree)
    shown = [one for one in rule.branches if one.id in taken] or list(rule.branches)
    for branch in shown:
        if branch.when is not None:
            said += explain.why(explain.explain(branch.when, subject, on))
    return tuple(dict.fromkeys(said))
