"""The rule editor on the review page, its answers while one types, and an edition's rules as a pack."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi_site.accounts.access import own
from luodi_site.accounts.models import Membership
from luodi_site.lib import clock
from luodi_site.lib.excel import as_download
from luodi_site.policies import queries
from luodi_site.policies.actions import review as actions
from luodi_site.policies.models import Reading, ReviewItem
from luodi_site.policies.review_desk import ReviewDesk
from luodi_site.policies.rules import checking, drafting
from luodi_site.policies.rules.forms import RuleForm
from luodi_site.policies.rules.pack import pack_yaml
from luodi_site.policies.rules.trial import EXAMPLES
from luodi_site.policies.views.review import answer, item_and_desk, someone_else, version_in

Role, Kind = Membership.Role, ReviewItem.Kind


def _rule(request: HttpRequest, item_id: int) -> tuple[ReviewItem, ReviewDesk]:
    item, desk = item_and_desk(request, item_id)
    if item.kind != Kind.RULE:
        raise Http404
    return item, desk


def _form(item: ReviewItem, reading: Reading, data: Any = None) -> RuleForm:
    return RuleForm(data, payload=item.payload, auto_id=f"r{item.pk}_%s", funds=drafting.funds_of(reading))


def _example_day() -> date:
    """Examples are judged on the last day of the last whole year: of it, figures of every frequency can be there."""
    return date(clock.today().year - 1, 12, 31)


def _shown(
    request: HttpRequest,
    opened: tuple[ReviewItem, ReviewDesk],
    form: RuleForm,
    found: checking.Check,
    status: int = 200,
) -> HttpResponse:
    item, desk = opened
    said = {one.name: one for one in found.said}
    context = {
        "item": item, "form": form, "check": found, "said": said, "version": request.POST.get("version") or item.version,
        "grades": [(n + 1, (when, said[when.name]), (pay, said[pay.name])) for n, when, pay in form.grades],
        "quote": desk.reading.text[item.start or 0 : item.end or 0].strip(),
    }  # fmt: skip
    return render(request, "policies/parts/rule_form.html", context, status=status)


@own(Role.OFFICE)
def edit(request: HttpRequest, item_id: int) -> HttpResponse:
    """The editor in the place of the rule's card; saved, the card again."""
    item, desk = _rule(request, item_id)
    if request.method != "POST":
        form = _form(item, desk.reading)
        return _shown(request, (item, desk), form, checking.check_stored(form, _example_day()))
    form = _form(item, desk.reading, request.POST)
    found = checking.check(form, request.POST, _example_day())
    if not form.is_valid():
        return _shown(request, (item, desk), form, found, status=422)
    payload = drafting.with_open_gaps(form.payload(), item)
    try:
        actions.edit(
            actor=request.user, item=item, version=version_in(request), payload=payload, start=item.start or 0,
            end=item.end or 0,
        )  # fmt: skip
    except actions.SomeoneElse as told:
        return someone_else(request, desk, told.item)
    return answer(request, desk, item)


@own(Role.OFFICE)
@require_POST
def check(request: HttpRequest, item_id: int) -> HttpResponse:
    """What the editor says while one types: errors with their places, the rule read back, examples tried."""
    item, desk = _rule(request, item_id)
    form = _form(item, desk.reading, request.POST)
    found = checking.check(form, request.POST, _example_day())
    context = {"item": item, "form": form, "check": found, "is_part": True,
        "waiting": EXAMPLES if request.POST.get("columns") and not found.examples else (),
        "is_same": bool(found.examples) and request.POST.get("columns") == found.columns and not found.has_wrong_cells,
    }  # fmt: skip
    return render(request, "policies/parts/rule_check.html", context)


@own(Role.OFFICE)
@require_POST
def add(request: HttpRequest, item_id: int) -> HttpResponse:
    """A rule for a benefit that has none: drafted from its words as they stand now."""
    item, desk = item_and_desk(request, item_id)
    if item.kind != Kind.BENEFIT:
        raise Http404
    if desk.reading.state != Reading.State.DRAFT:
        return answer(
            request, desk, item, note=_("这份政策已发布，不能再修改。如需更正，请在政策页点“修订”。"), status=409
        )
    known = drafting.rules_of_benefits(desk.items).get(item.pk)
    if known is None:
        known = actions.add(
            actor=request.user, reading=desk.reading, kind=Kind.RULE, start=item.start or 0, end=item.end or 0,
            payload=drafting.rule_from_benefit(desk.reading, item),
        )  # fmt: skip
    return answer(request, desk, known, is_added=True)


@own()
def as_pack(request: HttpRequest, edition_id: int) -> HttpResponse:
    """The edition's rules as a pack file, with gaps marked."""
    found = get_object_or_404(queries.editions_visible_to(request.user).defer(None), pk=edition_id)
    if not found.policy.get("rules"):
        raise Http404
    return as_download(pack_yaml(found).encode(), f"{found.title}.yaml", "application/yaml")
