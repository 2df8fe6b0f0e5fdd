"""Packs written for the tests: the whole example of the documentation, and pieces of packs."""

from __future__ import annotations

import re
from pathlib import Path

from luodi.datasets.from_yaml import catalogue
from luodi.policy.rules import from_yaml
from luodi.policy.rules.from_yaml import Read
from luodi.policy.rules.nodes import line_and_column

ROOT = next(folder for folder in Path(__file__).resolve().parents if (folder / "pyproject.toml").is_file())
STANDARD = catalogue()


def documented() -> str:
    """The pack that docs/packs.md shows, piece by piece."""
    return "\n".join(re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "packs.md").read_text("utf-8"), re.S))


def read(text: str) -> Read:
    return from_yaml.read_text(text, STANDARD, "包.yaml")


def said(text: str) -> list[tuple[str, int, int, str]]:
    """What is wrong with a pack: code, line, column, and the words pointed at."""
    made = read(text)
    assert made.rules is None
    return [
        (problem.code, *line_and_column(made.text, problem.span.start), problem.span.slice(made.text))
        for problem in made.problems
        if problem.span is not None
    ]


HEAD = "pack: p\ntitle: 包\n"


def benefit(*lines: str) -> str:
    """A pack with one benefit; ``lines`` stand under it."""
    return HEAD + "benefits:\n  a:\n    name: 甲\n" + "".join(f"    {line}\n" for line in lines)


def branch(when: str, pay: str = "1万元") -> str:
    return benefit("branches:", f"  x: {{name: 一档, when: {when}, pay: {pay}}}")
