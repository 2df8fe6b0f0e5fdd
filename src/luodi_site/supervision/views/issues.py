"""Issues to be cleared by a deadline: the list, one issue with its history, raising one, each step, Excel."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from luodi.ledger.issues import WAY
from luodi.reports.to_excel import to_bytes
from luodi_site.accounts.access import own, role, signed_in
from luodi_site.accounts.models import Membership, Unit
from luodi_site.accounts.queries import roles_of, scope_of
from luodi_site.lib import clock
from luodi_site.lib.excel import EXCEL, as_download
from luodi_site.lib.kept_files import as_file_response
from luodi_site.lib.pages import page_of
from luodi_site.supervision import actions
from luodi_site.supervision import issue_queries as queries
from luodi_site.supervision.issue_filters import STATES, IssueFilter, issue_row, issue_sheet
from luodi_site.supervision.issue_forms import RaiseForm, step_form
from luodi_site.supervision.issue_history import issue_history
from luodi_site.supervision.models import Issue, IssueEntry, LeaderContact
from luodi_site.supervision.order_queries import orders_visible_to
from luodi_site.supervision.step_forms import StepForm
from luodi_site.supervision.views.contacts import READERS
from luodi_site.supervision.views.steps import StepViews

Role = Membership.Role


@signed_in
def issues(request: HttpRequest) -> HttpResponse:
    """Fifty rows a page; the sentence on top counts all that the filter lets through."""
    today, chosen = clock.today(), IssueFilter.read(request.GET)
    everything = queries.issues_visible_to(request.user)
    found = chosen.apply(everything, today)
    page = page_of(request, found)
    context = {
        "page": page, "rows": [issue_row(issue, today) for issue in page.rows], "chosen": chosen, "states": STATES,
        "figures": queries.issue_figures(found, today), "has_any": everything.exists(), "options": _options(everything),
        "may_raise": queries.raising_units(request.user).exists(),
        "sees_contacts": bool(roles_of(request.user) & set(READERS)),
    }  # fmt: skip
    return render(request, "supervision/issues.html", context)


def _options(issues: Any) -> dict[str, Any]:
    """What the filters offer: only what stands in some issue that the person sees."""
    rows = list(issues.order_by().values_list("lead_unit_id", "firm_id", "matter_id"))
    firms = {firm for _lead, firm, _matter in rows if firm}
    contacts = LeaderContact.objects.filter(firm_id__in=firms).select_related("leader")
    return {
        "units": Unit.objects.filter(pk__in={lead for lead, _firm, _matter in rows if lead}),
        "firms": Unit.objects.filter(pk__in=firms),
        "leaders": sorted({contact.leader for contact in contacts}, key=lambda leader: leader.pk),
    }


@signed_in
def issues_excel(request: HttpRequest) -> HttpResponse:
    """Exactly the rows that the filter shows, on all pages, in the same order."""
    today, chosen = clock.today(), IssueFilter.read(request.GET)
    rows = [issue_row(issue, today) for issue in chosen.apply(queries.issues_visible_to(request.user), today)]
    note = _("共%(count)s项；%(day)s导出") % {"count": len(rows), "day": today.isoformat()}
    return as_download(to_bytes([issue_sheet(rows, note)], today), f"{_('问题清单')}{today:%Y%m%d}.xlsx", EXCEL)


@role(Role.UNIT, Role.OFFICE, Role.FIRM)
def raise_issue(request: HttpRequest) -> HttpResponse:
    """A new issue, for one of the person's own units."""
    form = RaiseForm(request.user, request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "supervision/raise_issue.html", {"form": form}, status=422 if form.errors else 200)
    data = form.cleaned_data
    issue = actions.raise_issue(
        actor=request.user, unit=data["unit"], region=queries.handling_region(data["unit"]), title=data["title"], words=data["words"],
        firm=data.get("firm"), files=data["files"],
    )  # fmt: skip
    messages.success(request, _("已提出。协调办交办后，这里会写明由哪个单位办理、什么时候销号。"))
    return redirect("supervision:issue", issue.pk)


def _issue(request: HttpRequest, issue_id: int) -> Issue:
    found: Issue = get_object_or_404(queries.issues_visible_to(request.user), pk=issue_id)
    return found


@own()
def issue(request: HttpRequest, issue_id: int) -> HttpResponse:
    return _page(request, _issue(request, issue_id))


def _page(request: HttpRequest, found: Issue, bad: StepForm | None = None) -> HttpResponse:
    open_steps = queries.steps_possible(request.user, found)
    context = {
        "issue": found, "row": issue_row(found, clock.today()), "history": issue_history(found),
        "forms": _STEPS.forms(found, open_steps, bad),
        "orders": orders_visible_to(request.user).filter(issue=found), "may_order": _may_order(request, found),
        "leaders": queries.contacts_of(found), "bad": bad.step if bad else "", "waits": _waits(found, open_steps),
    }  # fmt: skip
    return render(request, "supervision/issue.html", context, status=422 if bad else 200)


def _may_order(request: HttpRequest, found: Issue) -> bool:
    """The office of the region, while somebody works on it."""
    is_running = found.state in (Issue.State.ASSIGNED, Issue.State.ANSWERED)
    return is_running and scope_of(request.user, Role.OFFICE).has_region(found.region)


def _waits(found: Issue, open_steps: dict[str, Unit]) -> str:
    """Whom the issue waits for, where it is not the reader."""
    match found.state:
        case Issue.State.RAISED if "assign" not in open_steps:
            return _("等待协调办交办。")
        case Issue.State.ASSIGNED | Issue.State.ANSWERED if "answer" not in open_steps:
            return _("等待%(unit)s办理。") % {"unit": found.lead_unit}
        case Issue.State.CLOSING if "approve_closure" not in open_steps:
            return _("等待没有参与办理的单位核实。")
    return ""


def _take(request: HttpRequest, found: Issue, unit: Unit, form: StepForm) -> None:
    data: dict[str, Any] = form.cleaned_data
    actions.take_step(
        issue=found, actor=request.user, unit=unit, version=data["version"], step=form.step,  # type: ignore[arg-type]
        words=data["words"], lead_unit=data.get("unit"), clear_by_on=data.get("clear_by_on"), urgency=data.get("urgency"),
        files=form.evidence,
    )  # fmt: skip


_STEPS = StepViews(
    way=WAY,
    # The step that is expected stands first: an issue is verified more often than it is refused.
    steps=tuple(sorted((s.name for s in WAY.steps if s.name != "raise"), key=lambda name: name == "refuse_closure")),
    labels=IssueEntry.Kind,
    address="supervision:issue",
    form=step_form,
    open_to=queries.steps_open_to,
    take=_take,
    page=_page,
    changed=gettext_lazy("没有保存：这个问题刚被别人处理过，请看过最新情况再操作。"),
    not_now=gettext_lazy("问题现在是“%(state)s”，不能这样操作。请看过最新情况再操作。"),
)


@own()
@require_POST
def issue_step(request: HttpRequest, issue_id: int, step: str) -> HttpResponse:
    return _STEPS.post(request, _issue(request, issue_id), step)


@own()
def issue_file(request: HttpRequest, issue_file_id: int) -> HttpResponse:
    """A piece of evidence as it came."""
    found = get_object_or_404(queries.files_visible_to(request.user), pk=issue_file_id)
    return as_file_response(found.kept_as, found.name)  # type: ignore[return-value]
