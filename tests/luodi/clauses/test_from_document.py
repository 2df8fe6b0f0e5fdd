"""The outline: every style of numbering, web pages around a plan, covering notices, several plans in one file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.clauses.from_document import outline
from luodi.clauses.model import Outline
from luodi.documents.from_text import parse


def outlined(text: str) -> Outline:
    document, _ = parse(text.encode(), "sample")
    return outline(document)[0]


def shape(text: str) -> list[tuple[int, str]]:
    """Depth and words of every clause that is no title."""
    whole = outlined(text)
    return [(c.depth, whole.words(c).strip()) for c in whole.clauses if c.kind != "title"]


def parts(text: str) -> dict[str, str]:
    """Words of a clause's beginning → its part."""
    whole = outlined(text)
    return {whole.words(c).strip()[:12]: c.part for c in whole.clauses}


NOTICE = """首页 > 政务公开 > 正文

关于印发《清河市产业强链三年行动方案》的通知
发布时间:2026-03-02 10:00 阅读量:17

各县区人民政府,市直各部门:
现将《清河市产业强链三年行动方案》印发给你们,请认真贯彻执行。
清河市人民政府办公室
2026年2月27日
(此件公开发布)
清河市产业强链三年行动方案
(2026—2028年)
为加快强链补链,制定本方案。
一、总体要求
坚持稳字当头。
二、主要任务
(一)培育链主企业。每条链培育2家。
1.摸清底数。逐链排查。
2.建立名单。按季更新。
(二)补齐短板环节
抓好攻关。
附件:重点产业链分工表
招商热线:400-000-0000
版权所有:清河市某网站
"""


def test_it_joins_back_to_the_document_to_the_character() -> None:
    """The clauses one after the other are the text."""
    assert outlined(NOTICE).join() == NOTICE


@pytest.mark.parametrize("blank", ["\n", "\ufeff\n", " \n\n\t"])
def test_it_joins_back_a_document_of_white_space(blank: str) -> None:
    """A text without a single paragraph is one clause outside the plan."""
    whole = outlined(blank)
    assert whole.join() == whole.text
    assert [clause.part for clause in whole.clauses] in (["chrome"], [])


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="一二三、（(一)）1.．第条章①—— \n\u3000。；：市经信局“”《》通知方案附件2026年月日", max_size=300)
)
def test_it_joins_back_whatever_the_text(text: str) -> None:
    """No arrangement of markers, brackets and line ends loses a character or breaks the nesting."""
    document, _ = parse(("文" + text).encode(), "any")
    whole, _ = outline(document)
    assert whole.join() == document.text
    for clause in whole.clauses:
        assert clause.parent is None or clause.parent < clause.index
        assert clause.depth == (whole.clauses[clause.parent].depth + 1 if clause.parent is not None else 0)


def test_it_tells_page_notice_plan_and_annex_apart() -> None:
    """The covering notice is not the plan, and navigation, reading counts and hotlines are neither."""
    found = parts(NOTICE)
    assert found["首页 > 政务公开 > "] == "chrome"
    assert found["发布时间:2026-03-0"[:12]] == "chrome"
    assert found["各县区人民政府,市直各部"[:12]] == "notice"
    assert found["2026年2月27日"[:12]] == "notice"
    assert found["清河市产业强链三年行动方"[:12]] == "plan"
    assert found["(一)培育链主企业。每条链培"[:12]] == "plan"
    assert found["附件:重点产业链分工表"[:12]] == "annex"
    assert found["招商热线:400-000-0000"[:12]] == "chrome"


def test_it_nests_by_style() -> None:
    """一、 holds （一） holds 1., and a plain paragraph hangs on the clause above it."""
    assert shape("一、任务\n（一）强链。\n1.补链。\n抓落实。\n（二）延链。\n二、保障\n") == [
        (0, "一、任务"),
        (1, "（一）强链。"),
        (2, "1.补链。"),
        (3, "抓落实。"),
        (1, "（二）延链。"),
        (0, "二、保障"),
    ]


