"""The ten rules over 10⁴ to 10⁷ firms: Luodi beside OpenFisca-core, ZEN and one loop by hand, with the same results."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.environment import ROOT, python
from benchmarks.rounds import Runner, in_turn

PEERS = Path(__file__).parent / "peers"
PACK = Path(__file__).parent / "packs" / "ten-rules.yaml"
# Firms, rounds, and how many of them ZEN is asked about, which takes a quarter of a millisecond for each: its rows a second
# do not hang on how many there are.
SIZES = ((10_000, 15, 1_000), (1_000_000, 9, 1_000), (10_000_000, 7, 1_000))
QUICK = ((10_000, 9, 500), (1_000_000, 5, 500))
SPARK, SPARK_QUICK, COUNTRY = (100_000, 1_000_000, 10_000_000), (100_000, 1_000_000), 60_000_000
LUODI, EACH = "Luodi", "Luodi, each benefit"
OPENFISCA, TUNED, FUSED, ZEN = "OpenFisca-core", "OpenFisca-core, tuned fund", "one fused loop (numba)", "ZEN"


@dataclass(frozen=True)
class Measured:
    """What one program took for the firms it was given."""

    name: str
    rows: int
    seconds: float
    busy_seconds: float
    peak_mib: float

    @property
    def rows_a_second(self) -> float:
        return self.rows / self.seconds


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="up to a million firms, fewer rounds")
    parser.add_argument("--engine", choices=("local", "spark"), default="local", help="spark: on local[2], by itself")
    options = parser.parse_args(argv)
    if options.engine == "spark":
        figures = on_spark(SPARK_QUICK, 1) if options.quick else on_spark(SPARK, 3)
    else:
        figures = {}
        for rows, rounds, of_zen in QUICK if options.quick else SIZES:
            figures |= ratios(rows, measured(rows, rounds, of_zen))
        figures |= single_figures()
    print(json.dumps({"benchmark": "rules", "figures": figures}))
    return 0


def measured(rows: int, rounds: int, of_zen: int) -> list[Measured]:
    """All programs over the same firms, in turn; ends with an error where two of them differ by a yuan."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, "-m", "benchmarks.peers.firms", str(rows), name], check=True, cwd=ROOT)
        ours = [sys.executable, str(PEERS / "luodi_rules.py"), str(PACK), name]
        runners = [
            Runner(LUODI, [*ours, "totals"]),
            Runner(EACH, [*ours, "payments"]),
            Runner(OPENFISCA, [python(), str(PEERS / "openfisca_rules.py"), name, "plain"]),
            Runner(TUNED, [python(), str(PEERS / "openfisca_rules.py"), name, "tuned"]),
            Runner(FUSED, [python(), str(PEERS / "fused_rules.py"), name]),
        ]
        runners.append(Runner(ZEN, [python(), str(PEERS / "zen_rules.py"), name, str(of_zen)]))
        in_turn(runners, rounds)
        must_be_equal(folder, of_zen)
        found = [
            Measured(
                one.name,
                int(one.said[0]["rows"]),
                one.seconds,
                median(each["busy_seconds"] for each in one.said),
                one.peak_mib,
            )
            for one in runners
        ]
    print(f"\n{rows:,} firms, median of {rounds} interleaved rounds, every yuan the same")
    print(f"{'':28}{'s':>9}{'CPU s':>9}{'rows/s':>14}{'peak MiB':>10}")
    for one in found:
        print(f"{one.name:28}{one.seconds:9.4f}{one.busy_seconds:9.4f}{one.rows_a_second:14,.0f}{one.peak_mib:10.0f}")
    return found


def must_be_equal(folder: Path, of_zen: int) -> None:
    """The yuan of each firm, from all programs; ZEN gives what is claimed, before the fund, as does ``claims``."""
    expected = np.load(folder / "fused.result.npy")
    for name in ("luodi-totals", "luodi-payments", "openfisca-plain", "openfisca-tuned"):
        found = np.load(folder / f"{name}.result.npy")
        if not np.array_equal(found, expected):
            raise SystemExit(f"{name} differs for {np.count_nonzero(found != expected)} firms")
    claims = np.load(folder / "fused.claims.npy")[:of_zen]
    found = np.load(folder / "zen.result.npy")
    if not np.array_equal(found, claims):
        raise SystemExit(f"ZEN differs for {np.count_nonzero(found != claims)} firms")


