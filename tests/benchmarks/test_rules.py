"""The benchmark of the ten rules: its figures, and that it accepts no difference."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from benchmarks.rules import FUSED, LUODI, OPENFISCA, TUNED, ZEN, Measured, line_through, must_be_equal, ratios


def _took(name: str, seconds: float, rows: int = 1_000_000, peak_mib: float = 100) -> Measured:
    return Measured(name, rows, seconds, seconds, peak_mib)


def test_it_says_how_many_times_as_many_rows_a_second() -> None:
    """Above 1 is better than the peer; a peer that saw fewer rows is held against rows a second, not seconds."""
    found = [_took(LUODI, 0.1), _took(OPENFISCA, 0.5, peak_mib=150), _took(TUNED, 0.2), _took(FUSED, 0.02)]
    assert ratios(1_000_000, found) == {
        "vs_openfisca_1e6": 5.0,
        "vs_openfisca_tuned_1e6": 2.0,
        "vs_fused_1e6": 0.2,
        "memory_vs_openfisca_1e6": 1.5,
    }
    small = [_took(LUODI, 0.001, 10_000), _took(OPENFISCA, 0.001, 10_000), _took(ZEN, 0.2, 1_000)]
    assert ratios(10_000, small)["vs_zen_1e4"] == 2000


def test_it_ends_where_one_firm_differs_by_a_yuan(tmp_path: Path) -> None:
    """No speed counts without the same results."""
    yuan = np.array([0, 5, 7])
    for name in ("fused.result", "fused.claims", "luodi-totals.result", "luodi-payments.result", "zen.result"):
        np.save(tmp_path / f"{name}.npy", yuan)
    np.save(tmp_path / "openfisca-tuned.result.npy", yuan)
    np.save(tmp_path / "openfisca-plain.result.npy", yuan)
    must_be_equal(tmp_path, 3)
    np.save(tmp_path / "openfisca-plain.result.npy", yuan + np.array([0, 0, 1]))
    with pytest.raises(SystemExit, match="openfisca-plain differs for 1 firms"):
        must_be_equal(tmp_path, 3)


def test_it_draws_the_line_through_the_two_largest_sizes() -> None:
    """A run of 1 s to begin with and a microsecond a firm is found again; small sizes, which are all beginning, do not count."""
    start, slope = line_through({1_000: 3.0, 1_000_000: 2.0, 10_000_000: 11.0})
    assert (round(start, 6), round(slope * 1e6, 6)) == (1.0, 1.0)
    assert line_through({1_000_000: 2.0, 10_000_000: 2.0}) == (0.0, 2e-7)  # noise: no less than what it took
