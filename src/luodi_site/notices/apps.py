"""The notices app."""

from __future__ import annotations

from django.apps import AppConfig


class Notices(AppConfig):
    name = "luodi_site.notices"
    label = "notices"
    verbose_name = "消息"
