"""Forms of supervision: who gets a matter, and until when."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi_site.accounts.models import Unit
from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.supervision.models import Matter, MatterUnit, Urgency

Role = MatterUnit.Role
ASSIGNED = (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORTING)
_BETWEEN = re.compile(r"[、，,;；\n]")


class AssignForm(forms.Form):
    """Names as an office writes them, divided by 、; each must be a unit of the register, or have stood here before."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    lead = forms.CharField(label=gettext_lazy("牵头单位"), required=False, max_length=600)
    responsible = forms.CharField(
        label=gettext_lazy("责任单位"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    supporting = forms.CharField(
        label=gettext_lazy("配合单位"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("单位之间用顿号分开，如“市经信局、市财政局”；也可以写“各县（市、区）人民政府”这样的统称。"),
    )  # fmt: skip

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:
        rows = list(matter.units.all())
        initial: dict[str, Any] = {"version": matter.version}
        for role in ASSIGNED:
            initial[role] = "、".join(dict.fromkeys(row.name for row in rows if row.role == role))
        super().__init__(*args, initial=initial, **kwargs)
        self._region = matter.region
        self._kept = {row.name for row in rows if row.unit_id is None}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        index = UnitIndex(self._region)
        self.units: dict[str, dict[str, list[Unit]]] = {}
        for role in ASSIGNED:
            names = [name.strip() for name in _BETWEEN.split(data.get(role) or "") if name.strip()]
            self.units[role] = {name: list(index.find_all(name)) for name in dict.fromkeys(names)}
            unknown = [name for name, meant in self.units[role].items() if not meant and name not in self._kept]
            if unknown:
                self.add_error(
                    role, _("单位名录中没有“%(names)s”。请核对名称，或先在设置中登记。") % {"names": "、".join(unknown)}
                )
        self._check(list(self.units.values()))
        return data

    def _check(self, chosen: list[dict[str, list[Unit]]]) -> None:
        if not any(chosen) and not self.errors:
            raise forms.ValidationError(_("没有填写单位。请至少填写一个牵头单位或责任单位。"))
        units = [unit for names in chosen for meant in names.values() for unit in meant]
        twice = [str(unit) for unit in dict.fromkeys(units) if units.count(unit) > 1]
        if twice:
            raise forms.ValidationError(_("同一单位填了两次：%(units)s。") % {"units": "、".join(twice)})


class DeadlineForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.DateField(
        label=gettext_lazy("时限"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("留空表示不设时限。"),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("依据"), max_length=200, help_text=gettext_lazy("如“经市政府专题会议确定”，记入台账。")
    )

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": matter.version, "on": matter.deadline}, **kwargs)


class UrgencyForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    urgency = forms.TypedChoiceField(
        label=gettext_lazy("紧急程度"), choices=Urgency.choices, coerce=int,
        help_text=gettext_lazy("加急、特急的排在前面，逾期后按升级办法直接进入高一级督办单。"),
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("依据"), max_length=200)

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": matter.version, "urgency": matter.urgency}, **kwargs)
