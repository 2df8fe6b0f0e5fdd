"""Duties: what a unit hands in or holds for the coordination itself, with its day or its cycle."""

from __future__ import annotations

from datetime import date

import pytest
from tests.luodi.policy.written import f1, pairs, written

from luodi.policy.duties import find_duties
from luodi.policy.model import DocumentFacts, Duty

ISSUED = DocumentFacts(issued_on=date(2024, 3, 1))


def duties(text: str, facts: DocumentFacts = ISSUED) -> list[Duty]:
    return find_duties(written(f"一、工作要求\n{text}\n"), facts)[0]


def timed(text: str, facts: DocumentFacts = ISSUED) -> list[Duty]:
    return [duty for duty in duties(text, facts) if not duty.optional]


DATED = [
    ("各责任单位制定行动方案，于2024年5月10日前报送县工业办。", date(2024, 5, 10)),
    ("各镇要在4月底前将任务清单报送县经信局。", date(2024, 4, 30)),
    ("各镇要在今年12月底前将年度工作总结书面报送县经信局。", date(2024, 12, 31)),
    ("县经信局汇总后，于明年1月底前报县政府办公室。", date(2025, 1, 31)),
    ("2024年6月30日前，各部门将实施方案报县领导小组办公室备案。", date(2024, 6, 30)),
    ("年底前将完成情况上报县政府。", date(2024, 12, 31)),
    ("2025年底前形成评估报告报送县发改局。", date(2025, 12, 31)),
    ("5月底前，各镇全面摸底排查辖区低效用地。", date(2024, 5, 31)),
    ("本方案印发之日起30日内，各单位将工作方案报送县工业办。", date(2024, 3, 31)),
    ("请各单位于4月15日前将联络员名单报送县工业办。", date(2024, 4, 15)),
    ("2024年2月底前报送上年度总结。", date(2024, 2, 29)),
]
RECURRING = [
    ("各牵头单位每季度报送工作进展情况。", "quarter"),
    ("各镇每月5日前将上月进展情况报送县工业办。", "month"),
    ("次月10日前向县政府办公室报告落实情况。", "month"),
    ("县工业办定期通报各镇工作进展情况。", "regular"),
    ("加强月度运行调度。", "month"),
    ("每月绘制全县工业经济“三色图”。", "month"),
    ("牵头部门每年年初制定工作要点、列出工作清单。", "year"),
    ("年末向县领导小组办公室报告工作完成情况。", "year"),
    ("每年年底要对培育工作情况进行检查通报。", "year"),
    ("培育名单每年更新一次，并报送县科技局。", "year"),
    ("按季度通报工作进展情况。", "quarter"),
    ("每半年召开一次联席会议，总结推进情况。", "half-year"),
    ("定期对专项资金使用情况进行评价。", "regular"),
    ("各镇分年度制定奖补方案，并报县经信局备案。", "year"),
    ("加强年度综合考核。", "year"),
    ("定期组织专项督查。", "regular"),
]
NONE = [
    "企业应当每年报送年度报告。",
    "申报单位于4月30日前提交申报材料。",
    "每年举办产业发展大会。",
    "定期举办项目路演和对接活动。",
    "督查结果作为年度目标责任考核的重要依据。",
    "到2025年，培育企业100家。",
    "2024年6月底前建成产业园一期。",
    "每年组织实施技改项目100项。",
    "经年度考核合格的，给予每年5万元补贴。",
    "为贯彻落实上级部署，制定本方案。",
    "特制定本行动计划。",
    "建设全县算力调度平台。",
    "定期发布场景机会清单。",
    "定期开展技能培训班和招聘会。",
    "每季度新增上云企业20家。",
    "加强产品质量抽检。",
    "推进城市更新，每年改造20个小区。",
    "对符合条件的企业每年给予10万元奖励。",
    "项目应在2024年12月底前竣工投产。",
    "本方案自2024年3月1日起施行。",
    "不定期走访企业。",
    "每年安排专项资金1000万元。",
    "年度营业收入达到2000万元。",
    "完善信用评价体系。",
    "年度终了后一个季度内缴清税款。",
    "每年遴选发现一批优质企业。",
]


@pytest.mark.parametrize(("text", "due"), DATED)
def test_it_reads_the_day_something_is_due(text: str, due: date) -> None:
    """A fixed day, with the year of issue where the text gives none."""
    found = timed(text)
    assert [(duty.due, duty.every) for duty in found] == [(due, None)]


@pytest.mark.parametrize(("text", "every"), RECURRING)
def test_it_reads_how_often_something_recurs(text: str, every: str) -> None:
    """A cycle, without a day."""
    found = timed(text)
    assert [(duty.due, duty.every) for duty in found] == [(None, every)]


@pytest.mark.parametrize("text", NONE)
def test_it_leaves_what_is_no_duty(text: str) -> None:
    """Targets, events, applications of firms, conditions and dates of force are no duties."""
    assert timed(text) == []


def test_it_names_who_what_and_to_whom() -> None:
    """As written: the unit, the thing, the office it goes to."""
    (duty,) = timed("各责任单位要将推进方案于2024年5月10日前报送县工业强县办公室。")
    assert (duty.who, duty.to) == ("各责任单位", "县工业强县办公室")
    assert "推进方案" in duty.what


def test_it_gives_two_duties_for_two_times() -> None:
    """每月…, 每季度… in one sentence are two duties."""
    assert [d.every for d in timed("各镇每月报送进展情况，县工业办每季度通报一次。")] == ["month", "quarter"]


def test_it_marks_a_duty_without_a_time_as_optional() -> None:
    """A plan that must be made, but not by when."""
    (duty,) = duties("各镇政府要根据本方案制定具体实施方案。")
    assert duty.optional and duty.due is None and duty.every is None


def test_it_guesses_no_year() -> None:
    """4月底前 in a document without a date stays open, and is reported."""
    found, problems = find_duties(written("一、要求\n各镇要在4月底前将清单报送县经信局。\n"), DocumentFacts())
    assert [duty.due for duty in found] == [None]
    assert [problem.code for problem in problems] == ["duty.due_open"]


def test_it_takes_the_year_of_the_number() -> None:
    """Where the date of issue is unknown, the document's number gives the year."""
    (duty,) = timed("各镇要在4月底前将清单报送县经信局。", DocumentFacts(number="山政办发〔2022〕5号"))
    assert duty.due == date(2022, 4, 30)


def test_it_leaves_a_heading_alone() -> None:
    """（一）制定年度工作计划 on its own line is what the paragraphs below are about."""
    assert find_duties(written("一、要求\n（一）制定年度工作计划\n各镇要压实责任。\n"), ISSUED)[0] == []


def test_it_comes_close_to_the_labels() -> None:
    """Over the labelled documents: F1 at least 0.95."""
    result = pairs(
        "duties",
        lambda document, facts: find_duties(document, facts)[0],
        lambda label, duty: (
            label["due"] == (duty.due.isoformat() if duty.due else None) and label["every"] == duty.every
        ),
    )
    assert f1(*result) >= 0.95
