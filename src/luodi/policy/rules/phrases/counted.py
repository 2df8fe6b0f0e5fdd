"""What is rewarded one by one and counted by a field: 每件发明专利, 每项国家标准, 每招用一名毕业生."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luodi.formula.fields import Field
from luodi.policy.rules.phrases.said import Frame, Said, marked

_LED = r"(?:主导|牵头|主持)(?:或参与)?(?:制(?:修)?[定订]|起草|修订)(?:并发布)?[^，。；、]{0,10}?"
# A field for each; what holds beside the words would count something else.
_COUNTS: tuple[tuple[str, str, str], ...] = (
    ("foreign_inventions", r"(?:获?授权的)?(?:国外|境外|国际)发明专利(?:授权)?", r"PCT|申请"),
    (
        "invention_grants",
        r"(?:国内)?发明专利(?:授权|证书)|获?授权的(?:国内)?发明专利",
        r"国外|境外|国际|美国|日本|欧|港|其[它他]国家|申请|年.{0,8}[前后]",
    ),
    ("utility_grants", r"实用新型专利(?:授权|证书)?", r"申请"),
    ("design_grants", r"外观设计专利(?:授权|证书)?", r"申请"),
    ("pct_filings", r"(?:PCT|《?专利合作条约》?(?:[（(]PCT[)）])?)(?:国际)?(?:进行)?专利申请", r"授权"),
    ("software_copyrights", r"软件著作权", r"年内"),
    ("international_standards_led", _LED + r"国际标准", r"参与|、|和|或"),
    ("national_standards_led", _LED + r"国家标准", r"参与|、|和|或"),
    ("industry_standards_led", _LED + r"行业标准", r"参与|、|和|或"),
    ("local_standards_led", _LED + r"地方标准", r"参与|、|和|或"),
    ("group_standards_led", _LED + r"团体标准", r"参与|、|和|或"),
    ("graduates_hired", r"(?:吸纳|招用|招收|新招用|录用)(?:应届)?高校毕业生(?:就业)?", r"博士|硕士|年以上"),
    ("doctors_hired", r"(?:引进|招收|新引进)(?:全日制)?博士(?:研究生)?", r"博士后|硕士"),
)
_VERBS = re.compile(
    r"(?:企业|单位|其)?(?:当年度?|年度|新|首次|每)*(?:获得?|取得|获授|完成|新增|拥有|登记|通过)?(?:的)?(?:国内)?"
)
_REST = re.compile(r"^(?:登记|授权|证书|数量|就业)?(?:的)?(?:企业|单位)?$")


@dataclass(frozen=True, slots=True)
class Counted:
    field: Field
    words: str


def find(words: str, frame: Frame) -> Counted | None:
    """The field that counts what the words name, where the words name nothing else."""
    if frame.describes != "firm":
        return None
    for code, pattern, other in _COUNTS:
        found = re.search(pattern, words)
        if found is None or re.search(other, words) or not (field := frame.catalogue.find(code)):
            continue
        if _VERBS.fullmatch(words[: found.start()]) and _REST.match(words[found.end() :]):
            return Counted(field, words)
    return None


def read(words: str, frame: Frame) -> Said | None:
    """获得国内发明专利授权: the count of the year is not nought."""
    counted = find(words, frame)
    if counted is None:
        return None
    note = f"{marked(words)}按字段“{counted.field.name}”计数（{counted.field.definition}）"
    return Said(f"{counted.field.name} >= 1{counted.field.unit}", assumptions=(note,))
