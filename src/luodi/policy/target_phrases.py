"""Where a number stands: statements and phrases of a sentence, and on which side of a number its noun is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luodi.policy import target_contexts as context
from luodi.quantities import Quantity

Stretch = tuple[int, int]
STATEMENT = re.compile(r"[；;。\n]")
PHRASE = re.compile(r"[，,；;：:。\n]")
CLOSE = "，,；;。：:、）)（(”」】]　\n!！"
NOTE = re.compile(
    r"[（(〔【\[［]\s*(?:市|区|省|县|各)?(?:责任|牵头|配合|负责|参与|主办|承办|实施|落实|完成)(?:单位|部门|领导|人|时限)?"
    r"[^）)〕】\]］]*[）)〕】\]］]?|(?:责任|牵头|配合)(?:单位|部门)\s*[:：].*"
)
OPENS_NOTE = re.compile(r"[（(〔【\[［:：]")  # without one of these there is no note
_JOINT = re.compile(r"、|以及|和|及|与|并|或")
_CLOSING = re.compile(r"[）)]")
_ASIDE_MOST = 160
_RUN_MOST = 6
_PAIRS = ("（）", "()", "〔〕", "[]", "“”")
_RESPECTIVELY = re.compile(r"的[^，。；]*分别")
_LISTED = re.compile(r"\s*(?:、|和|及|以及)(?:超?过|突破|达到?)?")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")
# 由34%提高到50%: the first number is where it stands today.
_ROSE = re.compile(
    r"\s*(?:提高|提升|增加|增长|扩大|上升|下降|降低|减少|压缩|压减|缩短|缩小)[到至](?:20\d\d年[底末]?的?)?(?:约|不低于)?(?!.)"
)
_SUMS = re.compile(r"合计|共计|总[^，]{0,6}(?:达|突破|超过)|平均|分别|均")
# 4个世界级集群营收达到8万亿元: what they reach, where nothing follows that the sum could size.
_REACHES = re.compile(r"(?:产值|营收|收入|规模|投资额?|税收|利润|增加值|产能)(?:分别|均|合计)?(?:达到?|突破|超过?)\Z")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Placed:
    """A number in its phrase, with its own stretch ``[left_from, right_to)``.

    ``stop`` is where the words that belong to the number end (以上). ``closed``: nothing that it could count follows,
    so its noun stands to the left (绿色工厂3家); otherwise to the right (3家绿色工厂).
    """

    quantity: Quantity
    left_from: int
    stop: int
    right_to: int
    closed: bool
    phrase: Stretch

    def left(self, text: str) -> str:
        return text[self.left_from : self.quantity.start]

    def right(self, text: str) -> str:
        return text[self.stop : self.right_to]


def cut(text: str, start: int, end: int, stops: re.Pattern[str]) -> Iterator[Stretch]:
    """The pieces between stops; stops inside brackets, thousands and ratios do not count."""
    begin, closes = start, start
    for hit in stops.finditer(text, start, end):
        at, stop = hit.start(), hit.group()
        if stop != "\n":
            if at < closes:
                continue
            closes = _aside(text, max(begin, closes), at, end)
            if at < closes or (stop in ",:：" and _inside_number(text, at, stop)):
                continue
        yield begin, hit.end()
        begin = hit.end()
    if begin < end:
        yield begin, end


def _aside(text: str, start: int, at: int, end: int) -> int:
    """Where the bracket closes in which a stop stands; 0 if in none."""
    opened = max(text.rfind("（", start, at), text.rfind("(", start, at))
    closed = _CLOSING.search(text, opened, min(end, opened + _ASIDE_MOST)) if opened >= 0 else None
    return closed.end() if closed else 0


def _inside_number(text: str, at: int, stop: str) -> bool:
    return text[at - 1 : at].isdigit() and bool((_THOUSANDS if stop == "," else _DIGIT).match(text, at + 1))


def in_brackets(text: str, start: int, at: int) -> bool:
    """Whether a bracket or a quote opened behind ``start`` is still open."""
    before = text[start:at]
    if not any(before.count(pair[0]) > before.count(pair[1]) for pair in _PAIRS):
        return False
    return not before.startswith("其中", max(before.rfind("（"), before.rfind("(")) + 1)  # （其中10亿元以上项目10个）


def place(text: str, phrase: Stretch, quantities: Sequence[Quantity]) -> list[Placed]:
    """Numbers of a phrase with their own stretch; numbers that only say how large a counted thing is drop out."""
    counting = _counting(text, phrase, quantities)
    placed: list[Placed] = []
    left_from = phrase[0]
    for order, quantity in enumerate(counting):
        stop = context.after_word(text, quantity)
        following = counting[order + 1] if order + 1 < len(counting) else None
        stated = context.is_share(quantity) and context.STATES.match(text, stop) is not None
        closed = stated or is_closed(text, stop, phrase[1])
        joint = _last_joint(text, stop, following.start) if following else None
        right_to = phrase[1] if following is None else following.start if joint is None else joint
        placed.append(Placed(quantity, left_from, stop, right_to, closed, phrase))
        left_from = stop if closed else right_to
    return placed


def is_closed(text: str, stop: int, end: int) -> bool:
    while stop < end and text[stop] in " 　\t":
        stop += 1
    return stop >= end or text[stop] in CLOSE or _JOINT.match(text, stop, end) is not None


def _last_joint(text: str, start: int, end: int) -> int | None:
    at = None
    for hit in _JOINT.finditer(text, start, end):
        at = hit.start()
    return at


def _counting(text: str, phrase: Stretch, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Without sizes: 总投资10亿元以上的项目15个 counts 15, 2个产值100亿元以上的园区 counts 2."""
    kept: list[Quantity] = []
    quantities = _without_brackets(quantities)
    for order, quantity in enumerate(quantities):
        following = quantities[order + 1].start if order + 1 < len(quantities) else phrase[0]
        if _ROSE.match(text, context.after_word(text, quantity), following):
            continue
        if context.is_size_unit(quantity):
            if _sizes(text, quantities[order : order + _RUN_MOST], phrase):
                continue
            if kept and _counts(text, kept[-1], quantity, phrase):
                summed = _REACHES.search(text, kept[-1].end, quantity.start) and is_closed(
                    text, context.after_word(text, quantity), phrase[1]
                )
                if not summed and not _SUMS.search(text, kept[-1].end, quantity.start):
                    continue
                kept.pop()  # 6条产业链产值合计达到2100亿元: the sum is meant, not the six
        kept.append(quantity)
    return kept


