"""How a name that a document writes for a unit stands today: current, former, collective or unknown.

The region's own register is asked first; the registry that comes with the compiler knows the former names of departments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from luodi.terms.unit_registry import resolve
from luodi_site.accounts.models import Unit, UnitName

Standing = Literal["current", "former", "collective", "unknown"]


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """``words`` say what stands behind the name, for the chip on a card; empty where the name is simply the unit's."""

    standing: Standing
    words: str = ""


def standing_of(written: str, units: Sequence[Unit], region: str) -> UnitStanding:
    """``units`` are those that the name means in the register of ``region``; none where it is not known there."""
    known = resolve(written, region)
    if len(units) == 1:
        return _one(written, units[0], is_former=known.standing == "former")
    if units:
        return UnitStanding("collective", _("统称，指%(count)s个单位") % {"count": len(units)})
    if known.standing == "former":
        return UnitStanding("unknown", _("旧称，现为%(unit)s；未识别") % {"unit": known.full})
    if known.standing == "collective":
        return UnitStanding("unknown", _("统称，未识别"))
    return UnitStanding("unknown", _("未识别"))


def _one(written: str, unit: Unit, *, is_former: bool) -> UnitStanding:
    """What the register calls the unit today is no former name, whatever other places did with theirs."""
    if written in (unit.name, unit.short_name):
        return UnitStanding("current")
    kinds = {name.kind for name in unit.names.all() if name.name == written}
    if is_former or UnitName.Kind.FORMER in kinds:
        return UnitStanding("former", _("旧称，现为%(unit)s") % {"unit": unit.name})
    return UnitStanding("current")
