"""Papers: the list, a new one, one with its figures' sources, its words, its way to being issued, and Word."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from luodi.reports.papers import places_of, with_sources
from luodi.reports.sign_off import WAY
from luodi.reports.title_lines import title_lines
from luodi.reports.to_word import to_bytes
from luodi_site.accounts.access import own, role
from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import posts_of
from luodi_site.lib import clock
from luodi_site.lib.excel import WORD, as_download
from luodi_site.lib.pages import page_of
from luodi_site.policies.models import Edition
from luodi_site.supervision import actions
from luodi_site.supervision import paper_history as queries
from luodi_site.supervision.models import Paper, PaperEntry
from luodi_site.supervision.paper_forms import ChangeForm, NewPaperForm, PaperStepForm, kinds
from luodi_site.supervision.paper_pages import laid_out
from luodi_site.supervision.paper_reading import report_for
from luodi_site.supervision.queries import editions_run_by
from luodi_site.supervision.step_forms import StepForm
from luodi_site.supervision.views.steps import StepViews

Role = Membership.Role
_TITLE_PER_LINE = 22  # as the page's column holds them; on a phone the words flow
# What leads on stands first, what leads back or away below it.
_BACK = ("send_back", "drop")
_WAITS = {
    "drafted": gettext_lazy("等起草以外的人核稿。"), "reviewed": gettext_lazy("等领导签发。"),
    "signed": gettext_lazy("等协调办印发。"),
}  # fmt: skip


@role(*queries.READERS)
def papers(request: HttpRequest) -> HttpResponse:
    """Newest first, by kind and state as the address says; for the office the form of a new one beside it."""
    form = _new_form(request) if queries.regions_written_by(request.user).exists() else None
    return _list(request, form)


def _list(request: HttpRequest, form: NewPaperForm | None) -> HttpResponse:
    found = queries.papers_visible_to(request.user)
    counts = dict(found.order_by().values_list("state").annotate(Count("pk")))
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    if kind in dict(kinds()):
        found = found.filter(kind=kind)
    if state in Paper.State.values:
        found = found.filter(state=state)
    names, page = dict(kinds()), page_of(request, found)
    context = {
        "page": page, "rows": [(paper, names.get(paper.kind, paper.kind), _style(paper)) for paper in page.rows],
        "kinds": kinds(), "states": Paper.State.choices, "kind": kind, "state": state, "counts": counts, "form": form,
        "is_whole": queries.reads_whole(request.user),
    }  # fmt: skip
    return render(request, "supervision/papers.html", context, status=422 if form and form.is_bound else 200)


def _new_form(request: HttpRequest, *data: Any) -> NewPaperForm:
    person = request.user
    return NewPaperForm(queries.regions_written_by(person), editions_run_by(person), _issuer(request), *data)


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
    form = _new_form(request, request.POST)
    if not form.is_valid():
        return _list(request, form)
    data, period = form.cleaned_data, form.period()
    paper = actions.draft_paper(
        region=data["region"], kind=data["kind"], actor=request.user, issuer=data["issuer"], on=data["on"],
        first_on=period.first_on, last_on=period.last_on, period=period.name, edition=data["edition"],
    )  # fmt: skip
    messages.success(request, _("已起草。带下划线的数字都能点开看出处；核稿、签发后印发。"))
    return redirect("supervision:paper", paper.pk)


@own(Role.OFFICE)
@require_POST
def draft_breakdown(request: HttpRequest, edition_id: int) -> HttpResponse:
    """From a published policy straight to the draft of its circular; one that is under way already is opened."""
    edition: Edition = get_object_or_404(editions_run_by(request.user).defer(None), pk=edition_id)
    paper = queries.breakdown_under_way(edition)
    if paper is None:
        today = clock.today()
        paper = actions.draft_paper(
            region=edition.region, kind="breakdown", actor=request.user, issuer=_issuer(request), on=today, first_on=today,
            last_on=today, period="", edition=edition,
        )  # fmt: skip
        messages.success(request, _("已起草。带下划线的数字都能点开看出处；核稿、签发后印发。"))
    return redirect("supervision:paper", paper.pk)


def _paper(request: HttpRequest, paper_id: int) -> Paper:
    found: Paper = get_object_or_404(queries.papers_visible_to(request.user).defer(None), pk=paper_id)
    return found


@own(*queries.READERS)
def paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    return _page(request, _paper(request, paper_id))


def _page(request: HttpRequest, found: Paper, bad: StepForm | None = None) -> HttpResponse:
    """Whoever sees the region whole reads its way and all its sources; a unit the words, and the rows that it may open."""
    report, is_whole = report_for(request.user, found), queries.sees_whole(request.user, found)
    open_steps = _open_to(request.user, found)
    forms = _STEPS.forms(found, open_steps, bad)
    context = {
        "paper": found, "report": report, "laid": laid_out(report, found.edition), "forms": forms,
        "title_lines": title_lines(report.title, _TITLE_PER_LINE), "style": _style(found), "is_whole": is_whole,
        "history": queries.paper_history(found) if is_whole else (), "may_change": "change" in open_steps,
        "kind_name": dict(kinds()).get(found.kind, ""), "bad": bad.step if bad else "",
        "concerned": list(found.concerned.all()) if is_whole else (),
        "back": _BACK, "waits": "" if any(form["name"] not in _BACK for form in forms) else _WAITS.get(found.state, ""),
    }  # fmt: skip
    actions.read_paper(paper=found, person=request.user)  # type: ignore[arg-type]
    return render(request, "supervision/paper.html", context, status=422 if bad else 200)


@own(*queries.READERS)
def paper_word(request: HttpRequest, paper_id: int) -> HttpResponse:
    """The official document; with ``?sources=1`` the annex of sources besides."""
    found = _paper(request, paper_id)
    report = report_for(request.user, found)
    if request.GET.get("sources"):
        if not queries.sees_whole(request.user, found):
            raise PermissionDenied
        report = with_sources(report)
    return as_download(to_bytes(report), f"{report.title}.docx", WORD)


@own(Role.OFFICE)
def change_paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Other words, or the figures of another day."""
    found = _paper(request, paper_id)
    if "change" not in queries.steps_open_to(request.user, found):
        return _STEPS.not_open(request, found, "change")
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
        messages.error(request, _STEPS.changed)
    return redirect("supervision:paper", paper_id)


