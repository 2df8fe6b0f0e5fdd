"""What the frame around every page shows: place, unit, the rail of the person's work, notices."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import home_unit, posts_of
from luodi_site.boards.navigation import rail_for
from luodi_site.lib import clock
from luodi_site.notices.queries import unread_count

_KEEPERS = {Membership.Role.OFFICE, Membership.Role.ADMIN}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor of the whole site."""
    person = getattr(request, "user", None)
    rehearsal = clock.today() if clock.is_rehearsal() else None
    if person is None or not person.is_authenticated:
        return {"rail": (), "home": None, "posts": (), "unread": 0, "rehearsal_day": rehearsal}
    posts = posts_of(person)
    return {
        "rail": rail_for(person, request.path), "home": home_unit(person), "posts": posts,
        "keeps_units": any(post.role in _KEEPERS for post in posts), "unread": unread_count(person), "rehearsal_day": rehearsal,
    }  # fmt: skip
