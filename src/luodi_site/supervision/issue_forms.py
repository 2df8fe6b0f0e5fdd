"""Forms of issues: raising one, each step of its way, and which leader answers for whom."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi_site.accounts.models import Person, Unit
from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.lib import clock
from luodi_site.supervision import issue_queries as queries
from luodi_site.supervision.models import Issue, Urgency
from luodi_site.supervision.step_forms import FilesField, StepForm

_DAY = {"type": "date"}


class RaiseForm(forms.Form):
    """What the difficulty is, about which firm, and for which of the person's own units it is raised."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("提出单位"), empty_label=None)
    title = forms.CharField(
        label=gettext_lazy("问题"),
        max_length=120,
        help_text=gettext_lazy("一句话写明卡在哪里，如“二期厂房用电扩容迟迟未批”。"),
    )
    words = forms.CharField(
        label=gettext_lazy("情况说明"), max_length=4000, widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("写明经过、影响和希望怎样解决。"),
    )  # fmt: skip
    firm = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("涉及企业"), required=False, empty_label=gettext_lazy("不涉及具体企业")
    )
    files = FilesField(
        label=gettext_lazy("材料"), required=False, help_text=gettext_lazy("可以一次选多份，如申请表、往来函件、照片。")
    )

    def __init__(self, person: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units = queries.raising_units(person)  # type: ignore[attr-defined]
        self.fields["firm"].queryset = firms = queries.firms_for(person)  # type: ignore[attr-defined]
        if all(unit.kind == Unit.Kind.FIRM for unit in units) or not firms:
            del self.fields["firm"]  # a firm speaks of itself


class IssueStepForm(StepForm):
    """A step of an issue: its words, and where the work is told of its files."""

    texts: ClassVar = {
        "assign": (gettext_lazy("办理要求"), ""),
        "decline": (gettext_lazy("不予受理的理由"), gettext_lazy("提出单位会看到。")),
        "answer": (gettext_lazy("办理情况"), ""),
        "request_closure": (gettext_lazy("解决情况"), ""),
        "refuse_closure": (gettext_lazy("退回理由"), gettext_lazy("写明哪里没有解决、还要做什么。")),
        "approve_closure": (gettext_lazy("核实情况"), gettext_lazy("写明怎样核实的，如现场查看、电话回访。")),
        "reopen": (gettext_lazy("重新打开的理由"), gettext_lazy("写明销号后发现的情况。")),
    }
    may_be_silent: ClassVar = ("assign", "approve_closure")

    def __init__(self, issue: Issue, step: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(issue, step, *args, **kwargs)
        if step == "answer":
            self.ask_files(is_evidence=False, help_text="")
        if step == "request_closure":
            self.ask_files(is_evidence=True, help_text=gettext_lazy("申请销号须至少附一份。"), is_optional=False)


class IssueAssignForm(IssueStepForm):
    """The lead unit as an office writes it, and the day by which the issue is to be cleared."""

    unit = forms.CharField(label=gettext_lazy("牵头单位"), max_length=120)
    clear_by_on = forms.DateField(label=gettext_lazy("销号时限"), widget=forms.DateInput(_DAY, format="%Y-%m-%d"))
    urgency = forms.TypedChoiceField(
        label=gettext_lazy("紧急程度"), choices=Urgency.choices, coerce=int, required=False, empty_value=None
    )
    field_order = ("version", "unit", "clear_by_on", "urgency", "words")

    def __init__(self, issue: Issue, step: str, *args: Any, **kwargs: Any) -> None:
        standing = {"unit": str(issue.lead_unit or ""), "clear_by_on": issue.clear_by_on, "urgency": issue.urgency}
        super().__init__(issue, step, *args, initial=standing, **kwargs)
        units = queries.units_for_assigning(issue.region)
        self.fields["unit"].widget = forms.TextInput({"list": "units-known", "autocomplete": "off"})
        self.known_units = [str(unit) for unit in units]

    def clean_unit(self) -> Unit:
        name = self.cleaned_data["unit"].strip()
        found = UnitIndex(self.item.region).find(name)
        if found is None or not found.is_active:
            raise forms.ValidationError(_("单位名录中没有“%(name)s”。请核对名称，或先在设置中登记。") % {"name": name})
        return found

    def clean_clear_by_on(self) -> date:
        day: date = self.cleaned_data["clear_by_on"]
        if day < clock.today():
            raise forms.ValidationError(_("销号时限不能早于今天。"))
        return day


def step_form(issue: Issue, step: str, *args: Any) -> IssueStepForm:
    kind = IssueAssignForm if step == "assign" else IssueStepForm
    return kind(issue, step, *args)


class MatterLeaderForm(forms.Form):
    """One more leader who answers for a matter."""

    leader = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("包保领导"), empty_label=gettext_lazy("请选择领导"),
        help_text=gettext_lazy("这项任务的督办单和问题会一并告知包保领导。"),
    )  # fmt: skip

    def __init__(self, leaders: QuerySet[Person], *args: Any) -> None:
        super().__init__(*args)
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    """A leader, and the firm that they answer for."""

    leader = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("包保领导"), empty_label=None)
    firm = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("企业"), empty_label=gettext_lazy("请选择企业")
    )

    def __init__(self, leaders: QuerySet[Person], firms: QuerySet[Unit], *args: Any) -> None:
        super().__init__(*args)
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]
        self.fields["firm"].queryset = firms  # type: ignore[attr-defined]
