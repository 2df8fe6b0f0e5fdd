"""A paper from its text and the facts, and the annex that says where each of its figures comes from."""

from __future__ import annotations

from collections.abc import Iterator

from luodi.reports.model import (
    Annex,
    Block,
    Column,
    Masthead,
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

KINDS_WITHOUT_HEAD = ("meeting",)
# In the annex a figure names so many of its rows, each with so much of its title; the page lists all.
_ROWS_NAMED, _TITLE_NAMED = 6, 18
_KIND_WORDS = {"matter": "事项", "issue": "问题", "order": "督办单"}
_SOURCES = (Column("序号", 8, "centre"), Column("数据", 14, "centre"), Column("所在语句", 34), Column("出处", 44))


def places_of(kind: str) -> tuple[Place, ...]:
    """The names that a text of this kind may use."""
    return ORDER_PLACES if kind == "order" else PLACES


def build(kind: str, template: Template, facts: PaperFacts, *, number: str = "") -> Report:
    """The paper as of the facts' day; the text has passed ``templates.check``. A red head where somebody issues it."""
    filled = fill(template, all_values(facts), all_tables(facts))
    has_head = bool(facts.issuer) and kind not in KINDS_WITHOUT_HEAD
    return Report(
        kind=kind,
        title=filled.title,
        blocks=filled.blocks,
        signature=Signature(facts.issuer or None, facts.on),
        masthead=Masthead(facts.issuer, number or None) if has_head else None,
        addressees=filled.addressees or None,
    )


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
    return Report(
        report.kind, report.title, report.blocks, report.signature, report.masthead, report.addressees,
        (*report.annexes, annex),
    )  # fmt: skip


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
    kinds: dict[str, list[str]] = {}
    for one in source.references:
        kinds.setdefault(_KIND_WORDS[one.kind], []).append(f"{_cut(one.words)}（编号{one.number}）")
    parts = []
    for kind, named in kinds.items():
        more = f"等{len(named)}项" if len(named) > _ROWS_NAMED else ""
        parts.append(f"{kind}：{'、'.join(named[:_ROWS_NAMED])}{more}")
    return "；".join(parts) or "文件原文"
