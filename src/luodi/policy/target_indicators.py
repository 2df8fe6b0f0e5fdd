"""What a target measures, as a noun phrase that can be read alone: stripped of verbs and years, with 数量, 占比 or 增速."""

from __future__ import annotations

import re

from luodi.policy.target_carried import continued, joined
from luodi.policy.target_contexts import is_money, is_share, is_size_unit
from luodi.policy.target_measures import MEASURED, measured
from luodi.quantities import Quantity

_FRAME = (
    r"(?:力争|争取|预计|目标)?(?:到|至|在|截至)?(?:20\d\d年|[“\"]?十[二三四五六]五[”\"]?)(?:底|末|年底|年末|期末)?"
    r"(?:\d{1,2}月(?:底|末)?)?(?:前|之前|以前)?[，,]?"
)
# Words of will and manner, and verbs, which say nothing of what is measured.
_SOFT = (
    r"力争|争取|确保|努力|力求|预计|预期|目标|总体上|其中|同时|并且|并|进一步|重点(?=培育|建设|打造|推进|支持|实施|搭建|引进|发展|扶持)|"
    r"加快|着力|大力|全面|全力|积极|深入|持续|每年|每季度|每月|逐年|年内|全年|基本|初步|稳步|动态|分批|分期|滚动|陆续|率先|联动|"
    r"新一轮|再|还|将|要|应|均|即|至少|实现|完成|建成|建设|建立|打造|培育形成|培育建成|培育|培养|形成|创建|争创|认定|集聚|汇聚|"
    r"打造形成|发展壮大|发展|做强|做大|推进|推动|引导|促进|带动|支持|鼓励|保持|保障|扶持|达到|达|拥有|搭建|构建|创成|建好|梳理出|"
    r"梳理|遴选|筛选出|筛选|选取|选择|配备|配套|遴选出|挖掘|(?:在)?(?:全[市省区县])范围内|通过|使|让|为|把|将|以|和|及|与"
)
# …but not where they open a noun: 建设用地, 发展基金, 支持率.
_NOUN = r"(?!率|者|业|部|性|区(?!域)|体|用地|期|资金|基金|专项|库|规模|水平|[0-9])"
_LEAD = re.compile(rf"^(?:{_FRAME}|其中(?=\d)|(?:{_SOFT}){_NOUN}|[、，,\s　\"”:：（(])+")
_MANNER = re.compile(
    rf"^(?:{_FRAME}|力争|争取|确保|努力|其中|同时|并|进一步|重点|加快|着力|大力|全面|力求|[、，,：:（(\s和及与])+"
)
_TRAIL = re.compile(
    r"(?:不少于|不低于|不超过|不高于|不得少于|低于|高于|少于|多于|大于|小于|"
    r"(?:提高|提升|增加|增长|扩大|降低|下降|降|压缩|压减|缩短|减少|缩小|增|压)[到至]|"
    r"达到|达|突破|超过|超出|超|过|约|至少|控制在|稳定在|保持在|维持在|到|至|为|平均|(?<!年)均|都|将|要|应|须|各|总计|合计|力争|争取|"
    r"确保|实现|预计|稳步|逐步|分别|在|(?<!公)共|全部|每年|[三五3-5]年内?|20\d\d年?(?:\d{1,2}月)?(?:底|末|年底)?(?:之?前|以前)|"
    r"[:：、，,\s　(（“\"])+$"
)
_OPENED = re.compile(r"^[的以上、，,\s]+")
_SUBJECT = re.compile(
    r"(每(?:条|个|家|县|区|市|支|镇|所|座|村|乡)[^，。；]{0,14}?|有条件的[^，。；]{1,8}?|各[县区市镇][^，。；]{0,8}?)"
    r"(?:[（(][^）)]*[）)])?(?:至少|筛选|选取|遴选|梳理|组建|重点(?:培育|建设|打造|搭建|引进|发展)|每年|建设|配备|培育|打造|搭建|各|不少于|"
    r"争取|力争|新增|引进|建成|每|布局|创建|设立|组织)"
)
_VERB_AFTER = re.compile(
    r"(?<=[业体人员户项品所目构院校])(?:担任|作为|开展|导入|设立|实施|进入|完成|通过|获得|实现|参与|参加|建立|上云|"
    r"在(?=.{2,14}上市)|来[一-鿿]|入选|进行|(?:入驻|落户|入园|上市|(?:新三板|四板)?挂牌|投产|开工|竣工)$)"
)
_SERVED = re.compile(r"([^的]{2,}?)提供([^的]{2,})$")
_FURTHERS = re.compile(r"(?:推进|推动|支持|加快|启动|抓好)(?:了|好)?$")
_TAIL_PURPOSE = re.compile(r"(?:，|,|；|;).*$")
_HEAVY = 24
_SHORT = 5


