"""The interface app: templates only, no models."""

from __future__ import annotations

from django.apps import AppConfig


class Api(AppConfig):
    name = "luodi_site.api"
    label = "api"
    verbose_name = "接口"
