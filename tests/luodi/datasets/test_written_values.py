"""What stands in cells as figures: every way to write a number, a day, yes and no, and what is not a figure."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.datasets.from_yaml import catalogue
from luodi.datasets.grid import Cell
from luodi.datasets.model import Field
from luodi.datasets.written_values import read_cell
from luodi.formula.unit_names import find_unit


def field(name: str) -> Field:
    found = catalogue().find(name)
    assert found is not None, name
    return found


@pytest.mark.parametrize(
    ("name", "written", "unit", "figure"),
    [
        ("主营业务收入", "1234.5", "万元", "1234.5"),
        ("主营业务收入", "１，２３４．５", "万元", "1234.5"),
        ("主营业务收入", "12,345,678.90", "元", "1234.567890"),
        ("主营业务收入", "3.5亿", "万元", "35000"),
        ("主营业务收入", "3.5 亿元", "万元", "35000"),
        ("主营业务收入", "¥500", "元", "0.05"),
        ("净利润", "(123.4)", "万元", "-123.4"),
        ("净利润", "－12", "万元", "-12"),
        ("净利润", "1.2E+3", "万元", "1200"),
        ("主营业务收入", 0, "万元", "0"),
        ("主营业务收入", Decimal("0.01"), "亿元", "100"),
        ("从业人员", "85人", None, "85"),
        ("从业人员", "1.2万", None, "12000"),
        ("从业人员", Decimal("85.0"), None, "85"),
        ("资产负债率", "55.2%", "%", "55.2"),
        ("资产负债率", "55.2", "%", "55.2"),
        ("资产负债率", Decimal("0.552"), "倍", "55.2"),
        ("用地面积", "2公顷", "亩", "30"),
        ("用地面积", 6670, "平方米", "10.005"),
        ("综合能耗", "1.5万吨标准煤", "吨标准煤", "15000"),
        ("从事细分领域年限", "5年", None, "5"),
        ("年用电量", "30000度", "万千瓦时", "3"),
    ],
)
def test_it_reads_numbers_as_they_are_written(
    name: str, written: str | int | Decimal, unit: str | None, figure: str
) -> None:
    """Digits of either width, separators, signs, and a unit in the cell before the one of the column."""
    read = read_cell(Cell(written), field(name), find_unit(unit) if unit else None)
    assert read.doubt is None and read.given == Fraction(figure)


def test_it_takes_a_percent_format_for_what_it_shows() -> None:
    """0.552 shown as 55.2% is 55.2 %, whatever the header says."""
    assert read_cell(Cell(Decimal("0.552"), True), field("资产负债率"), find_unit("%")).given == Fraction("55.2")


@pytest.mark.parametrize("written", ["", " ", "—", "－", "--", "/", "暂无", "N/A", "不详", "　", None, "……", "待定"])
def test_it_takes_no_dash_for_nought(written: str | None) -> None:
    """Blank, a dash and 暂无 say that there is no figure; only a written 0 is nought."""
    for name in ("主营业务收入", "从业人员", "成立日期", "规上", "资质", "所属行业"):
        read = read_cell(Cell(written), field(name))
        assert read.given is None and read.doubt is None


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("主营业务收入", "约3000", "not_exact"),
        ("主营业务收入", "3000以上", "not_exact"),
        ("主营业务收入", "2000至3000", "not_exact"),
        ("主营业务收入", "三千万", "not_a_number"),
        ("主营业务收入", "12,34", "not_a_number"),
        ("主营业务收入", "1,2345", "not_a_number"),
        ("主营业务收入", "12.3.4", "not_a_number"),
        ("主营业务收入", "50人", "wrong_unit"),
        ("综合能耗", "300吨", "wrong_unit"),
        ("综合能耗", "1.2万", "wrong_unit"),
        ("主营业务收入", "见附件", "not_a_number"),
        ("主营业务收入", True, "not_a_number"),
        ("主营业务收入", date(2025, 1, 1), "not_a_number"),
        ("主营业务收入", 10**17, "too_large"),
        ("主营业务收入", "无", "none_or_zero"),
        ("从业人员", "12.5", "not_whole"),
        ("从业人员", -3, "below_zero"),
        ("成立日期", "2025-02-30", "no_such_day"),
        ("成立日期", "2025年3月", "day_missing"),
        ("成立日期", "2025年", "day_missing"),
        ("成立日期", "15.3.1", "not_a_day"),
        ("成立日期", "去年", "not_a_day"),
        ("规上", "可能", "not_yes_or_no"),
        ("规上", "2", "not_yes_or_no"),
    ],
)
def test_it_leaves_unknown_what_it_cannot_read(name: str, written: str | int | bool | date, code: str) -> None:
    """Rough, impossible or other things give no figure, and the reason."""
    read = read_cell(Cell(written), field(name))
    assert read.given is None and read.doubt is not None and read.doubt.code == code
    assert read.doubt.message and read.doubt.hint


def test_it_says_when_a_formula_has_no_result() -> None:
    """#DIV/0! is no figure and no nought."""
    read = read_cell(Cell(None, fault="#DIV/0!"), field("主营业务收入"))
    assert read.given is None and read.doubt is not None and read.doubt.code == "no_result"


