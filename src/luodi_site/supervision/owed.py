"""Reports that a unit owes: of one round, all that it leads and has not handed in; pursued together, not matter by matter.

While a matter's closure is claimed it is the office's turn: its reports are not pursued and count for nobody as late. Where
the claim is refused or taken back they are owed again; where it is approved, nobody wants them any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from luodi_site.accounts.models import Region, Unit
from luodi_site.supervision.delegating import in_force
from luodi_site.supervision.models import Cycle, Matter, MatterUnit, ProgressReport

State = ProgressReport.State
# Owed: never handed in, not waived, of a matter that is worked on.
OWED = Q(state=State.DUE) & ~Q(matter__state=Matter.State.CLAIMED)


@dataclass(frozen=True)
class Owed:
    """What one unit owes in one round. ``reports`` are those never handed in; one sent back was handed in once."""

    cycle: Cycle
    unit: Unit
    region: Region
    reports: tuple[ProgressReport, ...]
    day: date

    @property
    def pk(self) -> str:
        return f"{self.cycle.pk}:{self.unit.pk}"

    @property
    def region_id(self) -> int:
        return self.region.pk

    @property
    def subject(self) -> str:
        return f"report:{self.pk}"

    @property
    def matters(self) -> list[Matter]:
        return [report.matter for report in self.reports]

    @property
    def urgency(self) -> int:
        """That of the most urgent matter among them."""
        return max((matter.urgency for matter in self.matters), default=0)

    @property
    def title(self) -> str:
        """What is owed, as an order or a notice is headed."""
        edition = self.cycle.plan.edition
        return f"{self.cycle.name}进展报送（{edition.title if edition else '其他来源事项'}）"


def owed_in(region: Region, day: date, until: date) -> Iterator[list[Owed]]:
    """What the units of the region owe, round by round, of rounds that are due by ``until``. Where the plan's next round
    was due before ``day``, that one is pursued and no longer this."""
    following = Cycle.objects.filter(plan=OuterRef("plan"), due_on__gt=OuterRef("due_on"), due_on__lt=day)
    owing = ProgressReport.objects.filter(OWED, due_on__lte=until, matter__region=region, cycle__isnull=False)
    cycles = Cycle.objects.filter(~Exists(following), pk__in=owing.order_by().values("cycle_id"))
    for cycle in cycles.select_related("plan__edition").order_by("due_on", "pk"):
        yield _by_unit(cycle, region, owing.filter(cycle=cycle), day)


def still_owed(cycle: Cycle, unit: Unit, region: Region, day: date) -> Owed:
    """What the unit owes in this round now; with no reports where it owes none any more."""
    owing = ProgressReport.objects.filter(OWED, cycle=cycle, matter__region=region)
    found = _by_unit(cycle, region, owing.filter(matter__in=led_by_unit(unit).values("matter_id")), day)
    return next((one for one in found if one.unit.pk == unit.pk), Owed(cycle, unit, region, (), day))


def answered(cycle: Cycle, unit: Unit) -> int:
    """How many reports of the round the unit has handed in, or need not hand in (waived, or the matter's closure is claimed):
    these an order about them asks to see. None as long as one is owed."""
    reports = ProgressReport.objects.filter(cycle=cycle, matter__in=led_by_unit(unit).values("matter_id"))
    return 0 if reports.filter(OWED).exists() else reports.count()


def answering() -> QuerySet[MatterUnit]:
    """Rows of the units that answer for matters: the lead units, or where nobody leads, those responsible."""
    leads = MatterUnit.objects.filter(matter_id=OuterRef("matter_id"), role=MatterUnit.Role.LEAD)
    alone = Q(role=MatterUnit.Role.RESPONSIBLE) & ~Exists(leads)
    return MatterUnit.objects.filter(Q(role=MatterUnit.Role.LEAD) | alone, unit__isnull=False)


def led_by_unit(unit: Unit) -> QuerySet[MatterUnit]:
    return answering().filter(unit=unit)


def _by_unit(cycle: Cycle, region: Region, owing: QuerySet[ProgressReport], day: date) -> list[Owed]:
    reports = {report.matter_id: report for report in owing.select_related("matter").defer("matter__source_text")}
    mine: dict[Unit, list[ProgressReport]] = defaultdict(list)
    rows = (
        answering()
        .filter(matter__in=owing.order_by().values("matter_id"))
        .select_related("unit__parent", "unit__region")
    )
    for row in rows.order_by("unit_id", "matter_id"):
        assert row.unit is not None
        if (report := reports.get(row.matter_id)) and report not in mine[row.unit]:
            mine[row.unit].append(report)
    return [Owed(cycle, unit, region, tuple(found), day) for unit, found in mine.items() if found]


def delegates_of(owed: Owed) -> list[Unit]:
    """Units that report for the one that owes, on the day."""
    rows = in_force(owed.day).filter(from_unit=owed.unit, matter__in=[report.matter_id for report in owed.reports])
    return [row.to_unit for row in rows.select_related("to_unit").order_by("pk")]


def late_days(region: Region, first: date, day: date) -> set[tuple[int, date]]:
    """Each unit with each day on which a report of its own was due and did not come in time; several on a day are one."""
    late = Q(first_submitted_on__gt=F("due_on")) | Q(first_submitted_on=None) & OWED
    reports = ProgressReport.objects.filter(
        late, matter__region=region, cycle__isnull=False, due_on__range=(first, day)
    )
    due = dict[int, set[date]]()
    for matter_id, on in reports.order_by().values_list("matter_id", "due_on"):
        due.setdefault(matter_id, set()).add(on)  # type: ignore[arg-type]
    rows = answering().filter(matter__in=reports.order_by().values("matter_id")).order_by()
    return {
        (unit_id, on)
        for matter_id, unit_id in rows.values_list("matter_id", "unit_id")
        for on in due.get(matter_id, ())
    }  # type: ignore[misc]
