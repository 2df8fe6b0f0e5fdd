"""Groups and ceilings of a firm and its projects, in Polars: all their benefits in one table, a row each, in the order of room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import polars as pl

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

_WIDE = pl.Int128()  # sums of many subjects may be more than 64 bits
_NO_BOUND = 2**100  # in place of null, where the greatest is looked for
Frames = Mapping[Describes, pl.DataFrame]
# A pass over one table up to a stage: the columns of ``laid_out.asked_by``, and whether all they hold is known.
Pass = Callable[[Asking, Describes, pl.DataFrame], tuple[pl.DataFrame, bool]]


def with_families(plan: Plan, frames: Frames, history: pl.DataFrame | None, work_out: Pass) -> Frames:
    """The tables with what limits of families leave of each benefit, as ``family_column`` names it."""
    found = dict(frames)
    for asking in stages_of(plan):
        found |= _held(asking, found, history, work_out)
    return found


def families(kind: Describes, frame: pl.DataFrame) -> pl.Series:
    """The number of the firm that each subject belongs to; a project without an owner stands by itself."""
    own = pl.col("id").cast(pl.String())
    if kind == "project" and "owner" in frame.columns:
        owner = pl.col("owner").cast(pl.String())
        own = pl.when(owner != "").then(owner).otherwise(own)
    return frame.select(own.alias("family")).to_series()


def _held(asking: Asking, frames: Frames, history: pl.DataFrame | None, work_out: Pass) -> Frames:
    plan = asking.plan
    tables: dict[Describes, pl.DataFrame] = {}
    is_known = True
    for kind in asking.kinds:
        if kind in frames:
            found, all_known = work_out(asking, kind, frames[kind])
            whose = [families(kind, frames[kind]), frames[kind]["id"].cast(pl.String()).alias("id")]
            tables[kind] = found.with_columns(whose).with_row_index("row")
            is_known &= all_known
    items = _items(asking, tables)
    for limit in asking.limits:
        ids = plan.of_family(limit)
        places = pl.col("benefit").replace_strict(ids, list(range(len(ids))), default=None, return_dtype=pl.Int64())
        meant = items.filter(pl.col("benefit").is_in(ids)).sort("family", places, "id")
        paid = _paid(plan, ids, frames, history)
        left = _highest(meant, paid) if isinstance(limit, HighestOnly) else _below(limit, plan.on, meant, paid, tables)
        items = pl.concat([items.filter(~pl.col("benefit").is_in(ids)), left.select(items.columns)])
    return {kind: _laid(asking, kind, frames[kind], items, is_known) for kind in tables}


def _items(asking: Asking, tables: Frames) -> pl.DataFrame:
    """A row for each subject and benefit that claims something or may."""
    schema = {"family": pl.String(), "kind": pl.String(), "row": pl.UInt32(), "id": pl.String(), "benefit": pl.String()}
    parts = [pl.DataFrame(schema=schema | {"low": _WIDE, "high": _WIDE})]
    for id in asking.ids:
        kind = asking.plan.benefit(id).describes
        if kind in tables:
            low, high = (pl.col(f"{id}.{end}").cast(_WIDE).alias(end) for end in ("low", "high"))
            named = (pl.lit(kind).alias("kind"), pl.col("row"), pl.col("id"), pl.lit(id).alias("benefit"))
            part = tables[kind].select("family", *named, low, high)
            parts.append(part.filter((pl.col("high") > 0) | pl.col("high").is_null()))
    return pl.concat(parts)


def _paid(plan: Plan, ids: Sequence[str], frames: Frames, history: pl.DataFrame | None) -> pl.DataFrame:
    """What was paid before under these benefits, to whom and of which family: ``all`` and this ``year``, in fen."""
    if history is None:
        history = pl.DataFrame(
            schema={"subject": pl.String(), "benefit": pl.String(), "paid_on": pl.Date(), "sum": pl.Int64()}
        )
    meant = history.filter((pl.col("paid_on") <= plan.on) & pl.col("benefit").is_in(ids))
    this_year = pl.when(pl.col("paid_on").dt.year() == plan.on.year).then(pl.col("sum")).otherwise(0)
    sums = meant.group_by(pl.col("subject").cast(pl.String()).alias("id"), "benefit").agg(
        all=pl.col("sum").cast(_WIDE).sum().clip(0), year=this_year.cast(_WIDE).sum().clip(0)
    )
    if sums.filter(pl.any_horizontal(pl.col("all", "year") > PAST_AT_MOST)).height:
        raise too_large("已付金额")
    if "project" not in frames:
        return sums.with_columns(family=pl.col("id"))
    projects = frames["project"].select(pl.col("id").cast(pl.String()), families("project", frames["project"]))
    return sums.join(projects, on="id", how="left").with_columns(pl.col("family").fill_null(pl.col("id")))


def _with_used(items: pl.DataFrame, paid: pl.DataFrame, span: str) -> pl.DataFrame:
    """The rows with what was paid before to their families, as ``used``."""
    used = paid.group_by("family").agg(pl.col(span).sum().alias("used"))
    return items.join(used, on="family", how="left", maintain_order="left").with_columns(pl.col("used").fill_null(0))


def _highest(items: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """``amounts.only_the_highest`` in each family, less what the others of the group were paid in the same year."""
    own = paid.select("id", "benefit", own="year")
    items = _with_used(items, paid, "year").join(own, on=["id", "benefit"], how="left", maintain_order="left")
    low, high = pl.col("low"), pl.col("high").fill_null(_NO_BOUND)

    def best(of: pl.Expr, places: int) -> pl.Expr:
        """The greatest of the rows before, or behind."""
        return of.shift(places, fill_value=-1).cum_max(reverse=places < 0).over("family")

    is_certain = (low > best(high, 1)) & (low >= best(high, -1))
    is_possible = (high > best(low, 1)) & (high >= best(low, -1))
    others = pl.col("used") - pl.col("own").fill_null(0)
    return items.with_columns(
        low=pl.when(is_certain).then((low - others).clip(0)).otherwise(0),
        high=pl.when(is_possible).then((pl.col("high") - others).clip(0)).otherwise(0),
    )


def _below(ceiling: Ceiling, on: date, items: pl.DataFrame, paid: pl.DataFrame, tables: Frames) -> pl.DataFrame:
    """``amounts.within`` in each family: the least that is left of the ceiling when all before get their most, and the most."""
    items = _with_used(_with_most(ceiling, on, items, tables), paid, "all" if ceiling.per == "total" else "year")
    low, high = pl.col("low"), pl.col("high")

    # Families stand one behind the other: a running sum over all less what it was where the family begins.
    begins = pl.col("family") != pl.col("family").shift(1)

    def before(of: pl.Expr) -> pl.Expr:
        so_far = of.cum_sum() - of
        return so_far - pl.when(begins.fill_null(True)).then(so_far).forward_fill()

    items = items.with_columns(
        reached=before(high.fill_null(0)),
        open=before(high.is_null().cast(_WIDE)),
        most=pl.col("most_high") - pl.col("used"),
    )
    room = (pl.col("most_low") - pl.col("used") - pl.col("reached")).clip(0)
    items = items.with_columns(low=pl.when(pl.col("open") > 0).then(0).otherwise(pl.min_horizontal(low, room)))
    return items.with_columns(high=pl.min_horizontal(high, (pl.col("most") - before(low)).clip(0)))


def _with_most(ceiling: Ceiling, on: date, items: pl.DataFrame, tables: Frames) -> pl.DataFrame:
    """The rows with how much the ceiling is for their family: by the figures of the firm, else of its first project."""
    if not asks_figures(ceiling):
        most = pl.lit(fixed_most(ceiling, on), _WIDE)
        return items.with_columns(most_low=most, most_high=most)
    name = most_column(ceiling)
    ends = [pl.col(f"{name}.{end}").cast(_WIDE).alias(f"most_{end}") for end in ("low", "high")]
    parts = [tables[kind].sort("id").select("family", *ends) for kind in FAMILY if kind in tables]
    first = pl.concat(parts).unique("family", keep="first", maintain_order=True)
    return items.join(first, on="family", how="left", maintain_order="left")


def _laid(asking: Asking, kind: Describes, frame: pl.DataFrame, items: pl.DataFrame, is_known: bool) -> pl.DataFrame:
    """A table with the columns of its benefits; those who have no row claim nothing."""
    found = []
    for id in asking.ids:
        if asking.plan.benefit(id).describes == kind:
            own = items.filter(pl.col("benefit") == id)
            for end in ("low",) if is_known else ("low", "high"):
                sums = pl.zeros(frame.height, pl.Int64(), eager=True)
                sums = sums.scatter(own["row"], own[end].cast(pl.Int64())) if own.height else sums
                found.append(sums.alias(f"{family_column(id, asking.stage)}.{end}"))
    return frame.with_columns(found)
