"""Outlines of texts written in a test, and how close the compiler comes to labels that lie beside the project."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from luodi.clauses.from_document import outline
from luodi.clauses.model import Outline
from luodi.documents.model import Document, Paragraph
from luodi.policy.document_facts import read_facts
from luodi.policy.model import DocumentFacts
from luodi.spans import Span

SHARED = Path(__file__).parents[4] / "shared"


def written(text: str, name: str = "山阳") -> Outline:
    """The outline of a text in which each line is a paragraph."""
    paragraphs, at = [], 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = at + line.index(words)
            paragraphs.append(Paragraph(Span(name, start, start + len(words))))
        at += len(line)
    return outline(Document(name, text, "text", tuple(paragraphs)))[0]


def pairs(kind: str, found_in: Callable[[Outline, DocumentFacts], list], fits: Callable) -> tuple[int, int, int]:
    """Hits, misses and inventions over all labelled documents: what overlaps and fits is a hit, once."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("the labelled documents do not lie beside the project")
    hits = missed = invented = 0
    for label in sorted((SHARED / "gold").glob("*.json")):
        text = (SHARED / "corpus" / f"{label.stem}.txt").read_text("utf-8")
        document = written(text, label.stem)
        found = found_in(document, read_facts(document)[0])
        gold = json.loads(label.read_text("utf-8")).get(kind, [])
        h, m, i = _tally(text, gold, found, fits)
        hits, missed, invented = hits + h, missed + m, invented + i
    return hits, missed, invented


def _tally(text: str, gold: list[dict], found: list, fits: Callable) -> tuple[int, int, int]:
    left = list(found)
    hits = missed = 0
    for label in sorted(gold, key=lambda item: item.get("optional", False)):
        start = text.find(label["quote"])
        over = [f for f in left if f.span.start < start + len(label["quote"]) and start < f.span.end]
        if label.get("optional"):
            left = [f for f in left if f not in over]
            continue
        match = next((f for f in over if fits(label, f)), None)
        if match is None:
            missed += 1
        else:
            hits += 1
            left.remove(match)
    return hits, missed, sum(not getattr(f, "optional", False) for f in left)


def f1(hits: int, missed: int, invented: int) -> float:
    return 2 * hits / (2 * hits + missed + invented)
