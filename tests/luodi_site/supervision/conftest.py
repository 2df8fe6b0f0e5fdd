"""The city's policy published with its matters, and what stands for the addresses of supervision."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from luodi_site.supervision.actions import advance, publish_policy
from luodi_site.supervision.models import Matter


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


@pytest.fixture
def pdf():
    """A file that proves something."""
    return SimpleUploadedFile("验收单.pdf", b"%PDF-1.7 proof", content_type="application/pdf")


@pytest.fixture
def opened(reading, cast):
    """The policy published on 10 January 2026, so that the quarterly duty opens on 17 March and is due on the 31st."""
    publish_policy(reading=reading, actor=cast.office, ticked=("unchecked", "problems"), on=date(2026, 1, 10))
    return Matter.objects.get(position=1)


@pytest.fixture
def report(opened):
    """The report of the first quarter, asked of the lead unit."""
    advance(date(2026, 3, 17))
    return opened.reports.get()
