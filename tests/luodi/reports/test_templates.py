"""Texts with named places: filled once, checked with the place of each fault, and nothing in them is run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.reports.model import Column, Heading, Paragraph, Run, Source, Table, plain
from luodi.reports.templates import NOTHING, Place, Template, Value, check, counted, fill, words

PLACES = (
    Place("红灯数", "亮红灯的事项"), Place("期间", "如2026年1季度"), Place("黄灯数", "亮黄灯的事项"),
    Place("红灯事项表", "亮红灯的事项", "blocks"),
)  # fmt: skip
TABLE = Table((Column("事项", 1),), (((Run("一"),),),))
SOURCE = Source((3,))
VALUES = {"红灯数": counted(1, SOURCE), "期间": words("2026年1季度"), "黄灯数": counted(0, None)}


def filled(body, title="关于{期间}的通报"):
    template = Template(title, body, "各单位")
    assert check(template, PLACES) == []
    return fill(template, VALUES, {"红灯事项表": (TABLE,)})


def test_it_fills_places_and_keeps_where_figures_come_from():
    """A figure is a run of its own with its source; words around it are joined."""
    found = filled("# 一、总体情况\n{期间}共{红灯数}项红灯。\n[红灯事项表]\n")
    assert found.title == "关于2026年1季度的通报"
    assert found.blocks == (
        Heading(1, (Run("一、总体情况"),)),
        Paragraph((Run("2026年1季度共"), Run("1", SOURCE), Run("项红灯。"))),
        TABLE,
    )


def test_it_leaves_out_lines_that_depend_on_nothing():
    """[有…] keeps a line where there is something, [无…] where there is nothing; several may stand together."""
    body = "[有红灯数]有红灯。\n[有黄灯数]有黄灯。\n[无黄灯数]没有黄灯。\n[有红灯数][无黄灯数]只有红灯。\n[无红灯数][红灯事项表]"
    assert [plain(block.runs) for block in filled(body).blocks] == ["有红灯。", "没有黄灯。", "只有红灯。"]


def test_it_goes_on_with_the_paragraph_above():
    """[接] joins a line to the paragraph before it; after a heading or a table it begins one."""
    body = "# 一、总\n[接]共{红灯数}项\n[接][有黄灯数]，黄灯\n[接]。\n[红灯事项表]\n[接]完。"
    assert [plain(b.runs) for b in filled(body).blocks if not isinstance(b, Table)] == ["一、总", "共1项。", "完。"]


def test_it_numbers_the_headings_that_are_left():
    """A section without content is left out with its heading, and those after it move up; words without a number stay."""
    body = "# 一、甲\n[有黄灯数]# 二、乙\n# 三、丙\n## （三）丁\n# 四、戊\n## （九）己\n# 结语"
    assert [plain(b.runs) for b in filled(body).blocks] == [
        "一、甲",
        "二、丙",
        "（一）丁",
        "三、戊",
        "（一）己",
        "结语",
    ]


def test_it_hangs_tables_on_the_report():
    """[附件：…] is an annex of its own; an empty table hangs nothing on, and a condition may ask for it."""
    template = Template("题", "[有空表]有。\n[无空表]没有。\n[附件：红灯事项表]\n[附件:空表]")
    found = fill(template, VALUES, {"红灯事项表": (TABLE,), "空表": (NOTHING,)})
    assert [(annex.title, annex.blocks) for annex in found.annexes] == [("红灯事项表", (TABLE,))]
    assert [plain(b.runs) for b in found.blocks] == ["没有。"]
    assert [p.code for p in check(Template("题", "[附件：红灯表]"), PLACES)] == ["template.unknown_place"]


def test_it_writes_braces_that_are_doubled():
    """{{ is a brace; a value that holds braces is not read again."""
    assert [plain(b.runs) for b in filled("集合{{甲}}").blocks] == ["集合{甲}"]
    template = Template("题", "{期间}")
    once = fill(template, {"期间": words("{红灯数}")}, {})
    assert plain(once.blocks[0].runs) == "{红灯数}"


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        ("共{红灯}项", "template.unknown_place", "正文第1行的名称“红灯”不认识。"),
        ("一\n\n{红灯数", "template.unclosed", "正文第3行第1个字"),
        ("红灯数}项", "template.unclosed", "第4个字"),
        ("{}", "template.unknown_place", "“”不认识"),
        ("见{红灯事项表}", "template.wrong_kind", "不能放在句子里"),
        ("[红灯数]", "template.wrong_kind", "不是表"),
        ("[蓝灯事项表]", "template.unknown_place", "“蓝灯事项表”"),
        ("[有蓝灯数]有。", "template.unknown_place", "“蓝灯数”"),
        ("{红灯数.__class__}", "template.unknown_place", "“红灯数.__class__”"),
        ("  ", "template.empty", "正文是空的"),
        ("长" * 20_001, "template.too_long", "20000字"),
    ],
)
def test_it_says_what_is_wrong_and_where(body, code, said):
    """Line and column, the name, and what to write instead."""
    problems = check(Template("题", body), PLACES)
    assert [problem.code for problem in problems] == [code]
    assert said in problems[0].message and problems[0].hint


def test_it_names_the_nearest_place():
    """A slip of the pen is answered with the name that was probably meant."""
    assert "是不是“红灯数”" in check(Template("题", "{红灯}"), PLACES)[0].hint
    assert [p.code for p in check(Template(" ", "文"), PLACES)] == ["template.empty"]
    assert "标题" in check(Template("{季度}", "文"), PLACES)[0].message


@given(st.text("{}[]有无红灯数 #\n甲", max_size=60))
def test_it_fills_whatever_passes_the_check(body):
    """No text that is found without fault fails when it is filled, and no place is left standing."""
    template = Template("题", body)
    if check(template, PLACES):
        return
    found = fill(template, {"红灯数": Value("7", SOURCE)} | VALUES, {"红灯事项表": (TABLE,)})
    for block in found.blocks:
        if isinstance(block, Paragraph):
            assert "{红灯数}" not in plain(block.runs) or "{{" in body
