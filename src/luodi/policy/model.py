"""A compiled policy: frozen items that each carry the stretch of the document they were read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from luodi.problems import Problem
from luodi.spans import Span

Comparator = Literal[">=", "<=", "~", "=", "-"]
Every = Literal["month", "quarter", "half-year", "year", "regular"]
Basis = Literal["once", "year"]
# A parameter of a mechanism: a number, a word, or a list of words.
Parameter = int | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Another document that this one is made under, as written."""

    title: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the document says of itself; None is 'the text does not say'."""

    title: str | None = None
    issuer: str | None = None
    jurisdiction: str | None = None
    number: str | None = None
    issued_on: date | None = None
    horizon: tuple[int, int] | None = None
    based_on: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """Work the document assigns. ``expanded`` gives the full names of units whose written form shares a head or tail."""

    span: Span
    title: str | None
    lead: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()
    expanded: tuple[tuple[str, tuple[str, ...]], ...] = ()
    note: Span | None = None  # the note that names the units


@dataclass(frozen=True, slots=True)
class Target:
    """A number to reach by a date; ``value`` is in ``unit`` as written."""

    span: Span
    indicator: str
    comparator: Comparator
    value: Decimal
    unit: str
    upper: Decimal | None = None
    by: int | None = None
    every: Every | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Benefit:
    """A stated gain for whoever meets a condition; ``amount`` and ``cap`` in yuan, ``rate`` as a fraction of 1."""

    span: Span
    beneficiary: str
    condition: str
    amount: Decimal | None = None
    rate: Decimal | None = None
    rate_of: str | None = None
    cap: Decimal | None = None
    basis: Basis | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """Something a unit must hand in or hold for the coordination itself."""

    span: Span
    who: str | None
    what: str
    to: str | None = None
    due: date | None = None
    every: Every | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Mechanism:
    """How the document says the work is run; ``params`` hold only what the text gives."""

    span: Span
    kind: str
    params: tuple[tuple[str, Parameter], ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """A document, compiled. Items of each kind stand in the order of the text."""

    name: str
    facts: DocumentFacts
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    duties: tuple[Duty, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
