"""A quarter of supervision as the city lives it: from the published plan to the circular, with what went wrong between."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.needs_browser
TITLE = "园区配套补短板行动方案"
PLAN = f"""晴州市人民政府办公室关于印发《晴州市{TITLE}》的通知
晴政办发〔2026〕1号
各县（市、区）人民政府，市政府各部门：
《晴州市{TITLE}》已经市政府同意，现印发给你们，请认真组织实施。
晴州市人民政府办公室
2026年1月4日
晴州市{TITLE}
一、重点任务
（一）摸清配套短板。2026年3月底前，逐园区排查供电、供水和污水处理能力，形成短板清单。（牵头单位：市经信局；责任单位：市生态环境局）
（二）设立补短板资金。2026年12月底前，出台补短板资金管理办法，完成首批拨付。（牵头单位：市财政局；责任单位：市经信局）
二、保障措施
（一）牵头单位要细化举措，于2026年1月31日前将行动方案报市制造业高质量发展领导小组办公室。
（二）牵头单位于每季度最后一个月20日前，向市制造业高质量发展领导小组办公室报送工作进展。
"""
TASK = "摸清配套短板"
PROOF = {"name": "短板清单.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 list of gaps"}


def publish(site: Any) -> None:
    office = site.publish(PLAN)
    expect(office.locator(".rehearsal")).to_contain_text("2026-01-05")
    site.see(office, "edition")


def plan(site: Any) -> None:
    """The action plan is asked of the lead units, written on the page, accepted: its share becomes the schedule."""
    office, lead = site.person("office"), site.person("industry")
    office.goto(f"{site.address}/plans/ask/")
    office.fill("input[name=title]", f"{TITLE}（2026年）")
    office.select_option("select[name=edition]", index=1)
    office.fill("input[name=due_on]", "2026-01-31")
    site.see(office, "ask-plans")
    office.click("main button.btn-primary")
    expect(office.locator("tbody tr")).to_have_count(2)
    lead.goto(f"{site.address}/plans/")
    lead.click("tbody a")
    line = {
        "key_point": "逐园区排查",
        "measure": "组建两个工作组，逐户登记。",
        "by_on": "2026-02-28",
        "share": "60",
        "matter": "1",
    }
    for name, words in line.items():
        lead.fill(f"[name=form-0-{name}]", words)
    site.see(lead, "plan")
    lead.click("button:has-text('提交')")
    expect(lead.locator(".summary")).to_contain_text("待审")
    office.goto(lead.url)
    office.click("button:has-text('通过')")
    expect(office.locator(".summary")).to_contain_text("已通过")
    site.see(office, "plan-accepted")


def report(site: Any) -> None:
    """The clock asks for it; it is handed in, returned with a reason, mended, accepted."""
    office, lead = site.person("office"), site.person("industry")
    lead.goto(f"{site.address}/reports/")
    site.see(lead, "reports")
    lead.click(f"tbody a:has-text('{TASK}')")
    lead.fill("input[name=share]", "45")
    lead.fill("textarea[name=words]", "已排查三个园区。")
    site.see(lead, "report")
    lead.click("button:has-text('提交')")
    expect(lead.locator(".summary")).to_contain_text("待审")
    office.goto(lead.url)
    site.see(office, "report-to-decide")
    office.click("summary:has-text('退回')")
    office.fill("textarea[name$=reason]", "请写明还剩几个园区、何时完成。")
    office.click("button:has-text('退回')")
    expect(office.locator(".summary")).to_contain_text("已退回")
    lead.reload()
    expect(lead.locator(".told.error")).to_contain_text("还剩几个园区")
    lead.fill("textarea[name=words]", "已排查三个园区，余下五个四月上旬完成。")
    lead.click("button:has-text('提交')")
    expect(lead.locator(".summary")).to_contain_text("待审")
    office.reload()
    office.click("button:has-text('采纳')")
    expect(office.locator(".summary")).to_contain_text("已采纳")


def red(site: Any) -> None:
    """Overdue: the light is red, and a page says why, with the day, the figures and what comes."""
    office = site.person("office")
    office.goto(f"{site.address}/ledger/?light=red")
    site.see(office, "ledger-red")
    office.click(f"tbody a.clip:has-text('{TASK}')")
    site.see(office, "matter-red")
    office.click("a:has-text('为什么亮这个灯')")
    expect(office.locator("h1")).to_have_text("为什么是红灯？")
    expect(office.locator(".answer-words")).to_contain_text("2026年3月31日")
    expect(office.locator("tr.deciding")).to_contain_text("由它决定")
    expect(office.locator(".clause")).to_contain_text("2026年3月底前")
    expect(office.locator("aside")).to_contain_text("待协调办确认发出")
    site.see(office, "why-red")


def order(site: Any) -> None:
    """What the clock drew up is confirmed, replied to, put right with evidence, and settled by the office."""
    office, lead = site.person("office"), site.person("industry")
    office.goto(f"{site.address}/orders/?colour=red")
    site.see(office, "orders")
    office.click(f"tbody a.clip:has-text('{TASK}')")
    office.click("button:has-text('发出')")
    expect(office.locator(".summary")).to_contain_text("待回复")
    site.see(office, "order")
    lead.goto(office.url)
    lead.fill("#reply_words", "人手不足，已增派两人，责任人为分管副局长。")
    lead.click("button:has-text('回复')")
    expect(lead.locator(".summary")).to_contain_text("整改中")
    if not lead.locator("#claim_words").is_visible():
        lead.click("summary:has-text('报整改完成')")
    lead.fill("#claim_words", "八个园区全部排查完毕，清单附后。")
    lead.set_input_files("#claim_files", PROOF)
    lead.click("button:has-text('报整改完成')")
    expect(lead.locator(".summary")).to_contain_text("待核实")
    site.see(lead, "order-claimed")
    office.reload()
    office.click("button:has-text('核实销单')")
    expect(office.locator(".summary")).to_contain_text("已销单")


def circular(site: Any, kept: Path) -> list[str]:
    """Drafted by one, reviewed by another, signed by the leader, issued with its number; gives the lines of the Word."""
    office, clerk, leader = (site.person(name) for name in ("office", "office2", "leader"))
    clerk.goto(f"{site.address}/papers/")
    drafting = clerk.locator("aside form")
    drafting.locator("select[name=kind]").select_option("progress")
    drafting.locator("input[name=on]").fill("2026-04-10")
    site.see(clerk, "papers")
    clerk.click("button:has-text('起草')")
    expect(clerk.locator(".summary")).to_contain_text("待核稿")
    for person, button, after in ((office, "核稿", "待签发"), (leader, "签发", "待印发"), (office, "印发", "已印发")):
        person.goto(clerk.url)
        person.click(f"button:has-text('{button}')")
        expect(person.locator(".summary")).to_contain_text(after)
    site.see(office, "paper-issued")
    with office.expect_download() as download:
        office.click("a.btn-primary:has-text('下载Word')")
    download.value.save_as(kept)
    return [line.text for line in docx.Document(str(kept)).paragraphs]


def test_it_goes_from_the_published_plan_to_the_issued_circular(rehearsal: Any, tmp_path: Path) -> None:
    """Plan published → action plans → reports → returned → overdue → red → 督办单 → put right → circular issued."""
    publish(rehearsal)
    plan(rehearsal)
    rehearsal.move_to("2026-03-16")
    report(rehearsal)
    rehearsal.move_to("2026-04-10")
    red(rehearsal)
    order(rehearsal)
    words = "\n".join(circular(rehearsal, tmp_path / "circular.docx"))
    assert "〔2026〕1号" in words
    assert TASK in words or "红灯" in words
