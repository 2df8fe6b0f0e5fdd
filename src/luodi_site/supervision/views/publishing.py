"""Publishing a policy with everything that it puts under supervision."""

from __future__ import annotations

from luodi_site.policies.views.publishing import publish_view
from luodi_site.supervision.actions import publish_policy

publish = publish_view(publish_policy)
