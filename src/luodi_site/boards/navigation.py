"""The left rail: the parts of the site in the order of the work, as far as a person's role uses them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import roles_of

Role = Membership.Role
EVERYONE = frozenset(Role.values)
WORKING = EVERYONE - {Role.ADMIN, Role.SECURITY, Role.FIRM}


@dataclass(frozen=True)
class Entry:
    """One entry; ``icon`` names a symbol of ``icons.svg``. ``is_below`` stands indented under the entry before it."""

    label: Any
    url_name: str
    icon: str
    roles: frozenset[str]
    is_below: bool = False


RAIL = (
    Entry(_("工作台"), "boards:desk", "desk", EVERYONE),
    Entry(_("政策"), "policies:list", "policy", WORKING),
    Entry(_("新旧对照"), "policies:compare", "compare", WORKING, is_below=True),
    Entry(_("承接对照"), "policies:superior", "superior", WORKING, is_below=True),
    Entry(_("核对质量"), "policies:quality", "quality", frozenset({Role.OFFICE, Role.AUDITOR}), is_below=True),
    Entry(_("台账"), "supervision:ledger", "ledger", WORKING),
    Entry(_("进展报送"), "supervision:reports", "circular", WORKING, is_below=True),
    Entry(_("方案清单"), "supervision:plans", "policy", WORKING, is_below=True),
    Entry(_("日历"), "supervision:calendar", "calendar", WORKING, is_below=True),
    Entry(_("问题清单"), "supervision:issues", "issue", WORKING | {Role.FIRM}, is_below=True),
    Entry(_("督办单"), "supervision:orders", "order", WORKING, is_below=True),
    Entry(_("指标"), "supervision:targets", "target", WORKING),
    Entry(_("通报"), "supervision:papers", "circular", WORKING),
    Entry(_("设置"), "accounts:settings", "settings", EVERYONE),
)


@dataclass(frozen=True)
class RailLink:
    label: Any
    url: str
    icon: str
    is_here: bool
    is_below: bool


def rail_for(person: Any, path: str) -> tuple[RailLink, ...]:
    """The entries that exist and that the person's roles use; the one whose address begins this page's is marked."""
    roles = roles_of(person)
    links: list[tuple[Entry, str]] = []
    over: frozenset[str] = EVERYONE  # those who see the entry that the next ones stand under
    for entry in RAIL:
        if not entry.is_below:
            over = entry.roles & roles
        if not entry.roles & roles and entry.url_name != "boards:desk":
            continue
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        links.append((entry if over else replace(entry, is_below=False), url))
    here = max(
        (url for _entry, url in links if path == url or (url != "/" and path.startswith(url))), key=len, default=""
    )
    return tuple(RailLink(e.label, url, e.icon, url == here, e.is_below) for e, url in links)
