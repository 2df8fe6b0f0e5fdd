"""Who gets a benefit, as a condition on who there is: 规模以上工业企业, 中小微企业, 高新技术企业."""

from __future__ import annotations

import re

from luodi.formula.fields import Describes
from luodi.policy.rules.phrases import conditions, kinds
from luodi.policy.rules.phrases.said import NOTHING, Frame, Said, gap, marked, together

_ANYONE = re.compile(
    r"^(?:符合条件的?|相关|有关|上述|本|我|该|各类?|其|全|市|区|县|省|辖区内?|本地|内|的)*(?:企业|单位|机构|项目|主体|法人|申报单位|市场主体|经营主体|实体|公司|组织|法人组织|获奖单位)?$"
)
_INDUSTRY = re.compile(r"^(?:本|我|市|区|省)*(?:的)?工业(?:企业|项目)$")
_REGION = re.compile(
    r"^(?:各|该|所在|前[一二三四五六七八九十\d]+名|获奖|相关|[A-Za-z]?)*"
    r"(?:设区的?)?(?:市|县|区|市县|地区|设区市|县区|县市区|乡镇|街道)(?:[、和及]?[市县区])*(?:[（(].*)?$|的[市县区镇乡]$"
)
_PARK = re.compile(r"(?:园区|开发区|集聚区)$")
_ANY_PARK = re.compile(r"^(?:各|该|本[省市区县])?(?:工业园区|园区|开发区|集聚区)$")
_PLACE = re.compile(r"^[一-鿿]{2,3}(?:[省市县]|(?<![园发])区|地区)内?(?:的)?企业$")
_OTHERS = re.compile(
    r"(?:人|人员|人才|团队|个人|专家|毕业生|博士后?|硕士|职工|学员|居民|协会|商会|联盟|学校|高校|院所|医院|银行|金融机构|担保机构|保险公司|产业|村|社区)$"
)
# Who pays the very thing that the grant is a share of: 投保企业 by its premiums, 承租企业 by its rent.
_ROLES = {"投保": "保费", "承租": "租", "参展": "展位费", "上云": "上云", "并购": "并购"}
_ROLE = re.compile(rf"^(?P<of>[^，。；的]{{0,8}}?)(?P<role>{'|'.join(_ROLES)})(?:企业|单位)$")
_ABOVE = re.compile(r"^(?:规模以上|规上)(?P<rest>.+)$")


def describes(who: str, *words: str, is_each: bool = False) -> Describes | None:
    """What the benefit is for; None where the catalogue has no such subjects (people, schools, banks).

    ``is_each``: the sum or its ceiling is for each project or deal, so that the firm's whole year is not meant.
    """
    if _REGION.search(who):
        return "region"
    if _OTHERS.search(who):
        return None
    if who.endswith("项目") or is_each or any(re.search(r"项目|技改|技术改造", one) for one in words):
        return "project"
    return "park" if _PARK.search(who) and "示范" not in who else "firm"


def read(who: str, condition: Said, words: str, frame: Frame, *, is_own: bool = True) -> Said:
    """The condition that ``who`` adds to one that was read already; nothing where the condition says as much.

    ``is_own``: the benefit names who gets it with its own words; a title that the text spoke of before is that of
    another benefit.
    """
    if _ANYONE.match(who) or _says_already(who, condition, words):
        return NOTHING
    if _ANY_PARK.match(who) and frame.describes == "park":
        return NOTHING
    if _PLACE.match(who):
        return Said(assumptions=(f"{marked(who)}：名册里都是本地对象，不写进公式",))
    if _INDUSTRY.match(who):
        return Said(assumptions=(f"{marked(who)}：按名册里都是工业企业理解，不另设行业条件",))
    above = _ABOVE.match(who)
    if above and frame.describes in ("firm", "project"):
        scale = conditions.reads("规上企业", frame)
        rest = read(above["rest"], condition, words, frame, is_own=is_own)
        return together([scale, rest]) if scale else rest
    role = _ROLE.match(who)
    if role and _ROLES[role["role"]] in frame.base:
        said = kinds.read(f"{role['of']}企业", frame) if role["of"] else NOTHING
        if said is not None:
            return together([said, Said(assumptions=(f"{marked(who)}：没有这项支出的得数是零，不另设条件",))])
    said = conditions.reads(who, frame)
    if said is not None and not is_own and "有资质(" in said.formula:
        return Said(assumptions=(f"前文说的{marked(who)}不作为这一条的条件",))
    if said is not None and said.is_event and said.formula in condition.formula:
        return NOTHING
    if said is not None and not said.is_event:
        return NOTHING if said.formula in condition.formula else said
    return gap(f"对象{marked(who)}没有写成条件：请选用行业、产业链或资质等字段写明，数据里都是这类对象的可以删去这一条")


def _says_already(who: str, condition: Said, words: str) -> bool:
    """认定为…企业的: who gets it is the title itself; or the words are in a gap already."""
    if who in words and any(who in one for one in condition.gaps):
        return True
    if condition.is_event and who == words:  # 小升规企业: what is said of it is the condition
        return True
    return bool(condition.formula) and who in words and "有资质(" in condition.formula
