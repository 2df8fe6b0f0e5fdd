"""Titles that are granted or held: 认定为国家专精特新“小巨人”企业, 评为省级…示范园区, 有效期内的高新技术企业."""

from __future__ import annotations

import re

from luodi.formula.fields import Catalogue, Field
from luodi.formula.to_text import quoted
from luodi.policy.rules.phrases import kinds, verified
from luodi.policy.rules.phrases.said import Frame, Said, gap, marked, together

_EVENT = re.compile(
    r"^(?P<subject>[A-Za-z]{2,6}|[^，。；]{0,6}企业|项目|产品|其)?(?:当年度?|年度|成功(?!并|收|兼)|新|首次|首批|被|经[^，。；]{0,12}?(?=认定|评|批准))*"
    r"(?:(?:被|由|经)(?:国家|省级?|市级?|区级?|县级?|有关部门|主管部门)?|通过)?(?:新|首次)*"
    r"(?:(?:认定|评定|评选|确认|批准|命名|授予|备案|晋升|升级|创建)(?:为|成为|成|的|到)*|[评列]为|列入|入选|纳入|入围|获批|获评|获得|获(?![利益取得])|荣获|创成|成为|取得)"
    r"(?:为|的)*"
    r"(?P<title>[^，。；]{2,60}?)(?:的?(?:荣誉称号|称号|资格|荣誉|认定|评定))?(?:的(?:企业|项目|单位))?$"
)
_CALLED = re.compile(r"(?:荣誉)?称号(?:的(?:企业|项目|单位))?$")
_PASSED = re.compile(
    r"^(?:企业|项目)?(?:首次|新|当年度?)*通过(?P<title>[^，。；]{4,40}?)(?:认定|备案|评定)(?:的(?:企业|单位))?$"
)
_ANY_SUBJECT = re.compile(r"^(?:(?:本|我|全)?[省市区县]?(?:内|域内|辖区内)?(?:的)?企业|项目|产品|其)?$")
_HELD = re.compile(
    r"^(?:具有|持有|拥有|属于|为|是|已获得?|有效期内的?)(?P<title>[^，。；]{2,40}?)(?:称号|资格|资质)?(?:的企业)?$"
)
# What a title is called; 专利, 标准, 奖 and 项目 are things that happen, not titles that are held.
_TITLE = re.compile(
    r"(?:企业|小巨人|冠军|中心|实验室|平台|基地|工厂|车间|示范园区|孵化器|众创空间|独角兽|瞪羚|领跑者|专精特新|工作站|工作室|研究院|集群|商标|品牌|精品|示范区|服务商)$"
)
_PLAIN_LIST = re.compile(r"、|及(?!其)|和(?!谐)|或者?|以及|(?<=[国家省市县区级])[/／](?=[国省市县区])")
_LEVELS = ("国家级", "省级", "市级", "县级")
_AT_LEAST = re.compile(r"^(国家|省|市|县)级?(?:及)?以上(?P<title>.+)$")
_MARKS = re.compile(r"[“”\"‘’《》]")
_PROVINCE = re.compile(r"^[一-鿿]{2,3}省(?=.)")
_SIDE_BY_SIDE = re.compile(r"”(?:“)")
# （不包括重新认定） is what 首次 means; other words in brackets say more than a name.
_REPEATED = re.compile(r"[（(](?:不含|不包括|不包含|除)(?:重新认定|复核|复评|复审)[^（）()]*[)）]")
_SAYS_MORE = re.compile(r"[（(][^（）()]*(?:不含|不包括|除外|含|其中|以上)[^（）()]*[)）]")
_NEVER = re.compile(
    r"^(?:以上|等|一批|若干|符合|重点|优质|优秀|相关|有关|前[\d一二三四五六七八九十]|第)|不超过|满[\d一二两三四五六七八九十]+年|\d+[家个名]|规模以上|规上|[的对]|培育库"
)


def read_event(words: str, frame: Frame) -> Said | None:
    """认定为…: the title is held in this period and was not before."""
    found = _PASSED.match(words) or _EVENT.match(words)
    said = _titles(found["title"], frame, is_event=True, is_named=bool(_CALLED.search(words))) if found else None
    subject = (found.groupdict().get("subject") or "") if found else ""
    if said is None or _ANY_SUBJECT.match(subject):
        return said
    whose = kinds.read(subject, frame) or gap(f"对象{marked(subject)}没有写成条件：请选用行业、产业链或资质等字段写明")
    return together([said, whose])


def read_held(words: str, frame: Frame) -> Said | None:
    """…企业 that a title is the name of, or 具有…资质: it is held."""
    found = _HELD.match(words)
    if found and _known(_clean(found["title"]), _qualifications(frame)):
        return _titles(found["title"], frame, is_event=False)
    asked = _qualifications(frame)
    is_listed = all(_known(one, asked) for one in _members(words)) if _AT_LEAST.match(_clean(words)) else False
    return _titles(words, frame, is_event=False) if is_listed or _known(_clean(words), asked) else None


def _qualifications(frame: Frame) -> Field | None:
    return frame.catalogue.find(frame.catalogue.qualifications)


