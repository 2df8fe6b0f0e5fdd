"""All writes of notices: telling, reading, settings, and working off the queue."""

from __future__ import annotations

from luodi_site.notices.actions.telling import mark_read, notify

__all__ = ["mark_read", "notify"]
