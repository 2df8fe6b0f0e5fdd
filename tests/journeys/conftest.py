"""What the journeys in a real browser share: the browser, and the site as its own commands prepare and start it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import django
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi_site.settings")
django.setup()
# A machine that is busy with other tests is slow, not wrong.
PATIENCE = 120_000
expect.set_options(timeout=60_000)
COMMAND = [sys.executable, "-m", "luodi", "site"]
CITY_ONLY = "from luodi_site.boards.sample import load_sample; load_sample()"


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


@dataclass
class Site:
    """A site that runs, with data of its own; ``pages`` are the people who are signed in."""

    address: str
    settings: dict[str, str]
    browser: Browser
    pages: dict[str, Page] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def person(self, login: str) -> Page:
        """The page of this person of the sample city, signed in at the first call."""
        if login not in self.pages:
            context = self.browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            page.on("pageerror", lambda error: self.errors.append(str(error)))
            page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
            page.goto(f"{self.address}/login/")
            page.fill("input[name=username]", login)
            page.fill("input[type=password]", "Luodi-Sample-2026")
            page.keyboard.press("Enter")
            page.wait_for_url(f"{self.address}/")
            self.pages[login] = page
        return self.pages[login]

    def run(self, *arguments: str) -> str:
        """One of the site's commands; gives what it says."""
        return subprocess.run(
            [*COMMAND, *arguments], check=True, env=self.settings, capture_output=True, text=True
        ).stdout

    def publish(self, text: str) -> Page:
        """The office uploads the document, takes it as it was read, and publishes it."""
        office = self.person("office")
        office.goto(f"{self.address}/policies/upload/")
        document = {"name": "plan.txt", "mimeType": "text/plain", "buffer": text.encode()}
        office.set_input_files("input[type=file]", document)
        office.click("button.btn-primary")
        office.wait_for_url(re.compile(r"/policies/\d+/review/"))
        office.click("button:has-text('发布')")
        expect(office.locator("button:has-text('确认发布')")).to_be_visible()
        for box in office.locator("input[type=checkbox]:visible").all():
            box.check()
        office.click("button:has-text('确认发布')")
        office.wait_for_url(re.compile(r"/editions/\d+/"))
        return office

    def see(self, page: Page, name: str) -> None:
        """Keeps the page as a desk and as a phone show it, where LUODI_SHOTS names a folder."""
        if folder := os.environ.get("LUODI_SHOTS"):
            for width, height in ((390, 844), (1440, 900)):
                page.set_viewport_size({"width": width, "height": height})
                page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True, animations="disabled")

    def move_to(self, day: str) -> None:
        """Every day up to this one comes and goes, as the clock of a real site would have it."""
        assert day in self.run("advance", "--on", day)


@contextmanager
def served(settings: dict[str, str]) -> Iterator[str]:
    """The address at which the site's own command serves it, on a port of its own, until the block ends."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    with subprocess.Popen([*COMMAND, "run", "--port", str(port)], env=settings, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(address := f"http://127.0.0.1:{port}")
            yield address
        finally:
            process.terminate()


@contextmanager
def running(settings: dict[str, str], browser: Browser) -> Iterator[Site]:
    """The site until the block ends; what stood in a browser's console as an error fails it."""
    with served(settings) as address:
        site = Site(address, settings, browser)
        try:
            yield site
        finally:
            for page in site.pages.values():
                page.context.close()
    assert site.errors == []


def _wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/login/", timeout=10).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the site did not answer")


def _moved_to(folder: Path) -> dict[str, str]:
    """Settings of a site on 5 January 2026 whose day can be moved, with its data in this folder."""
    settings = {**os.environ, "LUODI_VAR": str(folder), "LUODI_REHEARSAL": "2026-01-05"}
    settings.pop("LUODI_DATABASE_URL", None)
    return settings


@pytest.fixture(scope="session")
def sample_units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data of a site that knows the sample city's units and people, and nothing else; every rehearsal begins with a copy."""
    folder = tmp_path_factory.mktemp("sample-units") / "var"
    for arguments in (["prepare", "--no-sample"], ["manage", "shell", "-v", "0", "-c", CITY_ONLY]):
        subprocess.run([*COMMAND, *arguments], check=True, env=_moved_to(folder), capture_output=True)
    return folder


@pytest.fixture
def rehearsal(tmp_path: Path, sample_units: Path, browser: Browser) -> Iterator[Site]:
    """The sample city's units and people on 5 January 2026, on a site whose day can be moved."""
    with running(_moved_to(shutil.copytree(sample_units, tmp_path / "var")), browser) as site:
        yield site
