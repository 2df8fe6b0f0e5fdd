"""The sheets of scoreboards: a row for each subject with its place, how firm that is, and each indicator's value and points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from luodi.engine.scoreboards.explain import shown_points
from luodi.engine.scoreboards.model import Flip, RankInterval, Score
from luodi.formula.numbers import round_half_up
from luodi.formula.shown import show
from luodi.policy.rules.model import Scoreboard
from luodi.reports.model import Sheet, SheetColumn

MOST_ROWS = 1_000_000  # Excel holds a few more


@dataclass(frozen=True, slots=True)
class BoardRun:
    """A board worked out on a day: scores by group and rank, an interval for each ranked one, flips between neighbours."""

    board: Scoreboard
    on: date
    scores: Sequence[Score]
    intervals: dict[tuple[str, str], RankInterval]
    flips: dict[tuple[str, str], Flip]

    def interval(self, score: Score) -> RankInterval | None:
        return self.intervals.get((score.group, score.id))

    def flip(self, score: Score) -> Flip | None:
        """With the one that stands before it."""
        return self.flips.get((score.group, score.id))

    @property
    def note(self) -> str:
        said = [f"评定日 {self.on}"]
        source = self.board.source
        said += [f"出处：{source.document}{source.clause}"] if source.document else []
        said += ["数字没有得到页面证实"] if source.is_unconfirmed else []
        return "；".join([*said, *([source.note] if source.note else [])])


def sheets(runs: Iterable[BoardRun]) -> tuple[Sheet, ...]:
    return tuple(_sheet(run) for run in runs)


def _sheet(run: BoardRun) -> Sheet:
    board = run.board
    columns = [
        *([SheetColumn("分组", 16)] if board.group else []),
        SheetColumn("名次", 8, "integer"), SheetColumn("编号", 22), SheetColumn("名称", 22), SheetColumn("得分", 10, "number"),
        SheetColumn("等次", 10), SheetColumn("名次区间", 12), SheetColumn("名次是否稳", 10), SheetColumn("与前一名换位", 26),
    ]  # fmt: skip
    for line in board.indicators:
        columns += [SheetColumn(line.name, 12), SheetColumn(f"{line.name}得分", 10, "number")]
    columns += [SheetColumn(one.name, 10, "number") for one in board.adjustments]
    columns += [SheetColumn("说明", 30)]
    rows = tuple(tuple(_row(run, score)) for score in run.scores[:MOST_ROWS])
    return Sheet(board.name, board.name, tuple(columns), rows, run.note)


def _row(run: BoardRun, score: Score) -> Iterator[str | int | float | None]:
    if run.board.group:
        yield score.group or "未知"
    yield score.rank
    yield score.id
    yield score.name
    yield _points(score.total)
    yield score.band
    interval = run.interval(score)
    yield interval_in_words(interval)
    yield "" if interval is None else "不稳" if interval.is_fragile else "稳"
    yield flip_in_words(run.board, run.flip(score))
    for of, line in zip(run.board.indicators, score.indicators, strict=True):
        yield "未知" if line.value is None else show(line.value, of.value.shape)
        yield _points(line.contribution)
    added = dict(score.added)
    for one in run.board.adjustments:
        yield _points(added.get(one.id))
    yield standing_in_words(score)


def standing_in_words(score: Score) -> str:
    """What else there is to say of a row: a veto, an exemption, what is missing."""
    said = ["触发一票否决"] if score.has_veto else []
    said += ["不参加排名"] if score.standing == "exempt" else []
    said += [f"缺：{'、'.join(score.missing)}"] if score.missing else []
    said += ["并列"] if score.is_tied else []
    return "；".join([*said, *score.notes])


def interval_in_words(interval: RankInterval | None) -> str:
    if interval is None:
        return ""
    return str(interval.low) if interval.low == interval.high else f"{interval.low}–{interval.high}"


def flip_in_words(board: Scoreboard, flip: Flip | None) -> str:
    """The smallest change of one weight at which this one draws level with the one before it."""
    if flip is None:
        return ""
    if flip.indicator is None or flip.to is None or flip.weight is None:
        return "单独改变哪项权重都不换位"
    if flip.to == flip.weight:
        return "已经并列"
    name = next(line.name for line in board.indicators if line.id == flip.indicator)
    return f"“{name}”权重由 {shown_points(flip.weight)} 变为 {shown_points(flip.to)}"


def _points(value: Fraction | None) -> float | None:
    """A cell of points; what is not known stays empty, and the last column says why."""
    return None if value is None else float(round_half_up(value, Fraction(1, 100)))
