"""Mechanisms: each of thirty kinds is found where it is called for, and not where it is only mentioned."""

from __future__ import annotations

import json

import pytest
from tests.luodi.policy.written import SHARED, f1, written

from luodi.policy.document_facts import read_facts
from luodi.policy.mechanisms import find_mechanisms
from luodi.policy.model import DocumentFacts


def kinds(text: str) -> dict[str, dict[str, object]]:
    return {m.kind: dict(m.params) for m in find_mechanisms(written(text), DocumentFacts())[0]}


CALLS = [
    ("lead_first", "各项任务列责任单位第一位的为牵头单位。", {}),
    ("lead_first", "加强统筹。（责任单位：县经信局、县财政局，列首位的为牵头单位，下同）", {}),
    ("supervision", "县政府督查室将重点任务纳入专项督查范围。", {}),
    ("supervision", "县工业办定期对各镇进展情况进行通报。", {}),
    ("issue_clearance", "对企业反映的问题建立清单，实行限时销号制。", {}),
    (
        "horse_race",
        "推行“赛马”机制，结合投资增速、税收增速等关键指标每月通报。",
        {"every": "month", "indicators": ("投资增速", "税收增速")},
    ),
    (
        "colour_map",
        "每季度绘制“四色图”（由高分到低分赋绿蓝黄红四色）。",
        {"every": "quarter", "colours": ("绿", "蓝", "黄", "红")},
    ),
    ("annual_assessment", "将任务完成情况纳入各镇年度综合考核。", {}),
    ("chain_chief", "全面推行“链长制”。", {}),
    ("chain_leaders", "每条产业链遴选1—3家“链主”企业。", {"min": 1, "max": 3, "per": "chain"}),
    ("chain_leaders", "动态培育“链主”企业8家以上。", {"min": 8, "per": "all"}),
    ("chain_innovators", "支持龙头企业组建创新联合体。", {}),
    ("missing_links", "每条重点产业链每年选取2—4个关键缺失环节组织攻关。", {"min": 2, "max": 4, "every": "year"}),
    ("chain_carriers", "每条产业链重点打造1—2个产业链空间载体。", {"min": 1, "max": 2}),
    ("chain_plan", "按照“一链一策”要求编制方案。", {}),
    ("risk_warning", "建立产业链供应链风险预警机制。", {}),
    ("matching", "每年组织产需对接活动5场以上。", {"min": 5, "every": "year"}),
    ("challenge", "对重大技术难题实行“揭榜挂帅”。", {}),
    ("technology_transfer", "全面征集企业技术难题，推介一批“技术包”。", {}),
    ("cultivation_ladder", "建立瞪羚企业培育库和小微企业培育库。", {"pools": ("瞪羚企业培育库", "小微企业培育库")}),
    ("listing_pool", "建立上市后备企业名单，支持“金种子”企业上市。", {}),
    ("zombie_disposal", "按照“重组一批、破产一批”的思路盘活“僵尸企业”。", {"routes": ("重组一批", "破产一批")}),
    (
        "project_library",
        "对总投资300万元以上的技改项目做到应备尽备。对总投资1000万元以上的项目统一纳入市级技改项目库。",
        {"file_from": 3000000, "city_from": 10000000},
    ),
    ("project_lists", "重大项目按“储备类、新建类、续建类”梳理三张清单。", {"lists": ("储备类", "新建类", "续建类")}),
    ("project_officer", "建立重点项目服务专员制度，实行一项目一方案。", {}),
    ("project_officer", "实行县领导包保重点企业制度。", {}),
    ("finance_whitelist", "建立技改项目“白名单”，引导银行优先放贷。", {}),
    ("special_fund", "县财政每年安排工业发展专项资金2000万元。", {"amount": 20000000, "every": "year"}),
    ("fund_evaluation", "开展财政专项资金绩效评价。", {}),
    ("per_mu", "深化“亩均论英雄”改革。", {}),
    (
        "energy_gate",
        "对单位工业增加值能耗低于0.6吨标准煤/万元的项目优先保障。",
        {"below": 0.6, "unit": "吨标准煤/万元"},
    ),
    ("talent_pool", "组建装备产业专家库。", {}),
    ("task_force", "成立由县长任组长的工业强县领导小组。", {}),
    ("statistics_monitoring", "加强工业经济运行监测，每月调度。", {"every": "month"}),
]

