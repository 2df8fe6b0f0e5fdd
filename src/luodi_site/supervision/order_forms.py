"""Forms of orders: each step, one drawn up by hand, and the rules of escalation as text."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi.ledger.escalation.from_yaml import default_rules, rules_from_yaml
from luodi_site.accounts.models import Unit
from luodi_site.lib.form_keys import FormKeyField
from luodi_site.supervision.models import EscalationChoice, Issue, Matter, Order
from luodi_site.supervision.owed import answered
from luodi_site.supervision.step_forms import StepForm
from luodi_site.supervision.told import all_leads


class OrderStepForm(StepForm):
    """A step of an order: the words that go with it, and for a claim its evidence."""

    texts: ClassVar = {
        "drop": (gettext_lazy("不发的理由"), ""),
        "reply": (gettext_lazy("回复内容"), gettext_lazy("写明目前进展、滞后原因、责任人和下一步安排。")),
        "claim": (gettext_lazy("整改情况"), ""),
        "refuse": (gettext_lazy("退回理由"), gettext_lazy("写明哪里没有整改到位。")),
        "settle": (gettext_lazy("核实情况"), gettext_lazy("写明怎样核实的，如现场查看、查阅资料。")),
    }
    may_be_silent: ClassVar = ("settle",)

    def __init__(self, order: Order, step: str, *args: Any) -> None:
        super().__init__(order, step, *args)
        if step == "reply":
            self.ask_files(is_evidence=False, help_text="")
        if step == "claim":
            self.ask_files(is_evidence=True, help_text=_what_shows(order), is_optional=bool(order.cycle_id))


def _what_shows(order: Order) -> Any:
    """What a claim must bring: late reports show themselves once none is owed any more."""
    if order.cycle and answered(order.cycle, order.unit):
        return gettext_lazy("进展已经报齐或免报，可以不另附材料。")
    return gettext_lazy("须至少附一份，或先把进展全部报送。") if order.cycle else gettext_lazy("须至少附一份。")


class NewOrderForm(forms.Form):
    """An order that the office draws up by itself about one item, to a unit that answers for it."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("主送单位"), empty_label=None)
    colour = forms.ChoiceField(label=gettext_lazy("级别"), choices=Order.Colour.choices)
    why = forms.CharField(
        label=gettext_lazy("督办理由"), max_length=600, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("接在事项名称后面的一句话，如“时限已过10天，还没有办结”。"),
    )  # fmt: skip
    reply_days = forms.IntegerField(label=gettext_lazy("几个工作日内回复"), min_value=1, max_value=60, initial=2)
    rectify_days = forms.IntegerField(label=gettext_lazy("几个工作日内整改"), min_value=1, max_value=180, initial=7)
    form_key = FormKeyField()

    def __init__(self, item: Matter | Issue, *args: Any) -> None:
        super().__init__(*args)
        numbers = [unit.pk for unit in all_leads(item)]
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=numbers)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.fields["unit"].queryset.exists():  # type: ignore[attr-defined]
            raise forms.ValidationError(_("还没有牵头单位，不能发督办单。请先分派或交办。"))
        return data


class RulesForm(forms.Form):
    """The rules as YAML: a set that comes along, or one's own."""

    subject = forms.ChoiceField(choices=EscalationChoice.Subject.choices, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("升级办法"), widget=forms.Textarea({"rows": 30, "class": "code", "spellcheck": "false"}),
        max_length=20_000, strip=False,
        help_text=gettext_lazy("YAML格式，以“#”开头的是说明。保存后从今天起执行，已经发出的不变。"),
    )  # fmt: skip

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        _rules, problems = rules_from_yaml(text)
        if problems:
            raise forms.ValidationError([problem.message + problem.hint for problem in problems[:12]])
        return text


def set_names(subject: str) -> list[tuple[str, str]]:
    """The sets that come along for the subject: late reports have one of their own, the others share two."""
    return [
        (rules.key, rules.name) for rules in default_rules() if (rules.key == "late_report") == (subject == "report")
    ]
