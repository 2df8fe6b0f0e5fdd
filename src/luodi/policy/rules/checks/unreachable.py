"""Branches, bands and rungs that nobody can reach: their condition contradicts itself, or an earlier one takes them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from luodi.formula.ast import Bands, Node, walk
from luodi.formula.to_text import to_text
from luodi.policy.rules.logic import ALWAYS, all_of, extent, implies, never
from luodi.policy.rules.model import BenefitRule, Branch, Condition, Ladder, LadderEdition, Rules, Rung
from luodi.policy.rules.parts import formulas_of
from luodi.policy.rules.scope import Path
from luodi.problems import Problem
from luodi.spans import Span

At = Callable[[Path], Span | None]


def unreachable(rules: Rules, at: At) -> list[Problem]:
    """As far as it can be decided from the formulas alone; what cannot be decided is not doubted."""
    found = [problem for benefit in rules.benefits for problem in _of_benefit(benefit, at)]
    found += [problem for ladder in rules.ladders for problem in _of_ladder(ladder, at)]
    return found + [problem for _, path, formula in formulas_of(rules) for problem in _of_bands(formula.tree, at(path))]


def _of_benefit(benefit: BenefitRule, at: At) -> Iterator[Problem]:
    who = benefit.for_whom.tree if benefit.for_whom else ALWAYS
    for order, branch in enumerate(benefit.branches):
        span = at(("benefits", benefit.id, "branches", branch.id, "when"))
        when = _when(branch)
        if never(all_of(who, when)):
            message = f"“{benefit.name}”的“{branch.name}”谁也不会符合：条件自相矛盾。"
            yield Problem("rules.unreachable_branch", message, span, "核对 when 和 for_whom 的门槛和比较符号。")
            continue
        others = benefit.branches[:order] if benefit.take == "first" else benefit.branches
        above = next((one for one in others if one is not branch and _hides(one, branch, benefit)), None)
        if above is not None:
            message = f"“{benefit.name}”的“{branch.name}”永远轮不到：符合它的都先得“{above.name}”。"
            hint = "把条件更严的一档放在前面，或核对门槛。" if benefit.take == "first" else "核对两档的门槛和金额。"
            yield Problem("rules.unreachable_branch", message, span, hint)


def _when(branch: Branch) -> Node:
    return branch.when.tree if branch.when else ALWAYS


def _hides(above: Branch, branch: Branch, benefit: BenefitRule) -> bool:
    """Whether who meets ``branch`` always gets ``above`` instead."""
    if benefit.take == "sum" or not implies(_when(branch), _when(above)):
        return False
    if benefit.take == "first":
        return True
    (least, _), (_, most) = extent(above.pay.tree), extent(branch.pay.tree)
    return least is not None and most is not None and least > most


def _of_ladder(ladder: Ladder, at: At) -> Iterator[Problem]:
    for number, edition in enumerate(ladder.editions):
        path = ("ladders", ladder.id, "editions", str(number), "rungs")
        for rung in edition.rungs:
            yield from _of_rung(rung, (*path, rung.id), at)
        if ladder.is_classes:
            yield from _hidden_classes(edition, path, at)


def _of_rung(rung: Rung, path: Path, at: At) -> Iterator[Problem]:
    asked = _all(rung.requires)
    if never(asked):
        message = f"“{rung.name}”谁也达不到：几项条件不能同时符合。"
        yield Problem("rules.unreachable_rung", message, at((*path, "requires")), "核对各项条件的门槛和比较符号。")
        return
    for veto in rung.vetoes:
        if veto.rule is not None and implies(asked, veto.rule.tree) and asked != ALWAYS:
            message = f"“{rung.name}”谁也达不到：符合条件的都被“{veto.name}”否决。"
            yield Problem("rules.unreachable_rung", message, at((*path, "vetoes", veto.id)), "核对否决条件的写法。")
    for route in rung.routes:
        if never(all_of(asked, _all(route.conditions))):
            message = f"“{rung.name}”的途径“{route.name}”走不通：条件之间矛盾。"
            yield Problem("rules.unreachable_rung", message, at((*path, "routes", route.id)), "核对途径和级次的条件。")


def _all(conditions: tuple[Condition, ...]) -> Node:
    return all_of(*(one.rule.tree for one in conditions if one.rule is not None))


def _hidden_classes(edition: LadderEdition, path: Path, at: At) -> Iterator[Problem]:
    """Of classes the highest that holds is taken; one that a higher one always holds with is never given."""
    plain = [rung for rung in edition.rungs if not rung.routes and not rung.vetoes]
    for rung in plain:
        above = edition.rungs[edition.rungs.index(rung) + 1 :]
        hiding = next((one for one in above if one in plain and implies(_all(rung.requires), _all(one.requires))), None)
        if hiding is not None:
            message = f"“{rung.name}”永远轮不到：符合它的都归“{hiding.name}”。"
            yield Problem("rules.unreachable_rung", message, at((*path, rung.id)), "核对两类的条件；各类从低到高排列。")


def _of_bands(tree: Node, span: Span | None) -> Iterator[Problem]:
    for node in walk(tree):
        if not isinstance(node, Bands):
            continue
        for order, band in enumerate(node.branches):
            earlier = [one.condition for one in node.branches[:order]]
            above = next((one for one in earlier if implies(band.condition, one)), None)
            if above is not None or never(band.condition):
                why = f"前面的“{to_text(above)}”已经包含它" if above is not None else "条件自相矛盾"
                message = f"分档里的“{to_text(band.condition)}”永远轮不到：{why}。"
                yield Problem("rules.unreachable_band", message, span, "把更严的一档写在前面，或核对门槛。")
