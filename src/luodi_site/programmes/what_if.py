"""One figure changed: what it costs, and who gains and who loses, by region. Heavy: see ``running``."""

from __future__ import annotations

from dataclasses import dataclass, replace

from luodi.engine.benefits.plan import plan
from luodi.engine.simulation.changes import Change, Parameter, apply, parameters
from luodi.engine.simulation.model import Comparison
from luodi.engine.simulation.on_polars import compare
from luodi.formula.numbers import FigureTooLarge
from luodi.policy.rules.model import Rules
from luodi.reports.simulation_sheets import sheets
from luodi.reports.to_excel import to_bytes
from luodi_site.programmes.running import CannotRun, Loaded


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure that may be changed, as the list of them shows it."""

    key: str
    name: str
    role: str
    written: str


def choices_of(loaded: Loaded) -> list[Choice]:
    """The figures of what runs on the day, each once: rules with gaps are not run, so their figures change nothing."""
    running = {one.id for one in (*loaded.plan.benefits, *loaded.plan.ceilings)}
    running |= {rule.fund for rule in loaded.plan.benefits if rule.fund}
    found = [one for one in parameters(loaded.rules) if one.place.split(".", 1)[0] in running]
    return list({(choice := _choice(one)).key: choice for one in found}.values())


def _choice(one: Parameter) -> Choice:
    return Choice(f"{one.place}:{one.written}", one.name, one.role, one.written)


def related(rules: Rules, id: str) -> Rules:
    """The rules that a change under a benefit, ceiling or fund can reach: through the same fund, group or ceiling.

    What the others pay is the same before and after; left out, what is unknown of them hides nobody who gains or loses.
    """
    ties = [{one.id, f"fund {one.fund}", f"group {one.group}"} - {"fund None", "group None"} for one in rules.benefits]
    ties += [{one.id, *one.benefits} for one in rules.ceilings]
    reached = {id, f"fund {id}"}
    while more := [tie for tie in ties if tie & reached and not tie <= reached]:
        reached = reached.union(*more)
    return replace(rules, benefits=tuple(one for one in rules.benefits if one.id in reached))


def compared(loaded: Loaded, choice: Choice, to: str) -> Comparison:
    """Before and after, of the rules that the change can reach. Raises CannotRun with what is wrong with the new figure."""
    place, _sep, old = choice.key.rpartition(":")
    change = Change(place, old, to)
    rules = related(loaded.rules, place.split(".", 1)[0])
    changed, problems = apply(rules, [change])
    if problems:
        raise CannotRun(f"{problems[0].message}{problems[0].hint}")
    before, after = (plan([one], loaded.plan.on)[0] for one in (rules, changed))
    try:
        return compare(
            before, after, loaded.frames, loaded.history, changes=[change], observed_from=loaded.dataset.observed_from
        )
    except FigureTooLarge as why:
        raise CannotRun(f"{why}。") from why


def as_excel(found: Comparison, loaded: Loaded) -> bytes:
    return to_bytes(sheets(found, loaded.plan.on), loaded.plan.on)
