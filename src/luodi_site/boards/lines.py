"""The desk's lines by role: what a person must do, and what they wait for; each a click from the act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luodi_site.accounts.lockouts import locked_accounts
from luodi_site.accounts.models import Membership, RoleRequest
from luodi_site.accounts.queries import (
    regions_within,
    role_requests_decided_by,
    roles_of,
    scope_of,
    units_worked_by,
)
from luodi_site.lib import clock
from luodi_site.lib.formats import day_in_text
from luodi_site.lib.once import few, number_of, once_for_each
from luodi_site.supervision.delegating import reported_for_others
from luodi_site.supervision.issue_queries import issue_desk, open_issues_by_day, raising_posts
from luodi_site.supervision.models import Issue, Matter, MatterUnit, Order, Paper, ProgressReport, UnitPlan
from luodi_site.supervision.order_history import with_steps
from luodi_site.supervision.order_queries import orders_visible_to
from luodi_site.supervision.order_queries import steps_open_to as order_steps
from luodi_site.supervision.paper_history import papers_visible_to, unread_papers
from luodi_site.supervision.paper_history import steps_open_to as paper_steps
from luodi_site.supervision.queries import matters_run_by, matters_visible_to
from luodi_site.supervision.report_queries import PRESSING, plans_to_decide, plans_to_write

Role, State = Membership.Role, ProgressReport.State
SHOWN = 8
# So many orders are looked at for a step of the person's own.
_LOOKED_AT = 100


@dataclass(frozen=True)
class Line:
    """One thing; ``act`` is the word on its button."""

    title: str
    words: str
    url: str
    act: str
    is_late: bool = False
    urgency: str = ""


@dataclass(frozen=True)
class Group:
    """Lines of one kind, the most urgent first; ``count`` counts those that are not shown too, ``more`` is where all are."""

    heading: str
    lines: tuple[Line, ...]
    count: int
    more: str = ""


def todo_of(person: Any, today: date) -> list[Group]:
    """What the person must do, group by group in the order of urgency; groups without a line are left out."""
    makers = (
        _orders,
        _papers,
        _to_hand_in,
        _plans_to_write,
        _to_review,
        _plans_to_decide,
        _to_verify,
        _without_lead,
        _red,
        _issues,
        _told_papers,
        _role_requests,
        _locked,
    )
    return [group for make in makers for group in make(person, today) if group.lines]


def waiting_of(person: Any, today: date) -> list[Group]:
    """What the person waits for: others have to do it."""
    makers = (_under_review, _claimed, _raised, _asked_roles, _not_handed_in)
    return [group for make in makers for group in make(person, today) if group.lines]


def _group(heading: str, rows: Any, line: Any, more: str = "") -> Iterator[Group]:
    shown = tuple(line(row) for row in rows[:SHOWN])
    if shown:
        yield Group(heading, shown, len(shown) if len(shown) < SHOWN else number_of(rows), more)


def _urgency(item: Matter | Issue) -> str:
    return str(item.get_urgency_display()) if item.urgency else ""


def _list(url_name: str, query: str) -> str:
    return f"{reverse(f'supervision:{url_name}')}?{query}"


@once_for_each
def led_by(person: Any) -> QuerySet[Matter]:
    """Matters that the person's units answer for: as lead, or where nobody leads, as responsible."""
    rows = MatterUnit.objects.filter(unit__in=_units(person)).order_by()
    leads = MatterUnit.objects.filter(matter=OuterRef("matter"), role=MatterUnit.Role.LEAD)
    led = Q(role=MatterUnit.Role.LEAD) | (Q(role=MatterUnit.Role.RESPONSIBLE) & ~Exists(leads))
    mine = few(("led", person.pk), rows.filter(led).values_list("matter_id", flat=True))
    matters = matters_visible_to(person).filter(Q(pk__in=mine) | Q(pk__in=_delegated(person)))
    return matters.order_by().prefetch_related(None)


def _units(person: Any) -> tuple[int, ...]:
    return units_worked_by(person, Role.UNIT, Role.OFFICE)


def _delegated(person: Any) -> Any:
    """Matters on which the person's units report today for others."""
    held = reported_for_others(person, clock.today())
    return few(("held", person.pk), held.values_list("matter_id", flat=True))


