"""The 3,000 firms of Qingzhou: where each one is, what it makes, what it put out in four years, when it grew above scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from .chance import Chance
from .city import (
    ABOVE_SCALE,
    BIG_OUTPUTS,
    CHAIN_GROWTH,
    CHAINS,
    ENTERED,
    FIRMS,
    KEY_PROJECTS,
    LEFT,
    OTHER,
    OTHER_INDUSTRIES,
    PLACES,
    YEARS,
    Chain,
)
from .names import credit_code, firm_name

# The chain of each of the largest firms, from the top; None is off the chains.
_BIG_ON = (0, 2, 3, 0, 1, 4, 3, 5, 1, None, 4, 0, 2, 1, None, 5, 3, 4, None, 2, 0)
_SMALLEST, _LARGEST = 2050, 96_000  # output in 万元 of firms above scale below the big ones


@dataclass
class Firm:
    """One firm; ``outputs`` go by year in 万元, and begin with the first whole year of its life."""

    number: int
    chain: Chain
    place: str
    outputs: dict[int, float]
    id: str = ""
    name: str = ""
    industry: str = ""
    product: str = ""
    founded_on: date = date(2000, 1, 1)
    entered_on: date | None = None
    left_in: int | None = None
    revenue_share: float = 1.0
    titles: dict[str, tuple[date, ...]] = field(default_factory=dict)

    @property
    def region(self) -> str:
        return PLACES[self.place][0]

    @property
    def is_on_chain(self) -> bool:
        return bool(self.chain.name)

    def is_above_scale(self, year: int) -> bool:
        """Whether it stands in the register at the end of the year."""
        return (
            self.entered_on is not None and self.entered_on.year <= year and not (self.left_in and self.left_in <= year)
        )


def make_firms() -> list[Firm]:
    """All firms, the same each time, the largest first within those above scale."""
    firms = [*_above_scale(), *_below_scale()]
    assert len(firms) == FIRMS
    _enter(firms)
    _set_growth([firm for firm in firms[:ABOVE_SCALE] if firm.is_on_chain], CHAIN_GROWTH)
    _set_growth([firm for firm in firms[:ABOVE_SCALE] if not firm.is_on_chain], 0.052)
    _leave(firms)
    taken: set[str] = set()
    for firm in firms:
        _name(firm, taken)
    return firms


def _above_scale() -> list[Firm]:
    firms = []
    for number, (output, on) in enumerate(zip(BIG_OUTPUTS, _BIG_ON, strict=True)):
        firms.append(_firm(number, OTHER if on is None else CHAINS[on], output * 10_000))
    for chain in (*CHAINS, OTHER):
        big = [firm for firm in firms if firm.chain is chain and firm.number < len(BIG_OUTPUTS)]
        left = chain.output * 10_000 - sum(firm.outputs[2025] for firm in big)
        start = len(firms)
        sizes = _sizes(chain, chain.firms - len(big), left)
        firms += [_firm(start + at, chain, size) for at, size in enumerate(sizes)]
    return firms


def _sizes(chain: Chain, count: int, total: float) -> list[float]:
    """``count`` outputs like a log-normal crowd, held between the smallest and the largest, that add up to ``total``."""
    chances = [Chance("size", chain.name, at) for at in range(count)]
    bells = [math.exp(1.05 * chance.normal(0, 1, -2.6, 2.6)) for chance in chances]
    low, high = 1.0, 10**6.0
    for _ in range(80):
        middle = (low + high) / 2
        sizes = [min(_LARGEST, max(_SMALLEST, middle * bell)) for bell in bells]
        low, high = (middle, high) if sum(sizes) < total else (low, middle)
    return sizes


def _firm(number: int, chain: Chain, output: float) -> Firm:
    chance = Chance("firm", number)
    places = chain.places
    firm = Firm(number, chain, chance.pick(tuple(places), tuple(places.values())), {2025: output})
    named = {_key_place(at): at for at in range(len(KEY_PROJECTS))}
    if number in named:
        firm.place = KEY_PROJECTS[named[number]][1]
    firm.revenue_share = chance.between(0.985, 1.03)
    firm.industry = chain.industry or chance.pick(tuple(OTHER_INDUSTRIES))
    firm.product = chance.pick(chain.products or OTHER_INDUSTRIES[firm.industry])
    past = output
    spread = 0.08 if output > 100_000 else 0.16
    for year in (2024, 2023, 2022):
        past /= 1 + chance.normal(0.095, spread, -0.35, 0.9)
        firm.outputs[year] = past
    return firm


def _below_scale() -> list[Firm]:
    firms = []
    for number in range(ABOVE_SCALE, FIRMS):
        chance = Chance("small", number)
        chain = chance.pick((*CHAINS, OTHER), (5, 5, 5, 4, 8, 7, 66))
        if number < ABOVE_SCALE + sum(LEFT.values()):
            output = chance.between(600, 1850)
        elif number < ABOVE_SCALE + sum(LEFT.values()) + 26:
            output = chance.between(2050, 2600)  # will enter the register next
        else:
            output = min(1900, max(60, 520 * math.exp(0.8 * chance.normal(0, 1, -2.5, 2.5))))
        firms.append(_firm(number, chain, output))
    return firms


def _set_growth(firms: Sequence[Firm], growth: float) -> None:
    """Scales the years before 2025 of the larger firms, so that all together grew by ``growth`` in it."""
    larger = [firm for firm in firms if firm.outputs[2024] > 4500]
    wanted = sum(firm.outputs[2025] for firm in firms) / (1 + growth)
    there = sum(firm.outputs[2024] for firm in larger)
    factor = (wanted - sum(firm.outputs[2024] for firm in firms) + there) / there
    for firm in larger:
        for year in YEARS[:-1]:
            if firm.entered_on and firm.entered_on.year <= year:
                firm.outputs[year] = max(2060, firm.outputs[year] * factor)


def _enter(firms: Sequence[Firm]) -> None:
    """Days on which firms entered the register; those that entered of late were below 2,000万元 the year before."""
    small = [firm for firm in firms[len(BIG_OUTPUTS) : ABOVE_SCALE] if firm.outputs[2025] < 9000]
    small.sort(key=lambda firm: Chance("enter", firm.number).share())
    for year, count in ENTERED.items():
        for firm in small[:count]:
            chance = Chance("entered", firm.number)
            firm.entered_on = date(year, chance.pick((3, 5, 6, 8, 9, 11, 11, 12)), 1)
            level = chance.between(1150, 1930)
            for before in range(year - 1, YEARS[0] - 1, -1):
                firm.outputs[before] = level
                level *= chance.between(0.75, 0.97)
            for since in range(year, 2025):
                share = (since - year + 1) / (2025 - year + 1)
                firm.outputs[since] = max(2060, 2060 + (firm.outputs[2025] - 2060) * share)
        small = small[count:]
    for firm in firms[:ABOVE_SCALE]:
        if firm.entered_on is None:
            chance = Chance("entered", firm.number)
            firm.entered_on = date(chance.whole(2008, 2022), chance.pick((1, 6, 12)), 1)
            for year in YEARS[:-1]:
                firm.outputs[year] = max(firm.outputs[year], 2060)
    for firm in sorted(small, key=lambda firm: firm.outputs[2025])[:18]:
        firm.revenue_share = Chance("sinking", firm.number).between(0.74, 0.95)  # still in the register, below the line


def _leave(firms: Sequence[Firm]) -> None:
    """Firms that fell below scale and left the register at the end of a year."""
    at = ABOVE_SCALE
    for year, count in LEFT.items():
        for firm in firms[at : at + count]:
            chance = Chance("left", firm.number)
            firm.entered_on, firm.left_in = date(chance.whole(2009, 2021), 12, 1), year
            for before in range(YEARS[0], year):
                firm.outputs[before] = chance.between(2100, 3400)
            for since in range(year, 2025):
                firm.outputs[since] = chance.between(900, 1900)
        at += count


def _key_place(at: int) -> int:
    """Which of the big firms builds a key project: the largest one left on its chain."""
    chain = KEY_PROJECTS[at][6]
    earlier = [one for one in range(at) if KEY_PROJECTS[one][6] == chain]
    return [place for place, on in enumerate(_BIG_ON) if on == chain][len(earlier)]


def key_firm_numbers() -> tuple[int, ...]:
    """The number of the firm behind each key project, in the order of the annex."""
    return tuple(_key_place(at) for at in range(len(KEY_PROJECTS)))


def _name(firm: Firm, taken: set[str]) -> None:
    chance = Chance("founded", firm.number)
    keys = dict(zip(key_firm_numbers(), KEY_PROJECTS, strict=True))
    if firm.number in keys:
        firm.name = keys[firm.number][5] + "股份有限公司"
        taken.add(firm.name)
    else:
        firm.name = firm_name(firm.number, firm.place, firm.industry, taken)
    firm.id = credit_code(firm.number, firm.region)
    last = 2024 if firm.entered_on is None else min(2021, firm.entered_on.year - 1)
    first = 1996 if chance.happens(0.3) else 2008
    firm.founded_on = date(chance.whole(min(first, last), last), chance.whole(1, 12), chance.whole(1, 28))
    for year in YEARS:
        if firm.founded_on.year >= year:
            firm.outputs.pop(year, None)
