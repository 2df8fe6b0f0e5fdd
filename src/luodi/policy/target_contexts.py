"""What a number is in its sentence, when it is no target: a condition, a payment, a size, a past state, a definition."""

from __future__ import annotations

import re

from luodi.quantities import Quantity, money_in_yuan

PAYS = re.compile(
    r"奖励|补助|补贴|资助|奖补|贴息|给予|予以|返还|奖金|补偿|减免|免征|免收|免除|减按|优惠|激励资金|扶持(?=[^，。；]{0,6}元)|抵扣|抵用|加计扣除|摊销|缴纳|授予"
    r"|安家费|租金|贷款利率|利率不|LPR|费率|配套资金支持|报销|兑现|下浮|征收|缓缴|罚款|处以"
)
_GIVES = re.compile(r"奖励|补助|补贴|资助|奖补|贴息|给予|补偿|返还|减免|扶持")
_CONDITION = re.compile(r"(?<![针面应绝相反派校])对(?![接标照外口比台于应等策话弈立抗撞冲流产内手象称方])|对于|凡是?(?=[^，。；]{2,20}的)|经认定的|如(?:果|遇)|若")
_CONDITION_ENDS = re.compile(r"(?:的|者)[，,：:]?$")
_PAST = re.compile(
    r"已(?!经?纳入|规划)(?:经|有|达到?|建成?|突破|超过|累计|实现|完成|形成|认定|拥有)?|目前|截至|截止|去年|上年(?!度?新)|以来|原有|现有(?=[^，]{0,3}\d)|同期|当年实际|近年|过去|历史|"
    r"累计已|现已|(?<!在)20\d\d年底?(?:全[市省区县国])?实际"
)
_DEFINES = re.compile(r"是指|指的是|所称|特指|系指|定义为|指在")
_EXPLAINS = re.compile(r"(?:自|从)20\d\d年|有效期|施行|解释")
FUND = re.compile(r"资金池|专项资金|引导资金|扶持资金|发展资金|基金|资金|经费|预算|授信|信贷|贷款|额度|债券|服务券|消费券|规模|投资")
# A share or sum in front of these words is the object of a verb to its left: 控制在…2个百分点的水平.
STATES = re.compile(r"\s*的(?:水平|目标|政策|标准|要求|增速|增长|幅度|速度)")
PROVIDES = re.compile(r"设立|安排|统筹|投入|筹集|募集|组建|建立|切出|新增|提供|出资|整合|列支|投放|发放|发行|筹措|落实|提取|争取|撬动|带动|完成|形成|实现|设置|引入|吸引|归集|拨付|汇聚|做大")
_PER_HEAD = re.compile(r"(?:单个|单家|单户|单项|单笔|单台|单件|单场|每家|每户|每人|每名|每件|每台|每辆|每篇|每吨|每次|每场|每平方米|每亩|每月|每人每[年月天]|同一(?:企业|项目|机构|单位)|每个(?:企业|项目|机构|单位|平台)|一个企业)[^，。；]{0,24}$")
_BRACKET = re.compile(r"额度(?:分别)?(?:为|按)|标准(?:分别)?为")
_CEILING = re.compile(r"(?:最高|最多|最低|上限|限额|总额|累计|合计|原则上)(?:不超过|不高于|为|可达|可)?$")
_LIST_BEFORE = re.compile(r"(?:等|这|该|上述|其他|全部|所有|各|前|第|排名|名列|任意|同一|某|每|其余)$")
_PLACES = re.compile(r"(?:县|区|市|镇|乡|街道|地市|州|省|部门|单位|方面|环节|阶段|步骤|等级|档次|层次|月内|月以内|月的|年度)")
# Clauses under such a heading say who may apply, and are no commitments of the issuer.
QUALIFIES = re.compile(r"(?:条件|标准|资格|门槛|申报要求|认定要求|准入要求|支持对象|扶持对象|适用范围|适用对象|认定办法|申报材料|名词解释)$|(?:条件|标准|资格)(?:和|与|及|、)(?:范围|程序|要求|条件|标准|流程)")
_LEGAL = re.compile(r"(?:第[一二三四五六七八九十\d]+|标准|定额|税率|利率|基准)$")


def after_word(text: str, quantity: Quantity) -> int:
    """Where the words that belong to the number end: behind 以上, （含）以上, 及以上."""
    at = quantity.end
    if quantity.after:
        at = text.index(quantity.after, at) + len(quantity.after)
    return at


def is_money(quantity: Quantity) -> bool:
    return money_in_yuan(quantity) is not None or quantity.unit.endswith(("美元", "欧元", "港元", "日元"))


def is_share(quantity: Quantity) -> bool:
    return quantity.is_share or quantity.unit in ("个百分点", "百分点", "倍", "成", "个基点", "基点", "折")


def in_condition(statement: str, phrase_start: int, at: int, stop: int) -> bool:
    """Whether the number stands behind 对 (whoever gains) or in a phrase that ends in 的 (whoever meets it).

    Offsets are into ``statement``, which runs from one stop (。；) to the next.
    """
    for found in _CONDITION.finditer(statement, 0, at):
        direct = at - found.end() <= 4 and not _GIVES.search(statement)
        if not direct and not _closed_by_noun(statement[found.end() : phrase_start]):
            return True
    rest = re.split(r"[，,；;。]", statement[stop:], maxsplit=1)[0]
    return bool(_CONDITION_ENDS.search(rest)) and len(statement) - stop > len(rest) + 1


