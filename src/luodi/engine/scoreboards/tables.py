"""Scoreboards and tables: which fields a board reads, a row of a table as one that may be ranked, scores as rows again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from luodi.datasets.model import SUBJECT_COLUMNS, Catalogue
from luodi.datasets.stored import to_subject
from luodi.engine.scoreboards.interpreted import Ranked
from luodi.engine.scoreboards.model import Score
from luodi.formula.ast import Formula, fields_of
from luodi.formula.fields import column_of, period_on
from luodi.formula.numbers import round_half_up
from luodi.policy.rules.model import Scoreboard

# What a table of scores holds, a row for each subject: sums of points in millionths, half up; ``missing`` parted by 、.
SCORE_COLUMNS = (
    "id", "name", "group", "standing", "total", "rank", "of", "is_tied", "band", "colour", "has_veto", "missing",
)  # fmt: skip
_STEP = Fraction(1, 1_000_000)


def formulas_of(board: Scoreboard) -> Iterator[Formula]:
    """Every formula of a board."""
    for line in board.indicators:
        yield from filter(None, (line.value, line.baseline))
    yield from (one.points for one in board.adjustments)
    yield from filter(None, (board.among, board.veto and board.veto.rule, board.exempt and board.exempt.rule))


def codes_of(board: Scoreboard, catalogue: Catalogue) -> frozenset[str]:
    """The codes of the fields that a board reads."""
    found = {field.code for formula in formulas_of(board) for field in fields_of(formula.tree)}
    if board.group is not None and board.group not in SUBJECT_COLUMNS:
        found.add(board.group)
    return frozenset(found | {catalogue.begins})


def ranked_of(
    row: Mapping[str, object], board: Scoreboard, catalogue: Catalogue, on: date, observed_from: date | None
) -> Ranked:
    """One row of a table; its group is the text of the board's field on the day, or its region."""
    return Ranked(str(row["id"]), to_subject(row, catalogue, observed_from), group_of(row, board, catalogue, on))


def group_of(row: Mapping[str, object], board: Scoreboard, catalogue: Catalogue, on: date) -> str:
    """The group that a row is ranked in; empty where the board has none, or where it is not known."""
    column = group_column(board, catalogue, on)
    return str(row.get(column) or "") if column else ""


def group_column(board: Scoreboard, catalogue: Catalogue, on: date) -> str | None:
    """The column of a table that tells groups apart."""
    if board.group is None or board.group in SUBJECT_COLUMNS:
        return board.group
    field = catalogue.find(board.group)
    if field is None:
        raise ValueError(f"排名“{board.name}”按“{board.group}”分组，字段目录里没有它")
    return column_of(field, period_on(field, on))


def as_row(score: Score) -> tuple[object, ...]:
    """A score as a table of results holds it: ``SCORE_COLUMNS``."""
    total = None if score.total is None else int(round_half_up(score.total, _STEP) / _STEP)
    return (
        score.id, score.name, score.group, score.standing, total, score.rank, score.of, score.is_tied, score.band,
        score.colour, score.has_veto, "、".join(score.missing),
    )  # fmt: skip


def as_rows(scores: Sequence[Score]) -> list[tuple[object, ...]]:
    return [as_row(score) for score in scores]
