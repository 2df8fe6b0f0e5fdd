"""The compiler on the plain-text cases of ``tests/cases/compiler``, and on the labelled samples."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from luodi.clauses.from_document import outline
from luodi.documents.from_text import parse
from luodi.policy.from_clauses import compile_policy
from luodi.policy.likeness import bigrams, likeness

CASES = Path(__file__).parents[2] / "cases" / "compiler"
# Fields that are worded by the reader of a text: they need only be alike.
WORDED = {"indicator", "condition", "beneficiary", "what", "rate_of", "who", "to"}
# What the compiler is known not to read yet, with the reason; a case that passes must leave this list.
KNOWN_GAPS: dict[str, str] = {}


def cases() -> list[Any]:
    found = []
    for file in sorted(CASES.glob("*.yaml")):
        sheet = yaml.safe_load(file.read_text("utf-8"))
        for case in sheet["cases"]:
            name = f"{sheet['kind']}-{case['name']}"
            marks = [pytest.mark.xfail(reason=KNOWN_GAPS[name], strict=True)] if name in KNOWN_GAPS else []
            found.append(pytest.param(sheet["kind"], case, id=name, marks=marks))
    return found


def agrees(field: str, wanted: Any, given: Any) -> bool:
    if field in WORDED and wanted is not None:
        return given is not None and likeness(bigrams(str(wanted)), bigrams(str(given))) >= 0.5
    if isinstance(wanted, (int, float)) and not isinstance(wanted, bool) and given is not None:
        return abs(Decimal(str(wanted)) - Decimal(str(given))) <= Decimal("0.001")
    if isinstance(wanted, dict):
        return {written: list(full) for written, full in given} == wanted
    if isinstance(given, tuple):
        return list(given) == wanted
    if isinstance(given, date):
        return str(given) == str(wanted)
    return bool(given == wanted)


def differences(text: str, wanted: dict[str, Any], item: Any) -> list[str]:
    """What of the expected fields does not agree with an item found."""
    said = []
    for field, value in wanted.items():
        if field == "at":
            start = text.index(value)
            if not (item.span.start < start + len(value) and start < item.span.end):
                said.append(f"at {value!r}, found {item.span.slice(text)!r}")
        elif field == "params":
            given = {key: list(v) if isinstance(v, tuple) else v for key, v in item.params}
            said.extend(f"params.{k} {v!r} != {given.get(k)!r}" for k, v in value.items() if given.get(k) != v)
        elif not agrees(field, value, getattr(item, field)):
            said.append(f"{field} {value!r} != {getattr(item, field)!r}")
    return said


@pytest.mark.parametrize(("kind", "case"), cases())
def test_it_reads_just_what_the_case_says(kind: str, case: dict[str, Any]) -> None:
    """Every item that is expected, and no other: one too many is as wrong as one too few."""
    document, _ = parse(case["text"].encode(), "case")
    whole, _ = outline(document)
    policy, _ = compile_policy(whole)
    found = [item for item in getattr(policy, kind) if not getattr(item, "optional", False) or "expect" in case]
    expected = case.get("expect", [])
    words = [item.span.slice(document.text) for item in found]
    assert len(found) == len(expected), f"found {found} in {words}"
    left = list(found)
    for wanted in expected:
        told = [(differences(document.text, wanted, item), item) for item in left]
        best = min(told, key=lambda pair: len(pair[0]))
        assert not best[0], best
        left.remove(best[1])
