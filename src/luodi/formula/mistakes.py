"""What to say of a formula that cannot be read: the likeliest mistake, its place, and how to write it."""

from __future__ import annotations

from collections.abc import Sequence

from luodi.formula import vocabulary
from luodi.formula.ast import FormulaError, Place
from luodi.formula.fields import Catalogue, nearest
from luodi.formula.tokens import QUOTES, Token, is_chinese_numeral
from luodi.formula.unit_names import all_names, find_unit


def _error(code: str, message: str, place: Place, hint: str) -> FormulaError:
    return FormulaError(f"formula.{code}", message, place, hint)


def in_quotes(written: str) -> str:
    """Quoted words of the formula; what is a quoted text already gets no second pair."""
    return written if written[:1] and written[0] in QUOTES else f"“{written}”"


def unknown_name(word: str, place: Place, catalogue: Catalogue) -> FormulaError:
    """A name that is not known; a word of comparison inside it is what is told first."""
    for start in range(len(word)):
        for end in range(len(word), start, -1):
            other = vocabulary.OTHER_WORDS.get(word[start:end])
            if other and (not start or catalogue.find(word[:start]) is not None):
                inner = Place(place.start + start, place.start + end)
                return _error("other_word", f"公式里不用“{word[start:end]}”", inner, f"请写作 {other}")
    if is_chinese_numeral(word):
        return _error("chinese_numeral", f"数字“{word}”用汉字写了", place, "数字用阿拉伯数字，如 30家、2000万元")
    alike = (*catalogue.known_as(word), *nearest(word, [*catalogue.words, *vocabulary.BY_NAME]))
    alike = tuple(dict.fromkeys(alike))[:3]
    if find_unit(word) is not None or (not alike and nearest(word, [unit for unit in all_names() if len(unit) > 1])):
        hint = "如果是单位，要紧跟在数字后面，复合单位连写，如 0.52吨标准煤/万元"
    else:
        hint = f"最接近的是：{'、'.join(alike)}" if alike else f"请从字段目录里选；如果是文字，要加引号：“{word}”"
    return _error("unknown_name", f"字段目录里没有“{word}”", place, hint)


def unknown_function(word: str, place: Place) -> FormulaError:
    return _error("unknown_function", f"没有函数“{word}”", place, function_hint(word))


def function_hint(word: str) -> str:
    if other := vocabulary.OTHER_WORDS.get(word):
        return f"请写作 {other}"
    alike = nearest(word, list(vocabulary.BY_NAME))
    if alike:
        return f"最接近的是：{'；'.join(vocabulary.BY_NAME[one].form for one in alike)}"
    return "函数有：" + "、".join(function.name for function in vocabulary.FUNCTIONS)


def lacking(token: Token, before: Token | None, written: str, opened: Sequence[Token]) -> FormulaError:
    """An operand is due and ``token`` is none."""
    if token.kind == "end":
        place = before.place if before else token.place
        if opened and before is opened[-1]:
            return _error("open_bracket", "括号没有写完", place, "写上内容和右括号")
        said = written[place.start : place.end]
        return _error("unfinished", f"“{said}”后面没有写完", place, "写上要比较或计算的内容，或删去这个符号")
    sign = written[token.place.start : token.place.end]
    if before is None:
        return _error("misplaced_sign", f"公式不能以“{sign}”开头", token.place, "前面缺一项，或多了这个符号")
    if token.value in (")", "}") and not opened:
        return _error("unopened_bracket", f"“{sign}”前面没有对应的左括号", token.place, "删去它，或补上左括号")
    said = written[before.place.start : before.place.end]
    if (before.value, token.value) in (("(", ")"), ("{", "}")):
        return _error(
            "empty_bracket", "括号里没有内容", Place(before.place.start, token.place.end), "写上内容，或删去括号"
        )
    hint = "两者之间缺一项，或多了一个符号"
    return _error("misplaced_sign", f"“{said}”后面不能接“{sign}”", token.place, hint)


def unexpected(token: Token, before: Token, written: str, is_open: bool) -> FormulaError:
    """An operand has ended and ``token`` is no sign that could follow."""
    sign, place = written[token.place.start : token.place.end], token.place
    if token.kind == "sign" and token.value in (")", "}"):
        if is_open:
            return _error("mixed_brackets", f"括号不配对：这里不该是“{sign}”", place, "请核对左右括号")
        return _error("unopened_bracket", f"“{sign}”前面没有对应的左括号", place, "删去它，或补上左括号")
    if token.value == "," and not is_open:
        return _error("misplaced_sign", "逗号只用在函数的括号里", place, "条件之间用 且 或 或 连接")
    if token.value == ",":
        return _error(
            "misplaced_sign", "这个括号里不能有逗号", place, "逗号只用在函数的括号里；条件之间用 且 或 或 连接"
        )
    if token.value == ":":
        hint = "冒号只用在 分档(条件: 数值, …, 否则: 数值) 里"
        return _error("misplaced_sign", "这里不能写冒号", place, hint)
    if token.kind == "unknown":
        for length in range(len(str(token.value)), 0, -1):
            if other := vocabulary.OTHER_WORDS.get(str(token.value)[:length]):
                inner = Place(place.start, place.start + length)
                return _error("other_word", f"公式里不用“{str(token.value)[:length]}”", inner, f"请写作 {other}")
    said = written[before.place.start : before.place.end]
    hint = "中间缺少符号，如 且、或、>=、+"
    if token.value == vocabulary.NOT:
        hint = "非 前面写 且 或 或，如 规上 且 非 失信"
    if token.kind == "number" and before.kind == "number":
        hint = "一个数字里不要有空格；两项之间要有符号"
    return _error("missing_sign", f"{in_quotes(said)}和{in_quotes(sign)}之间缺少符号", place, hint)
