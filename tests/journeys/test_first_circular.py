"""The first slice as a user lives it: the site started by its own commands, a real document in, the circular out."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.conftest import COMMAND, served

pytestmark = pytest.mark.needs_browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site as ``make run`` opens it: prepared and started by ``luodi site``, with data of its own."""
    settings = {**os.environ, "LUODI_VAR": str(tmp_path_factory.mktemp("var"))}
    settings.pop("LUODI_DATABASE_URL", None)
    subprocess.run([*COMMAND, "prepare"], check=True, env=settings, capture_output=True)
    with served(settings) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The office, signed in; any error in the page's console fails the journey."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    page.set_default_timeout(120_000)  # a machine that is busy with other tests is slow, not wrong
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{address}/login/")
    page.fill("input[name=username]", "office")
    page.fill("input[type=password]", "Luodi-Sample-2026")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
    yield page
    page.close()
    assert errors == []


@pytest.mark.needs_shared
def test_it_turns_a_real_document_into_a_ledger_and_a_circular(
    page: Page, address: str, shared: Path, tmp_path: Path
) -> None:
    """Upload, review, publish, look into the ledger, download the circular as Word and the ledger as Excel."""
    page.goto(f"{address}/policies/upload/")
    page.set_input_files("input[type=file]", str(shared / "corpus" / "huzhou-2023-eight-chains.txt"))
    page.click("button.btn-primary")
    page.wait_for_url(re.compile(r"/policies/\d+/review/"))
    expect(page.locator("h1")).to_contain_text("八大新兴产业链")
    cards = page.locator(".card-item")
    assert cards.count() > 100

    # Reviewing: the first card is accepted, and clicking one finds its words in the text.
    cards.nth(1).click()
    expect(page.locator("#paper .on").first).to_be_visible()
    page.locator(".card-item.on button:has-text('确认')").click()
    expect(page.locator("text=已核对1项")).to_be_visible()

    page.click("button:has-text('发布')")
    expect(page.locator("button:has-text('确认发布')")).to_be_visible()
    for box in page.locator("input[type=checkbox]:visible").all():
        box.check()
    page.click("button:has-text('确认发布')")
    page.wait_for_url(re.compile(r"/editions/\d+/"))
    edition = page.url

    page.goto(f"{address}/ledger/?q=纵深推进工业全域有机更新")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.goto(f"{address}/ledger/")
    with page.expect_download() as sheet:
        page.click("text=导出Excel")
    sheet.value.save_as(tmp_path / "ledger.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "ledger.xlsx").active.iter_rows(values_only=True))
    assert any("纵深推进工业全域有机更新" in str(cell) for row in rows for cell in row)

    page.goto(edition)
    page.click("button:has-text('起草任务分解通报')")
    expect(page.locator(".summary")).to_contain_text("待核稿")
    with page.expect_download() as paper:
        page.click("#download-word")
    paper.value.save_as(tmp_path / "circular.docx")
    words = [paragraph.text for paragraph in docx.Document(str(tmp_path / "circular.docx")).paragraphs]
    assert any("任务分解情况的通报" in line.replace("\n", "") for line in words[:8])
    assert any("纵深推进工业全域有机更新" in line for line in words)
