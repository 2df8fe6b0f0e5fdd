"""All writes of the programmes app: trials made, deleted, and cleared away when their time is over."""

from __future__ import annotations

from luodi_site.programmes.actions.trials import (
    MOST_BYTES,
    MOST_FILES,
    Refused,
    clear_old_trials,
    delete_trial,
    make_trial,
)

__all__ = ["MOST_BYTES", "MOST_FILES", "Refused", "clear_old_trials", "delete_trial", "make_trial"]
