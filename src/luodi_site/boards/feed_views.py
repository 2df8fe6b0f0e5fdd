"""The calendar feed: its secret address, and what calendar programs fetch from there."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from luodi_site.accounts.access import by_secret, signed_in
from luodi_site.boards.agenda import AHEAD, BEFORE, agenda_of
from luodi_site.boards.to_ical import to_ical
from luodi_site.lib import clock
from luodi_site.notices.actions.feeds import end_feed, feed_person, make_feed
from luodi_site.notices.models import CalendarFeed


@signed_in
def feed_settings(request: HttpRequest) -> HttpResponse:
    """Makes the address (shown on this answer only) or says since when there is one."""
    person: Any = request.user
    made = ""
    if request.method == "POST":
        start = settings.SITE_ADDRESS or f"{request.scheme}://{request.get_host()}"
        made = start + reverse("boards:feed", args=[make_feed(person=person)])
    today = clock.today()
    context = {
        "made": made, "feed": CalendarFeed.objects.filter(person=person).first(),
        "days": agenda_of(person, today, today + BEFORE),
    }  # fmt: skip
    response = render(request, "boards/feed.html", context)
    response["Cache-Control"] = "no-store"
    return response


@signed_in
@require_POST
def stop_feed(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    end_feed(person=person)
    return redirect("boards:feed_settings")


@by_secret
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The person's days from a month ago to a year ahead; nothing says whether a wrong address was ever a right one."""
    person = feed_person(secret)
    if person is None:
        raise Http404
    today = clock.today()
    days = agenda_of(person, today - BEFORE, today + AHEAD)
    name = _("落地 %(name)s") % {"name": person.name}
    content = to_ical(days, name=name, site=settings.SITE_ADDRESS, made_at=timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="luodi.ics"'
    response["Cache-Control"] = "private, max-age=900"
    return response
