"""The lead unit's matter under supervision, for the interface to work on."""

from __future__ import annotations

import pytest

from luodi_site.supervision import actions
from luodi_site.supervision.models import Matter


@pytest.fixture
def matter(edition, cast) -> Matter:
    """The city's first matter, led by the lead unit."""
    actions.open_edition(edition=edition, actor=cast.office)
    return edition.matters.order_by("position").first()
