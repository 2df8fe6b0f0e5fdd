"""A paper from its text and the facts, and the annex that says where each of its figures comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from luodi.reports.breakdown import BREAKDOWN_PLACES, BreakdownFacts, breakdown_values
from luodi.reports.breakdown_blocks import all_blocks
from luodi.reports.model import (
    Annex,
    Block,
    Column,
    Masthead,
    Reference,
    Report,
    Run,
    Runs,
    Signature,
    Source,
    Table,
    plain,
)
from luodi.reports.paper_facts import PaperFacts
from luodi.reports.paper_tables import all_tables
from luodi.reports.paper_values import ORDER_PLACES, PLACES, all_values
from luodi.reports.templates import Place, Template, fill
from luodi.reports.wording import numbers

KINDS_WITHOUT_HEAD = ("meeting",)
# In the annex a figure names so many of its rows, each with so much of its title; the page lists all.
_ROWS_NAMED, _TITLE_NAMED = 6, 18
_KIND_WORDS = {"matter": "事项", "issue": "问题", "order": "督办单"}
_SOURCES = (Column("序号", 8, "centre"), Column("数据", 14, "centre"), Column("所在语句", 34), Column("出处", 44))


def places_of(kind: str) -> tuple[Place, ...]:
    """The names that a text of this kind may use."""
    return {"order": ORDER_PLACES, "breakdown": BREAKDOWN_PLACES}.get(kind, PLACES)


def build(kind: str, template: Template, facts: PaperFacts | BreakdownFacts, *, number: str = "") -> Report:
    """The paper as of the facts' day; the text has passed ``templates.check``. A red head where somebody issues it."""
    if isinstance(facts, BreakdownFacts):
        filled = fill(template, breakdown_values(facts), all_blocks(facts))
    else:
        filled = fill(template, all_values(facts), all_tables(facts))
    has_head = bool(facts.issuer) and kind not in KINDS_WITHOUT_HEAD
    return Report(
        kind=kind,
        title=filled.title,
        blocks=filled.blocks,
        signature=Signature(facts.issuer or None, facts.on),
        masthead=Masthead(facts.issuer, number or None, _urgency(facts)) if has_head else None,
        addressees=filled.addressees or None,
        annexes=filled.annexes,
    )


def _urgency(facts: PaperFacts | BreakdownFacts) -> str:
    return facts.order.urgency if isinstance(facts, PaperFacts) and facts.order else ""


def with_sources(report: Report) -> Report:
    """The same paper with an annex 数据出处: each figure, the sentence it stands in, and the rows behind it."""
    rows = tuple(
        ((Run(str(number)),), (Run(run.text),), (Run(sentence),), (Run(_said(run.source)),))
        for number, (run, sentence) in enumerate(_figures(report), start=1)
        if run.source is not None
    )
    if not rows:
        return report
    annex = Annex("数据出处", (Table(_SOURCES, rows),))
    return replace(report, annexes=(*report.annexes, annex))


def only_sources(report: Report, keep: Callable[[Reference], bool]) -> Report:
    """The same paper with only those rows of the ledger behind its figures; its words stay as they are."""

    def limited(source: Source | None) -> Source | None:
        if source is None or not source.references:
            return source
        kept = tuple(one for one in source.references if keep(one))
        return replace(source, references=kept) if kept else None

    def line(runs: Runs) -> Runs:
        return tuple(Run(run.text, limited(run.source)) for run in runs)

    def block(one: Block) -> Block:
        if isinstance(one, Table):
            return replace(one, rows=tuple(tuple(line(cell) for cell in row) for row in one.rows))
        return replace(one, runs=line(one.runs))

    annexes = tuple(Annex(annex.title, tuple(block(one) for one in annex.blocks)) for annex in report.annexes)
    return replace(report, blocks=tuple(block(one) for one in report.blocks), annexes=annexes)


def _figures(report: Report) -> Iterator[tuple[Run, str]]:
    """Every figure with the sentence, or the row of a table, that it stands in."""
    for block in report.blocks:
        for line, runs in _lines(block):
            for run in runs:
                if run.source is not None:
                    yield run, line


def _lines(block: Block) -> Iterator[tuple[str, Runs]]:
    if isinstance(block, Table):
        for row in block.rows:
            name = next((plain(cell) for cell in row[:2] if not plain(cell).isdecimal()), "")
            for column, cell in zip(block.columns, row, strict=True):
                yield f"{column.title}：{name}", cell
    else:
        words = plain(block.runs)
        yield (words if len(words) <= 60 else words[:58] + "……"), block.runs


def _cut(words: str) -> str:
    return words if len(words) <= _TITLE_NAMED else words[: _TITLE_NAMED - 1] + "…"


def _said(source: Source) -> str:
    if source.matters:
        return f"任务清单第{numbers(source.matters)}项"
    kinds: dict[str, list[str]] = {}
    for one in source.references:
        kinds.setdefault(_KIND_WORDS[one.kind], []).append(f"{_cut(one.words)}（编号{one.number}）")
    parts = []
    for kind, named in kinds.items():
        more = f"等{len(named)}项" if len(named) > _ROWS_NAMED else ""
        parts.append(f"{kind}：{'、'.join(named[:_ROWS_NAMED])}{more}")
    return "；".join(parts) or "文件原文"
