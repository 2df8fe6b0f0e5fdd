"""The boards app."""

from __future__ import annotations

from django.apps import AppConfig


class Boards(AppConfig):
    name = "luodi_site.boards"
    label = "boards"
    verbose_name = "工作台"
