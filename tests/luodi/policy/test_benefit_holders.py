"""Who gets a grant: by its own words, by the granting words, or by the text before it."""

from __future__ import annotations

import pytest
from tests.luodi.policy.written import written

from luodi.policy.benefit_holders import recipient_in, spoken_of, term_of
from luodi.policy.benefits import find_benefits
from luodi.policy.model import DocumentFacts

SAID = [
    ("对获评省级智能工厂的食品企业，给予50万元奖励。", "食品企业"),
    ("对软件园内的游戏企业营业收入首次超过1亿元的，奖励20万元。", "软件园内的游戏企业"),
    ("对技能大师工作室给予一次性8万元资助。", "技能大师工作室"),
    ("对新就业的本科生、硕士，每月分别发放生活补贴800元、1500元。", "本科生"),
    ("每年遴选不超过20名技能工匠，给予每人最高10万元资助。", "技能工匠"),
    ("上市公司兼并区内其他企业的，给予30万元奖励。", "上市公司"),
    ("支持规模以上装备企业参加展会，按展位费的50%给予补助。", "规模以上装备企业"),
    ("鼓励建筑业企业创优。对获得省级优质工程奖的，奖励20万元。", "建筑业企业"),
    ("对属于首台套的，按销售价格30%对生产企业及用户给予补助。", "生产企业及用户"),
    ("鼓励成长型装备企业在新三板挂牌交易，对挂牌交易企业一次性奖励20万元。", "成长型装备企业"),
    ("市财政对获省级智能制造示范基地的市一次性奖励500万元。", "获省级智能制造示范基地的市"),
    ("省级财政一次性奖励晴州市2000万元，专项用于发展智能制造。", "晴州市"),
    ("市经信局选择一批成长性较好的企业，市财政对其技改项目按设备投资额的5%予以补助。", "成长性较好的企业"),
    ("支持创新平台建设，省级行业开发基地上一年度服务企业20家以上的，给予20万元奖励。", "省级行业开发基地"),
    ("入库对象为规模以上制造业企业的，按合同金额3%给予奖励。", "规模以上制造业企业的入库对象"),
    ("遴选不超过8个应用案例，按实际投入的30%给予扶持。", "应用案例"),
    ("建设实验室、创新中心等公共服务平台。平台建设的设备投入超1000万元的，给予最高800万元支持。", "公共服务平台"),
    ("孵化器每培育1家高新技术企业，奖励3万元；每毕业1家企业，奖励1万元。", "孵化器"),
    ("对应急期间参与抢险救援工作的人员，可按照每人每天100元的标准发放补助。", "应急期间参与抢险救援工作的人员"),
    ("对规上企业技改贷款，按贷款利息的40%给予贴息。", "规上企业"),
]


@pytest.mark.parametrize(("text", "who"), SAID)
def test_it_reads_who_gets_it(text: str, who: str) -> None:
    """The noun phrase of 对…, 支持…, …企业, nearest first."""
    assert find_benefits(written(f"一、支持政策\n{text}\n"), DocumentFacts())[0][0].beneficiary == who


def test_it_takes_nothing_that_money_is_spent_on() -> None:
    """费用, 设备 and 项目 are never who gets it where the text names somebody."""
    (benefit,) = find_benefits(written("一、政策\n鼓励农业企业上云，对上云服务费用按30%给予补助。\n"), DocumentFacts())[
        0
    ]
    assert benefit.beneficiary == "农业企业"


@pytest.mark.parametrize("words", ["给予30万元奖励", "对其给予奖励", "按投资额的5%给予补助"])
def test_it_names_no_recipient_where_none_is_said(words: str) -> None:
    """其 and a sum are no names."""
    assert recipient_in(words) is None


def test_it_prefers_who_is_named_to_a_plain_word() -> None:
    """支持企业… gives 企业 only where nothing more is said nearby."""
    assert spoken_of("鼓励企业创新", "支持食品企业做大") == "食品企业"
    assert spoken_of("推动绿色发展") is None


def test_it_knows_the_documents_own_word() -> None:
    """以下简称 names those that the document supports; a name for something else does not."""
    assert term_of("支持一人公司（以下简称OPC）发展。") == "OPC"
    assert term_of("减免养老保险（以下简称社会保险费）。") is None
