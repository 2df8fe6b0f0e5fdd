"""Late reports are pursued by unit and round: one notice, entries in each matter, orders that the reports themselves answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from luodi_site.boards.lines import todo_of
from luodi_site.notices.models import Notice
from luodi_site.search.models import SearchEntry
from luodi_site.supervision import actions
from luodi_site.supervision.escalations import lateness_in
from luodi_site.supervision.models import EscalationAct, Order, ProgressReport
from luodi_site.supervision.owed import owed_in
from luodi_site.supervision.report_queries import report_figures

DUE = date(2026, 3, 31)  # a Tuesday


@pytest.fixture
def owing(report, cast):
    """Two matters led by 市经信局, both asked in the first quarter."""
    second = report.matter.edition.matters.get(position=2)
    actions.assign_units(
        matter=second, actor=cast.office, version=second.version, units={"lead": {"市经信局": [cast.lead_unit]}},
        on=date(2026, 3, 17),
    )  # fmt: skip
    actions.open_cycles(date(2026, 3, 18))
    return list(ProgressReport.objects.order_by("matter__position"))


def through(first, last):
    for number in range((last - first).days + 1):
        actions.escalate(first + timedelta(days=number))


def hand_in(report, cast, on):
    values = {"words": "已完成", "share": None}
    report.refresh_from_db()
    actions.submit_report(report=report, actor=cast.lead, version=report.version, values=values, on=on)


def said():
    return [
        (act.step, act.on.isoformat())
        for act in EscalationAct.objects.filter(subject__startswith="report:").order_by("pk")
    ]


def test_it_tells_a_unit_once_and_every_matter_remembers(owing, cast):
    """Before, at and after the day: one act and one notice a time for both matters, an entry in the history of each."""
    through(date(2026, 3, 20), date(2026, 4, 2))
    assert said() == [("remind_before", "2026-03-26"), ("remind_at", "2026-03-31"), ("remind_after", "2026-04-01")]
    notices = Notice.objects.filter(person=cast.lead, kind="reminder")
    assert [notice.title.split("：")[0] for notice in notices.order_by("pk")] == [
        "报送提醒",
        "报送到期提醒",
        "逾期催报",
    ]
    assert "共2项" in notices[0].words and notices[0].url.startswith(reverse("supervision:reports"))
    for report in owing:
        entries = report.matter.entries.filter(kind="remind")
        assert entries.count() == 3 and entries[0].report == report and "市经信局" in entries[0].payload["told"]
        assert (
            SearchEntry.objects.filter(kind="report", number__in=entries.values("pk"), owner=report.matter_id).count()
            == 3
        )
    assert not Notice.objects.filter(person=cast.unrelated, kind="reminder").exists()


def test_it_sends_orders_until_the_reports_are_in(owing, cast):
    """Blue goes out three working days late; one of two handed in is not all, and no evidence; both are."""
    through(date(2026, 4, 1), date(2026, 4, 3))
    order = Order.objects.get()
    assert (order.colour, order.state, order.unit, order.matter, order.issue) == (
        "blue",
        "issued",
        cast.lead_unit,
        None,
        None,
    )
    assert "进展报送（" in order.title and order.why == "时限2026年3月31日已过，进展还没有报齐"
    claim = {"order": order, "actor": cast.lead, "unit": cast.lead_unit, "step": "claim", "words": "已报送"}
    hand_in(owing[0], cast, date(2026, 4, 7))
    with pytest.raises(actions.Refused):
        actions.take_order_step(**claim, version=order.version, on=date(2026, 4, 7))
    hand_in(owing[1], cast, date(2026, 4, 8))
    actions.take_order_step(**claim, version=order.version, on=date(2026, 4, 8))
    assert order.entries.get(kind="claim").payload == {"reports": 2}
    actions.take_order_step(
        order=order, actor=cast.office, unit=cast.office_unit, version=order.version, step="settle", on=date(2026, 4, 9)
    )
    assert order.state == "settled"
    before = len(said())
    through(date(2026, 4, 9), date(2026, 4, 30))
    assert len(said()) == before


def test_it_asks_for_no_file_where_the_reports_were_waived(owing, cast, as_):
    """Both late reports of the order are waived, or one is in and one waived: the order can be claimed as it is."""
    through(date(2026, 4, 1), date(2026, 4, 3))
    order = Order.objects.get()
    for one in owing:
        one.refresh_from_db()
        actions.excuse_report(
            report=one, actor=cast.office, version=one.version, reason="并入专报", on=date(2026, 4, 7)
        )
    page = as_(cast.lead).get(reverse("supervision:order", args=[order.pk])).content.decode()
    assert "报齐或免报" in page
    actions.take_order_step(
        order=order, actor=cast.lead, unit=cast.lead_unit, step="claim", words="已免报", version=order.version,
        on=date(2026, 4, 7),
    )  # fmt: skip
    assert order.state == "claimed"


def claim_closure(matter, cast, pdf, on):
    matter.refresh_from_db()
    actions.request_closure(matter=matter, actor=cast.lead, version=matter.version, words="完成", files=[pdf], on=on)


def test_it_does_not_pursue_what_waits_to_be_verified(owing, cast, pdf):
    """While the office verifies a closure, nobody is reminded of the report, counted late, or given a yellow light for it;
    refused, it is owed again; approved, nobody wants it."""
    first, second = (one.matter for one in owing)
    for one, on in ((first, date(2026, 3, 19)), (second, date(2026, 3, 20))):
        pdf.seek(0)
        claim_closure(one, cast, pdf, on)
    through(date(2026, 3, 20), date(2026, 4, 8))
    day = date(2026, 4, 8)
    assert said() == [] and lateness_in(cast.city, "report", day, 12).times == {}
    actions.advance(day)
    first.refresh_from_db()
    assert first.light_words != "未报" and not Order.objects.exists()
    assert report_figures(ProgressReport.objects.all(), day).overdue == 0
    assert not any(group.heading == "逾期未报的进展" for group in todo_of(cast.office, day))
    actions.refuse_closure(matter=first, actor=cast.office, version=first.version, reason="差验收", on=date(2026, 4, 9))
    second.refresh_from_db()
    actions.approve_closure(matter=second, actor=cast.office, version=second.version, on=date(2026, 4, 9))
    assert [one.matters for one in next(owed_in(cast.city, day, day))] == [[first]]
    assert lateness_in(cast.city, "report", date(2026, 4, 10), 12).times == {str(cast.lead_unit.pk): 1}
    assert report_figures(ProgressReport.objects.all(), date(2026, 4, 10)).overdue == 1


def test_it_says_on_the_page_that_nobody_presses(owing, cast, pdf, as_):
    """The report of a claimed matter says so in place of how late it is."""
    url = reverse("supervision:report", args=[owing[0].pk])
    assert "已过期限" in as_(cast.lead).get(url).content.decode()
    claim_closure(owing[0].matter, cast, pdf, date(2026, 4, 2))
    page = as_(cast.lead).get(url).content.decode()
    assert "核验期间不催报" in page and "已过期限" not in page


def test_it_asks_nothing_of_what_waits_to_be_verified(opened, cast, pdf):
    """A round that opens meanwhile asks the matter only once the claim was refused."""
    claim_closure(opened, cast, pdf, date(2026, 3, 10))
    actions.open_cycles(date(2026, 3, 18))
    assert not opened.reports.exists()
    actions.refuse_closure(
        matter=opened, actor=cast.office, version=opened.version, reason="差验收", on=date(2026, 3, 19)
    )
    actions.open_cycles(date(2026, 3, 20))
    assert opened.reports.get().state == "due"


def test_it_does_nothing_twice_and_goes_a_level_up(owing, cast):
    """A day run again issues nothing; what is not answered goes on as a draft for the office, who sends it on."""
    through(date(2026, 4, 1), date(2026, 4, 12))
    before = said()
    through(date(2026, 4, 1), date(2026, 4, 12))
    assert said() == before
    yellow = Order.objects.get(colour="yellow")
    assert yellow.state == "draft" and "到期没有完成" in yellow.why
    office = {"actor": cast.office, "unit": cast.office_unit, "on": date(2026, 4, 13)}
    actions.take_order_step(order=yellow, version=yellow.version, step="issue", **office)
    assert yellow.code and owing[0].matter.entries.filter(kind="order").count() == 2


def test_it_counts_repeated_lateness_by_unit_and_day(owing, cast):
    """Two matters late on one day are once; a report that was returned had come in time; one handed in late counts."""
    day = date(2026, 4, 3)

    def times():
        return lateness_in(cast.city, "report", day, 12).times

    assert times() == {str(cast.lead_unit.pk): 1}
    hand_in(owing[0], cast, date(2026, 4, 1))
    assert times() == {str(cast.lead_unit.pk): 1}
    ProgressReport.objects.update(state="returned", first_submitted_on=date(2026, 3, 30))
    assert times() == {}
    assert list(owed_in(cast.city, day, day)) == []


def test_it_leaves_a_round_when_the_next_was_due(owing, cast):
    """The second quarter's reports take over; the first quarter is pursued no longer."""
    actions.open_cycles(date(2026, 7, 1))
    assert [owed[0].cycle.due_on for owed in owed_in(cast.city, date(2026, 7, 2), date(2026, 7, 2))] == [
        date(2026, 6, 30)
    ]


def test_it_shows_on_the_order_which_reports_are_lacking(owing, cast, as_):
    """The page names the matters, with the way to each report; the unit's page tells that reports are evidence enough."""
    through(date(2026, 4, 1), date(2026, 4, 3))
    order = Order.objects.get()
    url = reverse("supervision:order", args=[order.pk])
    page = as_(cast.lead).get(url).content.decode()
    assert all(reverse("supervision:report", args=[one.pk]) in page for one in owing)
    assert "或先把进展全部报送" in page
    for one in owing:
        hand_in(one, cast, date(2026, 4, 7))
    page = as_(cast.lead).get(url).content.decode()
    assert "已全部报送" in page and "可以不另附材料" in page
    assert as_(cast.unrelated).get(url).status_code == 404
    assert as_(cast.office).get(reverse("supervision:order_word", args=[order.pk])).status_code == 200
