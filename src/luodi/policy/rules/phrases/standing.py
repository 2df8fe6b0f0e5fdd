"""What a firm or project is: above scale, listed, small, of a kind, founded so long ago, in good standing."""

from __future__ import annotations

import re

from luodi.formula.fields import SEEN_FROM, Field
from luodi.formula.to_text import quoted
from luodi.policy.rules.phrases import titles, verified
from luodi.policy.rules.phrases.said import Frame, Said, marked, together

_SCALED_UP = re.compile(
    r"^(?:企业)?(?:当年度?|年度|新|首次|成功)*(?:“?小升规”?|“?个转企、小升规”?|升规|上规|入规|进规|[纳列入进升转]*(?:为|成为|入)?规(?:模以)?上(?:工业)?(?:企业)?(?:统计)?(?:库|名录|入库)?(?:企业|培育库)?)(?:的?(?:工业)?企业)?$"
)
_SCALED_UP_BY = re.compile(
    r"^(?:企业|工业企业)?(?:当年|新增|首次|实现|成功|新)*(?P<by>月度|年度)(?:新|首次|新增)*(?:申报)?(?:入规|进规|升规|上规|纳统|入统|纳规|小升规|(?:新建)?入库|[纳列进]入(?:规上|规模以上)(?:工业)?(?:企业)?(?:统计)?(?:库|名录|范围)?)(?:入库|纳统)?(?:的?(?:规上)?(?:工业)?企业)?$"
)
_ABOVE_SCALE = re.compile(r"^(?:为|属于|在库)?(?:规模以上|规上)(?:的)?(?:工业|制造业|工业制造业)?(?:企业)?(?:的)?$")
_AGE = re.compile(
    r"^(?:企业|在[^，。；]{1,6})?(?:注册|登记)?(?:成立|设立|经营)(?:时间|年限)?(?:满|已满|达到?|不少于|不低于)?"
    r"(\d+|[一两二三四五六七八九十])(?:周)?年(以上|以内|以下)?(?:的)?(?:企业)?$"
)
_SIZES = {
    "大型": ("大型",),
    "大中型": ("大型", "中型"),
    "中型": ("中型",),
    "中小微": ("中型", "小型", "微型"),
    "中小": ("中型", "小型", "微型"),
    "小微": ("小型", "微型"),
    "小型微型": ("小型", "微型"),
    "小型": ("小型",),
    "微型": ("微型",),
}
_SIZE = re.compile(r"^(大中型|中小微|小型微型|中小|小微|大型|中型|小型|微型)(?:工业|制造业)?企业$")
_DENIED = re.compile(
    r"^(?:近[两二三\d]年(?:内)?|年度内?)?(?:未|无|没有|不存在|非)"
    r"(?:被)?(?:列入|发生|存在|有)?(?P<of>.{2,12}?)(?:行为|名单|情况|记录)?$"
)
_IS = re.compile(
    r"^(?:属于|为|是|列入|纳入|符合|从事|实施|完成|处于|开展)?(?P<of>[^，。；]{2,20}?)(?:的)?(?:企业|项目|领域|阶段)?$"
)
_PROJECT_OF = re.compile(
    r"^(?P<who>[^，。；]{2,30}?企业)(?:的|实施的?|开展的?)*(?P<kind>[^，。；企业]{2,10}?)(?:项目)?$"
)
_LISTING = re.compile(
    r"^(?P<who>[^，。；在]{0,24}企业)?(?:股票|公司)?(?:成功|首次|首发|完成|实现"
    r"|在(?:境内外?|境外|上交所|深交所|北交所|沪深北?|主板|科创板|创业板|[^，。；]{0,6}证券交易所|、|和|或|等)*)*"
    r"(?P<stage>上市|股改|股份制改造|辅导备案)(?:交易)?$"
)
_ACCEPTED = re.compile(
    r"^(?:企业)?(?:向?(?:中国)?证监会|向?证券交易所|首发|首次公开发行|IPO|上市)[^，。；]{0,16}(?:材料|申请|申报)[^，。；]{0,8}受理(?:后)?$"
)
_ANY_FIRM = re.compile(r"^(?:本|我|全)?[省市区县]?内?(?:的)?企业$")
_WON = re.compile(
    r"^(?:企业|其)?(?:首次|当年度?|年度|新)?(?:获得|获评|获|荣获)(?P<of>[^，。；]{3,40}?)(?:的?(?:奖励|称号))?(?:的(?:企业|组织|单位|项目))?$"
)
_LISTED = re.compile(r"、|和|及|或者?|以及")
_PROVINCE = re.compile(r"^[一-鿿]{2,3}?(?:省|市)(?=.)")
_REVIEWED = re.compile(
    r"^(?:当年度?|年度)?(?:通过(?:年度)?复[核审](?:认定)?|(?:重新|再次)(?:通过)?认定)的(?P<title>[^，。；]{2,40})$"
)
_STATED = re.compile(
    r"^(?:年度|当年度?|上年度)?(?P<of>[^，。；为]{2,16}?)(?:结果|等次)?(?:被评[价定]?)?(?:为|达到?|是)(?P<value>[^，。；]{1,10}?)(?:的(?:企业|项目))?$"
)
_QUOTED_ONLY = re.compile(r"新三板|股转|股权交易|四板|挂牌|区域性")
_ON_THIRD_BOARD = re.compile(
    r"^(?:企业)?(?:首次|成功)*在?(?P<board>新三板|全国股转系统|四板|区域性股权市场)(?:成功)?挂牌$"
)
_ONE_BOARD = re.compile(
    r"主板|科创板|创业板|北交所|上交所|深交所|港交所|纳斯达克|(?:北京|上海|深圳|香港|纽约)证券交易所"
)
_LEVEL_ONLY = re.compile(r"(?:国家|省|市|县|区)级?")
_EVENT = re.compile(r"完成|首次|新|成功|后$")
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2}


