"""From the results of a ladder's formulas to its rungs, as column expressions of any engine: the columns of ``docs/ladders.md``.

The states of conditions and the points of lines stand in the table under the names of ``plan``; each stage adds columns that
the next one reads. Null is what cannot be said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial, reduce
from operator import add, and_, or_

from luodi.engine.ladders.plan import Plan, above, is_asked, is_granted
from luodi.engine.ladders.states import steps_of
from luodi.formula.exact_columns import Column, Columns
from luodi.policy.rules.model import Condition, PointsTable, Route, Rung

Stage = Mapping[str, Column]


class Combiner:
    """Makes the stages of one ladder for an engine."""

    def __init__(self, plan: Plan, engine: Columns) -> None:
        self.plan, self.engine, self.names = plan, engine, plan.names

    @property
    def rungs(self) -> Sequence[Rung]:
        return self.plan.edition.rungs

    def points(self) -> Stage:
        """The two ends of every points table."""
        found: dict[str, Column] = {}
        for rung in self.rungs:
            for route in rung.routes:
                if route.points is not None:
                    low, high = self.sums(rung, route, route.points, None)
                    found[self.names.route(rung, route, "points_low")] = low
                    found[self.names.route(rung, route, "points_high")] = high
        return found

    def sums(self, rung: Rung, route: Route, table: PointsTable, part: str | None) -> tuple[Column, Column]:
        engine = self.engine
        low, high = [engine.number(0, True)], [engine.number(0, True)]
        for item in table.items:
            if part is not None and item.part != part:
                continue
            most = steps_of(item.most)
            stored = engine.named(self.names.part(rung, item, route), "number")
            given = engine.limited(engine.limited(stored, 0, True), most, False)
            low.append(engine.when(engine.is_known(stored), given, engine.number(0, True)))
            high.append(engine.when(engine.is_known(stored), given, engine.number(most, True)))
        return reduce(add, low), reduce(add, high)

    def routes(self) -> Stage:
        """Whether each route is met: of who does not hold the rung, and of a holder who is looked at again."""
        found: dict[str, Column] = {}
        for rung in self.rungs:
            for route in rung.routes:
                points = [self.points_met(rung, route, route.points)] if route.points else []
                met = partial(self.route_met, rung, route, points)
                found[self.names.route(rung, route, "met")] = self.as_of_holding(rung, met)
        return found

    def points_met(self, rung: Rung, route: Route, table: PointsTable) -> Column:
        ends = [
            self.engine.named(self.names.route(rung, route, what), "number") for what in ("points_low", "points_high")
        ]
        total = self.reaches(ends[0], ends[1], table.least, table.is_strict)
        parts = [self.reaches(*self.sums(rung, route, table, part), least, False) for part, least in table.least_of]
        return self.all_of([total, *parts])

    def reaches(self, low: Column, high: Column, least: Fraction, is_strict: bool) -> Column:
        limit = self.engine.number(steps_of(least), True)
        is_reached, is_out = (low > limit, high <= limit) if is_strict else (low >= limit, high < limit)
        unknown = self.engine.missing("flag")
        false = self.engine.when(is_out, self.engine.literal(False), unknown)
        return self.engine.when(is_reached, self.engine.literal(True), false)

    def met(self) -> Stage:
        """Whether each rung is met."""
        found: dict[str, Column] = {}
        for rung in self.rungs:
            routes = [self.engine.named(self.names.route(rung, route, "met"), "flag") for route in rung.routes]
            any_route = [reduce(or_, routes)] if routes else []
            found[self.names.rung(rung, "met")] = self.as_of_holding(rung, partial(self.rung_met, rung, any_route))
        return found

    def places(self) -> Stage:
        """stands, meets, may_meet."""
        engine, nothing = self.engine, self.engine.literal("")
        stands, meets, may_meet = nothing, nothing, nothing
        for rung in self.rungs:  # the higher one, coming later, is asked first
            met, name = engine.named(self.names.rung(rung, "met"), "flag"), engine.literal(rung.id)
            meets = engine.when(met, name, meets)
            may_meet = engine.when(~met, may_meet, name)
            if is_granted(rung):
                held = self.flag(self.names.rung(rung, "held"))
                stands = engine.when(held, name, engine.when(~held, stands, engine.missing("text")))
        stood = stands if self.plan.grants else engine.missing("text")
        names = self.names
        return {names.of("stands"): stood, names.of("meets"): meets, names.of("may_meet"): may_meet}

    def next(self) -> Stage:
        engine = self.engine
        meets = engine.named(self.names.of("meets"), "text")
        stands = engine.named(self.names.of("stands"), "text")
        place = engine.when(engine.is_known(stands), stands, meets)
        found = engine.literal(above(self.rungs, ""))
        for rung in self.rungs:
            is_there = place == engine.literal(rung.id)
            found = engine.when(is_there, engine.literal(above(self.rungs, rung.id)), found)
        return {self.names.of("next"): found}

    @property
    def stages(self) -> tuple[Callable[[], Stage], ...]:
        return (self.points, self.routes, self.met, self.places, self.next)

    # -- parts --------------------------------------------------------------------------------------------------------

    def flag(self, name: str) -> Column:
        """A condition by its name; one that is still to be written has no column, and cannot be said."""
        return self.engine.named(name, "flag") if name in self.plan.formulas else self.engine.missing("flag")

    def states(self, rung: Rung, of: Sequence[Condition], is_review: bool, route: Route | None = None) -> list[Column]:
        return [self.flag(self.names.part(rung, one, route)) for one in of if is_asked(one, is_review)]

    def route_met(self, rung: Rung, route: Route, points: Sequence[Column], is_review: bool) -> Column:
        return self.all_of([*self.states(rung, route.conditions, is_review, route), *points])

    def rung_met(self, rung: Rung, any_route: Sequence[Column], is_review: bool) -> Column:
        vetoes = [~state for state in self.states(rung, rung.vetoes, is_review)]
        return self.all_of([*self.states(rung, rung.requires, is_review), *vetoes, *any_route])

    def all_of(self, states: Sequence[Column]) -> Column:
        return reduce(and_, states) if states else self.engine.literal(True)

    def as_of_holding(self, rung: Rung, met: Callable[[bool], Column]) -> Column:
        """What is asked of a holder where the rung is surely held, what is asked at the grant elsewhere."""
        parts = [*rung.requires, *rung.vetoes, *(one for route in rung.routes for one in route.conditions)]
        if not is_granted(rung) or all(one.asked == "always" for one in parts):
            return met(False)
        return self.engine.when(self.flag(self.names.rung(rung, "held")), met(True), met(False))