def _reports(key: str, person: Any, matters: QuerySet[Matter], which: Q) -> QuerySet[ProgressReport]:
    numbers = few((key, person.pk), matters.order_by().values_list("pk", flat=True))
    found = ProgressReport.objects.filter(which, matter__in=numbers)
    return found.select_related("matter", "cycle", "unit").order_by("due_on", "pk")


def _matter_url(matter: int) -> str:
    return reverse("supervision:matter", args=[matter])


def _report_url(report: ProgressReport) -> str:
    return reverse("supervision:report", args=[report.pk])


def _due(report: ProgressReport, today: date) -> str:
    return _due_by(report.cycle or "", report.due_on, today)


def _due_by(what: object, due_on: date | None, today: date) -> str:
    """What is to be handed in by a day, and how late it is."""
    if due_on is None:
        return str(what)
    late = (today - due_on).days
    when = {"day": day_in_text(due_on), "days": late, "cycle": what}
    return _("%(cycle)s　%(day)s前应报，逾期%(days)s天") % when if late > 0 else _("%(cycle)s　%(day)s前报送") % when


def _to_hand_in(person: Any, today: date) -> Iterator[Group]:
    def line(one: ProgressReport) -> Line:
        is_returned = one.state == State.RETURNED
        words = _("退回：%(reason)s") % {"reason": one.reason} if is_returned else _due(one, today)
        is_late = one.due_on is not None and one.due_on < today
        act = _("去修改") if is_returned else _("去报送")
        return Line(one.matter.title, words, _report_url(one), act, is_late or is_returned, _urgency(one.matter))

    if roles_of(person) & {Role.UNIT, Role.OFFICE}:
        mine = _reports("led by", person, led_by(person), PRESSING)
        yield from _group(_("要报送的进展"), mine, line, _list("reports", "view=write"))


def _to_review(person: Any, today: date) -> Iterator[Group]:
    def line(one: ProgressReport) -> Line:
        words = _("%(unit)s　%(day)s报送") % {"unit": one.unit or "", "day": day_in_text(one.submitted_on)}
        return Line(one.matter.title, words, _report_url(one), _("去审核"))

    if Role.OFFICE in roles_of(person):
        yield from _group(
            _("待审核的进展"),
            _reports("run by", person, matters_run_by(person), Q(state=State.SUBMITTED)),
            line,
            _list("reports", "view=decide"),
        )


def _plans_to_write(person: Any, today: date) -> Iterator[Group]:
    def line(one: UnitPlan) -> Line:
        is_returned, due_on = one.state == UnitPlan.State.RETURNED, one.request.due_on
        words = _("退回：%(reason)s") % {"reason": one.reason} if is_returned else _due_by(one.unit, due_on, today)
        return Line(
            one.request.title,
            words,
            _plan_url(one),
            _("去修改") if is_returned else _("去填写"),
            due_on < today or is_returned,
        )

    if roles_of(person) & {Role.UNIT, Role.OFFICE}:
        yield from _group(_("要报送的方案"), plans_to_write(person), line, reverse("supervision:plans"))


def _plans_to_decide(person: Any, today: date) -> Iterator[Group]:
    def line(one: UnitPlan) -> Line:
        words = _("%(unit)s　%(day)s报送") % {"unit": one.unit, "day": day_in_text(one.submitted_on)}
        return Line(one.request.title, words, _plan_url(one), _("去审核"))

    if Role.OFFICE in roles_of(person):
        yield from _group(_("待审核的方案"), plans_to_decide(person), line, reverse("supervision:plans"))


def _plan_url(plan: UnitPlan) -> str:
    return reverse("supervision:plan", args=[plan.pk])


def _to_verify(person: Any, today: date) -> Iterator[Group]:
    def line(one: Matter) -> Line:
        return Line(one.title, one.document, _matter_url(one.pk), _("去核验"))

    if Role.OFFICE in roles_of(person):
        claimed = matters_run_by(person).filter(state=Matter.State.CLAIMED).order_by("deadline", "pk")
        yield from _group(_("待核验的销号申请"), claimed.prefetch_related(None), line)