def read_scale(words: str, frame: Frame) -> Said | None:
    """小升规, 首次纳入规上: it is above scale now and never was; 规上企业: it is."""
    flag = _field(frame, lambda one: one.kind == "flag" and "规模以上" in one.also)
    if flag is None:
        return None
    if (by := _SCALED_UP_BY.match(words)) and (by["by"] == "月度" or "月度" in frame.clause):
        return _scaled_up_by(by["by"], flag, frame)
    if _ABOVE_SCALE.match(words):
        return Said(flag.name)
    if _SCALED_UP.match(words):
        return Said(f"首次({flag.name})", is_event=True)
    return None


def _scaled_up_by(by: str, flag: Field, frame: Frame) -> Said | None:
    """月度入规, 年度入规: entered by a month's or by the year's report, which are paid apart."""
    how = _field(frame, lambda one: one.kind == "text" and any(f"{by}入规" in values for values in one.values))
    if how is None:
        return None
    return Said(f"首次({flag.name}) 且 {how.name} = {quoted(f'{by}入规')}", is_event=True)


def read_age(words: str, frame: Frame) -> Said | None:
    """成立3年以上; 以内 is before the anniversary."""
    found = _AGE.match(words)
    begins = frame.catalogue.find(frame.catalogue.begins)
    if found is None or begins is None:
        return None
    years = _DIGITS.get(found[1]) or int(found[1])
    sign = "<" if found[2] in ("以内", "以下") else ">="
    return Said(f"满年({begins.name}) {sign} {years}年")


def read_size(words: str, frame: Frame) -> Said | None:
    """中小微企业: by the size class of the statistics."""
    found = _SIZE.match(words)
    of = _field(frame, lambda one: one.kind == "text" and any("中型" in values for values in one.values))
    if found is None or of is None:
        return None
    sizes = _SIZES[found[1]]
    note = ("“中小企业”含微型企业",) if found[1] == "中小" else ()
    return Said(_among(of, sizes), assumptions=note)


def read_listed(words: str, frame: Frame) -> Said | None:
    """A flag, or a text that one of the catalogue's fields lists: 战略性新兴产业, 技术改造项目, 完成股改."""
    if words in _SIZES:  # 大型、中型、小型: of what, the words do not say; it may be of a product
        return None
    denied = _DENIED.match(words)
    if denied and (flag := _flag(denied["of"], frame)):
        return Said(f"非 {flag.name}")
    found = _IS.match(words)
    if found is None:
        return None
    for word in dict.fromkeys((words, found["of"])):
        if flag := _flag(word, frame):
            return Said(flag.name)
        if said := _valued(word, frame, is_event=bool(_EVENT.search(words))):
            return said
    return None


def read_project_of(words: str, frame: Frame) -> Said | None:
    """省级专精特新企业技改项目, 高新技术企业实施的技术改造: what the firm is, and of what kind the project."""
    found = _PROJECT_OF.match(words)
    if found is None or frame.describes != "project":
        return None
    kind = read_listed(found["kind"], frame)
    who = titles.read_held(found["who"], frame) or read_scale(found["who"], frame) or read_size(found["who"], frame)
    return together([who, kind]) if who and kind else None


def read_listing(words: str, frame: Frame) -> Said | None:
    """企业在境内外上市: the stage is completed in this period; a board where shares are only quoted is another matter."""
    if _ACCEPTED.match(words):
        return _valued("受理", frame, is_event=True)
    if quoted_only := _ON_THIRD_BOARD.match(words):
        return _valued(quoted_only["board"].removesuffix("挂牌"), frame, is_event=True)
    found = _LISTING.match(words)
    if found is None or _QUOTED_ONLY.search(words):
        return None
    if _ONE_BOARD.search(words):  # the stages of a listing do not say on which board
        return verified.registered(words, frame, words)
    stage = _valued(found["stage"], frame, is_event=True)
    who = found["who"] or ""
    if stage is None:
        return None
    if not who or _ANY_FIRM.match(who):
        return stage
    whom = read_seeds(who, frame) or read_listed(who, frame) or titles.read_held(who, frame)
    return together([whom, stage]) if whom else None


