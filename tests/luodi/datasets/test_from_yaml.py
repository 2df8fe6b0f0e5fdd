"""The standard catalogue: every field is said in full, named once, and what documents and criteria need is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from luodi.datasets.from_yaml import catalogue, extended, read_catalogue, read_fields
from luodi.formula import from_text
from luodi.formula.fields import Describes, Every, Field

WORDED = (
    "首次(主营业务收入 > 10亿元)",
    "首次(年产值 >= 100亿元)",
    "首次(规上) 且 满年(上规日期) >= 1年",
    "首次(有资质(“国家专精特新小巨人”))",
    "属于(“国家专精特新小巨人”, 通过复核的资质)",
    "有资质(“国家专精特新小巨人”) 且 设备投资额 >= 500万元",
    "最小(设备投资额 * 分档(市级重点项目: 12%, 否则: 10%), 分档(市级重点项目: 800万元, 否则: 500万元))",
    "竣工日期 - 开工日期 <= 731天",
    "从事细分领域年限 >= 3年 且 主营业务收入 / 营业收入 >= 90% 且 年均增速(营业收入, 2) >= 5% 且 资产负债率 <= 75%",
    "累计(研发费用, 2) >= 1200万元 且 连续(研发费用 / 营业收入 >= 3%, 2) 且 主导产品一类知识产权数 >= 4件",
    "细分市场占有率 >= 10% 或 细分市场国内排名 <= 3位",
    "发展评价得分 >= 60分 且 非 严重失信 且 非 重大事故",
    "股权融资额 + 上年(股权融资额) >= 2000万元",
    "从业人员 >= 1000人 且 营业收入 >= 4亿元",
    "科技人员 / 从业人员 >= 10% 且 高新技术产品收入 / 营业收入 >= 60%",
    "税收 / 用地面积 / 24.097万元/亩 * 30 + 增加值 / 综合能耗 / 2.694万元/吨标准煤 * 20",
    "停产 且 连续停产月数 >= 6个月 且 净资产 < 0元",
    "连续(净利润 < 0元, 3) 且 经营现金流净额 < 0元",
    "项目支出 / 项目预算 * 10 + 产出指标得分 / 1分",
    "属于(“报受理”, 上市阶段)",
    "最小(技改贷款利息 * 50%, 200万元)",
    "揭榜合同金额 * 20%",
    "项目总投资 >= 3000万元",
    "项目能耗 / 项目年增加值 < 0.48吨标准煤/万元",
    "规上工业增加值增速 >= 8% 且 技改投资增速 > 10% 且 规上企业净增数 > 0家",
    "亩均税收 >= 28万元/亩",
    "园区投资强度 >= 350万元/亩",
)


@pytest.mark.parametrize("formula", WORDED)
def test_it_has_the_fields_that_rules_need(formula: str) -> None:
    """Conditions and sums of national criteria and of city documents can be written with the standard catalogue."""
    _, errors = from_text.read(formula, catalogue())
    assert errors == ()


def test_it_defines_every_field() -> None:
    """Each field has one sentence that says what is counted."""
    unsaid = [one.code for one in catalogue() if len(one.definition) < 5 or one.definition.endswith("。")]
    assert unsaid == []


def test_it_gives_a_header_to_one_field_only() -> None:
    """Within one kind of subject and one frequency, a name or other name belongs to one field."""
    owners: dict[tuple[Describes, Every, str], str] = {}
    for one in catalogue():
        for word in {one.name, *one.also}:
            other = owners.setdefault((one.describes, one.every, word), one.code)
            assert other == one.code, f"{word}: {one.code}, {other}"


def test_it_writes_each_value_one_way() -> None:
    """No text is another way to write two values of one field."""
    for one in catalogue():
        words = [word for value in one.values for word in value]
        assert len(words) == len(set(words)), one.code


def test_it_knows_qualifications_and_beginnings() -> None:
    """有资质 asks a set of firms, and 首次 knows the day a firm was founded."""
    known = catalogue()
    qualifications, begins = known.find(known.qualifications), known.find(known.begins)
    assert qualifications is not None and qualifications.kind == "set" and qualifications.describes == "firm"
    assert begins is not None and begins.kind == "date" and begins.every == "once"


def test_it_answers_a_header_with_the_name_to_write() -> None:
    """销售收入 stands in headers; a formula that writes it is told 营业收入 first."""
    assert catalogue().nearest("销售收入")[0] == "营业收入"
    _, errors = from_text.read("销售收入 > 1亿元", catalogue())
    assert errors[0].hint.startswith("最接近的是：营业收入")


def test_it_adds_fields_of_a_pack(tmp_path: Path) -> None:
    """A pack's own fields stand beside the standard ones, or in place of the one with the same code."""
    file = tmp_path / "fields.yaml"
    file.write_text(
        "region:\n- {code: photonics, name: 光电产业产值, kind: money, unit: 亿元, every: month, definition: 当月产值}\n"
        "firm:\n- {code: research, name: 研发费用, kind: money, unit: 元, values: [], definition: 全年}\n",
        "utf-8",
    )
    known = read_catalogue(file)
    photonics, research = known.find("光电产业产值"), known.find("研发费用")
    assert photonics is not None and photonics.describes == "region" and photonics.every == "month"
    assert research is not None and research.unit == "元"
    assert len(known.fields) == len(catalogue().fields) + 1
    with pytest.raises(ValueError, match="研发费用"):
        extended(catalogue(), [Field("other", "研发费用", "money", "元")])


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        (["firm"], "四节"),
        ({"city": []}, "city"),
        ({"firm": ["营收"]}, "营收"),
        ({"firm": [{"code": "a", "name": "甲"}]}, "缺少 kind"),
        ({"firm": [{"code": "a", "name": "甲", "kind": "text", "units": "元"}]}, "units"),
        ({"firm": [{"code": "a", "name": "甲", "kind": "money", "unit": "家"}]}, "单位"),
        ({"firm": [{"code": "a", "name": "甲", "kind": "sum"}]}, "kind"),
        ({"firm": [{"code": "a", "name": "甲", "kind": "text", "every": "week"}]}, "every"),
    ],
)
def test_it_refuses_a_field_said_wrongly(sections: object, said: str) -> None:
    """An unknown section, key, kind or unit is an error that names the field."""
    with pytest.raises(ValueError, match=said):
        read_fields(sections)


@pytest.mark.parametrize(
    "written",
    ["“国家专精特新“小巨人””", '"国家级专精特新“小巨人”企业"', "“国家专精特新‘小巨人’”", "“国家级“专精特新””"],
)
def test_it_knows_a_title_with_quotation_marks_inside(written):
    """Documents write 国家专精特新“小巨人”: in a formula this is the title that the catalogue lists."""
    formula, errors = from_text.read(f"有资质({written})", catalogue(), "flag")
    proper, _ = from_text.read("有资质(“国家专精特新小巨人”)", catalogue(), "flag")
    assert not errors and formula is not None and proper is not None
    assert formula.tree == proper.tree


def test_it_leaves_a_title_that_no_one_lists_as_it_is_written():
    """A title of the place is compared as written, its own quotation marks included."""
    formula, _ = from_text.read("有资质(“晴州市“领航”企业”)", catalogue(), "flag")
    assert formula is not None and "晴州市“领航”企业" in str(formula.tree)
