"""How well documents were read, in figures from the reviews, and the cases that reviews leave behind."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from luodi_site.accounts.access import role
from luodi_site.lib.asked import choice_in
from luodi_site.lib.excel import as_download
from luodi_site.lib.pages import page_of
from luodi_site.policies import queries
from luodi_site.policies.case_files import archive
from luodi_site.policies.case_rows import case_rows
from luodi_site.policies.models import ReviewCase, ReviewItem
from luodi_site.policies.quality import READERS, cases_visible_to, quality_of


@role(*READERS)
def quality(request: HttpRequest) -> HttpResponse:
    """Sentences with figures per kind, a table per document and month, and what reviewers changed."""
    found, kind = cases_visible_to(request.user), choice_in(request.GET, "kind", ReviewItem.Kind.values)
    outcome = choice_in(request.GET, "outcome", ReviewCase.Outcome.values)
    shown = found.filter(**{name: value for name, value in (("kind", kind), ("outcome", outcome)) if value})
    page = page_of(request, shown)
    context = {
        "quality": quality_of(request.user), "page": page, "rows": case_rows(page.rows), "kind": kind, "outcome": outcome,
        "cases_count": found.count(), "outcomes": ReviewCase.Outcome.choices,
        "kinds": [(value, label) for value, label in ReviewItem.Kind.choices if value != ReviewItem.Kind.PROBLEM],
        "readable": set(queries.editions_visible_to(request.user).values_list("pk", flat=True)),
    }  # fmt: skip
    return render(request, "policies/quality.html", context)


@role(*READERS)
def cases(request: HttpRequest) -> HttpResponse:
    """All cases, as files for the compiler's tests."""
    return as_download(archive(cases_visible_to(request.user)), _("核对用例") + ".zip", "application/zip")
