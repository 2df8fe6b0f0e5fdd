"""Reads what must hold for a grant, and deals a list of conditions out to a list of sums."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luodi.clauses.phrases import grant_words as say
from luodi.policy.benefit_holders import recipient_in

_OPENING = re.compile(
    r"^(?:对于?|其中|同时(?!获|具|拥|持|符|满|达|通过|入选|列入|取得|属)|此外|另外|和(?=支持|鼓励)|并(?!购)|且|支持|鼓励|引导|推动|凡|若|如|重点|优先|大力|积极|[：:，,；;、])+"
)
_CLOSED = re.compile(r"的[，,](?:可|由[^，,。]{2,20})?$")
_BY_RULE = re.compile(r"，按照?[^，；。]{2,60}(?:规定|办法|政策|程序|要求)$")
_GRANTS = re.compile(r"(?:再|另|一次性|分别)?(?:给予|予以)每[人名]")
_COUNTED = re.compile(r"(?<=[一-鿿）)])(?:每人每[天月年次]|每人|每家(?:企业)?|每户|每名|单[个家户]企业)$")
_ENDING = re.compile(r"(?:[，,、；;：:]|的(?=$)|且$|并$)+$")
# 给予购买智能装备的企业设备款10%的补助: who gets it stands behind the verb, and what the share is of behind that.
_GIVEN = re.compile(
    r"(?:给予|补助|补贴|奖励|资助)(?P<who>[^，。；\d]{2,30}?的(?:企业|单位|机构|项目|个人|团队|人员))(?P<of>[^，。；\d的]{2,12})$"
)
# How it is granted, and what it is called there, ask nothing of anybody.
_MANNER = re.compile(
    r"，(?:采取|采用|通过|以)[^，]{2,40}(?:方式|形式|模式)(?=，|$)|，分(?:阶段|期|批次?|年度)(?:（[^（）]*）)?(?=，|$)"
    r"|，(?:资助|补助|补贴|奖励|奖补|贴息|扶持)(?:资金)?(?:比例|标准|额度|金额|总额)$"
    r"|^(?:围绕|聚焦|立足|针对)[^，]{4,90}，(?=.{8})"
)
_GRANTED = re.compile(r"(?<=的)，?(?:优先|择优|适当)?(?:给予|予以)[^，\d]{2,14}$")
# 对 opens a condition at the start of a phrase or behind the office that pays (省级财政对…).
_TOWARD = re.compile(
    r"(?:(?<=[，,；;：:。）)])|^|(?<=财政)|(?<=每年)|(?<=[，,；;]并)|(?<=[级委厅局府门中市县区）]))对于?(?!其|接|标|照|口|外|应|本)"
)
_SUPPORT = re.compile(r"([，；。：]|^)(?:重点|大力|积极|优先)?(?:支持|鼓励|引导)")
_LEAD = re.compile(
    r"给予|予以(?=[^，]{0,6}\d)|按照?(?!规定|程序|要求|期|时|有关|相关)|享受(?![^，]{0,12}政策[^，]{0,14}的)|参照"
)
_VERB = re.compile(say.VERBS + "|" + say.CAP_WORDS + "|扶持|以(?=[^，]{2,20}的)|支持(?=\\d)")
_LEVEL = (
    r"(?:世界|国际|国家|全国|国内|海外|省外|省内|省|市|县|区|镇|行业|团体|地方|一|二|三|四|五|甲|乙|特|金|银|铜|大型|中型|小型|微型|轻型|重型|[1-5]A|[一二三四五]星|[A-E]{1,5})"
    r"(?:级|等|类|档|标准|奖)?"
)
_LEVELS = re.compile(rf"{_LEVEL}(?:[、/／和及与或]|以及){_LEVEL}(?:(?:[、/／和及与或]|以及){_LEVEL})*")
_NUMBERED_LIST = re.compile(
    r"(?:\d[\d.．—～~\-]*\s*[^、，。；\d]{0,14}?(?:以[上下内])?(?:（[^（）]*）)?(?:至\d[\d.]*[^、，。；\d]{0,14}?(?:以[上下内])?)?)(?:、|和|及)\d[^，。；]*?(?=的|，|$)"
)
# 县（市、区） is one level, whatever stands in its brackets.
_CITY_AND_COUNTY = re.compile(r"(设区的?市|地级市)[、和及](县（市、区）)")
# 中国专利金奖、银奖, 五星级、四星级企业, 通过CMMI5级、CMMI4级认证: what the first and the last say holds for all.
_AWARD = re.compile(r"(?:[特一二三四]等奖|[金银铜]奖|优秀奖|提名奖|[一二三四五]星级|[特一二三四五]级|[A-Z]{3,5}\d级)$")
_SHARED_TAIL = re.compile(r"(?:认证|认定|评估|评定|验收|贯标)?的[^的]*$|(?:认证|认定|评估|评定|验收|贯标)$")
_AND = re.compile(r"、|和|及|以及|或|与")
_LEVEL_AND = re.compile(r"、|/|／|和|及|以及|或|与")
# 5000万元以下的增长20%以上、5000万元至2亿元的增长15%以上: a size, and the growth that is asked at that size.
_SIZE_AND_GROWTH = r"\d[^、，。；的]{0,20}的?(?:企业|单位)?[，,]?[^、，。；的\d]{0,6}(?:增长|增速|增幅)[^、，。；\d]{0,8}\d[\d.]*[%％](?:及?以上)?"
_SIZES_AND_GROWTHS = re.compile(rf"{_SIZE_AND_GROWTH}(?:的?(?:、|；|，|和|及){_SIZE_AND_GROWTH})+")


@dataclass(frozen=True, slots=True)
class Terms:
    """What stands before a sum: ``condition`` in the document's words, ``holder`` who gets it, ``lead`` where it ends."""

    condition: str
    holder: str | None
    start: int
    lead: int
    closed: bool = False  # …的，给予: what stands before is a condition, whatever its words


