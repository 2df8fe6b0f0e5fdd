"""Which field of the catalogue a document means by a word for a figure: 年销售收入, 上年度研发投入, 设备购置额."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luodi.formula.fields import SEEN_FROM, Catalogue, Describes, Field
from luodi.policy.rules.phrases.said import Frame, marked

_SUBJECTS = r"(?:对|按照?|以|其|该|本(?!地)|单个|单户|单家|企业|项目|平台|公司|机构|的|可|应)"
_LAST_YEAR = re.compile(r"^(?:上一?年度?|前一年度?)(?:的)?")
_THIS_YEAR = re.compile(r"^(?:当年度?|本年度?|该年度|年度|全年|年)(?:的)?")
_YEARS = re.compile(r"^(?:近|最近|前)([两二三四五2345])年(?:的)?(?:累计)?")
# 其当年度税收较上一年度的增长部分; a growth above a share of its own (超过8%以上的增长部分) says another thing.
_GROWN = re.compile(
    r"^(?:其|对|按|的)*(?P<of>[^，。；\d%％]{0,20}?)(?:的)?(?:(?:较|比)(?:上一?年度?|上年同期)(?:的)?)?"
    r"(?:(?:增量|新增|增长|增加|净增)(?:的)?部分|增量|增长额|增加额|净增额|新增额)$"
)
# 新增研发费用: more than last year, of what is told of a whole year; 新增贷款 is what was newly lent.
_NEW = re.compile(
    r"^(?:当年度?|年度)?(?:新增|净增)(?P<of>研发费用|研发投入|研发经费|营业收入|主营业务收入|销售收入|产值|工业总产值|税收|入库税收|纳税额|利润|利润总额|用电量|从业人员)$"
)
_ABOVE = re.compile(
    r"^(?:其|对|按|的)*(?P<of>[^，。；\d%％]{0,20}?)超(?:过|出)(?P<sum>\d[\d.]*[万亿]元)(?:以上)?(?:的)?部分$"
)
# What is told of one project or of one deal.
_OWN = re.compile(r"^(?:对|按照?|以|其|该|的)*(?P<one>项目|单[项笔个])")
_ASIDE = re.compile(r"[（(][^（）()]*[)）]")
_LEADING = re.compile(
    r"^(?:实际(?:发生|完成|支付|到位|缴纳)?(?:的)?|实现的?|累计(?!完成)|核定后?的?|经?审核(?:确认)?后?的?|单[个项笔]|总计)+"
)
_TRAILING = re.compile(r"(?:给予|予以|的|总|部分)+$")
# A word for a figure ends like one; 重点支持…项目 does not.
_FIGURE = re.compile(
    r"(?:收入|营收|产值|销售额|额|费用?|投资|投入|税收|税金|税额|税款|利润|资产|负债|率|人数|面积|数量?|用量|价格?|售价|单价|总价|发票价|金额?|值|规模|贷款|利息|比例|强度|成本|经费|存款|资金"
    r"|支出|保费|租金|电量|能耗|本金|贡献|贡献度|留成|增加值|融资|订单|投资款|交易额)$"
)
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
# Words that name no one figure: which one is meant, a person must say.
_OPEN_WORDS = {
    "投资额": ("项目总投资", "项目固定资产投资", "设备投资额"),
    "投资": ("项目总投资", "项目固定资产投资", "设备投资额"),
    "项目投资额": ("项目总投资", "项目固定资产投资", "设备投资额"),
    "投入": ("项目总投资", "设备投资额"),
    "项目投入": ("项目总投资", "设备投资额"),
    "贷款额": ("项目贷款", "技改贷款", "有息负债"),
    "贷款": ("项目贷款", "技改贷款", "有息负债"),
    "贷款利息": ("技改贷款利息", "利息支出"),
    "利息": ("技改贷款利息", "利息支出"),
    "地方贡献": ("税收",),
    "综合贡献": ("税收",),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure as the formula writes it. ``field`` None: no field bears the name, and the formula will say so."""

    formula: str
    field: Field | None
    assumptions: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()

    @property
    def describes(self) -> Describes | None:
        return self.field.describes if self.field else None


def find(words: str, frame: Frame) -> Measure | None:
    """The figure that words name; None where they name none. Several fields that could be meant are a gap."""
    if (more := _more_than(words, frame)) is not None:
        return more
    word = _TRAILING.sub("", _ASIDE.sub("", words)).strip('“”"，、')
    own = _OWN.match(word)
    word = re.sub(rf"^{_SUBJECTS}+(?=[^\d]{{2,}})", "", word)
    found = _in_time(word, frame)
    return _of_one(own["one"], word, found, frame) if own and found else found


def _in_time(word: str, frame: Frame) -> Measure | None:
    if years := _YEARS.match(word):
        inner = _named(word[years.end() :], frame)
        number = _NUMBERS.get(years[1]) or int(years[1])
        return inner and Measure(f"累计({inner.formula}, {number})", inner.field, inner.assumptions, inner.gaps)
    if before := _LAST_YEAR.match(word):
        inner = _named(word[before.end() :], frame)
        return inner and Measure(f"上年({inner.formula})", inner.field, inner.assumptions, inner.gaps)
    return _named(word, frame)