def _titles(words: str, frame: Frame, *, is_event: bool, is_named: bool = False) -> Said | None:
    """``is_named``: the words call it a title themselves (…荣誉称号), whatever it is called."""
    asked = _qualifications(frame)
    members = _members(words)
    words = _REPEATED.sub("", words)
    if _SAYS_MORE.search(words):
        return None
    if frame.describes not in ("firm", "project"):
        return _honours(members, frame) if is_event else None
    if (
        asked is None
        or not members
        or any(not (_is_title(one, asked) or (is_named and not _NEVER.search(one))) for one in members)
    ):
        return None
    parts = [_held(one, asked, is_event=is_event) for one in members]
    either = together(parts, "或")
    note = (f"{marked(words)}中有一项即可",) if len(members) > 1 else ()
    return Said(either.formula, either.gaps, (*either.assumptions, *note), is_event=is_event)


def _honours(members: list[str], frame: Frame) -> Said | None:
    """获省级…示范基地的市: an honour of a region or park, new in this period; several at once are for a person."""
    if len(members) != 1 or not _TITLE.search(members[0]) or _NEVER.search(members[0]):
        return None
    return verified.registered(members[0], frame, members[0])


def _is_title(words: str, asked: Field) -> bool:
    if _known(words, asked):
        return True
    return bool(_TITLE.search(words)) and 4 <= len(words) <= 30 and not _NEVER.search(words)


def _members(words: str) -> list[str]:
    """The titles of a list; 国家级、省级孵化器 shares its noun, 省级以上 names each level."""
    cleaned = _clean(_SIDE_BY_SIDE.sub("、", words))
    least = _AT_LEAST.match(cleaned)
    if least:
        reach = _LEVELS[: _LEVELS.index(f"{least[1]}级") + 1]
        return [level + least["title"] for level in reach]
    members = [one for one in _PLAIN_LIST.split(cleaned) if one]
    last = members[-1] if members else ""
    noun = re.sub(r"^(?:国家|省|市|县|区)级?", "", last)
    return [one + noun if re.fullmatch(r"(?:国家|省|市|县|区)级?", one) else one for one in members]


def _clean(words: str) -> str:
    return re.sub(r"[（(][^（）()]*[)）]", "", _MARKS.sub("", words)).strip("的、")


def _spellings(title: str) -> list[str]:
    general = _PROVINCE.sub("省", title)
    general = re.sub(r"^省省", "省", general)
    general = re.sub(r"^(?:国家)?(?:工信部|工业和信息化部|科技部)", "国家", general)
    forms = [title, general, title.removesuffix("企业"), general.removesuffix("企业")]
    forms += [re.sub(r"^(国家|省|市)级", r"\1", one) for one in forms]
    return forms + [re.sub(r"^(国家|省|市)(?!级)", r"\1级", one) for one in forms]


def _known(title: str, asked: Field | None) -> str | None:
    """The proper text of a title that the catalogue lists, however it is written."""
    if asked is None:
        return None
    writings = {one: values[0] for values in asked.values for one in values}
    return next((writings[one] for one in _spellings(title) if one in writings), None)


def _held(title: str, asked: Field, *, is_event: bool) -> Said:
    proper = _known(title, asked)
    text = f"有资质({quoted(proper or title)})"
    formula = f"首次({text})" if is_event else text
    if proper is None:
        return Said(formula, assumptions=(f"资质按文件的叫法写作{marked(title)}：企业的资质要用同一叫法登记",))
    return Said(formula, assumptions=() if proper == title else (f"{marked(title)}按资质“{proper}”理解",))


_NAMED = re.compile(r"(?:有资质|属于)\([“\"](?P<name>[^”\"]+(?:”[^”\",]+)*)[”\"](?:\)|, )")
_ANY_LEVEL = re.compile(r"国际|国家|中国|全国|部|[省市区县](?=级|[^域内])|级|五|四|三|二|一|特|金|银|铜|[A-E]")
_SAID_LEVEL = re.compile(r"^(?:获得?|获评|通过|入选|列入)?(?:国家|省|市|区|县|[一-鿿]{2,3}[省市区县])级?(?=[^域内])")
_LADDERS = ("专精特新", "单项冠军", "高新技术", "中小企业", "质量奖")


def named_in(formula: str, *, only_titles: bool = False) -> list[str]:
    """The titles, and unless told otherwise the matters, that a condition asks for."""
    return [found["name"] for found in _NAMED.finditer(formula) if not only_titles or found[0].startswith("有资质")]


def without_level(title: str) -> str:
    """国家级绿色工厂 and 省级绿色工厂 are one kind; so are the rungs of a ladder that a region names alike."""
    ladder = next((one for one in _LADDERS if one in title), None)
    return ladder or _ANY_LEVEL.sub("", title.removesuffix("企业"))


def level_of(title: str) -> str:
    """国家级, 省级, 市级 where a title says so; '' where it does not."""
    found = _SAID_LEVEL.search(title)
    return found[0] if found else ""


def is_listed(title: str, catalogue: Catalogue) -> bool:
    """Whether the catalogue knows the title as it stands."""
    return _known(title, catalogue.find(catalogue.qualifications)) is not None
