"""Figures off by four places: asked about, never changed, and firms that are merely large left in peace."""

from __future__ import annotations

from tests.luodi.datasets.workbooks import code, read_text, said_of

HEAD = "统一社会信用代码 | 2025年营业收入（万元） | 2025年主营业务收入（万元） | 2025年资产总额（万元） | 2025年税收（万元）"


def line(number: int, income: str, revenue: str, assets: str, tax: str) -> str:
    return f"\n{code(number)} | {income} | {revenue} | {assets} | {tax}"


def test_it_asks_about_a_figure_in_yuan_among_figures_in_ten_thousands() -> None:
    """主营业务收入 30000000 beside 营业收入 3100: a question at that cell, and the figure as it was written."""
    text = HEAD + line(1, "3100", "30000000", "2500", "90") + line(2, "5000", "4800", "6000", "150")
    rows, problems = read_text(text)
    assert said_of(problems) == [("wrong_by_ten_thousand", 1, 2)]
    assert problems[0].problem.severity == "question" and "万元" in problems[0].problem.message
    assert rows[0].figures["revenue@2025"] == 30_000_000


def test_it_asks_once_about_a_whole_column() -> None:
    """All of a column in yuan: one question, at its first figure."""
    text = HEAD + "".join(line(n, f"{n}000", f"{n}0000000", f"{n}500", "90") for n in range(1, 9))
    _, problems = read_text(text)
    assert said_of(problems) == [("wrong_by_ten_thousand", 1, 2)]
    assert "这一列" in problems[0].problem.message


def test_it_asks_where_only_the_column_tells() -> None:
    """Tax of 1,500,000 where all others pay about 150."""
    text = (
        "统一社会信用代码 | 2025年税收（万元）"
        + "".join(f"\n{code(n)} | {100 + n * 9}" for n in range(1, 12))
        + f"\n{code(20)} | 1500000"
    )
    _, problems = read_text(text)
    assert said_of(problems) == [("wrong_by_ten_thousand", 12, 1)]


def test_it_leaves_large_and_small_firms_alone() -> None:
    """A firm a thousand times larger than another is no mistake; nor is a holding with assets and few sales."""
    text = (
        HEAD
        + line(1, "1280000", "1270000", "990000", "30000")
        + line(2, "310", "300", "250", "9")
        + line(3, "120", "100", "90000", "3")
    )
    _, problems = read_text(text)
    assert problems == ()
