"""What tests of the compiler and its engines share: a small Spark of this machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SMALL = {
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
}


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """One for the tests of a file; commands that are tested elsewhere begin and end their own."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.master("local[2]").appName("tests")
    for key, value in _SMALL.items():
        session = session.config(key, value)
    made = session.getOrCreate()
    yield made
    made.stop()
