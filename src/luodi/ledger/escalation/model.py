"""The rules of escalation as data, what has happened to a supervised item so far, and the acts that are due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

Kind = Literal["reminder", "order"]
# before_due, at_due, after_due: counted from the deadline. light: from the day the light turned. after_step: from the
# day by which an earlier order was to be put right, and was not. reply_missed: from the day an order's reply was due.
When = Literal["before_due", "at_due", "after_due", "light", "after_step", "reply_missed"]
Colour = Literal["", "blue", "yellow", "orange", "red"]
# Who is told: by their part in the matter, by their rank over it, or the coordination office itself.
Addressee = Literal["lead_units", "responsible_units", "superior_unit", "leader_contacts", "region_leaders", "office"]
Count = Literal["working", "calendar"]

KINDS: tuple[Kind, ...] = get_args(Kind)
WHENS: tuple[When, ...] = get_args(When)
COLOURS: tuple[Colour, ...] = get_args(Colour)
ADDRESSEES: tuple[Addressee, ...] = get_args(Addressee)
COUNTS: tuple[Count, ...] = get_args(Count)

IsWorking = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a rule: when it is due and whom it goes to; an order says in how many days to reply and to put right.

    ``days`` counts from what ``when`` names; ``every`` repeats a reminder after the deadline. ``of`` names the order
    that was missed; ``lights`` the lights that bring it about. ``is_confirmed_first``: it waits for the office as a
    draft.
    """

    key: str
    kind: Kind
    name: str
    when: When
    days: int = 0
    every: int = 0
    of: str = ""
    lights: tuple[str, ...] = ()
    colour: Colour = ""
    to: tuple[Addressee, ...] = ("lead_units",)
    reply_days: int = 0
    rectify_days: int = 0
    is_confirmed_first: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """Steps in their order; of orders a later one is the graver. ``source`` says whose practice it is.

    An urgent item, and one whose unit was late ``repeat_times`` within ``repeat_months``, enters at a graver order.
    """

    key: str
    name: str
    source: str
    count: Count
    steps: tuple[Step, ...]
    urgent_enters: str = ""
    repeat_times: int = 0
    repeat_months: int = 12
    repeat_enters: str = ""

    def step(self, key: str) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)

    def rank(self, key: str) -> int:
        """How grave an order is: its place among the orders from 1; 0 for what is none."""
        orders = [step.key for step in self.steps if step.kind == "order"]
        return orders.index(key) + 1 if key in orders else 0

    def lesser(self, key: str) -> tuple[str, ...]:
        """The orders that are less grave than this one; none for what is no order."""
        return tuple(step.key for step in self.steps if 0 < self.rank(step.key) < self.rank(key))


@dataclass(frozen=True, slots=True)
class Lit:
    """From this day on the item had this light."""

    on: date
    light: str


@dataclass(frozen=True, slots=True)
class Issued:
    """An act that took place: which step, for which occasion, and for an order what became of it."""

    key: str
    step: str
    on: date
    reply_by_on: date | None = None
    rectify_by_on: date | None = None
    replied_on: date | None = None
    settled_on: date | None = None

    def is_open(self, day: date) -> bool:
        return self.settled_on is None or self.settled_on > day


@dataclass(frozen=True, slots=True)
class Supervised:
    """What escalation needs to know of a matter, an issue or a unit's reports of one round: its deadline, its lights, and
    the acts so far.

    ``times_late`` counts how often the unit that leads it was late before, other items included. ``undone`` says what is
    lacking, after the words that name the deadline.
    """

    key: str
    due_on: date | None
    done_on: date | None = None
    lights: tuple[Lit, ...] = ()
    is_urgent: bool = False
    times_late: int = 0
    issued: tuple[Issued, ...] = ()
    undone: str = "还没有办结"


@dataclass(frozen=True, slots=True)
class Act:
    """An act due on a day. ``key`` names the occasion: the same key is never issued twice. ``why`` is for the reader."""

    key: str
    step: Step
    on: date
    why: str
    reply_by_on: date | None = None
    rectify_by_on: date | None = None


@dataclass(frozen=True, slots=True)
class Lateness:
    """One deadline of a unit and when it was met; ``done_on`` None where it was not yet."""

    unit: str
    due_on: date
    done_on: date | None = None


def every_day(_day: date) -> bool:
    """A calendar without holidays."""
    return True


def weekdays(day: date) -> bool:
    """Monday to Friday: what is left where no calendar of holidays is at hand."""
    return day.weekday() < 5


def moved(day: date, days: int, is_working: IsWorking) -> date:
    """The day ``days`` working days later, or earlier below zero; ``day`` itself for 0, working or not."""
    step = timedelta(days=1 if days > 0 else -1)
    left = abs(days)
    while left:
        day += step
        left -= is_working(day)
    return day
