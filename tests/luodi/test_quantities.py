"""Numbers as documents write them: what is one, what it is worth, and what only looks like one."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.quantities import money_in_yuan, numbers

FOUND = [
    ("新造林3万亩", [("3", None, "万亩")]),
    ("产值突破1.8万亿元", [("1.8", None, "万亿元")]),
    ("占比达3.3%，", [("3.3", None, "%")]),
    ("占比10％以上", [("10", None, "％")]),
    ("选3-5家", [("3", "5", "家")]),
    ("选3—5个", [("3", "5", "个")]),
    ("选10至20家", [("10", "20", "家")]),
    ("选3家至5家", [("3", "5", "家")]),
    ("增长10%~15%", [("10", "15", "%")]),
    ("安家费25万～200万元", [("25", "200", "万元")]),
    ("首期50亿元", [("50", None, "亿元")]),
    ("达到三分之一以上", [("33.33333333333333333333333333", None, "%")]),
    ("达到1/4以上", [("25", None, "%")]),
    ("提高百分之十五点五", [("15.5", None, "%")]),
    ("缩小到1.5∶1左右", [("1.5", None, "")]),
    ("配比为1:3，", [("3", None, "")]),
    ("引进三家", [("3", None, "家")]),
    ("建设十个园区", [("10", None, "个")]),
    ("培育XYZ100家以上", [("100", None, "家")]),
    ("培育15家(个)以上", [("15", None, "家(个)")]),
    ("配租1000套（次）", [("1000", None, "套（次）")]),
    ("达到28万元/人以上", [("28", None, "万元/人")]),
    ("低于0.52吨标准煤/万元", [("0.52", None, "吨标准煤/万元")]),
    ("容积率提升0.5以上", [("0.5", None, "")]),
    ("产值均超千亿元", [("1000", None, "亿元")]),
    ("超五百亿元的园区20个", [("500", None, "亿元"), ("20", None, "个")]),
    ("新增10余家", [("10", None, "家")]),
    ("培训1.2万余人", [("1.2", None, "万人")]),
    ("分别建成30、40、50家", [("30", None, "家"), ("40", None, "家"), ("50", None, "家")]),
    ("分别达到8家、8家和120家", [("8", None, "家"), ("8", None, "家"), ("120", None, "家")]),
    ("一亿二千万元", [("12000", None, "万元")]),
    ("三千五百万元", [("3500", None, "万元")]),
    ("投入1,234.5万元", [("1234.5", None, "万元")]),
    ("新增１２家", [("12", None, "家")]),
    ("提高5至10个百分点", [("5", "10", "个百分点")]),
    ("3到5年", [("3", "5", "年")]),
    ("打五折", [("5", None, "折")]),
    ("装机300MW", [("300", None, "MW")]),
    ("产能达到20吉瓦时", [("20", None, "吉瓦时")]),
    ("容量300万千瓦", [("300", None, "万千瓦")]),
    ("给予 500 万元", [("500", None, "万元")]),
    ("覆盖面达到八成。", [("80", None, "%")]),
    ("下降50个基点", [("50", None, "个基点")]),
]
NOT_FOUND = [
    "上千家企业",
    "数十家企业",
    "几十个项目",
    "近百家单位",
    "一批项目",
    "一系列活动",
    "第一产业",
    "第10届大会",
    "5G应用",
    "“157”产业体系",
    '"2+8"平台',
    "《十条措施30项》",
    "平台2.0，",
    "到2025年",
    "2023—2027年",
    "二〇二五年",
    "青政发〔2023〕12号",
    "世界500强企业",
    "7×24小时",
    "“1+3+N”模式",
    "12345热线",
    "一次性奖励",
    "十四五时期",
    "党的十九届全会",
    "千家万户",
    "ISO9001认证",
    "一是加强领导",
    "产值千亿级集群",
    "零部件产业",
    "7 月 3 日起施行",
    "临政发〔2023〕5 号",
    "具有十分重要的意义",
    "支持组建由“1名团长带3名队员”组成的团队",
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_it_reads_a_number_with_its_unit(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    """Value and upper end are in the unit as written; fractions are shares in percent."""
    found = [(q.value, q.upper, q.unit) for q in numbers(text)]
    assert found == [(Decimal(value), Decimal(upper) if upper else None, unit) for value, upper, unit in expected]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_it_leaves_out_what_is_not_a_figure(text: str) -> None:
    """Names, dates, ordinals, document numbers, idioms and rough words are not quantities."""
    assert list(numbers(text)) == []


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("不少于3家", "不少于", ""),
        ("达到3家以上", "达到", "以上"),
        ("控制在5%以内", "控制在", "以内"),
        ("30%左右", "", "左右"),
        ("最高不超过100万元", "不超过", ""),
        ("5家（含）以上", "", "以上"),
    ],
)
def test_it_tells_the_words_of_comparison(text: str, before: str, after: str) -> None:
    """Words that touch the number say how it is meant."""
    (quantity,) = numbers(text)
    assert quantity.before.endswith(before) and quantity.after == after


@pytest.mark.parametrize(
    ("text", "yuan"),
    [("50万元", "500000"), ("1.5亿元", "150000000"), ("3千元", "3000"), ("28万元/人", "280000"), ("百万元", "1000000")],
)
def test_it_turns_money_into_yuan(text: str, yuan: str) -> None:
    """Sums are exact; of a sum per head the sum is told."""
    (quantity,) = numbers(text)
    assert money_in_yuan(quantity) == Decimal(yuan)


@pytest.mark.parametrize("text", ["3家", "5%", "1亿美元", "3万亩"])
def test_it_knows_what_is_not_yuan(text: str) -> None:
    """Foreign money is not converted, and other units are no money."""
    (quantity,) = numbers(text)
    assert money_in_yuan(quantity) is None


@given(st.integers(1, 10**7), st.sampled_from(["家", "万元", "%", "个百分点", "台（套）", "亿元/年"]))
def test_it_reads_back_what_is_written(value: int, unit: str) -> None:
    """Any whole number with a unit comes back exactly, with commas or without."""
    for written in (str(value), f"{value:,}"):
        (quantity,) = numbers(f"达到{written}{unit}。")
        assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@given(st.text(alphabet='0123456789一二三十百千万亿.,，、至到-—:：/分之%元家个年以上“”"《》第 \n甲', max_size=60))
def test_it_never_fails_and_spans_slice_to_their_own_text(text: str) -> None:
    """Garbage gives no exception; quantities are in order, do not overlap and lie inside the text."""
    last = 0
    for quantity in numbers(text):
        assert last <= quantity.start < quantity.end <= len(text)
        last = quantity.end


def test_it_takes_linear_time() -> None:
    """A document of one long line is read at a steady pace."""
    text = "到某年全市新增企业100家以上、产值突破3000亿元，" * 8000
    began = time.perf_counter()
    assert len(list(numbers(text))) == 16000
    assert time.perf_counter() - began < 4
