"""Builds or goes on building the tables of a folder of documents; what was done before is not done again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from luodi.corpus.model import Rows, rows_of_file
from luodi.corpus.to_parquet import Built, merge, pending, write_batches

# Compiles (path, name) pairs into rows, in their order: on this machine, or on Spark.
Compile = Callable[[Sequence[tuple[Path, str]]], Iterator[Rows]]


def build(
    paths: Sequence[Path],
    root: Path,
    out: Path,
    compile_: Compile,
    *,
    told: Callable[[int], None] = lambda n: None,
) -> Built:
    """Compile ``paths`` (found below ``root``) into the tables of ``out``.

    Files whose content an earlier run has compiled with this version are kept as they are. ``told`` is called with the
    number of files after each batch. A file that cannot be read becomes a row of ``failures``.
    """
    out.mkdir(parents=True, exist_ok=True)
    todo, current = pending(paths, out)
    named = [(path, _name(path, root)) for path in todo]
    seen: set[str] = set()
    count = write_batches(_noting(compile_(named) if named else iter(()), seen), out, told=told)
    counts = merge(out, current | seen)
    return Built(len(paths), count, len(paths) - count, counts["failures"])


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _noting(results: Iterator[Rows], seen: set[str]) -> Iterator[Rows]:
    for rows in results:
        seen.update(row["document"] for row in (*rows["documents"], *rows["failures"]))
        yield rows


def compile_here(named: Sequence[tuple[Path, str]], jobs: int = 1) -> Iterator[Rows]:
    """On this machine, in order, with only a few files under way at once."""
    if jobs == 1 or len(named) < 2:
        for path, name in named:
            yield rows_of_file(path, name)
        return
    with ProcessPoolExecutor(jobs) as pool:
        waiting = iter(named)
        under_way: deque[Future[Rows]] = deque(pool.submit(rows_of_file, *pair) for pair in islice(waiting, jobs * 4))
        while under_way:
            yield under_way.popleft().result()
            under_way.extend(pool.submit(rows_of_file, *pair) for pair in islice(waiting, 1))
