"""What the journeys in a real browser share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import django
import pytest
from playwright.sync_api import Browser, expect, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi_site.settings")
django.setup()
# A machine that is busy with other tests is slow, not wrong.
expect.set_options(timeout=60_000)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all journeys; each journey opens a page of its own."""
    # Playwright runs a loop of its own in this thread, and Django takes that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
