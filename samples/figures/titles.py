"""Which firm was granted which title on which days: grants hold three years, are renewed or lapse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from .chance import Chance
from .city import GIANTS, GIANTS_ONLY, LISTED_ON_CHAINS, ON_CHAINS_SPECIALISED, SPECIALISED
from .firms import Firm

GIANT, PROVINCIAL, INNOVATIVE, TECHNOLOGY, HIGH_TECH = (
    "国家专精特新小巨人", "省专精特新", "创新型中小企业", "科技型中小企业", "高新技术企业",
)  # fmt: skip
CHAMPION, PROVINCIAL_CHAMPION = "国家单项冠军", "省单项冠军"
REVIEWED = (GIANT, PROVINCIAL, INNOVATIVE, CHAMPION, PROVINCIAL_CHAMPION)
_VALID_YEARS = {TECHNOLOGY: 1}


def grant(firms: Sequence[Firm]) -> None:
    """Gives all titles; as many of each are in force at the end of 2025 as the sample documents say."""
    ranked = sorted(firms, key=_promise, reverse=True)
    old = [firm for firm in ranked if firm.founded_on.year <= 2017]
    candidates = [firm for firm in old if firm.outputs[2025] > 5500 and firm.number > 3]
    on_chain = [firm for firm in candidates if firm.is_on_chain]
    off_chain = [firm for firm in candidates if not firm.is_on_chain]
    giants = [firm for firm in on_chain if firm.outputs[2025] < 260_000][:GIANTS]
    holders = giants[GIANTS_ONLY:]
    free = [firm for firm in on_chain if firm not in giants]
    more = ON_CHAINS_SPECIALISED - GIANTS - len([firm for firm in free if firm in holders])
    provincial = [*holders, *free[:more]]
    provincial += off_chain[: SPECIALISED - len(provincial)]
    _spread(giants, GIANT, date(2022, 8, 1), date(2025, 10, 1))
    _spread(provincial, PROVINCIAL, date(2022, 9, 1), date(2025, 11, 1))
    for firm in giants[:GIANTS_ONLY]:
        firm.titles[PROVINCIAL] = (date(2021, 6, 1),)
    lapsed = [firm for firm in free if firm not in provincial][:16]
    for firm in lapsed[:3]:
        firm.titles[GIANT] = (date(2022, 8, 1),)
    for firm in lapsed[3:]:
        firm.titles[PROVINCIAL] = (date(2022, 9, 1),)
    _many(firms, ranked)
    _rare(candidates)


def _promise(firm: Firm) -> float:
    """How likely a firm is to be found good: research and chain first, then size, then luck."""
    size = min(firm.outputs.get(2025, 0) / 60_000, 1.5)
    return (
        firm.chain.research * 30 + firm.chain.is_strategic + size + Chance("promise", firm.number).normal(0, 0.8, -2, 2)
    )


def _spread(firms: Sequence[Firm], title: str, renewed: date, last: date) -> None:
    """Grants over four yearly rounds; those of the first round were renewed three years later and hold again."""
    for at, firm in enumerate(firms):
        year = renewed.year + at % 4
        first = date(year, last.month if year == last.year else renewed.month, 1)
        firm.titles[title] = (first, date(year + 3, first.month, 1)) if year == renewed.year else (first,)


def _many(firms: Sequence[Firm], ranked: Sequence[Firm]) -> None:
    """The titles that hundreds hold."""
    sound = [firm for firm in ranked if firm.founded_on.year <= 2022]
    for at, firm in enumerate(sound[:710]):
        chance = Chance("high-tech", firm.number)
        day = date(2023 + at % 3, chance.pick((10, 11, 12)), chance.whole(1, 28))
        if at >= 640:
            firm.titles[HIGH_TECH] = (date(2022, 11, 15),)  # not renewed
        elif chance.happens(0.55) and firm.founded_on.year < day.year - 3:
            firm.titles[HIGH_TECH] = (date(day.year - 3, day.month, day.day), day)
        else:
            firm.titles[HIGH_TECH] = (day,)
    for firm in firms:
        chance = Chance("smaller titles", firm.number)
        is_small = firm.outputs.get(2025, 0) < 20_000
        if is_small and HIGH_TECH in firm.titles and chance.happens(0.62):
            firm.titles[TECHNOLOGY] = tuple(
                date(year, 5, 20) for year in range(max(2022, firm.founded_on.year + 1), 2026)
            )
        if (PROVINCIAL in firm.titles or GIANT in firm.titles) or (
            HIGH_TECH in firm.titles and is_small and chance.happens(0.42)
        ):
            year = max(chance.pick((2022, 2023, 2024, 2025)), firm.founded_on.year + 1)
            firm.titles[INNOVATIVE] = (date(year, 7, 10), *([date(2025, 7, 10)] if year == 2022 else []))


def _rare(candidates: Sequence[Firm]) -> None:
    large = sorted(candidates, key=lambda firm: firm.outputs[2025], reverse=True)
    rounds: tuple[tuple[str, int, int, Callable[[Firm], bool]], ...] = (
        (CHAMPION, 2, 2023, lambda firm: firm.chain.is_strategic),
        (PROVINCIAL_CHAMPION, 6, 2024, lambda firm: firm.is_on_chain),
        ("国家级绿色工厂", 4, 2024, lambda firm: True),
        ("省级绿色工厂", 21, 2025, lambda firm: True),
        ("省级智能工厂", 9, 2025, lambda firm: firm.is_on_chain),
        ("瞪羚企业", 18, 2024, lambda firm: firm.chain.is_strategic),
        ("链主企业", 14, 2024, lambda firm: firm.is_on_chain),
    )
    at = 0
    for title, count, year, fits in rounds:
        chosen = [firm for firm in large[at:] if fits(firm)][:count]
        for order, firm in enumerate(chosen):
            firm.titles[title] = (date(year - order % 2, 9, 1),)
        at += 3


def holds(firm: Firm, title: str, on: date) -> bool:
    """Whether one of its grants is in force on the day."""
    years = _VALID_YEARS.get(title, 3)
    return any(day <= on < date(day.year + years, day.month, day.day) for day in firm.titles.get(title, ()))


def held_on(firm: Firm, on: date) -> frozenset[str]:
    return frozenset(title for title in firm.titles if holds(firm, title, on))


def listed(firms: Sequence[Firm]) -> dict[int, date]:
    """The firms that are on a stock exchange, by number: five on the chains and one off them."""
    large = [firm for firm in firms if firm.number in range(2, 21)]
    chosen = [firm for firm in large if firm.is_on_chain][:LISTED_ON_CHAINS] + [
        firm for firm in large if not firm.is_on_chain
    ][:1]
    days = (
        date(2011, 5, 18),
        date(2017, 3, 9),
        date(2020, 7, 22),
        date(2022, 9, 15),
        date(2025, 4, 16),
        date(2024, 6, 6),
    )
    return {firm.number: day for firm, day in zip(chosen, days, strict=True)}
