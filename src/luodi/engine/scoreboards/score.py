"""From the figures of all subjects to points, totals, ranks and bands; exact, so that a tie is a tie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from luodi.engine.scoreboards import normal
from luodi.engine.scoreboards.bands import bands_of
from luodi.engine.scoreboards.model import Entrant, IndicatorScore, Score
from luodi.policy.rules.model import Scoreboard, ScoreIndicator

Filled = tuple[Fraction | None, bool]


def score(board: Scoreboard, entrants: Sequence[Entrant]) -> list[Score]:
    """The scores of all entrants, each group by itself, in the order of rank; who has no rank comes after, by id."""
    groups: dict[str, list[Entrant]] = {}
    for one in entrants:
        groups.setdefault(one.group, []).append(one)
    return [found for group in sorted(groups) for found in _group(board, groups[group])]


def _group(board: Scoreboard, entrants: list[Entrant]) -> list[Score]:
    exempt = [one for one in entrants if one.is_exempt]
    field = [one for one in entrants if not one.is_exempt]
    columns = [_column(line, index, field) for index, line in enumerate(board.indicators)]
    scores = [_score(board, one, [column[at] for column in columns]) for at, one in enumerate(field)]
    ranked = sorted(
        (one for one in scores if one.total is not None), key=lambda one: (-(one.total or Fraction(0)), one.id)
    )
    without = sorted((one for one in scores if one.total is None), key=lambda one: one.id)
    taken_out = [_exempt(board, one) for one in sorted(exempt, key=lambda one: one.id)]
    return [*_placed(board, ranked), *without, *taken_out]


def _column(line: ScoreIndicator, index: int, field: Sequence[Entrant]) -> list[IndicatorScore]:
    """One indicator of all who are in the field."""
    values = [one.values[index] for one in field]
    held = normal.baselines_of(line, values, [one.baselines[index] for one in field])
    points = normal.points_of(line, values, held)
    fill = {"zero": Fraction(0), "mean": normal.mean(points)}.get(line.missing)
    return [
        IndicatorScore(
            line.id, value, baseline, fill if found is None else found, line.weight, found is None and fill is not None
        )
        for value, baseline, found in zip(values, held, points, strict=True)
    ]


def _score(board: Scoreboard, entrant: Entrant, lines: list[IndicatorScore]) -> Score:
    lines = _without_dropped(board, lines)
    added = [_bounded(one, of.most) for one, of in zip(entrant.added, board.adjustments, strict=True)]
    total = _total(board, lines, added)
    if entrant.has_veto is None or entrant.is_exempt is None:
        total = None
    return Score(
        id=entrant.id, name=entrant.name, group=entrant.group, standing="unknown" if total is None else "ranked",
        indicators=tuple(lines), added=tuple((of.id, one) for of, one in zip(board.adjustments, added, strict=True)),
        total=total, has_veto=bool(entrant.has_veto), missing=entrant.missing, notes=entrant.notes,
    )  # fmt: skip


def _without_dropped(board: Scoreboard, lines: list[IndicatorScore]) -> list[IndicatorScore]:
    """Weights with those of missing values that may be dropped shared out among the rest, in their proportions."""
    dropped = [line.points is None and of.missing == "drop" for line, of in zip(lines, board.indicators, strict=True)]
    if not any(dropped):
        return lines
    whole = sum((line.weight for line in lines), Fraction(0))
    rest = sum((line.weight for line, is_out in zip(lines, dropped, strict=True) if not is_out), Fraction(0))
    if not rest:  # nothing is left that could carry the weight
        return lines
    return [
        replace(line, weight=Fraction(0) if is_out else line.weight * whole / rest)
        for line, is_out in zip(lines, dropped, strict=True)
    ]


def _total(board: Scoreboard, lines: list[IndicatorScore], added: list[Fraction | None]) -> Fraction | None:
    counted = [line for line in lines if line.weight]
    points = [line.points for line in counted if line.points is not None]
    extra = [one for one in added if one is not None]
    if not counted or len(points) < len(counted) or len(extra) < len(added):
        return None
    weights = [line.weight for line in counted]
    if board.aggregate == "geometric":
        return normal.geometric(points, weights) + sum(extra, Fraction(0))
    weighted = (one * weight / 100 for one, weight in zip(points, weights, strict=True))
    return sum(weighted, Fraction(0)) + sum(extra, Fraction(0))


def _bounded(points: Fraction | None, most: Fraction | None) -> Fraction | None:
    return points if points is None or most is None else max(-most, min(most, points))


def _placed(board: Scoreboard, ranked: list[Score]) -> list[Score]:
    totals = [one.total for one in ranked if one.total is not None]
    bands = bands_of(board.colours, totals) if board.colours else [None] * len(ranked)
    colours = {band.name: band.colour for band in board.colours.bands} if board.colours else {}
    first: dict[Fraction, int] = {}
    for place, total in enumerate(totals, start=1):
        first.setdefault(total, place)
    alike = Counter(totals)
    found = []
    for one, total, band in zip(ranked, totals, bands, strict=True):
        name = board.veto_band if one.has_veto and board.veto_band else band.name if band else ""
        found.append(
            replace(
                one, rank=first[total], is_tied=alike[total] > 1, of=len(ranked), band=name,
                colour=colours.get(name, ""),
            )
        )  # fmt: skip
    return found


def _exempt(board: Scoreboard, entrant: Entrant) -> Score:
    colours = {band.name: band.colour for band in board.colours.bands} if board.colours else {}
    lines = tuple(
        IndicatorScore(line.id, value, None, None, line.weight)
        for line, value in zip(board.indicators, entrant.values, strict=True)
    )
    return Score(
        id=entrant.id, name=entrant.name, group=entrant.group, standing="exempt", indicators=lines, added=(),
        total=None, band=board.exempt_band, colour=colours.get(board.exempt_band, ""), missing=entrant.missing,
        notes=entrant.notes,
    )  # fmt: skip
