"""What an indicator takes over from the one before it in its sentence: the subject, the level's noun, the size's measure, the verb."""

from __future__ import annotations

import re

_HEAD = re.compile(r"(?:数量|人数|次数|批次|占比|比例|年均增速|增速|提升幅度|下降幅度|幅度)$")
_DEED = re.compile(
    r"(?:培训|服务|走访|诊断|开展|举办|组织|惠及|覆盖|受益|参与|签约|开工|竣工|投产|上市|挂牌|带动|吸引)(?:企业|群众)?"
)
_STAGE = re.compile(r"(?:新?签约|新?开工|新?入库|竣工|完工|投产|达产|落地)+")
_STAGED = re.compile(r"(?:新?签约|新?开工|新?入库|竣工|完工|投产|达产|落地|实施|引进|招引|储备|谋划)+(.{2,})数量$")
_LEVEL = re.compile(r"(?:国家|[省市县区部乡镇])级$|^[省市县区乡镇]$")
# What of the indicator before a level replaces (全市, 省级以上) and what it leaves standing (新增).
_LEVELLED = re.compile(
    r"^(?:全[市省区县]|我[市省区县])?(新增|新建|新认定|新培育|累计)?(?:(?:国家|[省市县区部])级(?:及?以上)?)?"
)
_DEPENDS = re.compile(r"[量数额率能]$|净增")
_SHORT = 5
_MEASURE = (
    r"(?:年|总|累计|固定资产|主营业务|网络)?(?:产值|产销|产出|营业收入|业务收入|销售收入|销售额|营业额|营收|收入|总?投资额?|纳税额?|"
    r"税收|利税|利润|交易额|零售额|进出口额?|出口额?|估值|市值|规模)"
)
_OVER = r"超过|突破|达到|过|超|达|逾"
_SUM = r"(?:[\d.]+(?:[-—–~～至到]+[\d.]+)?[百千万亿]*|[一二两三五十百千万亿]+)(?:元|美元)"
_SIZED = re.compile(rf"(?P<measure>{_MEASURE})(?P<over>{_OVER})?{_SUM}(?P<above>及?以上)?的?(?P<noun>.+)$")
_BARELY_SIZED = re.compile(rf"(?P<over>{_OVER})?(?P<sum>{_SUM})(?P<above>及?以[上下])?(?P<noun>的?.+)$")
_RANGE = re.compile(r"[-—–~～至到]")
_ACTED = re.compile(
    r"(?:(?:[三四五]年)?累计(?:新增|新建|净增|培育|建成|引进|招引|实施|落地|竣工投产|盘活|腾出)|"
    r"(?:[三四五]年)?(?:新增|净增|新建|新引进|新招引|新认定|新培育|引进|招引落地|招引|培训)(?:培育|认定|建设|培训)?)(?=[^数量])"
)
_ACTS = re.compile(
    r"[新净]|[三四五]年|累计|每|培训|引[进育]|招引|举办|组织|开展|实施|签约|开工|竣工|投产|建设|建成|建立|发布|推广|服务|"
    r"走访|带动|吸引|获|参与|完成|储备|盘活|腾|总|全[市省]|实际"
)
_COUNTS = re.compile(r"(?:数量|人数|人次|场次|次数|批次)$")


def continued(bare: str, previous: str, counted: bool) -> str:
    """占…, 年均增长…, 其中…: phrases whose subject is the indicator before."""
    if not previous:
        return bare
    head = _HEAD.sub("", previous)
    if re.match(r"占(?!比)|年均|平均增|同比|增长|增速|比[^重例]|较|高于|提高|下降|降低|提升", bare):
        return head + bare
    if bare in ("新增", "引进", "培育", "建成", "完成", "实现", "达到"):
        return head
    if counted and _STAGE.fullmatch(bare) and (staged := _STAGED.match(previous)):
        return bare + staged[1]  # 新开工技改项目50个，竣工投产30个
    if _DEED.fullmatch(bare):
        return bare
    if _LEVEL.search(bare) and len(bare) <= 8:
        verb = _levelled(previous)[1] or ""
        return verb + bare + _without_level(previous)  # 省级事项网上可办率不低于90%，市县级不低于70%
    if len(bare) <= 3 and len(head) >= _SHORT and (not counted or _DEPENDS.search(bare)):
        return joined(head, bare)  # 签约项目50个，开工率达到80%
    if re.fullmatch(rf"(?:年?[一-鿿]{{0,4}})?(?:{_OVER})?{_SUM}(?:以上)?(?:的)?", bare):
        sized = re.sub(rf"^(?:年?[一-鿿]{{1,4}})?(?:{_OVER})?{_SUM}(?:以上)?的?", "", head)
        return bare + sized
    return bare


def _levelled(name: str) -> re.Match[str]:
    found = _LEVELLED.match(name)
    assert found is not None  # every part of it may be missing
    return found


def _without_level(name: str) -> str:
    return name[_levelled(name).end() :]


def continues(name: str, previous: str) -> bool:
    """Whether an indicator was made from the one before it, which then stays the subject of what follows."""
    head = _HEAD.sub("", previous)
    return bool(head) and name != previous and (name.startswith(head) or name.endswith(_without_level(previous)))


def joined(head: str, tail: str) -> str:
    """Two parts of a name, words that end the one and open the other said once: 每条产业链 + 产业链平台."""
    for size in range(min(len(head), len(tail), 6), 1, -1):
        if head.endswith(tail[:size]):
            return head + tail[size:]
    return head + tail


def sized(name: str, previous: str) -> str:
    """产值过100亿元的企业4家、50亿元的企业9家: the second is 产值过50亿元的企业, if it counts the same things."""
    own, before = _BARELY_SIZED.match(name), _SIZED.search(previous)
    if own is None or before is None or own["noun"][-4:] != before["noun"][-4:]:
        return name
    over, above = own["over"] or "", own["above"] or ""
    if not over and not above and not _RANGE.search(own["sum"]):
        over, above = before["over"] or "", before["above"] or ""
    return before["measure"] + over + own["sum"] + above + own["noun"]


def acted(name: str, previous: str) -> str:
    """新增国家级示范企业5家、省级示范企业20家: the verb holds for every number of a list."""
    verb = _ACTED.match(previous)
    if verb is None or _ACTS.match(name) or not (_COUNTS.search(name) and _COUNTS.search(previous)):
        return name
    return verb.group() + name
