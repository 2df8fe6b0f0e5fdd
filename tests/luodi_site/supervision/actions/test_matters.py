"""Writes: publishing opens matters once and whole; assignments and deadlines leave their history."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError

from luodi_site.accounts.models import AuditEntry
from luodi_site.lib.immutable import WrittenOnce
from luodi_site.policies.actions import publishing
from luodi_site.policies.actions.publishing import NotUnderReview
from luodi_site.policies.models import Edition, EditionUnit, Reading, ReviewItem
from luodi_site.supervision import actions, opening
from luodi_site.supervision.models import DutyDate, LedgerEntry, Matter

TICKED = ("unchecked", "problems")


def units_by_role(matter):
    return {role: sorted({u.name for u in matter.units.all() if u.role == role}) for role in ("lead", "responsible")}


def test_it_opens_a_matter_for_each_task(edition, cast):
    """Matters stand in the order of the tasks, with units by the register; an unknown name stays a name."""
    first, second = edition.matters.order_by("position")
    assert (first.title, first.is_assigned, first.state) == ("培育企业", True, "open")
    assert [(u.name, u.unit, u.role) for u in first.units.all()] == [
        ("市经信局", cast.lead_unit, "lead"),
        ("市财政局", cast.responsible_unit, "responsible"),
        ("柳湾县人民政府", cast.county_unit, "responsible"),
        ("市新材料推广站", None, "responsible"),
    ]
    assert (second.is_assigned, second.units.count()) == (False, 0)
    assert edition.text[first.start : first.end].startswith("（一）培育企业")


def test_it_lays_out_duties_and_targets(edition, cast):
    """The quarterly duty falls due until the horizon's end; a target inside a task belongs to its matter."""
    duty = edition.duties.get()
    assert (duty.audience, list(duty.units.all())) == ("named", [cast.lead_unit])
    days = DutyDate.objects.filter(duty=duty)
    assert [d.period for d in days][:2] == ["2026年1季度", "2026年2季度"]
    assert days.last().due == date(2028, 12, 31)
    assert [(t.indicator, t.matter_id) for t in edition.targets.all()] == [
        ("规上工业企业数量", None),
        ("辅导成长型企业数量", edition.matters.get(position=1).pk),
    ]


def test_it_opens_nothing_twice(edition, reading, cast):
    """A second press of the button finds the reading published; opening an edition again changes nothing."""
    with pytest.raises(NotUnderReview):
        actions.publish_policy(reading=reading, actor=cast.office, ticked=TICKED)
    assert actions.open_edition(edition=edition, actor=cast.office) == 2
    assert Matter.objects.count() == 2
    assert LedgerEntry.objects.count() == 2


def test_it_publishes_wholly_or_not_at_all(reading, cast, monkeypatch):
    """Where the matters cannot be opened, the edition is not published either."""

    def breaks(*_args):
        raise IntegrityError

    monkeypatch.setattr(opening, "unit_rows", breaks)
    with pytest.raises(IntegrityError):
        actions.publish_policy(reading=reading, actor=cast.office, ticked=TICKED)
    assert Edition.objects.count() == Matter.objects.count() == 0
    assert Reading.objects.get(pk=reading.pk).state == "draft"


def republished(edition, cast):
    reading = Reading.objects.get(pk=edition.reading_id)
    publishing.reopen(reading=reading, actor=cast.office)
    return actions.publish_policy(reading=reading, actor=cast.office, ticked=TICKED)


def test_it_lets_a_new_edition_take_over(edition, led, cast):
    """The former matters are superseded with an entry, and none is deleted."""
    following = republished(edition, cast)
    assert {m.state for m in edition.matters.all()} == {"superseded"}
    assert [e.kind for e in led.entries.order_by("id")] == ["open", "supersede"]
    assert following.matters.filter(state="open").count() == 2


def test_it_puts_out_the_lights_of_former_matters(edition, led, cast):
    """What is superseded is judged no more: no list of red lights goes on counting it."""
    Matter.objects.filter(pk=led.pk).update(light="red", light_words="逾期")
    republished(edition, cast)
    led.refresh_from_db()
    assert (led.light, led.light_words) == ("", "")


