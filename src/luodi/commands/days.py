"""A day on the command line, read as the cells of sheets are."""

from __future__ import annotations

import argparse
from datetime import date

from luodi.datasets.grid import Cell
from luodi.datasets.written_values import read_day


def day(written: str) -> date:
    """The day that is written: 2026-06-30, 2026年6月30日, 2026/6/30; ArgumentTypeError says what is wrong with it."""
    read = read_day(Cell(written))
    if isinstance(read.given, date):
        return read.given
    what = read.doubt.message if read.doubt else f"“{written}”不是日期"
    raise argparse.ArgumentTypeError(f"{what}，写作 2026-06-30")