def read_terms(words: str, floor: int, at: int) -> Terms:
    """The terms of the sum at ``at``; nothing before ``floor`` belongs to them."""
    begin = floor + len(words[floor:at]) - len(words[floor:at].lstrip("，,；;。：:、"))
    toward = [m for m in _TOWARD.finditer(words, begin, at) if not _is_mere_recipient(words, m, at)]
    start = toward[-1].start() if toward else _last_support(words, begin, at)
    phrase = max(words.rfind("，", start, at), words.rfind(",", start, at)) + 1 or start
    phrase = max(phrase, start)
    end = at
    while (
        phrase > start
        and words[phrase - 2] != "的"
        and not _GRANTS.match(words, phrase)
        and say.PER_HEAD.match(say.CAP_AT_END.sub("", words[phrase:end]))
    ):
        end = phrase - 1  # …予以补助，单个项目最高…: the granting words stand in the phrase before
        phrase = max(words.rfind("，", start, end) + 1, start)
    lead = _lead(words, phrase, end)
    lead = _before_adverbs(words, start, lead)
    if given := _GIVEN.match(words, start, at):
        return Terms(given["who"], None, start, given.start("of"))
    condition = _OPENING.sub("", _without_agent(words[start:lead]))
    condition = _GRANTED.sub("", _MANNER.sub("", condition))
    condition = _ENDING.sub("", _COUNTED.sub("", condition))
    head, comma, last = condition.rpartition("，")
    if comma and any(pattern.match(last) for pattern in (say.PER_HEAD, say.SUMS_UP, say.COUNTED_OVER)):
        condition = _ENDING.sub("", head)
    closed = bool(_CLOSED.search(words, start, lead)) and not comma
    return Terms(condition, recipient_in(words[lead : at + 1]), start, lead, closed)


def _last_support(words: str, begin: int, at: int) -> int:
    """Without 对 the terms begin where the text last says what it supports: …，重点支持…，最高奖励5000万元."""
    found = [m.end(1) for m in _SUPPORT.finditer(words, begin, at)]
    return found[-1] if found else begin


def _is_mere_recipient(words: str, toward: re.Match[str], at: int) -> bool:
    """In …的，承租企业所在地政府对承租企业按总额的2%… the condition stands before 对."""
    between = words[toward.end() : at]
    return (
        len(between) < 40
        and bool(re.match(r"[^，,的]{2,12}按", between))
        and toward.start() > 0
        and words[toward.start() - 1] not in "，,；;。"
    )


