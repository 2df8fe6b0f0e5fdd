"""The sheets of a run of ladders: for each ladder the counts by region and rung, and a line for each subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from luodi.engine.ladders.editions import in_words
from luodi.engine.ladders.lines import ALREADY, NONE, UNKNOWN, LadderLine, LadderRun
from luodi.reports.model import Sheet, SheetColumn

# Excel holds 1,048,576 rows; what is more is for Parquet.
MOST_ROWS = 1_000_000
_COUNTS = (
    SheetColumn("地区", 14),
    SheetColumn("级次", 24),
    SheetColumn("所处户数", 10, "integer"),
    SheetColumn("符合条件户数", 14, "integer"),
    SheetColumn("不能确定户数", 14, "integer"),
    SheetColumn("符合而未认定户数", 18, "integer"),
)
_LINES = (
    SheetColumn("编号", 22),
    SheetColumn("名称", 30),
    SheetColumn("地区", 12),
    SheetColumn("所处级次", 20),
    SheetColumn("符合的级次", 20),
    SheetColumn("下一级", 20),
    SheetColumn("能否申报下一级", 16),
    SheetColumn("得分", 10),
    SheetColumn("不符合条数", 12, "integer"),
    SheetColumn("不符合的条件", 60),
    SheetColumn("缺少的数据", 40),
    SheetColumn("资质到期", 14),
    SheetColumn("到期时可能不符合", 40),
)


def sheets(runs: Iterable[LadderRun]) -> tuple[Sheet, ...]:
    """Two sheets for each ladder that was judged."""
    return tuple(sheet for run in runs if run.plan is not None for sheet in _of_run(run))


def _of_run(run: LadderRun) -> Iterator[Sheet]:
    name, note = run.ladder.name, note_of(run)
    counts = [(one.region or "合计", one.name, one.standing, one.meeting, one.open, one.ready) for one in run.counts]
    yield Sheet(f"{name}汇总", f"{name}汇总", _COUNTS, tuple(counts), note)
    yield Sheet(name, f"{name}逐户情况", _LINES, tuple(_row(one) for one in run.lines[:MOST_ROWS]), note)


def note_of(run: LadderRun) -> str:
    """The day, the edition with its term, and what a reader must know."""
    said = [f"评定日 {run.on}"]
    if run.plan is not None:
        edition = run.plan.edition
        name = edition.name or edition.source.document
        said.append((f"按“{name}”" if name else "标准") + f"（{in_words(edition.in_force)}）")
    return "；".join([*said, *([run.ladder.note] if run.ladder.note else []), *run.notes])


def _row(one: LadderLine) -> tuple[str | int, ...]:
    return (
        one.id,
        one.name,
        one.region,
        one.stands,
        one.meets,
        one.next,
        ready_in_words(one),
        one.points,
        one.fails,
        "；".join(one.failing),
        "、".join(one.missing),
        one.ends,
        at_end_in_words(one),
    )


def at_end_in_words(one: LadderLine) -> str:
    """What is likely to fail when the grant ends, then what fails already, as the screen says it."""
    already = [f"{ALREADY}{'；'.join(one.failing_already)}"] if one.failing_already else []
    return "；".join([*one.likely_to_fail, *already])


def ready_in_words(one: LadderLine) -> str:
    if one.next == NONE:
        return "已在最高级"
    return {True: "符合", False: "不符合", None: UNKNOWN}[one.is_ready]
