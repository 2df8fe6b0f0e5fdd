"""A unit reports by Excel: five rows are wrong, each is explained, the good ones go in, the others after they are mended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.needs_browser
TASKS = ("设备更新", "智能改造", "绿色工厂", "上云用数", "标准制定", "人才培训", "场景开放", "质量提升")
PLAN = "\n".join([
    "晴州市人民政府办公室关于印发《晴州市工业提质行动方案》的通知", "晴政办发〔2026〕2号", "各县（市、区）人民政府，市政府各部门：",
    "《晴州市工业提质行动方案》已经市政府同意，现印发给你们，请认真组织实施。", "晴州市人民政府办公室", "2026年1月4日",
    "晴州市工业提质行动方案", "一、重点任务",
    *(f"（{mark}）推进{task}。2026年12月底前，完成{task}工作，形成总结。（牵头单位：市经信局；责任单位：市财政局）"
      for mark, task in zip("一二三四五六七八", TASKS, strict=True)),
    "二、保障措施",
    "牵头单位于每季度最后一个月20日前，向市制造业高质量发展领导小组办公室报送工作进展。",
])  # fmt: skip
SHARE, WORDS = "完成进度（%）", "进展情况"
# By the row of the sheet's list: what is filled in, and what is said of it.
WRONG: dict[int, tuple[dict[str, Any], str]] = {
    1: ({SHARE: "六成", WORDS: "已更新设备四十台。"}, "不是数字"),
    2: ({SHARE: 150, WORDS: "已完成改造。"}, "不在0至100之间"),
    3: ({SHARE: 0.6, WORDS: "已创建两家。"}, "0.6%还是60%"),
    4: ({SHARE: 30}, "没有填写进展情况"),
    5: ({SHARE: 40, WORDS: "已立项五项。", "任务": "别的任务"}, "任务名称与编号不一致"),
}
GOOD = {6: {SHARE: 35, WORDS: "已培训九百人次。"}, 7: {SHARE: 20, WORDS: "已开放十二个场景。"}}


class Filled:
    """A workbook by the titles of its columns; the eighth report is left empty."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet = self.book.worksheets[0]
        self.head = next(n for n in range(1, 12) if any(cell.value == "报送编号" for cell in self.sheet[n]))
        self.columns = {str(cell.value): cell.column for cell in self.sheet[self.head] if cell.value}

    def fill(self, row: int, cells: dict[str, Any]) -> None:
        for title, value in cells.items():
            self.sheet.cell(self.head + row, self.columns[title], value)

    def value(self, row: int, title: str) -> Any:
        return self.sheet.cell(self.head + row, self.columns[title]).value

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def download(page: Page, link: str, to: Path) -> Filled:
    with page.expect_download() as found:
        page.click(f"a:has-text('{link}')")
    found.value.save_as(to)
    return Filled(to)


def upload(page: Page, address: str, path: Path) -> None:
    page.goto(f"{address}/reports/")
    page.set_input_files("input[name=sheet]", str(path))
    page.click("button:has-text('上传核对')")
    page.wait_for_url("**/sheets/*/")


def test_it_explains_five_rows_keeps_the_good_ones_and_takes_the_mended(rehearsal: Any, tmp_path: Path) -> None:
    """Nothing is lost and nothing enters twice: two rows at first, five after they were mended, one left empty."""
    rehearsal.publish(PLAN)
    rehearsal.move_to("2026-03-16")
    lead = rehearsal.person("industry")
    lead.goto(f"{rehearsal.address}/reports/")
    expect(lead.locator("tbody tr")).to_have_count(8)
    sheet = download(lead, "下载报送表", tmp_path / "reports.xlsx")
    names = {row: sheet.value(row, "任务") for row in range(1, 9)}
    for row, cells in {**{row: cells for row, (cells, _said) in WRONG.items()}, **GOOD}.items():
        sheet.fill(row, cells)
    upload(lead, rehearsal.address, sheet.save())

    expect(lead.locator(".summary")).to_contain_text("可以导入2行")
    expect(lead.locator(".summary")).to_contain_text("有错5行")
    rehearsal.see(lead, "sheet-wrong")
    marked = download(lead, "下载标注错误的表格", tmp_path / "marked.xlsx")
    for row, (_cells, said) in WRONG.items():
        assert said in marked.value(row, "填报错误")
        expect(lead.locator("main tbody")).to_contain_text(said)
    assert not any(marked.value(row, "填报错误") for row in (6, 7, 8))
    lead.click("button:has-text('只导入没有错的2行')")
    expect(lead.locator("#told")).to_contain_text("已导入2行")

    for row in WRONG:
        marked.fill(row, {SHARE: 10 * row, WORDS: f"第{row}项已经改正。", "任务": names[row]})
    upload(lead, rehearsal.address, marked.save())
    expect(lead.locator(".summary")).to_contain_text("可以导入5行")
    expect(lead.locator(".summary")).not_to_contain_text("有错")
    expect(lead.locator(".summary")).to_contain_text("没有填写或已经报送3行")
    rehearsal.see(lead, "sheet-mended")
    lead.click("button:has-text('导入5行')")
    expect(lead.locator("#told")).to_contain_text("已导入5行")

    # The office sees seven reports with the shares of the sheets; the eighth is still waited for.
    office = rehearsal.person("office")
    office.goto(f"{rehearsal.address}/reports/?view=decide")
    expect(office.locator("tbody tr")).to_have_count(7)
    shares = sorted(office.locator("tbody td[data-label='进度']").all_inner_texts(), key=len)
    assert sorted(shares) == sorted(["10%", "20%", "30%", "40%", "50%", "35%", "20%"])
    rehearsal.see(office, "reports-to-decide")
    office.locator("tbody a").first.click()
    office.click("button:has-text('采纳')")
    expect(office.locator(".summary")).to_contain_text("已采纳")
    lead.goto(f"{rehearsal.address}/reports/?view=write")
    expect(lead.locator("tbody tr")).to_have_count(1)
