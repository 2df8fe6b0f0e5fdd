"""What supervision opens from a policy: matters with their units and deadlines, and the days its duties fall due."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from luodi.periods import Period
from luodi.policy.model import Duty, Target
from luodi.spans import Span

UnitRole = Literal["lead", "responsible", "supporting", "implied"]
# text: the task's own words name the day. target: the year of a target in the task, taken to its last day.
DeadlineBasis = Literal["text", "target"]
# fixed: the text names the day. period: the last day of a recurring period, because the text names none.
# stated: the text says which day of the period. undated: the text gives no day that could be worked out.
DateBasis = Literal["fixed", "period", "stated", "undated"]
# Who a duty speaks to: every lead unit, every unit with a task, the units it names, or nobody that it names.
Audience = Literal["leads", "all", "named", "unknown"]

UNIT_ROLES: tuple[UnitRole, ...] = ("lead", "responsible", "supporting", "implied")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something must be done, and the words that say so."""

    on: date
    basis: DeadlineBasis
    span: Span


@dataclass(frozen=True, slots=True)
class MatterUnit:
    """A unit as the document writes it; ``full`` gives the full names where the written form is shortened.

    ``is_known``: not one that a register was asked for and does not have.
    """

    name: str
    role: UnitRole
    full: tuple[str, ...] = ()
    is_known: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        return self.full or (self.name,)


@dataclass(frozen=True, slots=True)
class MatterDraft:
    """One task about to be put under supervision.

    ``position`` counts from 1 in the order of the text; ``task`` is the task's index in the policy. ``milestones``
    are all the days the text names, ``deadline`` the last of them. ``is_standing`` is what the text calls 长期.
    ``place`` is where it stands in the outline (``一、（二）3``).
    """

    position: int
    task: int
    title: str
    span: Span
    units: tuple[MatterUnit, ...] = ()
    deadline: Deadline | None = None
    milestones: tuple[Deadline, ...] = ()
    is_standing: bool = False
    targets: tuple[Target, ...] = field(default=())
    place: str = ""

    def names(self, *roles: UnitRole) -> tuple[str, ...]:
        """Names of the units in these roles, in full, in order, each once."""
        return tuple(dict.fromkeys(name for unit in self.units if unit.role in roles for name in unit.names))

    def written(self, *roles: UnitRole) -> tuple[str, ...]:
        """The same units as the document writes them."""
        return tuple(dict.fromkeys(unit.name for unit in self.units if unit.role in roles))

    @property
    def lead_units(self) -> tuple[str, ...]:
        return self.names("lead")

    @property
    def is_assigned(self) -> bool:
        return any(unit.role != "implied" for unit in self.units)

    @property
    def is_lead_unknown(self) -> bool:
        """Whether units are named to lead and none of them is known."""
        leads = [unit for unit in self.units if unit.role == "lead"]
        return bool(leads) and not any(unit.is_known for unit in leads)


@dataclass(frozen=True, slots=True)
class DutyDate:
    """One day in the calendar on which a duty falls due; ``due`` is None where the text gives no day.

    ``title`` says what is due in words that can stand alone.
    """

    duty: Duty
    index: int
    due: date | None
    basis: DateBasis
    period: Period | None = None
    audience: Audience = "unknown"
    named: tuple[str, ...] = ()
    place: str = ""
    title: str = ""
