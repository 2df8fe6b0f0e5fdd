"""The tables of a corpus: their columns, and how one compiled document becomes their rows."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from luodi.pipeline import Compiled, Failed, compile_or_fail
from luodi.policy.to_json import number
from luodi.terms.indicator_catalogue import resolve_indicator
from luodi.terms.unit_registry import resolve

# Column types: text, int, float, flag. Every table begins with ``document`` (the file's digest) and ``path``.
Columns = dict[str, str]
_ITEM: Columns = {"document": "text", "path": "text", "start": "int", "end": "int", "quote": "text"}
TABLES: dict[str, Columns] = {
    "documents": {
        "document": "text",
        "path": "text",
        "title": "text",
        "issuer": "text",
        "jurisdiction": "text",
        "number": "text",
        "issued_on": "text",
        "from_year": "int",
        "to_year": "int",
        "characters": "int",
        "tasks": "int",
        "targets": "int",
        "benefits": "int",
        "duties": "int",
        "mechanisms": "int",
        "problems": "int",
    },
    "tasks": {**_ITEM, "order": "int", "title": "text", "lead": "text", "units": "text", "implied": "text"},
    "units": {
        "document": "text",
        "path": "text",
        "task": "int",
        "role": "text",
        "written": "text",
        "full": "text",
        "standing": "text",
        "level": "text",
        "function": "text",
    },
    "targets": {
        **_ITEM,
        "indicator": "text",
        "code": "text",
        "comparator": "text",
        "value": "float",
        "upper": "float",
        "unit": "text",
        "by": "int",
        "every": "text",
        "optional": "flag",
    },
    "benefits": {
        **_ITEM,
        "beneficiary": "text",
        "condition": "text",
        "amount": "float",
        "rate": "float",
        "rate_of": "text",
        "cap": "float",
        "basis": "text",
        "optional": "flag",
    },
    "duties": {**_ITEM, "who": "text", "what": "text", "to": "text", "due": "text", "every": "text"},
    "mechanisms": {**_ITEM, "kind": "text", "params": "text"},
    "problems": {
        "document": "text",
        "path": "text",
        "start": "int",
        "end": "int",
        "code": "text",
        "severity": "text",
        "message": "text",
    },
    "failures": {"document": "text", "path": "text", "code": "text", "message": "text", "hint": "text"},
}
Row = dict[str, Any]
Rows = dict[str, list[Row]]


def digest(path: Path) -> str:
    """The file's own fingerprint, by which a run knows what it has done already; empty for a file that is not there."""
    made = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                made.update(block)
    except OSError:
        return ""
    return made.hexdigest()[:32]


def rows_of_file(path: Path, name: str) -> Rows:
    """Compile one file into rows of every table; ``name`` is the path that the rows carry. Never raises for a file."""
    here = {"document": digest(path), "path": name}
    rows: Rows = {table: [] for table in TABLES}
    done = compile_or_fail(path)
    if isinstance(done, Failed):
        problem = done.problem
        rows["failures"].append({**here, "code": problem.code, "message": problem.message, "hint": problem.hint})
        return rows
    _fill(rows, here, done)
    return rows


def _fill(rows: Rows, here: Row, done: Compiled) -> None:
    policy, text = done.policy, done.document.text
    facts = policy.facts
    place = facts.jurisdiction
    rows["documents"].append(
        {
            **here,
            "title": facts.title,
            "issuer": facts.issuer,
            "jurisdiction": place,
            "number": facts.number,
            "issued_on": facts.issued_on.isoformat() if facts.issued_on else None,
            "from_year": facts.horizon[0] if facts.horizon else None,
            "to_year": facts.horizon[1] if facts.horizon else None,
            "characters": len(text),
            **{
                kind: len(getattr(policy, kind))
                for kind in ("tasks", "targets", "benefits", "duties", "mechanisms", "problems")
            },
        }
    )

    def where(item: Any) -> Row:
        return {**here, "start": item.span.start, "end": item.span.end, "quote": item.span.slice(text)}

    for order, task in enumerate(policy.tasks):
        joined = {role: "、".join(getattr(task, role)) for role in ("lead", "units", "implied")}
        rows["tasks"].append({**where(task), "order": order, "title": task.title, **joined})
        rows["units"].extend(_unit_rows(here, order, task.lead, "lead", place))
        rows["units"].extend(
            _unit_rows(here, order, [u for u in task.units if u not in task.lead], "responsible", place)
        )
        rows["units"].extend(_unit_rows(here, order, task.implied, "implied", place))
    for target in policy.targets:
        known = resolve_indicator(target.indicator, target.unit)
        rows["targets"].append(
            {
                **where(target),
                "indicator": target.indicator,
                "code": known.code if known else None,
                "comparator": target.comparator,
                "value": _float(target.value),
                "upper": _float(target.upper),
                "unit": target.unit,
                "by": target.by,
                "every": target.every,
                "optional": target.optional,
            }
        )
    for benefit in policy.benefits:
        sums = {key: _float(getattr(benefit, key)) for key in ("amount", "rate", "cap")}
        words = {key: getattr(benefit, key) for key in ("beneficiary", "condition", "rate_of", "basis", "optional")}
        rows["benefits"].append({**where(benefit), **words, **sums})
    for duty in policy.duties:
        due = duty.due.isoformat() if duty.due else None
        said = {key: getattr(duty, key) for key in ("who", "what", "to", "every")}
        rows["duties"].append({**where(duty), **said, "due": due})
    for mechanism in policy.mechanisms:
        params = "；".join(f"{key}={value}" for key, value in mechanism.params)
        rows["mechanisms"].append({**where(mechanism), "kind": mechanism.kind, "params": params})
    for problem in policy.problems:
        span = problem.span
        stretch = {"start": span.start if span else None, "end": span.end if span else None}
        said = {"code": problem.code, "severity": problem.severity, "message": problem.message}
        rows["problems"].append({**here, **stretch, **said})


def _unit_rows(here: Row, task: int, names: Any, role: str, place: str | None) -> list[Row]:
    made = []
    for written in names:
        unit = resolve(written, place)
        found = {"full": unit.full, "standing": unit.standing, "level": unit.level, "function": unit.function}
        made.append({**here, "task": task, "role": role, "written": written, **found})
    return made


def _float(value: Any) -> float | None:
    plain = number(value)
    return None if plain is None else float(plain)
