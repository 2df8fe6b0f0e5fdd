"""Issues that a person may see, which steps they may take for which unit, and what their leaders answer for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from luodi.ledger.issues import OPEN_STATES, steps_from
from luodi_site.accounts.models import Membership, Person, Region, Unit
from luodi_site.accounts.queries import Scope, posts_of, regions_within, scope_of, within
from luodi_site.lib.once import once, once_for_each
from luodi_site.supervision.issue_history import standing
from luodi_site.supervision.models import Issue, IssueFile, LeaderContact, Matter
from luodi_site.supervision.queries import matters_visible_to

Role = Membership.Role
SOON = timedelta(days=3)
_BY_DAY = (F("clear_by_on").asc(nulls_last=True), "pk")
# So many open issues are looked at for a step of the person's own.
LOOKED_AT = 200
_LEAD_STEPS = ("answer", "request_closure")
_OFFICE_STEPS = ("assign", "decline", "refuse_closure", "approve_closure", "reopen")
_LEADER_STEPS = ("refuse_closure", "approve_closure")
_RAISER_STEPS = ("reopen",)


@once_for_each
def issues_visible_to(person: Any) -> QuerySet[Issue]:
    """Issues that a unit within the person's scope raised, leads or is the firm of; all of the regions that they see
    whole; and those of the firms and matters that they answer for as a leader."""
    scope, firms = scope_of(person), scope_of(person, Role.FIRM)
    of_firms, of_matters = contact_of(person)
    seen = (
        regions_within(scope, "region__") | within(scope, "raised_by_unit__") | within(scope, "lead_unit__")
        | within(scope, "firm__") | within(firms, "raised_by_unit__") | within(firms, "firm__")
        | Q(firm__in=of_firms) | Q(matter__in=of_matters)
    )  # fmt: skip
    return Issue.objects.filter(seen).select_related("region", "raised_by_unit", "firm", "lead_unit", "matter")


def contact_of(person: Any) -> tuple[frozenset[int], frozenset[int]]:
    """Numbers of the firms and of the matters that the person answers for as a leader."""
    number = getattr(person, "pk", None)
    found = LeaderContact.objects.filter(leader_id=number).order_by().values_list("firm_id", "matter_id")
    rows = once(("contact", number), lambda: tuple(found))
    return frozenset(firm for firm, _m in rows if firm), frozenset(matter for _f, matter in rows if matter)


def files_visible_to(person: Any) -> QuerySet[IssueFile]:
    seen = issues_visible_to(person).order_by().values("pk")
    return IssueFile.objects.filter(entry__issue__in=seen).select_related("entry")


def is_contact(person: Any, issue: Issue) -> bool:
    """Whether the person is the leader who answers for the issue's firm or matter."""
    firms, matters = contact_of(person)
    return issue.firm_id in firms or issue.matter_id in matters


def contacts_of(issue: Issue) -> tuple[Person, ...]:
    """The leaders who answer for the issue's firm or matter."""
    of_issue = Q(pk__in=[])
    if issue.firm_id:
        of_issue |= Q(firm_id=issue.firm_id)
    if issue.matter_id:
        of_issue |= Q(matter_id=issue.matter_id)
    found = LeaderContact.objects.filter(of_issue).select_related("leader")
    return tuple(dict.fromkeys(contact.leader for contact in found))


def steps_open_to(person: Any, issue: Issue) -> dict[str, Unit]:
    """The steps that the table and the person's posts allow now, each with the unit it would be taken for.

    The lead unit answers and asks for closure; the office of the region assigns, declines, verifies and re-opens; a
    leader of the region, or the one who answers for the firm, verifies; whoever raised it may say that it was not so.
    """
    allowed = {step.name for step in steps_from(issue.state)}  # type: ignore[arg-type]
    found: dict[str, Unit] = {}
    contact = any(post.role == Role.LEADER for post in posts_of(person)) and is_contact(person, issue)
    for post in posts_of(person):
        for name in _steps_of(post, issue, contact):
            if name in allowed:
                found.setdefault(name, post.unit)
    return found


def steps_possible(person: Any, issue: Issue) -> dict[str, Unit]:
    """Those without the ones that the rules would refuse this person anyway: nobody verifies their own work."""
    found = steps_open_to(person, issue)
    workers = standing(issue).workers
    for name in ("approve_closure", "refuse_closure"):
        unit = found.get(name)
        if unit and (str(person.pk) in workers or not key_unit(unit, issue)):
            del found[name]
    return found


def _steps_of(post: Membership, issue: Issue, contact: bool) -> tuple[str, ...]:
    of_region = issue.region.path.startswith(post.unit.region.path)
    works = post.role in (Role.UNIT, Role.OFFICE)
    speaks = works or post.role == Role.FIRM
    steps: tuple[str, ...] = ()
    if works and issue.lead_unit and issue.lead_unit.path.startswith(post.unit.path):
        steps += _LEAD_STEPS
    if post.role == Role.OFFICE and of_region:
        steps += _OFFICE_STEPS
    if post.role == Role.LEADER and (contact or (of_region and _is_wide(post))):
        steps += _LEADER_STEPS
    if speaks and issue.raised_by_unit.path.startswith(post.unit.path):
        steps += _RAISER_STEPS
    return steps


def _is_wide(post: Membership) -> bool:
    return post.unit.kind == Unit.Kind.GOVERNMENT or post.unit.is_coordinating


def raising_units(person: Any) -> QuerySet[Unit]:
    """Units in whose name the person may raise an issue: their own."""
    return Unit.objects.filter(pk__in=raising_posts(person)).select_related("region")


