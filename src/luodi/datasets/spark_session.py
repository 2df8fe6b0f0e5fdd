"""A Spark session that is quiet: on the error stream stands what went wrong, and nothing else."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from subprocess import PIPE
from threading import Thread
from typing import Any, BinaryIO

from pyspark import SparkConf, SparkContext
from pyspark.java_gateway import launch_gateway
from pyspark.sql import SparkSession

_LOGGING = Path(__file__).with_name("log4j2.properties")
# Java says this before any setting is read, and Spark cannot start without that module.
_CHATTER = b"WARNING: Using incubator modules"
_ERRORS = 2


def start(master: str, name: str, more: Mapping[str, str] | None = None) -> SparkSession:
    """A session for one run, or the one that is there; Python on the workers is the one that runs here."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    # Spark is run with the pandas that is installed here; the tests hold the two together.
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
    conf = SparkConf().setMaster(master).setAppName(name)
    quiet = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.defaultJavaOptions": f"-Dlog4j2.configurationFile={_LOGGING.as_uri()}",
    }
    conf.setAll([*quiet.items(), *(more or {}).items()])
    if SparkContext._gateway is None:
        SparkContext._ensure_initialized(gateway=_gateway(conf), conf=conf)
    made: SparkSession = SparkSession.builder.config(conf=conf).getOrCreate()
    return made


def _gateway(conf: SparkConf) -> Any:
    """The Java machine, what it says on its error stream passed on but for the chatter."""
    launch: Any = launch_gateway  # has no types, or is not there at all where the types are checked
    gateway = launch(conf, {"stderr": PIPE})
    if gateway.proc is not None:  # under spark-submit it was there before
        Thread(target=pass_on, args=(gateway.proc.stderr, _ERRORS), daemon=True).start()
    return gateway


def pass_on(said: BinaryIO, to: int) -> None:
    """Line by line as they come, until the other end is closed."""
    for line in said:
        if not line.startswith(_CHATTER):
            os.write(to, line)
