"""Reads who gets a grant and what must hold for it, and deals a list of conditions out to a list of sums."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luodi.clauses.phrases import grant_words as say

_HOLDERS = (
    r"(?:企业|单位|机构|平台|中心|基地|项目|人才|团队|园区|个人|协会|商会|组织|公司|工厂|车间|院所|高校|院校|学校|医院|农户|合作社|主体|载体|社区|孵化器|空间|银行|"
    r"实验室|工作站|服务商|供应商|运营商|用户|创业者|引资人|毕业生|劳动者|学员|人员|家庭|OPC|对象|产业)(?:[（(][^（）()]{1,20}[）)])?"
)
_PLACES = r"(?:(?<!上)市|县|区|镇|村|乡|街道)(?:[（(][^（）()]{1,20}[）)])?"
_OPENING = re.compile(
    r"^(?:对于?|其中|同时|此外|另外|和(?=支持|鼓励)|并(?!购)|且|支持|鼓励|引导|推动|凡|若|如|重点|优先|大力|积极|[：:，,；;、])+"
)
_ENDING = re.compile(r"(?:[，,、；;：:]|的(?=$)|且$|并$)+$")
# 对 opens a condition at the start of a phrase or behind the office that pays (省级财政对…).
_TOWARD = re.compile(
    r"(?:(?<=[，,；;：:。）)])|^|(?<=财政)|(?<=每年)|(?<=[，,；;]并)|(?<=[级委厅局府门中市县区）]))对于?(?!其|接|标|照|口|外|应|本)"
)
_SUPPORT = re.compile(r"([，；。：]|^)(?:重点|大力|积极|优先)?(?:支持|鼓励|引导)")
_LEAD = re.compile(r"给予|予以(?=[^，]{0,6}\d)|按照?(?!规定|程序|要求|期|时|有关|相关)|享受|参照")
_VERB = re.compile(say.VERBS + "|" + say.CAP_WORDS + "|扶持|以(?=[^，]{2,20}的)|支持(?=\\d)")
_HEAD_NOUN = re.compile(rf"^(.{{4,}}?)的([^的，,]{{0,24}}?(?:{_HOLDERS}|{_PLACES}))$")
_SUBJECT = re.compile(
    rf"^([^，,的]{{0,24}}?{_HOLDERS})(?=对|将|通过|采用|应用|开展|参与|参加|购买|采购|建设|设立|投资|引进|牵头|主导|实施|为|以|在|获|被|首次|年|上一?年|营业|主营|产值|新|成功|并购|到|自|因|当年|组织|举办|承担|申报|租用|租赁|入驻|使用|研发|生产|[，,])"
)
_SUPPORTED = re.compile(
    rf"(?:支持|鼓励|引导|推动)(?:和?(?:支持|鼓励|引导))?([^，。；、的建将对在以通向]{{0,14}}?{_HOLDERS})(?!的)"
)
_NAMED = re.compile(
    rf"(?:认定为|评为|获评|评定为|入选|列为|列入|升级为|成为|新认定的|认定的|获得|获批|获(?![批奖])|创建为|创成)([^，,]{{2,30}}?{_HOLDERS})$"
)
_RECIPIENT = re.compile(rf"(?:给予|奖励|补助|补贴|资助|奖补|对)(?!其|每|各)([^，,。；;按每\d的]{{0,16}}?{_HOLDERS})")
_LEVEL = r"(?:世界|国际|国家|全国|国内|海外|省外|省内|省|市|县|区|镇|行业|团体|地方|一|二|三|四|五|甲|乙|特|金|银|铜|[A-E])(?:级|等|类|档|标准|奖)?"
_LEVELS = re.compile(rf"{_LEVEL}(?:[、和及与或]|以及){_LEVEL}(?:(?:[、和及与或]|以及){_LEVEL})*")
_NUMBERED_LIST = re.compile(
    r"(?:\d[\d.．—～~\-]*\s*[^、，。；\d]{0,14}?(?:以[上下内])?(?:（[^（）]*）)?(?:至\d[\d.]*[^、，。；\d]{0,14}?(?:以[上下内])?)?)(?:、|和|及)\d[^，。；]*?(?=的|，|$)"
)
_AND = re.compile(r"、|和|及|以及|或|与")


@dataclass(frozen=True, slots=True)
class Terms:
    """What stands before a sum: ``condition`` in the document's words, ``holder`` who gets it, ``lead`` where it ends."""

    condition: str
    holder: str | None
    start: int
    lead: int


