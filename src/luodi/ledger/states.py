"""A way of steps: a table of which step may follow which, and a standing as the fold over the entries that were made.

Issues, orders and papers each go such a way. What is their own is what a step must bring along, and what it changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from luodi.problems import Problem


class Step(Protocol):
    """One row of the table: from which states the step may be taken, and where it leads."""

    @property
    def name(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def after(self) -> tuple[str, ...]: ...


class Standing(Protocol):
    @property
    def state(self) -> str: ...


class Entry(Protocol):
    @property
    def step(self) -> str: ...


StepT = TypeVar("StepT", bound=Step)
StandingT = TypeVar("StandingT", bound=Standing)
EntryT = TypeVar("EntryT", bound=Entry)


@dataclass(frozen=True, slots=True)
class Way(Generic[StepT, StandingT, EntryT]):
    """``key`` and ``noun`` name what goes the way, in problem codes and in words; ``start`` is its standing before any
    step. ``forbidden`` gives what else speaks against an entry, ``moved`` the standing after one that is allowed."""

    key: str
    noun: str
    steps: tuple[StepT, ...]
    state_words: Mapping[Any, str]
    start: StandingT
    forbidden: Callable[[StandingT, StepT, EntryT], Iterable[Problem]]
    moved: Callable[[StandingT, StepT, EntryT], StandingT]

    def steps_from(self, state: str) -> tuple[StepT, ...]:
        """The steps that the table allows in this state."""
        return tuple(step for step in self.steps if state in step.after)

    def step_named(self, name: str) -> StepT:
        return {step.name: step for step in self.steps}[name]

    def follow(self, standing: StandingT, entry: EntryT) -> tuple[StandingT, list[Problem]]:
        """The standing after the entry; where the rules forbid it, the standing as it was and every reason why."""
        step = self.step_named(entry.step)
        problems = [*self._not_now(standing, step), *self.forbidden(standing, step, entry)]
        return (standing, problems) if problems else (self.moved(standing, step, entry), [])

    def standing_of(self, entries: Iterable[EntryT]) -> tuple[StandingT, list[Problem]]:
        """The standing after all entries in their order; an entry that the rules forbid changes nothing and is told."""
        standing, problems = self.start, list[Problem]()
        for entry in entries:
            standing, found = self.follow(standing, entry)
            problems += found
        return standing, problems

    def _not_now(self, standing: StandingT, step: StepT) -> list[Problem]:
        if standing.state in step.after:
            return []
        message = f"{self.noun}现在是“{self.state_words[standing.state]}”，不能“{step.words}”。"
        return [Problem(f"{self.key}.step_not_allowed", message, None, "请看过最新情况后再操作。", "error")]
