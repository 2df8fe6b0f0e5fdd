"""Rows of sheets as subjects: sums, notes, blanks and pages apart, each subject once, and every doubt with its place."""

from __future__ import annotations

import pytest
from tests.luodi.datasets.workbooks import code, read_text, said_of

from luodi.datasets.header_names import Said

HEAD = "序号 | 企业名称 | 统一社会信用代码 | 2025年税收（万元） | 2025年从业人员"
A, B, C = code(1), code(2), code(3)


def test_it_reads_subjects_and_nothing_else() -> None:
    """Subtotals, the grand total, an empty line, a header repeated on the next page, and what stands below the table."""
    rows, problems = read_text(
        f"""{HEAD}
        1 | 甲公司 | {A} | 5 | 10
        2 | 乙公司 | {B} | 6 | 20
        | 小计 | | 11 | 30
        | | | |
        {HEAD}
        3 | 丙公司 | {C} | 7 | 30
        合计 | | | 18 | 60
        注：本表由企业填报 | | | |
        填表人：无名氏 | | | |
        4 | 丁公司 | {code(4)} | 8 | 40"""
    )
    assert [(row.id, row.name, row.figures["tax@2025"]) for row in rows] == [
        (A, "甲公司", 5),
        (B, "乙公司", 6),
        (C, "丙公司", 7),
    ]
    assert problems == ()


def test_it_keeps_firms_that_only_sound_like_sums() -> None:
    """合计会计师事务所 and 小计量器具厂 are firms."""
    rows, _ = read_text(f"{HEAD}\n1 | 合计会计咨询有限公司 | {A} | 5 | 1\n2 | 小计量器具厂 | {B} | 6 | 2")
    assert len(rows) == 2


def test_it_compares_the_total_with_the_rows() -> None:
    """The total is not read, and a question stands where it is not the sum; rounding is no difference."""
    rows, problems = read_text(f"{HEAD}\n1 | 甲公司 | {A} | 5 | 10\n2 | 乙公司 | {B} | 6 | 20\n合计 | | | 110 | 30")
    assert len(rows) == 2
    assert said_of(problems) == [("total_differs", 3, 3)]
    _, problems = read_text(f"{HEAD}\n1 | 甲公司 | {A} | 5.4 | 10\n2 | 乙公司 | {B} | 6.4 | 20\n合计 | | | 11 | 30")
    assert problems == ()


@pytest.mark.parametrize(
    ("name", "id", "said", "column"),
    [
        ("甲公司", "", "no_code", 2),
        ("甲公司", "—", "no_code", 2),
        ("甲公司", A[:-1], "wrong_code", 2),
        ("甲公司", A[:-1] + ("1" if A[-1] != "1" else "2"), "wrong_code", 2),
        ("甲公司", A[:10] + "O" + A[11:], "wrong_code", 2),
    ],
)
def test_it_leaves_out_a_row_without_a_usable_code(name: str, id: str, said: str, column: int) -> None:
    """A code is what ties sheets together: one that is missing or cannot be right takes its row out, with the reason."""
    rows, problems = read_text(f"{HEAD}\n1 | {name} | {id} | 5 | 10\n2 | 乙公司 | {B} | 6 | 20")
    assert [row.id for row in rows] == [B]
    assert said_of(problems) == [(said, 1, column)] and problems[0].is_error


def test_it_reads_codes_however_they_are_set() -> None:
    """Small letters, full-width signs and spaces are the same code."""
    rows, problems = read_text(f"{HEAD}\n1 | 甲公司 | {A.lower()[:8]} {A.lower()[8:]} | 5 | 10")
    assert rows[0].id == A and problems == ()


def test_it_takes_names_for_ids_only_where_no_codes_are_given() -> None:
    """A sheet without codes is read by name, with a warning; a row without a name is not."""
    rows, problems = read_text("企业名称 | 2025年税收（万元）\n甲公司 | 5\n | 6")
    assert [row.id for row in rows] == ["甲公司"]
    assert said_of(problems) == [("no_codes", 0, None), ("no_name", 2, 0)]


def test_it_takes_a_repeated_row_once_and_never_chooses_between_two() -> None:
    """The same row twice counts once; where figures differ the later row is left out and said."""
    rows, problems = read_text(f"{HEAD}\n1 | 甲公司 | {A} | 5 | 10\n2 | 甲公司 | {A} | 5 | 10")
    assert len(rows) == 1 and said_of(problems) == [("repeated_row", 2, None)]
    rows, problems = read_text(f"{HEAD}\n1 | 甲公司 | {A} | 5 | 10\n2 | 甲公司 | {A} | 9 | 10")
    assert len(rows) == 1 and rows[0].figures["tax@2025"] == 5
    assert said_of(problems) == [("repeated_subject", 2, 3)] and problems[0].is_error


