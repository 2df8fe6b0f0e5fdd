"""The pages of papers: drafting, sources of figures, signing off, Word, and who may do what."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from django.urls import reverse
from django.utils import timezone
from tests.luodi_site.conftest import issued_breakdown

from luodi_site.accounts.actions.people import add_person
from luodi_site.accounts.models import Membership
from luodi_site.notices.models import Notice
from luodi_site.supervision.models import Paper


def words(response):
    return response.content.decode()


@pytest.fixture
def second(cast):
    return add_person(
        actor=None, username="second", name="吕核稿", password="open-sesame-7", has_to_change_password=False,
        posts=[(cast.office_unit, Membership.Role.OFFICE)],
    )  # fmt: skip


@pytest.fixture
def paper(as_, cast, edition):
    data = {
        "kind": "progress", "region": cast.city.pk, "on": timezone.localdate().isoformat(), "every": "quarter",
        "issuer": "松陵市产业强市推进办公室",
    }  # fmt: skip
    assert as_(cast.office).post(reverse("supervision:new_paper"), data).status_code == 302
    return Paper.objects.get()


def post(as_, person, paper, step, **data):
    paper.refresh_from_db()
    return as_(person).post(
        reverse("supervision:paper_step", args=[paper.pk, step]), {"version": paper.version, **data}
    )


def test_it_shows_each_figure_with_its_sources(as_, cast, paper, led):
    """A figure is a link to the list of what it was counted from, and that leads to the matter."""
    page = words(as_(cast.leader).get(reverse("supervision:paper", args=[paper.pk])))
    assert 'href="#s1"' in page and 'id="s1"' in page
    assert reverse("supervision:matter", args=[led.pk]) in page
    assert "待核稿" in page and "核稿</button>" not in page


def test_it_signs_off_on_the_page(as_, cast, paper, second):
    """Reviewed by a colleague, signed by the leader, issued by the office; the Word file carries the number."""
    assert post(as_, cast.office, paper, "review").status_code == 403
    assert post(as_, second, paper, "review").status_code == 302
    assert post(as_, cast.leader, paper, "sign", words="同意").status_code == 302
    assert post(as_, cast.leader, paper, "issue").status_code == 403
    assert post(as_, cast.office, paper, "issue").status_code == 302
    paper.refresh_from_db()
    assert paper.state == "issued"
    content = as_(cast.leader).get(reverse("supervision:paper_word", args=[paper.pk])).content
    lines = [p.text for p in docx.Document(BytesIO(content)).paragraphs]
    assert paper.code in lines
    sources = as_(cast.leader).get(reverse("supervision:paper_word", args=[paper.pk]), {"sources": 1}).content
    assert any("数据出处" in p.text for p in docx.Document(BytesIO(sources)).paragraphs)
    assert "不能这样操作" in words(as_(cast.office).post(
        reverse("supervision:paper_step", args=[paper.pk, "drop"]), {"version": 1, "words": "x"}, follow=True))  # fmt: skip


def test_it_asks_why_a_paper_is_sent_back(as_, cast, paper):
    """Without a reason the page comes back; with one the drafter reads it in the history."""
    assert post(as_, cast.leader, paper, "send_back").status_code == 422
    post(as_, cast.leader, paper, "send_back", words="补充园区情况")
    assert "补充园区情况" in words(as_(cast.office).get(reverse("supervision:paper", args=[paper.pk])))


def test_it_changes_words_with_the_fault_in_its_line(as_, cast, paper):
    """The editor lists the names; a slip is told with its line and the nearest name."""
    url = reverse("supervision:change_paper", args=[paper.pk])
    assert "{红灯数}" in words(as_(cast.office).get(url))
    data = {"version": 1, "title": "通报", "on": paper.on.isoformat(), "body": "一\n共{红灯}项"}
    bad = as_(cast.office).post(url, data)
    assert bad.status_code == 422 and "正文第2行的名称“红灯”不认识" in words(bad)
    assert as_(cast.office).post(url, {**data, "body": "共{红灯数}项。"}).status_code == 302
    assert Paper.objects.get().body == "共{红灯数}项。"
    assert as_(cast.leader).get(url).status_code == 403


def test_it_keeps_the_texts_of_an_office(as_, cast):
    """Listed by kind, saved without faults only, put back by one button."""
    url = reverse("supervision:paper_text", args=[cast.city.pk, "order"])
    assert "督办单" in words(as_(cast.office).get(reverse("supervision:paper_texts")))
    assert as_(cast.office).post(url, {"title": "单", "body": "{红灯数}"}).status_code == 422
    assert as_(cast.office).post(url, {"title": "{督办单名称}", "body": "请{督办单位}办理。"}).status_code == 302
    assert "本单位文本" in words(as_(cast.office).get(reverse("supervision:paper_texts")))
    as_(cast.office).post(url, {"reset": "1"})
    assert "本单位文本" not in words(as_(cast.office).get(reverse("supervision:paper_texts")))
    assert as_(cast.office).get(reverse("supervision:paper_text", args=[cast.city.pk, "poem"])).status_code == 404


def test_it_takes_no_day_to_come(as_, cast):
    """Figures of tomorrow do not exist."""
    data = {"kind": "meeting", "region": cast.city.pk, "on": "2099-01-01", "every": "month"}
    response = as_(cast.office).post(reverse("supervision:new_paper"), data)
    assert response.status_code == 422 and "还没有到这一天" in words(response)
    assert as_(cast.firm).get(reverse("supervision:papers")).status_code == 403


def test_it_changes_to_no_day_to_come(as_, cast, paper):
    """Nor does a change ask for them."""
    url = reverse("supervision:change_paper", args=[paper.pk])
    response = as_(cast.office).post(url, {"version": 1, "title": "通报", "on": "2099-01-01", "body": "共{红灯数}项。"})
    assert response.status_code == 422 and "还没有到这一天" in words(response)
    paper.refresh_from_db()
    assert paper.version == 1 and paper.on == timezone.localdate()


def test_it_takes_no_step_from_a_stale_page(as_, cast, paper, second):
    """Whoever saw the words as they were before is told that they were changed, and reviews nothing."""
    url = reverse("supervision:change_paper", args=[paper.pk])
    as_(cast.office).post(url, {"version": 1, "title": "通报", "on": paper.on.isoformat(), "body": "共{红灯数}项。"})
    step = reverse("supervision:paper_step", args=[paper.pk, "review"])
    page = words(as_(second).post(step, {"version": 1}, follow=True))
    assert "刚被别人处理过" in page
    paper.refresh_from_db()
    assert paper.state == "drafted"


def test_it_keeps_a_remark_whole_or_asks_for_less(as_, cast, paper):
    """A reason longer than the record holds is not cut."""
    assert post(as_, cast.leader, paper, "send_back", words="补" * 601).status_code == 422
    assert post(as_, cast.leader, paper, "send_back", words="补" * 600).status_code == 302
    assert paper.entries.first().words == "补" * 600


def test_it_reports_a_year_about_its_year(as_, cast):
    """Whatever period was chosen."""
    data = {"kind": "yearly", "region": cast.city.pk, "on": "2026-11-20", "every": "month"}
    as_(cast.office).post(reverse("supervision:new_paper"), data)
    assert Paper.objects.get().period == "2026年"


def test_it_goes_from_a_policy_to_its_circular_at_once(as_, cast, edition):
    """One button on the policy's page drafts it; pressed again it opens the draft; figures lead to ledger and text."""
    client = as_(cast.office)
    button = reverse("supervision:draft_breakdown", args=[edition.pk])
    assert button in words(client.get(reverse("policies:edition", args=[edition.pk])))
    page = client.post(button)
    paper = Paper.objects.get()
    assert page["Location"] == client.post(button)["Location"] == reverse("supervision:paper", args=[paper.pk])
    shown = words(client.get(page["Location"]))
    assert "关于《松陵市制造业提质行动方案》任务分解情况的通报" in shown
    assert f"?document={edition.pk}&amp;n=1,2" in shown and "任务清单" in shown
    content = client.get(reverse("supervision:paper_word", args=[paper.pk])).content
    assert any("培育企业" in cell.text for row in docx.Document(BytesIO(content)).tables[-1].rows for cell in row.cells)
    assert as_(cast.lead).post(button).status_code == 403


