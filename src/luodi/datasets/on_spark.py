"""The tables of a dataset on many machines: the same rows and columns as on one, projects with the figures of their owners."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812  the name that Spark's own pages use
from pyspark.sql import types as T  # noqa: N812

from luodi.datasets.model import PAYMENT_COLUMNS, SUBJECT_COLUMNS, Dataset, Describes, figure_of, seen_columns
from luodi.formula.fields import Kind
from luodi.formula.to_spark import SparkColumns

KINDS: dict[Kind, T.DataType] = {
    **dict.fromkeys(("money", "quantity", "ratio", "count"), T.LongType()),
    "text": T.StringType(),
    "flag": T.BooleanType(),
    "date": T.DateType(),
    "set": T.ArrayType(T.StringType()),
}
PAYMENT_KINDS = dict(zip(PAYMENT_COLUMNS, (T.StringType(), T.StringType(), T.DateType(), T.LongType()), strict=True))


def load(
    spark: SparkSession, dataset: Dataset, describes: Describes, codes: Collection[str] | None = None
) -> DataFrame:
    """What ``on_polars.load`` gives, as a Spark table; its rows have no order, and nothing is read yet.

    That no id stands twice is for who wrote the files to see to: looking would read everything once more.
    """
    found = _read(spark, dataset, describes, codes)
    return _with_owners(spark, dataset, found, codes) if describes == "project" else found


def payments(spark: SparkSession, dataset: Dataset, names: Mapping[str, str] | None = None) -> DataFrame:
    """Past payments, ``PAYMENT_COLUMNS``; ``names`` are the ids of benefits by their names."""
    if not dataset.payments:
        schema = T.StructType([T.StructField(name, kind) for name, kind in PAYMENT_KINDS.items()])
        return spark.createDataFrame([], schema)
    read = spark.read.parquet(*map(str, dataset.payments))
    told = read.select([F.col(name).cast(kind).alias(name) for name, kind in PAYMENT_KINDS.items()])
    pairs: dict[bool | float | int | str, bool | float | int | str | None] = dict((names or {}).items())
    return told.replace(pairs, subset=["benefit"]) if pairs else told


def _read(spark: SparkSession, dataset: Dataset, describes: Describes, codes: Collection[str] | None) -> DataFrame:
    table = dataset.tables.get(describes)
    if table is None or not table.files:
        return spark.createDataFrame(
            [], T.StructType([T.StructField(name, T.StringType()) for name in SUBJECT_COLUMNS])
        )
    read = spark.read.option("mergeSchema", "true").parquet(*map(str, table.files))
    columns = [
        (F.col(name).cast(T.StringType()) if name in read.columns else F.lit(None).cast(T.StringType())).alias(name)
        for name in SUBJECT_COLUMNS
    ]
    engine = SparkColumns()
    for name in seen_columns(read.columns, dataset.catalogue, describes):
        found = figure_of(name, dataset.catalogue)
        assert found is not None, name  # seen_columns has found it
        if codes is None or found[0].code in codes:
            kind = T.BooleanType() if "=" in name else KINDS[found[0].kind]
            columns.append(engine.named(name, "text").cast(kind).alias(name))
    return read.select(columns)


def _with_owners(
    spark: SparkSession, dataset: Dataset, projects: DataFrame, codes: Collection[str] | None
) -> DataFrame:
    """The figures of the firm that owns each project beside its own; its region where the project tells none."""
    firms = _read(spark, dataset, "firm", codes)
    engine = SparkColumns()
    figures = [name for name in firms.columns if name not in projects.columns]
    taken = [engine.named(name, "text").alias(name) for name in figures]
    owners = firms.select(F.col("id").alias("owner"), F.col("region").alias("~region"), *taken)
    joined = projects.join(owners, on="owner", how="left")
    region = F.coalesce("region", "~region").alias("region")
    return joined.select(
        [
            region if name == "region" else engine.named(name, "text").alias(name)
            for name in (*projects.columns, *figures)
        ]
    )