MENTIONS = [
    ("supervision", "督促企业落实安全生产主体责任。"),
    ("annual_assessment", "经年度考核合格的平台给予运营补助20万元。"),
    ("annual_assessment", "完善国有企业考核办法。"),
    ("annual_assessment", "省内开展绩效考核时，允许各地共享数据。"),
    ("chain_innovators", "供应链创新与应用示范企业优先推荐。"),
    ("chain_innovators", "依托创新联合体、重点实验室等平台开展服务。"),
    ("chain_leaders", "鼓励“链主”企业牵头制定标准。"),
    ("matching", "对开展供需对接等活动的机构，给予最高20万元补助。"),
    ("matching", "搭建融资供需对接平台，缓解融资难。"),
    ("technology_transfer", "加快高新技术成果转化。"),
    ("technology_transfer", "对实现成果对接5项以上的，给予30万元奖励。"),
    ("horse_race", "对年排名前5的企业给予奖励10万元。"),
    ("horse_race", "探索科研项目“赛马制”。"),
    ("cultivation_ladder", "支持纳入省级培训名录的单位。"),
    ("cultivation_ladder", "完善人才梯队培育体系。"),
    ("listing_pool", "拟上市企业的募集资金投向符合规定。"),
    ("zombie_disposal", "不裁员的参保企业（不含僵尸企业）可以享受。"),
    ("finance_whitelist", "将企业纳入政府采购白名单。"),
    ("special_fund", "每条产业链每年选取3个环节，统筹现有专项资金予以支持。"),
    ("special_fund", "统筹不少于10亿元支持产业发展。"),
    ("fund_evaluation", "将拖欠账款事项纳入绩效考评机制。"),
    ("per_mu", "亩均论英雄评价结果为D类的企业不得享受。"),
    ("task_force", "建立装备制造招商专班。"),
    ("task_force", "加强协作。（责任单位：县工业强县领导小组成员单位）"),
    ("statistics_monitoring", "加强环境监测能力建设。"),
    ("energy_gate", "单位增加值能耗下降15%。"),
    ("project_officer", "扎实推进省领导包保服务产业制度。"),
    ("chain_carriers", "优化空间载体，建设众创空间。"),
    ("talent_pool", "发挥民间智库作用。"),
]


@pytest.mark.parametrize(("kind", "text", "params"), CALLS, ids=[f"{c[0]}-{i}" for i, c in enumerate(CALLS)])
def test_it_finds_what_the_document_calls_for(kind: str, text: str, params: dict[str, object]) -> None:
    """A call yields its kind, with the parameters that the text gives and no others."""
    found = kinds(f"一、工作措施\n{text}\n")
    assert kind in found
    assert found[kind] == params


@pytest.mark.parametrize(("kind", "text"), MENTIONS, ids=[f"{m[0]}-{i}" for i, m in enumerate(MENTIONS)])
def test_it_leaves_a_mention_in_passing(kind: str, text: str) -> None:
    """What is a condition, a name, a unit in a note or another matter is no mechanism."""
    assert kind not in kinds(f"一、工作措施\n{text}\n")


