"""A whole review in a real browser, without touching the mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from luodi_site.accounts.models import Person, Region
from luodi_site.boards.sample import load_sample
from luodi_site.policies.actions import keep_file, read_file
from luodi_site.policies.models import Edition, ReviewItem

pytestmark = [pytest.mark.needs_browser, pytest.mark.django_db(transaction=True)]
DOCUMENT = Path(__file__).resolve().parents[2] / "samples" / "documents" / "chain-plan-2026.txt"


@pytest.fixture
def page(browser, live_server, settings, tmp_path):
    """The office's own page on the review of a sample document; any error in its console fails the test."""
    settings.MEDIA_ROOT = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    load_sample()
    person, city = Person.objects.get(username="office"), Region.objects.get(level="city")
    file, _is_new = keep_file(
        actor=person, region=city, content=SimpleUploadedFile(DOCUMENT.name, DOCUMENT.read_bytes())
    )
    reading = read_file(actor=person, file=file)
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(120_000)  # a machine that is busy with other tests is slow, not wrong
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/login/")
    expect(page.locator("input[name=username]")).to_be_focused()
    page.keyboard.type("office")
    page.keyboard.press("Tab")
    page.keyboard.type("Luodi-Sample-2026")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/")
    page.goto(f"{live_server.url}/policies/{reading.pk}/review/")
    yield page
    page.close()
    assert errors == []


def press(page, key):
    """One key, and whatever the server answers to it. (The page's own rules forbid to wait for a condition in it.)"""
    page.keyboard.press(key)
    page.wait_for_timeout(80)
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0, timeout=60_000)
    page.wait_for_timeout(80)


def states(kind):
    return list(ReviewItem.objects.filter(kind=kind).values_list("state", flat=True))


def test_it_reviews_and_publishes_by_keyboard_alone(page):
    """Accept, reject, edit, undo, add and publish: j k a x e u n p, and what was marked goes along with it."""
    while page.locator(".card-item.on").get_attribute("data-kind") == "problem":
        press(page, "a")
    first = page.locator(".card-item.on").get_attribute("data-id")
    press(page, "a")
    assert ReviewItem.objects.get(pk=first).state == "accepted"
    second = page.locator(".card-item.on").get_attribute("data-id")
    assert second != first
    press(page, "x")
    assert ReviewItem.objects.get(pk=second).state == "rejected"
    assert page.locator(f'#paper [data-i~="{second}"]').count() == 0
    press(page, "u")
    assert ReviewItem.objects.get(pk=second).state == "proposed"
    assert page.locator(".card-item.on").get_attribute("data-id") == second
    assert page.locator(f'#paper [data-i~="{second}"]').count() > 0

    press(page, "e")
    page.keyboard.press("Control+a")
    page.keyboard.type("换了名称的任务")
    press(page, "Control+Enter")
    assert ReviewItem.objects.get(pk=second).payload["title"] == "换了名称的任务"
    press(page, "j")
    press(page, "k")
    assert page.locator(".card-item.on").get_attribute("data-id") == second

    press(page, "n")
    page.keyboard.press("Tab")
    page.keyboard.type("补录的任务")
    press(page, "Control+Enter")
    assert states("task").count("added") == 1

    press(page, "p")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/editions/*/")
    assert Edition.objects.get().policy["tasks"][1]["title"] == "换了名称的任务"


def test_it_finds_the_card_of_a_mark_and_the_mark_of_a_card(page):
    """A click on either side brings the other into view."""
    mark = page.locator("#paper .m-target").last
    mark.scroll_into_view_if_needed()
    mark.click()
    card = page.locator(".card-item.on")
    assert card.get_attribute("data-id") in mark.evaluate("m => m.closest('[data-i]').dataset.i").split()
    assert card.is_visible()
    last = page.locator('.card-item[data-kind="task"]').last
    last.scroll_into_view_if_needed()
    last.locator(".card-title").click()
    assert page.locator("#paper .m.on").first.is_visible()


def test_it_adds_an_item_from_selected_text(page):
    """Offsets of a selection are those of the document, also behind other marks."""
    words = page.evaluate(
        """() => {
            const line = [...document.querySelectorAll('#paper p')].find((p) => p.querySelectorAll('.m').length > 2);
            const marks = line.querySelectorAll('.m');
            const range = document.createRange();
            range.setStartBefore(marks[1]);
            range.setEndAfter(marks[2]);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return range.toString();
        }"""
    )
    press(page, "n")
    assert page.locator("#adding [name=quote]").input_value() == words.strip()
