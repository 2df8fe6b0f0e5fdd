"""What a run on Spark says on the error stream: nothing where nothing went wrong."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.needs_spark

QUIET = """
from luodi.datasets.spark_session import start
session = start("local[1]", "quiet")
session.conf.set("spark.sql.execution.arrow.pyspark.enabled", "false")
print(session.range(3).toPandas()["id"].sum())
{more}
session.stop()
"""


def said_by(more: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", QUIET.format(more=more)], capture_output=True, text=True, check=False, timeout=300
    )


def test_it_is_quiet_but_for_errors() -> None:
    """In a process of its own: neither Java, nor Spark, nor pandas warns; what Java says of a real failure is passed on."""
    done = said_by()
    assert (done.returncode, done.stdout, done.stderr) == (0, "3\n", "")
    logged = 'session._jvm.org.apache.logging.log4j.LogManager.getRootLogger().{}("disk full")'
    loud = said_by(logged.format("warn") + "\n" + logged.format("error"))
    assert loud.stderr.count("disk full") == 1 and "ERROR" in loud.stderr


def test_it_passes_on_all_but_the_chatter() -> None:
    """Line by line, as they were."""
    from luodi.datasets.spark_session import pass_on  # needs pyspark

    read, write = os.pipe()
    said = "WARNING: Using incubator modules: jdk.incubator.vector\n内存不足\nout of memory"
    pass_on(io.BytesIO(said.encode()), write)
    os.close(write)
    with os.fdopen(read, "rb") as found:
        assert found.read().decode() == "内存不足\nout of memory"
