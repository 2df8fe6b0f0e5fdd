"""Reads who gets a grant: from its own words, from the granting words behind, else from what the text speaks of before."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KINDS = (
    r"(?:企业家|企业|单位|机构|平台|中心|基地|项目|人才|团队|园区|个人|协会|商会|联盟|组织|公司|工厂|车间|院所|高校|院校|学校|医院|农户|农场|合作社"
    r"|主体|载体|社区|孵化器|空间|银行|实验室|工作站|工作室|服务商|供应商|运营商|集成商|经销商|厂商|用户|创业者|引资人|毕业生|劳动者|学员|人员|家庭|OPC"
    r"|对象|产业|专家|大师|工匠|骨干|负责人|法定代表人|带头人|选手|本科生?|硕士|博士后?|研究生|大学生|医务人员|工作者|导师|患者|职工|居民|消费者|经营者|商户|工商户|专利权人|自然人|法人组织|法人|获奖者|父母|店|站|村|集体|集群)"
)
HOLDERS = _KINDS + r"(?:[（(][^（）()]{1,20}[）)])?"
_PLACES = r"(?:(?<!上)市|县|区|镇|乡|街道)(?:[（(][^（）()]{1,20}[）)])?"
# Nouns that money is spent on, never given to.
_THINGS = re.compile(
    r"(?:贷款|费用?|部分|设备|利息|保费|投入|支出|技术|产品|专利|活动|交易额?|合同|订单|研发|改造|成果|收入|补偿|损失|损失|税|增速|增量|面积|场地|用房|时间|额度?|"
    r"支持|方式|标准|建设|开展|工作|案例|情况|租金|展位|软件|系统|装备|版权|著作权|认定|奖项?|称号|奖励|资质|工程|指标|规定|办法|政策|增长|以上)$"
)
# What may follow the subject of a condition: its verb, or the noun of which something is said.
_FOLLOWS = (
    r"(?:对(?!接|外|口)|将|通过|采用|应用|开展|参与|参加|购买|购置|采购|建设|建立|设立|投资|引进|牵头|主导|实施|为|以|在|获|被|首次|年度|年(?!轻)|上一?年|上年|当年|营业|主营|产值|销售|新|"
    r"成功|并购|兼并|收购|到|自(?!付|筹|主|有|愿|行|身)|自主(?=申报|研发|投保|建设|设计|开发|创新|投资|培育)|因|组织|举办|承担|申报|租用|租赁|入驻|使用|研发|生产|资质|外出|改制|完成|取得|入选|支付|发放|减免|实现|达到|超过|评为|升级|"
    r"属于|纳入|列入|每|从|与|向|按|用于|发生|缴纳|提供|服务|转化|承接|创建|给予|利用|开发|打造|聘用|招用|吸纳|新增|成为|符合|经|于|由|所|未|不|已|可|应|"
    r"全职|柔性|入户|就业|落户|选派|派出|培养|培育|可申请|上市|挂牌|晋升|入库|入规|升规|[，,])"
)
_BUT = (
    r"(?!(?:购买|购置|采购|并购|引进|设立|建设|建立|创建|投资|收购|新建|新?增|使用|参加|参与|举办|开发|开展|首次|获(?!奖)"
    r"|评(?!选)|被|已|曾|入选|列入|纳入|通过|认定|经|按|每|当年|自|遴选|选派|支持|鼓励"
    r"|组织|打造|培育(?!对象|企业|主体)|成功|完成|符合|属于|为|实施|申报|应用|加大|加强|推进|推动|紧扣|围绕|面向|聚焦|依托|落实|在(?!站|孵|建|校|职|研)))"
)
_OPENED = r"(?:[，；。：]|^)"
# …的企业: what stands behind the last 的.
_OF = re.compile(rf"^(.{{2,}}?[^，,])的([^的，,]{{0,24}}?(?:{HOLDERS}|{_PLACES})(?:等)?)$")
_LISTED = re.compile(rf"^(.{{2,}}?)的((?:[^的，,、]{{2,16}}、){{1,6}}[^的，,]{{0,16}}?{HOLDERS})$")
_NAMED = re.compile(
    rf"(?:认定为|评为|获评|评定为|评选为|入选|列为|列入|升级为|成为|新认定的|认定的|获得|获批|获(?![批奖])|创建为|创成)([^，,]{{2,30}}?{HOLDERS})$"
)
_SUBJECT = re.compile(rf"^{_BUT}([^，,]{{0,24}}?{HOLDERS})(?={_FOLLOWS})")
_WHOLE = re.compile(rf"^{_BUT}[^，,\d]{{0,30}}(?:{HOLDERS}|{_PLACES})$")
# What is chosen gets it, be it a work or a show of what can be done: 遴选不超过10个应用案例，按…
_CHOSEN = re.compile(
    rf"(?:遴选|选拔|评选|选树|培养)(?:出)?(?:一批|若干|不超过\d+[名家个项]|\d+[名家个项])([^，,\d]{{2,24}}?(?:{HOLDERS}|案例|场景|课题|作品))$"
)
# 培育对象为规模以上企业的，…: who it is, and of which kind.
_BEING = re.compile(rf"^(?P<who>[^，,的]{{2,16}}?{HOLDERS})为(?P<kind>[^，,的]{{2,24}}?{HOLDERS})的?(?=，|$)")
_PASSED = re.compile(rf"通过((?:[^，,]){{2,30}}?{HOLDERS})(?:认定|备案|验收|评审)")
# 重点保障企业贷款, 患者救治费用: who pays, takes or owns what the money is for.
_OWNED = re.compile(
    rf"^{_BUT}(?:\d{{4}}年[^，,的]{{0,6}}的)?([^，,\d]{{0,24}}?{HOLDERS})的?(?!{HOLDERS})[^，,]{{0,12}}(?:贷款|费用?|利息|部分|保费|租金|设备|投入|支出)$"
)
# …30%对生产企业及用户给予补助: named behind the sum.
_BEHIND = re.compile(
    rf"[^，；。]{{0,40}}?[对给](?!其|每|各)([^，,。；;按每\d的]{{2,16}}?{HOLDERS}(?:[及和][^，。；给]{{2,6}})?)(?:一次性)?(?:给予|予以|进行)"
)
# 诊断、治疗和采集等工作人员: a list of what they do, behind a comma.
_PEOPLE = re.compile(rf"，([^，]{{4,40}}?等[^，的]{{0,8}}{HOLDERS})$")
# 支持创新平台建设，省级基地上一年度…: what is furthered in general, before who gets it.
_FURTHERED = re.compile(r"^[^，,\d]{2,14}(?:建设|发展|创建|培育|提升)，")
_NO_SUBJECT = re.compile(r"^(?:对于?|每家|每个|单个|单家|同一)")
_SUPPORTED = re.compile(
    r"(?<!每)(?:支持|鼓励|引导|推动|扶持|激励|培育(?!对象)|壮大|遴选|选择|选拔|评选)(?:和?(?:支持|鼓励|引导|培育(?!对象|企业|主体)))?(?:一批|若干|不超过\d+[名家个]|\d+[名家个])?"
    rf"{_BUT}((?:以上|建[筑材]|[流交]通|通[信用]|在[孵站校]|[^，。；、的建将对在以通向\d]){{0,14}}?(?:、(?:以上|建[筑材]|[流交]通|通[信用]|在[孵站校]|[^，。；、的建将对在以通向\d]){{2,14}}?){{0,3}}?{HOLDERS})(?!的|[一-鿿]{{0,4}}(?:建设|认定))"
)
# 选择一批成长性较好的企业，…对其…: chosen by a quality of theirs.
_OF_QUALITY = re.compile(
    r"(?:遴选|选择|选拔|评选|筛选)(?:出)?(?:一批|若干|不超过\d+[名家个]|\d+[名家个])([^，。；、\d]{2,14}的(?:企业|单位|项目|机构|平台|团队))"
    r"(?=[^。；]*[对给]其)"
)
# 建设重点实验室、创新中心等公共服务平台: what is set up, which a plain word for it then stands for.
_SET_UP = re.compile(rf"(?:建设|搭建|打造|布局|组建)[^。；]{{0,60}}?等([^，。；、等的]{{2,14}}?{HOLDERS})(?=[，。；])")
_ACTS = re.compile(r"建设|引进|开展|入选|采用|举办|遴选|设立|参与|加大")
_RECIPIENT = re.compile(
    rf"(?:给予|奖励|补助|补贴|资助|奖补|发放给?|对)(?!其|每|各)([^，,。；;按每\d的]{{0,16}}?{HOLDERS})"
    rf"|(?:奖励|补助|补贴|资助|奖补)(?!其|每|各)([一-鿿]{{2,8}}?[市县区镇])(?=\d)"
)
_SAYS_NOTHING = re.compile(r"[市县区镇乡]|人员?|个人")
_OF_EACH = re.compile(
    r"^(?:单个|单家|单户|单位|每家|每个|每户|每名|同一|该|个|符合条件的?|经认定的|相关|有关|优质|其|上述|以上)+"
)
_BARE = re.compile(r"(?:企业|单位|机构|个人|项目|主体|平台|基地|人才|团队|产业|中心|组织|对象|车间|工厂|园区|人员)?$")
_TERM = re.compile(r"以下[简统合]?称(?:为|[:：])?[“\"]?([^”\"）)，。]{2,10}?)[”\"]?[）)，。]")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who gets it, and the condition without the words that only say who. ``own``: said by the condition itself."""

    who: str
    condition: str
    own: bool


