"""Which days an office makes free or worked, with what it goes by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi_site.supervision.actions.working_days import LONGEST

_DATE = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
KINDS = (("off", gettext_lazy("放假")), ("work", gettext_lazy("上班")))


class ChangedDaysForm(forms.Form):
    """The first and the last day, whether they are free or worked, the name and the reason."""

    first = forms.DateField(label=gettext_lazy("自"), widget=_DATE)
    last = forms.DateField(
        label=gettext_lazy("至"), widget=_DATE, required=False, help_text=gettext_lazy("只改一天的不用填。")
    )
    kind = forms.ChoiceField(label=gettext_lazy("改为"), choices=KINDS)
    name = forms.CharField(
        label=gettext_lazy("名称"), max_length=40, help_text=gettext_lazy("节日名称，或“春节调休”之类。")
    )
    reason = forms.CharField(
        label=gettext_lazy("依据"), max_length=200, help_text=gettext_lazy("通知的名称和文号，或改动的原因。")
    )

    def __init__(self, today: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first = values.get("first")
        if first is None:
            return values
        last = values["last"] = values.get("last") or first
        if first < self._today:
            self.add_error("first", _("已经过去的日子不能再改。"))
        if last < first:
            self.add_error("last", _("结束日期早于开始日期。"))
        elif (last - first).days >= LONGEST:
            self.add_error("last", _("一次最多改31天。"))
        return values