def _open_to(person: Any, found: Paper) -> dict[str, None]:
    """Nobody takes a paper's step for a unit: each stands for their own person."""
    return dict.fromkeys(queries.steps_open_to(person, found))


def _take(request: HttpRequest, found: Paper, _unit: None, form: StepForm) -> None:
    data: dict[str, Any] = form.cleaned_data
    actions.take_paper_step(
        paper=found, actor=request.user, version=data["version"], step=form.step,  # type: ignore[arg-type]
        words=data.get("words", ""),
    )  # fmt: skip


_STEPS = StepViews(
    way=WAY,
    steps=tuple(sorted((s.name for s in WAY.steps if s.name not in ("draft", "change")), key=lambda name: name in _BACK)),
    labels=PaperEntry.Kind,
    address="supervision:paper",
    form=PaperStepForm,
    open_to=_open_to,
    take=_take,
    page=_page,
    changed=gettext_lazy("没有保存：这份文稿刚被别人处理过，请看过最新情况再操作。"),
    not_now=gettext_lazy("文稿现在是“%(state)s”，不能这样操作。请看过最新情况再操作。"),
)  # fmt: skip


@own(*queries.READERS)
@require_POST
def paper_step(request: HttpRequest, paper_id: int, step: str) -> HttpResponse:
    """Review, signature, issue …; what the rules refuse is told, and nothing is kept."""
    return _STEPS.post(request, _paper(request, paper_id), step)