PARAMETERS = [
    (
        "围绕氢能、低空装备、生物制造和高端模具四条产业链，推行链长制。",
        "chain_chief",
        "chains",
        ("氢能", "低空装备", "生物制造", "高端模具"),
    ),
    ("遴选“链主”企业。全市确定链主企业20家左右，每条链至少2家。", "chain_leaders", "per", "all"),
    ("每条重点产业链，遴选3至5家企业作为“链主”企业。", "chain_leaders", "max", 5),
    ("举办产销对接活动，全年不少于12场次。", "matching", "every", "year"),
    ("处置“僵尸企业”。按照兼并一批、退出一批的路径分类推进。", "zombie_disposal", "routes", ("兼并一批", "退出一批")),
    ("设立规模为10亿元的产业发展专项资金，每年安排2亿元。", "special_fund", "amount", 200_000_000),
    (
        "建立市级项目库，总投资600万元以上项目全部备案，8000万元以上项目纳入市级库。",
        "project_library",
        "city_from",
        80_000_000,
    ),
    ("每月按红黄绿三色进行预警管理。", "colour_map", "colours", ("绿", "黄", "红")),
    (
        "开展赛马。以投资增速、产值增速和税收增速三项指标排名，按月通报。",
        "horse_race",
        "indicators",
        ("投资增速", "产值增速", "税收增速"),
    ),
    ("建立三级培育库。完善农业龙头企业培育库。", "cultivation_ladder", "pools", ("农业龙头企业培育库",)),
    ("对新上项目，单位增加值能耗不得高于0.6吨标准煤/万元。", "energy_gate", "below", 0.6),
]


@pytest.mark.parametrize(("text", "kind", "name", "value"), PARAMETERS)
def test_it_reads_parameters_wherever_the_clause_gives_them(text: str, kind: str, name: str, value: object) -> None:
    """A heading calls for a mechanism, a later sentence says how many and how often."""
    assert kinds(f"一、工作措施\n{text}\n")[kind][name] == value


def test_it_leaves_past_work_titles_and_conditions() -> None:
    """What was done, what a document is called, and what bars an applicant is not called for."""
    assert kinds("一、背景\n近年来，我县链长制工作成效明显，先后有9个“揭榜挂帅”项目通过验收。\n") == {}
    assert kinds("一、依据\n参照《云溪市亩均效益评价办法》的规定。\n") == {}
    assert kinds("一、限制\n近三年受到通报批评的企业，不予受理。\n") == {}


def test_it_takes_one_of_a_kind() -> None:
    """A document that calls three times for supervision has one mechanism of that kind."""
    text = "一、保障\n强化督促检查。\n二、考评\n定期通报进展。\n三、其他\n开展专项督查。\n"
    assert [m.kind for m in find_mechanisms(written(text), DocumentFacts())[0]].count("supervision") == 1


def test_it_stands_where_the_words_stand() -> None:
    """The span of a mechanism slices to the phrase that calls for it, quotation marks included."""
    document = written("一、措施\n大力推行产业链“链长制”，压实责任。\n")
    (found,) = find_mechanisms(document, DocumentFacts())[0]
    assert found.span.slice(document.text) == "大力推行产业链“链长制”"


def test_it_comes_close_to_the_labels() -> None:
    """Over the labelled documents: F1 at least 0.95, parameters at least 0.95."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("the labelled documents do not lie beside the project")
    hits = missed = invented = right = of = 0
    for label in sorted((SHARED / "gold").glob("*.json")):
        document = written((SHARED / "corpus" / f"{label.stem}.txt").read_text("utf-8"), label.stem)
        given = {m.kind: dict(m.params) for m in find_mechanisms(document, read_facts(document)[0])[0]}
        wanted = {m["kind"]: m.get("params") or {} for m in json.loads(label.read_text("utf-8"))["mechanisms"]}
        hits += len(wanted.keys() & given.keys())
        missed += len(wanted.keys() - given.keys())
        invented += len(given.keys() - wanted.keys())
        for kind in wanted.keys() & given.keys():
            for key, value in wanted[kind].items():
                found = given[kind].get(key)
                of += 1
                right += (list(found) if isinstance(found, tuple) else found) == value
    assert f1(hits, missed, invented) >= 0.95
    assert right / of >= 0.95