def raising_posts(person: Any) -> tuple[int, ...]:
    """The numbers of those units."""
    return tuple(post.unit_id for post in posts_of(person) if post.role in (Role.UNIT, Role.OFFICE, Role.FIRM))


def handling_region(unit: Unit) -> Region:
    """Whose office an issue of the unit goes to: its own region's, or that of the nearest region above with an office."""
    above = [int(number) for number in unit.region.path.strip("/").split("/") if number]
    offices = Region.objects.filter(pk__in=above, units__is_coordinating=True, units__is_active=True).distinct()
    return max(offices, key=lambda region: len(region.path), default=unit.region)


def firms_for(person: Any) -> QuerySet[Unit]:
    """Firms that the person may raise an issue about: those they see."""
    return Unit.objects.filter(within(scope_of(person)), kind=Unit.Kind.FIRM, is_active=True).select_related("region")


def matters_for(person: Any) -> QuerySet[Matter]:
    return matters_visible_to(person).filter(state=Matter.State.OPEN)


def units_for_assigning(region: Region) -> QuerySet[Unit]:
    """Units that an issue of the region can be given to: those of the region and of what lies in it, firms left out."""
    found = Unit.objects.filter(region__path__startswith=region.path, is_active=True).exclude(kind=Unit.Kind.FIRM)
    return found.select_related("region")


@dataclass(frozen=True)
class IssueFigures:
    """A list of issues in figures: open ones, of them without a lead unit, waiting to be verified, past their day."""

    open: int
    raised: int
    closing: int
    past: int
    soon: int
    closed: int


def issue_figures(issues: Iterable[Issue], today: date) -> IssueFigures:
    rows = list(issues)
    running = [issue for issue in rows if issue.state in OPEN_STATES]
    dated = [issue.clear_by_on for issue in running if issue.clear_by_on]
    return IssueFigures(
        open=len(running),
        raised=sum(issue.state == Issue.State.RAISED for issue in running),
        closing=sum(issue.state == Issue.State.CLOSING for issue in running),
        past=sum(day < today for day in dated),
        soon=sum(today <= day <= today + SOON for day in dated),
        closed=sum(issue.state == Issue.State.CLOSED for issue in rows),
    )


@dataclass(frozen=True)
class IssueDesk:
    """What issues put on a person's desk: to assign and to verify (office, leader), to answer (lead unit)."""

    to_assign: tuple[Issue, ...]
    to_verify: tuple[Issue, ...]
    to_answer: tuple[Issue, ...]
    past: tuple[Issue, ...]


def open_issues(person: Any) -> Any:
    """Open issues that the person may see, the most urgent first: those themselves where they are few, else the query."""
    return once(("open issues", getattr(person, "pk", None)), lambda: _open_issues(person))


def _open_issues(person: Any) -> Any:
    seen = issues_visible_to(person).filter(state__in=OPEN_STATES).order_by("-urgency", *_BY_DAY)
    found = list(seen[: LOOKED_AT + 1])
    return found if len(found) <= LOOKED_AT else seen


def open_issues_by_day(person: Any) -> Any:
    """The same by the day on which they have to be cleared, those without one last."""
    found = open_issues(person)
    if not isinstance(found, list):
        return found.order_by(*_BY_DAY)
    return sorted(found, key=lambda issue: (issue.clear_by_on or date.max, issue.pk))


def issue_desk(person: Any, today: date, limit: int = 8) -> IssueDesk:
    """Each list holds ``limit`` at most, the most urgent first; what somebody else has to do is not in it."""
    rows = [(issue, steps_open_to(person, issue)) for issue in open_issues(person)[:LOOKED_AT]]
    mine = [(issue, steps) for issue, steps in rows if steps]
    return IssueDesk(
        to_assign=tuple(i for i, s in mine if i.state == Issue.State.RAISED and "assign" in s)[:limit],
        to_verify=tuple(i for i, s in mine if "approve_closure" in s and key_unit(s["approve_closure"], i))[:limit],
        to_answer=tuple(i for i, s in mine if "request_closure" in s)[:limit],
        past=tuple(i for i, s in mine if i.clear_by_on and i.clear_by_on < today and "request_closure" in s)[:limit],
    )


def key_unit(unit: Unit, issue: Issue) -> bool:
    """Whether the unit is another than the one that did the work."""
    return unit.pk != issue.lead_unit_id


def leader_contacts_kept_by(person: Any) -> QuerySet[LeaderContact]:
    """Contacts that the person keeps as the office of a region."""
    scope = scope_of(person, Role.OFFICE)
    return _contacts(scope)


def leader_contacts_visible_to(person: Any) -> QuerySet[LeaderContact]:
    """For a leader their own, for whoever sees a region whole all of it."""
    return _contacts(scope_of(person), Q(leader_id=getattr(person, "pk", None)))


def _contacts(scope: Scope, also: Q | None = None) -> QuerySet[LeaderContact]:
    inside = regions_within(scope, "firm__region__") | regions_within(scope, "matter__region__")
    found = LeaderContact.objects.filter(inside | also if also is not None else inside)
    return found.select_related("leader", "firm", "firm__region", "matter")


def contacts_of_matter(matter: Matter) -> list[LeaderContact]:
    """Who answers for the matter as a leader."""
    return list(matter.leader_contacts.select_related("leader"))


def leaders_for(person: Any) -> QuerySet[Person]:
    """Leaders of the regions that the person runs as the office."""
    scope = scope_of(person, Role.OFFICE)
    posts = Membership.objects.filter(within(scope, "unit__"), role=Role.LEADER)
    return Person.objects.filter(pk__in=posts.values("person_id"), is_active=True)
