"""Texts that a figure never holds: data are read into the proper writing of the catalogue, so a rule that says 小巨人 finds nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from luodi.formula.ast import Call, Compare, Figure, Node, Text, Texts, walk
from luodi.formula.fields import Field, Given, nearest
from luodi.policy.rules.model import Rules
from luodi.policy.rules.parts import formulas_of
from luodi.policy.rules.scope import Path
from luodi.problems import Problem
from luodi.spans import Span

_QUALIFICATIONS = "qualifications"


def texts_held(rules: Rules, at: Callable[[Path], Span | None]) -> list[Problem]:
    """In formulas and as the qualification of a rung, and where a case gives another writing; of fields with listed texts."""
    found = []
    for path, of, text in (*_in_formulas(rules), *_of_rungs(rules), *_in_cases(rules)):
        if of.values and text not in _proper(of):
            found.append(_problem(of, text, at(path)))
    return list(dict.fromkeys(found))


def doubts_of(tree: Node) -> list[Problem]:
    """The same of one formula, as it is being written."""
    pairs = [pair for node in walk(tree) for pair in _compared(node)]
    return [_problem(of, text, None) for of, text in dict.fromkeys(pairs) if of.values and text not in _proper(of)]


def _proper(of: Field) -> frozenset[str]:
    return frozenset(value[0] for value in of.values)


def _problem(of: Field, text: str, span: Span | None) -> Problem:
    known = next((value[0] for value in of.values if text in value), None)
    if known is not None:
        message = f"“{of.name}”里没有“{text}”：数据读入时都登记为“{known}”，照这样写谁也不会符合。"
        return Problem("rules.other_text", message, span, f"改写为“{known}”。")
    proper = {word: value[0] for value in of.values for word in value}
    near = "、".join(dict.fromkeys(proper[word] for word in nearest(text, list(proper))))
    hint = (f"最接近的是 {near}。" if near else "") + "当地另有的，核对与数据里的写法一致，不用改。"
    return Problem("rules.unlisted_text", f"“{text}”不在“{of.name}”的规范取值里。", span, hint, "question")


def _in_formulas(rules: Rules) -> Iterator[tuple[Path, Field, str]]:
    for _, path, formula in formulas_of(rules):
        for node in walk(formula.tree):
            for of, text in _compared(node):
                yield path, of, text


def _compared(node: Node) -> Iterator[tuple[Field, str]]:
    """The texts of a comparison or a call beside the figure that they are held against."""
    if isinstance(node, Compare):
        parts: tuple[Node, ...] = (node.left, node.right)
        fields = []
    elif isinstance(node, Call):
        parts, fields = node.arguments, [node.implied] if node.implied is not None else []
    else:
        return
    fields += [one.of for one in parts if isinstance(one, Figure)]
    for of in fields[:1]:
        for one in parts:
            texts = (one.value,) if isinstance(one, Text) else one.items if isinstance(one, Texts) else ()
            yield from ((of, text) for text in texts)


def _of_rungs(rules: Rules) -> Iterator[tuple[Path, Field, str]]:
    of = rules.catalogue.find(_QUALIFICATIONS)
    if of is None:
        return
    for ladder in rules.ladders:
        for number, edition in enumerate(ladder.editions):
            for rung in edition.rungs:
                if rung.qualification:
                    path = ("ladders", ladder.id, "editions", str(number), "rungs", rung.id, "qualification")
                    yield path, of, rung.qualification


def _in_cases(rules: Rules) -> Iterator[tuple[Path, Field, str]]:
    for number, case in enumerate(rules.cases):
        given_of_all = (one.figures.items() for one in case.of_all)
        for column, given in chain.from_iterable(given_of_all):
            of = rules.catalogue.find(column.partition("@")[0])
            if of is None:
                continue
            others = {other for value in of.values for other in value[1:]}
            yield from ((("cases", str(number), "figures"), of, text) for text in _texts(given) if text in others)


def _texts(given: Given) -> Iterable[str]:
    return (given,) if isinstance(given, str) else sorted(given) if isinstance(given, frozenset) else ()
