"""What a trial asks for: whose figures, and the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi_site.programmes.models import Trial
from luodi_site.programmes.packs import choices

Origin = Trial.Origin
_FIRST = date(2000, 1, 1)


class TrialForm(forms.Form):
    """The files themselves are taken from the request, several at a time."""

    origin = forms.ChoiceField(label=gettext_lazy("用什么数据"), choices=(), widget=forms.RadioSelect)
    on = forms.DateField(
        label=gettext_lazy("评定日"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("按这一天评定：“当年”是这一天所在的年份，规则在这一天有效才计算。"),
    )  # fmt: skip

    packs = forms.MultipleChoiceField(
        label=gettext_lazy("一起计算的规则包"), choices=choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("不选就只算这份政策的规则。选了的一起算，资金、就高组和合计上限各按各的规定；示例算出的数不是本地区要兑现的钱。"),
    )  # fmt: skip

    def __init__(self, *args: Any, has_sample: bool, regions: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["packs"].choices = choices(regions)  # type: ignore[attr-defined]
        origin = self.fields["origin"]
        origin.choices = [one for one in Origin.choices if has_sample or one[0] != Origin.SAMPLE]  # type: ignore[attr-defined]
        if not has_sample:
            origin.widget, origin.required = forms.HiddenInput(), False

    def clean_origin(self) -> str:
        return self.cleaned_data["origin"] or Origin.UPLOAD

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day < _FIRST or day.year > 2100:
            raise forms.ValidationError(_("日期要在2000年到2100年之间，如 2025-12-31。"))
        return day
