"""The ledger: matters in rows, filtered by the address, and the same rows as Excel."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from luodi.reports.ledger_sheet import ledger_sheet
from luodi.reports.to_excel import to_bytes
from luodi_site.accounts.access import signed_in
from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import roles_of
from luodi_site.lib import clock
from luodi_site.lib.excel import EXCEL, as_download
from luodi_site.lib.pages import page_of
from luodi_site.supervision import queries
from luodi_site.supervision.advice import suggestions_for
from luodi_site.supervision.filters import STATES, LedgerFilter
from luodi_site.supervision.parties import is_run_by
from luodi_site.supervision.rows import ledger_rows, lights_of, matter_row

Role = Membership.Role


@signed_in
def ledger(request: HttpRequest) -> HttpResponse:
    """Fifty rows a page; the sentence on top counts all that the filter lets through."""
    today, chosen = clock.today(), LedgerFilter.read(request.GET)
    everything = queries.matters_visible_to(request.user)
    matters = chosen.apply(everything, today)
    figures = queries.figures_of(matters, today)
    page = page_of(request, queries.with_last_report(matters), total=figures.rows)
    run = [matter for matter in page.rows if is_run_by(request.user, matter)]
    context = {
        "page": page, "rows": [matter_row(matter, today) for matter in page.rows], "chosen": chosen, "states": STATES,
        "figures": figures, "lights": lights_of(figures.lights), "options": _options(everything),
        "suggested": suggestions_for(request.user, run),
        "is_office": Role.OFFICE in roles_of(request.user),
        "has_any": (chosen.is_empty and bool(page.total)) or everything.exists(),
    }  # fmt: skip
    return render(request, "supervision/ledger.html", context)


def _options(matters: Any) -> dict[str, Any]:
    """What the filters offer: only what stands in some matter that the person sees."""
    in_force = matters.filter(state__in=queries.UNDER_WAY)
    return {
        "documents": queries.editions_in(matters),
        "units": [(unit.pk, str(unit)) for unit in queries.units_in(in_force).only("name", "short_name")],
        "regions": queries.regions_in(in_force),
    }


@signed_in
def ledger_excel(request: HttpRequest) -> HttpResponse:
    """Exactly the rows that the filter shows, on all pages, in the same order."""
    today, chosen = clock.today(), LedgerFilter.read(request.GET)
    found = queries.with_last_report(chosen.apply(queries.matters_visible_to(request.user), today))
    rows = [matter_row(m, today) for m in found]
    documents = {row.matter.edition_id: row.matter.document for row in rows}
    note = _("共%(count)s项；%(day)s导出") % {"count": len(rows), "day": today.isoformat()}
    if len(documents) == 1:
        note = _("文件：%(title)s；%(note)s") % {"title": next(iter(documents.values())), "note": note}
    sheet = ledger_sheet(ledger_rows(rows, has_many_documents=len(documents) > 1), title=_("任务台账"), note=note)
    return as_download(to_bytes([sheet], today), f"{_('任务台账')}{today:%Y%m%d}.xlsx", EXCEL)
