"""Who sees what: units their own matters, offices and leaders their region, an unrelated county nothing."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.reports.breakdown import breakdown_values
from luodi_site.accounts.actions.people import add_person
from luodi_site.accounts.actions.units import add_unit
from luodi_site.policies.actions import publishing
from luodi_site.policies.models import Reading
from luodi_site.supervision import actions, queries
from luodi_site.supervision.breakdown_building import breakdown_of
from luodi_site.supervision.filters import LedgerFilter
from luodi_site.supervision.models import MatterUnit
from luodi_site.supervision.rows import matter_row


def positions(person):
    return sorted(queries.matters_visible_to(person).values_list("position", flat=True))


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("office", [1, 2]),
        ("leader", [1, 2]),
        ("auditor", [1, 2]),
        ("lead", [1]),
        ("responsible", [1]),
        ("unrelated", []),
        ("unrelated_office", []),
    ],
)
def test_it_shows_matters_to_whom_they_concern(who, seen, cast, edition):
    """A unit sees matters it leads or answers for; those who see the region whole see all; the others none."""
    assert positions(getattr(cast, who)) == seen
    assert queries.targets_visible_to(getattr(cast, who)).exists() == bool(seen)
    assert queries.duty_dates_visible_to(getattr(cast, who)).exists() == (
        who in {"office", "leader", "auditor", "lead"}
    )


def test_it_shows_the_matters_of_units_below(cast, edition, led):
    """A bureau sees what an institution below it was given; the institution does not see the bureau's."""
    below = add_unit(
        actor=None, name="松陵市数字工厂推广中心", region=cast.city, kind="institution", parent=cast.lead_unit
    )
    person = add_person(actor=None, username="below", name="下属", password="open-sesame-7", posts=[(below, "unit")])
    assert positions(person) == []
    bare = edition.matters.get(position=2)
    actions.assign_units(matter=bare, actor=cast.office, version=1, units={"responsible": {below.name: [below]}})
    assert positions(person) == [2]
    assert positions(cast.lead) == [1, 2]
    assert positions(cast.responsible) == [1]


def test_it_lets_only_the_office_run_matters(cast, edition):
    """Leaders, auditors and units read; the coordination office of the region assigns."""
    assert queries.matters_run_by(cast.office).count() == 2
    for who in (cast.leader, cast.lead, cast.auditor, cast.unrelated_office):
        assert not queries.matters_run_by(who).exists()


def test_it_hides_matters_of_a_withdrawn_policy(cast, edition):
    """After withdrawal units no longer see the matters; the office still does."""
    publishing.withdraw(reading=Reading.objects.get(pk=edition.reading_id), actor=cast.office, reason="重发")
    assert positions(cast.lead) == []
    assert positions(cast.office) == [1, 2]


def test_it_fills_the_desk(cast, edition, led, bare):
    """The lead unit has what it leads, the office what nobody was given."""
    on = date(2026, 9, 10)
    actions.set_deadline(matter=led, actor=cast.office, version=1, day=date(2026, 10, 1), reason="会议")
    mine = queries.desk(cast.lead, on)
    assert [m.position for m in mine.led] == [1]
    assert mine.unassigned_count == 0
    offices = queries.desk(cast.office, on)
    assert ([m.position for m in offices.unassigned], offices.led_count) == ([2], 0)
    nothing = queries.desk(cast.unrelated, on)
    assert (nothing.led, nothing.past, nothing.unassigned) == ((), (), ())


def test_it_counts_an_unknown_lead_as_nobody(cast, edition, led, bare):
    """A lead unit that the register does not know leaves the task to be assigned: in the figures, the filter, the desk."""
    today = date(2026, 9, 10)
    MatterUnit.objects.filter(matter=led, role=MatterUnit.Role.LEAD).update(unit=None)
    matters = queries.matters_visible_to(cast.office)
    assert queries.figures_of(matters, today).unassigned == 2
    assert set(LedgerFilter(state="unassigned").apply(matters, today)) == {led, bare}
    assert queries.desk(cast.office, today).unassigned_count == 2
    assert matter_row(matters.get(pk=led.pk), today).state_words == "牵头单位未识别"
    facts = breakdown_of(edition, on=today, issuer="市强市办")
    assert breakdown_values(facts)["待分派数"].text == "2"