def term_of(document: str) -> str | None:
    """What a document calls those that it supports: （以下简称OPC）, or 培育对象 all through it."""
    for found in _TERM.finditer(document):
        if re.fullmatch(HOLDERS, found[1]) or re.search(rf"{_KINDS}$", found[1]):
            return found[1]
    return "培育对象" if document.count("培育对象") > 4 else None


def recipient_in(words: str) -> str | None:
    """给予承租企业…, 对挂牌企业一次性给予…: who is named by the granting words themselves."""
    found = _RECIPIENT.search(words)
    who = _OF_EACH.sub("", found[1] or found[2]) if found else ""
    return who if who and not _THINGS.search(who) else None


def recipient_behind(words: str, at: int) -> str | None:
    """Who is named behind the sum at ``at``: …按30%对生产企业及用户给予补助."""
    found = _BEHIND.match(words, at)
    return found[1] if found else None


def read_holder(condition: str, recipient: str | None) -> Holder | None:
    """Who gets it by the words of the grant itself; None where they do not say."""
    own = _of_condition(condition)
    if recipient and not is_bare(recipient):
        return Holder(recipient, own[1] if own and own[0].endswith(recipient) else condition, True)
    if own and own[0] != "项目":
        return Holder(_OF_EACH.sub("", own[0]) or own[0], own[1], True)
    return Holder(recipient, condition, False) if recipient else None


