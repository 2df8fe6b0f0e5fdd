"""Two workbooks as a county and a bureau would send them: merged headers, numbers as text, sums, notes, and a few mistakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from luodi.datasets.model import Given, Row

from .chance import Chance

REPORT, LIST = "企业年报-稻溪县-2025.xlsx", "技改项目清单-2025.xlsx"
_TITLES = {
    "国家专精特新小巨人": "国家级专精特新“小巨人”企业",
    "省专精特新": "省级专精特新中小企业",
    "高新技术企业": "高企",
}
_DAYS = ("{0.year}年{0.month}月{0.day}日", "{0.year}.{0.month}.{0.day}", "{0.year}/{0.month}/{0.day}", "{0:%Y%m%d}")
_LIST_HEAD = (
    "序号", "项目代码", "项目名称", "建设单位", "建设地点", "总投资（亿元）", "设备投资（万元）", "开工时间", "计划竣工时间", "是否重点项目", "备注",
)  # fmt: skip
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


def write_sheets(folder: Path, firms: Sequence[Row], projects: Sequence[Row]) -> tuple[Path, Path]:
    """The report of 60 firms of Daoxi, and the list of 40 projects begun in 2025."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = [row for row in firms if row.region == "990121" and row.figures.get("is_above_scale@2025")][:60]
    begun = [row for row in projects if str(row.figures.get("started_on", "")).startswith("2025")][:40]
    names = {row.id: row.name for row in firms}
    return _report(folder / REPORT, chosen), _list(folder / LIST, begun, names)


def _report(path: Path, firms: Sequence[Row]) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "企业年报"
    rows: list[list[Any]] = [
        ["稻溪县规上工业企业2025年度主要指标表（虚构示例）"],
        ["填报单位：稻溪县科学技术和经济信息化局", *[None] * 6, "单位：万元、人"],
        ["序号", "企业基本情况", None, None, "主营业务收入", None, "研发费用", None, "从业\n人员", "资产负债率",
         "实缴税金（元）", "用地面积（亩）", "成立时间", "资质荣誉", "备注"],
        [None, "企业名称", "统一社会信用代码", "所属行业", "2024年", "2025年", "2024年", "2025年", None, "（%）"],
    ]  # fmt: skip
    total = Decimal(0)
    for number, firm in enumerate(firms, 1):
        rows.append([number, *_firm(firm)])
        total += _amount(firm.figures, "revenue@2025")
        if number == 30:
            rows.append([None, "小计", None, None, None, float(total)])
    _spoil(rows)
    rows += [
        ["合计", *[None] * 4, float(total)],
        ["注：1.本表由企业填报，县科经局审核。"],
        ["填表人：无名氏", None, None, "填表日期：2026年2月6日"],
    ]
    for row in rows:
        sheet.append(row)
    for block in ("A1:O1", "B3:D3", "E3:F3", "G3:H3", "A3:A4", *(f"{letter}3:{letter}4" for letter in "IKLMNO")):
        sheet.merge_cells(block)
    _finish(book, path)
    return path


def _amount(figures: Mapping[str, Given], column: str) -> Decimal:
    given = figures.get(column)
    return given if isinstance(given, Decimal) else Decimal(0)


def _firm(firm: Row) -> list[Any]:
    """A firm's cells, each firm in a hand of its own: numbers, texts, wide digits, separators, several ways to say nothing."""
    hand, get = Chance("hand", firm.id), firm.figures.get
    nothing = hand.pick((None, "—", "", "暂无", "/"))

    def number(column: str, by: int = 1) -> Any:
        given = get(column)
        if not isinstance(given, Decimal | int):
            return nothing
        value = given * by
        return hand.pick((float(value), float(value), str(value), f"{value:,}", str(value).translate(_WIDE)))

    founded = get("founded_on")
    day = founded if not isinstance(founded, date) or hand.happens(0.4) else hand.pick(_DAYS).format(founded)
    held = get("qualifications@2025")
    titles = [_TITLES.get(one, one) for one in sorted(held)] if isinstance(held, frozenset) else []
    return [
        firm.name, firm.id, get("industry"), number("revenue@2024"), number("revenue@2025"), number("research@2024"),
        number("research@2025"), hand.pick((get("staff@2025"), f"{get('staff@2025')}人")), number("debt_ratio@2025"),
        number("tax@2025", 10_000), number("land@2025"), day, hand.pick(("、", "；", "，")).join(titles) or "无", None,
    ]  # fmt: skip


def _spoil(rows: list[list[Any]]) -> None:
    """Five mistakes, so that there is something to hand back: a wrong sign in a code, 约, yuan, no such day, a row twice."""
    first = 4
    code = rows[first + 4][2]
    rows[first + 4][2] = code[:-1] + ("A" if code[-1] != "A" else "B")
    rows[first + 9][8] = "约120"
    income = rows[first + 14]
    income[5] = (
        float(str(income[5]).replace(",", "").translate(str.maketrans("０１２３４５６７８９．", "0123456789.")))
        * 10_000
    )
    rows[first + 19][12] = "2011年2月30日"
    rows.append([61, *rows[first + 24][1:]])


def _list(path: Path, projects: Sequence[Row], names: Mapping[str, str]) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "新开工"
    sheet.append(["2025年新开工技术改造项目清单（虚构示例）"])
    sheet.append(_LIST_HEAD)
    for number, project in enumerate(projects, 1):
        hand, get = Chance("hand", project.id), project.figures.get
        total, equipment, begun, plan = (
            get(code) for code in ("total_investment", "equipment_investment", "started_on", "planned_completion_on")
        )
        sheet.append([
            number, project.id, project.name, names[project.owner], get("project_county"),
            float(total / 10_000) if isinstance(total, Decimal) else None, str(equipment) if equipment is not None else "—",
            hand.pick(_DAYS).format(begun), plan, "√" if get("is_key_project") else "", None,
        ])  # fmt: skip
    sheet.append(["合计"])
    sheet.merge_cells("A1:K1")
    _finish(book, path)
    return path


def _finish(book: Workbook, path: Path) -> None:
    sheet = book.worksheets[0]
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=16), Alignment(horizontal="center")
    for letter, width in zip(
        "ABCDEFGHIJKLMNO", (6, 34, 22, 14, 14, 14, 12, 12, 10, 12, 16, 12, 16, 40, 10), strict=True
    ):
        sheet.column_dimensions[letter].width = width
    book.save(path)
