"""How documents say who answers for a task: labels (责任单位：), verbs (…牵头，…配合) and the rules around them."""

from __future__ import annotations

import re
from typing import Literal

Role = Literal["lead", "responsible", "people", "time"]

OPEN, CLOSE = "（([〔【［〈<｛{〖", "）)]〕】］〉>｝}〗"

_LEVEL = r"(?:(?:国家|省|市|区|县|州|镇|街道|园区|各)(?:级|直|本级)?|总|主要|具体|共同|涉及)?"
_BODY = r"(?:单位|部门|主体|机构|处室|科室|股室|站所)"
_REMARK = r"(?: ?[（(][^（）()\n:：]{1,8}[）)])?"
_HELP = r"(?:配合|协办|协同|协助|协作|参与|参加|支持|会办|共同|联合)"
_KINDS: tuple[tuple[Role, str], ...] = (
    (
        "people",
        r"(?:牵头|责任|分管|包联|联系|包保|挂钩|挂帅|负责)(?:的)?(?:省|市|州|县|区)?(?:级)?(?:领导|人|同志)|联系人",
    ),
    (
        "time",
        r"(?:完成|办结|推进|落实|实施|工作)(?:时限|时间|期限|节点|进度)|时限(?:要求)?|时间(?:节点|要求|安排|进度)|期限",
    ),
    (
        "lead",
        rf"(?:总|责任)?牵头 ?(?:[（(]责任[）)])?(?:责任|负责|实施|落实|协调|组织)?{_BODY}"
        rf"|主办{_BODY}|主责{_BODY}|第一责任{_BODY}",
    ),
    (
        "responsible",
        rf"(?:主要|具体)?责任(?:[（(]配合[）)])?{_BODY}"
        rf"|(?:承办|实施|落实|负责|承担|执行|完成|推进|组织|主管){_BODY}|(?:责任|任务|职责|部门|工作)分工"
        rf"|(?:主要)?{_HELP}(?:责任|实施|落实|配合)?{_BODY}",
    ),
    ("lead", "牵头|主办"),
    ("responsible", "责任|负责|配合|协办|参与|承办|落实|实施"),
)

# A label with its colon; ``role_of`` tells which role it names.
_GROUPS = "|".join(rf"(?P<k{i}>{pattern})" for i, (_, pattern) in enumerate(_KINDS))
LABEL = re.compile(rf"{_LEVEL}(?:{_GROUPS}){_REMARK}[ \t\u3000]{{0,4}}[:：]\s{{0,8}}")
# What may stand in front of the first label of a note: （以上任务责任单位：…）.
PREFIX = r"\s{0,6}(?:(?:以上|上述|本|该)(?:各?项|条)?(?:任务|工作|措施|事项)?的? ?)?[*＊]? ?"


def role_of(label: re.Match[str]) -> Role:
    """The role that a match of ``LABEL`` names."""
    return next(role for i, (role, _) in enumerate(_KINDS) if label[f"k{i}"] is not None)


_HOW = (
    r"(?:(?:按照?|根据|依据|依)(?:各自|部门|有关)?(?:的)?(?:职责|职能|分工|权限)+(?:范围|分工)?|各司其职|按规定|分别|共同|具体|协同"
    r"|联合|组织|积极|密切|做好|抓好|统筹|分级|分工|认真|贯彻|牵头|指导|推动|协调|相关|各自|工作|任务)"
)
_ENDING = (
    r"(?:负责|落实|实施|承担|执行|配合|协办|参与|参加|协助|承办|办理|推进|分工|支持|完成|抓好)(?:到位|工作|任务|落实)?"
)
# What follows the name of a unit that leads (…牵头负责) or works along (…按职责分工负责).
LEADING = re.compile(rf"(?:负责|总|共同|联合)?(?:牵头|主办)(?:单位)?{_HOW}{{0,3}}(?:{_ENDING})?$")
DOING = re.compile(rf"{_HOW}{{0,5}}(?:{_ENDING}){{1,2}}$")
VERB_END = re.compile(rf"(?:牵头|主办|{_ENDING})[。；;\s]*$")
JOINING = re.compile(r"^(?:由|请|并由|并|会同|联合|以及|及|和|与)(?=[一-鿿])")

