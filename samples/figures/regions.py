"""36 months of the city, its six counties and two zones, taken from the firms where they are counted, and park figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luodi.datasets.model import Given, Row

from .chance import Chance, exact
from .city import CITY, COUNTIES, PLACES, UPGRADE_INVESTMENT, ZONES
from .firms import Firm
from .titles import CHAMPION, GIANT, HIGH_TECH, INNOVATIVE, PROVINCIAL, TECHNOLOGY, holds

YEARS = (2023, 2024, 2025)
# The share of a place (镜泽区 without its zone, 镜泽高新区 …) in a year.
Shares = dict[tuple[str, int], float]
# What each month has of a year: the new year is slow, each quarter ends with a push.
_SEASON = (0.068, 0.064, 0.086, 0.081, 0.082, 0.089, 0.08, 0.081, 0.088, 0.086, 0.09, 0.105)
_SPENDING = (0.03, 0.035, 0.085, 0.08, 0.085, 0.11, 0.085, 0.085, 0.1, 0.09, 0.095, 0.12)
_INDUSTRIES = {
    "photonics_output": "光电",
    "new_energy_output": "新能源装备",
    "green_food_output": "绿色食品",
    "textile_output": "纺织",
}
_COUNTED = {
    "innovative_firms": INNOVATIVE, "specialised_firms": PROVINCIAL, "little_giants": GIANT, "single_champions": CHAMPION,
}  # fmt: skip
_COUNTED_YEARLY = {"high_tech_firms": HIGH_TECH, "technology_smes": TECHNOLOGY, "gazelles": "瞪羚企业"}
_PLAN = {"镜泽高新区": 1.35, "鹭沱经开区": 1.2, "棉浦市": 0.8, "砥岭县": 0.9}


@dataclass(frozen=True)
class Region:
    """A row of the table of regions, with the firms that lie in it; a district counts the zone in it too."""

    code: str
    name: str
    kind: str
    firms: Sequence[Firm]

    def total(self, of: Callable[[Firm], float], year: int) -> float:
        return sum(of(firm) for firm in self.firms if firm.is_above_scale(year))


def make_regions(firms: Sequence[Firm], rows: Mapping[str, Row]) -> list[Row]:
    """The city, its counties and zones; ``rows`` are what the firms reported, by id."""
    kinds = {"区": "区", "县": "县", "市": "县级市"}
    regions = [Region(*CITY, "市", firms)]
    regions += [
        Region(code, name, kinds[name[-1]], [firm for firm in firms if firm.region == code])
        for code, name in COUNTIES.items()
    ]
    regions += [
        Region(code, name, "园区", [firm for firm in firms if PLACES[firm.place][2] == name])
        for code, name in ZONES.items()
    ]
    shares = _shares(firms)
    return [_row(one, rows, shares) for one in regions]


def make_parks(firms: Sequence[Firm], rows: Mapping[str, Row]) -> list[Row]:
    """The two zones as parks, with how densely their land is used."""
    shares, found = _shares(firms), []
    for code, name in ZONES.items():
        zone = Region(code, name, "园区", [firm for firm in firms if PLACES[firm.place][2] == name])
        found.append(_park(zone, rows, shares))
    return found


def _shares(firms: Sequence[Firm]) -> Shares:
    """Which share of the city's upgrade investment each place has in a year; what lies in a county adds up to it."""
    whole = Region(*CITY, "市", firms)
    shares: dict[tuple[str, int], float] = {}
    for year in (2022, *YEARS):
        for place in PLACES:
            output = whole.total(lambda firm, at=place: firm.outputs[2025] if firm.place == at else 0, 2025)  # type: ignore[misc]
            lean = Chance("lean", place, year).between(0.9, 1.1)
            shares[place, year] = output * _PLAN.get(place, 1) * lean
        total = sum(shares[place, year] for place in PLACES)
        shares |= {(place, year): shares[place, year] / total for place in PLACES}
    return shares


def _share(region: Region, year: int, shares: Shares) -> float:
    there = {firm.place for firm in region.firms}
    return sum(shares[place, year] for place in PLACES if place in there)


