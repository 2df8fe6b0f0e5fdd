"""Papers: drafted with their figures, signed off by three people, numbered, and never changed once issued."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.reports.templates import Template
from luodi.reports.to_json import from_json
from luodi_site.accounts.actions.people import add_person
from luodi_site.accounts.models import Membership
from luodi_site.lib.immutable import WrittenOnce
from luodi_site.supervision import actions
from luodi_site.supervision.models import IssuedPaper, Paper, PaperEntry
from luodi_site.supervision.paper_history import standing

ON = date(2026, 3, 31)


@pytest.fixture
def second(cast):
    """Another clerk of the office, who reviews."""
    return add_person(
        actor=None, username="second", name="吕核稿", password="open-sesame-7", has_to_change_password=False,
        posts=[(cast.office_unit, Membership.Role.OFFICE)],
    )  # fmt: skip


def draft(cast, kind="progress", **more):
    return actions.draft_paper(
        region=cast.city, kind=kind, actor=cast.office, issuer=cast.office_unit.name, on=more.pop("on", ON),
        first_on=date(2026, 1, 1), last_on=date(2026, 3, 31), period="2026年1季度",
    )  # fmt: skip


def step(paper, person, name, **more):
    actions.take_paper_step(
        paper=paper, actor=person, version=more.pop("version", paper.version), step=name, on=ON, **more
    )


def signed(cast, second, kind="progress"):
    paper = draft(cast, kind)
    step(paper, second, "review")
    step(paper, cast.leader, "sign")
    return paper


def test_it_drafts_with_the_figures_of_the_day(edition, cast):
    """Two matters were opened; one nobody leads; each figure leads to its rows."""
    on = edition.matters.first().entries.first().on
    report = from_json(draft(cast, on=on).content)
    words = "".join(run.text for run in report.runs())
    assert "列入台账的事项共2项" in words and "尚未明确牵头单位的1项" in words
    numbers = {one.number for run in report.figures() for one in run.source.references if one.kind == "matter"}
    assert numbers == set(edition.matters.values_list("pk", flat=True))


def test_it_issues_what_three_people_saw(cast, second):
    """起草、核稿、签发 by three people; the number stands in the words as issued, which are kept apart."""
    paper = signed(cast, second)
    with pytest.raises(actions.SomeoneElse):
        step(paper, cast.office, "issue", version=1)
    step(paper, cast.office, "issue")
    kept = IssuedPaper.objects.get()
    assert (paper.state, paper.code, kept.code) == ("issued", "松陵督通〔2026〕1号", "松陵督通〔2026〕1号")
    assert from_json(kept.content).masthead.number == kept.code
    with pytest.raises(WrittenOnce):
        kept.delete()
    with pytest.raises(actions.Refused):
        actions.change_paper(
            paper=paper, actor=cast.office, version=paper.version, template=Template("题", "文"), on=ON
        )
    following = signed(cast, second, "meeting")
    step(following, cast.office, "issue")
    assert following.code == "松陵督通〔2026〕2号"


def test_it_wastes_no_number_on_a_paper_that_may_not_go_out(cast, second):
    """A refused issue gives no number."""
    paper = draft(cast)
    with pytest.raises(actions.Refused):
        step(paper, cast.office, "issue")
    done = signed(cast, second)
    step(done, cast.office, "issue")
    assert done.code.endswith("〕1号")


def test_it_sends_back_what_is_changed(cast, second):
    """Signed words that change are a draft again, and the words are built anew from the new text."""
    paper = signed(cast, second)
    actions.change_paper(
        paper=paper,
        actor=cast.office,
        version=paper.version,
        template=Template("关于{期间}的通报", "共{事项总数}项。"),
        on=ON,
    )
    paper.refresh_from_db()
    assert (paper.state, paper.title) == ("drafted", "关于2026年1季度的通报")
    assert standing(paper).signer == ""
    assert [entry.kind for entry in PaperEntry.objects.filter(paper=paper).order_by("id")] == [
        "draft", "review", "sign", "change",
    ]  # fmt: skip


def test_it_refuses_a_faulty_text_whole(cast):
    """Neither a paper nor a region's text takes a name that is not there; nothing is kept."""
    paper = draft(cast)
    bad = Template("题", "共{事项}项。")
    with pytest.raises(actions.Refused, match="不认识"):
        actions.change_paper(paper=paper, actor=cast.office, version=1, template=bad, on=ON)
    with pytest.raises(actions.Refused, match="不认识"):
        actions.keep_text(region=cast.city, kind="progress", actor=cast.office, template=bad)
    assert Paper.objects.get().version == 1


def test_it_begins_with_the_text_of_the_office(cast):
    """The office's own text, until it goes back to the one that comes along; drafted papers keep theirs."""
    own = Template("{期间}情况", "截至{日期}，在办{在办数}项。", "各单位")
    actions.keep_text(region=cast.city, kind="progress", actor=cast.office, template=own)
    first = draft(cast)
    assert (first.title, first.addressees) == ("2026年1季度情况", "各单位")
    actions.keep_text(region=cast.city, kind="progress", actor=cast.office, template=None)
    assert draft(cast).title == "关于2026年1季度重点任务进展情况的通报"
    assert Paper.objects.get(pk=first.pk).title == "2026年1季度情况"


def test_it_lets_nobody_review_their_own_words(cast):
    """The drafter is refused, and told to find another."""
    with pytest.raises(actions.Refused, match="请由另一个人"):
        step(draft(cast), cast.office, "review")
