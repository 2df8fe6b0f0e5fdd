"""Cases of reviews in words: what was read, and what the reviewer made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from luodi_site.policies import words
from luodi_site.policies.models import ReviewCase


@dataclass(frozen=True)
class CaseRow:
    case: ReviewCase
    read: str
    made: str


def _says(case: ReviewCase, item: dict[str, Any] | None) -> str:
    if item is None:
        return ""
    facts = [f"{label}：{value}" for label, value in words.rows_of(case.kind, item)]
    units = "、".join([*item.get("units", ()), *item.get("implied", ())])
    title = words.item_title(case.kind, item, case.text)
    return "；".join(part for part in (title, *facts, units) if part)


def case_rows(cases: Iterable[ReviewCase]) -> list[CaseRow]:
    return [CaseRow(case, _says(case, case.read), _says(case, case.made)) for case in cases]
