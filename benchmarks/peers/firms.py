"""Made-up firms for the ten rules, the same for every engine: NumPy columns in yuan, and a Parquet table as a dataset has it."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import polars as pl

YEAR = 2025
FLAGS = {
    "is_new_giant": 0.002,
    "is_new_provincial": 0.01,
    "is_giant": 0.01,
    "is_provincial": 0.05,
    "is_filed": 0.004,
    "is_accepted": 0.002,
    "is_listed": 0.001,
}
SUMS = ("revenue_2022", "revenue_2023", "revenue_2024", "revenue_2025", "equipment", "filed_paid", "accepted_paid")
# Where each column stands in a dataset's table.
COLUMNS = {
    **{f"revenue_{year}": f"revenue@{year}" for year in range(YEAR - 3, YEAR + 1)},
    "equipment": f"equipment@{YEAR}",
    "filed_paid": "filed_paid",
    "accepted_paid": "accepted_paid",
    **{flag: f"{flag}@{YEAR}" for flag in FLAGS},
}


def make(rows: int, seed: int = 1) -> dict[str, np.ndarray]:
    """Seven flags and seven sums, in whole yuan; revenues are spread as they are in a city, from a few to some billions."""
    random = np.random.default_rng(seed)
    size = np.exp(random.normal(17.5, 1.6, rows))
    made = {
        f"revenue_{year}": (size * random.uniform(0.7, 1.4, rows)).astype(np.int64)
        for year in range(YEAR - 3, YEAR + 1)
    }
    invests = random.random(rows) < 0.3
    made["equipment"] = np.where(invests, size * random.uniform(0.0, 0.2, rows), 0).astype(np.int64)
    made["filed_paid"] = np.where(random.random(rows) < 0.01, 1_000_000, 0)
    made["accepted_paid"] = np.where(random.random(rows) < 0.005, 2_000_000, 0)
    return made | {flag: random.random(rows) < share for flag, share in FLAGS.items()}


def as_table(firms: dict[str, np.ndarray]) -> pl.DataFrame:
    """As a dataset stores them: money in fen."""
    columns = {COLUMNS[name]: values if values.dtype == bool else values * 100 for name, values in firms.items()}
    return pl.DataFrame({"id": np.arange(len(firms["equipment"])), **columns})


def main() -> None:
    """``python -m benchmarks.peers.firms ROWS FOLDER``; a process of its own, so that what it takes counts for nobody."""
    rows, folder = int(sys.argv[1]), Path(sys.argv[2])
    firms = make(rows)
    for name, values in firms.items():
        np.save(folder / f"{name}.npy", values)
    as_table(firms).write_parquet(folder / "firms.parquet", compression="uncompressed")


if __name__ == "__main__":
    main()
