"""The corpus on Spark is the corpus on one machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.luodi.corpus.test_build import PLAN, paths, tables

from luodi.corpus.build import build, compile_here


@pytest.mark.needs_spark
def test_it_gives_the_same_on_spark(tmp_path: Path) -> None:
    """One function over partitions of files, equal output."""
    from luodi.corpus.on_spark import compile_on_spark

    folder = tmp_path / "in"
    folder.mkdir()
    for order, city in enumerate(("清河市", "东山市", "西岭市")):
        folder.joinpath(f"{order}.txt").write_text(PLAN.format(city=city, number=10 + order, grant=50), "utf-8")
    folder.joinpath("empty.txt").write_text(" ", "utf-8")
    build(paths(folder), folder, tmp_path / "here", compile_here)
    build(paths(folder), folder, tmp_path / "spark", lambda named: compile_on_spark(named, "local[2]"))
    assert tables(tmp_path / "here") == tables(tmp_path / "spark")
