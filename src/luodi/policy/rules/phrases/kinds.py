"""Of which kind a firm is, where an office says so by a list: 智能装备企业, 软件企业, 本地建筑业企业; 设区市 and 县 of regions."""

from __future__ import annotations

import re

from luodi.formula.to_text import quoted
from luodi.policy.rules.phrases import steps
from luodi.policy.rules.phrases.said import NOTHING, Frame, Said, marked

_HERE = r"(?:本地|本[省市区县]|我[省市区县]|[省市区县]?辖区内?|[省市区县]内|区级|全[省市区县])?的?"
_TRADE = (
    r"装备|装备制造|制造|制造业|软件|信息服务业?|信息技术服务业?|软件信息服务业|集成电路设计|集成电路|建筑业|总承包|承包|机器人|化工|医药|生物医药"
    r"|纺织|食品|材料|新材料|电子|电子信息|汽车|物流|设计|工业设计|零部件|环保|能源|新能源|光电|芯片|服务业|商贸|批发|零售|餐饮|住宿|农业|外贸|电商|电子商务"
    r"|云服务|数字经济|人工智能|整机|加工|印染|钢铁|水泥|玻璃|陶瓷|船舶|航空|航天|康养|旅游|文化|家具|服装|鞋业|造纸|印刷|包装|冶金|矿山|轨道交通"
)
_KIND = re.compile(rf"^{_HERE}(?P<kind>[^，。；的内、]{{0,12}}?(?:{_TRADE}))类?企业$")
_ANY = re.compile(rf"^{_HERE}(?:企业|单位|项目|组织|机构|产品|主体)$")
_OF_LIST = re.compile(r"^(?:培育对象|培育库?(?:入库)?企业|入库(?:培育)?企业|白名单企业|[^，。；、]{2,10}培育库企业)$")
_ABBREVIATED = re.compile(r"^[A-Z]{2,6}(?:企业)?$")
# 省级两化融合重点项目 is a list that is published; 重点项目 alone is praise.
_PROJECT = re.compile(
    rf"^(?:经[^，。；]{{2,10}}(?:认定|备案|立项)的)?{_HERE}(?P<level>(?:国家级?|省级|市级|区级)?)(?P<kind>[^，。；的、\d]{{3,18}}项目)$"
)
_LEVELS = (
    (re.compile(r"^(?:该|各|获奖)?(?:设区的?市|地级市|设区市)(?:（[^（）]*）)?$"), ("市",)),
    (re.compile(r"^(?:该|各|获奖)?(?:县（市、区）|县、市、区|县区|县市区|县级|市县区)$"), ("区", "县", "县级市")),
)
_WEIGHED = re.compile(r"非|除|不含|一[批个]|新兴|科技型|创新型|知名|前\S强|上下游|配套|相关|关联|以及|、")


def read(words: str, frame: Frame) -> Said | None:
    """A kind of firm by its trade, or a level of region; None where the words weigh (骨干, 知名) or name no trade."""
    if frame.describes == "region":
        return _level(words, frame)
    if frame.describes == "project" and (said := _project(words, frame)):
        return said
    if frame.describes == "firm" and _ABBREVIATED.match(words):
        return _kept(words, words, frame)
    found = _KIND.match(words)
    if found is None or frame.describes not in ("firm", "project"):
        return None
    if steps.is_for_a_person(words) or _WEIGHED.search(found["kind"]):
        return None
    return _kept(f"{found['kind']}企业", words, frame)


def _project(words: str, frame: Frame) -> Said | None:
    """建筑科技项目, 经管委会认定的智能制造研发项目: of which kind a project is, the office that takes it in says."""
    found = _PROJECT.match(words)
    field = frame.catalogue.find("project_matters")
    if field is None or found is None or _ANY.match(words) or _WEIGHED.search(found["kind"]):
        return None
    if not found["level"] and steps.is_for_a_person(found["kind"]):
        return None
    name = found["level"] + found["kind"]
    note = f"{marked(words)}按“{field.name}”里登记的“{name}”核对：哪些项目算，由主管部门登记"
    return Said(f"属于({quoted(name)}, {field.name})", assumptions=(note,))


def read_listed(words: str, frame: Frame) -> Said | None:
    """培育对象, 培育库企业: who is on the list that the document itself keeps."""
    asked = frame.catalogue.find(frame.catalogue.qualifications)
    if asked is None or not _OF_LIST.match(words) or frame.describes not in ("firm", "project"):
        return None
    note = f"{marked(words)}是文件所说名单里的企业：名单公布后按“{words}”登记为资质"
    return Said(f"有资质({quoted(words)})", assumptions=(note,))


def read_who(words: str, frame: Frame) -> Said | None:
    """Who stands behind what happened: 企业 and 工业企业 ask nothing more, 智能装备企业 its kind."""
    return NOTHING if _ANY.match(words) or words == "工业企业" else read(words, frame)


def _kept(kind: str, words: str, frame: Frame) -> Said | None:
    field = frame.catalogue.find("firm_kinds")
    if field is None:
        return None
    note = f"{marked(words)}按“{field.name}”里登记的“{kind}”核对：哪些企业算，由主管部门按产业目录登记"
    return Said(f"属于({quoted(kind)}, {field.name})", assumptions=(note,))


def _level(words: str, frame: Frame) -> Said | None:
    field = frame.catalogue.find("region_kind")
    values = next((values for pattern, values in _LEVELS if pattern.match(words)), None)
    if field is None or values is None or "不含" in words:
        return None
    if len(values) == 1:
        return Said(f"{field.name} = {quoted(values[0])}")
    return Said(f"属于({field.name}, {{{', '.join(map(quoted, values))}}})")
