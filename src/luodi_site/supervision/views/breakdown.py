"""The breakdown: one document's matters to split and join, other sources, reporting cycle and rule of the lights."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import formset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from luodi.ledger.cycles import CycleRule
from luodi.ledger.moves import NotAllowed
from luodi_site.accounts.access import own, role
from luodi_site.accounts.models import Membership, Region
from luodi_site.accounts.queries import regions_run_by
from luodi_site.lib import clock
from luodi_site.lib.pages import page_of
from luodi_site.policies.models import Edition
from luodi_site.supervision import actions, queries
from luodi_site.supervision.lights import Rules
from luodi_site.supervision.models import Matter, ReportingPlan
from luodi_site.supervision.plan_forms import CycleForm, MatterForm, PartFormSet, SourceForm
from luodi_site.supervision.rows import matter_row

Role = Membership.Role
TAKEN = gettext_lazy("没有保存：这项任务刚被别人修改过，请看过最新情况再改。")


def _region(request: HttpRequest) -> Region:
    """The region that the person's office runs: the one that the address names, or the outermost."""
    found = regions_run_by(request.user).order_by("path")
    chosen = request.GET.get("region", "") or request.POST.get("region", "")
    return found.filter(pk=int(chosen)).first() or found[0] if chosen.isdecimal() else found[0]


@role(Role.OFFICE)
def breakdown(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **given: Any) -> HttpResponse:
    region, today = _region(request), clock.today()
    editions = queries.editions_run_by(request.user).filter(region=region)
    edition = _edition(request, editions)
    matters = queries.matters_run_by(request.user).filter(region=region, edition=edition, state__in=queries.UNDER_WAY)
    page = page_of(request, matters.order_by("position"))
    plan = ReportingPlan.objects.filter(region=region, edition=edition).select_related("duty").first()
    initial = {"every": "quarter", "last_on": today.replace(month=12, day=31)}
    if plan:
        initial = {name: getattr(plan, name) for name in ("every", "last_on", "opens_before", "due_moves")}
    rule = Rules(today).of(Matter(region=region))
    context = {
        "region": region, "editions": editions, "edition": edition, "page": page,
        "rows": [matter_row(matter, today) for matter in page.rows], "plan": plan, "rule": rule,
        "cycle_words": CycleRule(plan.opens_before, plan.due_moves).words if plan else "",  # type: ignore[arg-type]
        "next_cycle": plan.cycles.filter(due_on__gte=today).first() if plan else None,
        "cycle_form": CycleForm(initial=initial),
        "source_form": SourceForm(region), "query": request.GET.urlencode(), **given,
    }  # fmt: skip
    return render(request, "supervision/breakdown.html", context, status=status)


def _edition(request: HttpRequest, editions: Any) -> Edition | None:
    """``document=0`` are the matters of other sources; without a word the newest policy."""
    words = request.GET.get("document", "") or request.POST.get("document", "")
    if words == "0":
        return None
    found: Edition | None = editions.filter(pk=int(words)).first() if words.isdecimal() else None
    return found or editions.first()


def _back(request: HttpRequest) -> HttpResponse:
    document = request.POST.get("document", "")
    query = f"?document={document}" if document.isdecimal() else ""
    return redirect(reverse("supervision:breakdown") + query)


@role(Role.OFFICE)
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """A matter from another source."""
    region = _region(request)
    form = SourceForm(region, request.POST)
    if not form.is_valid():
        return _page(request, 422, source_form=form)
    data = form.cleaned_data
    try:
        matter = actions.add_matter(
            region=region, actor=request.user, new=form.new, kind=data["kind"], source=data["source"], text=data["text"],
            source_on=data["source_on"],
        )  # fmt: skip
    except NotAllowed as why:
        messages.error(request, why.words)
        return _back(request)
    messages.success(request, _("已立项，有关单位现在可以看到。"))
    return redirect("supervision:matter", matter.pk)


