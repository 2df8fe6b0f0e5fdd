"""An app without models: its template tags are found through it, and it gives the forms of the site their words."""

from __future__ import annotations

from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class Lib(AppConfig):
    name = "luodi_site.lib"
    label = "lib"

    def ready(self) -> None:
        """An empty field is told what to do, in place of Django's “这个字段是必填项。”."""
        forms.Field.default_error_messages["required"] = gettext_lazy("请填写这一项。")
        for kind in (forms.ChoiceField, forms.ModelChoiceField):
            kind.default_error_messages["required"] = gettext_lazy("请选择一项。")
        forms.FileField.default_error_messages["required"] = gettext_lazy("请选择文件。")
