"""The ledger page: rows, filters kept in the address, and the same rows as Excel."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import quote

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from openpyxl import load_workbook

from luodi_site.supervision.models import MatterUnit
from luodi_site.supervision.rows import UnitWords


def words(response):
    return response.content.decode()


def test_it_lists_the_ledger(as_, cast, edition):
    """Rows with units, state and source; the sentence counts; what nobody was given says so."""
    page = words(as_(cast.office).get(reverse("supervision:ledger")))
    for said in ("培育企业", "摸清家底", "市经信局", "待分派", "办理中<b>2</b>项", "未识别"):
        assert said in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("state=unassigned", "摸清家底", "培育企业"),
        ("q=培育", "培育企业", "摸清家底"),
        ("q=市财政局", "培育企业", "摸清家底"),
        ("n=2", "摸清家底", "培育企业"),
        ("document=999999", "没有符合条件的任务", "培育企业"),
        ("state=superseded", "没有符合条件的任务", "培育企业"),
        ("state=soon&unit=x&region=-1&sort=;drop", "没有符合条件的任务", "培育企业"),
    ],
)
@pytest.mark.usefixtures("edition")
def test_it_filters_by_the_address(query, shown, hidden, as_, cast):
    """Filters stand in the address, and nonsense in it harms nothing."""
    page = words(as_(cast.office).get(reverse("supervision:ledger") + "?" + query))
    body = page[page.index("</form>", page.index('class="filters"')) :]
    assert shown in body
    assert hidden not in body


def test_it_filters_by_unit_and_region(as_, cast, edition):
    """A unit's matters, and those that give work to a region."""
    client = as_(cast.office)
    for query in (f"unit={cast.lead_unit.pk}", f"region={cast.county.pk}"):
        page = words(client.get(reverse("supervision:ledger") + "?" + query))
        assert 'title="培育企业"' in page
        assert 'title="摸清家底"' not in page
    page = words(client.get(reverse("supervision:ledger") + f"?unit={cast.far_unit.pk}"))
    assert "没有符合条件的任务" in page


def test_it_exports_exactly_what_is_shown(as_, cast, edition):
    """The sheet has the rows of the filter, in the office's columns; a unit gets its own rows only."""
    url = reverse("supervision:ledger_excel")
    page = load_workbook(BytesIO(as_(cast.office).get(url + "?state=unassigned").content))["台账"]
    rows = list(page.iter_rows(min_row=3, values_only=True))
    assert rows[0][:5] == ("序号", "任务", "牵头单位", "责任单位", "时限")
    assert [(row[0], row[1], row[6]) for row in rows[1:]] == [(2, "摸清家底", "待分派")]
    page = load_workbook(BytesIO(as_(cast.lead).get(url).content))["台账"]
    assert [row[1] for row in page.iter_rows(min_row=4, values_only=True)] == ["培育企业"]


def test_it_asks_the_database_no_more_for_more_rows(as_, cast, edition, django_assert_max_num_queries):
    """A page of the ledger asks a fixed number of questions, whatever it holds."""
    client = as_(cast.office)
    client.get(reverse("supervision:ledger"))
    with django_assert_max_num_queries(22):
        client.get(reverse("supervision:ledger"))


@pytest.mark.parametrize(("named", "meant", "said"), [(2, 0, None), (3, 0, None), (5, 0, "共5个"), (2, 6, "共8个")])
def test_it_folds_a_long_list_of_units(named, meant, said):
    """Three stay in the row; the rest is behind a word that counts them all, and none is lost."""
    units = [UnitWords(f"第{number}局", "", is_known=True) for number in range(named + meant)]
    parts = {"units": units[:named], "implied": units[named:]}
    html = render_to_string("supervision/parts/few_units.html", parts)
    assert html.count('class="unit"') == named + meant
    assert ("<details" in html) == bool(said) and (said or "") in html


def test_it_leads_from_an_unknown_unit_to_the_register(as_, cast, edition):
    """Whoever keeps units is led to the form with the name as written; nobody else is."""
    row = MatterUnit.objects.filter(matter__edition=edition, role=MatterUnit.Role.LEAD).get()
    MatterUnit.objects.filter(pk=row.pk).update(unit=None)
    way = f"{reverse('accounts:add_unit')}?name={quote(row.name)}"
    assert way in words(as_(cast.office).get(reverse("supervision:matter", args=[row.matter_id])))
    assert row.name in words(as_(cast.office).get(way))
    page = words(as_(cast.responsible).get(reverse("supervision:matter", args=[row.matter_id])))
    assert row.name in page and reverse("accounts:add_unit") not in page