def _without_lead(person: Any, today: date) -> Iterator[Group]:
    """Tasks whose lead, as the text writes it, is no unit of the register: they are on nobody's desk."""

    def line(one: Matter) -> Line:
        names = "、".join(row.name for row in one.units.all() if row.role == MatterUnit.Role.LEAD)
        words = _("“%(names)s”不在单位名册中，任务没有派出") % {"names": names}
        return Line(one.title, f"{words}　{one.document}", _matter_url(one.pk), _("去指定"), True)

    if Role.OFFICE in roles_of(person):
        leads = MatterUnit.objects.filter(matter=OuterRef("pk"), role=MatterUnit.Role.LEAD)
        lost = matters_run_by(person).filter(Exists(leads), ~Exists(leads.filter(unit__isnull=False)))
        lost = lost.filter(state=Matter.State.OPEN).order_by("deadline", "pk").prefetch_related(None)
        yield from _group(
            _("牵头单位没有识别的任务"), lost.prefetch_related("units"), line, reverse("supervision:ledger")
        )


def _red(person: Any, today: date) -> Iterator[Group]:
    def line(one: Matter) -> Line:
        lead = "、".join(row.name for row in one.units.all() if row.role == MatterUnit.Role.LEAD)
        return Line(
            one.title,
            f"{one.light_words}　{lead}",
            _matter_url(one.pk),
            _("看原因"),
            is_late=True,
            urgency=_urgency(one),
        )

    if roles_of(person) & {Role.LEADER, Role.OFFICE}:
        red = matters_visible_to(person).filter(state=Matter.State.OPEN, light="red")
        red = red.order_by("-urgency", "deadline", "pk").prefetch_related(None).prefetch_related("units")
        yield from _group(_("红灯任务"), red, line, _list("ledger", "light=red"))


def _issues(person: Any, today: date) -> Iterator[Group]:
    desk = issue_desk(person, today, _LOOKED_AT)
    for heading, act, rows in (
        (_("要办理的问题"), _("去办理"), desk.to_answer),
        (_("待交办的问题"), _("去交办"), desk.to_assign),
        (_("待核实的问题"), _("去核实"), desk.to_verify),
    ):
        lines = tuple(_issue_line(one, act, today) for one in rows)
        yield Group(heading, lines[:SHOWN], len(lines), reverse("supervision:issues"))


def _issue_line(issue: Issue, act: str, today: date) -> Line:
    until = (
        _("%(day)s前销号") % {"day": day_in_text(issue.clear_by_on)} if issue.clear_by_on else issue.get_state_display()
    )
    is_late = issue.clear_by_on is not None and issue.clear_by_on < today
    words = f"{until}　{issue.lead_unit or issue.raised_by_unit}"
    return Line(issue.title, words, reverse("supervision:issue", args=[issue.pk]), act, is_late, _urgency(issue))


def _orders(person: Any, today: date) -> Iterator[Group]:
    """Orders on which the person can take a step now; of those that wait for the unit, the replies come first."""
    acts = {"reply": _("去回复"), "claim": _("去报整改"), "settle": _("去核实"), "issue": _("去签发")}
    seen = with_steps(orders_visible_to(person).exclude(state__in=[Order.State.SETTLED, Order.State.DROPPED]))
    lines = []
    for one in seen.order_by("reply_by_on", "pk")[:_LOOKED_AT]:
        step = next((name for name in acts if name in order_steps(person, one)), None)
        if step:
            lines.append(_order_line(one, acts[step], today))
    yield Group(_("要办的督办单"), tuple(lines[:SHOWN]), len(lines), reverse("supervision:orders"))


def _order_line(order: Order, act: str, today: date) -> Line:
    until = order.rectify_by_on if order.replied_on else order.reply_by_on
    words = _("%(state)s　%(day)s前") % {"state": order.get_state_display(), "day": day_in_text(until)} if until else ""
    words = words or str(order.get_state_display())
    url = reverse("supervision:order", args=[order.pk])
    return Line(f"{order}：{order.title}", f"{words}　{order.unit}", url, act, bool(until and until < today))


def _papers(person: Any, today: date) -> Iterator[Group]:
    """Papers on which the person can take the next step: another reviews, a leader signs, the office issues."""
    acts = {"review": _("去核稿"), "sign": _("去签发"), "issue": _("去印发")}
    under_way = (Paper.State.DRAFTED, Paper.State.REVIEWED, Paper.State.SIGNED)
    lines = []
    seen = papers_visible_to(person).filter(state__in=under_way).prefetch_related("entries")
    for one in seen.order_by("pk")[:_LOOKED_AT]:
        step = next((name for name in acts if name in paper_steps(person, one)), None)
        if step:
            lines.append(Line(one.title, str(one.get_state_display()), _paper_url(one.pk), acts[step]))
    yield Group(_("要办的文稿"), tuple(lines[:SHOWN]), len(lines), reverse("supervision:papers"))


