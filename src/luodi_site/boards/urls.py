"""Addresses of the desk and the frame."""

from __future__ import annotations

from django.urls import path

from luodi_site.boards import feed_views, views

app_name = "boards"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("month/", views.month, name="month"),
    path("search/", views.search, name="search"),
    path("calendar/feed/", feed_views.feed_settings, name="feed_settings"),
    path("calendar/feed/stop/", feed_views.stop_feed, name="stop_feed"),
    path("calendar/<slug:secret>.ics", feed_views.feed, name="feed"),
    path("language/", views.language, name="language"),
]
