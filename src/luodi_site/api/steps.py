"""What operations on a way of steps share: a line of its history, and whom a step is taken for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from ninja import Field, Schema

from luodi.ledger.states import Way
from luodi_site.accounts.models import Unit
from luodi_site.api.errors import ApiError


class Line(Schema):
    """One step that was taken. What the interface calls a line inherits this, so that it is described as its own."""

    at: datetime = Field(description="时间")
    who: str = Field(description="单位和经办人")
    title: str = Field(description="做了什么")
    words: str = Field(description="内容")


def unit_for(step: str, found: Any, units: Mapping[str, Unit], way: Way[Any, Any, Any], not_now: str) -> Unit:
    """The unit that the caller takes the step for; ``not_now`` is what is said where nobody could take it."""
    if step in units:
        return units[step]
    if any(step == one.name for one in way.steps_from(found.state)):
        raise PermissionDenied
    raise ApiError(422, "not_in_this_state", not_now % {"state": found.get_state_display()}, _("请先读取最新情况。"))
