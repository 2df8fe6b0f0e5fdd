"""CSV files in the encodings and with the separators that offices use."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.luodi.datasets.workbooks import code

from luodi.datasets import from_csv, on_polars
from luodi.datasets.from_yaml import catalogue

TEXT = f'企业名称,统一社会信用代码,2025年税收（万元）\n甲公司,{code(1)},"1,234.5"\n"乙,公司",{code(2)},—\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_it_reads_any_usual_encoding(tmp_path: Path, encoding: str, newline: str) -> None:
    """UTF-8 with and without its mark and GB18030 give the same rows."""
    path = tmp_path / "表.csv"
    path.write_bytes(TEXT.replace("\n", newline).encode(encoding))
    rows, problems = from_csv.read_rows(path, catalogue(), "firm")
    assert [(row.id, row.name, row.figures.get("tax@2025")) for row in rows] == [
        (code(1), "甲公司", Fraction("1234.5")),
        (code(2), "乙,公司", None),
    ]
    assert problems == ()


@pytest.mark.parametrize("separator", [";", "\t"])
def test_it_finds_the_separator(tmp_path: Path, separator: str) -> None:
    """Semicolons and tabs."""
    path = tmp_path / "表.csv"
    path.write_text(f"统一社会信用代码{separator}2025年税收（万元）\n{code(1)}{separator}5\n", "utf-8")
    dataset, problems = from_csv.read(path, catalogue(), "firm", tmp_path / "out")
    assert problems == () and on_polars.load(dataset, "firm")["tax@2025"].to_list() == [5_000_000]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x01", b"a\0b", b"\x81\x20\x81"], ids=["utf-16", "nul", "cut"])
def test_it_says_when_the_bytes_are_no_text(tmp_path: Path, content: bytes) -> None:
    """What no known encoding reads is one problem."""
    path = tmp_path / "表.csv"
    path.write_bytes(content)
    rows, problems = from_csv.read_rows(path, catalogue(), "firm")
    assert rows == () and [one.problem.code for one in problems] == ["dataset.not_text"]


def test_it_says_when_a_field_does_not_end(tmp_path: Path) -> None:
    """A quote that is never closed makes one field of all that follows: one problem, not an exception."""
    path = tmp_path / "表.csv"
    path.write_text(f'统一社会信用代码,2025年税收（万元）\n{code(1)},"5\n' + f"{code(2)},6\n" * 8000, "utf-8")
    rows, problems = from_csv.read_rows(path, catalogue(), "firm")
    assert rows == () and [one.problem.code for one in problems] == ["dataset.unclosed_quote"]