def read_terms(words: str, floor: int, at: int) -> Terms:
    """The terms of the sum at ``at``; nothing before ``floor`` belongs to them."""
    begin = floor + len(words[floor:at]) - len(words[floor:at].lstrip("，,；;。：:、"))
    toward = [m for m in _TOWARD.finditer(words, begin, at) if not _is_mere_recipient(words, m, at)]
    start = toward[-1].start() if toward else _last_support(words, begin, at)
    phrase = max(words.rfind("，", start, at), words.rfind(",", start, at)) + 1 or start
    phrase = max(phrase, start)
    end = at
    while (
        phrase > start and words[phrase - 2] != "的" and say.PER_HEAD.match(say.CAP_AT_END.sub("", words[phrase:end]))
    ):
        end = phrase - 1  # …予以补助，单个项目最高…: the granting words stand in the phrase before
        phrase = max(words.rfind("，", start, end) + 1, start)
    lead = _lead(words, phrase, end)
    lead = _before_adverbs(words, start, lead)
    recipient = _RECIPIENT.search(words[lead : at + 1])
    condition = _OPENING.sub("", _without_agent(words[start:lead]))
    condition = _ENDING.sub("", condition)
    head, comma, last = condition.rpartition("，")
    if comma and any(pattern.match(last) for pattern in (say.PER_HEAD, say.SUMS_UP, say.COUNTED_OVER)):
        condition = _ENDING.sub("", head)
    return Terms(condition, recipient[1] if recipient else None, start, lead)


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
    words = words.rstrip("，,")
    head, comma, last = words.rpartition("，")
    if comma and say.AGENT.search(last):
        return head
    if not comma and say.AGENT.match(words):
        return ""
    return say.AGENT.sub("", words) if words.endswith("财政") else re.sub(r"(?:[省市区县州]级|市本级|各地)$", "", words)


def holder_of(condition: str, before: str = "") -> tuple[str, str]:
    """Who gets it, and the condition: (工业企业, 主营业务收入首次超过10亿元).

    Where the condition does not say who, it is whom the text before it speaks of supporting.
    """
    noun = _HEAD_NOUN.match(condition)
    if noun:
        return noun[2], noun[1]
    first, comma, _ = condition.partition("，")
    leading = _HEAD_NOUN.match(first) if comma else None
    if leading:
        return leading[2], condition
    named = _NAMED.search(condition)
    if named:
        return named[1], condition
    subject = _SUBJECT.match(condition)
    if subject:
        return subject[1], condition[len(subject[1]) :].lstrip("，,") or condition
    whole = re.match(
        rf"^(?!并购|购买|采购|引进|设立|建设|创建|投资|收购|新建|使用|参加|举办|开发)[^，,的\d]{{0,24}}{_HOLDERS}$",
        condition,
    )
    if whole:
        return condition, condition
    supported = list(_SUPPORTED.finditer(before))
    return (supported[-1][1] if supported else "企业"), condition


def deal_out(condition: str, many: int) -> list[str]:
    """The condition of each of ``many`` sums: the list of as many members inside it, one member for each."""
    if many < 2:
        return [condition]
    for pattern in (_NUMBERED_LIST, _LEVELS):
        for found in pattern.finditer(condition):
            members = _AND.split(found.group())
            if len(members) == many:
                return [condition[: found.start()] + member + condition[found.end() :] for member in members]
    return _dealt_by_nouns(condition, many) or [condition] * many


def _dealt_by_nouns(condition: str, many: int) -> list[str] | None:
    """认定为A企业和B企业: as many members as sums, the words before the first and behind the last shared by all."""
    for phrase in re.finditer(r"[^，,]+", condition):
        members = _AND.split(phrase.group())
        if len(members) != many or any(len(m) < 2 for m in members):
            continue
        shared = re.match(
            r"(?:.*?(?:认定为|评为|评定为|获评|获得|获|通过|入选|列入|属于|达到|主导制[定订](?:的)?|参与|成功并购|并购|取得|完成|引进|设立|为))(?=.)",
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
        tail = re.search(r"的[^的]*$", members[-1])
        end = tail.group() if tail else ""
        lone = [members[0][len(head) :], *members[1:-1], members[-1][: len(members[-1]) - len(end)]]
        before, behind = condition[: phrase.start()], condition[phrase.end() :]
        return [before + head + member + end + behind for member in lone]
    return None
