"""All writes of supervision, one file for each subject."""

from __future__ import annotations

from luodi_site.supervision.actions.issues import (
    Refused,
    add_leader_contact,
    raise_issue,
    remove_leader_contact,
    take_step,
)
from luodi_site.supervision.actions.matters import (
    SomeoneElse,
    assign_units,
    issue_circular,
    open_edition,
    publish_policy,
    set_deadline,
)

__all__ = [
    "Refused",
    "SomeoneElse",
    "add_leader_contact",
    "assign_units",
    "issue_circular",
    "open_edition",
    "publish_policy",
    "raise_issue",
    "remove_leader_contact",
    "set_deadline",
    "take_step",
]
