"""Papers: the list, a new one, one with its figures' sources, its words, its way to being issued, and Word."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi.reports.model import Report
from luodi.reports.papers import places_of, with_sources
from luodi.reports.sign_off import STEPS, steps_from
from luodi.reports.title_lines import title_lines
from luodi.reports.to_json import from_json
from luodi.reports.to_word import to_bytes
from luodi_site.accounts.access import own, role
from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import posts_of
from luodi_site.lib.excel import as_download
from luodi_site.lib.pages import page_of
from luodi_site.supervision import actions
from luodi_site.supervision import paper_history as queries
from luodi_site.supervision.models import Paper, PaperEntry
from luodi_site.supervision.paper_forms import ChangeForm, NewPaperForm, PaperStepForm, kinds
from luodi_site.supervision.paper_pages import laid_out
from luodi_site.supervision.views.circulars import _TITLE_PER_LINE, WORD

Role = Membership.Role
# What leads on stands first, what leads back or away below it.
_BACK = ("send_back", "drop")
TAKEN = sorted((s.name for s in STEPS if s.name not in ("draft", "change")), key=lambda name: name in _BACK)


@role(*queries.READERS)
def papers(request: HttpRequest) -> HttpResponse:
    """Newest first, by kind and state as the address says; for the office the form of a new one beside it."""
    found = queries.papers_visible_to(request.user)
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    if kind in dict(kinds()):
        found = found.filter(kind=kind)
    if state in Paper.State.values:
        found = found.filter(state=state)
    regions = queries.regions_written_by(request.user)
    names = dict(kinds())
    page = page_of(request, found)
    counts = {
        one: queries.papers_visible_to(request.user).filter(state=one).count()
        for one in ("drafted", "reviewed", "signed")
    }
    context = {
        "page": page, "rows": [(paper, names.get(paper.kind, paper.kind), _style(paper)) for paper in page.rows],
        "kinds": kinds(), "states": Paper.State.choices, "kind": kind, "state": state, "counts": counts,
        "form": NewPaperForm(regions, _issuer(request)) if regions.exists() else None,
    }  # fmt: skip
    return render(request, "supervision/papers.html", context)


def _style(paper: Paper) -> str:
    styles = {"drafted": "draft", "reviewed": "edited", "signed": "edited", "issued": "published"}
    return styles.get(paper.state, "rejected")


def _issuer(request: HttpRequest) -> str:
    post = next((post for post in posts_of(request.user) if post.role == Role.OFFICE), None)
    return post.unit.name if post else ""


@role(Role.OFFICE)
@require_POST
def new_paper(request: HttpRequest) -> HttpResponse:
    """Drafts it with the figures as they are, and opens it."""
    form = NewPaperForm(queries.regions_written_by(request.user), _issuer(request), request.POST)
    if not form.is_valid():
        empty = {"page": page_of(request, Paper.objects.none()), "kinds": kinds(), "states": Paper.State.choices}
        return render(request, "supervision/papers.html", {**empty, "form": form}, status=422)
    data, period = form.cleaned_data, form.period()
    paper = actions.draft_paper(
        region=data["region"], kind=data["kind"], actor=request.user, issuer=data["issuer"], on=data["on"],
        first_on=period.first_on, last_on=period.last_on, period=period.name,
    )  # fmt: skip
    messages.success(request, _("已起草。带下划线的数字都能点开看出处；核稿、签发后印发。"))
    return redirect("supervision:paper", paper.pk)


def _paper(request: HttpRequest, paper_id: int) -> Paper:
    found: Paper = get_object_or_404(queries.papers_visible_to(request.user).defer(None), pk=paper_id)
    return found


def _report(paper: Paper) -> Report:
    """As issued where it was issued, with its number."""
    return from_json(paper.issued.content if paper.state == Paper.State.ISSUED else paper.content)


@own(*queries.READERS)
def paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    return _page(request, _paper(request, paper_id))


def _page(request: HttpRequest, found: Paper, bad: PaperStepForm | None = None) -> HttpResponse:
    report = _report(found)
    blocks, behind = laid_out(report)
    open_steps = queries.steps_open_to(request.user, found)
    names = dict(PaperEntry.Kind.choices)
    forms = [
        {"name": name, "label": names[name], "form": bad if bad and bad.step == name else PaperStepForm(found, name)}
        for name in TAKEN
        if name in open_steps
    ]
    context = {
        "paper": found, "report": report, "blocks": blocks, "behind": behind, "forms": forms, "style": _style(found),
        "title_lines": title_lines(report.title, _TITLE_PER_LINE), "history": queries.paper_history(found),
        "may_change": "change" in open_steps, "kind_name": dict(kinds()).get(found.kind, ""), "bad": bad.step if bad else "",
    }  # fmt: skip
    return render(request, "supervision/paper.html", context, status=422 if bad else 200)


@own(*queries.READERS)
def paper_word(request: HttpRequest, paper_id: int) -> HttpResponse:
    """The official document; with ``?sources=1`` the annex of sources besides."""
    report = _report(_paper(request, paper_id))
    if request.GET.get("sources"):
        report = with_sources(report)
    return as_download(to_bytes(report), f"{report.title}.docx", WORD)


@own(Role.OFFICE)
def change_paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Other words, or the figures of another day."""
    found = _paper(request, paper_id)
    if "change" not in queries.steps_open_to(request.user, found):
        return _not_now(request, found, "change")
    form = ChangeForm(found, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"paper": found, "form": form, "places": places_of(found.kind)}
        return render(request, "supervision/change_paper.html", context, status=422 if form.errors else 200)
    data = form.cleaned_data
    try:
        actions.change_paper(
            paper=found, actor=request.user, version=data["version"], template=form.template, on=data["on"]
        )
        messages.success(request, _("已修改，重新核稿、签发后才能印发。"))
    except actions.SomeoneElse:
        messages.error(request, _("没有保存：这份文稿刚被别人处理过，请看过最新情况再操作。"))
    return redirect("supervision:paper", paper_id)


@own(*queries.READERS)
@require_POST
def paper_step(request: HttpRequest, paper_id: int, step: str) -> HttpResponse:
    """Review, signature, issue …; what the rules refuse is told, and nothing is kept."""
    found = _paper(request, paper_id)
    if step not in TAKEN:
        raise Http404
    if step not in queries.steps_open_to(request.user, found):
        return _not_now(request, found, step)
    form = PaperStepForm(found, step, request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    data = form.cleaned_data
    try:
        actions.take_paper_step(
            paper=found, actor=request.user, version=data["version"], step=step,  # type: ignore[arg-type]
            words=data.get("words", ""),
        )  # fmt: skip
    except actions.SomeoneElse:
        messages.error(request, _("没有保存：这份文稿刚被别人处理过，请看过最新情况再操作。"))
    else:
        messages.success(request, _("已记入：%(step)s。") % {"step": dict(PaperEntry.Kind.choices)[step]})
    return redirect("supervision:paper", paper_id)


def _not_now(request: HttpRequest, found: Paper, step: str) -> HttpResponse:
    """Nobody's step at present: told; somebody else's: refused."""
    if any(step == open_step.name for open_step in steps_from(found.state)):  # type: ignore[arg-type]
        raise PermissionDenied
    state = {"state": found.get_state_display()}
    messages.error(request, _("文稿现在是“%(state)s”，不能这样操作。请看过最新情况再操作。") % state)
    return redirect("supervision:paper", found.pk)
