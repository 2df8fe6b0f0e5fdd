"""A ladder as a list of named formulas: what each backend works out, and under which names the results stand.

The names are those of the columns of results (``docs/ladders.md``): ``ladder.rung.condition``, ``ladder.rung.route.condition``
and ``ladder.rung.route.line`` for points, beside what is made of them: ``ladder.stands``, ``ladder.rung.met``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from luodi.formula.ast import Formula, fields_of
from luodi.formula.fields import Catalogue
from luodi.formula.from_text import read
from luodi.policy.rules.model import Condition, Ladder, LadderEdition, PointItem, Route, Rung

# What is made of the parts, so that no part may bear such a name.
OF_LADDER, OF_RUNG = ("stands", "meets", "may_meet", "next"), ("held", "granted_on", "met")
OF_ROUTE = ("met", "points_low", "points_high")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one ladder's results."""

    ladder: str

    def of(self, what: str) -> str:
        """stands, meets, may_meet, next."""
        return f"{self.ladder}.{what}"

    def rung(self, rung: Rung, what: str) -> str:
        """held, met, granted_on."""
        return f"{self.ladder}.{rung.id}.{what}"

    def route(self, rung: Rung, route: Route, what: str) -> str:
        """met, points_low, points_high."""
        return f"{self.ladder}.{rung.id}.{route.id}.{what}"

    def part(self, rung: Rung, part: Condition | PointItem, route: Route | None = None) -> str:
        return f"{self.ladder}.{rung.id}.{f'{route.id}.' if route else ''}{part.id}"


@dataclass(frozen=True, slots=True)
class Plan:
    """An edition of a ladder with every formula that it asks, by name. A condition still to be written is not among them."""

    ladder: Ladder
    edition: LadderEdition
    formulas: Mapping[str, Formula]

    @property
    def names(self) -> Names:
        return Names(self.ladder.id)

    def rung(self, id: object) -> Rung | None:
        return next((one for one in self.edition.rungs if one.id == id), None)

    @property
    def codes(self) -> frozenset[str]:
        """The fields that are asked about."""
        return frozenset(one.code for formula in self.formulas.values() for one in fields_of(formula.tree))

    @property
    def grants(self) -> bool:
        """Whether rungs of this ladder are granted at all."""
        return any(is_granted(rung) for rung in self.edition.rungs)


def plan_of(ladder: Ladder, edition: LadderEdition, catalogue: Catalogue) -> Plan:
    """ValueError where two parts of the edition have the same name."""
    names = Names(ladder.id)
    formulas: dict[str, Formula] = {}
    seen = {names.of(what) for what in OF_LADDER}
    for rung in edition.rungs:
        for name, formula in _parts(names, rung, catalogue):
            if name in seen:
                raise ValueError(f"阶梯“{ladder.name}”里有两处都叫“{name}”，请改一个代码")
            seen.add(name)
            if formula is not None:
                formulas[name] = formula
    return Plan(ladder, edition, formulas)


def _parts(names: Names, rung: Rung, catalogue: Catalogue) -> Iterator[tuple[str, Formula | None]]:
    yield names.rung(rung, "met"), None
    yield names.rung(rung, "held"), held(rung, catalogue)
    yield names.rung(rung, "granted_on"), rung.granted_on
    for condition in (*rung.requires, *rung.vetoes):
        yield names.part(rung, condition), condition.rule
    for route in rung.routes:
        yield from ((names.route(rung, route, what), None) for what in OF_ROUTE)
        for condition in route.conditions:
            yield names.part(rung, condition, route), condition.rule
        for item in route.points.items if route.points else ():
            yield names.part(rung, item, route), item.points


def held(rung: Rung, catalogue: Catalogue) -> Formula | None:
    """Whether the rung is held, 有资质(“…”) where nothing else is said; None where it is not granted, or cannot be asked."""
    if rung.held is not None or not rung.qualification:
        return rung.held
    formula, _ = read(f"有资质(“{rung.qualification}”)", catalogue)
    return formula


def is_granted(rung: Rung) -> bool:
    """Whether someone grants this rung, so that a subject may be said to stand on it."""
    return bool(rung.qualification) or rung.held is not None


def is_asked(condition: Condition, is_review: bool) -> bool:
    return condition.asked != ("grant" if is_review else "review")


def above(rungs: Sequence[Rung], id: str) -> str:
    """The rung above this one; the lowest above none, and none above the highest."""
    ids = ["", *(rung.id for rung in rungs), ""]
    return ids[ids.index(id) + 1] if id else ids[1]
