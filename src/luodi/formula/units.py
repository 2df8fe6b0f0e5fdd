"""Checks a tree before it may run: kinds, units and dimensions fit, constants stand where constants must."""

from __future__ import annotations

from dataclasses import replace

from luodi.formula import calls, shapes
from luodi.formula.ast import (
    And,
    Arithmetic,
    Bands,
    Call,
    Compare,
    Day,
    EvaluationDay,
    Figure,
    FormulaError,
    Hole,
    Negative,
    Node,
    Not,
    Or,
    Place,
    Quantity,
    Shape,
    Sort,
    Text,
    Texts,
    Truth,
    walk,
    with_shape,
)
from luodi.formula.fields import DESCRIBED, Catalogue, Describes, Field, subject_of
from luodi.formula.numbers import LARGEST
from luodi.formula.shapes import DATE, DAYS, FLAG, SET, SORT_NAMES, TEXT, Mismatch
from luodi.formula.to_text import to_text

_LONGEST_DAYS = 36_600
_ORDERED = frozenset((">", ">=", "<", "<="))


class Checker:
    """Walks the tree from the leaves; a part that is wrong gets no shape, and nothing above it is blamed for it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.errors: list[FormulaError] = []

    def error(self, code: str, message: str, place: Place, hint: str = "") -> None:
        self.errors.append(FormulaError(f"formula.{code}", message, place, hint))

    # -- leaves and operators ---------------------------------------------------------------------------------------

    def visit(self, node: Node, root_may_stand: bool = False) -> Node:
        """The node with shapes filled in. An average growth may stand only where it is compared or rounded."""
        visited = self.visit_any(node)
        if visited.shape is not None and visited.shape.is_root and not root_may_stand:
            hint = f"先取整，如 四舍五入({to_text(node)}, 0.01%)，或直接与门槛比较"
            self.error("root_in_sum", "年均增速是开方得出的，不能直接参与运算或作为结果", node.place, hint)
            return with_shape(visited, None)
        return visited

    def visit_any(self, node: Node) -> Node:  # noqa: PLR0912  one case for each kind of node
        match node:
            case Quantity():
                return self.quantity(node)
            case Text():
                return with_shape(node, TEXT)
            case Texts():
                return with_shape(node, SET)
            case Truth():
                return with_shape(node, FLAG)
            case Day() | EvaluationDay():
                return with_shape(node, DATE)
            case Figure():
                return with_shape(node, shapes.of_field(node.of))
            case Hole():
                return node
            case Negative():
                return self.negative(node)
            case Not():
                of = self.condition(node.of)
                return replace(node, of=of, shape=FLAG)
            case And() | Or():
                return replace(node, parts=tuple(map(self.condition, node.parts)), shape=FLAG)
            case Compare():
                return self.compare(node)
            case Arithmetic():
                return self.arithmetic(node)
            case Bands():
                return self.bands(node)
            case Call():
                return calls.check(self, node)
        raise TypeError(node)

    def quantity(self, node: Quantity) -> Node:
        if abs(node.value) > LARGEST:
            self.error("too_large", "数字太大", node.place, "不超过 9亿亿；请核对单位")
            return node
        return with_shape(node, shapes.of_quantity(node))

    def negative(self, node: Negative) -> Node:
        of = self.number(node.of)
        return replace(node, of=of, shape=of.shape)

    def condition(self, node: Node) -> Node:
        """A part that must be true or false."""
        visited = self.visit(node)
        if visited.shape is not None and visited.shape.sort != "flag":
            hint = (
                "写成比较，如 主营业务收入 >= 1亿元"
                if visited.shape.sort == "number"
                else "写成比较，如 行业 = “先进制造业”"
            )
            if visited.shape.sort == "set":
                hint = "写作 有资质(“资质名称”) 或 属于(“文字”, 字段)"
            said = shapes.describe(visited, to_text(node))
            self.error("not_a_condition", f"这里要写条件，{said}", node.place, hint)
            return with_shape(visited, None)
        return visited

    def number(self, node: Node, root_may_stand: bool = False) -> Node:
        """A part that must be a number."""
        visited = self.visit(node, root_may_stand)
        if visited.shape is not None and visited.shape.sort != "number":
            hint = (
                "条件要换成数值，用 分档(条件: 数值, 否则: 数值)" if visited.shape.sort == "flag" else "请换成数值字段"
            )
            self.error("not_a_number", f"这里要写数值，{shapes.describe(visited, to_text(node))}", node.place, hint)
            return with_shape(visited, None)
        return visited

    # -- comparison and arithmetic ----------------------------------------------------------------------------------

    def compare(self, node: Compare) -> Node:
        left, right = self.visit(node.left, True), self.visit(node.right, True)
        done = replace(node, left=left, right=right, shape=FLAG)
        if left.shape is None or right.shape is None:
            return done
        if left.shape.is_root and right.shape.is_root:
            hint = "先各自取整：四舍五入(年均增速(指标, 年数), 0.01%)"
            self.error("root_in_sum", "两个年均增速不能直接比较", node.place, hint)
        elif self.fits(left, right, "比较") and node.sign in _ORDERED and left.shape.sort in ("flag", "text", "set"):
            said = SORT_NAMES[left.shape.sort]
            self.error("no_order", f"{said}没有大小", node.place, "用 = 或 !=；是否符合条件可直接写条件")
        elif left.shape.sort == right.shape.sort == "set":
            self.error("no_order", "一组文字不能直接比较", node.place, "写作 属于(“文字”, 字段) 或 有资质(“资质名称”)")
        elif is_constant(left) and is_constant(right):
            self.error("constant_comparison", "两边都是常数，结果永远一样", node.place, "至少一边写字段")
        return done

    def fits(self, left: Node, right: Node, doing: str) -> bool:
        """Whether two parts may be compared or chosen between; says why not, at the one that is more likely wrong."""
        if left.shape is None or right.shape is None:
            return False
        met = shapes.meet(left.shape, right.shape)
        if isinstance(met, str):
            self.mismatch(met, left, right, doing)
            return False
        return True

    def mismatch(self, why: Mismatch, left: Node, right: Node, doing: str) -> None:
        wrong, other = (left, right) if is_constant(left) and not is_constant(right) else (right, left)
        said = f"{shapes.describe(wrong, to_text(wrong))}，{shapes.describe(other, to_text(other))}，不能{doing}"
        self.error(_CODES[why], said, wrong.place, self.mend(why, wrong, other))

    def mend(self, why: Mismatch, wrong: Node, other: Node) -> str:
        assert wrong.shape is not None and other.shape is not None
        if why == "sorts":
            return _mend_sorts(wrong, other)
        if why == "ratio_scale":
            bare = wrong if wrong.shape.scale == "bare" else other
            if isinstance(bare, Quantity) and bare.digits > 1:
                return f"比率写百分号：{to_text(bare)}%；如果确是{to_text(bare)}倍，写 {to_text(bare)}倍"
            if isinstance(bare, Quantity):
                return f"比率写百分号：{to_text(Quantity(bare.digits * 100, '%'))}"
            return "比率写百分号，如 5%"
        if why == "points":
            return "两个比率之差用百分点，比率本身用 %"
        if any(
            sum(power > 0 for _, power in side.shape.powers) > 1 for side in (wrong, other) if side.shape is not None
        ):
            return "按人、按家计的标准连写单位，如 从业人员 * 500元/人"
        named = shapes.unit_name(other.shape)
        if why == "no_unit" and isinstance(wrong, Quantity):
            number = to_text(wrong)
            # 1亿 beside 万元 is 1亿元
            return f"写上单位，如 {number}{named[1:] if number[-1] in '万亿' and named[0] in '万亿' else named}"
        if isinstance(wrong, Quantity) and named not in ("", "1"):
            return f"换成单位为 {named} 的数"
        return "两边要用同一种单位：请核对字段，或先相乘、相除来换算"

    def arithmetic(self, node: Arithmetic) -> Node:
        left, right = self.visit(node.left), self.visit(node.right)
        done = replace(node, left=left, right=right)
        if left.shape is None or right.shape is None:
            return done
        if "date" in (left.shape.sort, right.shape.sort):
            return replace(done, shape=self.dates(done))
        if not self.both_numbers(left, right):
            return done
        if node.sign == "/" and is_zero(right):
            self.error("division_by_zero", "除数是零", right.place, "请核对除数")
            return done
        doing = {"+": "相加", "-": "相减", "*": "相乘", "/": "相除"}[node.sign]
        if (
            node.sign in "+-"
            and is_constant(left)
            and is_constant(right)
            and (left.shape.scale == "bare") != (right.shape.scale == "bare")
        ):
            hint = "每个数都写单位；30至50人这样的范围写作 介于(字段, 30人, 50人)"
            bare = left if left.shape.scale == "bare" else right
            self.error("no_unit", f"“{to_text(bare)}”没有单位，不能{doing}", bare.place, hint)
            return done
        combine = shapes.add if node.sign in "+-" else shapes.multiply
        shape = combine(left.shape, right.shape, node.sign)
        if isinstance(shape, str):
            self.mismatch(shape, left, right, doing)
            return done
        return replace(done, shape=replace(shape, scale="bare") if shape.scale == "zero" else shape)

    def both_numbers(self, *sides: Node) -> bool:
        for side in sides:
            assert side.shape is not None
            if side.shape.sort != "number":
                hint = (
                    "条件要换成数值，用 分档(条件: 数值, 否则: 数值)"
                    if side.shape.sort == "flag"
                    else "只有数值能加减乘除"
                )
                self.error("not_a_number", f"这里要写数值，{shapes.describe(side, to_text(side))}", side.place, hint)
                return False
        return True

    def dates(self, node: Arithmetic) -> Shape | None:
        """Day minus day is a number of days; whole days may be added to a day."""
        left, right = node.left, node.right
        assert left.shape is not None and right.shape is not None
        if node.sign == "-" and left.shape.sort == right.shape.sort == "date":
            return DAYS
        if (
            node.sign in "+-"
            and left.shape.sort == "date"
            and isinstance(right, Quantity)
            and right.shape.powers == DAYS.powers
        ):
            if right.value.denominator == 1 and right.value <= _LONGEST_DAYS:
                return DATE
            self.error("not_a_whole_number", "日期加减的天数要是整数，不超过一百年", right.place, "如 30天")
            return None
        hint = "日期只能加减整天数（如 30天），或两个日期相减；满几年用 满年(日期) >= 3年"
        self.error("date_sum", f"日期不能这样计算：{to_text(node)}", node.place, hint)
        return None

    def bands(self, node: Bands) -> Node:
        branches = tuple(
            replace(band, condition=self.condition(band.condition), value=self.visit(band.value))
            for band in node.branches
        )
        otherwise = self.visit(node.otherwise)
        values = [band.value for band in branches] + [otherwise]
        for band in branches:
            told = any(error.place == band.condition.place for error in self.errors)
            if is_constant(band.condition) and band.condition.shape is not None and not told:
                self.error("constant_comparison", "这一档的条件永远一样", band.condition.place, "条件里至少写一个字段")
        return replace(node, branches=branches, otherwise=otherwise, shape=self.common(values, "放在同一个 分档 里"))

    def common(self, parts: list[Node], doing: str) -> Shape | None:
        """The shape that all parts share; what does not fit is said of each part that differs from the first."""
        shape: Shape | None = None
        first: Node | None = None
        is_whole = True
        for part in parts:
            if part.shape is None:
                is_whole = False
            elif shape is None or first is None:
                shape, first = part.shape, part
            else:
                met = shapes.meet(shape, part.shape)
                if isinstance(met, str):
                    self.mismatch(met, first, part, doing)
                    is_whole = False
                else:
                    first = part if met == part.shape and met != shape else first
                    shape = met
        return shape if is_whole else None


_CODES: dict[Mismatch, str] = {
    "sorts": "different_kinds",
    "no_unit": "no_unit",
    "ratio_scale": "no_percent_sign",
    "points": "percent_or_points",
    "units": "different_units",
}


def _mend_sorts(wrong: Node, other: Node) -> str:
    assert wrong.shape is not None and other.shape is not None
    sorts = {wrong.shape.sort, other.shape.sort}
    if sorts == {"text", "date"}:
        return "日期不加引号，写作 2026年6月30日"
    if sorts == {"number", "date"}:
        return "日期写全年月日，如 2026年6月30日；满几年用 满年(日期) >= 3年"
    if sorts == {"text", "number"}:
        return "数值不加引号；文字只与文字比较"
    if "set" in sorts:
        return "写作 属于(“文字”, 字段) 或 有资质(“资质名称”)"
    if "flag" in sorts:
        return "条件直接写，不与别的比较；反过来写 非 条件"
    return "请核对两边的字段"


def is_constant(node: Node) -> bool:
    return not any(
        isinstance(part, Figure | EvaluationDay | Hole) or (isinstance(part, Call) and part.implied)
        for part in walk(node)
    )


def is_zero(node: Node) -> bool:
    return isinstance(node, Quantity) and not node.digits


def check(tree: Node, catalogue: Catalogue, expect: Sort | None = None) -> tuple[Node, tuple[FormulaError, ...]]:
    """The tree with the shape of every part, and every error found; with an error it must not run."""
    checker = Checker(catalogue)
    checked = checker.visit(tree)
    if checked.shape is not None and checked.shape.sort == "set":
        checker.error(
            "not_a_result", "一组文字不能作为结果", tree.place, "写作 有资质(“资质名称”) 或 属于(“文字”, 字段)"
        )
    elif checked.shape is not None and expect is not None and checked.shape.sort != expect:
        said = f"这条公式要得出{SORT_NAMES[expect]}，现在得出{SORT_NAMES[checked.shape.sort]}"
        hint = (
            "写成比较，如 主营业务收入 >= 1亿元"
            if expect == "flag"
            else "用 分档(条件: 数值, 否则: 数值) 把条件换成数值"
        )
        checker.error("wrong_result", said, tree.place, hint)
    _check_subject(checker, checked)
    return checked, tuple(checker.errors)


def _check_subject(checker: Checker, tree: Node) -> None:
    """One formula is for one kind of subject; one for projects may also name figures of the firm that owns the project."""
    seen: dict[Describes, Field] = {}
    for part in walk(tree):
        of = part.of if isinstance(part, Figure) else part.implied if isinstance(part, Call) else None
        if of is None or of.describes in seen:
            continue
        other = next((one for one in seen.values() if subject_of((one.describes, of.describes)) is None), None)
        if other is not None:
            said = f"“{of.name}”描述{DESCRIBED[of.describes]}，“{other.name}”描述{DESCRIBED[other.describes]}"
            hint = "一条公式只用描述同一类对象的字段"
            if "project" in (of.describes, other.describes):
                hint += "；项目的公式还可以用所属企业的字段"
            checker.error("mixed_subjects", said, part.place, hint)
            return
        seen[of.describes] = of
