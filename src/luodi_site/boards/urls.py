"""Addresses of the desk and the frame."""

from __future__ import annotations

from django.urls import path

from luodi_site.boards import views

app_name = "boards"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("search/", views.search, name="search"),
    path("language/", views.language, name="language"),
]
