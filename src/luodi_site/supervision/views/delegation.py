"""The page on which a lead unit lets a subordinate one report for it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi.ledger.moves import NotAllowed
from luodi_site.accounts.access import own
from luodi_site.lib import clock
from luodi_site.supervision import actions, queries
from luodi_site.supervision.delegation_forms import DelegationForm
from luodi_site.supervision.models import Delegation, Matter
from luodi_site.supervision.parties import parts_of


def _led(request: HttpRequest, matter_id: int) -> Matter:
    found: Matter = get_object_or_404(queries.matters_visible_to(request.user), pk=matter_id)
    if "lead" not in parts_of(request.user, found):
        raise PermissionDenied
    return found


@own()
def delegate(request: HttpRequest, matter_id: int) -> HttpResponse:
    """Who reports for the unit, and a form for another; what the rules refuse stands above it."""
    matter = _led(request, matter_id)
    form = DelegationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.delegate_reports(matter=matter, actor=request.user, **form.cleaned_data)
        except NotAllowed as why:
            form.add_error(None, why.words)
        else:
            messages.success(request, _("已委托%(unit)s报送。") % {"unit": made.to_unit})
            return redirect("supervision:delegate", matter_id)
    context = {
        "matter": matter, "form": form, "today": clock.today(),
        "delegations": matter.delegations.select_related("from_unit", "to_unit", "given_by"),
    }  # fmt: skip
    return render(request, "supervision/delegation.html", context, status=422 if form.errors else 200)


@own()
@require_POST
def end_delegation(request: HttpRequest, delegation_id: int) -> HttpResponse:
    seen = queries.matters_visible_to(request.user).order_by().values("pk")
    found = get_object_or_404(Delegation.objects.filter(matter__in=seen), pk=delegation_id)
    try:
        actions.end_delegation(delegation=found, actor=request.user)
    except NotAllowed:
        raise PermissionDenied from None
    messages.success(request, _("已结束委托。"))
    return redirect("supervision:delegate", found.matter_id)