def test_it_rounds_to_what_is_kept_and_says_so() -> None:
    """A fen is the smallest step of money; half goes up."""
    read = read_cell(Cell(Decimal("1.0000005")), field("主营业务收入"))
    assert (read.given, read.is_rounded) == (Fraction("1.000001"), True)
    assert not read_cell(Cell(Decimal("1.000001")), field("主营业务收入")).is_rounded


@pytest.mark.parametrize(
    "written",
    [
        "2015年3月1日", "2015-03-01", "2015/3/1", "2015.3.1", "20150301", "2015-03-01 00:00:00", "２０１５年３月１日",
        "2015 年 3 月 1 日", "二〇一五年三月一日", "二○一五年三月一日", "二〇一五年〇三月〇一日", date(2015, 3, 1), 42064,
    ],
)  # fmt: skip
def test_it_reads_days_in_many_forms(written: str | int | date) -> None:
    """As text with any usual sign between, run together, in Chinese numerals, as a day, as a serial number."""
    assert read_cell(Cell(written), field("成立日期")).given == date(2015, 3, 1)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("二〇二五年十二月三十一日", date(2025, 12, 31)),
        ("二〇二五年一二月三一日", date(2025, 12, 31)),
        ("二零二五年一〇月二〇日", date(2025, 10, 20)),
        ("二〇二五年十月二十日", date(2025, 10, 20)),
        ("二〇二五年二十月一日", None),
        ("二〇二五年十十月一日", None),
        ("二〇二五年一月三十一五日", None),
    ],
)
def test_it_reads_months_and_days_in_chinese_numerals(written: str, day: date | None) -> None:
    """Twelve as 十二 or as 一二; what is no number, or no day, is said."""
    read = read_cell(Cell(written), field("成立日期"))
    assert read.given == day and (day is not None or read.doubt is not None)


@pytest.mark.parametrize(
    ("written", "is_true"),
    [
        ("是", True),
        ("√", True),
        ("Y", True),
        (1, True),
        (True, True),
        ("有", True),
        ("否", False),
        ("×", False),
        ("无", False),
        (0, False),
    ],
)
def test_it_reads_yes_and_no(written: str | int | bool, is_true: bool) -> None:
    """Words, ticks, digits."""
    assert read_cell(Cell(written), field("规上")).given is is_true


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("高企、专精特新", {"高新技术企业", "省专精特新"}),
        ("国家级专精特新“小巨人”企业；高新技术企业", {"国家专精特新小巨人", "高新技术企业"}),
        ("高企\n科技型中小企业", {"高新技术企业", "科技型中小企业"}),
        ("无", set()),
    ],
)
def test_it_gives_titles_their_proper_names(written: str, held: set[str]) -> None:
    """有资质 asks for one name; sheets write it in many ways. 无 is no title, which is known."""
    read = read_cell(Cell(written), field("资质"))
    assert read.given == frozenset(held) and read.doubt is None


def test_it_keeps_a_title_that_it_does_not_know_and_asks() -> None:
    """A local title stays as it is written; a value of a text field too."""
    read = read_cell(Cell("高企、晴州金鹭企业"), field("资质"))
    assert read.given == frozenset({"高新技术企业", "晴州金鹭企业"})
    assert read.doubt is not None and (read.doubt.code, read.doubt.severity) == ("unknown_value", "question")
    assert read_cell(Cell("A类"), field("亩均评价档次")).given == "A"
    assert read_cell(Cell(" 机械 "), field("所属行业")).given == "机械"


AMOUNTS = st.decimals(-(10**8), 10**8, places=2, allow_nan=False, allow_infinity=False)
WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


@given(AMOUNTS, st.sampled_from(["元", "千元", "万元", "百万元"]), st.booleans(), st.booleans(), st.booleans())
def test_it_reads_back_any_amount(
    amount: Decimal, unit: str, is_separated: bool, is_wide: bool, has_unit: bool
) -> None:
    """However an amount is set out, the figure is the same to the fen."""
    text = f"{amount:,}" if is_separated else str(amount)
    text = (text.translate(WIDE) if is_wide else text) + (unit if has_unit else "")
    known = find_unit(unit)
    assert known is not None
    read = read_cell(Cell(text), field("净利润"), find_unit("亿元") if has_unit else known)
    assert read.doubt is None and read.given == Fraction(amount) * known.factor / 10_000


@given(
    st.dates(date(1950, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["{}年{}月{}日", "{}-{:02}-{:02}", "{}/{}/{}", "{}.{}.{}", "{}{:02}{:02}"]),
)
def test_it_reads_back_any_day(day: date, form: str) -> None:
    """Every day in every form, and as a serial number."""
    assert read_cell(Cell(form.format(day.year, day.month, day.day)), field("成立日期")).given == day
    serial = (day - date(1899, 12, 30)).days
    assert read_cell(Cell(serial), field("成立日期")).given == date(1899, 12, 30) + timedelta(days=serial)


@given(
    st.text(max_size=12),
    st.sampled_from(["主营业务收入", "从业人员", "资产负债率", "成立日期", "规上", "资质", "所属行业"]),
)
def test_it_never_breaks_on_what_people_write(text: str, name: str) -> None:
    """Any text gives a figure, nothing, or a reason."""
    of = field(name)
    read = read_cell(Cell(text), of)
    assert read.given is None or read.doubt is None or read.doubt.severity == "question"
    if read.given is not None and of.is_number:
        assert isinstance(read.given, Fraction) and of.to_stored(read.given) is not None
