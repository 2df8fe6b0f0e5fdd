"""Targets of the policies in force: value, year, lead unit, source; and the same rows as Excel."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from luodi.reports.to_excel import to_bytes
from luodi_site.accounts.access import signed_in
from luodi_site.lib.excel import EXCEL, as_download
from luodi_site.lib.pages import page_of
from luodi_site.policies.models import Edition
from luodi_site.supervision import queries
from luodi_site.supervision.filters import TargetFilter
from luodi_site.supervision.rows import target_row, target_sheet


@signed_in
def targets(request: HttpRequest) -> HttpResponse:
    chosen = TargetFilter.read(request.GET)
    everything = queries.targets_visible_to(request.user)
    found = chosen.apply(everything)
    page = page_of(request, found)
    this_year = timezone.localdate().year
    context = {
        "page": page, "rows": [target_row(target) for target in page.rows], "chosen": chosen,
        "documents": Edition.objects.filter(pk__in=everything.values("edition_id")).defer("text", "outline", "policy"),
        "years": sorted({year for year in everything.order_by().values_list("by", flat=True) if year}),
        "documents_count": found.order_by().values("edition_id").distinct().count(),
        "this_year": this_year, "due_this_year": found.filter(by=this_year).count(),
        "without_year": found.filter(by=None, every="").count(), "has_any": everything.exists(),
    }  # fmt: skip
    return render(request, "supervision/targets.html", context)


@signed_in
def targets_excel(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    found = TargetFilter.read(request.GET).apply(queries.targets_visible_to(request.user))
    rows = [target_row(target) for target in found]
    note = _("共%(count)s项；%(day)s导出") % {"count": len(rows), "day": today.isoformat()}
    return as_download(to_bytes([target_sheet(rows, note)], today), f"{_('目标指标清单')}{today:%Y%m%d}.xlsx", EXCEL)
