"""Circulars: those issued, the preview of a new one, issuing it, and each as a Word file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi.reports.model import Report
from luodi.reports.title_lines import title_lines
from luodi.reports.to_json import from_json
from luodi.reports.to_word import to_bytes
from luodi_site.accounts.access import own, role
from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import posts_of, roles_of
from luodi_site.lib import clock
from luodi_site.lib.excel import as_download
from luodi_site.lib.pages import page_of
from luodi_site.policies.models import Edition
from luodi_site.supervision import actions, queries
from luodi_site.supervision.circulars import build, shown
from luodi_site.supervision.forms import CircularForm
from luodi_site.supervision.models import Circular

Role = Membership.Role
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TITLE_PER_LINE = 22  # as the page's column holds them; on a phone the words flow
READERS = (Role.OFFICE, Role.LEADER, Role.AUDITOR)


@role(*READERS)
def circulars(request: HttpRequest) -> HttpResponse:
    """What was issued, newest first; for the office the policies that one can be issued about."""
    is_office = Role.OFFICE in roles_of(request.user)
    context = {
        "page": page_of(request, queries.circulars_visible_to(request.user)), "is_office": is_office,
        "form": CircularForm(queries.editions_run_by(request.user), _issuer(request)) if is_office else None,
    }  # fmt: skip
    return render(request, "supervision/circulars.html", context)


def _issuer(request: HttpRequest) -> str:
    """The person's own office signs, unless they say otherwise."""
    post = next((post for post in posts_of(request.user) if post.role == Role.OFFICE), None)
    return post.unit.name if post else ""


@role(Role.OFFICE)
def preview(request: HttpRequest) -> HttpResponse:
    """The circular as it would go out today; nothing is kept yet."""
    form = CircularForm(queries.editions_run_by(request.user), _issuer(request), request.GET)
    if not form.is_valid():
        context = {
            "form": form,
            "page": page_of(request, queries.circulars_visible_to(request.user)),
            "is_office": True,
        }
        return render(request, "supervision/circulars.html", context, status=422 if request.GET else 200)
    edition = form.cleaned_data["edition"]
    context = {**_shown(_drafted(form), edition), "edition": edition, "form": form, "is_draft": True,
               "word_url": f"{reverse('supervision:preview_word')}?{request.GET.urlencode()}"}  # fmt: skip
    return render(request, "supervision/circular.html", context)


def _drafted(form: CircularForm) -> Report:
    data = form.cleaned_data
    return build(
        data["edition"], on=data["on"] or clock.today(), issuer=data["issuer"], number=data["number"],
        addressees=data["addressees"],
    )  # fmt: skip


def _shown(report: Report, edition: Edition) -> dict[str, Any]:
    blocks, annexes = shown(report, edition)
    lines = title_lines(report.title, _TITLE_PER_LINE)
    return {"report": report, "blocks": blocks, "annexes": annexes, "title_lines": lines}


@role(Role.OFFICE)
def preview_word(request: HttpRequest) -> HttpResponse:
    form = CircularForm(queries.editions_run_by(request.user), _issuer(request), request.GET)
    if not form.is_valid():
        return redirect("supervision:circulars")
    return _word(_drafted(form))


def _word(report: Report) -> HttpResponse:
    return as_download(to_bytes(report), f"{report.title}.docx", WORD)


@role(Role.OFFICE)
@require_POST
def issue(request: HttpRequest) -> HttpResponse:
    """Keeps the circular as it stands; later changes of the ledger do not change it."""
    form = CircularForm(queries.editions_run_by(request.user), _issuer(request), request.POST)
    if not form.is_valid():
        messages.error(request, _("没有存档：请先选择已发布的政策。"))
        return redirect("supervision:circulars")
    circular, is_new = actions.issue_circular(
        edition=form.cleaned_data["edition"], actor=request.user, report=_drafted(form)
    )
    if is_new:
        messages.success(request, _("通报已存档。之后台账有变化，这份通报不变。"))
    else:
        messages.warning(request, _("内容相同的通报已经存档过，没有重复存档。"))
    return redirect("supervision:circular", circular.pk)


def _circular(request: HttpRequest, circular_id: int) -> Circular:
    found: Circular = get_object_or_404(queries.circulars_visible_to(request.user).defer(None), pk=circular_id)
    return found


@own(*READERS)
def circular(request: HttpRequest, circular_id: int) -> HttpResponse:
    """A circular as it was issued."""
    found = _circular(request, circular_id)
    context = {**_shown(from_json(found.content), found.edition), "edition": found.edition, "circular": found,
               "word_url": reverse("supervision:circular_word", args=[found.pk])}  # fmt: skip
    return render(request, "supervision/circular.html", context)


@own(*READERS)
def circular_word(request: HttpRequest, circular_id: int) -> HttpResponse:
    return _word(from_json(_circular(request, circular_id).content))