def ratios(rows: int, found: Iterable[Measured]) -> dict[str, float]:
    """How many times as many rows a second as each peer; of memory, how many times less than OpenFisca."""
    by_name = {one.name: one for one in found}
    ours, size = by_name[LUODI], f"1e{len(str(rows)) - 1}"
    figures = {
        f"{figure}_{size}": round(ours.rows_a_second / by_name[peer].rows_a_second, digits)
        for figure, peer, digits in (
            ("vs_openfisca", OPENFISCA, 2),
            ("vs_openfisca_tuned", TUNED, 2),
            ("vs_zen", ZEN, 0),
            ("vs_fused", FUSED, 2),
        )
        if peer in by_name
    }
    return figures | {f"memory_vs_openfisca_{size}": round(by_name[OPENFISCA].peak_mib / ours.peak_mib, 2)}


def on_spark(sizes: Sequence[int], rounds: int) -> dict[str, float]:
    """The same rules on local[2]: seconds, what a row costs as rows grow, and by that slope what a country's firms need."""
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / str(rows) for rows in sizes]
        for rows, folder in zip(sizes, folders, strict=True):
            folder.mkdir()
            said([sys.executable, "-m", "benchmarks.peers.firms", str(rows), str(folder)])
        command = [sys.executable, str(PEERS / "luodi_spark_rules.py"), str(PACK), str(rounds), *map(str, folders)]
        lines = [json.loads(line) for line in said(command).splitlines() if line.startswith("{")]
        for folder in folders:
            local = [sys.executable, str(PEERS / "luodi_rules.py"), str(PACK), str(folder), "totals"]
            subprocess.run(local, input="go\n", check=True, capture_output=True, text=True)
            expected, found = (np.load(folder / f"luodi-{how}.result.npy") for how in ("totals", "spark"))
            if not np.array_equal(found, expected):
                raise SystemExit(f"Spark differs for {np.count_nonzero(found != expected)} firms")
    took = {one["rows"]: median(one["seconds"]) for one in lines}
    print(f"Spark local[2], median of {rounds} rounds, from Parquet, every yuan as on one machine")
    for rows, seconds in took.items():
        print(f"{rows:>12,} firms{seconds:9.2f} s{seconds / rows * 1e6:9.2f} microseconds a firm")
    start, slope = line_through(took)
    need = start + slope * COUNTRY
    print(f"by that slope {COUNTRY:,} firms need {need:,.0f} s on two cores, or {need * 2 / 3600:.2f} core hours")
    costs = [seconds / rows for rows, seconds in took.items()]
    return {
        "spark_cost_falls": round(costs[0] / costs[-1], 2),
        "spark_rows_a_second": round(1 / slope),
        "spark_60_million_s": round(need),
    }


def line_through(took: dict[int, float]) -> tuple[float, float]:
    """What a run takes to begin with, and for each row more, by the two largest sizes.

    Where the larger was no slower, noise hides the slope: then all it took counts as rows, which is too much.
    """
    (fewer, less), (more, longer) = sorted(took.items())[-2:]
    if longer <= less:
        return 0.0, longer / more
    slope = (longer - less) / (more - fewer)
    return max(0.0, less - slope * fewer), slope


def single_figures(times: int = 3) -> dict[str, float]:
    """How long a command takes to begin, and the explanation of one firm, at their best of a few."""
    code = f"from benchmarks.peers.explained import seconds; print(seconds({str(PACK)!r}))"
    explained = min(float(said([sys.executable, "-c", code])) for _ in range(times))
    begun = []
    for _ in range(times):
        begin = time.perf_counter()
        said([sys.executable, "-m", "luodi", "run", "--help"])
        begun.append(time.perf_counter() - begin)
    print(f"\nluodi run begins in {min(begun):.2f} s; one firm is explained in {explained * 1000:.1f} ms")
    return {"start_seconds": round(min(begun), 3), "explain_ms": round(explained * 1000, 2)}


def said(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


if __name__ == "__main__":
    sys.exit(main())
