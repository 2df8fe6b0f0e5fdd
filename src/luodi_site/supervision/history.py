"""A matter's history in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from luodi_site.supervision.models import LedgerEntry, Matter, MatterUnit

Kind = LedgerEntry.Kind


@dataclass(frozen=True)
class Line:
    at: datetime
    who: str
    title: str
    words: str


def history_of(matter: Matter) -> list[Line]:
    """Newest first."""
    entries = matter.entries.select_related("actor")
    return [Line(e.at, e.actor.name if e.actor else "", str(e.get_kind_display()), _words(e)) for e in entries]


def _words(entry: LedgerEntry) -> str:
    payload: dict[str, Any] = entry.payload
    carried = _("沿用第%(number)s版的填写。") % {"number": payload["from_edition"]} if "from_edition" in payload else ""
    match entry.kind:
        case Kind.ASSIGN:
            before, after = _units(payload.get("before")), _units(payload.get("after"))
            words = _("由“%(before)s”改为“%(after)s”。") % {"before": before, "after": after} if before else after
            return carried + words
        case Kind.DEADLINE:
            after = payload.get("after") or _("不设时限")
            before = payload.get("before")
            words = _("由%(before)s改为%(after)s。") % {"before": before, "after": after} if before else str(after)
            reason = payload.get("reason")
            return carried + words + (_("依据：%(reason)s") % {"reason": reason} if reason else "")
        case Kind.DELEGATE | Kind.END_DELEGATION:
            days = {
                "from": payload["from_unit"],
                "to": payload["to_unit"],
                "since": payload["since"],
                "until": payload["until"],
            }
            return _("%(from)s委托%(to)s报送，自%(since)s至%(until)s。") % days
        case Kind.REMIND | Kind.ORDER if "words" in payload:
            told = "、".join(payload.get("told", ()))
            return payload["words"] + (_("（告知：%(units)s）") % {"units": told} if told else "")
        case _:
            return _("第%(number)s版发布") % {"number": payload.get("edition", "")}


def _units(names: dict[str, list[str]] | None) -> str:
    labels = dict(MatterUnit.Role.choices)
    return "；".join(f"{labels.get(role, role)}：{'、'.join(units)}" for role, units in (names or {}).items() if units)
