"""The circular of a breakdown: complete, in official wording, and with nothing that the document does not say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.luodi.ledger import policies

from luodi.ledger.duty_dates import date_duties
from luodi.ledger.from_policy import open_matters
from luodi.reports import papers, templates
from luodi.reports.breakdown import BreakdownFacts
from luodi.reports.from_yaml import paper_text
from luodi.reports.model import Heading, Paragraph, Table, plain
from luodi.reports.to_json import from_json, to_json


def built(policy=None, on=date(2026, 3, 10), issuer="", number="", matters=None):
    policy, outline = policy or policies.policy(), policies.outline()
    opened, _ = open_matters(policy, outline)
    dates, _ = date_duties(policy, outline)
    facts = BreakdownFacts(
        "澄江市", issuer, on, policy, tuple(opened if matters is None else matters), tuple(dates), outline.text
    )
    return papers.build("breakdown", paper_text("breakdown").template, facts, number=number)


def lines(report):
    return [plain(b.runs) for b in report.blocks if not isinstance(b, Table)]


def test_it_has_the_parts_of_a_circular():
    """Title, addressees, opening, numbered sections, signature and the list of tasks as annex."""
    report = built(issuer="澄江市推进办", number="澄推办〔2026〕3号")
    assert report.title == "关于《澄江市制造业提升三年行动方案》任务分解情况的通报"
    heads = [plain(b.runs) for b in report.blocks if isinstance(b, Heading) and b.level == 1]
    assert heads == ["一、总体情况", "二、各牵头单位任务", "三、近期时间节点", "四、有关要求"]
    assert (report.signature.issuer, report.signature.on) == ("澄江市推进办", date(2026, 3, 10))
    assert report.masthead.number == "澄推办〔2026〕3号"
    assert [len(a.blocks[-1].rows) for a in report.annexes] == [3]


def test_it_lists_the_tasks_of_each_lead_unit():
    """Each lead has its section with the number of tasks it leads; units and deadline stand behind the task."""
    said = lines(built())
    at = said.index("（一）市经信局（牵头1项）")
    assert said[at + 1] == (
        "1.培育龙头企业。（责任单位：市财政局、各区人民政府；配合单位：市税务局；时限：2026年9月底前）"
    )
    assert "（二）未明确牵头单位的任务（1项）" in said
    assert "（三）待分派任务（1项）" in said


def test_it_counts_what_the_document_says():
    """Tasks, units, leads, targets and deadlines are counted, and the document's own facts are named."""
    said = "".join(lines(built()))
    assert "由澄江市人民政府办公室于2026年3月5日印发，实施期限为2026年至2027年。" in said
    assert "共分解任务3项，涉及单位5个，其中牵头单位1个。尚待分派的任务1项。" in said
    assert "文件提出量化目标3项，其中2027年到期2项、未写明年份1项。" in said


def test_it_names_only_what_is_due_in_the_coming_half_year():
    """Of a recurring duty the next day stands in the table; days beyond six months and undated duties do not."""
    table = next(b for b in built().blocks if isinstance(b, Table) and b.columns[0].title == "时间")
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["2026年3月31日前", "工作进度报告（每季度）", "各牵头单位", "二"],
        ["2026年4月15日前", "实施方案（报市推进办）", "各责任单位", "二"],
    ]
    assert any("未写明具体日期的事项：进展通报（市推进办，定期）。" in line for line in lines(built()))


def test_it_says_when_every_day_has_passed():
    """After the last day the section says so instead of an empty table."""
    report = built(on=date(2030, 1, 1))
    assert "截至2030年1月1日，文件写明的时间节点均已届满。" in lines(report)
    assert not [b for b in report.blocks if isinstance(b, Table) and b.columns[0].title == "时间"]


def test_it_requires_nothing_that_the_document_does_not():
    """The requirements are the document's own sentences; without duties the section is left out."""
    said = lines(built())
    at = said.index("四、有关要求")
    asked = [line.split(".", 1)[1] for line in said[at + 2 :]]
    assert asked
    assert all(words in policies.TEXT for words in asked)
    assert "有关要求" not in "".join(lines(built(replace(policies.policy(), duties=()))))


def test_it_has_no_lead_sections_where_nobody_leads():
    """A document that names no lead is shared out by responsible unit, and the annex has no column of dashes."""
    policy = policies.policy()
    policy = replace(policy, tasks=tuple(replace(t, lead=()) for t in policy.tasks[:2]))
    report = built(policy)
    assert "二、各责任单位任务" in lines(report)
    assert "文件未明确牵头单位" in "".join(lines(report))
    assert [c.title for c in report.annexes[0].blocks[-1].columns] == ["序号", "任务", "责任单位", "时限", "出处"]


def test_it_can_follow_every_figure():
    """A figure has matters or stretches behind it; the count of tasks has exactly the matters."""
    report = built()
    assert all(run.source.matters or run.source.spans for run in report.figures())
    counts = [
        run for b in report.blocks if isinstance(b, Paragraph) for run in b.runs if run.source and run.text == "3"
    ]
    assert counts[0].source.matters == (1, 2, 3)
    for run in report.figures():
        if not run.text.isdigit() and run.source.spans and not run.source.matters:
            assert run.source.spans[0].end <= len(policies.TEXT)


def test_it_comes_back_from_its_record():
    """A report kept as JSON is read back the same, sources and all."""
    report = built(issuer="澄江市推进办")
    assert from_json(to_json(report)) == report


def test_it_leaves_no_gap_where_a_section_is_left_out():
    """Without matters and duties the sections that remain are numbered on, and nothing hangs on the report."""
    report = built(replace(policies.policy(), duties=()), matters=())
    assert not report.annexes
    heads = [plain(b.runs) for b in report.blocks if isinstance(b, Heading) and b.level == 1]
    assert heads[0] == "一、总体情况" and "各牵头单位任务" not in "".join(heads)
    assert [head[0] for head in heads] == ["一", "二", "三", "四"][: len(heads)]
    assert "文件没有列出任务。" in lines(report)


def test_it_says_where_its_figures_come_from_on_paper():
    """The annex of sources names tasks by their place in the list."""
    annex = papers.with_sources(built()).annexes[-1]
    said = [plain(row[3]) for row in annex.blocks[0].rows]
    assert "任务清单第1—3项" in said and "文件原文" in said


def test_it_is_a_text_without_faults():
    """What comes along passes the check that an office's own text has to pass."""
    assert templates.check(paper_text("breakdown").template, papers.places_of("breakdown")) == []
