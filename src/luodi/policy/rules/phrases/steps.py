"""Words that ask for no figure: steps of the procedure, and praise that a person must put into figures."""

from __future__ import annotations

import re

from luodi.policy.rules.phrases.said import Frame, Said, gap, marked

_STEP = re.compile(
    r"^(?:经[^，。；]{0,24}?(?:认定|审核|评审|审定|备案|批准|核定|考核|验收|同意|确认|评估|评定|申报|公示)(?:合格|通过|认定|无异议|期满)?(?:后|的)?|按(?:照)?(?:有关|相关|政策)?(?:规定|程序|要求)(?:经?批准后?)?|经?申报|可?申请|给予|据实|其中|同时|此外|通过(?:审核|评审|验收)(?:后)?|最终)$"
)
_BESIDES = re.compile(
    r"^(?:除(?=[^，。；]*(?:奖|补|资助|政策|享受|资金|扶持|优惠))[^，。；]{2,24}(?:外|以外|之外)|在[^，。；]{2,20}(?:基础上|的同时))$"
)
_CHOSEN = re.compile(r"择优|遴选|评选|选择|选拔|综合评定|一事一议")
_UNNAMED = re.compile(r"符合(?:[^，。；]{0,20}(?:条件|要求|标准|规定))|满足(?:[^，。；]{0,12}(?:条件|要求))|符合条件")
_PRAISE = re.compile(
    r"显著|较[大高好快]|良好|优秀|突出|优质|先进|领先|重大|明显|一定|合理|积极|"
    r"成长性|潜力|紧缺|高端|知名|龙头|骨干|具有[^，。；]{0,10}(?:作用|能力|技术|优势)|重点"
)
# Of another year it would be another figure.
_PAID_BY = re.compile(r"^(?:其|企业|当年度?|本年度?|年度|实际|所|依法)*(?:缴纳|支付|发生|实缴|缴交|完成)?的?$")
_PLACE = re.compile(
    r"^(?:在|注册地?在|落户在?|位于)?(?:我|本|全)?(?:省|市|区|县|市域|辖区)(?:内|行政区域内)?(?:的)?(?:依法)?(?:注册|登记|落户|设立)?(?:的)?(?:企业|项目|单位|法人)?$"
)


def read_step(words: str, frame: Frame) -> Said | None:
    """经审核认定: a step on the way, which no figure of the firm answers."""
    if _STEP.match(words):
        return Said(assumptions=(f"{marked(words)}是办理程序，不写进公式",))
    if _BESIDES.match(words):
        return Said(assumptions=(f"{marked(words)}：与别的奖补可以同时享受，不写进公式",))
    if _PLACE.match(words):
        return Said(assumptions=(f"{marked(words)}：名册里都是本地对象，不写进公式",))
    return None


def read_base(words: str, frame: Frame) -> Said | None:
    """对…企业，当年缴纳的土地使用税给予全额奖励: the figure that is paid by stands among the conditions and is none."""
    plain = words.removesuffix("部分").removesuffix("的")
    if not frame.base or not plain.endswith(frame.base) or not _PAID_BY.match(plain.removesuffix(frame.base)):
        return None
    return Said(assumptions=(f"{marked(words)}是计算的基数，不另作条件",))


def is_for_a_person(words: str) -> bool:
    """Whether somebody must weigh, choose or look up what the words ask."""
    return bool(_CHOSEN.search(words) or _UNNAMED.search(words) or _PRAISE.search(words))


def ask(words: str) -> Said:
    """What a person must fill in for words that no reader knows."""
    shown = words if len(words) <= 40 else f"{words[:38]}……"
    if _CHOSEN.search(words):
        return gap(f"{marked(shown)}由部门遴选、评定：请写成可以核对的条件，或加一个登记评定结果的资质")
    if _UNNAMED.search(words):
        return gap(f"{marked(shown)}没有写明是哪些条件：请按所指的规定补上条件")
    if _PRAISE.search(words):
        return gap(f"{marked(shown)}没有写明用哪个指标、到多少算数：请补上指标和数值")
    return gap(f"{marked(shown)}不能用目录里的字段核对：请改写成字段的条件，或先在目录里加上这个字段")
