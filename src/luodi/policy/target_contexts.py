"""What a number is in its sentence, when it is no target: a condition, a payment, a size, a past state, a definition."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import pairwise

from luodi.quantities import Quantity, money_in_yuan

PAYS = re.compile(
    r"奖励|补助|补贴|资助|奖补|贴息|给予|予以|返还|奖金|补偿(?!资金|基金)|减免|免征|免收|免除|减按|优惠|激励资金|扶持(?=[^，。；]{0,6}元)|抵扣|抵用|"
    r"加计扣除|摊销|缴纳|授予|安家费|租金|贷款利率|利率不|LPR|配套资金支持|报销|兑现|下浮|征收|缓缴|罚款|处以"
)
_GIVES = re.compile(r"奖励|补助|补贴|资助|奖补|贴息|给予|补偿|返还|减免|扶持")
_CONDITION = re.compile(
    r"(?<![针面应绝相反派校])对(?![接标照外口比台应等策话弈立抗撞冲流产内手象称方])|凡是?(?=[^，。；]{2,20}的)|经认定的|如(?:果|遇)|若(?!干)"
)
_MAY_CONDITION = re.compile(r"[对凡经如若]")
_OPENS = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])?\s*(?:对于?|凡|经认定|如果|若(?!干))(?![接标照外口比台应策内象])"
)
_REST = re.compile(r"[^，,；;。]*")
_CONDITION_ENDS = re.compile(r"(?:的|者)[，,：:]?$")
_NOUN_OF_ITS_OWN = re.compile(r"(?:力度|领导|支持|管理|服务|保障|监管|认识|需求|合作|作用|贡献|吸引力|影响)[，,、]")
_PAST = re.compile(
    r"已(?!经?纳入|规划)(?:经|有|达到?|建成?|突破|超过|累计|实现|完成|形成|认定|拥有)?|目前|截至|截止|去年|上年(?!度?新)|以来|原有|"
    r"现有(?=[^，]{0,3}\d)|同期|当年实际|近年|过去|历史|(?<!在)20\d\d年底?(?:全[市省区县国])?实际"
)
_PAST_FRAME = re.compile(r"(?:截至|截止|目前)[^。；]{0,40}$")
_DEFINES = re.compile(r"是指|指的是|所称|特指|系指|定义为|指在")
FUND = re.compile(
    r"资金池|专项资金|引导资金|扶持资金|发展资金|基金|资金|经费|预算|授信|信贷|贷款|额度|债券|服务券|消费券|规模|投资"
)
# A share or sum in front of these words is the object of a verb to its left: 控制在…2个百分点的水平.
STATES = re.compile(r"\s*的(?:水平|目标|政策|标准|要求|增速|增长|幅度|速度)")
_PROVIDES = re.compile(
    r"设立|安排|统筹|投入|筹集|募集|组建|建立|切出|新增|提供|出资|整合|列支|投放|发放|发行|筹措|落实|提取|争取|撬动|带动|完成|形成|"
    r"实现|设置|引入|吸引|归集|拨付|汇聚|做大"
)
_PER_HEAD = re.compile(
    r"(?:单个|单家|单户|单项|单笔|单台|单件|单场|每家|每户|每人|每名|每件|每台|每辆|每篇|每吨|每次|每场|每平方米|每亩|每月|"
    r"每人每[年月天]|同一(?:企业|项目|机构|单位)|每个(?:企业|项目|机构|单位|平台)|一个企业)[^，。；]{0,24}$"
)
_PRICED = re.compile(r"额度(?:分别)?(?:为|按)|标准(?:分别)?为")
_CEILING = re.compile(r"(?:最高|最多|最低|上限|限额|总额|累计|合计|原则上)(?:不超过|不高于|为|可达|可)?$")
_AWARD = re.compile(r"[一每]次性|最高|给予|奖励|补助")
_PURPOSE = re.compile(r"\s*(?:用于|专项|支持|作为|以上|，|$)")
GOES_TO = re.compile(r"\s*(?:用于|投向|作为|留作)")
_SHARE_OF = re.compile(r"占|比重|比例|提高到|达到")
_RATE = re.compile(r"\s*的?(?:比例|标准|额度)")
_OUTCOME = re.compile(r"力争|争取|确保|到20\d\d年|全[市省区县](?!范围)")
_LIMIT = re.compile(r"(?:不超过|不多于|不得超过|最多|至多)$")
_SHRINKS = re.compile(r"控制|压减|压缩|降|减少|总量")
_LIST_BEFORE = re.compile(r"(?:等|这|该|上述|其他|全部|所有|各|前|第|排名|名列|任意|同一|某|每|其余)$")
_ALL_DONE = re.compile(r"(?:完成|实现|覆盖|启动|建成)(?:对)?(?:全部|所有)(?:的)?$")
_EACH = re.compile(r"[一-鿿]{2}各$")
_ENDS = re.compile(r"\s*(?:[，,；;。、]|$)")
_WHOLE = re.compile(r"(?:全[市省区县国]|我[市省区县]|辖区|辖内|本[市省区])$")
_PLACES = re.compile(
    r"县|区|市|镇|乡|街道|地市|州|省|部门|单位|方面|环节|阶段|步骤|等级|档次|层次|月内|月以内|月的|年度"
)
# Clauses under such a heading say who may apply, and are no commitments of the issuer.
QUALIFIES = re.compile(
    r"(?:条件|标准|资格|门槛|申报要求|认定要求|准入要求|支持对象|扶持对象|适用范围|适用对象|认定办法|申报材料|名词解释)$|"
    r"(?:条件|标准|资格)(?:和|与|及|、)(?:范围|程序|要求|条件|标准|流程)"
)
_APPLICANT = re.compile(
    r"(?:^|[，,；;：:。])\s*(?:申报|申请|入库|入选|参评|推荐)?(?:企业|单位|项目|主体|人|机构|产品|车间)"
    r"(?:应当?|须|需|必须|上年度|上一年度|近[一二三两]年|近\d年)"
)
_REQUIRED = re.compile(r"(?:以下|下列|如下|相应)[^。；：:]{0,8}(?:条件|标准|要求|情形)(?:之一)?的?[：:]")
_MAY_REQUIRE = re.compile(r"[应须需近下相]|上年|上一年")  # without one of these the two above find nothing
_MEETING = re.compile(r"会议|例会|调度|报送|通报|督查|检查|巡查|研判|会商|专题会|工作会")
_POINTS_LISTED = re.compile(r"(?:、|和|及|与|以及)")
_FOREIGN = ("美元", "欧元", "港元", "日元")
_SHARES = ("个百分点", "百分点", "倍", "成", "个基点", "基点", "折")


def with_points(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """分别提高5个、6个百分点: the five are points as well."""
    found = list(reversed(quantities))
    for at, (behind, one) in enumerate(pairwise(found), 1):
        behind = found[at - 1]  # noqa: PLW2901
        joined = (
            one.unit == "个" and behind.unit == "个百分点" and _POINTS_LISTED.fullmatch(text, one.end, behind.start)
        )
        found[at] = replace(one, unit="个百分点") if joined else one
    return found[::-1]


class Statement:
    """A stretch between 。 and ；, with what is asked of it for every number looked up once."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.words = text[start:end]

    @cached_property
    def pays(self) -> bool:
        return PAYS.search(self.words) is not None

    @cached_property
    def gives(self) -> bool:
        return _GIVES.search(self.words) is not None

    @cached_property
    def defines(self) -> bool:
        return _DEFINES.search(self.words) is not None

    @cached_property
    def prices(self) -> bool:
        return _PRICED.search(self.words) is not None

    @cached_property
    def opens_with_condition(self) -> bool:
        return _OPENS.match(self.words) is not None

    @cached_property
    def conditions(self) -> tuple[int, ...]:
        """Where the words that open a condition end, as offsets into the document."""
        if not _MAY_CONDITION.search(self.words):
            return ()
        return tuple(self.start + found.end() for found in _CONDITION.finditer(self.words))


