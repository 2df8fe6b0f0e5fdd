"""Lets the sample city work for some months by the actions that its people use, so that its ledger looks used."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from luodi.ledger.entries import Step
from luodi_site.accounts.models import Membership, Person
from luodi_site.boards.sample import sample_office
from luodi_site.boards.sample_evidence import word_file
from luodi_site.boards.sample_figures import COUNTED, MISSING, enter_month, enter_outset, figure_on
from luodi_site.boards.sample_plans import load_sample_plans
from luodi_site.lib import clock
from luodi_site.lib.formats import plain
from luodi_site.supervision import actions
from luodi_site.supervision.models import Cycle, EditionTarget, Matter, ProgressReport
from luodi_site.supervision.parties import leads_of

MONTHS_BACK = 330
# The Monday after the date of the last document: nothing is published before it is written.
EARLIEST = date(2026, 1, 19)
# How a unit's reports go, by the number of the matter: the pace against the schedule, the days after the opening on
# which it reports, and whether the office sends the first one back.
_WAYS: tuple[tuple[str, int, bool], ...] = (
    ("1.05", 3, False), ("0.97", 6, False), ("0.78", 8, False), ("0.55", 5, True), ("1.10", 4, False), ("0.90", 19, False),
    ("0.35", 9, False),
)  # fmt: skip
_SAID = (
    "完成方案细化并召开两次调度会，{share}%的工作量已经落地，重点事项逐项明确了承办人。",
    "走访企业和项目现场，累计完成{share}%，其余按月推进。",
    "已与各责任单位对账，完成{share}%，形成阶段清单。",
    "主体工作完成{share}%，配套细则正在征求意见。",
)
_TROUBLE = (
    "",
    "部分项目用地手续办理偏慢，影响开工。",
    "",
    "配套资金到位进度低于计划。",
    "县区报送口径不一，数据需要复核。",
)
_NEXT = ("下月底前完成剩余事项的分工。", "组织一次现场督导，逐项销账。", "与财政部门对接资金拨付。")


def start_day(today: date) -> date:
    """The day on which the sample's ledger opens: some months before today, yet after its documents were written."""
    return min(today, max(EARLIEST, today - timedelta(days=MONTHS_BACK)))


@transaction.atomic
def load_sample_ledger() -> str:
    """Plays the months up to today where the sample's matters stand as published; says what it did."""
    office = sample_office()
    if office is None or ProgressReport.objects.exists() or not Matter.objects.exists():
        return "样例台账：没有样例政策，或台账中已有报送，跳过。"
    today = clock.today()
    first = start_day(today)
    _plan(office, first, today)
    leads = _leads()
    entered = _entered_by_office(leads)
    enter_outset(EditionTarget.objects.select_related("matter"), office, first)
    day = first
    while day < today:
        day += timedelta(days=1)
        actions.open_cycles(day)
        _work(office, leads, day)
        enter_month(entered, office, day)
    load_sample_plans(office, today)
    _mark_urgent(office, today)
    # Reminders and orders come behind those of the issues, so that their numbers follow their dates.
    actions.refresh_all(today)
    actions.forecast_targets(today)
    accepted = ProgressReport.objects.filter(state=ProgressReport.State.ACCEPTED).count()
    return f"样例台账：{Cycle.objects.count()}期报送，采纳进展{accepted}份。"


def _plan(office: Person, first: date, today: date) -> None:
    """The office gives the matters days and steps, and opens one from the minutes of a meeting."""
    year_end = date(today.year, 12, 31)
    for matter in Matter.objects.order_by("pk"):
        if not matter.is_assigned:
            continue
        number = matter.position
        if matter.deadline is None and number % 3 != 2:
            day = today - timedelta(days=12) if number % 17 == 4 else year_end + timedelta(days=(number % 4) * 90)
            actions.set_deadline(
                matter=matter, actor=office, version=matter.version, day=day, reason="按年度任务分解表确定", on=first
            )
        if number % 5 == 1 and matter.deadline:
            third = (matter.deadline - first) / 3
            steps = [
                Step(first + third, Decimal(25), "完成方案和底数"),
                Step(first + third * 2, Decimal(60), "主体工作完成"),
            ]
            actions.set_schedule(matter=matter, actor=office, version=matter.version, steps=steps, on=first)


def _mark_urgent(office: Person, today: date) -> None:
    """Two matters that leaders want first."""
    running = Matter.objects.filter(state=Matter.State.OPEN, is_assigned=True).order_by("position", "pk")
    for matter, urgency, reason in zip(running[3:9:5], (2, 1), ("市长批示", "市政府专题会议"), strict=False):
        actions.set_urgency(
            matter=matter, actor=office, version=matter.version, urgency=urgency, reason=reason, on=today
        )