# 列责任单位第一位的为该任务的牵头单位；排首位的部门为牵头单位；牵头单位列首位
_FIRST = r"(?:第一(?!责任|批|类|产业|时间|款|条|项|季|轮|期|书记|产能)|首位|首个|最前|第1(?:位|个|名))"
_LIST = r"(?:列|排|位|居|序|名|责任|单位|部门)"
LEAD_FIRST = re.compile(
    rf"{_LIST}[^。；;\n]{{0,12}}?{_FIRST}[^。；;\n]{{0,14}}?(?:牵头|主办|总负责)"
    rf"|{_FIRST}(?:位|个|名|家)?(?:的)?(?:责任)?(?:单位|部门|者|为|是|的)[^。；;\n]{{0,10}}?(?:牵头|主办|总负责)"
    r"|第一责任(?:单位|部门)(?:即?为|是)[^。；;\n]{0,6}?(?:牵头|主办)"
    rf"|(?:牵头|主办)(?:单位|部门)?[^。；;\n:：]{{0,6}}?(?:列|排|位|居)(?:在|于)?{_FIRST}"
)
_NO_UNIT = re.compile(r"企业|产业|项目|高校|院所|城市|园区综合|得分|产品")


def first_leads(words: str) -> bool:
    """Whether the words say that the first unit of a list leads; a firm that ranks first and leads a chain does not."""
    if not ("牵头" in words or "主办" in words or "总负责" in words):
        return False
    for said in LEAD_FIRST.finditer(words):
        around = words[max(0, said.start() - 2) : said.end() + 6]
        if not _NO_UNIT.search(said.group()) and re.search(r"单位|部门|[列排]", around):
            return True
    return False


# 加*的为牵头单位；标“※”的单位牵头
MARKS = "*＊★☆※▲△●"
LEAD_MARKED = re.compile(
    rf"[“\"（(]?(?P<mark>[{re.escape(MARKS)}])[”\"）)]?(?:号|标记|标识|标志)?[^。；;\n、，,]{{0,10}}?(?:牵头|主办)"
)

# 以下工作均需…具体落实，不再列出: its opening, what it speaks of, and how its units are joined to it.
GENERAL = re.compile(
    r"(?P<scope>以下|下列|下述|下文|此后|后续|以上|上述|前述|其他|其余|所有|全部|各项|本(?:方案|意见|措施|计划|行动|政策|规划|清单))"
    r"(?:的)?(?:各|所有)?(?:项|条|类|款)?(?:重点|具体|政策|目标|主要|工作)?(?:任务|工作|措施|政策|事项|内容|条款|举措|行动|项目)?(?:分工|落实)?(?:中|的)?[，,]?"
)
EARLIER = ("以上", "上述", "前述")
WHOLE = ("所有", "全部", "各项", "本")
FORWARD = re.compile(
    r"(?:责任|实施|落实|配合)?(?:单位|部门|主体)?(?:均|都|皆|同时|同样|还)?(?:需要?|须|应|要|由|请|涉及|包括|包含|含|为|有)(?:到)?"
)
REVERSE = re.compile(r"(?P<units>[^。；;\n]{2,120}?)(?:均|都|皆|同时)(?:为|是|作为|列为|需|须|要|应|负责|有)")
REVERSE_OF = re.compile(
    r"(?P<units>[^。；;，,\n]{2,80}?)(?:均|都|皆|同时)(?:为|是|作为|列为)(?P<scope>以下|下列|下述|以上|上述|前述|所有|各项)[^。；;，,\n]{0,12}(?:责任|实施|落实|配合)(?:单位|部门|主体)"
)
# 各区人民政府对各项任务均承担属地责任，表中不再列出: who stands at the head of the sentence.
SUBJECT = re.compile(
    r"(?P<units>[^。；;，,\n]{2,80}?)(?:对[^，,。；;\n]{0,24}?)?(?:各项|所有|全部|每项|以上|以下)(?:任务|工作|措施|事项)?(?:中)?(?:均|都|皆)(?:承担|负|有|需|须|要|应|为|是)"
)
NOT_LISTED = re.compile(
    r"(?:不再|不另|不一一|不逐一|不单独|恕不)[^。；;\n]{0,8}?(?:列[出示明举]?|注明|标注|标明|说明|重复|赘述|明确)"
)
SAME_BELOW = re.compile(r"[，,；;。、\s]{0,4}下同[。\s]{0,4}$")
