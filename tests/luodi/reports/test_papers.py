"""Papers: every text that comes along fills, each figure says where it comes from, and the annex lists it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.luodi.reports.facts import EMPTY, FACTS, ORDERS

from luodi.reports.from_yaml import paper_text, paper_texts
from luodi.reports.model import Report, Run, Table, plain
from luodi.reports.papers import build, only_sources, places_of, with_sources
from luodi.reports.templates import Template, check
from luodi.reports.to_json import from_json, to_json
from luodi.reports.to_word import to_bytes

# The breakdown of a policy is written from other facts: tests/luodi/reports/test_breakdown.py.
KEYS = [text.key for text in paper_texts() if text.key != "breakdown"]


def paper(key, facts=FACTS, **more) -> Report:
    facts = replace(facts, order=ORDERS[0]) if key == "order" else facts
    return build(key, paper_text(key).template, facts, **more)


def words(report):
    return "\n".join(plain(b.runs) for b in report.blocks if not isinstance(b, Table))


@pytest.mark.parametrize("key", KEYS)
def test_it_fills_every_text_that_comes_along(key):
    """No fault in the text, no place left over, and the Word file is the same bytes twice; so for a city without data."""
    assert check(paper_text(key).template, places_of(key)) == []
    for facts in (FACTS, EMPTY):
        report = paper(key, facts, number="松强办〔2026〕2号")
        assert "{" not in report.title + words(report) and "[" not in words(report)
        assert to_bytes(report) == to_bytes(report)


@pytest.mark.parametrize("key", KEYS)
def test_it_says_of_each_figure_where_it_comes_from(key):
    """Every digit of a counted figure is a run with the rows it was counted from, as many as the figure says."""
    report = paper(key)
    for run in report.figures():
        assert run.source.references, run.text
        if run.text.isdecimal() and run.text not in ("1", "2", "3"):
            assert len(run.source.references) == int(run.text)
    assert from_json(to_json(report)) == report


def test_it_reports_progress():
    """Totals, lights, issues and orders of the quarter; what does not apply is not said."""
    said = words(paper("progress"))
    assert (
        "列入台账的事项共4项，累计办结1项，办结率25%，其中本期办结1项。在办事项3项，其中绿灯1项、黄灯0项、红灯1项、"
        "暂未亮灯1项（还没有报送）。在办事项中已过时限的1项。" in said
    )
    assert "已过时限的1项" in said and "尚未明确牵头单位的1项" in said and "另有橙灯" not in said
    assert "超期未销号1项" in said and "到期仍未回复的督办单共1份" in said
    empty = words(paper("progress", EMPTY))
    assert "本期没有发出督办单" in empty and "目前没有亮红灯的事项" in empty


def test_it_puts_actual_and_scheduled_progress_in_columns_of_their_own():
    """Each share is one word in its cell; columns without a word, and a light that all rows share, are left out."""
    table = next(b for b in paper("progress").blocks if isinstance(b, Table) and b.columns[1].title == "事项")
    assert [column.title for column in table.columns] == ["序号", "事项", "牵头单位", "时限", "进度", "应达", "原因"]
    assert [plain(cell) for cell in table.rows[0][4:]] == ["40%", "100%", "逾期11天"]
    cleared = replace(FACTS, issues=tuple(replace(one, firm="") for one in FACTS.issues))
    issues = next(b for b in paper("issue_list", cleared).blocks if isinstance(b, Table))
    assert "涉及企业" not in [column.title for column in issues.columns]


def test_it_shows_a_unit_only_its_own_rows():
    """Figures stay as they are; behind them only what the reader may open, and nothing where there is none."""
    whole = paper("progress")
    mine = only_sources(whole, lambda one: one.number == 11)
    assert words(mine) == words(whole)
    assert {one.number for run in mine.figures() for one in run.source.references} == {11}
    assert only_sources(whole, lambda one: True) == whole
    assert not only_sources(whole, lambda one: False).figures()


def test_it_praises_and_criticises_with_reasons():
    """市科技局 finished in time and nothing speaks against it; 市经信局 is red, late and silent; 市财政局 is praised for
    its issue. Nobody is praised in a city without data."""
    praise = words(paper("commend"))
    assert "市财政局、市科技局等2个单位" in praise or "市科技局、市财政局等2个单位" in praise
    assert "按期办结“建设中试平台”" in praise and "按期解决“贷款续期”" in praise
    blame = words(paper("criticise"))
    assert (
        "1.市经信局：“培育成长型企业”亮红灯（逾期11天）；“用电扩容未批”超期未销号；松督〔2026〕1号到期未回复。" in blame
    )
    assert "市财政局" not in blame
    assert words(paper("commend", EMPTY)) == "2026年1季度没有符合表扬条件的单位。"


def test_it_puts_a_leaders_page_in_one_table():
    """What is red, why, and what is asked of whom: the order that is running, with its day."""
    report = paper("meeting")
    table = next(block for block in report.blocks if isinstance(block, Table))
    assert [plain(cell) for cell in table.rows[0]] == [
        "培育成长型企业", "逾期11天", "请市经信局按督办单（松督〔2026〕1号）要求，2026年4月3日前完成整改",
    ]  # fmt: skip
    assert report.masthead is None


def test_it_writes_an_order():
    """To whom, about what, why, until when to reply and to put right."""
    report = paper("order", number="松督〔2026〕1号")
    assert report.title == "关于“培育成长型企业”的红色督办单" and report.addressees == "市经信局"
    assert "请于2026年3月27日前书面回复" in words(report) and "请于2026年4月3日前完成整改" in words(report)
    assert report.masthead.number == "松督〔2026〕1号"


def test_it_says_how_urgent_an_order_is():
    """In its head, and in a text that asks for it; an ordinary one says nothing."""
    assert paper("order").masthead.urgency == ""
    urgent = replace(FACTS, order=replace(ORDERS[0], urgency="特急"))
    text = Template("督办单", "[有紧急程度]此件{紧急程度}。\n请办理。", "")
    assert build("order", text, urgent).masthead.urgency == "特急"
    assert "此件特急。" in words(build("order", text, urgent))
    assert "此件" not in words(build("order", text, replace(FACTS, order=ORDERS[0])))


def test_it_sums_up_a_year_by_quarter():
    """Quarters to come are left out."""
    table = next(block for block in paper("yearly").blocks if isinstance(block, Table))
    assert [[plain(cell) for cell in row] for row in table.rows] == [["2026年1季度", "1", "2", "1", "1"]]


def test_it_lists_sources_in_an_annex():
    """Each figure, its sentence, and the rows behind it by name and number; the paper itself stays as it was."""
    report = paper("progress")
    found = with_sources(report)
    assert found.blocks == report.blocks and found.annexes[-1].title == "数据出处"
    rows = [[plain(cell) for cell in row] for row in found.annexes[-1].blocks[0].rows]
    assert len(rows) == len(report.figures())
    total = next(row for row in rows if row[1] == "4")
    assert total[2].startswith("截至2026年3月31日") and "培育成长型企业（编号11）" in total[3]
    many = replace(FACTS, matters=tuple(replace(FACTS.matters[0], number=n, title="事" * 40) for n in range(20)))
    named = [plain(row[3]) for row in with_sources(paper("progress", many)).annexes[-1].blocks[0].rows]
    assert named[0].endswith("等20项") and len(named[0]) < 200
    bare = Report("meeting", "题", (), report.signature)
    assert with_sources(bare) == bare
    assert Run("4") not in report.figures()
