"""What the next band of a points line would bring: a 分档 taken one band further, and what that asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from luodi.engine.ladders.model import NextBand
from luodi.engine.ladders.states import POINT, clamped
from luodi.formula.ast import Arithmetic, Band, Bands, Call, Formula, Node, children
from luodi.formula.interpret import Evaluation
from luodi.formula.moments import looked_at
from luodi.formula.shortfalls import Trace, shortfalls_in
from luodi.formula.values import Outcome, Subject, Value
from luodi.policy.rules.model import PointItem


class _Step(NamedTuple):
    """A band that gives more than the one that applies, in the 分档 it stands in, on the day that one looks at."""

    bands: Bands
    band: Band
    on: date


def next_band(item: PointItem, points: Fraction, subject: Subject, on: date, trace: Trace) -> NextBand | None:
    """Of the 分档 of the line, the one whose next band brings most; None where no band above brings anything.

    ``trace`` is that of the line's formula, worked out for this subject.
    """
    found: NextBand | None = None
    for step in _steps(item.points.tree, subject, on, trace):
        raised = _points_with(item, step, subject, on)
        if raised is None or raised <= points or (found is not None and raised <= found.points):
            continue
        needs = shortfalls_in(step.band.condition, subject, step.on, trace)
        found = NextBand(raised, raised - points, needs)
    return found


def _steps(node: Node, subject: Subject, on: date, trace: Trace) -> Iterator[_Step]:
    match node:
        case Bands():
            if (band := _better(node, on, trace)) is not None:
                yield _Step(node, band, on)
        case Call():
            days = looked_at(node, on, subject.observed_from)
            if len(days) > 1:  # a sum over years has no one band to raise
                return
            for part in node.arguments:
                yield from _steps(part, subject, days[0] if days else on, trace)
        case Arithmetic("+", _, _):
            for part in children(node):
                yield from _steps(part, subject, on, trace)


def _better(node: Bands, on: date, trace: Trace) -> Band | None:
    """Of the bands that fail and give more than the one that applies, the one that gives least."""

    def value(part: Node) -> Fraction | None:
        found = trace[id(part), on].value
        return found if isinstance(found, Fraction) else None

    now = value(node)
    if now is None:
        return None
    failing = [band for band in node.branches if trace[id(band.condition), on].value is False]
    more = [(given, band) for band in failing if (given := value(band.value)) is not None and given > now]
    # Of equals the last: bands are written from the hardest down.
    return min(reversed(more), key=lambda pair: pair[0])[1] if more else None


def _points_with(item: PointItem, step: _Step, subject: Subject, on: date) -> Fraction | None:
    tree = _replaced(item.points.tree, step.bands, step.band.value)
    formula = Formula(item.points.text, tree, item.points.shape)
    value = Value(formula.shape, _number(Evaluation(subject).outcome(tree, on)))
    steps = clamped(value.stored(), item.most)
    return None if steps is None else Fraction(steps, POINT)


def _number(outcome: Outcome) -> Fraction | None:
    return outcome.value if isinstance(outcome.value, Fraction) else None


def _replaced(node: Node, old: Node, new: Node) -> Node:
    if node is old:
        return new
    match node:
        case Call():
            return replace(node, arguments=tuple(_replaced(part, old, new) for part in node.arguments))
        case Arithmetic():
            return replace(node, left=_replaced(node.left, old, new), right=_replaced(node.right, old, new))
    return node