def test_it_nests_articles_under_chapters() -> None:
    """第X章 holds 第X条 holds （一）."""
    depths = [
        d
        for d, _ in shape(
            "第一章 总则\n第一条 目的\n第二条 对象\n（一）企业；\n（二）机构。\n第二章 附则\n第三条 解释\n"
        )
    ]
    assert depths == [0, 1, 1, 2, 2, 0, 1]


def test_it_nests_an_odd_order() -> None:
    """A document that puts 1. above （1） above ① without any 一、 still nests."""
    assert [d for d, _ in shape("1.甲事项\n（1）乙事项\n①丙事项\n②丁事项\n（2）戊事项\n2.己事项\n")] == [
        0,
        1,
        2,
        2,
        1,
        0,
    ]


def test_it_finds_clauses_in_a_text_without_line_ends() -> None:
    """A page whose lines ran together is cut behind full stops, notes and bare headings."""
    text = "清河市意见如下。一、总体要求（一）指导思想。稳中求进。（二）目标。到2028年达标。二、任务（一）强链。抓。（责任单位：市经信局）（二）补链。抓。"
    assert [d for d, _ in shape(text)] == [0, 0, 1, 1, 0, 1, 1]


@pytest.mark.parametrize(
    "text",
    [
        "清河市2.0版平台。3.5亿元的基金到位。",
        "重点（一）类企业和（二）类企业。",
        "能耗下降3.2%。1.5万家企业上云。",
        "坚持“一、二、三产业融合”发展。",
    ],
)
def test_it_does_not_take_numbers_in_a_sentence_for_clauses(text: str) -> None:
    """Decimals, brackets inside a sentence and lists in quotes open no clause."""
    assert len(shape(text)) == 1


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("1.培育链主企业。每条链培育2家。", "培育链主企业"),
        ("一、强化规划引领", "强化规划引领"),
        ("第三条 【加快集聚】", "加快集聚"),
        ("（二）建设园区：三年建成", "建设园区"),
        ("——企业培育见实效。力争到2028年达到90家。", "企业培育见实效"),
    ],
)
def test_it_reads_the_heading(line: str, heading: str) -> None:
    """The heading is what stands between the marker and the first stop."""
    whole = outlined(f"清河市方案\n{line}\n")
    assert heading in [whole.heading(c) for c in whole.clauses]


def test_it_finds_no_heading_in_a_long_sentence() -> None:
    """A first sentence of more than fifty characters is no heading."""
    whole = outlined(
        "一、各责任单位要根据任务分解的要求及时制定行动方案，明确目标、重点、措施、节点、单位和保障条件等等，按时报送市专班办公室汇总。\n"
    )
    assert whole.heading(whole.clauses[0]) is None


def test_it_tells_of_numbers_that_skip_or_repeat() -> None:
    """Numbering is taken as it stands, and asked about."""
    document, _ = parse("一、甲\n二、乙\n四、丁\n四、戊\n".encode(), "sample")
    _, problems = outline(document)
    assert [p.code for p in problems] == ["outline.skipped", "outline.repeated"]
    assert all(p.span and p.span.slice(document.text) == "四、" for p in problems)


def test_it_tells_of_nothing_where_numbers_run_on() -> None:
    """A list that starts again under another heading is in order."""
    document, _ = parse("一、甲\n（一）子\n（二）丑\n二、乙\n（一）寅\n".encode(), "sample")
    assert outline(document)[1] == []


def test_it_numbers_the_plans_of_one_file() -> None:
    """A second title with an outline of its own opens a second plan."""
    whole = outlined(
        "清河市甲方案\n一、目标\n抓好甲事。\n二、措施\n落实。\n清河市乙方案\n一、目标\n抓好乙事。\n二、措施\n落实。\n"
    )
    assert {c.plan for c in whole.clauses} == {0, 1}


def test_it_finds_the_clause_at_an_offset() -> None:
    """Any character leads to its clause, and the clause to its path."""
    whole = outlined(NOTICE)
    clause = whole.at(NOTICE.index("按季更新"))
    assert [c.marker for c in whole.path(clause)] == ["二、", "(一)", "2."]
