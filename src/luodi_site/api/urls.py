"""Addresses of the interface; every operation declares, as every page does, who may reach it."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path

from luodi_site.api import views
from luodi_site.api.access import TOKEN
from luodi_site.api.site import api


def _operations() -> list[Any]:
    """ninja's own addresses without its front page, each marked for the test over the table of addresses."""
    found = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    for one in found:
        one.callback.access, one.callback.is_own = TOKEN, True  # type: ignore[attr-defined]
    return found


app_name = "api"
urlpatterns = [
    path("", views.docs, name="docs"),
    path("openapi.json", views.openapi, name="openapi"),
    *_operations(),
]
