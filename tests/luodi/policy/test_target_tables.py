"""Targets that stand in tables of indicators."""

from __future__ import annotations

from datetime import date

import pytest
from tests.luodi.documents.word_files import cell, paragraph, row, table, word_file
from tests.luodi.policy.test_targets import said

from luodi.clauses.from_document import outline
from luodi.documents.from_html import parse as parse_html
from luodi.documents.from_text import parse as parse_text
from luodi.documents.from_word import parse as parse_word
from luodi.documents.model import Document
from luodi.policy.model import DocumentFacts
from luodi.policy.target_tables import targets_of_tables
from luodi.policy.targets import find_targets

FACTS = DocumentFacts(issued_on=date(2026, 3, 1), horizon=(2026, 2028))
TITLE = "临江市制造业提升行动方案（2026—2028年）"


def word(*rows: str) -> Document:
    return parse_word(word_file(paragraph(TITLE) + paragraph("一、主要目标") + table(*rows)), "临江")[0]


def page(rows: str) -> Document:
    return parse_html(f"<h1>{TITLE}</h1><p>一、主要目标</p><table>{rows}</table>".encode(), "临江")[0]


def pasted(*rows: str) -> Document:
    text = "\n".join([TITLE, "一、主要目标", *(r.replace("|", "\t") for r in rows), "二、保障措施", "加强组织领导。"])
    return parse_text(text.encode(), "临江")[0]


def read(document: Document, facts: DocumentFacts = FACTS) -> list[str]:
    return [said(target) for target in find_targets(outline(document)[0], facts)[0]]


def test_it_reads_each_figure_of_a_year_to_come_in_a_word_table() -> None:
    """The indicator from its column, the unit from its own, the year from the header; the base year is no target."""
    document = word(
        row("序号", "指标", "单位", "2025年", "2026年", "2028年"),
        row("1", "规上工业总产值", "亿元", "800", "900", "1200"),
        row("2", "高新技术企业", "家", "90", "110", "150"),
    )
    assert read(document) == [
        "规上工业总产值: >= 900 亿元 by 2026",
        "规上工业总产值: >= 1200 亿元 by 2028",
        "高新技术企业数量: >= 110 家 by 2026",
        "高新技术企业数量: >= 150 家 by 2028",
    ]


def test_it_points_at_the_cell() -> None:
    """A target's stretch is the figure's own cell in the document's text."""
    document = word(row("指标名称", "计量单位", "2028年"), row("技改投资", "亿元", "320"))
    (target,) = find_targets(outline(document)[0], FACTS)[0]
    assert target.span.slice(document.text) == "320"


def test_it_reads_merged_headers_of_a_page() -> None:
    """目标值 over two years: the header of a column is what stands above it in all header rows."""
    document = page(
        "<tr><td rowspan=2>类别<td rowspan=2>指标名称<td rowspan=2>单位<td rowspan=2>2025年实际<td colspan=2>目标值"
        "<tr><td>2027年<td>2028年"
        "<tr><td rowspan=2>质量效益<td>研发投入强度<td>%<td>2.1<td>2.5<td>2.8以上"
        "<tr><td>单位增加值能耗下降<td>%<td>—<td>[8]<td>[12]左右"
    )
    assert read(document) == [
        "研发投入强度: >= 2.5 % by 2027",
        "研发投入强度: >= 2.8 % by 2028",
        "单位增加值能耗下降幅度（累计）: >= 8 % by 2027",
        "单位增加值能耗下降幅度（累计）: ~ 12 % by 2028",
    ]


def test_it_takes_units_from_brackets_headers_and_captions() -> None:
    """A cell's own unit counts most, then the column of units, then brackets, then the caption's 单位：."""
    document = word(
        row("主要指标", "2028年目标", "年均增长（%）"),
        row("规上工业企业数（家）", "1500", "6.5"),
        row("2. 工业增加值（亿元）", "≥480", "8左右"),
        row("绿电使用比例", "35%", "—"),
    )
    assert read(document) == [
        "规上工业企业数: >= 1500 家 by 2028",
        "规上工业企业数年均增速: >= 6.5 %",
        "工业增加值: >= 480 亿元 by 2028",
        "工业增加值年均增速: ~ 8 %",
        "绿电使用比例: >= 35 % by 2028",
    ]


