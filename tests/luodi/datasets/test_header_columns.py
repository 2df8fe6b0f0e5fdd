"""Columns by their headers: which figure of which period in which unit, and why one is not read."""

from __future__ import annotations

import pytest
from tests.luodi.datasets.workbooks import code, read_text, said_of

from luodi.datasets.header_names import Said
from luodi.periods import Period

CODE = code(1)


def figures(headers: str, values: str, said: Said | None = None) -> dict[str, object]:
    rows, _ = read_text(f"统一社会信用代码 | 企业名称 | {headers}\n{CODE} | 甲公司 | {values}", said=said)
    return dict(rows[0].figures) if rows else {}


def test_it_reads_period_and_unit_of_a_header() -> None:
    """2024年主营业务收入（亿元）: 3.5 is 35,000万元 of 2024."""
    assert figures("2024年主营业务收入（亿元）", "3.5") == {"revenue@2024": 35_000}


def test_it_takes_the_period_that_the_caller_gives() -> None:
    """A header without a year is of the period chosen at the upload; one with a year keeps its own."""
    said = Said(period=Period("year", 2025))
    assert figures("主营业务收入（万元）|2024年税收（万元）", "5 | 6", said) == {"revenue@2025": 5, "tax@2024": 6}


def test_it_chooses_the_field_by_its_frequency() -> None:
    """产值 of a year, of a month; 成立日期 has no period."""
    assert figures("2025年产值（万元）|2025年6月产值（万元）", "12 | 1") == {
        "annual_output@2025": 12,
        "output@2025-06": 1,
    }
    assert list(figures("成立日期", "2015-03-01", Said(period=Period("year", 2025)))) == ["founded_on"]


def test_it_knows_fields_by_other_names() -> None:
    """销售收入, 职工人数, 高新 …: the names of offices lead to one field."""
    found = figures("2025年销售收入（万元）|2025年职工人数|2025年Ⅰ类知识产权数", "5 | 6 | 7")
    assert found == {"operating_revenue@2025": 5, "staff@2025": 6, "class_one_ip@2025": 7}
    for header in ("县（市、区）", "县(市、区)", "县市区", "所在县（市、区）", "区县"):
        assert figures(header, "松陵县") == {"county": "松陵县"}, header


@pytest.mark.parametrize(
    ("header", "value", "code_said", "hint"),
    [
        ("2025年主营收人（万元）", "5", "unknown_header", "主营业务收入"),
        ("主营业务收入（万元）", "5", "no_period", "2025年"),
        ("2025年6月主营业务收入（万元）", "5", "no_period", "2025年"),
        ("2025年1-6月产值（万元）", "5", "cumulative", "当月"),
        ("2025年用地面积（万元）", "5", "wrong_unit", "亩"),
        ("", "5", "no_header", "表头"),
    ],
)
def test_it_says_why_a_column_is_not_read(header: str, value: str, code_said: str, hint: str) -> None:
    """An unknown name, no period, a sum over months, a unit of another kind: said at the header, with what to do."""
    rows, problems = read_text(
        f"统一社会信用代码 | 企业名称 | 2025年税收（万元） | {header}\n{CODE} | 甲公司 | 1 | {value}"
    )
    assert dict(rows[0].figures) == {"tax@2025": 1}
    assert said_of(problems) == [(code_said, 0, 3)]
    assert hint in problems[0].problem.hint


def test_it_takes_answers_to_its_questions() -> None:
    """A header may be told to be a field, or none, and a column to be in a unit."""
    said = Said(names={"2025年营业额": "主营业务收入", "2025年备用": ""}, units={"2025年营业额": "亿元"})
    rows, problems = read_text(f"统一社会信用代码 | 2025年营业额 | 2025年备用\n{CODE} | 3 | 4", said=said)
    assert dict(rows[0].figures) == {"revenue@2025": 30_000} and problems == ()


def test_it_asks_where_no_unit_is_written() -> None:
    """A bare 5 is read in the field's own unit, and a question stands at the header; a line 单位：元 answers it."""
    _, problems = read_text(f"统一社会信用代码 | 2025年税收\n{CODE} | 5")
    assert said_of(problems) == [("no_unit", 0, 1)] and problems[0].problem.severity == "question"
    rows, problems = read_text(f"单位：元\n统一社会信用代码 | 2025年税收\n{CODE} | 50000")
    assert dict(rows[0].figures) == {"tax@2025": 5} and problems == ()
    _, problems = read_text(f"统一社会信用代码 | 2025年税收\n{CODE} | 5万元")
    assert problems == ()


def test_it_takes_the_year_of_a_title() -> None:
    """晴州市2025年企业表 says the year of columns without one."""
    rows, _ = read_text(f"晴州市2025年企业表\n统一社会信用代码 | 税收（万元）\n{CODE} | 5")
    assert dict(rows[0].figures) == {"tax@2025": 5}


def test_it_reads_the_first_of_two_like_columns() -> None:
    """The same figure in two columns: the first is read and the second said."""
    rows, problems = read_text(f"统一社会信用代码 | 2025年税收（万元） | 2025年纳税总额（万元）\n{CODE} | 5 | 6")
    assert dict(rows[0].figures) == {"tax@2025": 5}
    assert said_of(problems) == [("repeated_column", 0, 2)]


def test_it_reads_names_in_two_rows() -> None:
    """知识产权 over Ⅰ类 and Ⅱ类, a year over two figures."""
    rows, problems = read_text(
        f"统一社会信用代码 | 2025年 | | 2025年知识产权\n | 税收（万元） | 从业人员 | Ⅰ类知识产权 \n{CODE} | 5 | 6 | 7"
    )
    assert dict(rows[0].figures) == {"tax@2025": 5, "class_one_ip@2025": 7} or problems
