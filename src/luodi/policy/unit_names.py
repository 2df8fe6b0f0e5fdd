"""Reads a list of units as documents write it: one name per unit, in order, with the full names of shortened ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from luodi.clauses.phrases.responsibility import CLOSE, DOING, JOINING, LEADING, MARKS, OPEN
from luodi.policy.shared_names import full_names, is_place

LONGEST = 40
_SEPARATORS = "、,，;；。|｜\t"
# What the name of a unit ends with. A family, not a list of units.
SUFFIX = re.compile(
    r"(?:局|厅|委|办|部|院|室|司|处|科|股|署|所|站|队|会|社|校|学|集团|公司|银行|分行|支行|中心|小组|专班|指挥部|单位|部门|机构|政府|法院|检察院"
    r"|海关|联盟|妇联|工商联|文联|科协|残联|侨联|企业|园|区|县|市|州|旗|镇|乡|街道|办事处|团|基金|交易所|平台|资本|支队|党组|地|地方|方面|电网|馆|台|港|场|厂|企|委员|组织|主体)$"
)
_GOVERNS = r"(?:人民政府|政府|党委|党政|管委会|管理委员会|人大|政协|办事处|分局)"
_PART = r"[市州县区旗盟乡镇]{1,2}(?:街道)?(?:\s*[（(][^（）()]{1,10}[）)])?[市县区]?"
_LEVELS_OPEN = re.compile(rf"^(?:全[省市县区])?(?:各|有关|相关|所在|属地|其他)*(?:设区)?{_PART}(?:、{_PART})*$")
_LEVELS_NEXT = re.compile(rf"^(?:各|有关|相关)?{_PART}{_GOVERNS}?$")
_WITH = re.compile(r"(?<=[一-鿿）)])会同(?=[一-鿿])")
_CONNECTOR = re.compile(r"以及|和|及|与")
_ETC = re.compile(r"(?<![高中初平同均优])等(?=[^级次候])|(?<![高中初平同均优])等$")
_ETC_TAIL = re.compile(r"^(?:\d+|[一二三四五六七八九十]+)?[个家]?(?:部门|单位|部门单位|部门和单位|方面)?$")
_REMARK = re.compile(
    r"[（(〔\[〈<][^（）()〔〕\[\]〈〉<>]*(?:[（(][^（）()]*[）)][^（）()〔〕\[\]〈〉<>]*)*[）)〕\]〉>]$"
)
_NOT_A_NAME = re.compile(
    r"^(?:待定|未定|暂无|见附件|详见附件|见附表|同上|略|另行[^局委]*)$|[。！？:：!?“”\"《》]|应当|不得|给予|进行|\d万|万元|[%％]|以上的|以下的|为了|可以|通过"
)


@dataclass(frozen=True, slots=True)
class UnitName:
    """One unit as written. ``full``: its full names where it is shortened; ``mark``: a sign such as ``*``.

    ``leads``: the words behind the name say that it leads (…牵头).
    """

    written: str
    full: tuple[str, ...] = ()
    mark: str = ""
    leads: bool = False


def read_units(words: str, places: Iterable[str] = ()) -> tuple[list[UnitName], list[str]]:
    """The units of a list, and the pieces of it that do not read as a unit's name.

    ``places`` are names of places that the document knows (``福建``), for shortened heads such as 福建银监局、证监局.
    Verbs behind the names (…牵头，…按职责分工负责) tell who leads and are left out of the names.
    """
    found: list[UnitName] = []
    unread: list[str] = []
    pending = 0  # the first unit that no verb has spoken of yet
    for piece in _pieces(_WITH.sub("，", words)):
        name, verb = _without_verb(piece)
        for unit in _split(name):
            if not reads_as_unit(unit.written):
                unread.append(unit.written)
            elif unit.written not in {u.written for u in found[pending:]}:
                found.append(unit)
        if verb == "lead":
            found[pending:] = [replace(unit, leads=True) for unit in found[pending:]]
        if verb:
            pending = len(found)
    full = full_names([unit.written for unit in found], tuple(places))
    return [replace(unit, full=full[unit.written]) if full.get(unit.written) else unit for unit in found], unread


@lru_cache(maxsize=4096)  # the same units answer for task after task
def reads_as_unit(name: str) -> bool:
    """Whether a piece may be a unit's name at all; a note says 责任单位, so that most short pieces are."""
    bare = re.sub(r"[（(][^（）()]*[）)]", "", name)
    return 2 <= len(bare) <= LONGEST and not _NOT_A_NAME.search(bare) and bool(re.search(r"[一-鿿A-Za-z]{2}", bare))


@lru_cache(maxsize=4096)
def is_complete(name: str) -> bool:
    """Whether a name ends as names of units do, so that nothing of it needs to follow."""
    bare = _REMARK.sub("", name)
    return bool(SUFFIX.search(bare)) and len(bare) >= 2