def test_it_asks_about_names_and_codes_that_cross() -> None:
    """One name with two codes, one code with two names: both stay, both are asked."""
    _, problems = read_text(f"{HEAD}\n1 | 甲公司 | {A} | 5 | 10\n2 | 甲公司 | {B} | 6 | 20")
    assert said_of(problems) == [("same_name", 2, None)]
    _, problems = read_text(f"{HEAD}\n1 | 甲公司 | {A} | 5 | 10\n2 | 甲集团公司 | {A} | 5 | 10")
    assert ("two_names", 2, None) in said_of(problems)


def test_it_leaves_a_bad_cell_unknown_and_keeps_its_row() -> None:
    """One cell that cannot be read costs one figure."""
    rows, problems = read_text(f"{HEAD}\n1 | 甲公司 | {A} | 见附件 | 10")
    assert dict(rows[0].figures) == {"staff@2025": 10}
    assert said_of(problems) == [("not_a_number", 1, 3)]
    assert str(problems[0]).startswith("表 第2行 D列：")


def test_it_counts_what_it_rounded() -> None:
    """More decimals than are kept: rounded, said once for the column."""
    rows, problems = read_text(f"{HEAD}\n1 | 甲公司 | {A} | 5.12345678 | 10")
    assert str(rows[0].figures["tax@2025"]) == "5123457/1000000"
    assert said_of(problems) == [("rounded", 0, 3)]


def test_it_asks_whether_shares_are_percentages() -> None:
    """0.55 among shares below one, or one 0.55 among fifties: read as written, and asked."""
    head = "统一社会信用代码 | 2025年资产负债率"
    _, problems = read_text(f"{head}\n{A} | 0.55\n{B} | 0.6\n{C} | 0.4")
    assert ("percent_or_share", 0, 1) in said_of(problems)
    rows, problems = read_text(f"{head}\n{A} | 0.55\n{B} | 0.6\n{C} | 0.4", said=Said(units={"2025年资产负债率": "倍"}))
    assert rows[0].figures["debt_ratio@2025"] == 55 and problems == ()
    _, problems = read_text(f"{head}（%）\n{A} | 0.55\n{B} | 60\n{C} | 40")
    assert said_of(problems) == [("percent_or_share", 1, 1)]


def test_it_ties_projects_to_firms() -> None:
    """By credit code, or by a name that the caller has a code for; an unknown owner is asked about."""
    head = "项目代码 | 项目名称 | 建设单位 | 设备投资额（万元）"
    text = f"{head}\nP1 | 甲项目 | 甲公司 | 600\nP2 | 乙项目 | 失主公司 | 700"
    rows, problems = read_text(text, "project", Said(owners={"甲公司": A}))
    assert [(row.id, row.owner) for row in rows] == [("P1", A), ("P2", "失主公司")]
    assert said_of(problems) == [("unknown_owner", 2, 2)]
    rows, problems = read_text(
        f"项目代码 | 项目名称 | 统一社会信用代码 | 总投资（亿元）\nP1 | 甲项目 | {B} | 1.2", "project"
    )
    assert rows[0].owner == B and rows[0].figures["total_investment"] == 12_000 and problems == ()


def test_it_reads_regions_by_month() -> None:
    """A row for each county, a month in each header."""
    rows, problems = read_text(
        "县（市、区） | 2025年5月技改投资增速（%） | 2025年6月技改投资增速（%）\n江浔区 | 12.5 | -3.1\n稻溪县 | 8% | —",
        "region",
    )
    assert [(row.id, {k: float(v) for k, v in row.figures.items()}) for row in rows] == [  # type: ignore[arg-type]
        ("江浔区", {"upgrade_investment_growth@2025-05": 12.5, "upgrade_investment_growth@2025-06": -3.1}),
        ("稻溪县", {"upgrade_investment_growth@2025-05": 8.0}),
    ]
    assert problems == ()


def test_it_says_when_nothing_was_found() -> None:
    """A sheet of instructions is passed over, with a word; nothing at all is an error."""
    _, problems = read_text("填表说明 | \n一、按万元填 | 二、不要改表头")
    assert said_of(problems) == [("no_table_in_sheet", None, None), ("no_figures", None, None)]
    _, problems = read_text("2025年税收（万元） | 2025年从业人员\n5 | 6")
    assert said_of(problems) == [("no_subject", 0, None)]