def test_it_passes_on_what_the_office_filled_in(edition, bare, cast):
    """A task still without units in the new edition keeps those assigned by hand, and the day set by hand."""
    actions.assign_units(
        matter=bare, actor=cast.office, version=1, units={"lead": {"市财政局": [cast.responsible_unit]}}
    )
    actions.set_deadline(matter=bare, actor=cast.office, version=2, day=date(2027, 5, 1), reason="专题会议")
    after = republished(edition, cast).matters.get(position=2)
    assert (after.is_assigned, after.deadline, after.deadline_basis) == (True, date(2027, 5, 1), "set")
    assert units_by_role(after)["lead"] == ["市财政局"]
    assert [e.payload.get("from_edition") for e in after.entries.exclude(kind__in=["open", "light"])] == [1, 1]


def test_it_does_not_pass_on_units_to_a_task_that_names_its_own(edition, led, cast):
    """What the new edition says of its units counts."""
    actions.assign_units(
        matter=led, actor=cast.office, version=1, units={"lead": {"市财政局": [cast.responsible_unit]}}
    )
    after = republished(edition, cast).matters.get(position=1)
    assert units_by_role(after)["lead"] == ["市经信局"]


def test_it_does_not_pass_on_to_another_task(edition, bare, cast):
    """A task that is no longer in the new edition hands nothing to whoever stands in its place."""
    actions.assign_units(
        matter=bare, actor=cast.office, version=1, units={"lead": {"市财政局": [cast.responsible_unit]}}
    )
    reading = Reading.objects.get(pk=edition.reading_id)
    publishing.reopen(reading=reading, actor=cast.office)
    ReviewItem.objects.filter(pk=bare.item).update(state="rejected")
    after = actions.publish_policy(reading=reading, actor=cast.office, ticked=TICKED)
    assert after.matters.count() == 1
    assert units_by_role(after.matters.get())["lead"] == ["市经信局"]


def test_it_assigns_units_and_remembers_it(edition, bare, cast):
    """The units change, history and audit say so, and whoever was given work may read the edition."""
    EditionUnit.objects.filter(edition=edition, unit=cast.office_unit)
    actions.assign_units(
        matter=bare, actor=cast.office, version=1,
        units={"lead": {"市强市办": [cast.office_unit]}, "responsible": {"市财政局": [cast.responsible_unit]}},
    )  # fmt: skip
    bare.refresh_from_db()
    assert (bare.is_assigned, bare.version) == (True, 2)
    assert units_by_role(bare) == {"lead": ["市强市办"], "responsible": ["市财政局"]}
    entry = bare.entries.first()
    assert (entry.kind, entry.actor, entry.payload["before"]) == ("assign", cast.office, {})
    assert EditionUnit.objects.filter(edition=edition, unit=cast.office_unit).exists()
    assert AuditEntry.objects.filter(verb="supervision.assign", object_id=str(bare.pk)).count() == 1


def test_it_refuses_a_change_made_on_an_old_page(bare, cast):
    """Two people change one matter: the later one is told, and nothing is half done."""
    actions.set_deadline(matter=bare, actor=cast.office, version=1, day=date(2026, 12, 1), reason="会议")
    with pytest.raises(actions.SomeoneElse):
        actions.assign_units(
            matter=bare, actor=cast.office, version=1, units={"lead": {"市财政局": [cast.responsible_unit]}}
        )
    assert bare.units.count() == 0
    with pytest.raises(actions.SomeoneElse):
        actions.set_deadline(matter=bare, actor=cast.office, version=1, day=None)


def test_it_changes_no_superseded_matter(edition, led, cast):
    """A matter that gave way to a new edition stands still."""
    republished(edition, cast)
    with pytest.raises(actions.SomeoneElse):
        actions.set_deadline(matter=led, actor=cast.office, version=led.version, day=date(2026, 12, 1))


def test_it_never_changes_history(led):
    """Entries are only added."""
    entry = led.entries.first()
    entry.kind = "assign"
    with pytest.raises(WrittenOnce):
        entry.save()
    with pytest.raises(WrittenOnce):
        LedgerEntry.objects.all().delete()
