"""A corpus on one machine: rows in batches to Parquet, so that a run can stop and go on, and memory stays flat."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from luodi import __version__
from luodi.corpus.model import TABLES, Rows, digest

_TYPES = {"text": pl.String, "int": pl.Int64, "float": pl.Float64, "flag": pl.Boolean}
SCHEMAS = {table: {name: _TYPES[kind] for name, kind in columns.items()} for table, columns in TABLES.items()}


@dataclass(frozen=True)
class Built:
    """What a run did: files found, compiled now, taken over from an earlier run, and those that failed."""

    files: int
    compiled: int
    kept: int
    failed: int


def pending(paths: Sequence[Path], out: Path) -> tuple[list[Path], set[str]]:
    """The files still to compile, and the digests that an earlier run with this version has done."""
    done = _done(out)
    marks = {path: digest(path) for path in paths}
    return [path for path in paths if marks[path] not in done or not marks[path]], {
        m for m in marks.values() if m in done
    }


def _done(out: Path) -> set[str]:
    """Digests in the batches that were written whole. A batch of another version of the compiler counts for nothing."""
    found: set[str] = set()
    for note in sorted((out / "batches").glob("*/done.json")):
        said = json.loads(note.read_text("utf-8"))
        if said["version"] == __version__:
            found.update(said["digests"])
        else:
            shutil.rmtree(note.parent)
    return found


def write_batches(
    results: Iterable[Rows], out: Path, size: int = 200, told: Callable[[int], None] = lambda n: None
) -> int:
    """Write rows as they come, ``size`` files to a batch; each batch is marked done last. Returns how many files came."""
    count = 0
    first = 1 + max((int(p.name) for p in (out / "batches").glob("*") if p.name.isdigit()), default=0)
    for order, batch in enumerate(_batches(results, size)):
        _write_batch(batch, out / "batches" / f"{first + order:06d}")
        count += len(batch)
        told(len(batch))
    return count


def _batches(results: Iterable[Rows], size: int) -> Iterator[list[Rows]]:
    batch: list[Rows] = []
    for rows in results:
        batch.append(rows)
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def _write_batch(batch: list[Rows], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for table, schema in SCHEMAS.items():
        rows = [row for one in batch for row in one[table]]
        pl.DataFrame(rows, schema=schema, orient="row").write_parquet(folder / f"{table}.parquet")
    digests = [row["document"] for one in batch for row in (*one["documents"], *one["failures"])]
    note = {"version": __version__, "digests": digests}
    (folder / "done.json").write_text(json.dumps(note), "utf-8")


def merge(out: Path, current: set[str]) -> dict[str, int]:
    """The batches as one file a table, sorted by path and place; rows of files that are gone or changed are left out."""
    counts = {}
    wanted = pl.Series("document", sorted(current), dtype=pl.String).implode()
    for table in TABLES:
        parts = sorted(str(p.parent / f"{table}.parquet") for p in (out / "batches").glob("*/done.json"))
        if not parts:
            frame = pl.DataFrame(schema=SCHEMAS[table])
        else:
            order = [name for name in ("path", "order", "task", "start", "end") if name in TABLES[table]]
            rows = pl.scan_parquet(parts).filter(pl.col("document").is_in(wanted))
            frame = rows.unique(maintain_order=True).sort(order, maintain_order=True).collect()
        frame.write_parquet(out / f"{table}.parquet")
        counts[table] = frame.height
    return counts


def read(out: Path, table: str) -> pl.DataFrame:
    """One table of a corpus. Raises FileNotFoundError for a folder that is no corpus."""
    return pl.read_parquet(out / f"{table}.parquet")
