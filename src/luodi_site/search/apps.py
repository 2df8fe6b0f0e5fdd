"""The search app."""

from __future__ import annotations

from django.apps import AppConfig


class Search(AppConfig):
    name = "luodi_site.search"
    label = "search"
    verbose_name = "搜索"
