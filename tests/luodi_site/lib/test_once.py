"""Pages that ask the database the same few questions, whatever they hold; and what is asked once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from luodi_site.lib.once import FEW, OncePerPage, few, number_of, once
from luodi_site.supervision.actions import open_edition
from luodi_site.supervision.models import Issue, LedgerEntry, Matter, MatterUnit, Order, OrderEntry, ProgressReport
from luodi_site.supervision.search_rows import entry_rows, issue_rows, keep_findable, keep_matters, order_rows

TODAY = date(2026, 3, 20)


@pytest.fixture
def fill(edition, cast, monkeypatch):
    """Puts so many more matters into the city's ledger, each led, reported on, with an issue and two orders."""
    monkeypatch.setattr("luodi_site.lib.clock.today", lambda: TODAY)
    open_edition(edition=edition, actor=cast.office)
    return lambda count: _more(count, edition, cast)


def _more(count, edition, cast):
    last = Matter.objects.order_by("-position").first().position
    late, soon = TODAY - timedelta(days=9), TODAY + timedelta(days=9)
    matters = Matter.objects.bulk_create(
        Matter(
            region=cast.city, edition=edition, position=last + n, title=f"培育企业第{n}批", is_assigned=n % 3 > 0, light="red",
            light_words="滞后", deadline=(late, soon)[n % 2], starts_on=date(2026, 1, 1), milestones=["2026-03-25"],
        )
        for n in range(1, count + 1)
    )  # fmt: skip
    roles = (("lead", cast.lead_unit), ("responsible", cast.responsible_unit))
    MatterUnit.objects.bulk_create(
        MatterUnit(matter=m, unit=unit, name=unit.name, role=role) for m in matters for role, unit in roles
    )
    ProgressReport.objects.bulk_create(
        ProgressReport(matter=m, unit=cast.lead_unit, opened_on=late, due_on=late, state=state, words="已办。", decided_on=late)
        for m in matters for state in ("due", "returned", "submitted", "accepted")
    )  # fmt: skip
    entries = [
        LedgerEntry(matter=m, kind="report", on=late, actor=cast.lead, payload={"words": "培育企业已办。"})
        for m in matters
    ]
    LedgerEntry.objects.bulk_create(entries)
    issues = [
        Issue(
            region=cast.city, raised_by_unit=cast.lead_unit, lead_unit=cast.lead_unit, matter=m, title="培育企业缺用地", words="。",
            raised_on=late, clear_by_on=soon, state=("raised", "assigned", "closing")[m.position % 3],
        )
        for m in matters
    ]  # fmt: skip
    Issue.objects.bulk_create(issues)
    orders = [
        Order(
            region=cast.city, matter=m, unit=cast.lead_unit, name="督办单", title="培育企业", why="逾期", issued_on=late,
            reply_by_on=late, state=state,
        )
        for m in matters[:20] for state in ("issued", "claimed")
    ]  # fmt: skip
    Order.objects.bulk_create(orders)
    for order in orders:
        order.also.add(cast.responsible_unit)
        OrderEntry.objects.create(
            order=order, kind="issue", on=late, at=timezone.now(), actor=cast.office, unit=cast.office_unit
        )
    keep_matters(matters)
    keep_findable([*entry_rows(entries), *issue_rows(issues), *order_rows(orders)])


def asked_by(client, url):
    """How many questions a page asks the database; the first time it loads what a process loads once."""
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


# The most that each page may ask.
PAGES = {"/ledger/": 24, "/": 50, "/ledger/{matter}/": 30, "/search/?q=培育企业": 40}


@pytest.mark.parametrize("who", ["office", "lead", "responsible", "leader"])
def test_it_asks_no_more_for_more_rows(fill, cast, as_, who):
    """A page asks as much with a hundred and twenty matters as with sixty, with ten no more, and never more than its limit
    (where a list is not full there is nothing to count)."""
    fill(10)
    client, number = as_(getattr(cast, who)), Matter.objects.filter(position__gt=2).first().pk
    urls = {url.format(matter=number): most for url, most in PAGES.items()}
    of_ten = {url: asked_by(client, url) for url in urls}
    fill(50)
    of_sixty = {url: asked_by(client, url) for url in urls}
    fill(60)
    assert {url: asked_by(client, url) for url in urls} == of_sixty
    assert [url for url, most in urls.items() if not of_ten[url] <= of_sixty[url] <= most] == []


def test_it_reads_once_a_page_and_anew_elsewhere():
    """While a page is made the first answer stands; the next page, a form that is sent and a program read anew."""
    read = iter(range(100))

    def view(_request):
        return HttpResponse(f"{once('a', lambda: next(read))} {once('a', lambda: next(read))}")

    page, ask = OncePerPage(view), RequestFactory()
    assert [page(ask.get("/")).content for _ in range(2)] == [b"0 0", b"1 1"]
    assert page(ask.post("/")).content == b"2 3"
    assert (once("a", lambda: next(read)), once("a", lambda: next(read))) == (4, 5)


def test_it_lets_go_of_a_page_that_fails():
    """What a page read is gone with it, however it ended."""

    def view(_request):
        once("a", lambda: 1)
        raise LookupError

    with pytest.raises(LookupError):
        OncePerPage(view)(RequestFactory().get("/"))
    assert once("a", lambda: 2) == 2


def test_it_takes_few_numbers_as_they_stand_and_many_as_the_query():
    """In a page a thousand go into the next query; of more, and elsewhere, the query is asked again."""
    some, many = list(range(FEW)), list(range(FEW + 1))
    assert few("a", some) is some

    def view(_request):
        assert (few("a", some), few("b", many)) == (tuple(some), many)
        return HttpResponse()

    OncePerPage(view)(RequestFactory().get("/"))


def test_it_counts_a_list_and_a_query(cast):
    """Both can stand behind a group of lines."""
    assert (number_of([1, 2]), number_of(Matter.objects.all())) == (2, 0)
