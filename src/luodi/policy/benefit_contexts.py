"""What a condition goes on with: the phrase before it in its sentence, or the first case of the same list."""

from __future__ import annotations

import re

from luodi.policy.benefit_holders import is_bare, spoken_of

# 对符合条件的, 对属于国内首台（套）的, 对通过验收的: says nothing without what stands before it.
_GOES_ON = re.compile(
    r"(?:符合(?:上述|以上|规定|相关|有关)?(?:条件|要求|规定)|属于[^，]{2,16}"
    r"|(?:项目)?(?:验收|评审|审核|认定|考核|评估|审定)(?:合格|通过)|通过(?:验收|评审|审核|认定|考核|评估)"
    r"|经[^，]{0,12}(?:认定|验收|审核|评审|考核|批准)(?:合格|通过)?)后?的?(?:企业|单位|项目)?"
)
# 对展位费给予70%补贴: the figure alone, which is no condition.
_CHARGE = re.compile(
    r"(?:其|企业|单位|项目)?(?:实际|所|当年度?)*(?:支付|发生|缴纳|产生|支出|投入)?的?(?P<of>[^，,的对]{1,14}?(?:费用?|利息|租金|房租|保费|税款?|支出))"
)
_ABOVE = re.compile(r"(?:的(?:企业|项目|单位)?)?，(?P<of>(?:超过|超出|增长|新增|增加|净增)(?:的)?部分|增量部分?)$")
# 获评国家级 after 获评省级绿色工厂: of the same title.
_LEVEL_ONLY = re.compile(r"(?:获评|认定为|被?评为|获得|入选|晋升为?|升级为)?(?:国家|省|市)级")
_OF_LEVEL = re.compile(r"(?:国家|省|市|县|区)级(?P<of>[^，。；的]{2,20})$")
_LEADING = re.compile(
    r"^(?:对于?|其中|同时|另外|此外|并且|并|且|支持|鼓励|引导|推动|重点|优先|大力|积极|[：:，,；;、])+"
)
_TIME = re.compile(r"(?:第[一二三四五\d]年|[前后][一二两三四五\d]年|次年|首年|当年|以后年度|以后每年)")
_EACH_OF_A_CASE = re.compile(r"(?P<case>[^，、的\d]{2,10}?)每[^，、\d]{1,8}")
_BY_OFFICE = re.compile(r"由[^，]{2,14}按$")
_AGAIN = re.compile(r"(?P<did>[^的、，]{2,8})(?P<kind>企业|单位|机构|项目|平台|团队)")


def led(condition: str, before: str) -> str:
    """The condition with the phrase before it, where it only goes on with that: ``before`` stands in the same sentence."""
    phrase = _LEADING.sub("", before.rpartition("；")[2].strip("，, ")).strip("，")
    if not 4 <= len(phrase) <= 60:
        return condition
    if _GOES_ON.fullmatch(condition):
        return f"{phrase}，{condition}"
    return phrase if _CHARGE.fullmatch(condition) else condition


def charge_in(condition: str) -> str | None:
    """对企业实际支付的贷款利息，给予50%贴息; 超过部分按10%: what the share is a share of stands where conditions do."""
    found = _CHARGE.fullmatch(condition) or _ABOVE.search(condition)
    return found["of"] if found else None


def without_base(condition: str) -> str:
    """研发费用超过500万元的，超过部分按…: the part that is paid for asks nothing."""
    return _ABOVE.sub("", condition)


def next_case(condition: str, last: str) -> str:
    """改扩建每平方米50元, 第三年按30%: a further case of what ``last`` asked."""
    each = _EACH_OF_A_CASE.fullmatch(condition)
    head, comma, case = last.rpartition("，")
    if each and comma and len(case) <= 14:
        return f"{_BY_OFFICE.sub('', head)}，{each['case']}"
    if comma and _GOES_ON.fullmatch(condition) and _GOES_ON.fullmatch(case):
        return f"{head}，{condition}"
    if _LEVEL_ONLY.fullmatch(condition) and (title := _OF_LEVEL.search(last)):
        return condition + title["of"]
    if _TIME.fullmatch(condition):
        return f"{head}，{condition}" if comma and _TIME.fullmatch(case) else f"{last}，{condition}"
    return condition


def said_again(who: str, before: str) -> tuple[str, str] | None:
    """鼓励成长性企业在…挂牌交易，对挂牌交易企业…: who is meant, and what they did, by the phrase before."""
    again = _AGAIN.fullmatch(who)
    if again is None or again["did"] not in before:
        return None
    said = spoken_of(before)
    if said is None or not said.endswith(again["kind"]) or again["did"] in said or is_bare(said):
        return None
    did = before[before.rfind(said) + len(said) :].strip("，, ")
    return (said, did) if again["did"] in did else None