def _lead(words: str, phrase: int, at: int) -> int:
    """Where the granting words begin in the last phrase before the sum."""
    leads = [
        m
        for m in _LEAD.finditer(words, phrase, at)
        if not re.search(r"的(?:企业|单位|项目|机构|平台|，)", words[m.end() : at])
    ]
    if leads:
        return leads[0].start() if len(leads) == 1 or leads[-1].start() - leads[0].start() <= 24 else leads[-1].start()
    verbs = [m for m in _VERB.finditer(words, phrase, at) if "的" not in words[m.end() : at] or at - m.end() < 12]
    return (
        verbs[-1].start()
        if verbs and not re.search(r"的$", words[phrase : verbs[-1].start()][-1:] + "x")
        else (verbs[-1].start() if verbs else at)
    )


def _before_adverbs(words: str, start: int, lead: int) -> int:
    """Back over 一次性, 分别, 再 and the office that pays."""
    found = say.ADVERBS.search(words, start, lead)
    while found and found.end() == lead and found.start() < lead:
        lead = found.start()
        found = say.ADVERBS.search(words, start, lead)
    return lead


def _without_agent(words: str) -> str:
    """Without the office that pays at the end: …的，由企业所在地财政."""
    words = _BY_RULE.sub("", words.rstrip("，,"))
    head, comma, last = words.rpartition("，")
    if comma and say.AGENT.search(last):
        return head
    if not comma and say.AGENT.match(words):
        return ""
    return say.AGENT.sub("", words) if words.endswith("财政") else re.sub(r"(?:[省市区县州]级|市本级|各地)$", "", words)


def deal_out(condition: str, many: int) -> list[str]:
    """The condition of each of ``many`` sums: the list of as many members inside it, one member for each."""
    if many < 2:
        return [condition]
    if many == 2 and (both := _CITY_AND_COUNTY.search(condition)):
        return [condition[: both.start()] + one + condition[both.end() :] for one in both.groups()]
    if (graded := _SIZES_AND_GROWTHS.search(condition)) and (dealt := _dealt_by_sizes(condition, graded, many)):
        return dealt
    for pattern, joint in ((_NUMBERED_LIST, _AND), (_LEVELS, _LEVEL_AND)):
        for found in pattern.finditer(condition):
            members = _whole_levels(joint.split(found.group()))
            if len(members) == many:
                return [condition[: found.start()] + member + condition[found.end() :] for member in members]
    return _dealt_by_nouns(condition, many) or [condition] * many


def _dealt_by_sizes(condition: str, graded: re.Match[str], many: int) -> list[str] | None:
    """产值5000万元以下的增长20%以上、5000万元至2亿元的增长15%以上: the figure is named once, before the first size."""
    members = re.findall(_SIZE_AND_GROWTH, graded.group())
    if len(members) != many:
        return None
    return [condition[: graded.start()] + member + condition[graded.end() :] for member in members]


def _whole_levels(members: list[str]) -> list[str]:
    """一、二、三等: the last level says what the others are, 一等、二等、三等."""
    unit = members[-1][1:]
    if unit not in ("等", "级", "类", "档"):
        return members
    return [one + unit if re.fullmatch("[一二三四五甲乙特A-E]", one) else one for one in members]


def _dealt_by_nouns(condition: str, many: int) -> list[str] | None:
    """认定为A企业和B企业: as many members as sums, the words before the first and behind the last shared by all."""
    for phrase in re.finditer(r"[^，,]+", condition):
        members = _AND.split(phrase.group())
        if len(members) != many or any(len(m) < 2 for m in members):
            continue
        shared = re.match(
            r"(?:.*(?:认定为|评为|评定为|获评|获得|获|通过|入选|列入|属于|达到|主导制[定订](?:的)?|参与|成功并购|并购|取得|完成|引进|设立|为))(?=.)",
            members[0],
        )
        named = re.match(r".*的(?=.)", members[0])
        head = (
            named.group()
            if named
            else shared.group()
            if shared
            else members[0][: max(0, len(members[0]) - len(members[1]))]
            if many > 2
            else ""
        )
        tail = _SHARED_TAIL.search(members[-1])
        end = tail.group() if tail else ""
        last = members[-1][: len(members[-1]) - len(end)]
        award = _AWARD.search(members[0])
        if award and all(map(_AWARD.fullmatch, [*members[1:-1], last])):
            head = members[0][: award.start()]
        lone = [members[0][len(head) :], *members[1:-1], last]
        before, behind = condition[: phrase.start()], condition[phrase.end() :]
        return [before + head + member + end + behind for member in lone]
    return None
