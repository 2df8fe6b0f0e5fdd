"""Forms of the breakdown and of plans: parts of a split, a matter from another source, a request, the lines of a plan."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi_site.accounts.models import Region, Unit
from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.policies.models import Edition
from luodi_site.supervision.actions.breakdown import NewMatter
from luodi_site.supervision.actions.plans import Line
from luodi_site.supervision.models import Matter, PlanRequest, UnitPlan

_BETWEEN = re.compile(r"[、，,;；\n]")
ROWS_MORE = 6


def day_input() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def units_named(words: str, region: Region) -> tuple[dict[str, list[Unit]], list[str]]:
    """Units by the names written, and the names that the register does not know."""
    index = UnitIndex(region)
    names = dict.fromkeys(name.strip() for name in _BETWEEN.split(words or "") if name.strip())
    found = {name: list(index.find_all(name)) for name in names}
    return found, [name for name, units in found.items() if not units]


class MatterForm(forms.Form):
    """A matter about to be opened: title, units, deadline."""

    title = forms.CharField(label=gettext_lazy("任务"), max_length=400)
    lead = forms.CharField(label=gettext_lazy("牵头单位"), required=False, max_length=300)
    responsible = forms.CharField(label=gettext_lazy("责任单位"), required=False, max_length=1000)
    deadline = forms.DateField(label=gettext_lazy("时限"), required=False, widget=day_input())

    def __init__(self, region: Region, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._region = region

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.units: dict[str, dict[str, list[Unit]]] = {}
        for role in ("lead", "responsible"):
            found, unknown = units_named(data.get(role) or "", self._region)
            if unknown:
                words = {"names": "、".join(unknown)}
                self.add_error(role, _("单位名录中没有“%(names)s”。请核对名称，或先在设置中登记。") % words)
            if found:
                self.units[role] = found
        return data

    @property
    def new(self) -> NewMatter:
        return NewMatter(self.cleaned_data["title"], dict(self.units), self.cleaned_data["deadline"])


class PartFormSet(forms.BaseFormSet):
    """The parts of a split; rows left empty do not count."""

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        super().__init__(*args, form_kwargs={"region": region}, **kwargs)

    @property
    def parts(self) -> list[NewMatter]:
        return [form.new for form in self.forms if form.has_changed() and form.is_valid()]


class SourceForm(MatterForm):
    """A matter from an instruction, minutes or a superior, with its words."""

    kind = forms.ChoiceField(label=gettext_lazy("来源"))
    source = forms.CharField(
        label=gettext_lazy("来源名称"), max_length=300, help_text=gettext_lazy("如“市政府第31次常务会议纪要”。")
    )
    source_on = forms.DateField(label=gettext_lazy("日期"), required=False, widget=day_input())
    text = forms.CharField(
        label=gettext_lazy("原文"), max_length=4000, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("照录要求这项任务的原话，作为出处。"),
    )  # fmt: skip
    field_order = ("kind", "source", "source_on", "text", "title", "lead", "responsible", "deadline")

    def __init__(self, region: Region, *args: Any, **kwargs: Any) -> None:
        super().__init__(region, *args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [choice for choice in Matter.Source.choices if choice[0] != Matter.Source.DOCUMENT]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.units and not self.errors:
            raise forms.ValidationError(_("没有填写单位。请至少填写一个牵头单位或责任单位。"))
        return data


class CycleForm(forms.Form):
    """How often the matters of a document report."""

    every = forms.ChoiceField(
        label=gettext_lazy("报送周期"),
        choices=[
            ("month", gettext_lazy("每月")), ("quarter", gettext_lazy("每季度")), ("half-year", gettext_lazy("每半年")),
            ("year", gettext_lazy("每年")),
        ],
    )  # fmt: skip
    last_on = forms.DateField(label=gettext_lazy("报到哪天为止"), widget=day_input())
    opens_before = forms.IntegerField(
        label=gettext_lazy("截止前多少个工作日开始填报"), min_value=1, max_value=60, initial=10
    )
    due_moves = forms.ChoiceField(
        label=gettext_lazy("截止日遇节假日"),
        choices=[
            ("after", gettext_lazy("顺延")),
            ("before", gettext_lazy("提前")),
            ("stay", gettext_lazy("不变")),
        ],
    )


class RequestForm(forms.Form):
    """Which plan is asked of whom until when."""

    kind = forms.ChoiceField(label=gettext_lazy("类型"), choices=PlanRequest.Kind.choices)
    title = forms.CharField(
        label=gettext_lazy("名称"), max_length=300, help_text=gettext_lazy("如“产业强市三年行动方案（2026—2028年）”。")
    )
    edition = forms.ModelChoiceField(
        Edition.objects.none(), label=gettext_lazy("政策"), required=False, empty_label=gettext_lazy("不针对某一份政策")
    )
    units = forms.CharField(
        label=gettext_lazy("哪些单位"), max_length=2000, widget=forms.Textarea({"rows": 3}), required=False,
        help_text=gettext_lazy("单位之间用顿号分开；留空则布置给这份政策的各牵头单位。"),
    )  # fmt: skip
    due_on = forms.DateField(label=gettext_lazy("报送期限"), widget=day_input())
    words = forms.CharField(
        label=gettext_lazy("要求"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, region: Region, editions: QuerySet[Edition], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._region = region
        field = self.fields["edition"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = editions

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        found, unknown = units_named(data.get("units") or "", self._region)
        if unknown:
            words = {"names": "、".join(unknown)}
            self.add_error("units", _("单位名录中没有“%(names)s”。请核对名称，或先在设置中登记。") % words)
        self.asked = [unit for units in found.values() for unit in units]
        edition = data.get("edition")
        if not self.asked and not unknown and edition:
            leads = edition.matters.filter(state="open", units__role="lead").values("units__unit")
            self.asked = list(Unit.objects.filter(pk__in=leads))
        if not self.asked and not self.errors:
            raise forms.ValidationError(_("没有填写单位。请填写单位，或选择一份政策，布置给它的各牵头单位。"))
        return data


class LineForm(forms.Form):
    """One line of a plan."""

    key_point = forms.CharField(label=gettext_lazy("工作要点"), max_length=400, required=False)
    measure = forms.CharField(label=gettext_lazy("具体措施"), max_length=2000, required=False)
    by_on = forms.DateField(label=gettext_lazy("时间节点"), required=False, widget=day_input())
    share = forms.DecimalField(
        label=gettext_lazy("完成进度（%）"), required=False, min_value=0, max_value=100, max_digits=5, decimal_places=1
    )
    units = forms.CharField(label=gettext_lazy("责任单位"), max_length=300, required=False)
    matter = forms.IntegerField(label=gettext_lazy("任务序号"), required=False, min_value=1)

    def __init__(self, matters: dict[int, Matter], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._matters = matters

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        number = data.get("matter")
        if number and number not in self._matters:
            self.add_error("matter", _("台账中没有第%(number)s项任务。") % {"number": number})
        if any(value not in (None, "") for value in data.values()) and not data.get("key_point"):
            self.add_error("key_point", _("没有填写工作要点。"))
        return data

    @property
    def line(self) -> Line | None:
        data = self.cleaned_data
        if not data.get("key_point"):
            return None
        matter = self._matters.get(data.get("matter") or 0)
        return Line(data["key_point"], data["measure"], data["by_on"], data["share"], data["units"], matter)


def lines_of(plan: UnitPlan, matters: dict[int, Matter], data: Any = None) -> forms.BaseFormSet:
    """The lines of a plan as a grid, with some empty rows below."""
    made = forms.formset_factory(LineForm, extra=ROWS_MORE, max_num=200)
    initial = [
        {"key_point": line.key_point, "measure": line.measure, "by_on": line.by_on, "share": line.share,
         "units": line.units, "matter": line.matter.position if line.matter else None}
        for line in plan.lines.select_related("matter")
    ]  # fmt: skip
    # What comes back is judged by itself: a line that is as it was is a line all the same.
    return made(data, initial=None if data else initial, form_kwargs={"matters": matters})


def matters_of(request: PlanRequest) -> dict[int, Matter]:
    """Matters that a line may belong to, by their number."""
    found = Matter.objects.filter(region=request.region, edition=request.edition).defer("source_text")
    return {matter.position: matter for matter in found}


def default_due(today: date) -> date:
    """A month from today."""
    return date.fromordinal(today.toordinal() + 30)
