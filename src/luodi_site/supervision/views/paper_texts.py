"""The texts of papers as a region's office has them: the kinds, and the editor of one with its named places."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from luodi.reports.from_yaml import paper_texts as bundled
from luodi.reports.papers import places_of
from luodi_site.accounts.access import own, role
from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import posts_of
from luodi_site.supervision import actions
from luodi_site.supervision.models import PaperText
from luodi_site.supervision.paper_building import text_of
from luodi_site.supervision.paper_forms import TextForm
from luodi_site.supervision.paper_history import regions_written_by

Role = Membership.Role


@role(Role.OFFICE)
def texts(request: HttpRequest) -> HttpResponse:
    """Every kind of paper of the person's own region, and whose text it uses."""
    post = next((post for post in posts_of(request.user) if post.role == Role.OFFICE), None)
    if post is None:
        raise PermissionDenied
    region = post.unit.region
    newest: dict[str, PaperText] = {}
    for row in PaperText.objects.filter(region=region).select_related("by"):
        newest.setdefault(row.kind, row)
    rows = [(text, newest.get(text.key)) for text in bundled()]
    return render(request, "supervision/paper_texts.html", {"region": region, "rows": rows})


@own(Role.OFFICE)
def text(request: HttpRequest, region_id: int, paper_kind: str) -> HttpResponse:
    """One text; saved only without faults. ``reset`` goes back to the one that comes along."""
    region = get_object_or_404(regions_written_by(request.user), pk=region_id)
    found = next((one for one in bundled() if one.key == paper_kind), None)
    if found is None:
        raise Http404
    if request.method == "POST" and request.POST.get("reset"):
        actions.keep_text(region=region, kind=paper_kind, actor=request.user, template=None)
        messages.success(request, _("已恢复通用文本。"))
        return redirect("supervision:paper_texts")
    form = TextForm(paper_kind, text_of(region, paper_kind), request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "found": found, "region": region, "places": places_of(paper_kind)}
        return render(request, "supervision/paper_text.html", context, status=422 if form.errors else 200)
    actions.keep_text(region=region, kind=paper_kind, actor=request.user, template=form.template)
    messages.success(request, _("文本已保存，以后起草的文稿使用它。"))
    return redirect("supervision:paper_texts")
