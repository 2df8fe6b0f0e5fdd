"""To whom reporting is delegated, and for how long."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi_site.accounts.models import Unit
from luodi_site.lib.form_keys import FormKeyField

_DATE = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class DelegationForm(forms.Form):
    """The unit by its name, the first and the last day."""

    to_unit = forms.CharField(
        label=gettext_lazy("受托单位"),
        max_length=120,
        help_text=gettext_lazy("下属单位或下级地区的单位，写全称或简称。"),
    )
    from_on = forms.DateField(label=gettext_lazy("自"), widget=_DATE)
    until_on = forms.DateField(label=gettext_lazy("至"), widget=_DATE)
    form_key = FormKeyField()

    def clean_to_unit(self) -> Unit:
        name = self.cleaned_data["to_unit"].strip()
        named = Unit.objects.filter(name=name) | Unit.objects.filter(short_name=name)
        found = list(named.filter(is_active=True).select_related("region")[:2])
        if not found:
            raise forms.ValidationError(_("名册里没有这个单位，请写全称。"))
        if len(found) > 1:
            raise forms.ValidationError(_("有几个单位都叫这个名称，请写全称。"))
        return found[0]
