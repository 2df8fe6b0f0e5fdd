"""400 technical upgrade projects of firms above scale, the key projects of the annex among them, and what was paid before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from luodi.datasets.model import Given, Payment, Row

from .chance import Chance, exact
from .city import KEY_PROJECTS, PLACES, PROJECTS
from .firms import Firm, key_firm_numbers
from .titles import GIANT, PROVINCIAL, holds

_WHAT = ("产线智能化改造项目", "绿色化改造项目", "设备更新项目", "扩能改造项目", "数字化车间项目", "节能降碳改造项目")
_MONTHS = tuple((year, month) for year in (2023, 2024, 2025) for month in range(1, 13))
_NOW = date(2025, 12, 31)
# What was paid goes by the name that the rule of the three-year plan has once it is compiled.
SCALED_UP, TITLES, LISTING, UPGRADE = (
    "首次上规且在库满一年", "支持企业专精特新发展", "在境内外成功上市", "支持企业技术改造",
)  # fmt: skip


def make_projects(firms: Sequence[Firm]) -> list[Row]:
    """Projects begun from 2022 on; those that will begin in 2026 have no figures but their plans."""
    above = [firm for firm in firms if firm.is_above_scale(2025)]
    rows = [_key(at, firms[number]) for at, number in enumerate(key_firm_numbers())]
    for number in range(len(rows), PROJECTS):
        chance = Chance("owner", number)
        owner = above[int(len(above) * chance.share() ** 2.2)]
        rows.append(_project(number, owner))
    return rows


def _key(at: int, owner: Firm) -> Row:
    name, place, total, first, last, _, _ = KEY_PROJECTS[at]
    begun = date(first, 3 + at % 4, 12) if first < 2026 else None
    plan = date(last, 6 + at % 6, 28)
    return _row(at, name, owner, place, total * 10_000, begun, plan, None, True)


def _project(number: int, owner: Firm) -> Row:
    chance = Chance("project", number)
    total = min(90_000, max(320, owner.outputs[2025] * chance.between(0.04, 0.22)))
    year = chance.pick((2022, 2023, 2024, 2025, 2026), (8, 22, 28, 32, 10))
    begun = date(year, chance.whole(1, 12), chance.whole(1, 28))
    months = chance.whole(7, 30)
    end = begun.year * 12 + begun.month - 1 + months
    plan = date(end // 12, end % 12 + 1, 28)
    late = end + chance.pick((0, 0, 1, 2, 5), (40, 20, 15, 15, 10))
    done = date(late // 12, late % 12 + 1, chance.whole(1, 28))
    name = f"{owner.name.removesuffix('有限公司').removesuffix('股份').removesuffix('有限责任公司')}{owner.product}{chance.pick(_WHAT)}"
    is_begun = begun <= _NOW
    return _row(
        number, name, owner, owner.place, total, begun if is_begun else None, plan,
        done if is_begun and done <= _NOW else None, total >= 20_000 and chance.happens(0.35),
    )  # fmt: skip


def _row(  # noqa: PLR0917  a project has that many sides
    number: int,
    name: str,
    owner: Firm,
    place: str,
    total: float,
    begun: date | None,
    plan: date,
    done: date | None,
    is_key: bool,
) -> Row:
    chance = Chance("progress", number)
    zone_or_county = PLACES[place][2] or PLACES[place][1]
    share = chance.between(0.5, 0.85)
    monthly = _monthly(chance, total, begun, done or plan)
    spent = total * chance.between(0.94, 1.04) if done else sum(monthly.values())
    figures: dict[str, Given] = {
        "project_kind": "技术改造",
        "project_county": zone_or_county,
        "project_industry": owner.industry,
        "registered_on": date(
            (begun or date(2025, 9, 1)).year - (0 if begun and begun.month > 3 else 1), 3 + number % 9, 5
        ),
        "started_on": begun,
        "completed_on": done,
        "planned_completion_on": plan,
        "stage_list": "竣工" if done else "谋划" if begun is None else "新开" if begun.year == 2025 else "续建",
        "is_key_project": is_key,
        "is_on_whitelist": begun is not None and done is None and chance.happens(0.3),
        "project_library": "市级库" if total >= 3000 else "县级库",
        "total_investment": exact(total),
        "equipment_investment": None
        if begun is None or (done is None and chance.happens(0.06))
        else exact(spent * share),
        "finished_investment": exact(spent),
        "project_land": exact(chance.between(0, 40), 1) if chance.happens(0.2) else exact(0),
        "project_energy": exact(total * chance.between(0.05, 0.4), 1),
        "project_value_added": exact(total * chance.between(0.2, 0.6)),
        "expected_output": exact(total * chance.between(0.9, 2.4)),
        "expected_tax": exact(total * chance.between(0.03, 0.1)),
    }
    figures |= _evaluation(number, done, figures["equipment_investment"])
    for (year, month), sum_ in monthly.items():
        figures[f"monthly_investment@{year}-{month:02}"] = exact(sum_)
    for year in (2023, 2024, 2025):
        if months := [sum_ for (of, _), sum_ in monthly.items() if of == year]:
            figures[f"upgrade_investment_done@{year}"] = sum(map(exact, months))
    return Row(
        f"99JG{number + 1:05}", name, owner.region, owner.id,
        {column: given for column, given in figures.items() if given is not None},
    )  # fmt: skip


def _evaluation(number: int, done: date | None, equipment: Given) -> dict[str, Given]:
    """The self-evaluation of the money that a finished project was given: budget, spending and points out of 50, 30 and 10."""
    if done is None or not isinstance(equipment, Decimal) or equipment < 500:
        return {}
    chance = Chance("evaluation", number)
    budget = exact(float(equipment) * 0.08)
    scores = {
        name: exact(most * chance.between(0.66, 1), 1)
        for name, most in (("output", 50), ("effect", 30), ("satisfaction", 10))
    }
    spent = exact(float(budget) * chance.between(0.8, 1))
    total = sum(scores.values()) + exact(float(spent / budget) * 10, 1)
    found: dict[str, Given] = {"project_budget": budget, "project_spent": spent, "evaluation_score": total}
    found |= {f"{name}_score": score for name, score in scores.items()}
    return {f"{code}@{done.year}": given for code, given in found.items()}


def _monthly(chance: Chance, total: float, begun: date | None, end: date) -> dict[tuple[int, int], float]:
    """What was spent in each month of building up to the end of 2025, more in the middle than at either end."""
    if begun is None:
        return {}
    span = max(1, (end.year - begun.year) * 12 + end.month - begun.month + 1)
    found = {}
    for at in range(span):
        year, month = divmod(begun.year * 12 + begun.month - 1 + at, 12)
        if (year, month + 1) in _MONTHS:
            weight = 0.5 + min(at + 1, span - at) / span
            found[year, month + 1] = total / span * weight * chance.between(0.6, 1.2)
    return found


def make_payments(firms: Sequence[Firm], projects: Sequence[Row], listed: dict[int, date]) -> list[Payment]:
    """What the city paid from 2023 to 2025 under the measures before: growing above scale, titles, upgrades, listings."""
    paid: list[Payment] = []
    by_id = {firm.id: firm for firm in firms}
    for firm in firms:
        if firm.entered_on and 2022 <= firm.entered_on.year <= 2024:
            paid.append(Payment(firm.id, SCALED_UP, date(firm.entered_on.year + 1, 6, 20), 10_000_000))
        for title, sum_ in ((GIANT, 50_000_000), (PROVINCIAL, 15_000_000)):
            days = firm.titles.get(title, ())
            if days and 2022 <= days[0].year <= 2024:
                paid.append(Payment(firm.id, TITLES, date(days[0].year + 1, 7, 15), sum_))
        if firm.number in listed and listed[firm.number].year in (2022, 2024):
            day = listed[firm.number]
            paid += [Payment(firm.id, LISTING, date(day.year + 1, 3, 28), 200_000_000)]
    for project in projects:
        done, spent = project.figures.get("completed_on"), project.figures.get("equipment_investment")
        if isinstance(done, date) and done < date(2025, 7, 1) and spent is not None and spent >= 500:  # type: ignore[operator]
            rate = (
                13
                if holds(by_id[project.owner], GIANT, done)
                else 12
                if holds(by_id[project.owner], PROVINCIAL, done)
                else 8
            )
            sum_ = min(500_000_000, int(spent * rate) * 10_000)  # type: ignore[operator]
            paid.append(
                Payment(project.id, UPGRADE, date(done.year + (done.month > 6), 12 if done.month <= 6 else 6, 25), sum_)
            )
    back = next(payment for payment in paid if payment.benefit == SCALED_UP)
    paid.append(
        Payment(back.subject, back.benefit, date(2025, 9, 10), -back.sum)
    )  # it had left the register: asked back
    return paid
