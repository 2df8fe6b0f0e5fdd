"""Papers from the site's rows: the facts of a region as of a day, the period, and the text that its office uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import F

from luodi.ledger.issues import STATE_WORDS, standing_of
from luodi.ledger.status import Status
from luodi.periods import Period, PeriodKind
from luodi.reports import papers
from luodi.reports.from_yaml import paper_text
from luodi.reports.model import Report
from luodi.reports.paper_facts import IssueFact, MatterFact, OrderFact, PaperFacts
from luodi.reports.templates import Template
from luodi_site.accounts.models import Region, Unit
from luodi_site.supervision.issue_history import pure
from luodi_site.supervision.lights import statuses_of
from luodi_site.supervision.models import Issue, IssueEntry, LedgerEntry, Matter, MatterUnit, Order, PaperText
from luodi_site.supervision.rows import is_lead_unknown

_UNDER_WAY = (Matter.State.OPEN, Matter.State.CLAIMED, Matter.State.CLOSED)
_TOLD = (IssueEntry.Kind.REMIND, IssueEntry.Kind.ORDER)


def text_of(region: Region, kind: str) -> Template:
    """The text that the region's office wrote, or the one that comes along."""
    own = PaperText.objects.filter(region=region, kind=kind).first()
    if own is None or not own.body:
        return paper_text(kind).template
    return Template(own.title, own.body, own.addressees)


def period_of(kind: PeriodKind, on: date) -> Period:
    return Period.holding(kind, on)


def facts_of(region: Region, *, on: date, first_on: date, last_on: date, period: str, issuer: str) -> PaperFacts:
    """Everything of the region as it stood at the end of ``on``."""
    return PaperFacts(
        region.name, issuer, on, period, first_on, last_on, tuple(_matters(region, on)), tuple(_issues(region, on)),
        tuple(_orders(Order.objects.filter(region=region, issued_on__lte=on), on)),
    )  # fmt: skip


def order_report(order: Order, on: date) -> Report:
    """One order as an official document, by the text of its region. What is not issued yet has no number and no day."""
    fact = next(iter(_orders([order], on)))
    day = order.issued_on or on
    issuer = office_name(order.region)
    facts = PaperFacts(order.region.name, issuer, day, "", day, day, orders=(fact,), order=fact)
    return papers.build("order", text_of(order.region, "order"), facts, number=order.code)


def office_name(region: Region) -> str:
    """The coordination office of the region signs; nobody where there is none."""
    office = Unit.objects.filter(region=region, is_coordinating=True, is_active=True).first()
    return office.name if office else ""


def _matters(region: Region, on: date) -> Iterator[MatterFact]:
    opened = LedgerEntry.objects.filter(kind=LedgerEntry.Kind.OPEN, on__lte=on).values("matter_id")
    found = Matter.objects.filter(region=region, state__in=_UNDER_WAY, pk__in=opened).order_by(
        F("edition_id").asc(nulls_last=True), "position", "pk"
    )
    heavy = ("source_text", "edition__text", "edition__outline", "edition__policy")
    matters = list(found.select_related("edition").defer(*heavy).prefetch_related("units__unit"))
    statuses, done = statuses_of(matters, on), _closed_by(matters, on)
    for matter in matters:
        yield _matter(matter, statuses[matter.pk], done.get(matter.pk))


def _closed_by(matters: Iterable[Matter], on: date) -> dict[int, date]:
    """The day on which each closed matter was claimed to be done, where that was verified by ``on``."""
    closed = [m.pk for m in matters if m.state == Matter.State.CLOSED]
    entries = LedgerEntry.objects.filter(matter__in=closed, on__lte=on).order_by("pk")
    approved = set(entries.filter(kind=LedgerEntry.Kind.APPROVE_CLOSURE).values_list("matter_id", flat=True))
    claims = entries.filter(kind=LedgerEntry.Kind.REQUEST_CLOSURE).values_list("matter_id", "on")
    return {number: day for number, day in claims if number in approved}


def _matter(matter: Matter, status: Status, done_on: date | None) -> MatterFact:
    def names(*roles: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.name for row in matter.units.all() if row.role in roles))

    lead, others = MatterUnit.Role.LEAD, (MatterUnit.Role.RESPONSIBLE, MatterUnit.Role.SUPPORTING)
    return MatterFact(
        number=matter.pk, title=matter.title, document=matter.document, lead=names(lead),
        responsible=names(*others), deadline=matter.deadline, done_on=done_on,
        light=status.light.name, why=why_of(status, matter.deadline), progress=status.actual, scheduled=status.scheduled,
        is_lead_known=not is_lead_unknown(matter),
    )  # fmt: skip


def why_of(status: Status, deadline: date | None) -> str:
    """Why the light is as it is, with the figure that decided."""
    decided = status.deciding
    if decided is None:
        return status.words
    if decided.clause.when == "overdue" and deadline:
        return f"逾期{(status.day - deadline).days}天"
    if decided.clause.when == "behind" and status.lag is not None:
        return f"进度落后{status.lag.normalize():f}个百分点"
    return status.words


def _issues(region: Region, on: date) -> Iterator[IssueFact]:
    found = Issue.objects.filter(region=region, raised_on__lte=on).order_by(F("clear_by_on").asc(nulls_last=True), "pk")
    found = found.select_related("firm", "lead_unit", "raised_by_unit")
    for issue in found.prefetch_related("entries__files", "entries__lead_unit"):
        yield _issue(issue, on)


def _issue(issue: Issue, on: date) -> IssueFact:
    """The issue by its entries up to ``on``: what came later is not known yet."""
    entries = [e for e in sorted(issue.entries.all(), key=lambda e: e.pk) if e.on <= on and e.kind not in _TOLD]
    standing, _problems = standing_of(pure(entry, len(entry.files.all())) for entry in entries)
    leads = [entry.lead_unit for entry in entries if entry.lead_unit]
    return IssueFact(
        number=issue.pk, title=issue.title, raised_on=issue.raised_on, raised_by=str(issue.raised_by_unit),
        firm=str(issue.firm) if issue.firm else "", lead=str(leads[-1]) if leads else "",
        clear_by_on=standing.clear_by_on, closed_on=standing.closed_on, state=STATE_WORDS[standing.state],
        is_open=standing.is_open, reopened=standing.reopened,
    )  # fmt: skip


def _orders(orders: Iterable[Order], on: date) -> Iterator[OrderFact]:
    for order in orders:
        yield OrderFact(
            number=order.pk, code=order.code, name=order.name, colour=order.colour, subject=order.title,
            unit=str(order.unit), why=order.why, issued_on=order.issued_on or on, reply_by_on=order.reply_by_on,
            rectify_by_on=order.rectify_by_on, replied_on=_by(order.replied_on, on), settled_on=_by(order.settled_on, on),
            reply_within=_within(order, order.reply_days), rectify_within=_within(order, order.rectify_days),
            urgency=str(order.get_urgency_display()) if order.urgency else "",
        )  # fmt: skip


def _within(order: Order, days: int) -> str:
    """How long an order gives from the day on which it goes out; '' where it asks for nothing of its own."""
    return f"发出后{days}{'个工作日' if order.is_in_working_days else '天'}内" if days else ""


def _by(day: date | None, on: date) -> date | None:
    return day if day and day <= on else None
