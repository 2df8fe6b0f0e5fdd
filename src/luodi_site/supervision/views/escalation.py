"""The rules of escalation of a region: what happens when, in a table, and the text that the office may change."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi.ledger.escalation.from_yaml import default_rules, default_text
from luodi.ledger.escalation.model import Rules, Step
from luodi_site.accounts.access import own
from luodi_site.accounts.models import Membership, Region
from luodi_site.accounts.queries import scope_of
from luodi_site.lib import clock
from luodi_site.supervision import actions
from luodi_site.supervision.escalations import rules_of, rules_text
from luodi_site.supervision.models import EscalationChoice
from luodi_site.supervision.order_forms import RulesForm, set_names
from luodi_site.supervision.order_queries import regions_escalated_by

Role = Membership.Role
TO = {
    "lead_units": gettext_lazy("牵头单位"), "responsible_units": gettext_lazy("责任单位"),
    "superior_unit": gettext_lazy("上级单位"), "leader_contacts": gettext_lazy("包保领导"),
    "region_leaders": gettext_lazy("本地区领导"), "office": gettext_lazy("协调办"),
}  # fmt: skip
LIGHTS = {
    "green": gettext_lazy("绿灯"), "blue": gettext_lazy("蓝灯"), "yellow": gettext_lazy("黄灯"),
    "orange": gettext_lazy("橙灯"), "red": gettext_lazy("红灯"),
}  # fmt: skip


@own(Role.OFFICE, Role.LEADER, Role.AUDITOR)
def escalation(request: HttpRequest, region_id: int, subject: str) -> HttpResponse:
    """Read by leaders and auditors of the region, changed by its office."""
    region = get_object_or_404(regions_escalated_by(request.user), pk=region_id)
    if subject not in EscalationChoice.Subject.values:
        raise Http404
    may_change = scope_of(request.user, Role.OFFICE).has_region(region)
    if request.method == "POST" and may_change:
        return _change(request, region, subject)
    return _page(request, region, subject, _form(request, region, subject) if may_change else None)


def _form(request: HttpRequest, region: Region, subject: str) -> RulesForm:
    """The rules in force, or a set that comes along, to start from."""
    wanted = request.GET.get("set", "")
    text = rules_text(region, subject, clock.today())
    if wanted in {rules.key for rules in default_rules()}:
        text = default_text(wanted)
    return RulesForm(initial={"text": text, "subject": subject})


def _change(request: HttpRequest, region: Region, subject: str) -> HttpResponse:
    form = RulesForm({**request.POST.dict(), "subject": subject})
    if not form.is_valid():
        return _page(request, region, subject, form)
    actions.choose_escalation(region=region, actor=request.user, subject=subject, text=form.cleaned_data["text"])
    messages.success(request, _("升级办法已保存，从今天起执行。"))
    return redirect("supervision:escalation", region.pk, subject)


def _page(request: HttpRequest, region: Region, subject: str, form: RulesForm | None) -> HttpResponse:
    rules = rules_of(region, subject, clock.today())
    context = {
        "region": region, "subject": subject, "rules": rules, "form": form, "subjects": EscalationChoice.Subject.choices,
        "rows": [(step, when_words(step, rules), [str(TO[one]) for one in step.to]) for step in rules.steps],
        "sets": set_names(subject), "notes": _notes(rules),
    }  # fmt: skip
    return render(request, "supervision/escalation.html", context, status=422 if form and form.errors else 200)


def when_words(step: Step, rules: Rules) -> str:
    """When a step is due, in words."""
    days = {"days": step.days, "unit": _("个工作日") if rules.count == "working" else _("天")}
    match step.when:
        case "before_due":
            return _("到期前%(days)s%(unit)s") % days
        case "at_due":
            return _("到期当天")
        case "after_due":
            said = _("逾期%(days)s%(unit)s") % {**days, "days": max(1, step.days)}
            return said + (_("，之后每%(days)s%(unit)s一次") % {**days, "days": step.every} if step.every else "")
        case "light":
            return _("亮%(lights)s") % {"lights": "、".join(str(LIGHTS.get(light, light)) for light in step.lights)}
        case "after_step":
            before = rules.step(step.of)
            return _("%(order)s到期未整改") % {"order": before.name if before else step.of}
    return _("督办单到期未回复")


def _notes(rules: Rules) -> list[str]:
    notes = []
    if (step := rules.step(rules.urgent_enters)) is not None:
        notes.append(_("紧急事项逾期后直接进入%(order)s。") % {"order": step.name})
    if rules.repeat_times and (step := rules.step(rules.repeat_enters)) is not None:
        words = {"months": rules.repeat_months, "times": rules.repeat_times, "order": step.name}
        notes.append(_("%(months)s个月内已逾期%(times)s次的单位，再逾期直接进入%(order)s。") % words)
    return notes
