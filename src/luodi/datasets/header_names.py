"""The names that headers of sheets bear for a kind of subject, and what a person says of a sheet that is handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from luodi.datasets.header_words import Heading, name_key, read_heading
from luodi.datasets.model import Catalogue, Describes, Field, column_of
from luodi.formula.unit_names import Unit
from luodi.periods import Period

_SUBJECT_WORDS: dict[Describes, dict[str, str]] = {
    "firm": {
        "id": "统一社会信用代码 社会信用代码 信用代码 统一信用代码 企业代码 组织机构代码 纳税人识别号",
        "name": "企业名称 单位名称 公司名称 企业 单位 名称 企业全称 单位详细名称 纳税人名称 企业名称全称",
    },
    "project": {
        "id": "项目代码 项目编号 备案编号 备案证号 编号 项目统一代码",
        "name": "项目名称 名称 项目",
        "owner": "统一社会信用代码 社会信用代码 信用代码 企业代码 所属企业代码 建设单位代码",
        "owner_name": "所属企业 建设单位 项目单位 企业名称 单位名称 承担单位 实施单位 申报单位 业主单位 企业",
    },
    "region": {
        "id": "区划代码 行政区划代码 地区代码 代码",
        "name": "地区 地区名称 县 市 区 各县 县区 县市区 县区名称 区县 单位 名称 区域 县区园区",
    },
    "park": {"id": "园区代码 代码 开发区代码", "name": "园区 园区名称 开发区 开发区名称 名称 单位"},
}
SUBJECT_NAMES = frozenset(
    name_key(word) for words in _SUBJECT_WORDS.values() for names in words.values() for word in names.split()
)
# Columns that sheets have and a dataset has no use for.
PASSED_OVER = frozenset(
    "序号 编号 备注 说明 联系人 联系电话 电话 手机 手机号 地址 详细地址 企业地址 注册地址 法定代表人 法人 "
    "法人代表 邮箱 传真 填报人 填报日期 错误说明 "
    "排名 名次 no id 合计 小计 邮政编码 填表人 审核人".split()
)


@dataclass(frozen=True, slots=True)
class Said:
    """What the person who hands in a sheet says of it, and answers to questions about it.

    ``period`` is for columns without one. ``names`` tells for a header (as written) which field it is, "" for none;
    ``units`` the unit of a header's numbers. ``owners`` are ids of firms by name, for sheets of projects.
    """

    period: Period | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is read: ``subject`` is id, name, owner or owner_name; else ``of`` and ``period`` say which figure it holds."""

    at: int
    header: str
    subject: str = ""
    of: Field | None = None
    period: Period | None = None
    unit: Unit | None = None
    has_unit: bool = True

    @property
    def column(self) -> str:
        assert self.of is not None
        return column_of(self.of, self.period)


class Names:
    """The names that headers may bear, for one kind of subject."""

    def __init__(self, catalogue: Catalogue, describes: Describes) -> None:
        self.describes = describes
        self.subjects = {
            name_key(word): what for what, words in _SUBJECT_WORDS[describes].items() for word in words.split()
        }
        self.fields: dict[str, list[Field]] = {}
        for one in catalogue:
            if one.describes == describes:
                for word in dict.fromkeys(map(name_key, (one.name, one.code, *one.also))):
                    self.fields.setdefault(word, []).append(one)

    def knows(self, heading: Heading) -> bool:
        return heading.name in self.subjects or heading.name in self.fields or heading.whole in self.fields

    def resolve(self, texts: Sequence[str], year: int | None) -> Heading:
        """One heading from the texts above a column: the lowest name that is known, with or without those above it."""
        headings = [read_heading(text, year) for text in texts]
        if not headings:
            return Heading("")
        years = [heading.period.year for heading in headings if heading.period]
        if years:
            headings = [read_heading(text, years[0]) for text in texts]
        period = next((one.period for one in reversed(headings) if one.period and one.period.kind != "year"), None)
        period = period or next((one.period for one in reversed(headings) if one.period), None)
        unit = next((one.unit for one in reversed(headings) if one.unit), "")
        span = next((one.span for one in headings if one.span), "")
        said = [one for one in headings if one.name]
        low = said[-1] if said else headings[-1]
        high = "".join(one.name for one in said[:-1])
        tried = [low.name, low.whole, low.name + high, high + low.name, high, *(one.name for one in reversed(said))]
        name = next((one for one in tried if one and (one in self.fields or one in self.subjects)), low.name)
        return Heading(name, low.whole, unit, period, span)


@lru_cache(maxsize=16)
def names_for(catalogue: Catalogue, describes: Describes) -> Names:
    return Names(catalogue, describes)
