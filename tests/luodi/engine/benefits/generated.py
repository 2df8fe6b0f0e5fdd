"""Packs, tables and histories made up by Hypothesis: every basis, group, ceiling, fund and payer, over figures with gaps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from random import Random
from typing import TypeVar

import polars as pl
from hypothesis import strategies as st

from luodi.datasets.model import Payment
from luodi.engine.model import Claimant
from luodi.formula.ast import Formula, Sort
from luodi.formula.fields import Catalogue, Describes, Field
from luodi.formula.from_text import read
from luodi.formula.row_by_row import to_given
from luodi.formula.values import Subject
from luodi.policy.rules.model import (
    BenefitRule,
    Branch,
    Ceiling,
    ClawBack,
    Fund,
    HighestOnly,
    InForce,
    Rules,
    Share,
)

ON = date(2025, 6, 30)
OBSERVED_FROM = date(2022, 1, 1)
CATALOGUE = Catalogue(
    (
        Field("revenue", "主营业务收入", "money", "万元"),
        Field("equipment", "设备投资额", "money", "元"),
        Field("paid", "已付金额", "money", "元", every="once"),
        Field("score", "评价得分", "count", "分"),
        Field("scaled", "规上", "flag"),
        Field("sound", "信用良好", "flag", every="once"),
        Field("district", "所在县区", "text", every="once"),
        Field("qualifications", "资质", "set"),
        Field("founded_on", "成立日期", "date", every="once"),
        Field("investment", "项目投资额", "money", "元", describes="project"),
        Field("is_built", "已竣工", "flag", describes="project", every="once"),
        Field("rank", "项目评分", "count", "分", describes="project", every="once"),
    )
)
_CONDITIONS: dict[Describes, tuple[str, ...]] = {
    "firm": (
        "首次(主营业务收入 > 1000万元, 2)",
        "规上",
        "信用良好 且 规上",
        "有资质(“小巨人”) 或 主营业务收入 >= 5亿元",
        "设备投资额 >= 500万元",
        "年均增速(主营业务收入, 2) >= 5%",
        "非 信用良好",
        "满年(成立日期) >= 3年",
    ),
    "project": ("已竣工", "项目投资额 >= 500万元", "非 已竣工 或 项目投资额 > 0元"),
}
_SUMS: dict[Describes, tuple[str, ...]] = {
    "firm": (
        "20万元",
        "0.335元",
        "设备投资额 * 12%",
        "设备投资额 / 3",
        "主营业务收入 / 评价得分 * 1分",
        "(主营业务收入 - 上年(主营业务收入)) * 5%",
        "分档(规上: 30万元, 否则: 10万元)",
        "主营业务收入 * (设备投资额 / 主营业务收入) * (设备投资额 / 主营业务收入)",
    ),
    "project": ("10万元", "项目投资额 * 8%", "项目投资额 / 7"),
}
_LIMITS: dict[Describes, tuple[str, ...]] = {
    "firm": ("500万元", "30万元", "500万元 - 已付金额", "主营业务收入 / 3", "10.5元"),
    "project": ("500万元", "项目投资额 * 10%"),
}
_ORDERS: dict[Describes, tuple[str, ...]] = {"firm": ("评价得分", "主营业务收入"), "project": ("项目评分",)}
T = TypeVar("T")


def as_formula(text: str, expect: Sort = "number") -> Formula:
    found, errors = read(text, CATALOGUE, expect)
    assert found is not None, (text, errors)
    return found


class _Maker:
    def __init__(self, draw: Callable[[st.SearchStrategy[T]], T], of_families: bool) -> None:
        self.draw, self.of_families = draw, of_families

    def one(self, options: tuple[T, ...]) -> T:
        return self.draw(st.sampled_from(options))

    def often(self) -> bool:
        return self.draw(st.booleans())

    def seldom(self) -> bool:
        return self.draw(st.integers(0, 3)) == 0

    def condition(self, kind: Describes) -> Formula | None:
        return as_formula(self.one(_CONDITIONS[kind]), "flag") if self.often() else None

    def limit(self, kind: Describes) -> Formula | None:
        return as_formula(self.one(_LIMITS[kind])) if self.seldom() else None

    def benefit(self, at: int) -> BenefitRule:
        kind: Describes = "project" if (self.often() if self.of_families else self.seldom()) else "firm"
        branches = tuple(
            Branch(f"r{number}", f"第{number}档", as_formula(self.one(_SUMS[kind])), self.condition(kind))
            for number in range(self.draw(st.integers(1, 3)))
        )
        basis = self.one((None, None, "once", "year"))
        return BenefitRule(
            f"b{at}",
            f"奖补{at}",
            branches,
            describes=kind,
            for_whom=self.condition(kind),
            take=self.one(("highest", "first", "sum")),
            cap=self.limit(kind),
            total_cap=self.limit(kind),
            basis=basis,
            tops_up=basis is not None and self.often(),
            fund=self.one((None, "f0", "f0", "f1")),
            payers=self.payers(kind),
            group=self.one((None, None, "g0", "g1")),
            claw_back=(
                ClawBack(
                    as_formula(self.one(_CONDITIONS[kind]), "flag"),
                    self.one((None, 2)),
                    self.one((Fraction(1), Fraction(1, 3))),
                ),
            )
            if self.seldom()
            else (),
            rounded_to=self.one((Fraction(1), Fraction(1), Fraction(1, 100), Fraction(100))),
        )

    def payers(self, kind: Describes) -> tuple[Share, ...]:
        half, third = Fraction(1, 2), Fraction(1, 3)
        when = as_formula(self.one(_CONDITIONS[kind][:2]), "flag")
        return self.one(
            (
                (),
                (Share("市", half), Share("区", half)),
                (Share("市", third), Share("区", third), Share("园区", third)),
                (Share("市", half), Share("区", half, when)),
                (
                    Share("市", Fraction(1), when),
                    Share("市", third, negated(when)),
                    Share("区", 2 * third, negated(when)),
                ),
            )
        )

    def families(self, ids: list[str]) -> tuple[Ceiling, ...]:
        """Now and then ceilings over benefits of any kind, for a firm with its projects or for each by itself."""
        return tuple(
            Ceiling(
                f"c{at}",
                "同一企业合计上限",
                tuple(self.draw(st.permutations(ids)))[: self.draw(st.integers(1, 4))],
                as_formula(self.one(_LIMITS["firm"])),
                self.one(("year", "total")),
                describes=self.one((None, "firm", "firm")),
            )
            for at in range(1, self.one((2, 3) if self.of_families else (1, 1, 2)))
        )

    def fund(self, id: str) -> Fund:
        kind: Describes = self.one(("firm", "firm", "project"))
        shortage = self.one(("pro_rata", "order", "none"))
        order = as_formula(self.one(_ORDERS[kind])) if shortage == "order" and self.often() else None
        budget = self.one((None, Fraction(0), Fraction(100), Fraction(1000003), Fraction(10**8)))
        return Fund(id, f"资金{id}", budget, shortage, order)


def negated(when: Formula) -> Formula:
    return as_formula(f"非 ({when.text})", "flag")


@st.composite
def packs(draw: Callable[[st.SearchStrategy[T]], T], of_families: bool = False) -> Rules:
    """Any pack; ``of_families`` asks for more rules of projects, below ceilings with the firms that own them."""
    maker = _Maker(draw, of_families)
    benefits = tuple(maker.benefit(at) for at in range(draw(st.integers(1, 4))))
    ids = tuple(rule.id for rule in benefits if rule.describes == "firm")
    most = (Ceiling("c0", "合计上限", ids[::-1], as_formula(maker.one(_LIMITS["firm"])), maker.one(("year", "total"))),)
    families = maker.families([rule.id for rule in benefits])
    return Rules(
        "made_up",
        "编造的规则",
        CATALOGUE,
        benefits,
        (maker.fund("f0"), maker.fund("f1")),
        tuple(HighestOnly(id, "就高", describes=maker.one((None, "firm"))) for id in ("g0", "g1")),
        (most if ids and maker.often() else ()) + families,
    )


_POOLS: dict[str, list[object]] = {
    "revenue": [0, 50_000_000_00, 9_000_000_00, 20_000_000_00, 33_333_333_33, -5_00, 600_000_000_00],
    "equipment": [0, 5_000_000_00, 12_345_678_90, 100, 4_999_999_99, 80_000_000_00],
    "paid": [0, 1_000_000_00, 6_000_000_00],
    "score": [0, 60, 61, 7, 61],
    "district": ["甲区", "乙区"],
    "qualifications": [["小巨人"], [], ["专精特新", "小巨人"]],
    "founded_on": [date(2020, 1, 1), date(2024, 12, 31)],
    "investment": [0, 5_000_000_00, 7_777_777_77, 100_00],
    "rank": [1, 2, 2, 90],
}


def tables(seed: int, rows: int = 8, has_gaps: bool | None = None) -> dict[Describes, pl.DataFrame]:
    """A table of firms and one of projects; about every third has no gaps at all.

    Most projects belong to one of a few firms, some to a firm that is not there, some to nobody.
    """
    random = Random(seed)
    gaps = random.random() < 0.7 if has_gaps is None else has_gaps
    kinds = {"text": pl.String(), "flag": pl.Boolean(), "date": pl.Date(), "set": pl.List(pl.String())}
    found: dict[Describes, pl.DataFrame] = {}
    for kind in ("firm", "project"):
        ids = [f"{kind[0]}{number:03}" for number in random.sample(range(1000), rows)]
        columns = [pl.Series("id", ids), pl.Series("region", [random.choice("东西") for _ in ids])]
        for of in CATALOGUE:
            if of.describes != kind:
                continue
            pool = _POOLS.get(of.code, [True, False])
            pool = [*pool, None] if gaps and random.random() < 0.6 else pool
            for year in ("",) if of.every == "once" else ("@2022", "@2023", "@2024", "@2025"):
                values = [random.choice(pool) for _ in ids]
                columns.append(pl.Series(of.code + year, values, dtype=kinds.get(of.kind, pl.Int64())))
        found[kind] = pl.DataFrame(columns)
    owners = [random.choice([*found["firm"]["id"][:3], "无此企业", "", None]) for _ in range(rows)]
    firms = found["firm"].drop("region").rename({"id": "owner"})
    projects = found["project"].with_columns(owner=pl.Series(owners, dtype=pl.String()))
    return found | {"project": projects.join(firms, on="owner", how="left", maintain_order="left")}


def payments(seed: int, subjects: dict[Describes, pl.DataFrame]) -> pl.DataFrame:
    """What was paid before; now and then a sum that came back, and one of a day to come."""
    random = Random(seed)
    days = [date(2022, 3, 1), date(2023, 6, 30), date(2025, 1, 15), date(2025, 6, 30), date(2025, 7, 1)]
    rows = [
        (id, f"b{random.randrange(4)}", random.choice(days), random.choice([100_000_00, 300_000_00, 33, -100_000_00]))
        for ids in (*(frame["id"] for frame in subjects.values()), ["无此企业", "无此项目"])
        for id in ids
        for _ in range(random.choice([0, 0, 1, 2]))
    ]
    schema = {"subject": pl.String(), "benefit": pl.String(), "paid_on": pl.Date(), "sum": pl.Int64()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def claimants(catalogue: Catalogue, frame: pl.DataFrame, observed_from: date | None = OBSERVED_FROM) -> list[Claimant]:
    """The rows of a table as the interpreter takes them."""
    found = []
    for row in frame.iter_rows(named=True):
        figures = {}
        for column, value in row.items():
            of = catalogue.find(column.partition("@")[0])
            if of is not None:
                figures[column] = to_given(of, column, value)
        subject = Subject(str(row["id"]), figures, observed_from)
        found.append(Claimant(row["id"], subject, row.get("region") or "", row.get("owner") or ""))
    return found


def past(history: pl.DataFrame) -> list[Payment]:
    return [Payment(*row) for row in history.iter_rows()]


def huge(rules: int, firms: int) -> tuple[Rules, pl.DataFrame]:
    """Rules that each pay what a firm invested, of several funds and none; 6 * 10^18 fen of each firm."""
    funds = tuple(Fund(f"f{at}", "资金", Fraction(10**9), "none") for at in range(rules - 1))
    benefits = tuple(
        BenefitRule(f"b{at}", "奖", (Branch("r", "档", as_formula("设备投资额")),), fund=fund)
        for at, fund in enumerate([*(fund.id for fund in funds), None])
    )
    table = pl.DataFrame({"id": [f"{at}" for at in range(firms)], "equipment@2025": [6 * 10**18] * firms})
    return Rules("p", "包", CATALOGUE, benefits, funds), table


IN_FORCE = InForce(date(2025, 1, 1), date(2025, 12, 31))