def _sizes(text: str, run: Sequence[Quantity], phrase: Stretch) -> bool:
    """Whether a sum, or a list of sums (过50亿元、10亿元的项目), stands in front of a noun that a later number counts."""
    if len(run) < 2:
        return False
    stop = context.after_word(text, run[0])
    if not is_closed(text, stop, phrase[1]):
        unbroken = _last_joint(text, stop, run[1].start) is None
        return unbroken or _RESPECTIVELY.match(text, stop, run[1].start) is not None
    joined = _LISTED.fullmatch(text, stop, run[1].start)
    return joined is not None and run[1].unit == run[0].unit and _sizes(text, run[1:], phrase)


def _counts(text: str, first: Quantity, size: Quantity, phrase: Stretch) -> bool:
    """Whether a count stands in front of the noun that a sum behind it sizes."""
    if context.is_size_unit(first):
        return False
    stop = context.after_word(text, first)
    return not is_closed(text, stop, phrase[1]) and _last_joint(text, stop, size.start) is None


def _without_brackets(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Drops size classes such as 20万元以上30万元以下."""
    kept: list[Quantity] = []
    for quantity in quantities:
        if kept and quantity.after == "以下" and kept[-1].after == "以上" and quantity.start - kept[-1].end <= 4:
            kept.pop()
        else:
            kept.append(quantity)
    return kept
