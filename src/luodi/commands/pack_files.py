"""The packs that a command was given, by path or by name, and what it says of those it could not read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from luodi.datasets.from_yaml import catalogue
from luodi.policy.rules import packs
from luodi.policy.rules.from_yaml import Read, read_file
from luodi.policy.rules.model import Rules
from luodi.policy.rules.nodes import line_and_column
from luodi.policy.to_json import problem_to_json
from luodi.problems import Problem

SIGNS = {"error": "错误", "warning": "疑点", "question": "请核对"}


def pack_named(named: str | Path) -> Path | None:
    """The pack that is meant: a YAML file, or one of the project's packs by its name; None where it is neither."""
    found = packs.find(named)
    return found if found is not None and packs.is_pack(found) else None


def read_pack(path: Path) -> Read:
    return read_file(path, catalogue())


def read_or_tell(named: str | Path) -> Read | None:
    """A pack that can run, or None after saying on the error stream why there is none."""
    path = pack_named(named)
    if path is None:
        known = packs.names()
        print(f"没有规则包“{named}”：写 .yaml 文件，或自带的包名（{'、'.join(known)}）。", file=sys.stderr)
        return None
    made = read_pack(path)
    if made.rules is None:
        print(f"{path}：{len(made.problems)}处错误，不能运行", file=sys.stderr)
        for line in in_words(made.problems, made.text):
            print(f"  {line}", file=sys.stderr)
        return None
    return made


def rules_or_tell(named: Sequence[str | Path]) -> list[Rules] | None:
    """The rules of all packs, or None after saying of each that cannot run why."""
    made = [read_or_tell(one) for one in named]
    rules = [one.rules for one in made if one is not None and one.rules is not None]
    return rules if len(rules) == len(named) else None


def in_words(problems: Iterable[Problem], text: str) -> list[str]:
    """One line for each problem: where, how grave, what, what to do, and its code."""
    lines = []
    for problem in problems:
        place = "全文"
        if problem.span is not None:
            line, column = line_and_column(text, problem.span.start)
            place = f"第{line}行第{column}列"
        hint = problem.hint if problem.message.endswith("。") else f"。{problem.hint}" if problem.hint else ""
        lines.append(f"{place} [{SIGNS[problem.severity]}] {problem.message}{hint}〔{problem.code}〕")
    return lines


def as_json(path: Path, problems: Sequence[Problem], text: str) -> str:
    """One line of JSON: the file and its problems, with lines and columns."""
    said = []
    for problem in problems:
        line, column = line_and_column(text, problem.span.start) if problem.span is not None else (None, None)
        said.append({**problem_to_json(problem), "line": line, "column": column})
    return json.dumps({"path": str(path), "problems": said}, ensure_ascii=False)