@role(Role.OFFICE)
@require_POST
def merge(request: HttpRequest) -> HttpResponse:
    """Joins the ticked matters under one title."""
    wanted: dict[int, int] = {}
    for words in request.POST.getlist("matter"):
        number, _colon, version = words.partition(":")
        if number.isdecimal() and version.isdecimal():
            wanted[int(number)] = int(version)
    found = queries.matters_run_by(request.user).filter(pk__in=wanted).order_by("position")
    title = request.POST.get("title", "").strip()
    if len(found) > 1 and not title:
        title = "；".join(matter.title for matter in found)[:400]
    try:
        pairs = [(matter, wanted[matter.pk]) for matter in found]
        made = actions.merge_matters(matters=pairs, actor=request.user, new=actions.NewMatter(title))
    except actions.SomeoneElse:
        messages.error(request, str(TAKEN))
    except NotAllowed as why:
        messages.error(request, why.words)
    else:
        messages.success(request, _("已合并为一项，原来的各项保留经过。"))
        return redirect("supervision:matter", made.pk)
    return _back(request)


@own(Role.OFFICE)
def split(request: HttpRequest, matter_id: int) -> HttpResponse:
    """Two or more matters in place of one."""
    found = get_object_or_404(queries.matters_run_by(request.user).defer(None), pk=matter_id)
    made = formset_factory(MatterForm, formset=PartFormSet, extra=4, max_num=20)
    if request.method != "POST":
        return _split_page(request, found, made(region=found.region))
    parts = made(request.POST, region=found.region)
    if not parts.is_valid():
        return _split_page(request, found, parts, 422)
    version = request.POST.get("version", "")
    try:
        actions.split_matter(
            matter=found, actor=request.user, version=int(version) if version.isdecimal() else 0, parts=parts.parts,
            reason=request.POST.get("reason", "")[:200],
        )  # fmt: skip
    except actions.SomeoneElse:
        messages.error(request, str(TAKEN))
    except NotAllowed as why:
        messages.error(request, why.words)
        return _split_page(request, found, parts, 422)
    else:
        messages.success(request, _("已拆分，原任务保留经过。"))
    return redirect("supervision:matter", matter_id)


@own(Role.OFFICE)
@require_POST
def answer_parts(request: HttpRequest, matter_id: int, answer: str) -> HttpResponse:
    """Whether a task that the new edition changed is split or joined as before (``keep``) or stays whole (``leave``)."""
    found = get_object_or_404(queries.matters_run_by(request.user).defer(None), pk=matter_id)
    acts = {"keep": actions.keep_parts, "leave": actions.leave_parts}
    if answer not in acts:
        raise Http404
    version = request.POST.get("version", "")
    try:
        acts[answer](matter=found, actor=request.user, version=int(version) if version.isdecimal() else 0)
        messages.success(request, _("已沿用上一版的拆分合并。") if answer == "keep" else _("已按新版整项办理。"))
    except actions.SomeoneElse:
        messages.error(request, str(TAKEN))
    except NotAllowed as why:
        messages.error(request, why.words)
    return redirect("supervision:matter", matter_id)


def _split_page(request: HttpRequest, found: Matter, parts: Any, status: int = 200) -> HttpResponse:
    context = {"matter": found, "parts": parts, "clause": found.text, "row": matter_row(found, clock.today())}
    return render(request, "supervision/split.html", context, status=status)


@role(Role.OFFICE)
@require_POST
def cycle(request: HttpRequest) -> HttpResponse:
    """How often the document's matters report."""
    region = _region(request)
    edition = _edition(request, queries.editions_run_by(request.user).filter(region=region))
    form = CycleForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, cycle_form=form)
    try:
        actions.set_plan(region=region, edition=edition, actor=request.user, **form.cleaned_data)
        messages.success(request, _("报送周期已更新，已经开始的各期不变。"))
    except NotAllowed as why:
        messages.error(request, why.words)
    return _back(request)
