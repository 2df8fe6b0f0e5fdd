"""Reads the parameters of a mechanism from the sentence that calls for it and the clause around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from luodi.policy.model import Parameter

Params = tuple[tuple[str, Parameter], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """Where a document calls for a mechanism: the phrase that does, its statement, its clause, the whole document.

    Notes of who is responsible are blanked out in all four.
    """

    phrase: str
    statement: str
    clause: str
    document: str


Reader = Callable[[Call], Params]

_CYCLES: tuple[tuple[str, str], ...] = (
    ("month", r"每个?月|按月|月度|逐月|月(?:调度|通报|分析|排名|晾晒)"),
    ("quarter", r"每个?季度?|按季度?|季度(?:调度|通报|分析|排名|晾晒)|季度末"),
    ("half-year", r"每半年|半年度"),
    ("year", r"每年|每一?年度|按年度?|逐年|年度|全年"),
    ("regular", r"定期"),
)
_CYCLE_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _CYCLES)
_QUOTES = "“”\"'‘’「」"
_RANGE = r"(\d+)\s*(?:[-—～~－至到]{1,2}\s*(\d+))?\s*"
_COLOUR = "红橙黄绿蓝青紫白黑灰"
_INDICATORS = re.compile(
    r"(?:结合|围绕|依据|根据|按照|聚焦|以|对)([^。；;]{6,80}?)等?(?:\d+项)?(?:关键|主要|核心|重点)?指标"
)
_EACH_CHAIN = re.compile(r"(?:每一?|各)[条个]?(?:重点|优势|主导)?(?:产业)?链")
_COUNTED = re.compile(r"(?:等)?[一二两三四五六七八九十\d]+(?:[项个大]|方面)(?:类|的)?$|等$")
# 三级培育库, 分级分类建立的培育库: how many there are, not what they are called.
_UNNAMED = re.compile(
    r"(?:[一二两三四五六七八九十\d]+[级类个层]|[分各][级类层]|相应|企业|梯度|的|市|县|区|省)*(?:培育|发展|储备|后备|成长)(?:企业|资源)?库"
)
_COLOURS = re.compile(rf"[{_COLOUR}]{{3,7}}(?=[三四五六七]?色)|[{_COLOUR}](?:、[{_COLOUR}]){{2,6}}")
_LOWEST_FIRST = re.compile(r"由低(?:分)?到高|从低到高|由差到好")
_BEST_FIRST = re.compile(r"由高(?:分)?到低|从高(?:分)?到低|由好到差|由优到劣")
_POOL = re.compile(
    r"(?:建立|完善|健全|更新|组建|设立|构建|建好|打造|充实|用好)了?((?:[“\"][^”\"，。；]{2,40}[”\"])?[^，。；;、：:]{0,12}(?:、[^，。；;、：:]{2,12}){0,3}?"
    r"(?:培育|发展|储备|后备|种子|成长|名录)(?:企业|项目|资源)?库(?:(?:和|与|及|、)[^，。；;、：:]{2,20}?库){0,3})"
)
_ROUTES = re.compile(r"(?:(?:按照?|采取|通过)(?=[一-鿿]{2,6}一批))?([一-鿿]{2,6}?一批)")
_CHAIN = "[^，,。；、：:“”的]"
_CHAINS = (
    re.compile(  # 聚焦甲、乙和丙等3条重点产业链
        r"(?:聚焦|围绕|确定|建立|选择|选取|选定|遴选|做[优强大]|打造|发展|培育|推进|实施|推行|抓好|明确|梳理|突出|立足|包括"
        r"|分别为|[在对为])(?:重点|打造|发展|做强|做优|全市|全县|全区|我[市省县区])*"
        rf"((?:{_CHAIN}{{2,14}}、){{1,20}}{_CHAIN}{{2,24}}?)等?"
        r"(\d+|[一二两三四五六七八九十]+)[条个大][^，,。；、]{0,8}?(?:产业链|产业)"
    ),
    re.compile(  # 建立甲、乙、丙等产业链
        rf"(?:聚焦|围绕|建立|实行|推行|实施)((?:{_CHAIN}{{2,14}}、){{1,20}}{_CHAIN}{{2,14}}?)()等?(?:重点|主导|优势)?产业链"
    ),
)
_WAYS = re.compile(
    r"(?:采取|通过|按照?|以)((?:[^，。；、]{2,8}、){1,6}[^，。；、]{2,8}?)等?(?:多种)?(?:方式|路径|办法|途径|措施)"
)
_STAGE = r"谋划|储备|前期|新建|续建|开工|在建|竣工|投产|招引|落地|达产|完工"
_QUOTED_LIST = re.compile(rf"[“\"]([^”\"。；]*?(?:{_STAGE})[^”\"。；]*)[”\"]")
_STAGE_LIST = re.compile(rf"((?:(?:{_STAGE})[类期]?(?:项目)?[、和及]){{1,6}}(?:{_STAGE})[类期]?(?:项目)?)")
_MONEY = r"(\d+(?:\.\d+)?)\s*(亿|千万|百万|万)?元"
_FILED = re.compile(_MONEY + r"(?:及|[（(]含[）)])?以上[^。；\d]{0,50}?(?:备案|应备尽备|申报入库)")
_INTO_CITY = re.compile(
    _MONEY
    + r"(?:及|[（(]含[）)])?以上[^。；\d]{0,30}?(?:纳入|列入|进入|归入|录入|[进入])[^。；，]{0,6}[市省](?:级|本级)?[^。；，]{0,16}?库"
)
_SUM = re.compile(_MONEY)
_SCALE = {None: 1, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}


def _figure(number: str, scale: str | None) -> int | float:
    value = float(number) * _SCALE[scale]
    return int(value) if value == int(value) else value


def cycle_in(words: str) -> str | None:
    """How often, where the words say so; the shorter cycle wins."""
    return next((name for name, pattern in _CYCLE_PATTERNS if pattern.search(words)), None)


def nothing(call: Call) -> Params:
    return ()


def cycle(call: Call) -> Params:
    """``every`` from the statement itself."""
    every = cycle_in(call.statement)
    return (("every", every),) if every else ()


def fund(call: Call) -> Params:
    """``amount`` of the fund and ``every``: the sum set aside each year, not one that is there already or paid out."""
    yearly = re.search(r"每年|年度", call.statement)
    sums = [m for m in _SUM.finditer(call.statement) if not _previous_sum(call.statement, m)]
    sums = [m for m in sums if yearly and m.start() > yearly.start()] or sums
    every = cycle_in(call.statement)
    found: list[tuple[str, Parameter]] = []
    if sums:
        found.append(("amount", _figure(sums[0].group(1), sums[0].group(2))))
    return (*found, ("every", every)) if every else tuple(found)


def _previous_sum(words: str, money: re.Match[str]) -> bool:
    """在原有8000万元…基础上 names what is there already, 总投资2000万元以上 a threshold."""
    return bool(re.search(r"(?:原有|现有|已有|总投资|投资额?)[^，。；]{0,6}$", words[: money.start()]))


def ranking(call: Call) -> Params:
    """``every`` and the ``indicators`` that regions are ranked by, from the clause."""
    every = cycle_in(call.statement) or (cycle_in(call.clause) if len(call.clause) < 500 else None)
    return (*((("every", every),) if every in {"month", "quarter", "half-year"} else ()), *_indicators(call))


def _indicators(call: Call) -> Params:
    listed = _INDICATORS.search(call.statement) or _INDICATORS.search(call.clause)
    if not listed:
        return ()
    named = _COUNTED.sub("", listed.group(1).removesuffix("为"))
    parts = tuple(p.strip(_QUOTES) for p in re.split(r"[、，,]|以及|和", named) if p.strip(_QUOTES))
    return (("indicators", parts),) if len(parts) > 1 else ()


def colours(call: Call) -> Params:
    """``every``, the ``colours`` with the best first, and the ``indicators``."""
    every = cycle_in(call.statement) or cycle_in(call.clause)
    found: list[tuple[str, Parameter]] = [("every", every)] if every else []
    listed = _COLOURS.search(call.statement) or _COLOURS.search(call.clause)
    if listed:
        best_first = [c for c in listed.group() if c in _COLOUR]
        worst_first = best_first[0] == "红" and "绿" in best_first and not _BEST_FIRST.search(call.clause)
        if worst_first or _LOWEST_FIRST.search(call.clause):
            best_first.reverse()
        found.append(("colours", tuple(best_first)))
    return (*found, *_indicators(call))


def leading_firms(call: Call) -> Params:
    """``min``, ``max`` and ``per`` of 链主 enterprises."""
    size = _span_of(call.statement, r"链主[”\"’]?\s*(?:企业)?[^，。；\d]{0,6}", "家户个名")
    if not size:
        return ()
    before = call.statement[: re.search(rf"{size[0][1]}\D", call.statement).start()]  # type: ignore[union-attr]
    return (*size, ("per", "chain" if _EACH_CHAIN.search(before) else "all"))


def _span_of(words: str, lead: str, classifiers: str) -> Params:
    """A number or a range that stands behind ``lead``, or straight before it with its classifier."""
    found = re.search(lead + _RANGE + f"[{classifiers}]", words)
    found = found or re.search(_RANGE + f"[{classifiers}](?:以上)?[^，。；\\d]{{0,24}}?(?:{lead})", words)
    if not found:
        return ()
    low, high = int(found.group(1)), found.group(2)
    return (("min", low), ("max", int(high))) if high else (("min", low),)


def links(call: Call) -> Params:
    """``min``, ``max`` of missing links and ``every``."""
    return (*_span_of(call.statement, r"环节[^，。；\d]{0,6}", "个项条"), *cycle(call))


def carriers(call: Call) -> Params:
    """``min``, ``max`` of carriers per chain."""
    return _span_of(call.statement, r"(?:载体|园区|基地|承载平台|承载区)[^，。；、\d]{0,6}", "个家处")


def meetings(call: Call) -> Params:
    """``min`` of matching events and ``every``."""
    found = re.search(r"(\d+)\s*(?:余)?[场次期]", call.statement)
    return (*((("min", int(found.group(1))),) if found else ()), *cycle(call))


def pools(call: Call) -> Params:
    """``pools``: the libraries that the document sets up, by the names it gives them, each once."""
    names: list[str] = []
    for found in _POOL.finditer(call.document):
        for name in map(_unquoted, re.split(r"(?<=库)(?:和|与|及|、)", found.group(1))):
            if len(name) > 3 and name not in names and not _UNNAMED.fullmatch(name):
                names.append(name)
    return (("pools", tuple(names)),) if names else ()


def _unquoted(name: str) -> str:
    """Without the quotation marks around all of it; those around a part of it stay."""
    name = name.strip()
    bare = name.strip(_QUOTES)
    return bare if not any(mark in bare for mark in _QUOTES) else name


def routes(call: Call) -> Params:
    """``routes``: 重组一批、破产一批 …"""
    named = tuple(dict.fromkeys(_ROUTES.findall(call.statement) or _ROUTES.findall(call.clause)))
    listed = _WAYS.search(call.statement)
    if not named and listed:
        named = tuple(listed.group(1).split("、"))
    return (("routes", named),) if len(named) > 1 else ()


def library(call: Call) -> Params:
    """``file_from``: 总投资N以上 to be filed (备案); ``city_from``: N以上 into the city's library."""
    found: list[tuple[str, Parameter]] = []
    filed = _FILED.search(call.clause)
    city = _INTO_CITY.search(call.clause)
    if filed:
        found.append(("file_from", _figure(filed.group(1), filed.group(2))))
    if city:
        found.append(("city_from", _figure(city.group(1), city.group(2))))
    return tuple(found)


