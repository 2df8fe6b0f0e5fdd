"""Search over everything, kept current by what people do, as far as each may see."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.urls import reverse
from tests.luodi_site.conftest import issued_breakdown

from luodi_site.boards.searching import find, rebuild
from luodi_site.search.models import SearchEntry, SearchWord
from luodi_site.supervision import actions


@pytest.fixture
def matter(edition, cast):
    actions.open_edition(edition=edition, actor=cast.office)
    return edition.matters.order_by("position").first()


def kinds(person, words):
    return {section.kind for section in find(person, words).sections}


def test_it_finds_clauses_and_matters_once_published(matter, cast):
    """The clause opens the document at its place, highlighted; the matter its own page."""
    sections = {section.kind: section for section in find(cast.lead, "成长型企业").sections}
    assert set(sections) == {"clause", "matter"}
    assert "#here" in sections["clause"].lines[0].url
    assert sections["matter"].lines[0].url == reverse("supervision:matter", args=[matter.pk])


def test_it_finds_a_document_by_its_name_once(matter, cast):
    """Not with all of its clauses, matters and reports."""
    sections = find(cast.office, "制造业提质行动方案").sections
    assert [(section.kind, section.count) for section in sections] == [("clause", 1)]


def test_it_finds_what_was_reported_at_once(matter, cast):
    """A report's words, for whom the matter concerns; not while they are a draft."""
    report = actions.start_report(matter=matter, actor=cast.lead)
    actions.save_report(report=report, actor=cast.lead, version=1, values={"words": "完成首批诊断"})
    assert kinds(cast.office, "首批诊断") == set()
    actions.submit_report(report=report, actor=cast.lead, version=report.version, values={"words": "完成首批诊断"})
    assert kinds(cast.office, "首批诊断") == kinds(cast.responsible, "首批诊断") == {"report"}
    assert kinds(cast.unrelated, "首批诊断") == set()


def test_it_finds_issues_with_all_that_was_said(cast):
    """Raised by one unit, found by it and by the office."""
    issue = actions.raise_issue(
        actor=cast.lead, unit=cast.lead_unit, region=cast.city, title="检测设备进不来", words="海关查验等了三个月。"
    )
    assert kinds(cast.office, "海关查验") == kinds(cast.lead, "检测设备") == {"issue"}
    actions.take_step(
        issue=issue,
        actor=cast.office,
        unit=cast.office_unit,
        version=issue.version,
        step="decline",
        words="不属于本市事权。",
    )
    assert kinds(cast.lead, "本市事权") == {"issue"}
    assert kinds(cast.firm, "检测设备") == set()


def test_it_finds_papers_for_whoever_reads_them(matter, edition, cast):
    """By a word of the body: whom an issued one concerns, and a draft for the office and the leader alone."""
    issued_breakdown(cast, edition)
    for reader in (cast.leader, cast.lead, cast.responsible):
        assert "paper" in kinds(reader, "任务分解情况")
    assert "paper" not in kinds(cast.bystander, "任务分解情况") | kinds(cast.unrelated, "任务分解情况")
    dates = {
        "on": date(2026, 3, 10),
        "first_on": date(2026, 1, 1),
        "last_on": date(2026, 3, 31),
        "period": "2026年1季度",
    }
    actions.draft_paper(region=cast.city, kind="progress", actor=cast.office, issuer="", **dates)
    assert "paper" in kinds(cast.office, "办结率")
    assert "paper" not in kinds(cast.lead, "办结率")


def test_it_finds_the_words_of_the_edition_in_force(matter, make_reading, edition, cast):
    """A superseded edition's clauses and matters give way."""
    assert find(cast.office, "成长型企业").total == 2
    rebuilt = rebuild()
    assert rebuilt == SearchEntry.objects.count()


def test_it_makes_the_table_anew_as_the_actions_left_it(matter, cast):
    """Rebuilding changes nothing where every action did its part."""
    report = actions.start_report(matter=matter, actor=cast.lead)
    actions.submit_report(report=report, actor=cast.lead, version=report.version, values={"words": "完成首批诊断"})
    actions.raise_issue(
        actor=cast.lead, unit=cast.lead_unit, region=cast.city, title="检测设备进不来", words="等了三个月。"
    )
    issued_breakdown(cast, matter.edition)

    def table():
        words = SearchWord.objects.values_list("word", "kind", "rank", "entry__kind", "entry__number")
        entries = SearchEntry.objects.values_list("kind", "number", "owner", "title", "words", "on", "start", "end")
        return json.dumps([sorted(words), sorted(entries)], default=str, ensure_ascii=False)

    before = table()
    rebuild()
    assert table() == before


def test_it_marks_what_was_asked_and_shows_one_kind_alone(matter, cast, as_):
    """Words come back marked and escaped; the kind stands in the address."""
    client, url = as_(cast.office), reverse("boards:search")
    html = client.get(url, {"q": "培育"}).content.decode()
    assert "<mark>培育</mark>" in html and "政策条款" in html
    only = client.get(url, {"q": "培育", "kind": "matter"})
    assert [section.kind for section in only.context["found"].sections] == ["matter"]
    assert "没有找到" in as_(cast.unrelated).get(url, {"q": "培育"}).content.decode()
