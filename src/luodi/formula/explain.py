"""Why a formula came out as it did: a tree of its parts with their values, the figures used and the distance to each threshold.

The tree is JSON of a stated version (``explanation.schema.json``), because people build on it; ``why``, ``why_not`` and
``missing`` are read from it and from nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from luodi.formula import shapes
from luodi.formula.ast import Bands, Call, Compare, Figure, Formula, Node, Shape, children
from luodi.formula.fields import Field, column_of, period_on
from luodi.formula.interpret import Evaluation, in_order
from luodi.formula.moments import looked_at
from luodi.formula.numbers import Root, round_root
from luodi.formula.shown import show
from luodi.formula.to_text import to_text
from luodi.formula.values import Known, Missing, Outcome, Subject

FORMAT, VERSION = "luodi.explanation", 1
Json = dict[str, Any]

_KINDS = {
    "Quantity": "constant",
    "Text": "constant",
    "Texts": "constant",
    "Truth": "constant",
    "Day": "constant",
    "EvaluationDay": "constant",
    "Figure": "figure",
    "And": "and",
    "Or": "or",
    "Not": "not",
    "Negative": "arithmetic",
    "Arithmetic": "arithmetic",
    "Compare": "comparison",
    "Bands": "bands",
    "Call": "call",
}
_DISTANCE_STEP = Fraction(1, 1_000_000)


def explain(formula: Formula, subject: Subject, on: date) -> Json:
    """The explanation of one evaluation, ready for ``json.dumps``."""
    trace: dict[tuple[int, date], Outcome] = {}
    outcome = Evaluation(subject, trace).outcome(formula.tree, on)
    tree = Explainer(subject, trace).tree(formula.tree, on)
    return {
        "format": FORMAT,
        "version": VERSION,
        "formula": formula.text,
        "subject": subject.name,
        "on": on.isoformat(),
        "value": tree["value"],
        "missing": [missing_json(one) for one in in_order(outcome.missing)],
        "notes": list(outcome.notes),
        "tree": tree,
    }


class Explainer:
    """Makes the trees of one evaluation from its trace."""

    def __init__(self, subject: Subject, trace: Mapping[tuple[int, date], Outcome]) -> None:
        self.subject, self.trace = subject, trace
        self.texts: dict[int, str] = {}  # a part over many periods is printed once

    def text(self, node: Node) -> str:
        if id(node) not in self.texts:
            self.texts[id(node)] = to_text(node)
        return self.texts[id(node)]

    def tree(self, node: Node, on: date) -> Json:
        outcome = self.trace.get((id(node), on), Outcome(None))
        assert node.shape is not None
        found: Json = {
            "kind": _KINDS[type(node).__name__],
            "text": self.text(node),
            "sort": node.shape.sort,
            "place": list(node.place),
            "on": on.isoformat(),
            "value": value_json(outcome.value, node.shape),
            "parts": self.parts(node, on),
        }
        if outcome.value is None:
            found["missing"] = [missing_json(one) for one in in_order(outcome.missing)]
            found["notes"] = list(outcome.notes)
        if isinstance(node, Figure):
            found["figure"] = figure_json(node.of, on)
        elif isinstance(node, Compare):
            found["comparison"] = self.comparison(node, on)
        elif isinstance(node, Call):
            found["function"] = node.function
            if node.function == "有资质" and node.implied is not None:
                found["figure"] = figure_json(node.implied, on)
        return found

    def parts(self, node: Node, on: date) -> list[Json]:
        if isinstance(node, Bands):
            return self.bands(node, on)
        if isinstance(node, Call) and (days := looked_at(node, on, self.subject.observed_from)):
            return [self.tree(node.arguments[0], day) for day in days]
        if isinstance(node, Call) and node.function in ("四舍五入", "去尾"):
            return [self.tree(node.arguments[0], on)]
        return [self.tree(child, on) for child in children(node)]

    def bands(self, node: Bands, on: date) -> list[Json]:
        parts: list[Json] = []
        is_open = True
        for band in node.branches:
            condition, value = self.tree(band.condition, on), self.tree(band.value, on)
            holds = truth(condition)
            text = f"{condition['text']}: {value['text']}"
            parts.append(
                {"kind": "band", "text": text, "is_chosen": is_open and holds is True, "parts": [condition, value]}
            )
            is_open = is_open and holds is False
        value = self.tree(node.otherwise, on)
        parts.append({"kind": "band", "text": f"否则: {value['text']}", "is_chosen": is_open, "parts": [value]})
        return parts

    def comparison(self, node: Compare, on: date) -> Json | None:
        """How far the left side is from the right one, and by how much it falls short; None where that has no meaning."""
        left, right = self.trace[id(node.left), on].value, self.trace[id(node.right), on].value
        shape = node.left.shape
        assert shape is not None
        if left is None or right is None or shape.sort not in ("number", "date"):
            return {"sign": node.sign}
        apart, shape = difference(left, right, shape, node.right.shape or shape)
        holds = self.trace[id(node), on].value
        return {
            "sign": node.sign,
            "difference": value_json(apart, shape),
            "short_by": None if holds or node.sign == "!=" else value_json(abs(apart), shape),
        }


def difference(left: Known, right: Known, shape: Shape, other: Shape) -> tuple[Fraction, Shape]:
    """Left less right; of an average growth to a millionth, since a root has no last digit."""
    if isinstance(left, date) and isinstance(right, date):
        return Fraction((left - right).days), shapes.DAYS
    one, by = (round_root(side, _DISTANCE_STEP) if isinstance(side, Root) else side for side in (left, right))
    assert isinstance(one, Fraction) and isinstance(by, Fraction)
    if shapes.is_share(shape):
        return one - by, Shape("number", (), "points", unit=None)
    return one - by, shape if shape.powers or shape.unit else other


def value_json(value: Known | None, shape: Shape) -> Json | None:
    """A value: ``exact`` in base units as a fraction in lowest terms, ``shown`` as people read it."""
    if value is None:
        return None
    found: Json = {"sort": shape.sort, "shown": show(value, shape)}
    if isinstance(value, bool):
        found["is_true"] = value
    elif isinstance(value, Root):
        found |= {"ratio": str(value.ratio), "years": value.years}
    elif isinstance(value, Fraction):
        found["exact"] = str(value)
    elif isinstance(value, frozenset):
        found["items"] = sorted(value)
    elif isinstance(value, date):
        found["day"] = value.isoformat()
    else:
        found["text"] = value
    return found


def figure_json(of: Field, on: date) -> Json:
    period = period_on(of, on)
    return {
        "field": of.code,
        "name": of.name,
        "period": str(period) if period else None,
        "column": column_of(of, period),
    }


def missing_json(one: Missing) -> Json:
    return {
        "field": one.field.code,
        "name": one.field.name,
        "period": str(one.period) if one.period else None,
        "column": one.column,
        "shown": str(one),
    }


def truth(tree: Json) -> bool | None:
    """Whether a part holds; None for unknown and for what is no condition."""
    return tree["value"].get("is_true") if tree.get("value") else None


# -- read from the tree ------------------------------------------------------------------------------------------------


def why(explanation: Json) -> list[str]:
    """In sentences, what decided the result, whichever way it went."""
    return list(dict.fromkeys(sentence(part) for part in deciding(explanation["tree"])))


def why_not(explanation: Json) -> list[str]:
    """In sentences, what fails; nothing where the formula holds or is no condition."""
    return why(explanation) if truth(explanation["tree"]) is False else []


def missing(explanation: Json) -> list[str]:
    """The figures that would decide it: 主营业务收入（2025年）."""
    return [one["shown"] for one in explanation["missing"]]


def deciding(tree: Json) -> Iterable[Json]:
    """The parts that made the result what it is: of 且 that fails, those that fail; of 分档, the conditions up to the chosen."""
    match tree["kind"]:
        case "and" | "or":
            wanted = truth(tree)
            for part in tree["parts"]:
                if truth(part) == wanted:
                    yield from deciding(part)
        case "not":
            yield from deciding(tree["parts"][0])
        case "bands":
            yield from _deciding_band(tree)
        case "arithmetic" | "call" if tree["sort"] != "flag":
            for part in tree["parts"]:
                yield from deciding(part)
        case "constant":
            return
        case _:
            yield tree


def _deciding_band(tree: Json) -> Iterable[Json]:
    for band in tree["parts"]:
        yield from deciding(band["parts"][0])
        if band["is_chosen"] or (len(band["parts"]) == 2 and truth(band["parts"][0]) is None):
            if len(band["parts"]) == 2 and band["is_chosen"]:
                yield from deciding(band["parts"][1])
            return


_ASKED = {">": "应高于", ">=": "应不低于", "<": "应低于", "<=": "应不高于", "=": "应等于", "!=": "应不等于"}
_FOUND = {">": "高于", ">=": "不低于", "<": "低于", "<=": "不高于", "=": "等于", "!=": "不等于"}


def sentence(tree: Json) -> str:
    """One part in words: its value, what was asked of it, and how far it is from that."""
    holds = truth(tree)
    if tree["kind"] == "comparison":
        return _comparison_sentence(tree, holds)
    if tree["value"] is None:
        return f"{_name(tree)}：未知（{_lacking(tree)}）"
    if tree["kind"] == "figure" and tree["sort"] != "flag":
        return f"{_name(tree)}为 {tree['value']['shown']}"
    if (held := _held(tree, holds is True)) is not None:
        return held
    said = f"{'符合' if holds else '不符合'}：{_name(tree) if tree['kind'] == 'figure' else tree['text']}"
    details = "；".join(dict.fromkeys(sentence(part) for part in _over_time(tree, holds) for part in deciding(part)))
    return f"{said}（{details}）" if details else said


def _held(tree: Json, holds: bool) -> str | None:
    """What a figure of texts holds or does not: 2025年没有“省专精特新”资质; 奖项（2025年）没有“甲”; 企业规模（2025年）为 小型，不是“大型”."""
    has = "有" if holds else "没有"
    if tree.get("function") == "有资质" and "figure" in tree:
        return f"{tree['figure']['period'] or ''}{has}{tree['parts'][0]['text']}资质"
    if tree.get("function") != "属于":
        return None
    one, of = tree["parts"]
    if of["kind"] == "figure" and one["kind"] == "constant":
        return f"{_name(of)}{has}{one['text']}"
    if one["kind"] == "figure" and of["kind"] == "constant":
        return f"{_name(one)}为 {one['value']['shown']}，{'是' if holds else '不是'}{of['text'].strip('{}').replace(', ', '或')}"
    return None


def _over_time(tree: Json, holds: bool | None) -> list[Json]:
    """Of 首次 and 连续, the periods that decided."""
    now, *earlier = tree["parts"] or [None]
    if tree.get("function") == "首次":
        return [part for part in earlier if truth(part)] if not holds and truth(now) else [now]
    if tree.get("function") == "连续":
        return [part for part in tree["parts"] if holds or truth(part) is False]
    return []


def _comparison_sentence(tree: Json, holds: bool | None) -> str:
    left, right = tree["parts"]
    limit = right["value"]["shown"] if right["value"] else "未知"
    if _has_figures(right):
        limit = f"{_name(right)}（{limit}）"
    sign = tree["comparison"]["sign"]
    if holds is None:
        return f"{_name(left)}{_ASKED[sign]} {limit}：未知（{_lacking(tree)}）"
    if holds:
        return f"{_name(left)}为 {left['value']['shown']}，{_FOUND[sign]} {limit}"
    short = tree["comparison"].get("short_by")
    said = f"，差 {short['shown']}" if short and short["exact"] != "0" else ""
    return f"{_name(left)}为 {left['value']['shown']}，{_ASKED[sign]} {limit}{said}"


def _lacking(tree: Json) -> str:
    lacking = [f"缺 {one['shown']}" for one in tree["missing"]]
    return "；".join([*lacking, *tree["notes"]])


def _has_figures(tree: Json) -> bool:
    return "figure" in tree or any(_has_figures(part) for part in tree["parts"])


def _name(tree: Json) -> str:
    """A figure with its period, or the words of a part: 主营业务收入（2025年）, “研发费用 / 主营业务收入”."""
    if tree["kind"] != "figure":
        return f"“{tree['text']}”"
    figure = tree["figure"]
    return f"{figure['name']}（{figure['period']}）" if figure["period"] else str(figure["name"])
