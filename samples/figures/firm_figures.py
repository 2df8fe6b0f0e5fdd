"""What each firm reports in four years, as rows of a dataset: sales, staff, research, land, energy, titles, and gaps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from luodi.datasets.model import Given, Row

from .chance import Chance, exact
from .city import PLACES, YEARS
from .firms import Firm
from .titles import CHAMPION, GIANT, HIGH_TECH, INNOVATIVE, PROVINCIAL, PROVINCIAL_CHAMPION, REVIEWED, held_on

_GRANTED = {
    "high_tech_granted_on": (HIGH_TECH,),
    "innovative_granted_on": (INNOVATIVE,),
    "specialised_granted_on": (PROVINCIAL,),
    "little_giant_granted_on": (GIANT,),
    "champion_granted_on": (CHAMPION, PROVINCIAL_CHAMPION),
}
# How often a small firm leaves a figure out; one above scale does so a quarter as often.
_SOFT = {
    "research": 0.05, "research_staff": 0.06, "emissions": 0.3, "energy": 0.12, "land": 0.08, "national_share": 0.5,
    "class_two_ip": 0.05, "debt_ratio": 0.06, "insured_staff": 0.05, "value_added": 0.1, "operating_cash_flow": 0.2,
}  # fmt: skip
PRIZE = "省部级科学技术奖"


def to_row(firm: Firm, listed_on: date | None) -> Row:
    """The firm with all its figures; a figure that it never reported is not there."""
    figures: dict[str, Given] = {**_once(firm), **({"listed_on": listed_on} if listed_on else {})}
    for year in YEARS:
        if year in firm.outputs and not _is_silent(firm, year):
            yearly = {**_size(firm, year), **_quality(firm, year), **_standing(firm, year, listed_on)}
            yearly |= _more(firm, year, yearly)
            figures |= {f"{code}@{year}": given for code, given in yearly.items() if not _left_out(firm, year, code)}
    return Row(
        firm.id, firm.name, firm.region, "", {column: given for column, given in figures.items() if given is not None}
    )


def _is_silent(firm: Firm, year: int) -> bool:
    """A few small firms did not report at all for 2025."""
    return year == 2025 and not firm.is_above_scale(year) and Chance("silent", firm.number).happens(0.012)


def _left_out(firm: Firm, year: int, code: str) -> bool:
    chance = _SOFT.get(code)
    if chance is None:
        return False
    return Chance("gap", firm.number, year, code).happens(chance / 4 if firm.is_above_scale(year) else chance)


def _once(firm: Firm) -> Mapping[str, Given]:
    chance = Chance("once", firm.number)
    granted: dict[str, Given] = {}
    for code, titles in _GRANTED.items():
        days = [day for title in titles for day in firm.titles.get(title, ()) if day <= date(2025, 12, 31)]
        granted[code] = max(days, default=None)
    zone = PLACES[firm.place][2]
    return {
        "county": PLACES[firm.place][1],
        "located_in_park": zone or None,
        "industry": firm.industry,
        "chain": firm.chain.name or None,
        "chain_link": chance.pick(firm.chain.links) if firm.chain.links else None,
        "main_product": firm.product,
        "founded_on": firm.founded_on,
        "ownership": chance.pick(("有限责任公司", "股份有限公司", "国有控股", "外商投资"), (80, 12, 3, 5)),
        "is_independent": True,
        "scaled_up_on": firm.entered_on,
        **granted,
    }


def _size(firm: Firm, year: int) -> Mapping[str, Given]:
    own, chance = Chance("own", firm.number), Chance("size", firm.number, year)
    output = firm.outputs[year]
    revenue = output * firm.revenue_share
    if firm.is_above_scale(year) and firm.revenue_share >= 0.98:
        revenue = max(revenue, 2001)
    share = own.normal(0.93, 0.07, 0.55, 1)
    income = revenue / min(1, share + chance.between(-0.02, 0.02))
    margin = own.normal(firm.chain.margin, 0.05, -0.2, 0.25) + chance.between(-0.02, 0.02)
    profit = revenue * margin
    debt = own.normal(0.55, 0.17, 0.1, 1.3) + chance.between(-0.03, 0.03)
    assets = revenue * own.between(0.8, 1.9)
    tax = output * own.normal(0.033, 0.013, 0.006, 0.08)
    staff = max(3, round(revenue / own.between(52, 120) * chance.between(0.96, 1.04)))
    value_added = output * own.normal(0.24, 0.05, 0.1, 0.42)
    return {
        "annual_output": exact(output),
        "revenue": exact(revenue),
        "operating_revenue": exact(income),
        "main_product_revenue": exact(revenue * own.between(0.6, 0.98)),
        "high_tech_revenue": exact(income * own.between(0.55, 0.9)) if HIGH_TECH in firm.titles else None,
        "value_added": exact(value_added),
        "operating_costs": exact(income - profit),
        "total_profit": exact(profit),
        "net_profit": exact(profit * (0.85 if profit > 0 else 1)),
        "total_assets": exact(assets),
        "total_liabilities": exact(assets * debt),
        "net_assets": exact(assets) - exact(assets * debt),
        "debt_ratio": exact(debt * 100),
        "operating_cash_flow": exact(profit + revenue * chance.between(-0.04, 0.06)),
        "exports": exact(revenue * own.between(0, 0.4)) if own.happens(0.25) else exact(0),
        "tax": exact(tax),
        "land_use_tax": exact(tax * 0.04),
        "local_land_use_tax": exact(tax * 0.04 * 0.5),
        "government_grants": exact(revenue * chance.between(0, 0.006)),
        "staff": staff,
        "average_staff": max(3, round(staff * chance.between(0.95, 1.02))),
        "insured_staff": max(2, round(staff * own.between(0.82, 1))),
        "land": exact(firm.outputs[2025] * 0.033 / own.normal(27, 9, 6, 80), 1),
        "energy": exact(value_added * firm.chain.energy * own.normal(1, 0.3, 0.35, 2.2) * 0.965 ** (year - 2022), 1),
        "annual_power": exact(value_added * firm.chain.energy * own.between(0.03, 0.05), 2),
        "emissions": exact(value_added * firm.chain.energy * own.between(0.0001, 0.0006), 3),
        "loans": exact(assets * debt * own.between(0.2, 0.6)),
        "interest": exact(assets * debt * 0.016),
        "is_above_scale": firm.is_above_scale(year),
    }


def _quality(firm: Firm, year: int) -> Mapping[str, Given]:
    own, chance = Chance("quality", firm.number), Chance("quality", firm.number, year)
    output, titles = firm.outputs[year], firm.titles
    is_good = any(title in titles for title in (GIANT, PROVINCIAL, HIGH_TECH))
    ratio = firm.chain.research * own.normal(1, 0.4, 0.2, 2.2) + (0.018 if is_good else 0)
    research = output * ratio * 0.66 * chance.between(0.92, 1.08) if is_good or own.happens(0.5) else 0
    staff = max(3, output / 85)
    patents = (
        round(own.between(0, 1 + 9 * ratio * (4 if is_good else 0.6)) * (1 + output / 90_000)) + (year - 2022) // 2
    )
    rank = chance.whole(1, 9) if GIANT in titles else own.whole(4, 60)
    niche = min(own.between(2, 14), 2025 - firm.founded_on.year + 0.5) - (2025 - year)
    return {
        "research": exact(research),
        "research_in_china": exact(research * own.between(0.9, 1)),
        "research_staff": round(staff * min(0.5, ratio * 3)),
        "technical_staff": round(staff * min(0.6, ratio * 3.6 + 0.02)),
        "equity_raised": exact(chance.between(600, 6000)) if is_good and chance.happens(0.05) else exact(0),
        "class_one_ip": patents,
        "own_class_one_ip": max(0, patents - own.whole(0, 2)),
        "high_value_ip": patents // 3,
        "main_product_ip": max(0, patents - own.whole(0, 3)),
        "class_two_ip": round(own.between(0, 6 + 160 * ratio)) + (year - 2022),
        "invention_grants": chance.whole(0, 3) if is_good else 0,
        "conversions": round(own.between(0, 6)) if is_good else 0,
        "standards": own.whole(0, 3) if is_good else 0,
        "research_body_level": _body_level(firm, own),
        "niche_years": exact(max(0.5, niche), 1),
        "national_share": exact(max(0.3, 32 / rank + chance.between(-1, 1)), 1) if is_good else None,
        "national_rank": rank if is_good else None,
        "own_brands": own.whole(0, 2) + (GIANT in titles),
        "is_key_link": firm.is_on_chain and own.happens(0.5),
        "is_basic_area": firm.chain.is_strategic and own.happens(0.35),
        "is_old_brand_or_supplier": False,
        "is_priority_area": firm.chain.is_strategic,
        "is_strategic_industry": firm.chain.is_strategic,
        "fills_gap": firm.chain.is_strategic and own.happens(0.15),
        "in_high_tech_field": firm.chain.is_strategic or own.happens(0.2),
        "digital_level": own.pick((1, 2, 3, 4), (30, 40, 25, 5)) if firm.is_above_scale(year) else None,
        "core_processes_online": own.whole(0, 4),
        "has_management_certificate": is_good or own.happens(0.4),
        "development_score": exact(own.between(48, 82), 1) if is_good and year >= 2024 else None,
        "innovation_score": own.whole(64, 92) if HIGH_TECH in titles else None,
    }


def _more(firm: Firm, year: int, known: Mapping[str, Given]) -> Mapping[str, Given]:
    """What follows from the other figures of the year, and what only a few are asked for."""
    own, chance = Chance("more", firm.number), Chance("more", firm.number, year)
    profit, staff, income = known["net_profit"], known["staff"], known["operating_revenue"]
    assert isinstance(profit, Decimal) and isinstance(staff, int) and isinstance(income, Decimal)
    is_good = GIANT in firm.titles or PROVINCIAL in firm.titles
    return {
        "recurring_profit": profit - exact(abs(float(profit)) * own.between(0.01, 0.12)),
        "size_class": _size_class(staff, income),
        "has_foreign_certificate": is_good and own.happens(0.3),
        "global_rank": own.whole(1, 12) if GIANT in firm.titles else None,
        "provincial_score": exact(own.between(6, 15), 1) if is_good and year >= 2022 else None,
        "smart_investment": _smart(firm, year),
        "is_per_mu_exempt": year - firm.founded_on.year <= 2,
        "enterprise_ranking_score": exact(chance.pick((0, 0, 0, 1, 2, -1)), 1) if firm.is_above_scale(year) else None,
    }


def _smart(firm: Firm, year: int) -> Given:
    """What a smart factory cost in software and machines, told in the year that it is granted the title."""
    granted = firm.titles.get("省级智能工厂", ())
    if not any(day.year == year for day in granted):
        return None
    return exact(firm.outputs[year] * Chance("smart", firm.number).between(0.006, 0.02))


def _size_class(staff: int, income: Decimal) -> str:
    """By the statistical classes of industry of 2017: 1,000 people and 4亿元, 300 and 2,000万元, 20 and 300万元."""
    for name, people, least in (("大型", 1000, 40_000), ("中型", 300, 2_000), ("小型", 20, 300)):
        if staff >= people and income >= least:
            return name
    return "微型"


def _body_level(firm: Firm, own: Chance) -> str:
    if firm.outputs.get(2025, 0) > 250_000 and firm.is_on_chain:
        return "国家级"
    if GIANT in firm.titles or PROVINCIAL in firm.titles:
        return "省级"
    return own.pick(("市级", "市级以下", "无"), (12, 18, 70))


def _standing(firm: Firm, year: int, listed_on: date | None) -> Mapping[str, Given]:
    own, chance = Chance("standing", firm.number), Chance("standing", firm.number, year)
    end = date(year, 12, 31)
    is_stopped = firm.outputs[2025] < 1500 and own.happens(0.02) and year >= 2024
    held = held_on(firm, end)
    renewed = {
        title for title in REVIEWED for day in firm.titles.get(title, ())[1:] if day.year == year and day.year > 2022
    }
    return {
        "qualifications": held,
        "passed_review": frozenset(renewed),
        "awards": frozenset({PRIZE}) if GIANT in held and chance.happens(0.08) else frozenset(),
        "listing_stages": _stages(firm, listed_on, year),
        "listing_pool": _pool(firm, listed_on, year),
        "has_fraud": False,
        "has_major_accident": chance.happens(0.0025),
        "has_tax_offence": chance.happens(0.002),
        "is_dishonest": own.happens(0.004) and year >= 2024,
        "is_abnormal": own.happens(0.012) and year == 2025,
        "makes_banned_products": False,
        "is_stopped": is_stopped,
        "stopped_months": own.whole(3, 9) + 12 * (year - 2024) if is_stopped else 0,
    }


def _stages(firm: Firm, listed_on: date | None, year: int) -> frozenset[str]:
    if listed_on is not None:
        before = year - listed_on.year
        reached = 4 if before >= 0 else 3 if before == -1 else 2 if before == -2 else 0
    else:
        reached = min(3, year - 2023 + firm.number % 2) if _pool(firm, listed_on, year) == "金种子" else 0
    return frozenset(("股改", "报辅导", "报受理", "挂牌上市")[: max(0, reached)])


def _pool(firm: Firm, listed_on: date | None, year: int) -> str:
    if listed_on is not None and listed_on.year <= year:
        return "无"
    if 21 <= firm.number < 400 and firm.chain.is_strategic and firm.outputs[2025] > 15_000:
        return Chance("pool", firm.number).pick(("金种子", "银种子", "无"), (1, 3, 10))
    return "无"
