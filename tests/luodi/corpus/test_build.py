"""A corpus built, stopped and gone on with; the same on one process, on two, and on Spark."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from luodi.corpus.build import build, compile_here
from luodi.corpus.model import TABLES, rows_of_file
from luodi.corpus.to_parquet import read

PLAN = """{city}产业强链行动方案
为强链补链，制定本方案。
一、目标
到2028年，链主企业达到{number}家。
二、任务
（一）培育链主。对新认定的链主企业，一次性奖励{grant}万元。（牵头单位：市经信局；责任单位：市财政局）
（二）开展对接。每年组织对接活动{number}场以上。（牵头单位：市商务局；责任单位：各区人民政府）
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    (made / "sub").mkdir(parents=True)
    for order, city in enumerate(("清河市", "东山市", "西岭市", "南浦市")):
        place = made / "sub" if order % 2 else made
        place.joinpath(f"{order}.txt").write_text(
            PLAN.format(city=city, number=10 + order, grant=50 * (order + 1)), "utf-8"
        )
    made.joinpath("empty.txt").write_text("", "utf-8")
    return made


def paths(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.txt"))


def tables(out: Path) -> dict[str, list[tuple[object, ...]]]:
    return {table: read(out, table).rows() for table in TABLES}


def test_it_makes_tables_of_a_folder(folder: Path, tmp_path: Path) -> None:
    """Each document is a row, each of its items a row of its kind, and what could not be read a row of failures."""
    built = build(paths(folder), folder, tmp_path / "out", compile_here)
    assert (built.files, built.compiled, built.kept, built.failed) == (5, 5, 0, 1)
    documents = read(tmp_path / "out", "documents")
    assert documents["path"].to_list() == ["0.txt", "2.txt", "sub/1.txt", "sub/3.txt"]
    assert documents["jurisdiction"].to_list() == ["清河市", "西岭市", "东山市", "南浦市"]
    assert read(tmp_path / "out", "tasks").height == 8
    leads = read(tmp_path / "out", "units").filter(pl.col("role") == "lead")
    assert set(leads["full"]) >= {"清河市经济和信息化局", "南浦市商务局"}
    assert read(tmp_path / "out", "failures")["code"].to_list() == ["document.empty"]


def test_it_goes_on_where_it_stopped(folder: Path, tmp_path: Path) -> None:
    """What a stopped run has written whole is kept; a changed file is compiled again, a removed one is dropped."""
    out = tmp_path / "out"
    build(paths(folder)[:2], folder, out, compile_here)
    built = build(paths(folder), folder, out, compile_here)
    assert (built.compiled, built.kept) == (3, 2)
    whole = tmp_path / "whole"
    build(paths(folder), folder, whole, compile_here)
    assert tables(out) == tables(whole)
    folder.joinpath("0.txt").write_text(PLAN.format(city="北湖市", number=99, grant=7), "utf-8")
    folder.joinpath("2.txt").unlink()
    build(paths(folder), folder, out, compile_here)
    assert set(read(out, "documents")["jurisdiction"]) == {"北湖市", "东山市", "南浦市"}


def test_it_gives_the_same_on_two_processes(folder: Path, tmp_path: Path) -> None:
    """The split of the work does not show in the result."""
    build(paths(folder), folder, tmp_path / "one", compile_here)
    build(paths(folder), folder, tmp_path / "two", lambda named: compile_here(named, 2))
    assert tables(tmp_path / "one") == tables(tmp_path / "two")


def test_it_does_not_count_a_batch_that_was_cut_off(folder: Path, tmp_path: Path) -> None:
    """A batch without its last mark is as if it had not been begun."""
    out = tmp_path / "out"
    build(paths(folder), folder, out, compile_here)
    (out / "batches" / "000001" / "done.json").unlink()
    assert build(paths(folder), folder, out, compile_here).compiled == 5


def test_it_tells_how_far_it_is(folder: Path, tmp_path: Path) -> None:
    """The numbers told add up to the files."""
    told: list[int] = []
    build(paths(folder), folder, tmp_path / "out", compile_here, told=told.append)
    assert sum(told) == 5


def test_it_makes_rows_with_just_the_columns_of_each_table(folder: Path) -> None:
    """No row has a column that its table does not know, or lacks one."""
    for path in paths(folder):
        for table, rows in rows_of_file(path, path.name).items():
            for row in rows:
                assert set(row) == set(TABLES[table])