def _months() -> Iterable[tuple[int, int, int]]:
    return (
        (at, year, month) for at, (year, month) in enumerate((year, month) for year in YEARS for month in range(1, 13))
    )


def _row(region: Region, rows: Mapping[str, Row], shares: Shares) -> Row:
    figures: dict[str, Given] = {"region_kind": region.kind}
    figures |= _monthly_output(region) | _register(region) | _investment(region, shares) | _industries(region)
    figures |= _quarterly(region, rows) | _yearly(region, rows)
    gap = Chance("region gap", region.code)
    if region.kind in ("县", "园区"):  # one month came too late to be counted
        figures.pop(f"industrial_investment_growth@{gap.pick(YEARS)}-{gap.whole(2, 11):02}", None)
    return Row(region.code, region.name, CITY[0] if region.code != CITY[0] else "", "", figures)


def _output(region: Region, year: int) -> float:
    """In 亿元."""
    return region.total(lambda firm: firm.outputs.get(year, 0), year) / 10_000


def _monthly_output(region: Region) -> dict[str, Given]:
    chance = Chance("output", region.code)
    figures: dict[str, Given] = {}
    grown = {
        2023: 0.089,
        2024: _output(region, 2024) / _output(region, 2023) - 1,
        2025: _output(region, 2025) / _output(region, 2024) - 1,
    }
    for year in YEARS:
        shares = _jittered(chance, _SEASON)
        output, value, tax = 0.0, 0.0, 0.0
        for month, share in enumerate(shares, 1):
            code = f"@{year}-{month:02}"
            output = _output(region, year) * share
            value, tax = output * 0.243, output * 0.033 * chance.between(0.9, 1.1)
            figures[f"above_scale_output_value{code}"] = exact(output)
            figures[f"above_scale_value_added{code}"] = exact(value)
            figures[f"industrial_tax{code}"] = exact(tax)
            figures[f"above_scale_revenue{code}"] = exact(output * chance.between(0.97, 1.03))
            # January has no figure of its own: it is published together with February.
            if month > 1:
                growth = grown[year] * 0.72 + 0.004 + chance.normal(0, 0.012, -0.03, 0.03) * (13 - month) / 12
                figures[f"above_scale_value_added_growth{code}"] = exact(growth * 100, 1)
                figures[f"above_scale_revenue_growth{code}"] = exact(
                    (grown[year] + chance.between(-0.01, 0.01)) * 100, 1
                )
                figures[f"above_scale_profit_rate{code}"] = exact(5.2 + chance.between(-0.5, 0.5), 2)
                figures[f"tax_growth{code}"] = exact((grown[year] * 0.8 + chance.between(-0.02, 0.02)) * 100, 1)
            figures[f"power_use{code}"] = exact(value * 10_000 * 0.019, 1)
    return figures


def _jittered(chance: Chance, season: Sequence[float]) -> list[float]:
    shares = [share * chance.between(0.96, 1.04) for share in season]
    return [share / sum(shares) for share in shares]


