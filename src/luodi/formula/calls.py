"""Checks the functions of a formula: what each takes, in which units, over which periods, and what it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Protocol

from luodi.formula import shapes, unit_names, vocabulary
from luodi.formula.ast import Call, Hole, Node, Place, Quantity, Shape, Text, Texts, fields_of
from luodi.formula.fields import Catalogue, Every
from luodi.formula.shapes import FLAG, RATIO, YEARS
from luodi.formula.to_text import to_text

MOST_PERIODS = 60


class Checks(Protocol):
    """What the checks of functions ask of the check of the tree."""

    catalogue: Catalogue

    def error(self, code: str, message: str, place: Place, hint: str = "") -> None: ...
    def visit(self, node: Node, root_may_stand: bool = False) -> Node: ...
    def number(self, node: Node, root_may_stand: bool = False) -> Node: ...
    def condition(self, node: Node) -> Node: ...
    def fits(self, left: Node, right: Node, doing: str) -> bool: ...
    def common(self, parts: list[Node], doing: str) -> Shape | None: ...


def check(checks: Checks, node: Call) -> Node:
    return _CHECKS[node.function](checks, node)


def _numbers(checks: Checks, node: Call) -> Node:
    parts = [checks.number(part) for part in node.arguments]
    doing = "合计" if node.function == "合计" else "比大小"
    return replace(node, arguments=tuple(parts), shape=checks.common(parts, doing))


def is_counted(shape: Shape) -> bool:
    return unit_names.is_counted(shape.powers)


def whole_step(shape: Shape) -> Fraction | None:
    """What 四舍五入 or 去尾 without a step rounds to: the yuan, the piece, the whole number; None where it must be said."""
    is_whole = shape.scale in ("bare", "zero") or unit_names.is_money(shape.powers) or is_counted(shape)
    return Fraction(1) if is_whole else None


def _rounding(checks: Checks, node: Call) -> Node:
    of = checks.number(node.arguments[0], root_may_stand=node.function == "四舍五入")
    done = replace(node, arguments=(of, *node.arguments[1:]))
    if of.shape is None:
        return done
    shape = replace(of.shape, is_root=False)
    if len(node.arguments) == 1:
        if whole_step(shape) is None:
            hint = f"写作 {node.function}(数值, 步长)，如 0.01% 或 0.01吨"
            checks.error("no_step", f"{to_text(of)} 取整到多少没有写明", node.place, hint)
        return replace(done, shape=shape)
    step = checks.visit(node.arguments[1])
    if step.shape is None:
        return done
    if not isinstance(step, Quantity) or step.digits <= 0:
        checks.error("not_a_constant", "取整的步长要写一个大于零的数", step.place, "如 1元、100元、0.01%")
        return done
    met = shapes.meet(shape, step.shape)
    if isinstance(met, str) or (step.shape.scale == "bare" and shape.scale != "bare"):
        unit = shape.unit.name if shape.unit else unit_names.name_powers(shape.powers)
        said = f"步长“{to_text(step)}”的单位与“{to_text(of)}”不同"
        checks.error("different_units", said, step.place, f"步长写单位，不写位数，如 0.01{unit}")
        return done
    return replace(done, arguments=(of, step), shape=shape)


def _qualified(checks: Checks, node: Call) -> Node:
    asked = checks.catalogue.find(checks.catalogue.qualifications)
    name = node.arguments[0]
    if isinstance(name, Hole):
        return replace(node, implied=asked, shape=FLAG)
    if not isinstance(name, Text):
        hint = "写作 有资质(“国家专精特新小巨人”)"
        checks.error("not_a_text", "有资质 的括号里写资质名称，加引号", name.place, hint)
    if asked is None or asked.kind != "set":
        checks.error("no_qualifications", "字段目录里没有资质", node.place, "在目录里加一个集合类型的资质字段")
        return node
    if isinstance(name, Text) and (proper := asked.without_marks(name.value)):
        name = replace(name, value=proper)
    return replace(node, arguments=(checks.visit(name),), implied=asked, shape=FLAG)


def _between(checks: Checks, node: Call) -> Node:
    of, low, high = (checks.visit(part, index == 0) for index, part in enumerate(node.arguments))
    done = replace(node, arguments=(of, low, high), shape=FLAG)
    if of.shape is not None and of.shape.sort not in ("number", "date"):
        said = shapes.describe(of, to_text(of))
        checks.error("no_order", f"介于 只用于数值和日期，{said}", of.place, "文字用 属于(文字, {“甲”, “乙”})")
        return done
    fits = [checks.fits(of, limit, "比较") for limit in (low, high)]
    if all(fits) and isinstance(low, Quantity) and isinstance(high, Quantity) and low.value > high.value:
        checks.error("empty_range", f"下限 {to_text(low)} 高于上限 {to_text(high)}", node.place, "把两个数换过来")
    elif all(fits) and not fields_of(done):
        checks.error("constant_comparison", "三项都是常数，结果永远一样", node.place, "第一项写字段")
    return done


def _among(checks: Checks, node: Call) -> Node:
    one, group = (checks.visit(part) for part in node.arguments)
    done = replace(node, arguments=(one, group), shape=FLAG)
    if one.shape is not None and one.shape.sort != "text":
        hint = "第一项写文字字段或带引号的文字；数值用 介于(数值, 下限, 上限)"
        checks.error("not_a_text", f"属于 的第一项要是文字，{shapes.describe(one, to_text(one))}", one.place, hint)
    if group.shape is not None and group.shape.sort != "set":
        hint = "写作 {“甲”, “乙”}，或写集合类型的字段"
        checks.error(
            "not_a_set", f"属于 的第二项要是一组文字，{shapes.describe(group, to_text(group))}", group.place, hint
        )
    elif isinstance(one, Text) and isinstance(group, Texts):
        checks.error("constant_comparison", "两项都是常数，结果永远一样", node.place, "至少一项写字段")
    return done


# -- over time --------------------------------------------------------------------------------------------------------


def _frequencies(node: Node) -> set[Every]:
    return {field.every for field in fields_of(node)} - {"once"}


def _is_observed(checks: Checks, node: Call, of: Node) -> bool:
    if of.shape is None or _frequencies(of):
        return of.shape is not None
    hint = "括号里至少写一个按年、季或月观测的字段"
    checks.error("not_observed", f"“{to_text(of)}”不随时间观测，不能用 {node.function}", of.place, hint)
    return False


def _shifted(checks: Checks, node: Call) -> Node:
    of = checks.visit(node.arguments[0])
    done = replace(node, arguments=(of, *node.arguments[1:]))
    if node.function == "前年":
        done = replace(done, arguments=(of, _whole(checks, node, 1, vocabulary.LONGEST_LOOK_BACK)))
    if not _is_observed(checks, node, of):
        return done
    within_year = _frequencies(of) - {"year"}
    if node.function == "上年同期":
        if "year" in _frequencies(of):
            checks.error("wrong_frequency", f"“{to_text(of)}”按年观测，没有同期", of.place, "写作 上年(指标)")
    elif within_year:
        mended = {"本年": "当期直接写指标，年初至今写 累计(指标)", "上年": "写作 上年同期(指标)"}
        hint = mended.get(node.function, "用 上年同期(指标) 或 同比(指标)")
        said = f"{node.function} 只用于按年观测的字段，“{to_text(of)}”按{'月' if 'month' in within_year else '季'}观测"
        checks.error("wrong_frequency", said, of.place, hint)
    return replace(done, shape=of.shape)


def _growing(checks: Checks, node: Call) -> Node:
    of = checks.number(node.arguments[0])
    done = replace(node, arguments=(of, *node.arguments[1:]))
    is_average = node.function == "年均增速"
    if is_average:
        done = replace(done, arguments=(of, _whole(checks, node, 1, vocabulary.LONGEST_LOOK_BACK)))
    if not _is_observed(checks, node, of) or of.shape is None:
        return done
    if shapes.is_share(of.shape):
        hint = f"比率的变化用相减，单位为百分点：{to_text(of)} - 上年({to_text(of)})"
        checks.error("growth_of_ratio", f"“{to_text(of)}”是比率，不算增速", of.place, hint)
        return done
    return replace(done, shape=replace(RATIO, is_root=is_average))


def _total(checks: Checks, node: Call) -> Node:
    of = checks.number(node.arguments[0])
    done = replace(node, arguments=(of, *node.arguments[1:]))
    if len(node.arguments) == 2:
        done = replace(done, arguments=(of, _whole(checks, node, 1, MOST_PERIODS)))
    if not _is_observed(checks, node, of) or of.shape is None:
        return done
    if shapes.is_share(of.shape):
        hint = "累计用于金额、数量；比率用各年合计数相除"
        checks.error("total_of_ratio", f"“{to_text(of)}”是比率，不能累计", of.place, hint)
    every = _one_frequency(checks, node, of)
    if every == "year" and len(node.arguments) == 1:
        hint = "写明年数，如 累计(指标, 2)；当年数直接写指标"
        checks.error("wrong_count", f"“{to_text(of)}”按年观测，累计 要写明几年", node.place, hint)
    return replace(done, shape=of.shape, every=every)


def _over_periods(checks: Checks, node: Call) -> Node:
    of = checks.condition(node.arguments[0])
    done = replace(node, arguments=(of, *node.arguments[1:]), shape=FLAG)
    if len(node.arguments) == 2:
        fewest = 2 if node.function == "连续" else 1
        done = replace(done, arguments=(of, _whole(checks, node, fewest, MOST_PERIODS)))
    if not _is_observed(checks, node, of):
        return done
    begins = checks.catalogue.find(checks.catalogue.begins)
    describes = {field.describes for field in fields_of(of)}
    if begins is not None and (begins.kind != "date" or begins.every != "once" or begins.describes not in describes):
        begins = None
    return replace(done, every=_one_frequency(checks, node, of), implied=begins)


def _one_frequency(checks: Checks, node: Call, of: Node) -> Every | None:
    found = _frequencies(of)
    if len(found) == 1:
        return next(iter(found))
    names = {"year": "年", "quarter": "季", "month": "月"}
    said = "、".join(f"{field.name}（按{names[field.every]}）" for field in fields_of(of) if field.every != "once")
    hint = "拆成几个条件，各用同一频率的字段"
    checks.error("mixed_frequency", f"{node.function} 里的字段频率不同：{said}", of.place, hint)
    return None


def _whole(checks: Checks, node: Call, fewest: int, most: int) -> Node:
    """The second argument: a bare whole number written out."""
    number = node.arguments[1]
    what = "期数" if most == MOST_PERIODS else "年数"
    if isinstance(number, Hole):
        return number
    if not isinstance(number, Quantity) or number.digits != int(number.digits):
        hint = f"直接写整数，如 {node.function}(…, 2)"
        checks.error(
            "not_a_whole_number", f"{node.function} 的{what}要写整数，不能写“{to_text(number)}”", number.place, hint
        )
    elif number.unit:
        hint = f"只写数字：{int(number.digits)}"
        checks.error("not_a_whole_number", f"{node.function} 的{what}不带单位", number.place, hint)
    elif not fewest <= number.digits <= most:
        checks.error("out_of_range", f"{node.function} 的{what}要在 {fewest} 至 {most} 之间", number.place, "请核对")
    else:
        return checks.visit(number)
    return number


def _full_years(checks: Checks, node: Call) -> Node:
    of = checks.visit(node.arguments[0])
    if of.shape is None:
        return replace(node, arguments=(of,))
    if of.shape.sort != "date" or not fields_of(of):
        said = shapes.describe(of, to_text(of)) if of.shape.sort != "date" else "这里是常数"
        checks.error("not_a_date", f"满年 的括号里写日期字段，{said}", of.place, "如 满年(成立日期) >= 3年")
        return replace(node, arguments=(of,))
    return replace(node, arguments=(of,), shape=YEARS)


_CHECKS: dict[str, Callable[[Checks, Call], Node]] = {
    "最大": _numbers,
    "最小": _numbers,
    "合计": _numbers,
    "四舍五入": _rounding,
    "去尾": _rounding,
    "有资质": _qualified,
    "介于": _between,
    "属于": _among,
    "本年": _shifted,
    "上年": _shifted,
    "前年": _shifted,
    "上年同期": _shifted,
    "同比": _growing,
    "年均增速": _growing,
    "累计": _total,
    "首次": _over_periods,
    "连续": _over_periods,
    "满年": _full_years,
}
