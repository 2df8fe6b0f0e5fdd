"""包保: which leader answers for which firm, and how the issues of each stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi_site.accounts.access import own, role
from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import roles_of
from luodi_site.lib import clock
from luodi_site.supervision import actions
from luodi_site.supervision import issue_queries as queries
from luodi_site.supervision.issue_forms import ContactForm, MatterLeaderForm
from luodi_site.supervision.models import Issue, LeaderContact
from luodi_site.supervision.queries import matters_run_by

Role = Membership.Role
READERS = (Role.OFFICE, Role.LEADER, Role.AUDITOR)


@dataclass(frozen=True)
class ContactRow:
    contact: LeaderContact
    figures: queries.IssueFigures


@role(*READERS)
def contacts(request: HttpRequest) -> HttpResponse:
    return _page(request, _form(request))


def _form(request: HttpRequest, data: Any = None) -> ContactForm | None:
    if Role.OFFICE not in roles_of(request.user):
        return None
    return ContactForm(queries.leaders_for(request.user), queries.firms_for(request.user), data)


def _page(request: HttpRequest, form: ContactForm | None) -> HttpResponse:
    today = clock.today()
    seen = list(queries.issues_visible_to(request.user))
    rows = [
        ContactRow(contact, queries.issue_figures([i for i in seen if _is_of(contact, i)], today))
        for contact in queries.leader_contacts_visible_to(request.user)
    ]
    kept = set(queries.leader_contacts_kept_by(request.user).values_list("pk", flat=True))
    context = {"rows": rows, "form": form, "kept": kept, "past": sum(row.figures.past for row in rows)}
    return render(request, "supervision/contacts.html", context, status=422 if form and form.errors else 200)


def _is_of(contact: LeaderContact, issue: Issue) -> bool:
    if contact.firm_id:
        return issue.firm_id == contact.firm_id
    return issue.matter_id == contact.matter_id


@role(Role.OFFICE)
@require_POST
def add_contact(request: HttpRequest) -> HttpResponse:
    form = _form(request, request.POST)
    assert form is not None
    if not form.is_valid():
        return _page(request, form)
    leader, firm = form.cleaned_data["leader"], form.cleaned_data["firm"]
    actions.add_leader_contact(actor=request.user, leader=leader, firm=firm)
    words = {"leader": leader.name, "firm": firm}
    messages.success(request, _("已登记：%(leader)s包保%(firm)s，可以看到这家企业的全部问题。") % words)
    return redirect("supervision:contacts")


@own(Role.OFFICE)
@require_POST
def remove_contact(request: HttpRequest, contact_id: int) -> HttpResponse:
    found = get_object_or_404(queries.leader_contacts_kept_by(request.user), pk=contact_id)
    matter_id = found.matter_id
    actions.remove_leader_contact(actor=request.user, contact=found)
    messages.success(request, _("已解除包保。"))
    if request.POST.get("back") == "matter" and matter_id:
        return redirect("supervision:matter", matter_id)
    return redirect("supervision:contacts")


@own(Role.OFFICE)
@require_POST
def add_matter_leader(request: HttpRequest, matter_id: int) -> HttpResponse:
    """From the page of a matter: a leader who answers for it from now on."""
    found = get_object_or_404(matters_run_by(request.user), pk=matter_id)
    form = MatterLeaderForm(queries.leaders_for(request.user), request.POST)
    if form.is_valid():
        leader = form.cleaned_data["leader"]
        actions.add_leader_contact(actor=request.user, leader=leader, matter=found)
        messages.success(
            request, _("已登记：%(leader)s包保这项任务，督办单和问题会告知本人。") % {"leader": leader.name}
        )
    else:
        messages.error(request, _("没有登记：请从本地区的领导中选择一位。"))
    return redirect("supervision:matter", matter_id)