def required_from(text: str, start: int, end: int) -> int:
    """From where on a sentence says what an applicant must meet; its end if nowhere."""
    if not _MAY_REQUIRE.search(text, start, end):
        return end
    return min((found.end() for p in (_REQUIRED, _APPLICANT) if (found := p.search(text, start, end))), default=end)


def after_word(text: str, quantity: Quantity) -> int:
    """Where the words that belong to the number end: behind 以上, （含）以上, 及以上."""
    at = quantity.end
    if quantity.after:
        at = text.index(quantity.after, at) + len(quantity.after)
    return at


def is_money(quantity: Quantity) -> bool:
    return _is_money_unit(quantity.unit) or (quantity.unit.endswith("人民币") and money_in_yuan(quantity) is not None)


@lru_cache(maxsize=512)
def _is_money_unit(unit: str) -> bool:
    return re.split(r"[/／]", unit)[0].endswith(("元", *_FOREIGN))


def is_share(quantity: Quantity) -> bool:
    return quantity.is_share or quantity.unit in _SHARES


_MEASURE = re.compile(r"(?:亩|顷|米|公里|里|㎡|吨|瓦|伏|伏安|时|升|克)$")


def is_measure(quantity: Quantity) -> bool:
    """An area, a length, a weight or a power: what says how large a thing is, unless it stands alone."""
    return _MEASURE.search(quantity.unit) is not None


