"""Accounts that are locked after wrong passwords, as far as a security administrator looks after them."""

from __future__ import annotations

from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import people_visible_to, roles_of

# The validator's own length, for the page that says the rules.
LEAST_LENGTH = next(
    rule["OPTIONS"]["min_length"] for rule in settings.AUTH_PASSWORD_VALIDATORS if rule["NAME"].endswith("MinimumLengthValidator")
)  # fmt: skip


def locked_accounts(person: Any) -> QuerySet[AccessAttempt]:
    """Attempts that lock an account now, newest first."""
    if Membership.Role.SECURITY not in roles_of(person):
        return AccessAttempt.objects.none()
    return AccessAttempt.objects.filter(
        username__in=people_visible_to(person).values("username"),
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT,
        attempt_time__gt=timezone.now() - settings.AXES_COOLOFF_TIME,
    ).order_by("-attempt_time", "-pk")
