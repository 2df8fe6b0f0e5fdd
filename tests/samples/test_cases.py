"""The compiler cases that an official can read are well formed: one text, and either what to find or why not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

FILES = sorted((Path(__file__).resolve().parents[1] / "cases" / "compiler").glob("*.yaml"))
KINDS = {"tasks", "targets", "benefits", "duties", "mechanisms"}
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return loaded


@each_file
def test_it_says_what_to_find_or_why_not(path: Path) -> None:
    """A case has a name, a text, and either all items to be found or the reason why there are none."""
    case_file = read(path)
    assert case_file["kind"] in KINDS
    for case in case_file["cases"]:
        assert set(case) in ({"name", "text", "expect"}, {"name", "text", "not"})
        assert case.get("expect") or case.get("not")


@each_file
def test_it_points_at_one_place(path: Path) -> None:
    """`at` stands exactly once in the text of its case."""
    for case in read(path)["cases"]:
        for item in case.get("expect", []):
            assert case["text"].count(item.get("at", case["text"])) == 1, case["name"]


def test_it_has_as_many_cases_of_what_must_not_be_found() -> None:
    """Every kind but tasks has as many cases of what must not be found as of what must."""
    for kind in KINDS - {"tasks"}:
        cases = [case for path in FILES if (case_file := read(path))["kind"] == kind for case in case_file["cases"]]
        assert sum("not" in case for case in cases) == sum("expect" in case for case in cases)