def is_bare(who: str) -> bool:
    """Whether a word names no more than a kind: 企业, 单位, 项目."""
    return bool(_BARE.fullmatch(who))


def _of_condition(condition: str) -> tuple[str, str] | None:
    if told := _told(condition):
        return told
    found = _LISTED.match(condition) or _OF.match(condition)
    subject = None if _NO_SUBJECT.match(condition) else _SUBJECT.match(condition)
    if found:
        noun = found[2].removesuffix("等")
        return _of_noun(found[1], noun, subject) or _whole_of(noun, found[1], condition)
    first, comma, _ = condition.partition("，")
    if comma:
        leading = _OF.match(first)
        if leading:
            own = _of_noun(leading[1], leading[2], None if _NO_SUBJECT.match(first) else _SUBJECT.match(first))
            return (own or (_clipped(leading[2]), ""))[0], condition
        if _WHOLE.match(first) and not _THINGS.search(first):
            return _clipped(first), condition
    named = _NAMED.search(condition) or _CHOSEN.search(condition)
    if named and (
        "、" in named[1] or not named[1].endswith(("项目", "产业"))
    ):  # a project is an honour of whoever runs it
        return named[1], condition
    if subject:
        led = _FURTHERED.match(condition)
        behind = condition[led.end() :] if led else ""
        later = _SUBJECT.match(behind)
        if later and not is_bare(later[1]):
            return later[1], behind[len(later[1]) :]
        return subject[1], _asked(condition[len(subject[1]) :].lstrip("，,"), subject[1], condition)
    if _WHOLE.match(condition) and not _THINGS.search(condition):
        return _clipped(condition), condition
    later = next(filter(None, map(_SUBJECT.match, reversed(condition.split("，")[1:]))), None)
    if later:
        return later[1], condition
    passed = _PASSED.search(condition)
    if passed:
        return passed[1], condition
    owned = _OWNED.match(condition)
    if owned:
        return owned[1], condition
    people = _PEOPLE.search(condition)
    return (people[1], condition) if people else None


