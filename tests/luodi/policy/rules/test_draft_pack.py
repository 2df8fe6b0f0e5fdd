"""A document's drafted rules as a pack file."""

from __future__ import annotations

from tests.luodi.policy.written import written

from luodi.datasets.from_yaml import catalogue
from luodi.pipeline import compile_document
from luodi.policy.rules import from_yaml
from luodi.policy.rules.draft_pack import pack_of
from luodi.policy.rules.from_benefits import draft_rules
from luodi.policy.rules.to_yaml import to_yaml

TEXT = (
    "晴州市推进工业发展若干措施\n一、支持企业发展\n"
    "（一）规模提升。对主营业务收入首次超过8亿元、3亿元的工业企业，一次性分别奖励30万元、15万元。同一企业就高不重复享受。\n"
    "（二）技术改造。对技术改造成效显著的企业，给予20万元奖励。对并购市外企业的，按并购金额的5%给予补助，最高200万元。\n"
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
    assert third.gaps and not third.branches and any("并购金额" in one for one in third.gaps)


def test_it_carries_funds_groups_and_what_became_no_rule():
    """What stands over the rules goes along, and nothing that was read is passed over in silence."""
    made = pack()
    assert [one.budget for one in made.funds] == [100_000_000]
    assert made.benefits[0].group in {one.id for one in made.groups}
    assert any("未写成规则" in one for one in made.notes)