def read_won(words: str, frame: Frame) -> Said | None:
    """获得中国质量奖: one of the texts that a set of the catalogue lists, new in this period."""
    found = _WON.match(words)
    if found is None:
        return None
    members = [one for one in _LISTED.split(found["of"]) if one]
    said = [
        _valued(one, frame, is_event=True) or _valued(_PROVINCE.sub("", one), frame, is_event=True) for one in members
    ]
    known = [one for one in said if one is not None]
    if not known or len(known) < len(members):
        return None
    note = (f"{marked(found['of'])}中有一项即可",) if len(members) > 1 else ()
    either = together(known, "或")
    return Said(either.formula, either.gaps, (*either.assumptions, *note), is_event=True)


def read_reviewed(words: str, frame: Frame) -> Said | None:
    """通过复核的国家级专精特新“小巨人”企业: the title is among those that passed their review in this period."""
    found = _REVIEWED.match(words)
    reviewed = _field(frame, lambda one: one.kind == "set" and "通过复核" in (one.name, *one.also))
    said = titles.read_held(found["title"], frame) if found and reviewed else None
    text = re.fullmatch(r"有资质\((.+)\)", said.formula) if said else None
    if said is None or text is None or reviewed is None:
        return None
    return Said(f"属于({text[1]}, {reviewed.name})", assumptions=said.assumptions)


def read_stated(words: str, frame: Frame) -> Said | None:
    """亩均效益评价为A类: a field that lists its texts, and one of them."""
    found = _STATED.match(words)
    of = found and _field(
        frame,
        lambda one: (
            one.kind == "text"
            and bool(one.values)
            and any(w in (one.name, *one.also) for w in (found["of"], found["of"] + "结果"))
        ),
    )
    proper = next((v[0] for v in of.values if found["value"] in v), None) if found and of else None
    if found is None or of is None or proper is None:
        return None
    exact = proper == found["value"] and found["of"] == of.name
    note = () if exact else (f"{marked(words)}按{of.name}“{proper}”理解",)
    return Said(f"{of.name} = {quoted(proper)}", assumptions=note)


def read_seeds(words: str, frame: Frame) -> Said | None:
    """“金种子”“银种子”企业: several values of one text, side by side."""
    quoted_words = re.findall(r"“([^“”]{2,8})”", words)
    if not quoted_words or re.sub(r"“[^“”]{2,8}”|、|和|企业", "", words):
        return None
    for field in _texts(frame):
        proper = [_proper(one, field) for one in quoted_words]
        if all(proper):
            return Said(_among(field, tuple(one for one in proper if one)))
    return None


def _field(frame: Frame, fits) -> Field | None:  # type: ignore[no-untyped-def]
    return next((one for one in frame.catalogue if one.describes in SEEN_FROM[frame.describes] and fits(one)), None)


def _flag(word: str, frame: Frame) -> Field | None:
    return _field(frame, lambda one: one.kind == "flag" and (word == one.name or word in one.also))


def _texts(frame: Frame) -> list[Field]:
    return [
        one
        for one in frame.catalogue
        if one.kind in ("text", "set")
        and one.values
        and one.code != frame.catalogue.qualifications
        and one.describes in SEEN_FROM[frame.describes]
    ]


def _proper(word: str, field: Field) -> str | None:
    return next((values[0] for values in field.values if len(word) > 1 and word in values), None)


def _valued(word: str, frame: Frame, *, is_event: bool) -> Said | None:
    """The one field that lists this text; where several do, nothing is chosen."""
    if _LEVEL_ONLY.fullmatch(word) or word in _SIZES:  # of what, the words do not say
        return None
    found = [(field, proper) for field in _texts(frame) if (proper := _proper(word.strip("“”"), field))]
    if len(found) != 1:
        return None
    field, proper = found[0]
    formula = f"属于({quoted(proper)}, {field.name})" if field.kind == "set" else f"{field.name} = {quoted(proper)}"
    note = (f"{marked(word)}按{field.name}“{proper}”理解",)
    if is_event and field.every != "once":
        return Said(f"首次({formula})", assumptions=note, is_event=True)
    return Said(formula, assumptions=note)


def _among(field: Field, values: tuple[str, ...]) -> str:
    if len(values) == 1:
        return f"{field.name} = {quoted(values[0])}"
    return f"属于({field.name}, {{{', '.join(map(quoted, values))}}})"
