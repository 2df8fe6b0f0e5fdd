"""What an office can only verify by papers: 通过…贯标评定, 并购省外科技型企业, 项目中标; kept by the document's own name.

A certificate, a contract or an invoice says whether it happened, and a field holds the matters that were verified. What a
person must weigh (较好, 知名, 择优), what another paper lists (符合条件), and numbers are no such matters.
"""

from __future__ import annotations

import re

from luodi.formula.to_text import quoted
from luodi.policy.rules.phrases import kinds, steps
from luodi.policy.rules.phrases.said import Frame, Said, marked, together

_FIELDS = {
    "firm": "verified_matters",
    "project": "project_matters",
    "region": "region_honours",
    "park": "park_honours",
}
_SUBJECT = (
    r"^(?:(?:[省市区县本我该]内?)?(?:企业|项目|产品|单位|机构|工业园区|园区|其)|[^，。；的]{2,10}企业(?=资质))?"
    r"(?:实际|已|成功|首次|新|当年度?|年度|参与[^，]{2,8}招标)*"
)
_PASSED = re.compile(
    _SUBJECT + r"通过(?!.*(?:培训|推广|带动|调用|形式))[^，。；]{3,40}?"
    r"(?:认证|认定|评定|评估|鉴定|验收|备案|审查|评审|登记|达标|贯标)$"
)
_GRANTED = re.compile(
    _SUBJECT
    + r"(?:获得?|获评|获批|荣获|入选|列入|纳入|取得|(?:被|经)[^，。；为]{0,10}(?:评|认定|确认|核准|备案)[定选]?为|"
    r"评[为定选]为?|认定为|备案为|晋升为|升级为|资质晋升为)[^，。；]{3,40}?"
    r"(?:项目|工程|工法|奖|试点|示范|目录|名录|名单|清单|计划|证书|资质|备案|产品|平台|案例|认证|注册证|批件|车间|工厂|基地|示范区|集群|服务站|特级|[一二三]级|新技术|新材料|装备|首版次|首批次|首台（套）)$"
)
_BOUGHT = re.compile(
    _SUBJECT
    + r"(?:并购|收购|兼并重组|购买|采购|购置|投保|承租|租用|租赁|融资租赁|通过融资租赁|投资生产|发行|委托)[^，。；]{3,36}$"
)
_DONE = re.compile(
    _SUBJECT + r"(?:(?:参加|参与|赴)[^，。；、]{2,14}(?:展会|博览会|展览会|交易会|参展)|"
    r"(?:[^，。；]{0,12}招标)?(?:项目)?中标|参与[^，。；]{2,10}招标|完成[^，。；]{2,16}(?:备案|登记|验收|注册)|"
    r"[^，。；]{0,16}非关联交易(?:并?实施转化)?|"
    r"(?:属于|符合|为)?(?:国内|省内|国家级?|省级|市级|国际)?(?:装备|产品)?首(?:台（套）|台套|批次|版次)[^，。；]{0,16})$"
)
_RAISED = re.compile(r"^(?:[^，。；的]{2,12}企业)?资质(?:首次|新)?(?:晋升|升级|提升)为[^，。；\d]{1,8}$")
_IMPROVED = re.compile(r"^(?:企业)?(?:实施|开展|进行)[^，。；]{2,24}(?:技术改造|技改|改造)(?:项目)?$")
_HAD = re.compile(
    r"^(?:已|且|并)*(?:获得?|享受)(?:了)?(?:国家|中央|省级?|市级?|上级)[^，。；]{0,20}(?:补贴|补助|资助|扶持)$"
)
_GOODS = re.compile(r"^(?:企业)?生产[^，。；《]{0,10}《[^》]{2,40}目录》[^，。；]{0,8}(?:装备|产品)+$")
_FAMILIES = (_PASSED, _GRANTED, _BOUGHT, _DONE, _RAISED)
_VERB = re.compile(
    r"通过|获得?|入选|列入|纳入|取得|评为|认定为|晋升为|并购|收购|购买|采购|购置|投保|承租|租用|租赁(?!物)|发行|中标"
)
# Official terms that hold a word of praise and praise nothing.
_TERMS = re.compile(
    r"高等学校|高等院校|国家优质工程|重大技术装备|重点实验室|先进制造业集群|先进级|优秀级|卓越级|重点新材料|重大科技|重点技术创新"
)
# ISO14001, CMMI5级, DCMM3级, 5G: the numbers of standards are names.
_CODES = re.compile(r"[A-Z]{2,}[A-Z\d/:.\-—]*级?|[456]G|[ⅠⅡⅢⅣ1-3]类(?=新药|医疗器械)")
_QUOTED = re.compile(r"《[^》]*》")
_OPEN = re.compile(
    r"\d|关键|[前第][一二三四五六七八九十]+[名强位]|[一两二三四五六七八九十]+[家个项名次批]|相关|有关|等$|等(?=[^级])|各类|其他|其它|若干|一批|相应|"
    r"条件|要求|以上|以下|以内|优先|政策|规定|扶持|支持|补贴|补助|奖励|推动|促进|发展|服务(?!站|平台|商)|[的]?(?:前|后)$"
)
_WITH_HOLDER = re.compile(
    r"^(?P<matter>.{4,40}?)的(?P<who>[^，。；的]{0,20}?(?:企业|单位|项目|组织|机构|产品|市|县|区))$"
)


def read(words: str, frame: Frame) -> Said | None:
    """One matter with one verb that a paper proves; who it is said of may stand behind it (…的智能装备企业)."""
    behind = _WITH_HOLDER.match(words)
    if behind and (matter := _matter(behind["matter"], frame)):
        who = kinds.read_who(behind["who"], frame)
        return together([who, matter]) if who else None
    return _matter(words, frame)


def _matter(words: str, frame: Frame) -> Said | None:
    bare = _CODES.sub("", _TERMS.sub("", words))
    if (
        len(words) <= 44
        and (_HAD.match(words) or _GOODS.match(words))
        and not steps.is_for_a_person(_QUOTED.sub("", bare))
    ):
        return registered(_named(words), frame, words)
    if not 4 <= len(words) <= 44 or _OPEN.search(bare) or steps.is_for_a_person(bare):
        return None
    families = (*_FAMILIES, _IMPROVED) if frame.describes == "project" else _FAMILIES
    if (
        not any(family.match(words) for family in families)
        or len(_VERB.findall(words.replace("通过融资租赁", "租赁"))) > 1
    ):
        return None
    if words.count("（") != words.count("）"):
        return None
    return registered(_named(words), frame, words)


def registered(name: str, frame: Frame, words: str) -> Said | None:
    """The matter of this name is among those the field holds; honours of a region or park count when they are new."""
    field = frame.catalogue.find(_FIELDS[frame.describes])
    if field is None:
        return None
    formula = f"属于({quoted(name)}, {field.name})"
    note = (
        f"{marked(words)}由主管部门凭证书、合同或发票核实，按“{name}”登记在“{field.name}”里" if "“" not in name else ""
    )
    note = note or f"{marked(words)}由主管部门核实后按这一叫法登记在“{field.name}”里"
    if frame.describes in ("region", "park"):
        return Said(f"首次({formula})", assumptions=(note,), is_event=True)
    return Said(formula, assumptions=(note,))


def _named(words: str) -> str:
    return re.sub(r"^(?:企业|项目|其)(?=\D{4})", "", words)
