"""The list of policies, uploads, and a policy as readers see it: edition, text, original, exports."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi_site.accounts.access import own, role, signed_in
from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import regions_run_by, roles_of
from luodi_site.lib.asked import choice_in, number_in, words_in
from luodi_site.lib.excel import as_download, excel_response
from luodi_site.lib.kept_files import FileTooLarge, as_file_response
from luodi_site.lib.pages import page_of
from luodi_site.policies import actions, queries
from luodi_site.policies.export import sheets_of
from luodi_site.policies.forms import UploadForm
from luodi_site.policies.marking import Mark, lines_of
from luodi_site.policies.marking import render as render_lines
from luodi_site.policies.models import Edition, PolicyFile, Reading
from luodi_site.policies.outlines import Places
from luodi_site.policies.reader import reader_of
from luodi_site.policies.settling import without_additions

Role = Membership.Role


@signed_in
def library(request: HttpRequest) -> HttpResponse:
    """Editions in force that the person may read; for the office also what is under review."""
    words, state = words_in(request.GET), choice_in(request.GET, "state", Reading.State.values)
    rows = queries.library_of(request.user, words=words, state=state)
    context = {
        "page": page_of(request, rows), "words": words, "state": state, "states": Reading.State.choices,
        "is_office": Role.OFFICE in roles_of(request.user), "figures": queries.library_figures(rows),
        "failed": queries.files_run_by(request.user).filter(state=PolicyFile.State.FAILED),
    }  # fmt: skip
    return render(request, "policies/library.html", context)


@role(Role.OFFICE)
def upload(request: HttpRequest) -> HttpResponse:
    """Takes several files; each is kept, read, and answered with what became of it."""
    regions = regions_run_by(request.user)
    form = UploadForm(regions, request.POST or None)
    files = request.FILES.getlist("files")
    if request.method != "POST" or not form.is_valid():
        return render(request, "policies/upload.html", {"form": form, "limit": settings.LARGEST_UPLOAD // 1024 // 1024})
    if not files:
        messages.error(request, _("没有选择文件。请拖入或选择至少一个文件。"))
        return redirect("policies:upload")
    outcomes = [_take_in(request.user, form.cleaned_data["region"], content) for content in files]
    if len(outcomes) == 1 and outcomes[0]["reading"] and outcomes[0]["is_new"]:
        return redirect("policies:review", outcomes[0]["reading"].pk)
    return render(request, "policies/uploaded.html", {"outcomes": outcomes})


def _take_in(person: Any, region: Any, content: Any) -> dict[str, Any]:
    try:
        file, is_new = actions.keep_file(actor=person, region=region, content=content)
    except FileTooLarge:
        limit = settings.LARGEST_UPLOAD // 1024 // 1024
        words = _("文件超过%(limit)sMB，没有保存。请去掉扫描图片或分成几份后再上传。") % {"limit": limit}
        return {"name": content.name, "reading": None, "is_new": False, "message": words, "file": None}
    reading = actions.read_file(actor=person, file=file)
    return {"name": content.name, "reading": reading, "is_new": is_new, "message": file.message, "file": file}


@own(Role.OFFICE)
@require_POST
def read_again(request: HttpRequest, file_id: int) -> HttpResponse:
    """Tries a kept file once more, after the program or the register was mended."""
    file = get_object_or_404(queries.files_run_by(request.user), pk=file_id)
    reading = actions.read_file(actor=request.user, file=file)
    if reading:
        return redirect("policies:review", reading.pk)
    messages.error(request, _("仍然读不了“%(name)s”：%(why)s") % {"name": file.name, "why": file.message})
    return redirect("policies:list")


@own()
def policy(request: HttpRequest, reading_id: int) -> HttpResponse:
    """The edition in force; before there is one, the review page."""
    edition = queries.editions_visible_to(request.user).filter(reading_id=reading_id, superseded_by=None).first()
    if edition:
        return redirect("policies:edition", edition.pk)
    get_object_or_404(queries.readings_visible_to(request.user), pk=reading_id)
    return redirect("policies:review", reading_id)


@own()
def edition(request: HttpRequest, edition_id: int) -> HttpResponse:
    """A published policy: what it says beside what it was read as; nothing can be changed here."""
    found = _edition(request, edition_id)
    context = {
        "reader": reader_of(found, request.user), "edition": found,
        "may_try": queries.unit_to_try(request.user, found) is not None,
    }  # fmt: skip
    return render(request, "policies/edition.html", context)


def _edition(request: HttpRequest, edition_id: int) -> Edition:
    found: Edition = get_object_or_404(queries.editions_visible_to(request.user).defer(None), pk=edition_id)
    return found


@own()
def text(request: HttpRequest, reading_id: int) -> HttpResponse:
    """The document with one stretch highlighted: where every 出处 leads."""
    reading = queries.reading_readable_by(request.user, reading_id)
    if reading is None:
        raise Http404
    start, end = (number_in(request.GET, name) or 0 for name in ("start", "end"))
    end = min(max(start, end), len(reading.text))
    places = Places(reading.outline)
    marks = [Mark(0, "stretch", start, end)] if start < end else []
    html = "".join(render_lines(reading.text, lines_of(reading.text, places), marks))
    context = {
        "reading": reading, "text_html": mark_safe(html), "quote": reading.text[start:end].strip(),
        "place": places.at(start) if marks else "",
    }  # fmt: skip
    return render(request, "policies/text.html", context)


@own()
def original(request: HttpRequest, reading_id: int) -> HttpResponse:
    """The file as it was uploaded."""
    reading = queries.reading_readable_by(request.user, reading_id)
    if reading is None:
        raise Http404
    return as_file_response(reading.file.kept_as, reading.file.name)  # type: ignore[return-value]


@own()
def as_json(request: HttpRequest, edition_id: int) -> HttpResponse:
    """The policy by the codebook, as ``luodi compile --format json`` writes it."""
    found = _edition(request, edition_id)
    content = json.dumps(without_additions(found.policy), ensure_ascii=False, indent=1).encode()
    return as_download(content, f"{found.title}.json", "application/json")


@own()
def as_excel(request: HttpRequest, edition_id: int) -> HttpResponse:
    """The policy as a workbook, one sheet for each kind."""
    found = _edition(request, edition_id)
    return excel_response(found.title, sheets_of(found))


def source_url(reading_id: int, start: int | None, end: int | None) -> str:
    """The address where a stretch is shown."""
    return f"{reverse('policies:text', args=[reading_id])}?start={start or 0}&end={end or 0}#here"
