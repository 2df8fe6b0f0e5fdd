"""Packs made up by Hypothesis: every key there is, with odd words, odd numbers and long formulas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from tests.luodi.policy.rules.written import STANDARD

from luodi.formula.ast import Formula, Sort
from luodi.formula.fields import Catalogue, Field, Given, column_of, period_on
from luodi.formula.from_text import read
from luodi.policy.rules import model as m

EXTRA = (
    Field("oddity", "奇特指标", "ratio", "‰", "project", "month"),
    Field("colour_of_roof", "屋顶颜色", "set", "", "firm", "once"),
)
CATALOGUE = Catalogue((*STANDARD.fields, *EXTRA))


def _formulas(sort: Sort, *texts: str) -> st.SearchStrategy[Formula]:
    made = []
    for text in texts:
        formula, errors = read(text, CATALOGUE, sort)
        assert formula is not None, errors
        made.append(formula)
    return st.sampled_from(made)


FLAGS = _formulas(
    "flag",
    "首次(主营业务收入 > 10亿元)",
    "有资质(“国家专精特新小巨人”) 且 研发费用 >= 500万元",
    '有资质("省专精特新")   或 属于("#1: 甲", 屋顶颜色)',
    "年均增速(主营业务收入, 2) >= 5% 且 资产负债率 <= 75%",
    "综合能耗 / 增加值 < 0.52吨标准煤/万元",
    " 且 ".join(["主营业务收入 > 10亿元 或 规上"] * 20),
    "属于(所属行业, {“软件业”, “商贸业”})",
    "非 规上",
    "真",
)
SUMS = _formulas(
    "number",
    "20万元",
    "0元",
    "最小(研发费用 * 分档(有资质(“独角兽企业”): 13%, 规上: 12%, 否则: 8%), 500万元)",
    "-税收",
)
POINTS = _formulas("number", "10分", "0", "分档(规上: 10分, 否则: 0分)", "5")
NUMBERS = _formulas("number", "税收 / 用地面积", "从业人员", "资产负债率", "24.1万元/亩")
DATES = _formulas("date", "成立日期", "2020年1月1日")
WORDS = st.one_of(
    st.sampled_from(["第三条：（一）", "true", "null", "~", "1.0", "2026-01-01", "- 甲", "甲: 乙", "# 注", "“引”", "*星", "{甲", "是"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12),
    st.just("两\n行"),
    st.just("很长的一句话，" * 30),
)  # fmt: skip
IDS = st.from_regex(r"[a-z一-三][a-z0-9_-]{0,8}", fullmatch=True)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
NUMERALS = st.one_of(
    st.integers(-(10**6), 10**12).map(Fraction),
    st.decimals(-100, 100, places=4, allow_nan=False).map(Fraction),
    st.fractions(0, 5, max_denominator=99),
)
SHARES = st.fractions(0, 1, max_denominator=1000)
SOURCES = st.builds(
    m.Source,
    st.sampled_from(["", "晴政发〔2026〕12号", "另一份"]),
    st.one_of(st.just(""), WORDS),
    st.booleans(),
    st.one_of(st.just(""), WORDS),
)
IN_FORCE = st.tuples(st.none() | DAYS, st.none() | DAYS).map(
    lambda days: m.InForce(*(sorted(days) if None not in days else days))  # type: ignore[type-var]
)
COUNTS = st.none() | st.integers(1, 100)


def _some(of: st.SearchStrategy[Any], least: int = 0, most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    """A few, no two of one id."""

    def key(one: object) -> object:
        return getattr(one, "id", id(one))

    return st.lists(of, min_size=least, max_size=most, unique_by=key).map(tuple)


def _optional(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | of


def _made(of: Callable[..., Any], **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(of, **given)


_NAMED = {"id": IDS, "name": WORDS, "source": SOURCES}
CONDITIONS = _made(m.Condition, **_NAMED, rule=_optional(FLAGS), asked=st.sampled_from(["always", "grant", "review"]))
BRANCHES = _made(m.Branch, **_NAMED, pay=SUMS, when=_optional(FLAGS))
FUNDS = _made(
    m.Fund,
    **_NAMED,
    budget=_optional(NUMERALS),
    shortage=st.sampled_from(["pro_rata", "order", "none"]),
    order=_optional(NUMBERS),
    in_force=IN_FORCE,
)
POINT_ITEMS = _made(m.PointItem, **_NAMED, most=NUMERALS, points=POINTS, part=st.just("") | WORDS)
TABLES = _made(
    m.PointsTable,
    items=_some(POINT_ITEMS),
    least=NUMERALS,
    least_of=st.dictionaries(WORDS, NUMERALS, max_size=2).map(lambda pairs: tuple(pairs.items())),
    is_strict=st.booleans(),
    source=SOURCES,
)
ROUTES = _made(m.Route, id=IDS, name=WORDS, conditions=_some(CONDITIONS), points=_optional(TABLES))
RUNGS = _made(
    m.Rung,
    **_NAMED,
    requires=_some(CONDITIONS),
    routes=_some(ROUTES, most=2),
    vetoes=_some(CONDITIONS, most=1),
    qualification=st.just("") | WORDS,
    valid_years=COUNTS,
    granted_on=_optional(DATES),
    held=_optional(FLAGS),
)
INDICATORS = _made(
    m.ScoreIndicator,
    **_NAMED,
    value=NUMBERS,
    weight=NUMERALS,
    is_more_better=st.booleans(),
    normal=st.sampled_from(["ratio", "min_max", "z_score", "rank", "target_share"]),
    baseline=_optional(NUMBERS),
    ceiling=_optional(NUMERALS),
    floor=NUMERALS,
    rank_step=_optional(NUMERALS),
    missing=st.sampled_from(["unknown", "zero", "mean", "drop"]),
)
BANDS = _made(m.Band, name=WORDS, colour=WORDS, up_to_share=_optional(SHARES), least_score=_optional(NUMERALS))
COLOURS = _made(
    m.ColourRule,
    kind=st.sampled_from(["shares", "scores", "natural_breaks"]),
    bands=st.lists(BANDS, max_size=3).map(tuple),
    source=SOURCES,
)


def _benefits(names: Sequence[str], funds: Sequence[str]) -> st.SearchStrategy[tuple[Any, ...]]:
    each = [
        _made(
            m.BenefitRule,
            id=st.just(name),
            name=WORDS,
            source=SOURCES,
            branches=_some(BRANCHES, least=1),
            describes=st.sampled_from(["firm", "project"]),
            for_whom=_optional(FLAGS),
            take=st.sampled_from(["highest", "first", "sum"]),
            cap=_optional(SUMS),
            total_cap=_optional(SUMS),
            basis=st.sampled_from([None, "once", "year"]),
            tops_up=st.booleans(),
            fund=st.sampled_from([None, *funds]),
            payers=st.lists(
                _made(m.Share, payer=WORDS, share=SHARES, when=_optional(FLAGS)), max_size=2
            ).map(tuple),
            group=_optional(IDS),
            claw_back=st.lists(
                _made(m.ClawBack, when=FLAGS, within_years=COUNTS, share=SHARES, clause=st.just("") | WORDS), max_size=2
            ).map(tuple),
            rounded_to=st.sampled_from([Fraction(1), Fraction(100), Fraction(1, 100)]),
            in_force=IN_FORCE,
            gaps=st.lists(WORDS, max_size=2).map(tuple),
        )
        for name in names
    ]  # fmt: skip
    return st.tuples(*each)


def _figures() -> st.SearchStrategy[dict[str, Given]]:
    known = [*[field for field in CATALOGUE if field.describes == "firm"][::7], EXTRA[1]]
    values: dict[str, st.SearchStrategy[Given]] = {
        "text": WORDS.filter(lambda words: words != "未知"),
        "flag": st.booleans(),
        "date": DAYS,
        "set": st.frozensets(WORDS, max_size=3),
    }
    columns = {
        column_of(field, period_on(field, date(2025, 6, 30))): st.none() | values.get(field.kind, NUMERALS)
        for field in known
    }
    return st.fixed_dictionaries({}, optional=columns)


@st.composite
def packs(draw: Callable[[st.SearchStrategy[Any]], Any]) -> m.Rules:
    """A pack that could have been read: references lead somewhere, no id means two things."""
    ids = draw(st.lists(IDS, min_size=9, max_size=9, unique=True))
    benefit_ids, fund_ids, (ladder, board, target) = ids[:3], ids[3:5], ids[5:8]
    rungs = st.lists(RUNGS, max_size=3, unique_by=lambda rung: rung.id).map(
        lambda made: tuple(one for one in made if one.id not in ids)
    )
    edition = _made(m.LadderEdition, in_force=IN_FORCE, rungs=rungs, source=SOURCES, name=st.just("") | WORDS)
    case = _made(
        m.Case,
        name=WORDS,
        on=DAYS,
        figures=_figures(),
        expected=st.fixed_dictionaries(
            {}, optional={benefit_ids[0]: st.sampled_from(["20万元", "未知", "0"]), board: WORDS, ladder: st.just("无")}
        ),
        paid=st.lists(st.tuples(st.sampled_from(benefit_ids), DAYS, NUMERALS), max_size=2).map(tuple),
    )
    steps = st.lists(st.tuples(DAYS, NUMERALS), max_size=3).map(
        lambda made: tuple(sorted(made, key=lambda one: one[0]))
    )
    return m.Rules(
        name=ids[8],
        title=draw(WORDS),
        catalogue=CATALOGUE,
        benefits=draw(_benefits(benefit_ids, fund_ids)),
        funds=tuple(draw(FUNDS.map(lambda fund, name=name: _renamed(fund, name))) for name in fund_ids),
        groups=draw(_some(_made(m.HighestOnly, **_NAMED, describes=st.sampled_from([None, "firm"])))),
        ceilings=draw(
            _some(
                _made(
                    m.Ceiling,
                    **_NAMED,
                    benefits=st.lists(st.sampled_from(benefit_ids), max_size=3).map(tuple),
                    most=SUMS,
                    per=st.sampled_from(["year", "total"]),
                    describes=st.sampled_from([None, "firm"]),
                )
            )
        ),
        ladders=(
            m.Ladder(
                ladder,
                draw(WORDS),
                tuple(draw(st.lists(edition, max_size=2))),
                is_classes=draw(st.booleans()),
                note=draw(st.just("") | WORDS),
            ),
        ),
        scoreboards=(
            draw(
                _made(
                    m.Scoreboard,
                    id=st.just(board),
                    name=WORDS,
                    source=SOURCES,
                    indicators=_some(INDICATORS),
                    among=_optional(FLAGS),
                    group=st.sampled_from([None, "industry"]),
                    aggregate=st.sampled_from(["weighted_sum", "geometric"]),
                    adjustments=_some(
                        _made(m.Adjustment, **_NAMED, points=POINTS, most=_optional(NUMERALS)), most=2
                    ),
                    veto=_optional(CONDITIONS),
                    veto_band=st.just("") | WORDS,
                    exempt=_optional(CONDITIONS),
                    exempt_band=st.just("") | WORDS,
                    colours=_optional(COLOURS),
                    in_force=IN_FORCE,
                )
            ),
        ),
        targets=(
            draw(
                _made(
                    m.TargetPath,
                    id=st.just(target),
                    name=WORDS,
                    source=SOURCES,
                    field=st.sampled_from(["gdp", "per_mu_tax"]),
                    value=NUMERALS,
                    by=DAYS,
                    comparator=st.sampled_from([">=", "<="]),
                    base=_optional(st.tuples(DAYS, NUMERALS)),
                    steps=steps,
                    shape=st.sampled_from(["linear", "geometric"]),
                    tolerance=NUMERALS,
                    subject=st.just("") | WORDS,
                )
            ),
        ),
        cases=tuple(draw(st.lists(case, max_size=2))),
        source=draw(SOURCES),
        region=draw(st.just("") | WORDS),
        notes=tuple(draw(st.lists(WORDS, max_size=2))),
    )  # fmt: skip


def _renamed(fund: m.Fund, name: str) -> m.Fund:
    return m.Fund(name, fund.name, fund.budget, fund.shortage, fund.order, fund.in_force, fund.source)
