"""Addresses of sign-in and settings."""

from __future__ import annotations

from django.urls import path

from luodi_site.accounts import security_views, views

app_name = "accounts"
urlpatterns = [
    path("login/", views.sign_in, name="sign_in"),
    path("logout/", views.sign_out, name="sign_out"),
    path("password/", views.password, name="password"),
    path("settings/", views.settings, name="settings"),
    path("settings/people/", views.people, name="people"),
    path("settings/people/new/", views.add_person, name="add_person"),
    path("settings/people/<int:person_id>/", views.person, name="person"),
    path("settings/people/<int:person_id>/state/", views.person_state, name="person_state"),
    path("settings/people/<int:person_id>/password/", views.reset_password, name="reset_password"),
    path("settings/units/", views.units, name="units"),
    path("settings/units/new/", views.add_unit, name="add_unit"),
    path("settings/units/import/", views.import_units, name="import_units"),
    path("settings/units/<int:unit_id>/", views.unit, name="unit"),
    path("settings/units/<int:unit_id>/state/", views.unit_state, name="unit_state"),
    path("settings/roles/", security_views.role_requests, name="role_requests"),
    path("settings/roles/<int:request_id>/", security_views.decide, name="decide_role"),
    path("settings/lockouts/", security_views.lockouts, name="lockouts"),
    path("settings/lockouts/<int:attempt_id>/", security_views.unlock, name="unlock"),
    path("settings/tokens/", security_views.tokens, name="tokens"),
    path("settings/tokens/<int:token_id>/revoke/", security_views.revoke, name="revoke_token"),
    path("settings/audit/", views.audit, name="audit"),
]
