"""The addresses of the site; each app keeps its own table."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("luodi_site.boards.urls")),
    path("", include("luodi_site.accounts.urls")),
    path("", include("luodi_site.notices.urls")),
    # Before the policies' own table: supervision wraps publishing, so that matters open with the edition.
    path("", include("luodi_site.supervision.urls")),
    path("", include("luodi_site.programmes.urls")),
    path("api/", include("luodi_site.api.urls")),
    path("policies/", include("luodi_site.policies.urls")),
]

handler400 = "luodi_site.boards.views.bad_request"
handler403 = "luodi_site.boards.views.no_permission"
handler404 = "luodi_site.boards.views.not_found"
handler500 = "luodi_site.boards.views.server_error"