_ASIDE = re.compile(r"[（(〔][^（）()〔〕]{9,}[）)〕]")
_SPELL = re.compile(r"20\d\d年?[-—–~～至到]{1,2}20\d\d年")


def strip_lead(words: str) -> str:
    whole = _SPELL.sub("", _ASIDE.sub("", words))
    bare = _LEAD.sub("", whole)
    if _half_quoted(bare) and whole.removesuffix(bare).endswith('"'):
        bare = '"' + bare
    return re.sub(r"^(全[市省区县]|我[市省区县])(?:实现|完成|建成|共)(?=[一-鿿]{3})", r"\1", bare)


def strip_trail(words: str) -> str:
    bare = _TRAIL.sub("", words)
    return bare + '"' if _half_quoted(bare) and words.startswith('"', len(bare)) else bare


def _half_quoted(words: str) -> bool:
    """Whether a straight quotation mark, which opens and closes alike, stands alone: it belongs to the name."""
    return words.count('"') % 2 == 1


def _plain(noun: str) -> str:
    """Words of change and comparison that only lead to the number turned into plain ones."""
    noun = re.sub(r"在(20\d\d年)(?:的)?基础上(?=下降|降低|提高|提升|增长|增加|减少)", r"较\1", noun)
    noun = re.sub(r"(?:(?:控制在|保持在)(?:不高于|不超过|低于)|不低于)(?=[一-鿿]{4})", "高于", noun)
    return re.sub(r"(?<=.{2})(?:逐步|稳步)(?:降低|提高|提升|压降)(?=[一-鿿]{3,}$)", "", noun)


def of_left(left: str, right: str, quantity: Quantity, previous: str) -> str:
    """The indicator of a number that closes its phrase: NOUN 达到 N UNIT."""
    noun = _plain(strip_trail(_ROSE.sub("", left)))
    if is_money(quantity) or is_share(quantity):
        purpose = re.match(r"(?:以上)?(?:资金)?(?:作为|用于|设立|建立)([^，。；]{2,20})", right)
        if purpose:
            noun += purpose[1]
    bare = strip_lead(noun)
    if not bare and "每" in left:
        return ""
    if len(bare) < _SHORT:  # a short noun keeps its verb: 完成产业投资
        bare = _MANNER.sub("", noun) or noun
    return measured(continued(bare, previous, not is_size_unit(quantity)), quantity, previous)


_ROSE = re.compile(
    r"(?:由|从)(?:目前|现在|现有|20\d\d年[底末]?)?的?[\d.]+[^\d，。]{0,6}(?:提高|提升|增加|增长|扩大|上升|下降|降低|减少|压缩|压减|缩短|缩小)"
    r"[到至](?:20\d\d年[底末]?的?)?(?:约|不低于)?$"
)


def of_right(left: str, right: str, quantity: Quantity) -> str:
    """The indicator of a number in front of what it counts: 建设 N UNIT NOUN."""
    noun = _OPENED.sub("", _TAIL_PURPOSE.sub("", right)).rstrip("，,；;。、 　\n")
    if noun.endswith(("）", ")")) and noun.count("（") + noun.count("(") < noun.count("）") + noun.count(")"):
        noun = noun[:-1]
    noun = re.sub(r"(?:、|以及|和|及|与)(?:一批|若干|一系列|一个|一支).*$|(?:等|以上|左右)$", "", noun)
    if re.search(r"[为向给]$", left) and (served := _SERVED.match(noun)):
        noun = f"获得{served[2]}的{served[1]}"  # 为50家企业提供诊断服务 counts who is served
    if len(noun) > _SHORT and _FURTHERS.search(left):
        noun = noun.removesuffix("建设")
    acted = None if is_money(quantity) or is_share(quantity) else _VERB_AFTER.search(noun)
    if acted and acted.start() >= 2 and "的" not in noun[acted.start() :]:
        noun = _turned(noun[: acted.start()], noun[acted.start() :].strip())
    else:
        noun = _head(noun)
    subject = _SUBJECT.search(left)
    if subject:
        noun = joined(subject[1], noun)
    elif not acted and len(noun) <= _SHORT and not is_share(quantity) and not is_money(quantity):
        # 每年开放应用场景 keeps its verb
        noun = _MANNER.sub("", strip_trail(left)) + noun
    if is_money(quantity):
        return _money_of_right(left, noun)
    if is_share(quantity):
        if used := re.match(r"(?:作为|用于)(.+)", noun):
            return strip_lead(strip_trail(left)) + used[1] + "比例"
        if re.match(r"全?覆盖", noun):
            return strip_lead(strip_trail(left)) + "覆盖率"
        return noun + ("" if MEASURED.search(noun) else "比例")
    return measured(noun, quantity)


