"""Formulas and tables made up by Hypothesis: every kind of part, nested, over figures that are missing, zero or huge."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import polars as pl
from hypothesis import strategies as st

from luodi.formula.fields import Catalogue, Field, column_of, period_on
from luodi.formula.moments import months_before

ROOT = next(folder for folder in Path(__file__).resolve().parents if (folder / "pyproject.toml").is_file())
CASES = ROOT / "tests" / "cases" / "formula"
ON = date(2025, 6, 30)
OBSERVED_FROM = date(2023, 1, 1)
FIRST_OBSERVED = date(2021, 1, 1)
HONOURS = ("国家专精特新小巨人", "省专精特新", "单项冠军")
INDUSTRIES = ("先进制造业", "软件业", "商贸业")


def read_catalogue() -> Catalogue:
    with (CASES / "fields.csv").open(encoding="utf-8", newline="") as file:
        return Catalogue(tuple(Field(**row) for row in csv.DictReader(file, delimiter=";")))


CATALOGUE = read_catalogue()

Draw = Callable[[st.SearchStrategy[str]], str]
_MONEY = {"year": ("主营业务收入", "研发费用", "设备投资额", "增加值"), "month": ("产值",), "quarter": ("新签订单",)}
_CONSTANTS = ("1元", "100元", "50万元", "500万元", "1亿元", "10亿元", "0.01元", "33.33万元")
_SHARES = ("5%", "0.1%", "75%", "100%", "12.5%", "2倍")
_SIGNS = (">", ">=", "<", "<=", "=", "!=")


class _Maker:
    def __init__(self, draw: Draw, every: str) -> None:
        self.draw, self.every = draw, every

    def pick(self, *options: str) -> str:
        return self.draw(st.sampled_from(options))

    def whole(self, low: int, high: int) -> str:
        return str(self.draw(st.integers(low, high).map(str)))

    def money(self, depth: int) -> str:
        if depth <= 0:
            return self.pick(*_MONEY[self.every], *_MONEY[self.every], *_CONSTANTS)
        one, less = self.money, depth - 1
        form = self.pick(
            "leaf", "+", "-", "*", "*2", "/", "人", "max", "min", "sum", "bands", "round", "cut", "neg", "past", "total"
        )
        match form:
            case "+" | "-":
                return f"({one(less)} {form} {one(less)})"
            case "*":
                return f"({one(less)} * {self.ratio(less)})"
            case "*2":
                return f"({one(less)} * {self.whole(0, 7)})"
            case "/":
                return f"({one(less)} / {self.whole(1, 7)})"
            case "人" if self.every == "year":
                return f"({self.count(less)} * {self.whole(1, 9)}00元/人)"
            case "max" | "min" | "sum":
                name = {"max": "最大", "min": "最小", "sum": "合计"}[form]
                return f"{name}({one(less)}, {one(less)}, {one(0)})"
            case "bands":
                return f"分档({self.flag(less)}: {one(less)}, {self.flag(0)}: {one(0)}, 否则: {one(0)})"
            case "round" | "cut":
                name = "去尾" if form == "cut" else "四舍五入"
                return f"{name}({one(less)}, {self.pick('1元', '100元', '0.01元', '3元', '1万元')})"
            case "neg":
                return f"-{one(less)}"
            case "past":
                return self.past(f"{self.field()} + {one(less)}")
            case "total":
                return f"累计({self.field()} + {one(less)}, {self.whole(1, 3)})"
        return one(0)

    def field(self) -> str:
        return self.pick(*_MONEY[self.every])

    def past(self, of: str) -> str:
        if self.every == "year":
            return self.pick(f"上年({of})", f"本年({of})", f"前年({of}, 2)")
        return self.pick(f"上年同期({of})", f"累计({of})")

    def ratio(self, depth: int) -> str:
        less = depth - 1
        fields = ("资产负债率", "主导产品占比") if self.every == "year" else ()
        if depth <= 0:
            return self.pick(*_SHARES, *fields)
        match self.pick("leaf", "/", "/", "*", "-", "growth", "average", "max", "bands"):
            case "/":
                return f"({self.money(less)} / {self.money(less)})"
            case "*":
                return f"({self.ratio(less)} * {self.ratio(less)})"
            case "-":
                return f"(100% - {self.ratio(less)})"
            case "growth":
                return f"同比({self.field()} + {self.money(less)})"
            case "average":
                return f"四舍五入(年均增速({self.field()}, {self.whole(1, 3)}), {self.pick('0.01%', '1%', '5%')})"
            case "max":
                return f"最大({self.ratio(less)}, {self.ratio(0)})"
            case "bands":
                return f"分档({self.flag(less)}: {self.ratio(less)}, 否则: {self.ratio(0)})"
        return self.ratio(0)

    def count(self, depth: int) -> str:
        if depth <= 0:
            return self.pick("从业人员", "从业人员", "30人")
        return self.pick(
            "从业人员", f"({self.count(depth - 1)} + {self.count(0)})", f"最大({self.count(depth - 1)}, 20)"
        )

    def flag(self, depth: int) -> str:
        less = depth - 1
        if depth <= 0:
            return self.pick(*self.simple_flags())
        match self.pick(
            "leaf", "and", "or", "not", "money", "money", "ratio", "root", "between", "first", "running", "energy"
        ):
            case "and" | "or" as form:
                joined = " 且 " if form == "and" else " 或 "
                return f"({joined.join([self.flag(less), self.flag(less), self.flag(0)])})"
            case "not":
                return f"非 ({self.flag(less)})"
            case "money":
                return f"{self.field()} + {self.money(less)} {self.pick(*_SIGNS)} {self.money(less)}"
            case "ratio":
                return f"{self.field()} / {self.money(0)} * {self.ratio(less)} {self.pick(*_SIGNS)} {self.ratio(less)}"
            case "root":
                root, limit = f"年均增速({self.field()}, {self.whole(1, 3)})", self.ratio(less)
                sign = self.pick(*_SIGNS)
                return self.pick(f"{root} {sign} {limit}", f"{limit} {sign} {root}", f"介于({root}, 0, {limit})")
            case "between":
                return f"介于({self.field()} + {self.money(less)}, {self.money(0)}, {self.money(0)} + 3元)"
            case "first":
                past = self.pick(f", {self.whole(1, 3)}", "") if self.every == "year" else ", 2"
                return f"首次({self.flag(0)} 且 {self.field()} > {self.money(0)}{past})"
            case "running":
                return f"连续({self.field()} {self.pick(*_SIGNS)} {self.money(less)}, {self.whole(2, 3)})"
            case "energy" if self.every == "year":
                return f"能耗 / {self.money(less)} {self.pick(*_SIGNS)} 0.{self.whole(1, 9)}吨标准煤/万元"
        return self.flag(0)

    def simple_flags(self) -> tuple[str, ...]:
        always = ("信用良好", f"行业 = “{INDUSTRIES[0]}”", "属于(行业, {“软件业”, “商贸业”})", "满年(成立日期) >= 3年")
        dates = (
            "上市日期 - 成立日期 > 400天",
            "成立日期 + 30天 <= 2021年3月2日",
            "介于(上市日期, 2020年1月1日, 评定日)",
        )
        more = ("规上", f"有资质(“{HONOURS[0]}”)", "非 有资质(“省专精特新”)", "从业人员 >= 30", "属于(行业, 荣誉)")
        sums = (f"{self.field()} >= {self.pick(*_CONSTANTS)}",)
        return (*always, *dates, *sums, *(more if self.every == "year" else ()))


@st.composite
def formulas(draw: Callable[[st.SearchStrategy[str]], str]) -> str:
    """The text of a formula that the check lets through."""
    maker = _Maker(draw, draw(st.sampled_from(("year", "year", "year", "month", "quarter"))))
    kind, depth = draw(st.sampled_from(("flag", "flag", "money", "ratio"))), int(draw(st.integers(1, 3).map(str)))
    if kind == "flag":
        return maker.flag(depth)
    return maker.money(depth) if kind == "money" else maker.ratio(depth)


def column_values(of: Field, random: Random, rows: int) -> list[object]:
    """Stored figures of one column: often equal to what formulas compare with, now and then missing, zero or huge."""
    pools: dict[str, list[object]] = {
        "money": [0, 1, 5_000_000_00, 10**9 * 100, 333_300_00, 100_00, -7_00, 123_456_789_01, 10**15, 2_000_000_000_00],
        "ratio": [0, 50_000, 750_000, 1_000_000, 125_000, -30_000, 333_333, 10**9],
        "count": [0, 1, 19, 20, 30, 31, 1000],
        "quantity": [0, 500_000, 1_000_000, 520_000, 10**12, 77],
        "flag": [True, False],
        "text": [*INDUSTRIES],
        "set": [[], [HONOURS[0]], list(HONOURS), ["省专精特新", "软件业"]],
        "date": [date(2020, 2, 29), date(2022, 6, 30), date(2022, 7, 1), date(2024, 12, 31), date(2021, 1, 31)],
    }
    pool = [*pools[of.kind], *([None] if random.random() < 0.6 else [])]
    if of.kind == "date" and random.random() < 0.5:
        pool.append(date(2021, 1, 1) + timedelta(days=random.randrange(1500)))
    return [random.choice(pool) for _ in range(rows)]


TABLES = 60


@cache
def make_table(seed: int, rows: int = 12) -> pl.DataFrame:
    """A table of subjects over the periods that formulas look at; now and then a whole column is not there."""
    random, series = Random(seed), {}
    for of in CATALOGUE:
        if of.describes != "firm":
            continue
        months = {"year": range(0, 60, 12), "quarter": range(0, 30, 3), "month": range(30)}.get(of.every, range(1))
        for back in months:
            column = column_of(of, period_on(of, months_before(ON, back)))
            if random.random() < 0.97 or not series:
                values = column_values(of, random, rows)
                kinds = {"text": pl.String(), "flag": pl.Boolean(), "date": pl.Date(), "set": pl.List(pl.String())}
                series[column] = pl.Series(column, values, dtype=kinds.get(of.kind, pl.Int64()))
    return pl.DataFrame(series)
