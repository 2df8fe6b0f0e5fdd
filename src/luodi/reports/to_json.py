"""Keeps a report as JSON and reads it back the same, so that what was issued can be shown and printed again."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from luodi.reports.model import (
    Annex,
    Block,
    Column,
    Heading,
    Masthead,
    Paragraph,
    Reference,
    Report,
    Run,
    Runs,
    Signature,
    Source,
    Table,
)
from luodi.spans import Span


def to_json(report: Report) -> str:
    """The report with all its sources; blocks carry their ``kind``."""
    kept = asdict(report)
    kept["blocks"] = [_block_to(block) for block in report.blocks]
    kept["annexes"] = [{"title": a.title, "blocks": [_block_to(b) for b in a.blocks]} for a in report.annexes]
    kept["signature"]["on"] = report.signature.on.isoformat()
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def from_json(words: str) -> Report:
    kept = json.loads(words)
    signature = kept["signature"]
    return Report(
        kind=kept["kind"],
        title=kept["title"],
        blocks=tuple(_block_from(block) for block in kept["blocks"]),
        signature=Signature(signature["issuer"], date.fromisoformat(signature["on"])),
        masthead=Masthead(**kept["masthead"]) if kept["masthead"] else None,
        addressees=kept["addressees"],
        annexes=tuple(Annex(a["title"], tuple(_block_from(b) for b in a["blocks"])) for a in kept["annexes"]),
    )


def _block_to(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **asdict(block)}


def _block_from(kept: dict[str, Any]) -> Block:
    if kept["kind"] == "table":
        columns = tuple(Column(**column) for column in kept["columns"])
        return Table(columns, tuple(tuple(_runs(cell) for cell in row) for row in kept["rows"]))
    if kept["kind"] == "heading":
        return Heading(kept["level"], _runs(kept["runs"]))
    return Paragraph(_runs(kept["runs"]))


def _runs(kept: list[dict[str, Any]]) -> Runs:
    return tuple(Run(run["text"], _source(run["source"])) for run in kept)


def _source(kept: dict[str, Any] | None) -> Source | None:
    if kept is None:
        return None
    references = tuple(Reference(**row) for row in kept.get("references", ()))
    return Source(tuple(kept["matters"]), tuple(Span(**span) for span in kept["spans"]), references)