def _closed_by_noun(between: str) -> bool:
    """对…的领导、对…扶持力度: a 对 that belongs to a noun of its own and does not open a condition."""
    return bool(re.search(r"(?:力度|领导|支持|管理|服务|保障|监管|认识|需求|合作|作用|贡献|吸引力|影响)[，,、]", between))


def is_payment(phrase: str, statement: str, quantity: Quantity, left: str, right: str) -> bool:
    """Whether the number is what someone is paid, or a share that prices it."""
    if _PER_HEAD.search(left) and (is_money(quantity) or is_share(quantity)):
        return True
    if is_money(quantity) and (_CEILING.search(left) or quantity.before.startswith(("最高", "最多"))):
        return True
    if is_money(quantity) and _BRACKET.search(statement):
        return True
    if sets_aside(left, right, quantity):
        return False
    if is_share(quantity) and re.search(r"的$", left) and not re.search(r"占|比重|比例|提高到|达到", left):
        return True
    if is_share(quantity) and re.match(r"\s*(?:比例|标准|的?(?:比例|标准|额度))", right):
        return True
    return bool(PAYS.search(phrase)) and not _says_outcome(phrase)


def _says_outcome(phrase: str) -> bool:
    return bool(re.search(r"力争|争取|确保|到20\d\d年|全[市省区县](?!范围)", phrase)) and not _GIVES.search(phrase)


def sets_aside(left: str, right: str, quantity: Quantity) -> bool:
    """A sum that the issuer sets aside as a whole: 每年安排3000万元专项资金, 设立规模10亿元的基金."""
    if not is_money(quantity) or _PER_HEAD.search(left) or re.search(r"[一每]次性|最高|给予|奖励|补助", left):
        return False
    if not PROVIDES.search(left):
        return False
    return bool(FUND.search(right) or FUND.search(left) or re.match(r"\s*(?:用于|专项|支持|作为|以上|，|$)", right))


def is_size(quantity: Quantity, right: str) -> bool:
    """A number in front of the noun that it sizes: 产值过亿元企业, 总投资10亿元以上的项目."""
    if re.match(r"\s*的", right):
        return not FUND.match(re.sub(r"^\s*的", "", right)) and not re.search(r"(?:基金|资金|资金池|授信|债券|额度|经费|补偿金)", right[:30])
    return not re.match(r"\s*(?:全覆盖|覆盖)", right)


_APPLICANT = re.compile(r"(?:^|[，,；;：:。])\s*(?:申报|申请|入库|入选|参评|推荐)?(?:企业|单位|项目|主体|人|机构|产品|车间)(?:应当?|须|需|必须|上年度|上一年度|近[一二三两]年|近\d年)")
_REQUIRED = re.compile(r"(?:以下|下列|如下|相应)[^。；：:]{0,8}(?:条件|标准|要求|情形)(?:之一)?的?[：:]")
_MEETING = re.compile(r"会议|例会|调度|报送|通报|督查|检查|巡查|研判|会商|专题会|工作会")


def is_requirement(before: str) -> bool:
    """Whether the words in front of it in its sentence say what an applicant must meet."""
    return bool(_REQUIRED.search(before) or _APPLICANT.search(before))


def is_meeting(quantity: Quantity, phrase: str) -> bool:
    """每季度召开1次会议 is a duty of the coordination, no target."""
    return quantity.unit == "次" and bool(_MEETING.search(phrase))


def is_past(left: str, before_phrase: str) -> bool:
    """Whether the words in front tell a state already reached."""
    return bool(_PAST.search(left)) or bool(re.search(r"(?:截至|截止|目前)[^。；]{0,40}$", before_phrase))


def is_defined(statement: str) -> bool:
    """Whether the statement defines a word or its own validity rather than promising."""
    return bool(_DEFINES.search(statement))


def is_ceiling(quantity: Quantity, left: str) -> bool:
    """遴选不超过10个: how many are taken at most is a limit, no commitment; of what is to shrink it is one."""
    counted = not (is_money(quantity) or is_share(quantity) or quantity.is_time)
    limit = re.search(r"(?:不超过|不多于|不得超过|最多|至多)$", left.rstrip()) or quantity.before.startswith("最多")
    return bool(counted and limit and not re.search(r"控制|压减|压缩|降|减少|总量", left))


def is_enumerated(quantity: Quantity, left: str, right: str) -> bool:
    """等8个产业, 前10名, 全市13个县区: a count of what is there."""
    bare = left.rstrip()
    if re.search(r"[一-鿿]{2}各$", bare) and re.match(r"\s*(?:[，,；;。、]|$)", right):
        return False  # 甲县、乙县各20家
    if quantity.before or quantity.after:
        return bare.endswith(("前", "第", "排名"))
    if _LIST_BEFORE.search(bare):
        return True
    return bool(re.search(r"(?:全[市省区县国]|我[市省区县]|辖区|辖内|本[市省区])$", bare) and _PLACES.match(right))
