"""The supervision app."""

from __future__ import annotations

from django.apps import AppConfig


class Supervision(AppConfig):
    name = "luodi_site.supervision"
    label = "supervision"
    verbose_name = "督办"
