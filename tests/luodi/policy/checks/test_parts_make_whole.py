"""Totals against their breakdown."""

from __future__ import annotations

from tests.luodi.policy.checks.sheet import Sheet

from luodi.policy.checks.parts_make_whole import parts_make_whole

TEXT = "到2028年，培育链主企业100家以上，任务分解如下：\n（一）东山、西岭各30家；\n（二）南浦{}家；\n（三）北湖10家。\n"


def broken_down(south: str) -> Sheet:
    return (
        Sheet(TEXT.format(south))
        .target("培育链主企业100家以上", "链主企业数量", "100", "家", by=2028)
        .target("东山、西岭各30家", "东山、西岭各自的链主企业数量", "30", "家")
        .target(f"南浦{south}家", "南浦链主企业数量", south, "家")
        .target("北湖10家", "北湖链主企业数量", "10", "家")
    )


def test_it_tells_of_a_breakdown_that_does_not_add_up() -> None:
    """30 twice, 20 and 10 make 90, not 100."""
    (problem,) = broken_down("20").run(parts_make_whole)
    assert problem.code == "check.parts_make_whole"
    assert "合计90家" in problem.message
    assert "相差10家" in problem.message


def test_it_accepts_a_breakdown_that_adds_up() -> None:
    """30 twice, 30 and 10 make 100."""
    assert broken_down("30").run(parts_make_whole) == []


def test_it_tells_of_a_part_greater_than_its_whole() -> None:
    """其中 names a part, which cannot exceed the whole."""
    sheet = Sheet("建成产业园20个，其中超百亿元30个。")
    sheet.target("建成产业园20个", "产业园数量", "20", "个").target("超百亿元30个", "超百亿元产业园数量", "30", "个")
    assert [p.code for p in sheet.run(parts_make_whole)] == ["check.part_exceeds_whole"]


def test_it_says_nothing_of_numbers_that_are_no_breakdown() -> None:
    """Neighbours in a list are no parts of each other."""
    sheet = Sheet("建成产业园20个，引进龙头企业30个。")
    sheet.target("建成产业园20个", "产业园数量", "20", "个").target("引进龙头企业30个", "龙头企业数量", "30", "个")
    assert sheet.run(parts_make_whole) == []
