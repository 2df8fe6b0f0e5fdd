"""The programmes app."""

from __future__ import annotations

from django.apps import AppConfig


class Programmes(AppConfig):
    name = "luodi_site.programmes"
    label = "programmes"
    verbose_name = "资金"
