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