def test_it_reads_rows_pasted_into_plain_text() -> None:
    """Rows divided by tabs; thousands, ranges and limits in the cells."""
    document = pasted(
        "指标|单位|目标值（2028年）|属性",
        "年产值|亿元|1,250|预期性",
        "其中：电子信息|亿元|300-350|预期性",
        "万元产值用水量|立方米|≤18|约束性",
        "工业投资|亿元|年均增长10%|预期性",
    )
    assert read(document) == [
        "年产值: >= 1250 亿元 by 2028",
        "电子信息: 300-350 亿元 by 2028",
        "万元产值用水量: <= 18 立方米 by 2028",
        "工业投资年均增速: >= 10 % by 2028",
    ]


def test_it_reads_subjects_by_the_measure_in_the_header() -> None:
    """产业链|2028年产值（亿元）: each row is a subject, the header says what of it is measured."""
    document = word(
        row("产业链", "2025年产值（亿元）", "2027年产值（亿元）", "2028年产值（亿元）", "牵头单位"),
        row("光电产业链", "300", "400", "500", "市经信局"),
    )
    assert read(document) == ["光电产业链产值: >= 400 亿元 by 2027", "光电产业链产值: >= 500 亿元 by 2028"]


def test_it_asks_where_a_figure_cannot_be_read() -> None:
    """A cell with digits that are no plain figure is a question, not a guess."""
    document = word(row("指标", "单位", "2028年"), row("通航里程", "公里", "一期120、二期80"))
    targets, problems, _ = targets_of_tables(outline(document)[0], FACTS, {"plan", "notice"})
    assert not targets
    assert [problem.code for problem in problems] == ["target.table_unread"]


def test_it_counts_the_year_of_a_base_from_the_horizon_or_the_issue() -> None:
    """Without a date nothing tells the past but the header's own words."""
    document = word(row("指标", "单位", "2025年", "2026年完成", "2028年"), row("企业数", "家", "10", "12", "20"))
    assert read(document, DocumentFacts(horizon=(2026, 2028))) == ["企业数: >= 20 家 by 2028"]
    assert read(document, DocumentFacts()) == ["企业数: >= 10 家 by 2025", "企业数: >= 20 家 by 2028"]


@pytest.mark.parametrize(
    "rows",
    [
        ["序号|重点任务|牵头单位|责任单位|完成时限", "1|建设园区3个|市经信局|市财政局|2026年"],
        [
            "序号|项目名称|建设地点|总投资（亿元）|建设年限|包保单位",
            "1|光模块扩能项目|高新区|12.6|2026—2027年|市经信局",
        ],
        ["项目名称|单位|2026年计划投资（万元）|2027年计划投资（万元）", "光模块项目|临江光电公司|3000|5000"],
        ["一级指标|二级指标|分值|评分标准", "效益|亩均税收|20|达到30万元得满分"],
        ["奖励项目|认定级别|奖励标准（万元）", "绿色工厂|国家级|50"],
        ["地区|2025年|2026年", "临江区|10|20"],
        ["姓名|单位|电话", "张某|市经信局|0700-1234567"],
        ["指标|单位|2024年|2025年", "产值|亿元|800|850"],
        ["指标|单位|2028年", "产值|亿元|—"],
    ],
)
def test_it_takes_no_other_table_for_indicators(rows: list[str]) -> None:
    """Tasks, projects, scores, awards, people, past figures and empty cells are no targets."""
    in_word = word(*(row(*(cell(words) for words in r.split("|"))) for r in rows))
    for document in (in_word, pasted(*rows)):
        assert targets_of_tables(outline(document)[0], FACTS, {"plan", "notice"})[:2] == ([], [])
