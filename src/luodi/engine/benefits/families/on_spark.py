"""Groups and ceilings of a firm and its projects, on Spark: a row for each of their benefits, brought together by family."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import reduce

from pyspark.sql import Column, DataFrame, Window, WindowSpec
from pyspark.sql import functions as F  # noqa: N812  the name that Spark's own pages use
from pyspark.sql import types as T  # noqa: N812

from luodi.engine.benefits.families.laid_out import (
    Asking,
    asks_figures,
    family_column,
    fixed_most,
    most_column,
    stages_of,
)
from luodi.engine.benefits.plan import FAMILY, Plan
from luodi.engine.benefits.to_columns import PAST_AT_MOST
from luodi.formula.fields import Describes
from luodi.formula.numbers import too_large
from luodi.policy.rules.model import Ceiling, HighestOnly

_WIDE, _LONG = T.DecimalType(38, 0), T.LongType()
_NO_BOUND = 10**30  # in place of null, where the greatest is looked for
_OPEN = -1  # in place of null, which here is a benefit without a row
Frames = Mapping[Describes, DataFrame]
# A pass over one table up to a stage: the table with the columns of ``laid_out.asked_by``, and whether all they hold is known.
Pass = Callable[[Asking, Describes, DataFrame], tuple[DataFrame, bool]]


def with_families(plan: Plan, frames: Frames, history: DataFrame | None, work_out: Pass) -> Frames:
    """The tables with what limits of families leave of each benefit, as ``family_column`` names it."""
    found = dict(frames)
    for asking in stages_of(plan):
        found |= _held(asking, found, history, work_out)
    return found


def family(kind: Describes, frame: DataFrame) -> Column:
    """The number of the firm that each subject belongs to; a project without an owner stands by itself."""
    own = F.col("id").cast(T.StringType())
    if kind == "project" and "owner" in frame.columns:
        owner = F.col("owner").cast(T.StringType())
        own = F.when(owner != "", owner).otherwise(own)
    return own


def _held(asking: Asking, frames: Frames, history: DataFrame | None, work_out: Pass) -> Frames:
    tables: dict[Describes, DataFrame] = {}
    is_known = True
    for kind in (kind for kind in asking.kinds if kind in frames):
        found, all_known = work_out(asking, kind, frames[kind])
        tables[kind] = found.withColumns({"~family": family(kind, found), "~id": F.col("id").cast(T.StringType())})
        is_known &= all_known
    items = reduce(DataFrame.unionByName, [_items(asking, kind, table) for kind, table in tables.items()])
    for limit in asking.limits:
        ids = asking.plan.of_family(limit)
        meant = items.where(F.col("benefit").isin(ids)).withColumn("place", _place(ids))
        paid = _paid(asking.plan, ids, frames, history)
        if isinstance(limit, HighestOnly):
            left = _highest(meant, paid)
        else:
            left = _below(_with_most(limit, asking.plan.on, meant, tables), paid, limit.per == "total")
        items = items.where(~F.col("benefit").isin(ids)).unionByName(left.select(items.columns))
    items = _written_down(items)
    return {kind: _laid(asking, kind, frames[kind], items, is_known) for kind in tables}


def _written_down(items: DataFrame) -> DataFrame:
    """The same rows, worked out: every fund asks for them again. Where the cluster has a folder for it they outlive a machine."""
    has_folder = items.sparkSession.sparkContext.getCheckpointDir() is not None
    return items.checkpoint() if has_folder else items.localCheckpoint()


def _place(ids: list[str]) -> Column:
    """Where a benefit stands in the order of its limit."""
    return reduce(
        lambda found, at: F.when(F.col("benefit") == ids[at], at).otherwise(found), range(len(ids)), F.lit(-1)
    )


def _items(asking: Asking, kind: Describes, table: DataFrame) -> DataFrame:
    """A row for each subject and benefit that claims something or may."""
    ids = [id for id in asking.ids if asking.plan.benefit(id).describes == kind]
    low, high = F.col("each.low").cast(_WIDE).alias("low"), F.col("each.high").cast(_WIDE).alias("high")
    sums = [
        F.struct(F.lit(id).alias("benefit"), _of(f"{id}.low").alias("low"), _of(f"{id}.high").alias("high"))
        for id in ids
    ]
    kept = [F.col("~family").alias("family"), F.lit(kind).alias("kind"), F.col("~id").alias("id")]
    if not ids:  # asked for its figures only
        empty = [F.lit("").alias("benefit"), *(F.lit(0).cast(_WIDE).alias(end) for end in ("low", "high"))]
        return table.select(*kept, *empty).where(F.lit(False))
    found = table.select(*kept, F.explode(F.array(*sums)).alias("each")).select(
        "family", "kind", "id", F.col("each.benefit").alias("benefit"), low, high
    )
    return found.where((F.col("high") > 0) | F.col("high").isNull())


def _of(name: str) -> Column:
    return F.col(f"`{name}`")


def _paid(plan: Plan, ids: list[str], frames: Frames, history: DataFrame | None) -> DataFrame | None:
    """What was paid before under these benefits, to whom and of which family: ``all`` and this ``year``, in fen."""
    if history is None:
        return None
    meant = history.where((F.col("paid_on") <= F.lit(plan.on)) & F.col("benefit").isin(ids))
    sums = {"all": F.col("sum"), "year": F.when(F.year("paid_on") == plan.on.year, F.col("sum")).otherwise(0)}
    zero = F.lit(0).cast(_WIDE)
    paid = meant.groupBy(F.col("subject").cast(T.StringType()).alias("id"), "benefit").agg(
        *[F.greatest(F.sum(one.cast(_WIDE)), zero).alias(span) for span, one in sums.items()]
    )
    largest = paid.agg(F.max(F.greatest("all", "year"))).collect()[0][0]
    if largest is not None and largest > PAST_AT_MOST:
        raise too_large("已付金额")
    if "project" not in frames:
        return paid.withColumn("family", F.col("id"))
    projects = frames["project"].select(
        F.col("id").cast(T.StringType()).alias("id"), family("project", frames["project"]).alias("family")
    )
    return paid.join(projects, "id", "left").withColumn("family", F.coalesce("family", "id"))


def _with_used(items: DataFrame, paid: DataFrame | None, span: str) -> DataFrame:
    """The rows with what was paid before to their families, as ``used``, and to themselves, as ``own``."""
    zero = F.lit(0).cast(_WIDE)
    if paid is None:
        return items.withColumns({"used": zero, "own": zero})
    own = paid.select("id", "benefit", F.col(span).alias("own"))
    used = paid.groupBy("family").agg(F.sum(span).cast(_WIDE).alias("used"))
    found = items.join(used, "family", "left").join(own, ["id", "benefit"], "left")
    return found.withColumns({name: F.coalesce(name, zero) for name in ("used", "own")})


def _before() -> WindowSpec:
    return Window.partitionBy("family").orderBy("place", "id").rowsBetween(Window.unboundedPreceding, -1)


def _behind() -> WindowSpec:
    return Window.partitionBy("family").orderBy("place", "id").rowsBetween(1, Window.unboundedFollowing)


def _highest(items: DataFrame, paid: DataFrame | None) -> DataFrame:
    """``amounts.only_the_highest`` in each family, less what the others of the group were paid in the same year."""
    zero = F.lit(0).cast(_WIDE)
    low, high = F.col("low"), F.coalesce("high", F.lit(str(_NO_BOUND)).cast(_WIDE))

    def best(of: Column, where: WindowSpec) -> Column:
        return F.coalesce(F.max(of).over(where), F.lit(-1).cast(_WIDE))

    items = _with_used(items, paid, "year").withColumns(
        {
            "certain": (low > best(high, _before())) & (low >= best(high, _behind())),
            "possible": (high > best(low, _before())) & (high >= best(low, _behind())),
        }
    )
    others = F.col("used") - F.col("own")
    least = F.when(F.col("certain"), F.greatest((low - others).cast(_WIDE), zero)).otherwise(zero)
    most = F.when(F.col("high").isNotNull(), F.greatest((F.col("high") - others).cast(_WIDE), zero))
    return items.withColumns({"low": least, "high": F.when(F.col("possible"), most).otherwise(zero)})


def _below(items: DataFrame, paid: DataFrame | None, in_all: bool) -> DataFrame:
    """``amounts.within`` in each family: the least that is left of the ceiling when all before get their most, and the most."""
    zero = F.lit(0).cast(_WIDE)

    def left(of: str, taken: str) -> Column:
        """What is left of the ceiling; null has no bound."""
        rest = (F.col(of) - F.col("used") - F.coalesce(F.sum(taken).over(_before()), zero)).cast(_WIDE)
        return F.when(F.col(of).isNotNull(), F.greatest(rest, zero))

    items = _with_used(items, paid, "all" if in_all else "year")
    items = items.withColumns({"open": F.max(F.col("high").isNull()).over(_before()), "room": left("most_low", "high")})
    is_open = F.coalesce("open", F.lit(False))
    items = items.withColumn("low", F.when(is_open, zero).otherwise(F.least("low", "room")))
    return items.withColumn("high", F.least("high", left("most_high", "low")))


def _with_most(ceiling: Ceiling, on: date, items: DataFrame, tables: Frames) -> DataFrame:
    """The rows with how much the ceiling is for their family: by the figures of the firm, else of its first project."""
    if not asks_figures(ceiling):
        most = F.lit(str(fixed_most(ceiling, on))).cast(_WIDE)
        return items.withColumns({"most_low": most, "most_high": most})
    ends = [_of(f"{most_column(ceiling)}.{end}").cast(_WIDE).alias(f"most_{end}") for end in ("low", "high")]
    parts = [
        tables[kind].select(
            F.col("~family").alias("family"), F.struct(F.lit(at).alias("at"), F.col("~id"), *ends).alias("of")
        )
        for at, kind in enumerate(FAMILY)
        if kind in tables
    ]
    first = reduce(DataFrame.unionByName, parts).groupBy("family").agg(F.min("of").alias("of"))
    known = first.select("family", F.col("of.most_low").alias("most_low"), F.col("of.most_high").alias("most_high"))
    return items.join(known, "family", "left")


def _laid(asking: Asking, kind: Describes, frame: DataFrame, items: DataFrame, is_known: bool) -> DataFrame:
    """A table with the columns of its benefits; those who have no row claim nothing."""
    ids = [id for id in asking.ids if asking.plan.benefit(id).describes == kind]
    if not ids:
        return frame
    zero, is_open = F.lit(0).cast(_LONG), F.lit(_OPEN).cast(_LONG)
    held, columns = [], {}
    for id in ids:
        name, is_own = family_column(id, asking.stage), F.col("benefit") == id
        held.append(F.max(F.when(is_own, F.col("low").cast(_LONG))).alias(f"{name}.low"))
        columns[f"{name}.low"] = F.coalesce(_of(f"{name}.low"), zero)
        if not is_known:
            held.append(F.max(F.when(is_own, F.coalesce(F.col("high").cast(_LONG), is_open))).alias(f"{name}.high"))
            high = F.coalesce(_of(f"{name}.high"), zero)
            columns[f"{name}.high"] = F.when(high != _OPEN, high)
    left = items.where(F.col("kind") == kind).groupBy(F.col("id").alias("~id")).agg(*held)
    joined = frame.join(left, F.col("id").cast(T.StringType()) == F.col("~id"), "left").drop("~id")
    return joined.withColumns(columns)
