"""A formula read back as a Chinese sentence, so that who wrote the policy can say whether the rule is what was meant."""

from __future__ import annotations

from luodi.formula.ast import (
    And,
    Arithmetic,
    Bands,
    Call,
    Compare,
    EvaluationDay,
    Figure,
    Formula,
    Negative,
    Node,
    Not,
    Or,
    Quantity,
    Text,
    Texts,
    Truth,
    count,
)
from luodi.formula.to_text import to_text

_SIGNS = {">": "高于", ">=": "不低于", "<": "低于", "<=": "不高于", "=": "等于", "!=": "不等于"}
_DAY_SIGNS = {">": "晚于", ">=": "不早于", "<": "早于", "<=": "不晚于", "=": "为", "!=": "不为"}
_SUMS = {"+": "加", "-": "减", "*": "乘以", "/": "除以"}
_PERIODS_EACH = {"year": "年", "quarter": "季", "month": "月", "once": "期"}
_PERIODS = {"year": "年", "quarter": "个季度", "month": "个月", "once": "期"}


def in_words(formula: Formula) -> str:
    """主营业务收入首次高于10亿元; where words could be taken two ways, parts are set apart by 「」."""
    return _say(formula.tree)


def _say(node: Node) -> str:  # noqa: PLR0912  one case for each kind of node
    match node:
        case And(parts):
            return "，且".join(_apart(part, Or) for part in parts)
        case Or(parts):
            return "，或者".join(_apart(part, And) for part in parts)
        case Not(Figure() as of):
            return f"不{_say(of)}"
        case Not(of):
            return f"不满足「{_say(of)}」"
        case Compare(sign, left, right):
            is_date = left.shape is not None and left.shape.sort == "date"
            return f"{_operand(left)}{(_DAY_SIGNS if is_date else _SIGNS)[sign]}{_operand(right)}"
        case Arithmetic(sign, left, right):
            return f"{_operand(left)}{_SUMS[sign]}{_operand(right)}"
        case Negative(Quantity() as of):
            return f"负{_say(of)}"
        case Negative(of):
            return f"负的{_operand(of)}"
        case Bands(branches, otherwise):
            bands = [f"{_say(band.condition)}的，为{_say(band.value)}" for band in branches]
            return "；".join([*bands, f"其余为{_say(otherwise)}"])
        case Call():
            return _call(node)
        case Text(value):
            return f"“{value}”"
        case Texts(items):
            return "、".join(f"“{item}”" for item in items)
        case Truth(is_true):
            return "是" if is_true else "否"
        case EvaluationDay():
            return "评定当日"
        case Figure(of) if of.kind == "flag":
            return f"满足“{of.name}”"
    return to_text(node)


def _apart(node: Node, other: type[Node]) -> str:
    return f"「{_say(node)}」" if isinstance(node, other | Bands) else _say(node)


def _operand(node: Node) -> str:
    """A part of a comparison or a sum: in 「」 where it is one itself."""
    if isinstance(node, Negative) and isinstance(node.of, Quantity):
        return _say(node)
    if isinstance(node, Arithmetic | Compare | And | Or | Bands | Negative) or (
        isinstance(node, Call) and node.function in _SPOKEN_OPEN
    ):
        return f"「{_say(node)}」"
    return _say(node)


# Functions whose words run on, so that what follows could be taken to belong to them.
_SPOKEN_OPEN = frozenset(("最大", "最小", "合计", "四舍五入", "去尾", "介于", "属于", "首次", "连续"))


def _listed(node: Call) -> str:
    return "、".join(map(_operand, node.arguments))


def _call(node: Call) -> str:  # noqa: PLR0912  one case for each function
    first, *rest = node.arguments
    said = [_say(part) for part in node.arguments]
    period = _PERIODS[node.every or "once"]
    match node.function:
        case "最大":
            return f"{_listed(node)}中最大的一项"
        case "最小":
            return f"{_listed(node)}中最小的一项"
        case "合计":
            return f"{_listed(node)}之和"
        case "四舍五入":
            return f"{_operand(first)}四舍五入到{said[1] if rest else '整数'}"
        case "去尾":
            return f"{_operand(first)}按{said[1] if rest else '整数'}去尾（不足的不计）"
        case "有资质":
            return f"具有{said[0]}资质"
        case "介于":
            return f"{_operand(first)}在{said[1]}至{said[2]}之间（含两端）"
        case "属于":
            return f"{said[1]}里有{said[0]}" if isinstance(rest[0], Figure) else f"{said[0]}为{said[1]}之一"
        case "本年" | "上年" | "上年同期":
            return f"{node.function}的{_operand(first)}"
        case "前年":
            return f"{count(rest[0])}年前的{_operand(first)}"
        case "同比":
            return f"{_operand(first)}的同比增速"
        case "年均增速":
            return f"{_operand(first)}近{count(rest[0])}年的年均增速"
        case "累计":
            return f"近{count(rest[0])}{period}累计的{_operand(first)}" if rest else f"年初以来累计的{_operand(first)}"
        case "首次":
            before = f"前{count(rest[0])}{period}" if rest else "有数据以来"
            return f"本期{_say(first)}，而{before}从未如此（首次）"
        case "连续":
            return f"连续{count(rest[0])}{period}每{_PERIODS_EACH[node.every or 'once']}都{_operand(first)}"
    return f"到评定日为止，{said[0]}以来的整年数" if node.function == "满年" else to_text(node)