def _told(condition: str) -> tuple[str, str] | None:
    """入库对象为规模以上企业的，…; 选择一批…的企业，…对其…: said in so many words who is meant."""
    being = _BEING.match(condition)
    if being:
        who = being["kind"] if is_bare(being["who"]) else f"{being['kind']}的{being['who']}"
        return who, condition[being.end() :].lstrip("，") or condition
    chosen = _OF_QUALITY.search(condition)
    return (chosen[1], condition) if chosen else None


def _of_noun(words: str, noun: str, subject: re.Match[str] | None) -> tuple[str, str] | None:
    """Who is meant where the noun behind 的 says too little (市, 人员, 企业), or is what somebody else runs (…的项目)."""
    if _SAYS_NOTHING.fullmatch(noun):
        return f"{words}的{noun}", words  # 获…示范基地的市: 市 alone says nothing
    if subject is None or is_bare(subject[1]):
        return None
    is_run = noun.endswith("项目") and not subject[1].endswith("项目")
    if is_bare(noun) or is_run:
        return subject[1], _asked(words[len(subject[1]) :] + (f"的{noun}" if is_run else ""), subject[1], words)
    return None


def _whole_of(noun: str, words: str, whole: str) -> tuple[str, str]:
    clipped = _clipped(noun)
    return (clipped, whole) if clipped != noun else (noun, _asked(words, noun, whole))


def _clipped(noun: str) -> str:
    """上市公司兼并其他企业, 科技人才入选…项目: the subject alone."""
    subject = _SUBJECT.match(noun)
    return subject[1] if subject else noun


def _asked(rest: str, noun: str, whole: str) -> str:
    """通过复核 alone says too little of 通过复核的国家级专精特新企业: a short condition keeps its noun."""
    return whole if len(rest) < len(noun) else rest


def spoken_of(*nearest_first: str) -> str | None:
    """Whom the text before speaks of supporting, the nearest stretch first, a plain 企业 only where nothing else is said."""
    plain = None
    for words in nearest_first:
        for found in reversed(list(_SUPPORTED.finditer(words))):
            if _ACTS.search(found[1]):
                continue
            if not is_bare(found[1]):
                return found[1]
            plain = plain or found[1]
    return plain


def set_up(kind: str, *nearest_first: str) -> str | None:
    """The full name of what the text before sets up, of which a grant then speaks as a plain ``kind``."""
    names = (found[1] for words in nearest_first for found in reversed(list(_SET_UP.finditer(words))))
    return next((name for name in names if name.endswith(kind) and name != kind), None)
