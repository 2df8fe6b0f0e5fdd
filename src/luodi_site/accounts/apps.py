"""The accounts app."""

from __future__ import annotations

from django.apps import AppConfig


class Accounts(AppConfig):
    name = "luodi_site.accounts"
    label = "accounts"
    verbose_name = "账号与单位"
