"""Runs the pack of ten rules with Luodi's engine on Spark's local[2], over tables of several sizes one after the other."""

import json
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from pyspark.sql import SparkSession

from luodi.datasets.from_yaml import catalogue
from luodi.engine.benefits.on_spark import run
from luodi.engine.benefits.plan import plan
from luodi.formula.on_spark import bounds_of
from luodi.policy.rules.from_yaml import read

pack, rounds, folders = Path(sys.argv[1]), int(sys.argv[2]), [Path(name) for name in sys.argv[3:]]
rules, problems = read(pack, catalogue())
assert rules is not None, problems
planned, doubts = plan([rules], date(2025, 12, 31))
assert not doubts, doubts
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.memory", "4g")
    .config("spark.sql.shuffle.partitions", "4")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")


def work(table, bounds):
    return run(planned, {"firm": table}, bounds={"firm": bounds}, depth="totals").payments["firm"].select("id", "paid")


for folder in folders:
    table = spark.read.parquet(str(folder / "firms.parquet"))
    bounds = bounds_of(table)  # kept with a dataset
    work(table, bounds).write.mode("overwrite").parquet(str(folder / "paid"))  # warms up, and is what is compared
    seconds = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work(table, bounds).write.format("noop").mode("overwrite").save()
        seconds.append(time.perf_counter() - begin)
    paid = pl.read_parquet(folder / "paid" / "*.parquet").sort("id")
    np.save(folder / "luodi-spark.result.npy", paid["paid"].to_numpy() // 100)
    print(json.dumps({"rows": paid.height, "seconds": seconds}), flush=True)
spark.stop()
