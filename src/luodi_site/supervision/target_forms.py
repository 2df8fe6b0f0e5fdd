"""The form with which the office enters a figure of a target."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi_site.lib import clock
from luodi_site.supervision.models import EditionTarget


class ValueForm(forms.Form):
    """A figure of a day that has come, in the unit of the target."""

    day = forms.DateField(
        label=gettext_lazy("数据截至"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("数据所属时期的最后一天。"),
    )  # fmt: skip
    value = forms.DecimalField(label=gettext_lazy("实绩"), max_digits=18, decimal_places=6)
    is_start = forms.BooleanField(
        label=gettext_lazy("这是基期数"), required=False, help_text=gettext_lazy("从这个数起推算到目标值。")
    )

    def __init__(self, target: EditionTarget, *args: object) -> None:
        super().__init__(*args)
        if target.unit:
            self.fields["value"].label = _("实绩（%(unit)s）") % {"unit": target.unit}

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > clock.today():
            raise forms.ValidationError(_("还没有到这一天，不会有数据。请填写今天或以前的日期。"))
        return day