def _of_one(own: str, word: str, found: Measure, frame: Frame) -> Measure:
    """项目研发投入, 单笔交易额 are of one project or deal; the figure of a firm is of the whole year."""
    if found.field is None or found.describes != "firm":
        return found
    if frame.describes == "project" and own.startswith("项目"):
        return Measure(re.sub(r"\W", "", f"项目{word}"), None)
    if own.startswith("单"):
        said = f"{marked(own + word)}要按每一项核对，“{found.field.name}”是企业全年合计：请改由项目申报，换用项目的字段"
        return Measure(found.formula, found.field, found.assumptions, (*found.gaps, said))
    return found


def _more_than(words: str, frame: Frame) -> Measure | None:
    """税收较上年增长部分, 增量部分, 超过1000万元的部分: only what is above counts, and never less than nothing."""
    if grown := _NEW.match(words) or _GROWN.match(words):
        inner = find(grown["of"], frame) if grown["of"] else _spoken_of(frame)
        if inner is None or inner.field is None or inner.field.every != "year":
            return None
        note = f"{marked(words)}按比上年多出的部分计算，没有多出的不奖"
        nought = "0元" if inner.field.kind == "money" else f"0{inner.field.unit}"
        return Measure(
            f"最大({inner.formula} - 上年({inner.formula}), {nought})",
            inner.field,
            (*inner.assumptions, note),
            inner.gaps,
        )
    if above := _ABOVE.match(words):
        inner = find(above["of"], frame) if above["of"] else _spoken_of(frame)
        if inner is None or inner.field is None:
            return None
        return Measure(f"最大({inner.formula} - {above['sum']}, 0元)", inner.field, inner.assumptions, inner.gaps)
    return None


def _spoken_of(frame: Frame) -> Measure | None:
    """The figure of the condition, where the words only say 增量部分."""
    field = frame.catalogue.find(frame.measure) if frame.measure else None
    return Measure(field.name, field) if field else None


def _named(word: str, frame: Frame) -> Measure | None:
    bare = _THIS_YEAR.sub("", word)
    tries = list(dict.fromkeys(one for one in _spellings(word) + _spellings(bare) if len(one) > 1))
    for one in tries:
        if field := best(frame.catalogue, one, frame.describes):
            return _found(words=word, written=one, field=field, frame=frame)
    for one in tries:
        if (open_to := _OPEN_WORDS.get(one)) and (known := [n for n in open_to if frame.catalogue.find(n)]):
            return Measure(known[0], frame.catalogue.find(known[0]), gaps=(_which(one, known),))
    clean = re.sub(r"\W", "", bare)
    return Measure(clean, None) if _FIGURE.search(bare) and _is_name(bare) else None


_NO_NAME = re.compile(r"[，。；、]|为|对|给予|享受|获得|支持|鼓励|应当|可以|并(?!购)|已|达到|实施|参与|通过|或者|的")


def _is_name(words: str) -> bool:
    return 2 <= len(words) <= 24 and not _NO_NAME.search(words)


def _spellings(word: str) -> list[str]:
    plain = _LEADING.sub("", word)
    forms = [word, plain]
    forms += [one + "额" for one in forms] + [one.removesuffix("总额") + "额" for one in forms if one.endswith("总额")]
    forms += [one.removesuffix("规模") for one in forms[:2] if one.endswith("规模")]
    forms += [one.removesuffix("额") for one in forms[:2] if one.endswith("额")]
    # 建设项目的固定资产投资额: what stands behind the last 的 is the figure.
    return forms + [
        one.rpartition("的")[2] for one in forms if re.match(r"[^的]{0,10}(?:项目|企业|产品|平台)的[^的]+$", one)
    ]


def best(catalogue: Catalogue, word: str, describes: Describes) -> Field | None:
    """The field of this name, or of this other name; what is told by the year or once comes before months and quarters.

    A field of what the benefit is for comes before one of the firm behind it, its own name before another name.
    """
    seen = [one for one in catalogue if one.describes in SEEN_FROM[describes]]
    fits = [one for one in seen if one.is_number and (word in (one.name, one.code) or word in one.also)]
    fits.sort(key=lambda one: (one.every not in ("year", "once"), one.describes != describes, word != one.name))
    return fits[0] if fits else None


def _found(words: str, written: str, field: Field, frame: Frame) -> Measure:
    said = f"{marked(words)}按字段“{field.name}”取数" + (f"（{field.definition}）" if field.definition else "")
    return Measure(field.name, field, () if written == words == field.name else (said,))


def _which(word: str, names: list[str]) -> str:
    return f"{marked(word)}可能指{'、'.join(f'“{one}”' for one in names)}：请选定用哪个字段，现暂写“{names[0]}”"
