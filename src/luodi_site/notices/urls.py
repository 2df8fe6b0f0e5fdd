"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from luodi_site.notices import views

app_name = "notices"
urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all, name="read_all"),
    path("notices/settings/", views.settings, name="settings"),
    path("notices/<int:notice_id>/", views.open_notice, name="open"),
    path("settings/channels/", views.channels, name="channels"),
    path("settings/channels/<int:channel_id>/state/", views.channel_state, name="channel_state"),
]
