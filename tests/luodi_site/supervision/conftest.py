"""The city's policy published with its matters, and what stands for the addresses of supervision."""

from __future__ import annotations

import pytest

from luodi_site.supervision.actions import publish_policy


@pytest.fixture
def edition(reading, cast):
    """The city's policy, published, its matters open: the first led by 市经信局, the second without units."""
    return publish_policy(reading=reading, actor=cast.office, ticked=("unchecked", "problems"))


@pytest.fixture
def led(edition):
    return edition.matters.get(position=1)


@pytest.fixture
def bare(edition):
    """The matter for which the document names nobody."""
    return edition.matters.get(position=2)
