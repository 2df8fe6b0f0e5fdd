"""Targets of the policies in force: value, last figure, year, lead unit, source; the same as Excel; and one as a line."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi.reports.to_excel import to_bytes
from luodi_site.accounts.access import own, signed_in
from luodi_site.accounts.models import Membership
from luodi_site.lib import clock
from luodi_site.lib.excel import EXCEL, as_download
from luodi_site.lib.pages import page_of
from luodi_site.policies.models import Edition
from luodi_site.supervision import actions, queries
from luodi_site.supervision.filters import TargetFilter
from luodi_site.supervision.models import EditionTarget
from luodi_site.supervision.rows import target_row, target_sheet
from luodi_site.supervision.target_forms import ValueForm
from luodi_site.supervision.target_lines import line_of, lines_of
from luodi_site.supervision.target_outlook import outlook_of

Role = Membership.Role


@signed_in
def targets(request: HttpRequest) -> HttpResponse:
    chosen = TargetFilter.read(request.GET)
    everything = queries.targets_visible_to(request.user)
    found = chosen.apply(everything)
    page = page_of(request, found)
    this_year = clock.today().year
    context = {
        "page": page, "rows": [target_row(target) for target in page.rows], "chosen": chosen,
        "lines": lines_of(page.rows),
        "documents": Edition.objects.filter(pk__in=everything.values("edition_id")).defer("text", "outline", "policy"),
        "years": sorted({year for year in everything.order_by().values_list("by", flat=True) if year}),
        "documents_count": found.order_by().values("edition_id").distinct().count(),
        "this_year": this_year, "due_this_year": found.filter(by=this_year).count(),
        "without_year": found.filter(by=None, every="").count(), "has_any": everything.exists(),
    }  # fmt: skip
    return render(request, "supervision/targets.html", context)


@own()
def target(request: HttpRequest, target_id: int) -> HttpResponse:
    """One target: its line with what it says, the figures behind it, its clause and its matter."""
    return _page(request, _target(request, target_id))


def _target(request: HttpRequest, target_id: int) -> EditionTarget:
    found: EditionTarget = get_object_or_404(queries.targets_visible_to(request.user).defer(None), pk=target_id)
    return found


def _page(request: HttpRequest, found: EditionTarget, bad: ValueForm | None = None) -> HttpResponse:
    values = found.values.select_related("report__cycle", "entered_by")
    may_enter = queries.editions_run_by(request.user).filter(pk=found.edition_id).exists()
    line = line_of(found, values, clock.today())
    outlook = outlook_of(found, len(line.points), clock.today())
    context = {
        "row": target_row(found), "line": line, "outlook": outlook, "chart": line.as_chart(outlook),
        "clause": found.edition.text[found.start : found.end],
        "form": (bad or ValueForm(found)) if may_enter else None,
    }  # fmt: skip
    return render(request, "supervision/target.html", context, status=422 if bad else 200)


@own(Role.OFFICE)
@require_POST
def enter_value(request: HttpRequest, target_id: int) -> HttpResponse:
    """A figure by the office whose policy it is; units give theirs with their reports."""
    found = _target(request, target_id)
    if not queries.editions_run_by(request.user).filter(pk=found.edition_id).exists():
        raise PermissionDenied
    form = ValueForm(found, request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    actions.enter_value(target=found, actor=request.user, **form.cleaned_data)
    messages.success(request, _("已记入实绩。填错时按同一天再填一次，以后填的为准。"))
    return redirect("supervision:target", found.pk)


@signed_in
def targets_excel(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    found = TargetFilter.read(request.GET).apply(queries.targets_visible_to(request.user))
    rows = [target_row(target) for target in found]
    lines = lines_of([row.target for row in rows])
    note = _("共%(count)s项；%(day)s导出") % {"count": len(rows), "day": today.isoformat()}
    return as_download(
        to_bytes([target_sheet(rows, lines, note)], today), f"{_('目标指标清单')}{today:%Y%m%d}.xlsx", EXCEL
    )