def _pieces(words: str) -> list[str]:
    """The list cut at its separators; what stands in brackets is not cut, 各市、县（区）人民政府 is one piece."""
    pieces: list[str] = []
    ends: list[str] = []
    depth, begin = 0, 0
    for at, sign in enumerate(words):
        if sign in OPEN:
            depth += 1
        elif sign in CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and sign in _SEPARATORS:
            pieces.append(words[begin:at])
            ends.append(sign)
            begin = at + 1
    pieces.append(words[begin:])
    return [part for piece in _joined(pieces, ends) for part in _at_spaces(piece) if part]


def _joined(pieces: list[str], ends: list[str]) -> list[str]:
    """Levels of government that share one 各…政府 put together again."""
    made: list[str] = []
    for i, piece in enumerate(pieces):
        bare = _without_verb(re.sub(r"\s", "", piece))[0]
        if made and ends[i - 1] == "、" and bare == "政府" and made[-1].endswith("委"):
            made[-1] = f"{made[-1].strip()}、政府"
        elif (
            made
            and ends[i - 1] == "、"
            and _LEVELS_OPEN.match(re.sub(r"\s", "", made[-1]))
            and _LEVELS_NEXT.match(bare)
        ):
            made[-1] = f"{made[-1].strip()}、{piece.strip()}"
        else:
            made.append(piece)
    return made


def _at_spaces(piece: str) -> list[str]:
    """White space parts two complete names; inside a name it is only a broken line."""
    parts: list[str] = []
    for word in piece.split():
        if parts and not (is_complete(parts[-1]) and is_complete(_without_verb(word)[0]) and len(word) > 2):
            parts[-1] += word
        else:
            parts.append(word)
    return parts


@lru_cache(maxsize=4096)
def _without_verb(piece: str) -> tuple[str, str]:
    """The piece without 由… in front and …牵头 or …负责落实 behind, and which of the two stood there."""
    name = piece
    while shorter := JOINING.match(name):
        name = name[shorter.end() :]
    head, tail = name[:-30], name[-30:]
    for pattern, verb in ((LEADING, "lead"), (DOING, "does")):
        if (said := pattern.search(tail)) and (head or said.start() or verb == "does"):
            return (head + tail[: said.start()]).rstrip("，, "), verb
    return name, ""


@lru_cache(maxsize=4096)
def _split(piece: str) -> tuple[UnitName, ...]:
    """One piece as units: 甲局和乙局 are two, 丙局等有关部门 too, a trailing 等 is dropped."""
    named = (_bare(single) for name in _at_etc(piece) for single in _at_connectors(name))
    return tuple(unit for unit in named if unit.written)


def _at_etc(name: str) -> list[str]:
    said = _ETC.search(re.sub(r"[（(][^（）()]*[）)]", lambda m: "·" * len(m.group()), name))
    if not said or not said.start():
        return [name]
    before, after = name[: said.start()], name[said.end() :]
    if not after or (_ETC_TAIL.match(after) and is_complete(before)):
        return [before]
    return [before, after] if is_complete(before) else [name]


def _at_connectors(name: str) -> list[str]:
    """Cut at 和, 及 and 与 where both sides are names by themselves; 自然资源和规划局 is not cut."""
    masked = re.sub(r"[（(][^（）()]*[）)]", lambda m: "·" * len(m.group()), name)
    for said in _CONNECTOR.finditer(masked):
        left, right = name[: said.start()], name[said.end() :]
        if not left or not right:
            continue
        if (is_complete(left) and not left.endswith(("社会", "内部", "教学", "科学")) and is_complete(right)) or (
            _is_bare_place(left) and re.search(rf"[市县区州]{_GOVERNS}$", right)
        ):
            return [left, *_at_connectors(right)]
    return [name]


def _is_bare_place(name: str) -> bool:
    """南平 in 三明、南平和龙岩市政府."""
    return 2 <= len(name) <= 3 and not SUFFIX.search(name) and is_place(name)


def _bare(name: str) -> UnitName:
    """The name without marks, and without a remark that is no part of it (含…, 下同, 牵头)."""
    mark = next((c for c in name if c in MARKS), "")
    words = "".join(c for c in name if c not in MARKS).strip(' 　.．:：“”"')
    leads = False
    if remark := _REMARK.search(words):
        inside = remark.group()[1:-1]
        if re.search(r"牵头|主办", inside) and len(inside) <= 6:
            words, leads = words[: remark.start()], True
        elif re.search(r"^(?:含|包括|包含|不含|下同|以下|限|排名|按|列|协办|配合|责任)|下同$", inside):
            words = words[: remark.start()]
    return UnitName(re.sub(r"\s", "", words), mark=mark, leads=leads)
