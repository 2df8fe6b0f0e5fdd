"""Shares a matter or a whole policy with another region or unit, reports it up, and ends that."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi_site.accounts.access import own
from luodi_site.accounts.actions.sharing import end_share, share
from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import shares_of
from luodi_site.policies.models import Edition
from luodi_site.supervision import queries
from luodi_site.supervision.models import Matter
from luodi_site.supervision.sharing_forms import ShareForm

Role = Membership.Role


@own(Role.OFFICE)
def share_matter(request: HttpRequest, matter_id: int) -> HttpResponse:
    found = get_object_or_404(queries.matters_run_by(request.user), pk=matter_id)
    return _page(request, found.edition, found)


@own(Role.OFFICE)
def share_edition(request: HttpRequest, edition_id: int) -> HttpResponse:
    return _page(request, get_object_or_404(queries.editions_run_by(request.user), pk=edition_id), None)


def _page(request: HttpRequest, edition: Edition | None, matter: Matter | None) -> HttpResponse:
    of = {"edition": edition.pk if edition else None, "matter": matter.pk if matter else None}
    what = matter or edition
    assert what is not None
    form = ShareForm(what.region, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = share(actor=request.user, words=what.title, **of, **form.cleaned_data)
        messages.success(request, _("已共享给%(whom)s。") % {"whom": made})
        return redirect(_here(**of))
    context = {"edition": edition, "matter": matter, "title": what.title, "form": form, "shares": shares_of(**of)}
    return render(request, "supervision/sharing.html", context, status=422 if form.errors else 200)


def _here(edition: int | None, matter: int | None) -> str:
    if matter:
        return reverse("supervision:share_matter", args=[matter])
    return reverse("supervision:share_edition", args=[edition])


@own(Role.OFFICE)
@require_POST
def end_sharing(request: HttpRequest, share_id: int) -> HttpResponse:
    found = get_object_or_404(queries.shares_run_by(request.user), pk=share_id)
    kind: type[Matter | Edition] = Matter if found.matter else Edition
    end_share(actor=request.user, share=found, words=kind.objects.get(pk=found.matter or found.edition).title)
    messages.success(request, _("已结束共享，对方不再看到。"))
    return redirect(_here(found.edition, found.matter))
