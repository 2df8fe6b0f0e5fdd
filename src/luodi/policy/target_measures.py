"""The word that says how a thing is measured, put behind its noun: 数量, 人数, 占比, 增速, 面积, 规模."""

from __future__ import annotations

import re

from luodi.policy.target_contexts import is_money, is_share
from luodi.quantities import Quantity

COUNTED = re.compile(
    r"(?:数|量|面积|长度|规模|里程|能力|产能|人次|场次|批次|额|产值|收入|总值|增加值|投资|税收|资金|率|比重|占比|比例|比)$"
)
MEASURED = re.compile(
    r"(?:率|比重|占比|比例|比|增速|增幅|速度|幅度|度|水平|份额|贡献|指数|系数|(?:覆盖|技改|改造|受益|参保|惠及)面)$"
)
_GROWTH = re.compile(r"(年均|平均|同比|年)?(增长|递增|增加)(?:率)?$")
_CHANGE = re.compile(
    r"(?:提高|提升|下降|降低|减少|压减|缩短|压缩|削减|上升|扩大|缩小|增加|(?:高于|快于|高出|低于)[^，]{0,8})$"
)
_COMPARED = re.compile(r"(?:高于|快于|高出|低于)[^，]{2,16}$")
_POINTS = ("个百分点", "百分点", "个基点", "基点")
_MEASURES = re.compile(r"[亩米瓦吨克升顷里㎡度时量PWB]$|[/／]")
_AREA = re.compile(r"(?:亩|顷|米|里|㎡)$")
_LAND = re.compile(r"(?:用地|土地|厂房|楼宇|空间|仓库|园区|载体)$")
_PERSON = re.compile(r"^[百千万]*[人名位]$")
_BODIES = ("人才", "队伍", "团队")  # 人才人数 would say it twice
_TRADED = re.compile(r"(?:交易|结算|(?<!总)投资|采购|消费|零售|出口)$")
_LENT = re.compile(r"(?:贷款|融资)$")
_SECTOR = re.compile(r"(?:产业|行业|产业链|集群|制造业|服务业|园区)$")
_VALUED = re.compile(r"(?:产值|增加值|营业收入|业务收入|销售收入|规模|交易额)$")
_TIMES = {"场": "场次", "批": "批次", "次": "次数"}


def measured(bare: str, quantity: Quantity, previous: str = "") -> str:
    """A noun with the word of measure that its number asks for; ``previous`` tells by what sums are measured here."""
    unit = quantity.unit
    if is_share(quantity):
        return _as_share(bare, unit)
    if is_money(quantity):
        return _as_sum(bare, previous)
    if unit == "" or quantity.is_time or _MEASURES.search(unit):
        if _CHANGE.search(bare):
            return bare + "幅度"
        return bare + ("面积" if _LAND.search(bare) and _AREA.search(unit) else "容量" if bare.endswith("装机") else "")
    return bare if COUNTED.search(bare) else bare + _count(bare, unit)


def _count(bare: str, unit: str) -> str:
    if unit.endswith("人次"):
        return "人次"
    if _PERSON.match(unit):
        return "数量" if bare.endswith(_BODIES) else "人数"
    return _TIMES.get(unit[:1], "数量")


def _as_share(bare: str, unit: str) -> str:
    if unit in _POINTS and _COMPARED.search(bare):
        return bare + "幅度"
    if MEASURED.search(bare):
        return bare
    if grown := _GROWTH.search(bare):
        return bare[: grown.start()] + (grown[1] or "") + "增速"
    if _CHANGE.search(bare):
        return bare + "幅度"
    return bare + ("比重" if "占" in bare else "比例")


def _as_sum(bare: str, previous: str) -> str:
    if re.search(r"(?:基金|资金|资金池|额度池)$", bare):
        return bare + "规模"
    if _TRADED.search(bare):
        return bare + "额"
    if _LENT.search(bare):
        return bare + "金额"
    if _SECTOR.search(bare):  # 甲产业产值达到800亿元，乙产业达到300亿元
        by = _VALUED.search(previous)
        return bare + (by.group() if by else "规模")
    return bare
