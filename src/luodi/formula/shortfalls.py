"""What a condition that fails falls short of: each comparison that decides it, with the distance in the figure's unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from luodi.formula.ast import And, Bands, Call, Compare, Formula, Node, Or
from luodi.formula.explain import Explainer, difference, sentence
from luodi.formula.interpret import Evaluation, holds
from luodi.formula.moments import looked_at
from luodi.formula.shown import show
from luodi.formula.to_text import to_text
from luodi.formula.values import Known, Outcome, Subject

Trace = Mapping[tuple[int, date], Outcome]
_SHIFTS = ("本年", "上年", "前年", "上年同期")


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One part that fails. ``short_by`` is in base units and None where there is no distance (a flag, a text).

    ``what`` is the part as written, ``sentence`` says it with figures; ``is_one_of`` marks parts of which one is enough.
    ``share`` is the distance as a share of what is asked, to hold unlike figures against each other.
    """

    what: str
    sentence: str
    short_by: Fraction | None = None
    shown: str = ""
    is_one_of: bool = False
    share: Fraction | None = None


def shortfalls(formula: Formula, subject: Subject, on: date) -> tuple[Shortfall, ...]:
    """What a condition that does not hold falls short of; nothing where it holds or is unknown."""
    trace: dict[tuple[int, date], Outcome] = {}
    Evaluation(subject, trace).outcome(formula.tree, on)
    return shortfalls_in(formula.tree, subject, on, trace)


def shortfalls_in(part: Node, subject: Subject, on: date, trace: Trace) -> tuple[Shortfall, ...]:
    """The same for a part of a formula that was worked out with this trace."""
    return tuple(dict.fromkeys(_Finder(subject, trace).of(part, on)))


class _Finder:
    def __init__(self, subject: Subject, trace: Trace) -> None:
        self.subject, self.trace, self.explainer = subject, trace, Explainer(subject, trace)

    def value(self, node: Node, on: date) -> Known | None:
        return self.trace.get((id(node), on), Outcome(None)).value

    def of(self, node: Node, on: date) -> Iterator[Shortfall]:
        if self.value(node, on) is not False:
            return
        match node:
            case And(parts):
                for part in parts:
                    yield from self.of(part, on)
            case Or(parts):
                for part in parts:
                    yield from (replace(found, is_one_of=True) for found in self.of(part, on))
            case Compare():
                yield self.comparison(node, on)
            case Bands(branches, otherwise):
                chosen = next((band.value for band in branches if self.value(band.condition, on)), otherwise)
                yield from self.of(chosen, on)
            case Call("介于", (middle, low, high)):
                yield self.between(node, (middle, low, high), on)
            case Call("连续", (of, *_)):
                # Every period is asked, and each that fails has its own distance; one before the subject began has none.
                found = [one for day in self.days(node, on) for one in self.of(of, day)]
                yield from found or [self.plain(node, on)]
            case Call("首次", (of, *_)):
                now, *earlier = self.days(node, on)
                is_past = any(self.value(of, day) is True for day in earlier)  # what was once so is never first again
                found = [] if is_past else [*self.of(of, now)]
                yield from found or [self.plain(node, on)]
            case Call(function, (of, *_)) if function in _SHIFTS:
                yield from self.of(of, self.days(node, on)[0])
            case _:
                yield self.plain(node, on)

    def days(self, node: Call, on: date) -> tuple[date, ...]:
        return looked_at(node, on, self.subject.observed_from)

    def plain(self, node: Node, on: date) -> Shortfall:
        return Shortfall(to_text(node), sentence(self.explainer.tree(node, on)))

    def comparison(self, node: Compare, on: date) -> Shortfall:
        left, right = self.value(node.left, on), self.value(node.right, on)
        shape = node.left.shape
        assert shape is not None
        found = self.plain(node, on)
        if node.sign == "!=" or left is None or right is None or shape.sort not in ("number", "date"):
            return found
        apart, unit = difference(left, right, shape, node.right.shape or shape)
        return replace(found, short_by=abs(apart), shown=show(abs(apart), unit), share=_share(apart, right))

    def between(self, node: Call, of: tuple[Node, Node, Node], on: date) -> Shortfall:
        value, low, high = (self.value(part, on) for part in of)
        limit, at = (low, of[1]) if value is not None and low is not None and holds("<", value, low) else (high, of[2])
        shape = of[0].shape
        assert shape is not None
        if value is None or limit is None:
            return self.plain(node, on)
        apart, unit = difference(value, limit, shape, at.shape or shape)
        found = Shortfall(to_text(node), f"{sentence(self.explainer.tree(node, on))}，差 {show(abs(apart), unit)}")
        return replace(found, short_by=abs(apart), shown=show(abs(apart), unit), share=_share(apart, limit))


def _share(apart: Fraction, of: Known) -> Fraction | None:
    return abs(apart / of) if isinstance(of, Fraction) and of else None