def _told_papers(person: Any, today: date) -> Iterator[Group]:
    """Issued papers that name the person's units and that the person has not opened yet."""

    def line(one: Paper) -> Line:
        words = "　".join(filter(None, (one.code, day_in_text(one.issued_on))))
        return Line(one.title, words, _paper_url(one.pk), _("去阅读"))

    yield from _group(_("新印发的通报"), unread_papers(person), line)


def _paper_url(paper: int) -> str:
    return reverse("supervision:paper", args=[paper])


def _role_requests(person: Any, today: date) -> Iterator[Group]:
    def line(one: RoleRequest) -> Line:
        words = _("%(who)s提出") % {"who": one.asked_by.name}
        return Line(str(one), words, reverse("accounts:role_requests"), _("去批准"))

    if Role.SECURITY in roles_of(person):
        waiting = role_requests_decided_by(person).filter(state=RoleRequest.State.WAITING).order_by("pk")
        yield from _group(_("待批准的角色"), waiting, line)


def _locked(person: Any, today: date) -> Iterator[Group]:
    def line(one: Any) -> Line:
        words = _("从%(address)s输错%(tries)s次") % {"address": one.ip_address, "tries": one.failures_since_start}
        return Line(one.username, words, reverse("accounts:lockouts"), _("去查看"))

    if Role.SECURITY in roles_of(person):
        yield from _group(_("锁定的账号"), locked_accounts(person), line)


def _under_review(person: Any, today: date) -> Iterator[Group]:
    def line(one: ProgressReport) -> Line:
        words = _("%(day)s报送，等协调办审核") % {"day": day_in_text(one.submitted_on)}
        return Line(one.matter.title, words, _report_url(one), _("查看"))

    if Role.UNIT in roles_of(person):
        mine = _reports("led by", person, led_by(person), Q(state=State.SUBMITTED))
        yield from _group(_("已报送待审核"), mine, line)


def _claimed(person: Any, today: date) -> Iterator[Group]:
    def line(one: Matter) -> Line:
        return Line(one.title, _("已申请销号，等协调办核验"), _matter_url(one.pk), _("查看"))

    if Role.UNIT in roles_of(person):
        yield from _group(_("已申请销号"), led_by(person).filter(state=Matter.State.CLAIMED).order_by("pk"), line)


def _raised(person: Any, today: date) -> Iterator[Group]:
    def line(one: Issue) -> Line:
        return _issue_line(one, _("查看"), today)

    own, found = raising_posts(person), open_issues_by_day(person)
    mine = (
        [one for one in found if one.raised_by_unit_id in own]
        if isinstance(found, list)
        else found.filter(raised_by_unit__in=own)
    )
    yield from _group(_("本单位提出的问题"), mine, line)


def _asked_roles(person: Any, today: date) -> Iterator[Group]:
    def line(one: RoleRequest) -> Line:
        words = _("等安全管理员批准")
        return Line(str(one), words, reverse("accounts:person", args=[one.person_id]), _("查看"))

    asked = RoleRequest.objects.filter(asked_by_id=person.pk, state=RoleRequest.State.WAITING)
    yield from _group(_("已申请的角色"), asked.select_related("person", "unit").order_by("pk"), line)


def _not_handed_in(person: Any, today: date) -> Iterator[Group]:
    """For the office: reports past their day, whoever has to hand them in."""

    def line(one: ProgressReport) -> Line:
        lead = "、".join(row.name for row in one.matter.units.all() if row.role == MatterUnit.Role.LEAD)
        return Line(one.matter.title, f"{lead}　{_due(one, today)}", _report_url(one), _("查看"), is_late=True)

    if Role.OFFICE in roles_of(person):
        mine = Q(regions_within(scope_of(person, Role.OFFICE), "matter__region__"))
        late = _reports("run by", person, matters_run_by(person), PRESSING).filter(mine, due_on__lt=today)
        yield from _group(
            _("逾期未报的进展"),
            late.prefetch_related("matter__units"),
            line,
            _list("reports", "view=all&state=overdue"),
        )


def count_of(groups: Iterable[Group]) -> int:
    return sum(group.count for group in groups)
