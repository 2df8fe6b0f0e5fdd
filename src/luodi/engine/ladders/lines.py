"""A ladder over many subjects as lines for people: where each stands, what the next rung lacks, when a grant ends; and counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from luodi.datasets.stored import to_subject
from luodi.engine.ladders.cases import ends_in_words, points_in_words
from luodi.engine.ladders.expiry import Forecast, forecast_of
from luodi.engine.ladders.grants import grant_of
from luodi.engine.ladders.judge import judge_rung
from luodi.engine.ladders.model import ConditionResult, RouteResult, RungResult
from luodi.engine.ladders.plan import OF_LADDER, Plan
from luodi.formula.fields import Catalogue
from luodi.formula.values import Subject
from luodi.policy.rules.model import Ladder

UNKNOWN, NONE = "不能确定", "无"
ALREADY = "现在不符合、不能预判的："
# So many subjects are looked at one by one, for distances, missing figures and forecasts.
MOST_ASKED = 20_000


@dataclass(frozen=True, slots=True)
class LadderLine:
    """One subject: rungs by name, 无 and 不能确定. ``failing`` and ``missing`` are of the next rung, in words.

    ``fails`` counts the conditions of the next rung that fail. ``is_ready``: it meets the next rung and does not stand on it.
    ``likely_to_fail`` when the grant ends; ``failing_already`` now, of what no trend speaks of.
    """

    id: str
    name: str
    region: str
    stands: str
    meets: str
    next: str
    is_ready: bool | None
    points: str = ""
    fails: int = 0
    failing: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    ends: str = ""
    likely_to_fail: tuple[str, ...] = ()
    failing_already: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RungCount:
    """How many subjects of a region (the empty one is all) stand on a rung, meet it surely, or may meet it."""

    region: str
    rung: str
    name: str
    standing: int
    meeting: int
    open: int
    ready: int


@dataclass(frozen=True, slots=True)
class LadderRun:
    """One ladder over a table; without an edition in force on the day ``plan`` is None, nothing is judged and ``notes`` say so."""

    ladder: Ladder
    on: date
    plan: Plan | None
    notes: tuple[str, ...]
    subjects: int = 0
    counts: tuple[RungCount, ...] = ()
    lines: tuple[LadderLine, ...] = ()

    @property
    def totals(self) -> tuple[RungCount, ...]:
        return tuple(one for one in self.counts if not one.region)


Row = Mapping[str, object]


def lines(
    plan: Plan, rows: Iterable[Row], catalogue: Catalogue, on: date, observed_from: date | None = None
) -> Iterator[LadderLine]:
    """A line for each row: ``id``, ``name``, ``region``, the figures as stored, and the columns of results beside them."""
    for number, row in enumerate(rows):
        placed = _placed(plan, row)
        yield (
            placed if number >= MOST_ASKED else _asked(plan, row, placed, to_subject(row, catalogue, observed_from), on)
        )


def _placed(plan: Plan, row: Row) -> LadderLine:
    """What the columns say: the rungs by name."""
    columns = plan.names
    names: dict[object, str] = {"": NONE}
    names |= {rung.id: rung.name for rung in plan.edition.rungs}
    stands, meets, may_meet, following = (row[columns.of(what)] for what in OF_LADDER)
    rung = plan.rung(following)
    return LadderLine(
        str(row["id"]),
        str(row.get("name") or ""),
        str(row.get("region") or ""),
        names[stands] if stands is not None else UNKNOWN if plan.grants else "",
        names[meets] if meets == may_meet else f"{names[meets]}至{names[may_meet]}",
        names[following],
        bool(state) if rung and (state := row[columns.rung(rung, "met")]) is not None else None if rung else False,
    )


def _asked(plan: Plan, row: Row, placed: LadderLine, subject: Subject, on: date) -> LadderLine:
    """The line with what only the interpreter says: distances, missing figures, the end of the grant and what may fail then."""
    standing, following = (plan.rung(row[plan.names.of(what)]) for what in ("stands", "next"))
    found = placed
    if standing is not None and standing.valid_years is not None:
        grant = grant_of(plan, standing, subject, on)
        ahead = forecast_of(plan, standing, grant, subject)
        found = replace(found, ends=ends_in_words(grant))
        if ahead is not None and not ahead.rung.is_met:
            now = judge_rung(plan, standing, subject, on, is_review=True)
            fails, already = tuple(failing_in_words(ahead.rung)), tuple(failing_already(ahead, now))
            found = replace(found, likely_to_fail=fails, failing_already=already)
    if following is None:
        return found
    rung = judge_rung(plan, following, subject, on, is_review=False)
    points = points_in_words(rung)
    return replace(
        found,
        points="" if points == NONE else points,
        fails=len(rung.failing) + rung.is_without_route,
        failing=tuple(failing_in_words(rung)),
        missing=tuple(map(str, rung.missing)),
    )


def failing_in_words(rung: RungResult) -> Iterator[str]:
    """What fails with its distance; of routes, where none leads up, how far the nearest is."""
    for one in rung.failing:
        yield f"否决：{one.condition.name}" if one.is_veto else _condition(one)
    if rung.is_without_route:
        yield "；或".join(_route(route) for route in rung.routes)


def failing_already(ahead: Forecast, now: RungResult) -> Iterator[str]:
    """What fails today and no trend speaks of, so that it is not passed over in silence."""
    open_ = {one.condition.id for one in ahead.open}
    for one in now.failing:
        if one.condition.id in open_:
            yield from failing_in_words(replace(now, requires=(one,), vetoes=(), routes=()))
    states = [route.is_met for route in ahead.rung.routes]
    if now.is_without_route and None in states and True not in states:
        yield from failing_in_words(replace(now, requires=(), vetoes=()))


def _condition(one: ConditionResult) -> str:
    distances = list(dict.fromkeys(short.shown for short in one.shortfalls if short.shown))
    sign = " 或 " if any(short.is_one_of for short in one.shortfalls) else "、"
    return one.condition.name + (f"（差 {sign.join(distances)}）" if distances else "")


def _route(route: RouteResult) -> str:
    said = [_condition(one) for one in route.conditions if one.is_met is False]
    for each in (route.points.total, *route.points.parts) if route.points else ():
        if each.short_by is not None:
            said.append(f"{each.part}得分差 {each.short_by}分" if each.part else f"总分差 {each.short_by}分")
    return f"{route.route.name}：{'、'.join(said)}"


def counts(plan: Plan, rows: Iterable[Row]) -> tuple[RungCount, ...]:
    """From the columns of results with ``region``: for each region by name, then for all, each rung from the lowest up."""
    names = plan.names
    met = {rung.id: names.rung(rung, "met") for rung in plan.edition.rungs}
    stands, meets, may_meet, following = map(names.of, OF_LADDER)
    tallies: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        region = str(row.get("region") or "")
        for key in dict.fromkeys((region, "")):
            for rung in plan.edition.rungs:
                tally = tallies.setdefault((key, rung.id), [0, 0, 0, 0])
                state = row[met[rung.id]]
                is_met = state is True
                if plan.ladder.is_classes:  # a firm is of one class, not of all below it too
                    is_met = row[meets] == row[may_meet] == rung.id
                tally[0] += row[stands] == rung.id
                tally[1] += is_met
                tally[2] += state is None
                tally[3] += is_met and row[following] == rung.id
    regions = sorted({region for region, _ in tallies} - {""})
    return tuple(
        RungCount(region, rung.id, rung.name, *tallies[region, rung.id])
        for region in (*regions, "")
        for rung in plan.edition.rungs
        if (region, rung.id) in tallies
    )


def result_columns(plan: Plan) -> list[str]:
    """The columns that counts and the places of lines are read from."""
    names = plan.names
    return [*map(names.of, OF_LADDER), *(names.rung(rung, "met") for rung in plan.edition.rungs)]


def to_json(runs: Iterable[LadderRun], title: str) -> dict[str, Any]:
    """A run for programs: for each ladder its counts and lines, as they are shown."""
    return {"format": "luodi.ladder_run", "version": 1, "title": title, "ladders": [_run_json(run) for run in runs]}


def _run_json(run: LadderRun) -> dict[str, Any]:
    return {
        "id": run.ladder.id,
        "name": run.ladder.name,
        "note": run.ladder.note,
        "on": run.on.isoformat(),
        "edition": run.plan.edition.name if run.plan else None,
        "notes": list(run.notes),
        "subjects": run.subjects,
        "counts": [asdict(one) for one in run.counts],
        "lines": [asdict(one) for one in run.lines],
    }
