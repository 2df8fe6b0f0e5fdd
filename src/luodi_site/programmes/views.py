"""Trying an edition's money rules on figures: choosing them, the result, why one firm gets what it gets, and what if."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import wraps
from importlib import import_module
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi_site.accounts.access import own
from luodi_site.accounts.models import Membership
from luodi_site.lib import clock
from luodi_site.lib.excel import EXCEL, as_download
from luodi_site.lib.pages import page_of
from luodi_site.programmes import actions, packs, queries, result, sample_figures
from luodi_site.programmes.forms import TrialForm
from luodi_site.programmes.models import Trial

Role = Membership.Role
Origin = Trial.Origin


def _trial(request: HttpRequest, trial_id: int) -> Trial:
    found = queries.trial_of(request.user, trial_id)
    if found is None:
        raise Http404
    return found


def _done(request: HttpRequest, trial_id: int) -> Trial:
    """A trial that has a result, and whose files are there."""
    found = _trial(request, trial_id)
    if found.state != Trial.State.DONE or not (found.path / result.SUMMARY).is_file():
        raise Http404
    return found


def _first_day(has_sample: bool) -> date:
    """The last day of the last whole year: of it, figures of every frequency can be there."""
    return sample_figures.ON if has_sample else date(clock.today().year - 1, 12, 31)


@own(Role.OFFICE, Role.UNIT)
def trials(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Figures and a day to choose, and the trials that are still kept."""
    found = queries.edition_to_try(request.user, edition_id)
    if found is None:
        raise Http404
    edition, unit = found
    has_sample = sample_figures.is_offered()
    first = {"on": _first_day(has_sample), "origin": Origin.SAMPLE if has_sample else Origin.UPLOAD}
    form = TrialForm(request.POST or None, has_sample=has_sample, regions=queries.regions_over(edition), initial=first)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_trial(
                actor=request.user, unit=unit, edition=edition, on=form.cleaned_data["on"],
                files=request.FILES.getlist("files"), is_sample=form.cleaned_data["origin"] == Origin.SAMPLE,
                packs=form.cleaned_data["packs"],
            )  # fmt: skip
        except actions.Refused as why:
            form.add_error(None, str(why))
        else:
            return redirect("programmes:trial", made.pk)
    if form.errors:
        status = 422
    rules = edition.policy["rules"]
    context = {
        "edition": edition, "form": form, "rules": rules, "ready": sum(not one.get("gaps") for one in rules),
        "kept": queries.trials_visible_to(request.user).filter(edition=edition), "most_files": actions.MOST_FILES,
        "most_megabytes": actions.MOST_BYTES // 1024 // 1024, "is_built": not has_sample or sample_figures.is_built(),
        "has_sample": has_sample,
    }  # fmt: skip
    return render(request, "programmes/trials.html", context, status=status)


@own(Role.OFFICE, Role.UNIT)
def trial(request: HttpRequest, trial_id: int) -> HttpResponse:
    """Per rule what it costs and what is unknown, then the firms, filtered as the address says."""
    found = _trial(request, trial_id)
    if found.state != Trial.State.DONE or not (found.path / result.SUMMARY).is_file():
        return render(request, "programmes/trial.html", {"trial": found, "edition": found.edition})
    firms = import_module("luodi_site.programmes.firms")
    told = result.read(found)
    chosen = {name: request.GET.get(name, "").strip() for name in ("q", "rule", "region", "state")}
    names = queries.region_names()
    page = page_of(request, firms.Firms(found, told.names, chosen, names))
    over = queries.regions_over(found.edition)
    context = {
        "trial": found, "edition": found.edition, "result": told, "chosen": chosen, "page": page,
        "examples": [packs.title_of(name) for name in found.packs if packs.is_foreign(name, over)],
        "regions": [(one, names.get(one, one)) for one in firms.regions_of(found)], "states": result.STATES, "is_filtered": any(chosen.values()),
    }  # fmt: skip
    return render(request, "programmes/trial.html", context)


class _NotReopened(Exception):
    """What was worked out once cannot be looked into again; the message says why."""


def _reopened(found: Trial) -> Any:
    """The figures once more. Heavy. Raises _NotReopened."""
    running = import_module("luodi_site.programmes.running")
    told = json.loads((found.path / result.SUMMARY).read_text("utf-8"))
    try:
        tables = sample_figures.built() if found.origin == Origin.SAMPLE else found.path / running.TABLES
        return running.reopened(found.edition, found.packs, found.on, tables, told["observed_from"])
    except sample_figures.NotBuilt as why:
        raise _NotReopened(_("样例城市的数据没有生成：%(why)s。请告知系统管理员。") % {"why": why}) from why
    except running.CannotRun as why:
        raise _NotReopened(str(why)) from why


