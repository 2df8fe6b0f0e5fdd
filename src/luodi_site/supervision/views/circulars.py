"""The addresses of circulars from when they were kept apart from papers: each leads to where its content is now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from luodi_site.accounts.access import own, role
from luodi_site.supervision.paper_history import READERS, papers_visible_to


@role(*READERS)
def circulars(request: HttpRequest) -> HttpResponse:
    """The list, and what was for writing a new one."""
    return redirect(f"{reverse('supervision:papers')}?kind=breakdown")


@own(*READERS)
def circular(request: HttpRequest, circular_id: int) -> HttpResponse:
    return redirect(
        "supervision:paper", get_object_or_404(papers_visible_to(request.user), former_number=circular_id).pk
    )


@own(*READERS)
def circular_word(request: HttpRequest, circular_id: int) -> HttpResponse:
    found = get_object_or_404(papers_visible_to(request.user), former_number=circular_id)
    return redirect("supervision:paper_word", found.pk)
