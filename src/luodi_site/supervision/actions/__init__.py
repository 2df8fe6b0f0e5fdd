"""All writes of supervision, one file for each subject."""

from __future__ import annotations

from luodi_site.supervision.actions.matters import (
    SomeoneElse,
    assign_units,
    issue_circular,
    open_edition,
    publish_policy,
    set_deadline,
)

__all__ = ["SomeoneElse", "assign_units", "issue_circular", "open_edition", "publish_policy", "set_deadline"]