def _reopens(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that looks into a trial once more goes back to its result where that cannot be done, and says why."""

    @wraps(view)
    def told(request: HttpRequest, trial_id: int) -> HttpResponse:
        try:
            return view(request, trial_id)
        except _NotReopened as why:
            messages.error(request, str(why))
            return redirect("programmes:trial", trial_id)

    return told


@own(Role.OFFICE, Role.UNIT)
@_reopens
def why(request: HttpRequest, trial_id: int) -> HttpResponse:
    """One firm in sentences: conditions, sums and clauses, what is missing, and what it lacks for more."""
    found = _done(request, trial_id)
    said = import_module("luodi_site.programmes.firms").why_of(
        _reopened(found), request.GET.get("kind", "firm"), request.GET.get("id", "")
    )
    if said is None:
        raise Http404
    heading, sections = said
    places = {one["id"]: one for one in found.edition.policy["rules"]}
    context = {
        "trial": found, "edition": found.edition, "heading": heading,
        "sections": [(one, places.get(one.rule)) for one in sections],
    }  # fmt: skip
    return render(request, "programmes/why.html", context)


@own(Role.OFFICE, Role.UNIT)
def excel(request: HttpRequest, trial_id: int) -> HttpResponse:
    """The whole result as a workbook, as ``luodi run --out`` writes it."""
    found = _done(request, trial_id)
    name = _("%(title)s试算.xlsx") % {"title": found.edition.title}
    return as_download((found.path / result.RESULT).read_bytes(), name, EXCEL)


@own(Role.OFFICE, Role.UNIT)
def marked(request: HttpRequest, trial_id: int, number: int) -> HttpResponse:
    """A file handed back with what could not be read marked in it."""
    found = _trial(request, trial_id)
    path = found.path / f"marked-{number}.xlsx"
    if not 1 <= number <= len(found.files) or not path.is_file():
        raise Http404
    name = found.files[number - 1]["name"].rpartition(".")[0]
    return as_download(path.read_bytes(), f"{name}{_('（标注）')}.xlsx", EXCEL)


def _compared(request: HttpRequest, found: Trial) -> dict[str, Any]:
    what = import_module("luodi_site.programmes.what_if")
    loaded = _reopened(found)
    choices = what.choices_of(loaded)
    figure, to = request.GET.get("figure", ""), request.GET.get("to", "").strip()
    chosen = next((one for one in choices if one.key == figure), None)
    told: dict[str, Any] = {
        "trial": found, "edition": found.edition, "choices": choices, "chosen": chosen, "to": to, "what": what,
        "loaded": loaded,
    }  # fmt: skip
    if chosen is not None and to:
        try:
            told["compared"] = what.compared(loaded, chosen, to)
        except import_module("luodi_site.programmes.running").CannotRun as wrong:
            told["wrong"] = str(wrong)
    return told


@own(Role.OFFICE, Role.UNIT)
@_reopens
def what_if(request: HttpRequest, trial_id: int) -> HttpResponse:
    """One figure changed, as the address says: cost before and after, winners and losers by region."""
    told = _compared(request, _done(request, trial_id))
    if "compared" in told:
        told["effects"] = result.effects_of(told["compared"], queries.region_names())
    return render(request, "programmes/what_if.html", told, status=422 if "wrong" in told else 200)


@own(Role.OFFICE, Role.UNIT)
@_reopens
def what_if_excel(request: HttpRequest, trial_id: int) -> HttpResponse:
    """The same as a workbook."""
    told = _compared(request, _done(request, trial_id))
    if "compared" not in told:
        raise Http404
    content = told["what"].as_excel(told["compared"], told["loaded"])
    return as_download(content, _("%(title)s调整测算.xlsx") % {"title": told["edition"].title}, EXCEL)


@own(Role.OFFICE, Role.UNIT)
@require_POST
def delete(request: HttpRequest, trial_id: int) -> HttpResponse:
    """Takes the figures and the result away at once."""
    found = _trial(request, trial_id)
    actions.delete_trial(actor=request.user, trial=found)
    messages.success(request, _("试算和上传的数据已删除。"))
    return redirect(reverse("programmes:trials", args=[found.edition_id]))
