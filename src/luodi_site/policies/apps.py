"""The policies app."""

from __future__ import annotations

from django.apps import AppConfig


class Policies(AppConfig):
    name = "luodi_site.policies"
    label = "policies"
    verbose_name = "政策"