def test_it_asks_which_policy_a_breakdown_is_about(as_, cast, edition):
    """Without one, or with one of another region, nothing is drafted; with one it is the policy's region."""
    url, data = (
        reverse("supervision:new_paper"),
        {"kind": "breakdown", "region": cast.city.pk, "on": "2026-03-10", "every": "month"},
    )
    assert as_(cast.office).post(url, data).status_code == 422
    assert as_(cast.unrelated_office).post(url, {**data, "edition": edition.pk}).status_code == 422
    assert as_(cast.office).post(url, {**data, "edition": edition.pk}).status_code == 302
    assert Paper.objects.get().edition == edition


def test_it_shows_an_issued_paper_to_the_units_it_names(as_, cast, edition, paper):
    """On the desk until it is opened, in the list, as page and Word, without its way and others' matters; drafts and
    papers that name others are not theirs."""
    issued = issued_breakdown(cast, edition)
    assert {cast.lead_unit, cast.responsible_unit, cast.county_unit} <= set(issued.concerned.all())
    client, url = as_(cast.lead), reverse("supervision:paper", args=[issued.pk])
    assert (
        "新印发的通报" in words(client.get("/")) and Notice.objects.filter(person=cast.lead, kind="circular").exists()
    )
    listed = words(client.get(reverse("supervision:papers")))
    assert url in listed and reverse("supervision:paper", args=[paper.pk]) not in listed
    shown = words(client.get(url))
    assert issued.code in shown and "经过" not in shown and "附出处" not in shown
    assert "新印发的通报" not in words(client.get("/"))
    assert client.get(reverse("supervision:paper_word", args=[issued.pk])).status_code == 200
    assert client.get(reverse("supervision:paper_word", args=[issued.pk]), {"sources": 1}).status_code == 403
    assert client.get(reverse("supervision:paper", args=[paper.pk])).status_code == 404
    for outsider in (cast.bystander, cast.unrelated, cast.unrelated_office):
        assert as_(outsider).get(url).status_code == 404


