"""A small sheet for the checks' tests: a text, and items that point at their own words in it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from luodi.clauses.from_document import outline
from luodi.documents.from_text import parse
from luodi.policy.model import DocumentFacts, Duty, Mechanism, Policy, Target, Task
from luodi.problems import Problem
from luodi.spans import Span


class Sheet:
    """Collects items over one text, then runs one check."""

    def __init__(self, text: str, **facts: Any) -> None:
        document, _ = parse(text.encode(), "sheet")
        self.outline, _ = outline(document)
        self.text = document.text
        self.facts = DocumentFacts(**facts)
        self.items: dict[str, list[Any]] = {"tasks": [], "targets": [], "duties": [], "mechanisms": []}

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span("sheet", start, start + len(words))

    def target(self, words: str, indicator: str, value: str, unit: str, **more: Any) -> Sheet:
        self.items["targets"].append(Target(self.span(words), indicator, ">=", Decimal(value), unit, **more))
        return self

    def task(self, words: str, title: str | None = None, **more: Any) -> Sheet:
        self.items["tasks"].append(Task(self.span(words), title, **more))
        return self

    def duty(self, words: str, what: str, due: date | None = None) -> Sheet:
        self.items["duties"].append(Duty(self.span(words), None, what, due=due))
        return self

    def mechanism(self, words: str, kind: str) -> Sheet:
        self.items["mechanisms"].append(Mechanism(self.span(words), kind))
        return self

    def run(self, check: Any) -> list[Problem]:
        items = {kind: tuple(found) for kind, found in self.items.items()}
        return check(Policy("sheet", self.facts, **items), self.outline)
