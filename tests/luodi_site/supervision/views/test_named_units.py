"""A unit that is registered after a document named it is offered the tasks that name it."""

from __future__ import annotations

from django.urls import reverse

from luodi_site.accounts.actions.units import add_unit
from luodi_site.accounts.models import AuditEntry, Person, Unit
from luodi_site.policies.queries import editions_visible_to
from luodi_site.supervision.history import history_of
from luodi_site.supervision.models import Matter, MatterUnit

URL = reverse("supervision:named_units")
WRITTEN = "市新材料推广站"


def register(as_, cast, who, **more):
    data = {"name": "松陵市新材料推广站", "kind": "institution", "region": cast.city.pk, **more}
    return as_(who).post(reverse("accounts:add_unit"), data)


def test_it_offers_the_tasks_that_name_a_new_unit(as_, cast, led):
    """Registered by the office: the page names the task; pressed once, the unit has it, may read the policy, and the history
    and the audit say so; a second press finds nothing left."""
    answer = register(as_, cast, cast.office)
    unit = Unit.objects.get(name="松陵市新材料推广站")
    assert answer["Location"] == f"{URL}?unit={unit.pk}"
    page = as_(cast.office).get(answer["Location"])
    assert led.title in page.content.decode() and WRITTEN in page.content.decode()
    (offered,) = page.context["found"]
    assert (offered.name, offered.units, offered.count) == (WRITTEN, (unit,), 1)
    before = led.version
    done = as_(cast.office).post(answer["Location"], {"name": [offered.key]}, follow=True)
    assert "已按单位名册派出1项任务" in done.content.decode()
    row = MatterUnit.objects.get(matter=led, name=WRITTEN)
    assert (row.unit, row.role) == (unit, "responsible")
    led.refresh_from_db()
    assert led.version == before + 1
    assert led.edition.concerned.filter(unit=unit).exists()
    assert any("已登记，派给松陵市新材料推广站" in line.words for line in history_of(led, cast.office))
    assert AuditEntry.objects.get(verb="supervision.link_name").detail["matters"] == [led.pk]
    again = as_(cast.office).post(URL, {"name": [offered.key]}, follow=True)
    assert "派出0项" in again.content.decode() and MatterUnit.objects.filter(matter=led, name=WRITTEN).count() == 1


def test_it_leaves_what_is_not_ticked_and_what_is_over(as_, cast, led):
    """Nothing ticked gives nothing to anybody; a matter that has ended is not offered."""
    register(as_, cast, cast.office)
    as_(cast.office).post(URL, {"name": []})
    assert MatterUnit.objects.get(matter=led, name=WRITTEN).unit is None
    Matter.objects.update(state="closed")
    assert as_(cast.office).get(URL)["Location"] == reverse("accounts:units")


def test_it_offers_a_known_unit_s_new_name(as_, cast, led):
    """The name is written into a unit that is in the register already: the same offer."""
    fields = {"name": cast.responsible_unit.name, "kind": "bureau", "region": cast.city.pk, "names": WRITTEN}
    answer = as_(cast.office).post(reverse("accounts:unit", args=[cast.responsible_unit.pk]), fields)
    (offered,) = as_(cast.office).get(answer["Location"]).context["found"]
    as_(cast.office).post(answer["Location"], {"name": [offered.key]})
    rows = MatterUnit.objects.filter(matter=led, unit=cast.responsible_unit, role="responsible")
    assert rows.count() == 1  # the unit stands in the task already, under its other name
    assert not MatterUnit.objects.filter(matter=led, unit=None).exists()


def test_it_leads_to_the_units_where_nothing_names_them(as_, cast, led):
    """A unit that no task names, and an administrator, who gives no work: the list of units, as ever."""
    answer = register(as_, cast, cast.office, name="松陵市气象局")
    assert as_(cast.office).get(answer["Location"])["Location"] == reverse("accounts:units")
    assert register(as_, cast, cast.admin)["Location"] == reverse("accounts:units")
    assert as_(cast.admin).get(URL).status_code == 403


def test_it_shows_and_gives_no_other_region_s_tasks(as_, cast, led):
    """The far county's office registers a unit of that name in its own county; the city's task is neither shown nor given."""
    add_unit(actor=None, name="石桥县新材料推广站", short_name=WRITTEN, region=cast.far_county)
    assert as_(cast.unrelated_office).get(URL)["Location"] == reverse("accounts:units")
    as_(cast.unrelated_office).post(URL, {"name": [f"{cast.city.pk}:{WRITTEN}"]})
    assert MatterUnit.objects.get(matter=led, name=WRITTEN).unit is None
    assert not editions_visible_to(Person.objects.get(pk=cast.unrelated.pk)).exists()
