"""What an office verifies by papers, and what it would have to weigh."""

from __future__ import annotations

import pytest

from luodi.datasets.from_yaml import catalogue
from luodi.policy.rules.phrases import verified
from luodi.policy.rules.phrases.said import Frame

FIRM, PROJECT, REGION = (Frame(catalogue(), of) for of in ("firm", "project", "region"))


@pytest.mark.parametrize(
    "words",
    [
        "通过两化融合管理体系贯标评定", "通过省级新产品鉴定", "获评市级工业设计示范项目", "入选省级首批次新材料目录",
        "并购市外科技型企业", "通过融资租赁引进数控机床", "购买高等学校职务发明专利", "项目中标", "属于省内首台（套）",
        "资质晋升为一级", "获得国家保费80%补贴", "参加境外展会", "生产国家《推广应用指导目录》装备产品",
    ],
)  # fmt: skip
def test_it_keeps_a_matter_by_the_document_s_name(words):
    """A certificate, a contract or an invoice says whether it happened."""
    said = verified.read(words, FIRM)
    assert said is not None and said.formula == f"属于(“{words}”, 核实事项)"
    assert "核实" in said.assumptions[0]


def test_it_keeps_the_matter_with_what_the_rule_is_for():
    """A project and a region have a set of their own; an honour of a region counts when it is new."""
    assert verified.read("项目中标", PROJECT).formula == "属于(“项目中标”, 项目核实事项)"
    assert verified.read("获评省级示范区", REGION).formula == "首次(属于(“获评省级示范区”, 地区荣誉))"


def test_it_asks_who_stands_behind_the_matter():
    """…的装备制造企业 is a kind of firm besides; …的企业 is nobody in particular, …的骨干企业 a matter of opinion."""
    assert "企业类别" in verified.read("通过质量管理体系认证的装备制造企业", FIRM).formula
    assert "企业类别" not in verified.read("通过质量管理体系认证的企业", FIRM).formula
    assert verified.read("通过质量管理体系认证的骨干企业", FIRM) is None


@pytest.mark.parametrize(
    "words",
    [
        "通过技术改造取得显著成效", "通过相关认证", "通过专业分工带动配套企业", "获得较好效益", "并购知名品牌",
        "引进全球前五强", "购买10台以上设备", "列入省级目录且获评示范项目", "购置国际列入市级", "推动产业发展", "采用先进设备",
        "符合认定条件", "参加各类展会", "实施技术改造", "通过集中培训", "主导制定国家标准",
    ],
)  # fmt: skip
def test_it_leaves_what_must_be_weighed_or_counted(words):
    """Praise, numbers, lists without end and two matters at once are for a person."""
    assert verified.read(words, FIRM) is None
