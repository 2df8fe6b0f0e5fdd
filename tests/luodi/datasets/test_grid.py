"""Cells and their problems: values as spreadsheets show them, places as people say them, and a page for every code."""

from __future__ import annotations

import ast
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from luodi.datasets.grid import Cell, Grid, at, column_letters, place_name, plain, to_value

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (0.1 + 0.2, Decimal("0.3")),
        (1234.0, 1234),
        (12.5, Decimal("12.5")),
        (1e21, Decimal("1e21")),
        (datetime(2025, 3, 1, 8, 30), date(2025, 3, 1)),  # noqa: DTZ001  a sheet knows no time zone
        (True, True),
        (None, None),
        ("甲", "甲"),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
    ],
)
def test_it_takes_values_as_a_spreadsheet_shows_them(given: object, value: object) -> None:
    """Fifteen digits, whole numbers as such, moments as days; no trace of binary fractions."""
    found = to_value(given)
    assert found == value and type(found) is type(value)


def test_it_names_places_as_people_do() -> None:
    """企业年报 第7行 C列."""
    assert place_name("企业年报", 6, 2) == "企业年报 第7行 C列"
    assert [column_letters(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert str(at(Grid("表", ()), (0, 0), "no_code", "没有写代码", "补上")) == "表 第1行 A列：没有写代码。补上"


def test_it_reads_texts_as_plain_ones() -> None:
    """Full-width signs, line breaks and stray spaces are ways to write the same."""
    assert plain("　从业\n人员（人）") == "从业 人员(人)"
    assert Cell("１２３").text == "123" and Cell(12).text == "12" and Cell().text == ""


def test_it_explains_every_code() -> None:
    """Each problem of a sheet has its paragraph in docs/problems.md."""
    explained = set(re.findall(r"^### `dataset\.([a-z_]+)`", (ROOT / "docs/problems.md").read_text("utf-8"), re.M))
    used = set()
    for path in (ROOT / "src/luodi/datasets").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in ("at", "say", "_doubt", "Doubt"):
                    used |= {
                        one.value
                        for one in node.args[:3]
                        if isinstance(one, ast.Constant) and re.fullmatch(r"[a-z_]{6,}", str(one.value))
                    }
    assert len(used) > 30
    assert used <= explained, used - explained
