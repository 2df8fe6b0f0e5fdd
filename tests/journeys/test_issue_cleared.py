"""An issue as a firm lives it: raised, closed without evidence (refused), closed, and opened again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from luodi_site.accounts.models import Person
from luodi_site.boards.sample import load_sample
from luodi_site.supervision.models import Issue

pytestmark = [pytest.mark.needs_browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "Luodi-Sample-2026"


@pytest.fixture
def address(live_server, settings, tmp_path) -> str:
    """The site with the sample city's units and people, and nothing else."""
    settings.MEDIA_ROOT = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    load_sample()
    assert Person.objects.filter(username="firm").exists()
    return str(live_server.url)


def signed_in(browser: Browser, address: str, who: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(120_000)
    page.goto(f"{address}/login/")
    page.fill("input[name=username]", who)
    page.fill("input[type=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
    return page


def test_it_clears_an_issue_only_with_evidence_and_another_eye(browser: Browser, address: str) -> None:
    """The firm raises it, the office gives it to 市经信局, which cannot close it without a file; the office verifies; the
    firm finds it was not so."""
    firm, office, lead = (signed_in(browser, address, who) for who in ("firm", "office", "industry"))

    firm.goto(f"{address}/issues/raise/")
    firm.fill("input[name=title]", "二期用电扩容未批")
    firm.fill("textarea[name=words]", "申请递交两个月，没有答复。")
    firm.click("main button.btn-primary")
    expect(firm.locator("h1")).to_have_text("二期用电扩容未批")
    url = firm.url

    office.goto(url)
    office.fill("input[name=unit]", "市经信局")
    office.fill("input[name=clear_by_on]", (timezone.localdate() + timedelta(days=9)).isoformat())
    office.click("button:has-text('交办')")
    expect(office.locator(".summary")).to_contain_text("办理中")

    lead.goto(url)
    lead.click("summary:has-text('申请销号')")
    lead.fill("#request_closure_words", "供电方案已批复。")
    lead.click("button:has-text('申请销号')")
    expect(lead.locator(".wrong")).to_contain_text("没有附佐证材料")
    proof = {"name": "批复.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 approved"}
    lead.set_input_files("#request_closure_files", proof)
    lead.click("button:has-text('申请销号')")
    expect(lead.locator(".summary")).to_contain_text("待核实")
    expect(lead.locator("button:has-text('核实销号')")).to_have_count(0)

    office.goto(url)
    office.fill("#approve_closure_words", "电话回访企业。")
    office.click("button:has-text('核实销号')")
    expect(office.locator(".summary")).to_contain_text("销号")

    firm.goto(url)
    firm.fill("#reopen_words", "批复后仍未通电。")
    firm.click("button:has-text('重新打开')")
    expect(firm.locator(".summary")).to_contain_text("待交办")
    issue = Issue.objects.get()
    assert (issue.state, issue.reopened, issue.entries.count()) == ("raised", 1, 5)
    for page in (firm, office, lead):
        page.context.close()