def _leads() -> dict[int, Person]:
    """By the matter's number, someone of the sample city who can report for its lead unit."""
    seats = Membership.objects.filter(role=Membership.Role.UNIT, person__is_active=True).select_related(
        "unit", "person"
    )
    found: dict[int, Person] = {}
    for matter in Matter.objects.prefetch_related("units__unit"):
        paths = [row.unit.path for row in leads_of(matter) if row.unit]
        for seat in seats:
            if any(path.startswith(seat.unit.path) for path in paths):
                found.setdefault(matter.pk, seat.person)
    return found


def _entered_by_office(leads: dict[int, Person]) -> list[EditionTarget]:
    """Targets whose figures come with nobody's report."""
    targets = EditionTarget.objects.select_related("matter")
    return [one for one in targets if one.matter_id not in leads or not _is_reported(one)]


def _is_reported(target: EditionTarget) -> bool:
    return bool(target.by and target.unit in COUNTED and target.comparator == ">=" and target.indicator not in MISSING)


def _work(office: Person, leads: dict[int, Person], day: date) -> None:
    """What people do on one day: units report as is their way, the office decides within some days."""
    waiting = ProgressReport.objects.filter(state__in=["due", "returned"], matter__in=list(leads))
    for report in waiting.select_related("matter__region", "cycle"):
        if _reports_on(report, day):
            _hand_in(report, leads[report.matter_id], day)
    if day.weekday() < 5:
        submitted = ProgressReport.objects.filter(state="submitted", submitted_on__lte=day - timedelta(days=3))
        for report in submitted.select_related("matter__region", "cycle").order_by("pk"):
            _decide(report, office, day)


def _reports_on(report: ProgressReport, day: date) -> bool:
    _pace, after, _is_returned = _way(report)
    if report.state == "returned":
        return report.decided_on is not None and day >= report.decided_on + timedelta(days=4)
    return day >= report.opened_on + timedelta(days=after)


def _way(report: ProgressReport) -> tuple[str, int, bool]:
    return _WAYS[report.matter.position % len(_WAYS)]


def _hand_in(report: ProgressReport, lead: Person, day: date) -> None:
    matter, number = report.matter, report.matter.position
    actions.refresh([matter], day)
    scheduled = matter.scheduled if matter.scheduled is not None else Decimal(20 + number % 30)
    share = min(Decimal(100), (scheduled * Decimal(_way(report)[0])).quantize(Decimal("0.1")))
    share = max(share, matter.progress or Decimal(0))
    values: dict[str, Any] = {
        "share": share, "words": _SAID[number % len(_SAID)].format(share=share), "problems": _TROUBLE[number % len(_TROUBLE)],
        "next_steps": _NEXT[number % len(_NEXT)], "target_values": _values(matter, day),
    }  # fmt: skip
    files = [_proof(report, lead, values, day)] if number % 2 else []
    actions.submit_report(report=report, actor=lead, version=report.version, values=values, files=files, on=day)


def _proof(report: ProgressReport, lead: Person, values: dict[str, Any], day: date) -> SimpleUploadedFile:
    """The list of what was done, as a unit would add it to its report."""
    matter, name = report.matter, f"{report.cycle or '补报'}进展清单"
    rows = [("累计完成", f"{values['share']}%")]
    for target in matter.targets.all():
        if (value := values["target_values"].get(str(target.pk))) is not None:
            rows.append((target.indicator, f"{value}{target.unit}（目标{plain(target.value)}{target.unit}）"))
    rows.append(("下步安排", values["next_steps"]))
    words = (f"任务：{matter.title}。", values["words"], *filter(None, (values["problems"],)))
    unit = next((row.unit.name for row in leads_of(matter) if row.unit), str(lead))
    return word_file(name, words, issuer=unit, on=day, rows=tuple(rows))


def _values(matter: Matter, day: date) -> dict[str, str]:
    return {str(one.pk): str(figure_on(one, day)) for one in matter.targets.all() if _is_reported(one)}


def _decide(report: ProgressReport, office: Person, day: date) -> None:
    if _way(report)[2] and report.returned_count == 0:
        actions.return_report(
            report=report,
            actor=office,
            version=report.version,
            reason="请补充分项数据和佐证材料，写明落后原因。",
            on=day,
        )
    else:
        actions.accept_report(report=report, actor=office, version=report.version, on=day)
