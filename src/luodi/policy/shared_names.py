"""Full names of units that share a head or a tail as written: 省经信委、财政厅; 东湖开发区、西山新区管委会."""

from __future__ import annotations

import re
from functools import lru_cache

from luodi.terms.regions import PROVINCES, prefectures

# 市场监管局 and 区域合作办 open with the sign of a level without naming one.
_NO_LEVEL = re.compile(r"^(?:市场|市容|市政(?:管理|公用|园林|工程|设施|局)|区域|区块|县域|州际|省际|市民|旗下)")
_LEVEL = re.compile(r"^(?:自治区|自治州|省|市|州|区|县|旗|盟|镇)(?=[一-鿿]{2})")
_GRADE = re.compile(r"^(?:各级|各[省市县区]级|[省市县区]级|国家级|各地|各有关)(?=[一-鿿]{2})")
_NO_HEAD = re.compile(r"^(?:各|有关|相关|其他|重点|中央|国家|国网|中国|人行|人民银行|驻|团|全|本|属地|所在|在)")
_DEPARTMENT = re.compile(r"(?:局|厅|委|办|委员会|办公室|处|室|部|司|署|集团)$")
_TAIL = re.compile(
    r"(?P<class>[市县区州旗镇]?)(?P<tail>管委会|管理委员会|人民政府|政府|办事处|主管部门|管理部门|监管部门|部门|分局)$"
)
_PLACE_END = re.compile(r"[市县区州旗镇]$")
_LEVEL_LIST = re.compile(
    r"^(?P<each>各(?:设区)?)(?P<parts>[^政党管]{1,12}、[^政党管]{1,16}?)(?P<tail>人民政府|政府|党委|管委会)$"
)
_COMPLETE = re.compile(
    r"(?:局|厅|委|办|部|院|室|司|处|科|会|社|校|集团|公司|行|中心|组|单位|部门|机构|政府|关|企业|园|区|县|市|州|旗|镇|乡|街道|团)$"
)


def is_place(name: str) -> bool:
    """Whether a bare word may name a place: no words of work in it."""
    return not re.search(
        r"管理|监管|发展|改革|财政|工业|信息|教育|科技|商务|环境|资源|安全|应急|卫生|税务|统计|建设|规划|交通", name
    )


def full_names(names: list[str], places: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """The full names of those in the list that are written short; names in full are left out."""
    known = _known(places)
    found: dict[str, tuple[str, ...]] = {}
    head, grade = "", ""
    for name in names:
        own = _head_of(name, known)
        own_grade = said.group() if (said := _GRADE.match(name)) else ""
        if own_grade:
            grade, head = own_grade, ""
        elif own:
            head, grade = own, ""
        elif levels := _levels(name):
            found[name] = levels
        elif name.endswith("部门") and grade and not _NO_HEAD.match(name):
            found[name] = (f"{grade}{name.replace('等', '')}",)
        elif head and _DEPARTMENT.search(name) and not _NO_HEAD.match(name):
            found[name] = (head + ("委" if name.endswith("部") and len(head) == 1 else "") + name,)
    found.update(_with_tails(names, found))
    return found


@lru_cache(maxsize=64)
def _known(places: tuple[str, ...]) -> frozenset[str]:
    """Names of places that a unit's name may open with."""
    return frozenset((*PROVINCES, *prefectures(), *places))


def _head_of(name: str, known: frozenset[str]) -> str:
    """The level (省) or the place (福建) that a name opens with, '' where it has none of its own."""
    if not _NO_LEVEL.match(name) and (level := _LEVEL.match(name)):
        return level.group()
    if place := re.match(r"[一-鿿]{2,6}?(?:省|市|自治区|自治州|县|区|州)(?=[一-鿿]{2})", name):
        return "" if _NO_HEAD.match(name) or _NO_LEVEL.match(name) else place.group()
    return next((name[:n] for n in (5, 4, 3, 2) if name[:n] in known and len(name) > n + 1), "")


def _levels(name: str) -> tuple[str, ...]:
    """各市、县（区）人民政府 is 各市人民政府 and 各县（区）人民政府."""
    said = _LEVEL_LIST.match(name)
    if not said or any(
        part.count("（") + part.count("(") != part.count("）") + part.count(")") for part in said["parts"].split("、")
    ):
        return ()
    return tuple(f"各{part.removeprefix('各')}{said['tail']}" for part in said["parts"].split("、"))


def _with_tails(names: list[str], headed: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Names that only the tail of a later one completes, read from the end of the list."""
    found: dict[str, tuple[str, ...]] = {}
    tail, kind, grade = "", "", ""
    for at in range(len(names) - 1, -1, -1):
        name = names[at]
        said = _TAIL.search(name)
        if said:
            tail, kind = said["tail"], said["class"]
            continue
        if not tail:
            continue
        if "部门" in tail:
            if _COMPLETE.search(name):
                tail = ""
                continue
            opening = next((g.group() for n in reversed(names[: at + 1]) if (g := _GRADE.match(n))), grade)
            found[name] = ((name if name.startswith(opening) else opening + name) + tail,)
        elif kind and name.endswith(kind):
            found[name] = (name + tail,)
        elif (
            kind
            and 2 <= len(name) <= 3
            and not _PLACE_END.search(name)
            and not _COMPLETE.search(name)
            and is_place(name)
        ):
            found[name] = (name + kind + tail,)
        else:
            tail = ""
    return {name: full for name, full in found.items() if name not in headed or name.endswith(("区", "县", "市"))}
