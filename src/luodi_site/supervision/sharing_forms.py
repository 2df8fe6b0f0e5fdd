"""Whom a matter or a policy is shared with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi_site.accounts.models import Region, Unit
from luodi_site.lib.form_keys import FormKeyField


class ShareForm(forms.Form):
    """A region or a unit, not both. The regions are those above, beside and below the policy's own."""

    region = forms.ModelChoiceField(
        Region.objects.none(), label=gettext_lazy("地区"), required=False, empty_label=gettext_lazy("未选择"),
        help_text=gettext_lazy("选上级地区就是上报；该地区的政府和协调办可以看到。"),
    )  # fmt: skip
    unit = forms.CharField(
        label=gettext_lazy("或单位"), required=False, max_length=120, help_text=gettext_lazy("写单位全称或简称。")
    )
    form_key = FormKeyField()

    def __init__(self, region: Region, *args: Any) -> None:
        super().__init__(*args)
        above = [int(number) for number in region.path.strip("/").split("/")]
        near = Region.objects.filter(path__startswith=region.path) | Region.objects.filter(pk__in=above)
        if region.parent_id:
            near |= Region.objects.filter(parent_id=region.parent_id)
        self.fields["region"].queryset = near.exclude(pk=region.pk)  # type: ignore[attr-defined]

    def clean_unit(self) -> Unit | None:
        name = self.cleaned_data["unit"].strip()
        if not name:
            return None
        found = list((Unit.objects.filter(name=name) | Unit.objects.filter(short_name=name)).filter(is_active=True)[:2])
        if not found:
            raise forms.ValidationError(_("名册里没有这个单位，请写全称。"))
        if len(found) > 1:
            raise forms.ValidationError(_("有几个单位都叫这个名称，请写全称。"))
        return found[0]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and bool(data.get("region")) == bool(data.get("unit")):
            self.add_error("region", _("请选择一个地区，或写一个单位，不要两个都填。"))
        return data
