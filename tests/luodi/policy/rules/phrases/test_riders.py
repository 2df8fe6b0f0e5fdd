"""What a sentence says of a grant outside the grant's own words."""

from __future__ import annotations

import pytest

from luodi.policy.rules.phrases import riders


@pytest.mark.parametrize(
    ("reader", "words", "found"),
    [
        (riders.excluded, "，金融企业除外", "金融企业除外"),
        (riders.excluded, "；亏损企业不享受", "亏损企业不享受"),
        (riders.excluded, "（房地产企业不在此列）", "房地产企业不在此列"),
        (riders.excluded, "除房地产企业外，", "除房地产企业外"),
        (riders.excluded, "除享受国家奖励外，", ""),
        (riders.excluded, "，并优先推荐申报上级项目", ""),
        (riders.limited_to, "规模以上工业企业中，", "规模以上工业企业中"),
        (riders.limited_to, "自投产之日起，", "自投产之日起"),
        (riders.limited_to, "加快转型升级，", ""),
        (riders.asked, "，且税收不低于300万元", "且税收不低于300万元"),
        (riders.asked, "，企业须为独立法人", "企业须为独立法人"),
        (riders.asked, "，服务期不少于3年", "服务期不少于3年"),
        (riders.changed, "，自认定次年起兑付", "自认定次年起兑付"),
        (riders.asked, "，企业须提供审计报告", ""),
        (riders.asked, "，并给予用地支持", ""),
        (riders.asked, "，所需资金由市财政承担", ""),
        (riders.changed, "，其中科技型企业再提高5个百分点", "其中科技型企业再提高5个百分点"),
        (riders.changed, "，提高企业竞争力", ""),
        (riders.bounded, "，补助总额不超过当年税收", "补助总额不超过当年税收"),
        (riders.made_up, "已获得上级补助的按差额补足", "已获得上级补助的按差额补足"),
        (riders.weighed, "择优给予奖励10万元", "择优给予"),
        (riders.weighed, "给予奖励10万元", ""),
    ],
)
def test_it_hears_what_changes_a_grant(reader, words, found):
    """Who is left out, what is asked besides, another sum, a ceiling; and not what a firm gains besides or must hand in."""
    assert reader(words) == found


@pytest.mark.parametrize(
    ("behind", "what"),
    [
        ("，先到先得，用完为止。", ["先到先得", "用完为止"]),
        ("，期满三年内有效。", ["期满三年内有效"]),
        ("，每家企业限报一项。", ["每家企业限报一项"]),
        ("，优先推荐申报上级项目，企业须提供审计报告。", []),
        ("，所需资金从工业发展专项资金中安排，五年内迁离的予以追回。", []),
        ("，奖励资金用于技术改造，原则上当年兑现。", []),
    ],
)
def test_it_passes_over_nothing_behind_a_grant(behind, what):
    """What is not known to change nothing is told, whatever it says."""
    assert [words for words, _ in riders.unread(behind)] == what


def test_it_says_what_to_do_about_each_kind():
    """Money that runs out asks for a fund, a term for dates, a quota for an order."""
    said = dict(riders.unread("，用完为止，有效期两年，名额限50个，按季度兑现，迁入的视同新认定"))
    assert [("资金" in said["用完为止"]), ("日期" in said["有效期两年"]), ("先后" in said["名额限50个"])] == [True] * 3
    assert "付款的时间" in said["按季度兑现"] and "另写一档" in said["迁入的视同新认定"]


@pytest.mark.parametrize(
    ("after", "what"),
    [
        ("加强宣传引导，营造良好氛围。", []),
        ("连续两年下降的，退出奖励范围。", ["退出奖励范围"]),
        ("上述奖励资金用完为止。", ["上述奖励资金用完为止"]),
        ("市财政局每年安排预算。", []),
    ],
)
def test_it_hears_the_next_sentence_where_it_speaks_of_the_grant(after, what):
    """By a rider's own words, or as 上述, 连续, 同一企业."""
    assert [words for words, _ in riders.unread_of_all(after)] == what


def test_it_reads_the_brackets_of_a_grant():
    """（须在本市纳税满一年）asks something; what the condition or the base holds already does not."""
    words = "按设备投资额（不含税）的8%给予补助（须在本市纳税满一年）"
    assert [one for one, _ in riders.in_brackets(words, "设备投资额（不含税）")] == ["须在本市纳税满一年"]
