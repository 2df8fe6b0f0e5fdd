"""All writes of the policies app: taking files in, reviewing items, publishing editions."""

from __future__ import annotations

from luodi_site.policies.actions.publishing import publish, reopen, withdraw
from luodi_site.policies.actions.uploads import keep_file, read_file

__all__ = ["keep_file", "publish", "read_file", "reopen", "withdraw"]
