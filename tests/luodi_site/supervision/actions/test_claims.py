"""Two people at once, on real connections: one wins, the other is told, nothing is lost. On SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from luodi_site.accounts.actions.people import add_person
from luodi_site.accounts.actions.sharing import share
from luodi_site.accounts.actions.units import add_unit
from luodi_site.accounts.models import Share
from luodi_site.supervision import actions
from luodi_site.supervision.models import Delegation, LedgerEntry, Matter, MatterUnit, Order, ProgressReport

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 8


class Race:
    """Runs acts at the same moment, each in a thread with a connection of its own.

    The tests' SQLite database lives in memory, where two connections do not wait for each other: the race runs on a copy
    of it in a file, as the site does.
    """

    def __init__(self, folder: Path) -> None:
        self.file = str(folder / "race.sqlite3") if connection.vendor == "sqlite" else None
        if self.file:
            connection.ensure_connection()
            with closing(sqlite3.connect(self.file)) as copy:
                connection.connection.backup(copy)

    def on_own_connection(self, act: Callable[[], Any]) -> Any:
        """What the act gave, or the exception it raised."""
        found: list[Any] = []

        def run() -> None:
            if self.file:
                connections["default"].settings_dict = {**connections["default"].settings_dict, "NAME": self.file}
            try:
                found.append(act())
            except Exception as why:  # whatever it was, the test looks at it
                found.append(why)
            finally:
                connections["default"].close()

        thread = threading.Thread(target=run)
        thread.start()
        thread.join(60)
        return found[0]

    def at_once(self, *makers: Callable[[], Callable[[], Any]]) -> list[Any]:
        """Each maker reads what it needs, all wait for each other, then all act."""
        barrier, results = threading.Barrier(len(makers)), [None] * len(makers)

        def run(place: int, maker: Callable[[], Callable[[], Any]]) -> None:
            def both() -> Any:
                act = maker()
                barrier.wait(30)
                return act()

            results[place] = self.on_own_connection(both)

        threads = [threading.Thread(target=run, args=pair) for pair in enumerate(makers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(90)
        return results


@pytest.fixture
def second(cast):
    """Another person of the coordination office."""
    return add_person(
        actor=None, username="office-2", name="孙协调", password="open-sesame-7", posts=((cast.office_unit, "office"),),
        has_to_change_password=False,
    )  # fmt: skip


def winners(results: list[Any]) -> int:
    told = [r for r in results if isinstance(r, actions.SomeoneElse)]
    wrong = [r for r in results if isinstance(r, Exception) and r not in told]
    assert not wrong, wrong
    return len(results) - len(told)


def test_it_lets_one_of_two_decide_on_a_report(report, cast, second, tmp_path):
    """One accepts while the other returns: one decision stands, with its one entry, round after round."""
    actions.submit_report(
        report=report,
        actor=cast.lead,
        version=1,
        values={"share": Decimal(20), "words": "已摸底"},
        on=date(2026, 3, 20),
    )
    race = Race(tmp_path)

    def decide(person: Any, act: str) -> Callable[[], Callable[[], Any]]:
        def make() -> Callable[[], Any]:
            row = ProgressReport.objects.select_related("matter__region").get(pk=report.pk)
            if act == "accept":
                return lambda: actions.accept_report(
                    report=row, actor=person, version=row.version, on=date(2026, 3, 23)
                )
            return lambda: actions.return_report(
                report=row, actor=person, version=row.version, reason="补名单", on=date(2026, 3, 23)
            )

        return make

    results = race.at_once(decide(cast.office, "accept"), decide(second, "return"))
    assert winners(results) == 1

    def look() -> tuple[str, list[str]]:
        row = ProgressReport.objects.get(pk=report.pk)
        kinds = LedgerEntry.objects.filter(report=row, kind__in=["accept", "return"]).values_list("kind", flat=True)
        return row.state, list(kinds)

    state, kinds = race.on_own_connection(look)
    assert (state, kinds) in [("accepted", ["accept"]), ("returned", ["return"])]


def test_it_lets_one_of_three_change_a_matter(opened, cast, second, tmp_path):
    """One assigns, one dates, one splits, again and again: each round one wins, and its change is whole."""
    race = Race(tmp_path)
    matter = opened.pk

    def read() -> Matter:
        return Matter.objects.select_related("region", "edition").get(pk=matter)

    def assign() -> Callable[[], Any]:
        row, units = read(), {"lead": {"市财政局": [cast.responsible_unit]}}
        return lambda: actions.assign_units(matter=row, actor=cast.office, version=row.version, units=units)

    def dated() -> Callable[[], Any]:
        row = read()
        return lambda: actions.set_deadline(matter=row, actor=second, version=row.version, day=date(2027, 1, 1))

    def split() -> Callable[[], Any]:
        row, parts = read(), [actions.NewMatter("甲"), actions.NewMatter("乙")]
        return lambda: actions.split_matter(matter=row, actor=second, version=row.version, parts=parts)

    wins = 0
    for _ in range(ROUNDS):
        results = race.at_once(assign, dated)
        assert winners(results) == 1
        wins += 1
    assert winners(race.at_once(assign, dated, split)) == 1

    def look() -> tuple[int, int, str, int, int]:
        row = read()
        entries = row.entries.filter(kind__in=["assign", "deadline", "split"]).count()
        leads = MatterUnit.objects.filter(matter=row, role="lead").count()
        return row.version, entries, row.state, Matter.objects.filter(parent=row).count(), leads

    version, entries, state, parts, leads = race.on_own_connection(look)
    assert version == 1 + entries == 1 + wins + 1
    assert (state, parts) in [("open", 0), ("divided", 2)]
    assert leads == 1


def test_it_loses_no_part_that_a_unit_adds(report, cast, tmp_path):
    """A cooperating unit adds its words while the lead hands in: either both stand, or the one that came late is told."""
    race = Race(tmp_path)

    def add() -> Callable[[], Any]:
        row = ProgressReport.objects.select_related("matter__region").get(pk=report.pk)
        return lambda: actions.add_part(report=row, actor=cast.responsible, words="已拨付", on=date(2026, 3, 20))

    def hand_in() -> Callable[[], Any]:
        row = ProgressReport.objects.select_related("matter__region").get(pk=report.pk)
        values = {"share": Decimal(30), "words": "已摸底"}
        return lambda: actions.submit_report(
            report=row, actor=cast.lead, version=row.version, values=values, on=date(2026, 3, 20)
        )

    results = race.at_once(add, hand_in)
    assert winners(results) == 1

    def look() -> tuple[int, int, str]:
        row = ProgressReport.objects.get(pk=report.pk)
        return row.parts.count(), row.entries.filter(kind__in=["support", "report"]).count(), row.state

    parts, entries, state = race.on_own_connection(look)
    assert entries == 1
    assert (parts, state) in [(1, "due"), (0, "submitted")]


def test_it_opens_a_cycle_once_whoever_calls(opened, cast, tmp_path):
    """The clock strikes twice at once: one cycle, one report a matter; the second call may be told, never half done."""
    race = Race(tmp_path)
    race.at_once(*[lambda: lambda: actions.open_cycles(date(2026, 3, 17))] * 2)
    race.on_own_connection(lambda: actions.open_cycles(date(2026, 3, 17)))
    assert race.on_own_connection(ProgressReport.objects.count) == 1
    assert race.on_own_connection(lambda: LedgerEntry.objects.filter(kind="ask").count()) == 1


@pytest.mark.parametrize("what", ["delegation", "order", "share"])
def test_it_makes_one_thing_of_a_form_pressed_twice_at_once(what, opened, cast, tmp_path):
    """Two presses reach two workers at the same moment: both get the same row, and it was made once."""
    centre = add_unit(actor=None, name="松陵市企业服务中心", region=cast.city, parent=cast.lead_unit)
    day, race = date(2026, 3, 1), Race(tmp_path)

    def press() -> int:
        matter = Matter.objects.get(pk=opened.pk)
        if what == "delegation":
            return actions.delegate_reports(
                matter=matter, actor=cast.lead, to_unit=centre, from_on=day, until_on=day, form_key="k" * 32, on=day
            ).pk
        if what == "order":
            return actions.draw_up_order(
                item=matter, actor=cast.office, unit=cast.lead_unit, colour="blue", why="滞后", reply_days=2,
                rectify_days=5, form_key="k" * 32, on=day,
            ).pk  # fmt: skip
        return share(
            actor=cast.office, edition=matter.edition_id, matter=matter.pk, region=cast.far_county, words="甲",
            form_key="k" * 32,
        ).pk  # fmt: skip

    for _round in range(ROUNDS):
        first, second = race.at_once(*[lambda: press] * 2)
        assert first == second and isinstance(first, int), (first, second)
    made = {"delegation": Delegation, "order": Order, "share": Share}[what]
    assert race.on_own_connection(made.objects.count) == 1