def stage_lists(call: Call) -> Params:
    """``lists``: the names of the stages, as written."""
    quoted = _QUOTED_LIST.search(call.statement)
    listed = quoted or _STAGE_LIST.search(call.statement)
    if not listed:
        return ()
    named = tuple(p.strip(_QUOTES) for p in re.split(r"[”\"“]?[、和及][”\"“]?", listed.group(1)) if p.strip(_QUOTES))
    return (("lists", named),) if len(named) > 1 else ()


def energy(call: Call) -> Params:
    """``below``, ``unit``: the energy a project may need per unit of value added."""
    found = re.search(
        r"(?:低于|不得?高于|不得?超过|小于|控制在|在)\s*(\d+(?:\.\d+)?)\s*(吨标准煤/万元|吨标煤/万元|千克标准煤/[一-鿿]+|千瓦时/[一-鿿]+|吨/万元)",
        call.statement,
    )
    return (("below", _figure(found.group(1), None)), ("unit", found.group(2))) if found else ()


def chain_names(call: Call) -> Params:
    """``chains``: the chains that get a chief, where they are listed by name in a sentence that speaks of chiefs."""
    near = [w for w in (call.statement, call.clause, *re.split(r"[。\n]", call.document)) if "链长" in w]
    for pattern in _CHAINS:
        listed = next(filter(None, map(pattern.search, near)), None)
        if listed:
            return (("chains", _counted(listed[1], _count(listed[2]))),)
    return ()


def _count(written: str) -> int | None:
    if not written or written.isdigit():
        return int(written) if written else None
    return "一二三四五六七八九十".index(written) + 1 if len(written) == 1 and written != "两" else None


def _counted(names: str, count: int | None) -> tuple[str, ...]:
    """A list cut at 、, and the last at 和 where the text counts one more than that: 甲、乙和丙三条产业链."""
    named = [part.strip(_QUOTES) for part in names.split("、")]
    if count == len(named) + 1:
        named[-1:] = re.split("以及|[和及与]", named[-1], maxsplit=1)
    return tuple(named)
