"""What a formula means: its value for one subject on one day, exactly, with unknown as a value. Every other backend agrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from luodi.formula.ast import (
    And,
    Arithmetic,
    Bands,
    Call,
    Compare,
    Day,
    EvaluationDay,
    Figure,
    Formula,
    Negative,
    Node,
    Not,
    Or,
    Quantity,
    Text,
    Texts,
    Truth,
)
from luodi.formula.calls import whole_step
from luodi.formula.fields import Field, column_of, opened_column, period_on
from luodi.formula.moments import full_years, looked_at
from luodi.formula.numbers import LARGEST, FigureTooLarge, Root, cut_off, order, round_half_up, round_root, too_large
from luodi.formula.to_text import to_text
from luodi.formula.values import Known, Missing, Outcome, Subject, Value, to_known
from luodi.periods import Period


@dataclass
class Evaluation:
    """Works out parts for one subject; with a ``trace`` it leaves every outcome behind for the explanation."""

    subject: Subject
    trace: dict[tuple[int, date], Outcome] | None = field(default=None)
    # Figures as they were read, for who works out many formulas of one subject.
    read: dict[tuple[str, date], Outcome] = field(default_factory=dict)

    def outcome(self, node: Node, on: date) -> Outcome:
        found = self._work_out(node, on)
        value = found.value
        if isinstance(value, Fraction) and abs(value.numerator) > LARGEST * value.denominator:
            raise too_large(to_text(node))
        if self.trace is not None:
            self.trace[id(node), on] = found
        return found

    def _work_out(self, node: Node, on: date) -> Outcome:  # noqa: PLR0912  one case for each kind of node
        match node:
            case Quantity():
                return Outcome(node.value)
            case Text(value):
                return Outcome(value)
            case Truth(is_true):
                return Outcome(is_true)
            case Day(day):
                return Outcome(day)
            case Texts(items):
                return Outcome(frozenset(items))
            case EvaluationDay():
                return Outcome(on)
            case Figure(of):
                return self.figure(of, on)
            case Negative(of):
                inner = self.outcome(of, on)
                return inner if inner.value is None else Outcome(-_number(inner))
            case Not(of):
                inner = self.outcome(of, on)
                return inner if inner.value is None else Outcome(not inner.value)
            case And(parts):
                return _all([self.outcome(part, on) for part in parts])
            case Or(parts):
                return _any([self.outcome(part, on) for part in parts])
            case Compare():
                return self._compare(node, on)
            case Arithmetic():
                return self._arithmetic(node, on)
            case Bands():
                return self._bands(node, on)
            case Call():
                return self._call(node, on)
        raise TypeError(node)

    def figure(self, of: Field, on: date) -> Outcome:
        found = self.read.get((of.code, on))
        if found is None:
            found = self.read[of.code, on] = self._read(of, on)
        return found

    def _read(self, of: Field, on: date) -> Outcome:
        period = period_on(of, on)
        given = self.subject.figures.get(column_of(of, period))
        if given is None:
            return Outcome(None, frozenset((Missing(of, period),)))
        return Outcome(to_known(of, given))

    def _compare(self, node: Compare, on: date) -> Outcome:
        return _compared(node.sign, self.outcome(node.left, on), self.outcome(node.right, on))

    def _arithmetic(self, node: Arithmetic, on: date) -> Outcome:
        left, right = self.outcome(node.left, on), self.outcome(node.right, on)
        if left.value is None or right.value is None:
            return _unknown(left, right)
        if isinstance(left.value, date):
            return Outcome(_days(node.sign, left.value, right.value))
        one, other = _number(left), _number(right)
        match node.sign:
            case "+":
                return Outcome(one + other)
            case "-":
                return Outcome(one - other)
            case "*":
                return Outcome(one * other)
        if not other:
            return Outcome(None, notes=(f"除数“{to_text(node.right)}”为零，算不出“{to_text(node)}”",))
        return Outcome(one / other)

    def _bands(self, node: Bands, on: date) -> Outcome:
        # Every branch is worked out, so that a figure too large is an error wherever it stands.
        outcomes = [(self.outcome(band.condition, on), self.outcome(band.value, on)) for band in node.branches]
        otherwise = self.outcome(node.otherwise, on)
        for condition, value in outcomes:
            if condition.value is None:
                return condition
            if condition.value:
                return value
        return otherwise

    def _call(self, node: Call, on: date) -> Outcome:
        days = looked_at(node, on, self.subject.observed_from)
        if days:
            return self._over_time(node, days)
        parts = [self.outcome(part, on) for part in node.arguments]
        if node.function == "有资质":
            assert node.implied is not None
            return self.holding(node.implied, parts[0], on)
        if node.function == "属于" and isinstance(node.arguments[1], Figure):
            return self.holding(node.arguments[1].of, parts[0], on)
        if node.function == "介于":
            return _all([_compared(">=", parts[0], parts[1]), _compared("<=", parts[0], parts[2])])
        if any(part.value is None for part in parts):
            return _unknown(*parts)
        return Outcome(_of_values(node, [part.value for part in parts if part.value is not None], on))

    def holding(self, of: Field, text: Outcome, on: date) -> Outcome:
        """Whether a set holds a text: by the flag for that text where the set is kept opened, else by the set."""
        if text.value is None:
            return text
        period = period_on(of, on)
        opened = opened_column(column_of(of, period), str(text.value))
        if opened in self.subject.figures:
            is_held = self.subject.figures[opened]
            return Outcome(None, frozenset((Missing(of, period),))) if is_held is None else Outcome(bool(is_held))
        group = self.figure(of, on)
        return Outcome(text.value in group.value) if isinstance(group.value, frozenset) else group

    def _over_time(self, node: Call, days: Sequence[date]) -> Outcome:
        parts = [self.outcome(node.arguments[0], day) for day in days]
        match node.function:
            case "同比" | "年均增速":
                return _growth(node, *parts)
            case "累计":
                return (
                    _unknown(*parts)
                    if any(part.value is None for part in parts)
                    else Outcome(sum(map(_number, parts), Fraction(0)))
                )
            case "连续":
                return _all([self.since_begun(node, part, day) for part, day in zip(parts, days, strict=True)])
            case "首次":
                earlier = [self.since_begun(node, part, day) for part, day in zip(parts[1:], days[1:], strict=True)]
                return _all([parts[0], *map(_not, earlier)])
        return parts[0]

    def since_begun(self, node: Call, part: Outcome, day: date) -> Outcome:
        """False for a period that ended before the subject began: what did not exist met no condition."""
        if node.implied is None or node.every is None or node.every == "once":
            return part
        begun = self.figure(node.implied, day).value
        is_before = isinstance(begun, date) and Period.holding(node.every, day).last_on < begun
        return Outcome(False) if is_before else part


def holds(sign: str, left: Known, right: Known) -> bool:
    if isinstance(left, Fraction | Root) and isinstance(right, Fraction | Root):
        placed = order(left, right)
    elif isinstance(left, date) and isinstance(right, date):
        placed = (left > right) - (left < right)
    else:
        placed = int(left != right)
    return {
        ">": placed > 0,
        ">=": placed >= 0,
        "<": placed < 0,
        "<=": placed <= 0,
        "=": placed == 0,
        "!=": placed != 0,
    }[sign]


def _compared(sign: str, left: Outcome, right: Outcome) -> Outcome:
    if left.value is None or right.value is None:
        return _unknown(left, right)
    return Outcome(holds(sign, left.value, right.value))


def _of_values(node: Call, values: Sequence[Known], on: date) -> Known:
    first = values[0]
    match node.function:
        case "最大":
            return max(value for value in values if isinstance(value, Fraction))
        case "最小":
            return min(value for value in values if isinstance(value, Fraction))
        case "合计":
            return sum((value for value in values if isinstance(value, Fraction)), Fraction(0))
        case "四舍五入" | "去尾":
            return _rounded(node, values)
        case "满年":
            assert isinstance(first, date)
            return Fraction(12 * full_years(first, on))
    group = values[1]
    assert isinstance(first, str) and isinstance(group, frozenset), node.function  # 有资质 and 属于
    return first in group


def _rounded(node: Call, values: Sequence[Known]) -> Fraction:
    assert node.shape is not None
    step = values[1] if len(values) > 1 else whole_step(node.shape)
    assert isinstance(step, Fraction)
    if isinstance(values[0], Root):
        return round_root(values[0], step)
    assert isinstance(values[0], Fraction)
    return cut_off(values[0], step) if node.function == "去尾" else round_half_up(values[0], step)


def _growth(node: Call, now: Outcome, before: Outcome) -> Outcome:
    if now.value is None or before.value is None:
        return _unknown(now, before)
    new, old = _number(now), _number(before)
    what = to_text(node.arguments[0])
    if old <= 0:
        return Outcome(None, notes=(f"“{what}”的基期数不大于零，增速没有意义",))
    if node.function == "同比":
        return Outcome((new - old) / old)
    if new < 0:
        return Outcome(None, notes=(f"“{what}”的本期数小于零，年均增速没有意义",))
    return Outcome(Root(new / old, int(_years(node))))


def _years(node: Call) -> Fraction:
    years = node.arguments[1]
    assert isinstance(years, Quantity)
    return years.value


def _days(sign: str, left: date, right: Known) -> Known:
    if isinstance(right, date):
        return Fraction((left - right).days)
    assert isinstance(right, Fraction)
    days = int(right) if sign == "+" else -int(right)
    try:
        return date.fromordinal(left.toordinal() + days)
    except (ValueError, OverflowError):
        raise FigureTooLarge("日期超出范围") from None


def _number(outcome: Outcome) -> Fraction:
    assert isinstance(outcome.value, Fraction), outcome
    return outcome.value


def _not(outcome: Outcome) -> Outcome:
    return outcome if outcome.value is None else Outcome(not outcome.value)


def _unknown(*parts: Outcome) -> Outcome:
    """Unknown for what the unknown parts lack."""
    lacking = [part for part in parts if part.value is None]
    missing = frozenset[Missing]().union(*(part.missing for part in lacking))
    return Outcome(None, missing, tuple(dict.fromkeys(note for part in lacking for note in part.notes)))


def _all(parts: Sequence[Outcome]) -> Outcome:
    if any(part.value is False for part in parts):
        return Outcome(False)
    return _unknown(*parts) if any(part.value is None for part in parts) else Outcome(True)


def _any(parts: Sequence[Outcome]) -> Outcome:
    if any(part.value is True for part in parts):
        return Outcome(True)
    return _unknown(*parts) if any(part.value is None for part in parts) else Outcome(False)


def evaluate(formula: Formula, subject: Subject, on: date) -> Value:
    """The value of a formula for a subject on a day; FigureTooLarge where a number on the way is beyond all reason."""
    found = Evaluation(subject).outcome(formula.tree, on)
    assert not isinstance(found.value, Root | frozenset)  # the check lets neither be a result
    return Value(formula.shape, found.value, in_order(found.missing), found.notes)


def in_order(missing: frozenset[Missing]) -> tuple[Missing, ...]:
    return tuple(sorted(missing, key=lambda one: one.column))
