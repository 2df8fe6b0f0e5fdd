"""The tree of a pack's YAML."""

from __future__ import annotations

import pytest

from luodi.policy.rules.nodes import Scalar, line_and_column


@pytest.mark.parametrize(
    ("text", "value", "is_quoted"),
    [
        ("甲 > 乙", "甲 > 乙", False),
        ("'甲 > 乙'", "甲 > 乙", True),
        ("甲 >\n   乙", "甲 > 乙", False),
        (">-\n  甲 >\n  乙", "甲 > 乙", False),
        ("|\n  甲 >\n  乙", "甲 >\n乙", False),
        ("'甲''s > 乙'", "甲's > 乙", True),
    ],
)
def test_it_finds_the_place_of_a_character(text: str, value: str, is_quoted: bool) -> None:
    """The 乙 of the value is the 乙 of the file, however the file folds and quotes it."""
    scalar = Scalar(value, 0, len(text), is_quoted)
    assert text[scalar.at(value.index("乙"), text)] == "乙"
    assert text[scalar.at(0, text)] == "甲"


def test_it_counts_lines_and_columns_from_one() -> None:
    """In characters, as editors do."""
    assert line_and_column("甲\n乙丙\n", 3) == (2, 2)
    assert line_and_column("甲", 0) == (1, 1)
