"""Cases of a pack as they are run: what one leaves to an earlier case is filled in from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from luodi.policy.rules.case_model import Case, CaseProject
from luodi.policy.rules.model import Rules


def whole(rules: Rules) -> tuple[Case, ...]:
    """Every case with the figures and payments of the case that it is ``like``, its own going before them.

    A case is like an earlier one, as the reader of packs has seen to; where two bear one name, like the later of them.
    """
    done: dict[str, Case] = {}
    made = []
    for case in rules.cases:
        made.append(_filled(case, done))
        done[case.name] = made[-1]
    return tuple(made)


def _filled(case: Case, done: Mapping[str, Case]) -> Case:
    if not case.like:
        return case
    like = done[case.like]
    return replace(
        case,
        figures={**like.figures, **case.figures},
        paid=case.paid or like.paid,
        projects=tuple(_projects(case, like)),
    )


def _projects(case: Case, like: Case) -> Iterator[CaseProject]:
    """Those of the earlier case with what this one says of them, then those that are new; each expects only what this one says."""
    own = {one.name: one for one in case.projects}
    for one in like.projects:
        mine = own.pop(one.name, CaseProject(one.name, {}))
        yield replace(mine, figures={**one.figures, **mine.figures}, paid=mine.paid or one.paid)
    yield from own.values()