def of_sum(left: str, before: str, behind: str) -> str:
    """The indicator of a sum whose own phrase only says that it is set aside: the phrase before or its purpose tells."""
    base = re.search(r"在(?:原有|现有)?[\d.]*[万亿]?元?([^，。；\d]{2,30})基础上", before)
    if base:
        return strip_trail(left) + base[1]
    purpose = re.match(r"(?:优先|专项|重点|主要)?(?:用于|支持|作为)([^，。；]{2,24})", behind)
    if purpose:
        return strip_trail(left) + purpose[1] + ("" if purpose[1].endswith(("资金", "经费", "基金")) else "资金")
    made = re.sub(r"^(?:制定|出台|实施|建立|设立|落实)", "", strip_lead(before.strip("，,；;。 \n")))
    return made + strip_trail(left) + "资金"


def _turned(counted: str, act: str) -> str:
    """50家企业开展改造 counts 开展改造的企业; 2家企业担任“链主” counts “链主”企业."""
    if act.startswith(("担任", "作为")) and len(act) > 3:
        return act[2:] + ("" if act.endswith(counted[-2:]) else counted[-2:])
    if len(act) > 26 or act.startswith("来"):
        return _head(counted)
    return f"{act}的{_head(counted)}"


def _money_of_right(left: str, noun: str) -> str:
    noun = re.sub(r"^(?:的|用于|专项用于|支持|作为|专项)", "", noun)
    if re.search(r"(?:基金|资金|资金池|经费|授信额度|额度|贷款|投资)", noun):
        noun = re.match(r".*(?:资金池|基金|资金|经费|额度|贷款|投资)", noun)[0]  # type: ignore[index]
        return noun + ("规模" if noun.endswith(("基金", "资金", "资金池")) else "")
    return strip_lead(strip_trail(left)) + noun


def _head(noun: str) -> str:
    """The noun itself where a long clause stands in front of it with 的."""
    at = noun.rfind("的")
    if noun.startswith("由") and at > 0:
        return noun[at + 1 :]
    if at >= 4 and len(noun) - at > 3 and (len(noun) > _HEAVY) and not re.search(r"[和、及与]", noun[:at]):
        return noun[at + 1 :]
    return noun


_ALL_OF = re.compile(r"(.+?)(?:两|三|四|五|六|七|八|九|十|\d+)(?:个|条|大|类|项|家|市|县|区)(.+)$")


def distribute(words: str, count: int) -> list[str] | None:
    """The coordinated nouns that 分别 gives one number each, the shared tail of the last carried to all."""
    words = strip_trail(words)
    for splitter in (
        r"、|以及|和|及|与",
        r"、|以及|和|与",
        r"、|以及|和",
        r"、",
        r"、|和(?=[^和]*$)|及(?=[^及]*$)|与(?=[^与]*$)",
    ):
        parts = [part for part in re.split(splitter, words) if part]
        if len(parts) == count:
            parts[0] = strip_lead(parts[0]) or parts[0]
            if shared := _ALL_OF.match(parts[-1]):  # 甲、乙两条产业链产值
                return [part + shared[2] for part in (*parts[:-1], shared[1])]
            return [share_tail(part, parts[-1]) for part in parts[:-1]] + [parts[-1]]
    return None


def changes(verb: str) -> str:
    """The word of change behind 分别 (分别增长8%), which belongs to every noun; 达到 and its kin do not."""
    found = re.search(r"(?:年均|同比)?(?:增长|下降|提高|提升|降低|减少|增加)(?![到至])", verb)
    return found.group() if found else ""


def share_tail(noun: str, longer: str) -> str:
    """3个产值千亿级、5个产值百亿级产业集群: what follows the last words they share belongs to both."""
    for size in range(min(len(noun), 8), 0, -1):
        end = noun[-size:]
        at = longer.rfind(end)
        if at >= 0 and at + size < len(longer) and (size > 1 or end == "级"):
            return noun + longer[at + size :]
        if at >= 0 and at + size == len(longer):
            return noun
    return noun
