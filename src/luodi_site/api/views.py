"""The interface's own description: as a page of the site, and as OpenAPI for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from luodi_site.accounts.access import signed_in
from luodi_site.api.reading import groups
from luodi_site.api.site import schema


@signed_in
def docs(request: HttpRequest) -> HttpResponse:
    """What can be read and written, operation by operation."""
    described: Any = schema()
    context = {
        "groups": groups(described),
        "info": described["info"],
        "notes": described["info"]["description"].split("\n\n"),
    }
    return render(request, "api/docs.html", context)


@signed_in
def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(schema(), json_dumps_params={"ensure_ascii": False, "indent": 1})
