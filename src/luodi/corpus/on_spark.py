"""The same corpus on Spark: one function over partitions of files, for a set of documents that outgrows one machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from luodi.corpus.model import Rows, rows_of_file
from luodi.datasets import spark_session


def rows_of_files(named: Iterable[tuple[str, str]]) -> Iterator[Rows]:
    """What each partition runs: (path, name) pairs in, the rows of each file out."""
    for path, name in named:
        yield rows_of_file(Path(path), name)


def compile_on_spark(
    files: Sequence[tuple[Path, str]], master: str = "local[2]", partitions: int | None = None
) -> Iterator[Rows]:
    """Rows of every file, compiled on the executors, in the order of ``files``.

    The executors must see the files under the same paths (a shared file system). Rows come to the driver a partition
    at a time and are written there by the same batches as on one machine, so the output is equal.
    """
    here = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
    session = spark_session.start(master, "luodi corpus", here)
    try:
        context = session.sparkContext
        slices = partitions or max(context.defaultParallelism, len(files) // 100 or 1)
        named = [(str(path.resolve()), name) for path, name in files]
        yield from context.parallelize(named, slices).mapPartitions(rows_of_files).toLocalIterator()
    finally:
        session.stop()
