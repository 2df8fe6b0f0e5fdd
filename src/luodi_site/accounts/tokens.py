"""Tokens of programs: how they look, what they may do, and which of them holds."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luodi_site.accounts.models import ApiToken, Membership, Unit

SCOPES: dict[str, Any] = {
    "read": _("读取"),
    "report": _("报送进展和方案"),
    "issue": _("提出和办理问题"),
    "order": _("办理督办单"),
}
_START = "luodi"
# How often the moment of the last call is written down.
_NOTED = timedelta(minutes=5)


def new_token() -> tuple[str, str, str]:
    """A new one: the whole, its prefix, its digest."""
    prefix, secret = secrets.token_hex(5), secrets.token_urlsafe(32)
    whole = f"{_START}_{prefix}_{secret}"
    return whole, prefix, digest_of(whole)


def digest_of(whole: str) -> str:
    """The token is long and random: a plain digest cannot be guessed back."""
    return hashlib.sha256(whole.encode()).hexdigest()


def role_of(unit: Unit) -> str:
    """As what a unit's program acts: for a firm, a coordination office, or a unit with work."""
    if unit.kind == Unit.Kind.FIRM:
        return str(Membership.Role.FIRM)
    return str(Membership.Role.OFFICE if unit.is_coordinating else Membership.Role.UNIT)


def token_for(whole: str) -> ApiToken | None:
    """The token that holds today: known, not revoked, not expired, of a unit in use."""
    parts = whole.split("_", 2)
    if len(parts) != 3 or parts[0] != _START:
        return None
    found = ApiToken.objects.filter(prefix=parts[1]).select_related("person", "unit__region").first()
    if found is None or not hmac.compare_digest(found.digest, digest_of(whole)):
        return None
    holds = found.revoked_at is None and found.expires_on >= timezone.localdate()
    return found if holds and found.person.is_active and found.unit.is_active else None


def is_to_be_noted(token: ApiToken) -> bool:
    """Whether the moment of the last call is old enough to be written anew."""
    return token.used_at is None or timezone.now() - token.used_at > _NOTED
