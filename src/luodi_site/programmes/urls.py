"""Addresses of trials."""

from __future__ import annotations

from django.urls import path

from luodi_site.programmes import views

app_name = "programmes"
urlpatterns = [
    path("policies/editions/<int:edition_id>/trials/", views.trials, name="trials"),
    path("policies/trials/<int:trial_id>/", views.trial, name="trial"),
    path("policies/trials/<int:trial_id>/why/", views.why, name="why"),
    path("policies/trials/<int:trial_id>/result.xlsx", views.excel, name="excel"),
    path("policies/trials/<int:trial_id>/marked/<int:number>.xlsx", views.marked, name="marked"),
    path("policies/trials/<int:trial_id>/what-if/", views.what_if, name="what_if"),
    path("policies/trials/<int:trial_id>/what-if.xlsx", views.what_if_excel, name="what_if_excel"),
    path("policies/trials/<int:trial_id>/delete/", views.delete, name="delete"),
]
