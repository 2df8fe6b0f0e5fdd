"""An app only so that its template tags are found; it has no models."""

from __future__ import annotations

from django.apps import AppConfig


class Lib(AppConfig):
    name = "luodi_site.lib"
    label = "lib"