def is_size_unit(quantity: Quantity) -> bool:
    return is_money(quantity) or is_share(quantity) or quantity.is_time or is_measure(quantity)


def in_condition(text: str, statement: Statement, phrase_start: int, at: int, stop: int) -> bool:
    """Whether the number stands behind 对 (whoever gains) or in a phrase that ends in 的 (whoever meets it).

    Where the statement neither opens with 对 nor pays anything, a 对 reaches no further than its own phrase.
    """
    for opened in statement.conditions:
        if opened > at:
            break
        far = opened <= phrase_start
        if far and not (statement.pays or statement.opens_with_condition):
            continue
        direct = at - opened <= 4 and not statement.gives and not text.startswith("的", stop)
        if not direct and not (far and _NOUN_OF_ITS_OWN.search(text, opened, phrase_start)):
            return True
    rest = _REST.match(text, stop, statement.end)
    assert rest is not None
    return _CONDITION_ENDS.search(rest.group()) is not None and statement.end - rest.end() > 1


def is_payment(phrase: str, statement: Statement, quantity: Quantity, left: str, right: str) -> bool:
    """Whether the number is what someone is paid, or a share that prices it."""
    money, share = is_money(quantity), is_share(quantity)
    if (money or share) and _PER_HEAD.search(left):
        return True
    if money and (statement.prices or _CEILING.search(left) or quantity.before.startswith(("最高", "最多"))):
        return True
    if sets_aside(left, right, quantity):
        return False
    if share and GOES_TO.match(right):
        return False  # 每年安排新增用地指标的60%以上用于工业项目
    if share and ((left.endswith("的") and not _SHARE_OF.search(left)) or _RATE.match(right)):
        return True
    return bool(PAYS.search(phrase)) and not (_OUTCOME.search(phrase) and not _GIVES.search(phrase))


def sets_aside(left: str, right: str, quantity: Quantity) -> bool:
    """A sum that the issuer sets aside as a whole: 每年安排3000万元专项资金, 设立规模10亿元的基金."""
    if not is_money(quantity) or _PER_HEAD.search(left) or _AWARD.search(left) or not _PROVIDES.search(left):
        return False
    return bool(FUND.search(right) or FUND.search(left) or _PURPOSE.match(right))


def is_past(text: str, left: str, sentence_start: int, phrase_start: int) -> bool:
    """Whether the words in front tell a state already reached."""
    return bool(_PAST.search(left) or _PAST_FRAME.search(text[max(sentence_start, phrase_start - 48) : phrase_start]))


def is_meeting(quantity: Quantity, phrase: str) -> bool:
    """每季度召开1次会议 is a duty of the coordination, no target."""
    return quantity.unit == "次" and _MEETING.search(phrase) is not None


def is_ceiling(quantity: Quantity, left: str) -> bool:
    """遴选不超过10个: how many are taken at most is a limit, no commitment; of what is to shrink it is one."""
    if is_money(quantity) or is_share(quantity) or quantity.is_time:
        return False
    limit = _LIMIT.search((left + quantity.before).rstrip()) or quantity.before.startswith("最多")
    return bool(limit) and not _SHRINKS.search(left)


def is_enumerated(quantity: Quantity, left: str, right: str) -> bool:
    """等8个产业, 前10名, 全市13个县区: a count of what is there."""
    bare = left.rstrip()
    if _ALL_DONE.search(bare):
        return False  # 年底前完成全部200家
    if _EACH.search(bare) and _ENDS.match(right):
        return False  # 甲县、乙县各20家
    if quantity.before or quantity.after:
        return bare.endswith(("前", "第", "排名"))
    return bool(_LIST_BEFORE.search(bare) or (_WHOLE.search(bare) and _PLACES.match(right)))