def _register(region: Region) -> dict[str, Given]:
    """Firms above scale month by month, counted: they enter on their day and leave with the last month of a year."""
    figures: dict[str, Given] = {}
    for _, year, month in _months():
        last = date(year + month // 12, month % 12 + 1, 1)
        there = sum(
            1 for firm in region.firms
            if firm.entered_on and firm.entered_on < last and not (firm.left_in and date(firm.left_in + 1, 1, 1) <= last)
        )  # fmt: skip
        new = sum(
            1 for firm in region.firms if firm.entered_on and firm.entered_on.year == year and firm.entered_on < last
        )
        left = sum(1 for firm in region.firms if firm.left_in == year) if month == 12 else 0
        code = f"@{year}-{month:02}"
        figures[f"above_scale_count{code}"], figures[f"above_scale_new{code}"] = there, new
        figures[f"above_scale_net_new{code}"] = new - left
    return figures


def _investment(region: Region, shares: Shares) -> dict[str, Given]:
    chance = Chance("investment", region.code)
    figures: dict[str, Given] = {}
    monthly: dict[tuple[int, int], tuple[Decimal, Decimal]] = {}
    for year in (2022, *YEARS):
        share = _share(region, year, shares)
        for month, part in enumerate(_jittered(chance, _SPENDING), 1):
            upgrade = UPGRADE_INVESTMENT[year] * share * part
            monthly[year, month] = (
                exact(upgrade),
                exact(upgrade / (0.425 + 0.008 * (year - 2022)) * chance.between(0.97, 1.03)),
            )
    for _, year, month in _months():
        code = f"@{year}-{month:02}"
        figures[f"upgrade_investment{code}"], figures[f"industrial_investment{code}"] = monthly[year, month]
        so_far = [
            [sum(monthly[of, one][at] for one in range(1, month + 1)) for of in (year, year - 1)] for at in (0, 1)
        ]
        if month > 1:
            for name, (now, before) in zip(("upgrade", "industrial"), so_far, strict=True):
                figures[f"{name}_investment_growth{code}"] = exact(float(now / before - 1) * 100, 1)
        if month % 3 == 0:
            figures[f"upgrade_investment_share@{year}Q{month // 3}"] = exact(
                float(so_far[0][0] / so_far[1][0]) * 100, 1
            )
        count = max(1, round(330 * _share(region, year, shares) * _SPENDING[month - 1]))
        figures[f"projects_started{code}"] = round(count * chance.between(0.7, 1.1))
        figures[f"projects_completed{code}"] = round(count * chance.between(0.4, 0.8))
    return figures


def _industries(region: Region) -> dict[str, Given]:
    figures: dict[str, Given] = {}
    for field, industry in _INDUSTRIES.items():
        chance = Chance("industry", region.code, field)
        for year in YEARS:
            total = region.total(
                lambda firm, of=industry, in_=year: firm.outputs.get(in_, 0) if firm.industry == of else 0, year
            )  # type: ignore[misc]
            for month, share in enumerate(_jittered(chance, _SEASON), 1):
                figures[f"{field}@{year}-{month:02}"] = exact(total / 10_000 * share)
    return figures


def _quarterly(region: Region, rows: Mapping[str, Row]) -> dict[str, Given]:
    chance, is_city = Chance("quarter", region.code), region.code == CITY[0]
    coverage, supply, rate = chance.between(50, 60), chance.between(24, 29), 4.35 + chance.between(-0.1, 0.15)
    figures: dict[str, Given] = {}
    for year in YEARS:
        tax = _reported(region, rows, "tax", year)
        land = _reported(region, rows, "land", year)
        for quarter in range(1, 5):
            code, end = f"@{year}Q{quarter}", date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
            for field, title in _COUNTED.items():
                figures[field + code] = sum(1 for firm in region.firms if holds(firm, title, end))
            coverage, supply, rate = (
                coverage + chance.between(0.4, 1.9),
                supply + chance.between(0.1, 0.75),
                rate - chance.between(0.02, 0.1),
            )
            figures["upgrade_coverage" + code] = exact(coverage, 1)
            figures["upgrade_loan_rate" + code] = exact(rate, 2)
            figures["project_completion_rate" + code] = exact(min(100, quarter * 23 + chance.between(-9, 8)), 1)
            figures["per_mu_tax" + code] = exact(tax / land * chance.between(0.95, 1.05), 2) if land else None
            figures["energy_intensity" + code] = exact(
                0.56 - 0.016 * (year - 2023) - 0.004 * quarter + chance.between(-0.02, 0.02), 3
            )
            figures["idle_land" + code] = exact(len(region.firms) * 0.1 * quarter * chance.between(0.7, 1.3), 1)
            figures["cloud_firms" + code] = round(len(region.firms) * (0.2 + 0.02 * ((year - 2023) * 4 + quarter)))
            if is_city:
                figures["local_supply_rate" + code] = exact(
                    33 if (year, quarter) == (2025, 4) else min(supply, 32.8), 1
                )
                figures["gdp" + code] = exact(_output(region, year) * 0.62 * chance.between(0.24, 0.26), 1)
                figures["business_opening_time" + code] = exact(
                    max(0.5, 1.6 - 0.25 * (year - 2023) - 0.05 * quarter), 1
                )
    return {column: given for column, given in figures.items() if given is not None}


def _reported(region: Region, rows: Mapping[str, Row], code: str, year: int) -> float:
    """What the firms above scale of the region reported together."""
    given = (rows[firm.id].figures.get(f"{code}@{year}") for firm in region.firms if firm.is_above_scale(year))
    return float(sum(one for one in given if isinstance(one, int | Decimal)))


def _yearly(region: Region, rows: Mapping[str, Row]) -> dict[str, Given]:
    chance = Chance("year", region.code)
    figures: dict[str, Given] = {}
    for year in YEARS:
        code, end = f"@{year}", date(year, 12, 31)
        for field, title in _COUNTED_YEARLY.items():
            figures[field + code] = sum(1 for firm in region.firms if holds(firm, title, end))
        outputs = [firm.outputs.get(year, 0) for firm in region.firms if firm.is_above_scale(year)]
        for field, least in (("100m", 10_000), ("1bn", 100_000), ("5bn", 500_000), ("10bn", 1_000_000)):
            figures[f"firms_over_{field}{code}"] = sum(1 for output in outputs if output >= least)
        research, income = _reported(region, rows, "research", year), _reported(region, rows, "operating_revenue", year)
        added, staff = _reported(region, rows, "value_added", year), _reported(region, rows, "average_staff", year)
        land = _reported(region, rows, "land", year)
        figures["rnd_intensity_revenue" + code] = exact(research / income * 100)
        figures["labour_productivity" + code] = exact(added / staff)
        figures["per_mu_value_added" + code] = exact(added / land)
        figures["industrial_land" + code] = exact(land * 1.08, 1)
        figures["green_factories" + code] = sum(
            1 for firm in region.firms for title in ("国家级绿色工厂", "省级绿色工厂") if holds(firm, title, end)
        )
        figures["smart_factories" + code] = sum(1 for firm in region.firms if holds(firm, "省级智能工厂", end))
        figures["water_reuse" + code] = exact(86 + (year - 2023) + chance.between(-1, 1), 1)
        figures["rnd_body_coverage" + code] = exact(46 + 3 * (year - 2023) + chance.between(-3, 3), 1)
    return figures


def _park(zone: Region, rows: Mapping[str, Row], shares: Shares) -> Row:
    chance = Chance("park", zone.code)
    monthly = _monthly_output(zone)
    register, investment = _register(zone), _investment(zone, shares)
    copied = {
        "park_output": (monthly, "above_scale_output_value"), "park_value_added_growth": (monthly, "above_scale_value_added_growth"),
        "park_tax": (monthly, "industrial_tax"), "park_firms": (register, "above_scale_count"),
        "park_investment": (investment, "industrial_investment"), "park_upgrade_investment": (investment, "upgrade_investment"),
        "park_projects_started": (investment, "projects_started"),
    }  # fmt: skip
    host = next(PLACES[place][1] for place in PLACES if PLACES[place][2] == zone.name)
    level = "国家级" if zone.name == "镜泽高新区" else "省级"
    figures: dict[str, Given] = {"park_level": level, "park_county": host}
    for _, year, month in _months():
        for field, (source, code) in copied.items():
            if (given := source.get(f"{code}@{year}-{month:02}")) is not None:
                figures[f"{field}@{year}-{month:02}"] = given
    for year in YEARS:
        land = _reported(zone, rows, "land", year) * 1.08
        chains = [
            firm.outputs.get(year, 0) for firm in zone.firms if firm.is_above_scale(year) and firm.chain.is_strategic
        ]
        figures[f"park_land@{year}"] = exact(land, 1)
        figures[f"park_output_intensity@{year}"] = exact(_output(zone, year) * 10_000 / land)
        figures[f"park_investment_intensity@{year}"] = exact(285 + 18 * (year - 2023) + chance.between(-12, 12))
        figures[f"park_leading_share@{year}"] = exact(sum(chains) / 100 / _output(zone, year), 1)
        figures[f"is_green_park@{year}"] = zone.name == "镜泽高新区" and year >= 2024
    return Row(zone.code, zone.name, CITY[0], "", figures)
