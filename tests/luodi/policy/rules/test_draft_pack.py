"""A document's drafted rules as a pack file."""

from __future__ import annotations

from datetime import date

from tests.luodi.policy.written import written

from luodi.datasets.from_yaml import catalogue
from luodi.datasets.model import Payment
from luodi.engine.benefits.plan import plan
from luodi.engine.benefits.reference import run
from luodi.engine.model import Claimant
from luodi.formula.values import Subject
from luodi.pipeline import compile_document
from luodi.policy.rules import from_yaml
from luodi.policy.rules.draft_pack import pack_of
from luodi.policy.rules.from_benefits import draft_rules
from luodi.policy.rules.to_yaml import to_yaml

TEXT = (
    "晴州市推进工业发展若干措施\n一、支持企业发展\n"
    "（一）规模提升。对主营业务收入首次超过8亿元、3亿元的工业企业，一次性分别奖励30万元、15万元。同一企业就高不重复享受。\n"
    "（二）技术改造。对技术改造成效显著的企业，给予20万元奖励。对搬迁入园企业的，按拆迁补偿金额的5%给予补助，最高200万元。\n"
    "（三）资金保障。市级财政每年安排1亿元工业发展专项资金，用于支持企业发展。\n"
    "（四）减轻负担。对承租国有房产的小微企业，减半收取三个月租金。\n"
)


def pack():
    compiled = compile_document(written(TEXT).document)
    drafts = draft_rules(compiled.policy, compiled.outline, catalogue())
    return pack_of(drafts, compiled.policy.facts, catalogue(), "qingzhou")


def test_it_reads_back_as_the_same_pack(tmp_path):
    """A draft pack is a pack: it is read without an error, gaps and all."""
    made = pack()
    path = tmp_path / "draft.yaml"
    path.write_text(to_yaml(made, catalogue()), "utf-8")
    again, problems = from_yaml.read(path, catalogue())
    assert not [one for one in problems if one.severity == "error"], problems
    assert again == made


def test_it_runs_only_what_is_whole():
    """A rule with gaps keeps what could be read and says what it lacks."""
    first, second, third = pack().benefits
    assert not first.gaps and [one.pay.text for one in first.branches] == ["30万元", "15万元"]
    assert second.gaps and second.branches[0].pay.text == "20万元"
    assert third.gaps and not third.branches and any("拆迁补偿金额" in one for one in third.gaps)


def test_it_carries_funds_groups_and_what_became_no_rule():
    """What stands over the rules goes along, and nothing that was read is passed over in silence."""
    made = pack()
    assert [one.budget for one in made.funds] == [100_000_000]
    assert made.benefits[0].group in {one.id for one in made.groups}
    assert any("未写成规则" in one for one in made.notes)


def paid(revenue: dict[int, int], on: date, history: tuple[Payment, ...] = ()) -> int | None:
    """Yuan that the first rule pays a firm with such revenues (万元) on a day."""
    figures = {f"revenue@{year}": value for year, value in revenue.items()} | {"founded_on": date(2015, 1, 1)}
    firm = Claimant("f1", Subject("晴州机械", figures, date(2022, 1, 1)))
    made, _problems = plan([pack()], on)
    known = run(made, {"firm": [firm]}, history).benefits["benefit_1", "f1"].allowed.known
    return None if known is None else known // 100


def test_it_pays_each_grade_once_when_the_engine_runs_it():
    """首次超过8亿元、3亿元，一次性分别奖励: the higher grade is paid after the lower one, neither twice, both at once never."""
    rising = {2022: 20_000, 2023: 25_000, 2024: 40_000, 2025: 90_000, 2026: 95_000}
    first = Payment("f1", "benefit_1", date(2024, 12, 31), 15_000_000)
    assert paid(rising, date(2023, 12, 31)) == 0
    assert paid(rising, date(2024, 12, 31)) == 150_000
    assert paid(rising, date(2025, 12, 31), (first,)) == 300_000
    assert paid(rising, date(2026, 12, 31), (first,)) == 0
    assert paid({2022: 20_000, 2023: 25_000, 2024: 90_000}, date(2024, 12, 31)) == 300_000
