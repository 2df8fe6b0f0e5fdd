"""A session that ended while somebody wrote: what was typed comes back after signing in, and goes only to its writer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Site

pytestmark = pytest.mark.needs_browser
TITLE, WORDS = "试飞场地没有批复", "批文等了四个月，请协调在本月内答复。"


def sign_in(page: Page, login: str) -> None:
    page.fill("input[name=username]", login)
    page.fill("input[type=password]", "Luodi-Sample-2026")
    page.keyboard.press("Enter")


def test_it_keeps_what_was_typed_when_the_session_ends(rehearsal: Site) -> None:
    """The sign-in page says that nothing was saved; the form has its words again, once sent they are gone."""
    page = rehearsal.person("firm")
    form = f"{rehearsal.address}/issues/raise/"
    page.goto(form)
    page.fill("input[name=title]", TITLE)
    page.fill("textarea[name=words]", WORDS)
    page.context.clear_cookies(name="sessionid")
    page.click("main .btn-primary")
    expect(page.locator("#told")).to_contain_text("刚才的提交没有保存")
    sign_in(page, "firm")
    page.wait_for_url(form)
    expect(page.locator("textarea[name=words]")).to_have_value(WORDS)
    expect(page.locator(".told.warning")).to_contain_text("已恢复")
    page.click("main .btn-primary")
    page.wait_for_url(re.compile(r"/issues/\d+/"))
    expect(page.locator("h1")).to_have_text(TITLE)
    page.goto(form)
    expect(page.locator("textarea[name=words]")).to_have_value("")


def test_it_gives_the_words_to_nobody_else(rehearsal: Site) -> None:
    """Whoever signs in next in the same window finds an empty form; who wants none of it says so."""
    page = rehearsal.person("firm")
    form = f"{rehearsal.address}/issues/raise/"
    page.goto(form)
    page.fill("textarea[name=words]", WORDS)
    page.goto(form)
    expect(page.locator("textarea[name=words]")).to_have_value(WORDS)
    page.click("text=不要恢复")
    expect(page.locator("textarea[name=words]")).to_have_value("")
    page.fill("textarea[name=words]", WORDS)
    page.context.clear_cookies(name="sessionid")
    page.click("main .btn-primary")
    sign_in(page, "industry")
    page.wait_for_url(form)
    expect(page.locator("textarea[name=words]")).to_have_value("")