def test_it_leads_a_unit_from_figures_to_its_own_matters_only(as_, cast, paper, second, led, bare):  # noqa: PLR0917 (fixtures)
    """Behind the count of all matters the unit finds those that it may open; the titles of others are not told."""
    for person, step in ((second, "review"), (cast.leader, "sign"), (cast.office, "issue")):
        post(as_, person, paper, step)
    Paper.objects.get().concerned.add(cast.lead_unit)
    shown = words(as_(cast.lead).get(reverse("supervision:paper", args=[paper.pk])))
    assert reverse("supervision:matter", args=[led.pk]) in shown
    assert reverse("supervision:matter", args=[bare.pk]) not in shown and bare.title not in shown


def test_it_leads_from_former_addresses_to_the_papers(as_, cast, edition):
    """Lists and each circular under its former number; whom it does not concern is refused there too."""
    issued = issued_breakdown(cast, edition)
    Paper.objects.filter(pk=issued.pk).update(former_number=12)
    client = as_(cast.leader)
    for name in ("circulars", "circular_preview", "circular_preview_word"):
        assert (
            client.get(reverse(f"supervision:{name}"))["Location"] == reverse("supervision:papers") + "?kind=breakdown"
        )
    assert client.get("/circulars/12/")["Location"] == reverse("supervision:paper", args=[issued.pk])
    assert client.get("/circulars/12/circular.docx")["Location"] == reverse("supervision:paper_word", args=[issued.pk])
    assert as_(cast.bystander).get("/circulars/12/").status_code == 404


def test_it_puts_the_next_step_on_the_desk_of_whoever_takes_it(as_, cast, paper, second):
    """To review for a colleague of the drafter, to sign for the leader."""
    assert "等起草以外的人核稿" in words(as_(cast.office).get(reverse("supervision:paper", args=[paper.pk])))
    assert "去核稿" in words(as_(second).get("/")) and "去核稿" not in words(as_(cast.office).get("/"))
    post(as_, second, paper, "review")
    assert "去签发" in words(as_(cast.leader).get("/"))
