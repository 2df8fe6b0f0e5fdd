"""The form by which an office chooses the rule of its lights, with a field for each threshold of that rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi.ledger.from_yaml import BadRule
from luodi.ledger.limits import MOST, key_of, settable, unit_of, with_limits
from luodi.ledger.status import LightRule
from luodi_site.supervision.plan_forms import day_input

_LABELS = {
    "overdue": gettext_lazy("逾期满"), "near": gettext_lazy("距时限不足"), "unreported": gettext_lazy("迟报满"),
    "behind": gettext_lazy("落后序时超过"), "not_started": gettext_lazy("计划启动后满"),
}  # fmt: skip


class LightRuleForm(forms.Form):
    """``rule`` is the one whose thresholds are shown; ``limits`` those of them that differ from it."""

    def __init__(self, rule: LightRule, today: date, *args: Any, values: LightRule | None = None) -> None:
        super().__init__(*args)
        self._rule, self._today = rule, today
        shown = {key_of(clause): clause.limit for clause in settable(values or rule)}
        for clause in settable(rule):
            words = {"light": clause.light.words, "when": _LABELS[clause.when], "unit": unit_of(clause)}
            self.fields[key_of(clause)] = forms.DecimalField(
                label=_("%(light)s：%(when)s几%(unit)s") % words, min_value=0, max_value=int(MOST), decimal_places=1,
                initial=f"{shown[key_of(clause)]:f}", widget=forms.NumberInput({"inputmode": "decimal", "step": "any"}),
            )  # fmt: skip
        self.fields["from_on"] = forms.DateField(
            label=gettext_lazy("从哪天起"), widget=day_input(), initial=today,
            help_text=gettext_lazy("今天或以后的一天；以前各天的灯号不变。"),
        )  # fmt: skip
        self.fields["reason"] = forms.CharField(
            label=gettext_lazy("依据"), max_length=200, help_text=gettext_lazy("会议、文件的名称，或改动的原因。"),
        )  # fmt: skip

    @property
    def limits(self) -> dict[str, Decimal]:
        own = {key_of(clause): self.cleaned_data[key_of(clause)] for clause in settable(self._rule)}
        usual = {key_of(clause): clause.limit for clause in settable(self._rule)}
        return {key: limit for key, limit in own.items() if limit != usual[key]}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("from_on") and values["from_on"] < self._today:
            self.add_error("from_on", _("已经过去的日子灯号不再改变，请从今天或以后的一天起执行。"))
        if all(key_of(clause) in values for clause in settable(self._rule)):
            try:
                with_limits(self._rule, self.limits)
            except BadRule as wrong:
                raise forms.ValidationError(str(wrong)) from None
        return values
