"""The rule of a region's lights: in words, since when and why; another chosen after a look at what it would change."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from luodi.ledger.from_yaml import light_rules
from luodi.ledger.limits import with_limits
from luodi.ledger.moves import NotAllowed
from luodi_site.accounts.access import own, role
from luodi_site.accounts.models import Membership, Region
from luodi_site.accounts.queries import regions_run_by
from luodi_site.lib import clock
from luodi_site.supervision import actions
from luodi_site.supervision.light_changes import Turned, turned_by
from luodi_site.supervision.light_forms import LightRuleForm
from luodi_site.supervision.lights import choice_of, rule_of
from luodi_site.supervision.models import LightChoice
from luodi_site.supervision.why import clause_words

Role = Membership.Role


@role(Role.OFFICE)
def home_light_rule(request: HttpRequest) -> HttpResponse:
    """That of the outermost region which the person's office runs."""
    region = regions_run_by(request.user).order_by("path").first()
    if region is None:
        raise PermissionDenied
    return redirect("supervision:light_rule", region.pk)


@own(Role.OFFICE)
def light_rule(request: HttpRequest, region_id: int) -> HttpResponse:
    """``rule`` in the address is the one whose thresholds are set; ``look`` shows what would change, and saves nothing."""
    region = get_object_or_404(regions_run_by(request.user), pk=region_id)
    today = clock.today()
    in_force = rule_of(choice_of(region.pk, today))
    name = request.GET.get("rule", "") or in_force.name
    if name not in light_rules():
        raise Http404
    chosen = light_rules()[name]
    values = in_force if name == in_force.name else None
    if request.method != "POST":
        return _page(request, region, LightRuleForm(chosen, today, values=values), name)
    form = LightRuleForm(chosen, today, request.POST, values=values)
    if not form.is_valid():
        return _page(request, region, form, name)
    if "look" in request.POST:
        return _page(request, region, form, name, turned_by(region, with_limits(chosen, form.limits), today))
    try:
        actions.choose_rule(
            region=region, actor=request.user, rule=name, limits=form.limits, from_on=form.cleaned_data["from_on"],
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
        messages.success(request, _("已保存。以前各天的灯号不变。"))
    except NotAllowed as why_not:
        messages.error(request, why_not.words)
    return redirect("supervision:light_rule", region.pk)


def _page(
    request: HttpRequest, region: Region, form: LightRuleForm, name: str, turned: Turned | None = None
) -> HttpResponse:
    today = clock.today()
    choice = choice_of(region.pk, today)
    rule = rule_of(choice)
    made = LightChoice.objects.filter(region=region).select_related("chosen_by").order_by("-from_on", "-pk")
    context: dict[str, Any] = {
        "region": region, "regions": regions_run_by(request.user).order_by("path"), "rule": rule, "choice": choice,
        "clauses": [(clause, clause_words(clause)) for clause in rule.clauses], "name": name, "form": form, "turned": turned,
        "rules": light_rules().values(), "chosen": light_rules()[name], "today": today,
        "made": [(one, rule_of(one)) for one in made[:20]],
    }  # fmt: skip
    return render(request, "supervision/light_rule.html", context, status=422 if form.errors else 200)
