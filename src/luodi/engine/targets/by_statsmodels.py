"""Forecasts by exponential smoothing (statsmodels): the model with the least AICc among level, trend and season."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from datetime import date
from math import sqrt

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import norm, t
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

from luodi.engine.targets.actual import unbroken
from luodi.engine.targets.model import Forecast, Observed
from luodi.formula.fields import Every, Field
from luodi.periods import Period

LEVEL = 0.9
# Fewer observations than this say nothing of the future; up to a dozen, only a level or a trend, and roughly.
FEWEST, FEW = 6, 12
_SEASONS: dict[Every, int] = {"month": 12, "quarter": 4, "year": 1}
_NAMES = {
    (None, False, None): "指数平滑",
    ("add", False, None): "指数平滑（趋势）",
    ("add", True, None): "指数平滑（衰减趋势）",
    (None, False, "add"): "指数平滑（季节）",
    ("add", False, "add"): "指数平滑（趋势、季节）",
    ("add", True, "add"): "指数平滑（衰减趋势、季节）",
}
_Model = tuple[str | None, bool, str | None]


def forecast(
    field: Field, observed: tuple[Observed, ...], by: date, level: float = LEVEL
) -> tuple[tuple[Forecast, ...], str]:
    """A forecast for each period after the last observed, up to the one that holds ``by``; else () and why in Chinese."""
    if field.every == "once":
        return (), "这项指标只登记一次，没有序列"
    known = unbroken(field, observed)
    if len(known) < FEWEST:
        return (), f"只有 {len(known)} 期连续数据，少于 {FEWEST} 期，不作预测"
    days = _days_after(field.every, known[-1].on, by)
    if not days:
        return (), "目标日期内的数据已经齐全，不需要预测"
    if len(days) > 2 * len(known):
        return (), f"要往后推 {len(days)} 期，而只有 {len(known)} 期数据，不作预测"
    values = np.array([float(one.value) for one in known])
    if np.ptp(values) == 0:
        flat = float(values[0])
        return tuple(Forecast(day, flat, flat, flat, level, "没有变化", len(known), True) for day in days), ""
    found = _smoothed(values, _SEASONS[field.every], len(days), level)
    if found is None:
        return (), "各种指数平滑模型都不能拟合这个序列，不作预测"
    method, numbers = found
    is_short = len(known) < FEW
    return tuple(
        Forecast(day, float(row[0]), float(row[1]), float(row[2]), level, method, len(known), is_short)
        for day, row in zip(days, numbers, strict=True)
    ), ""


def _days_after(every: Every, last: date, by: date) -> list[date]:
    assert every != "once"
    found, period = [], Period.holding(every, last).next()
    while period.first_on <= by:
        found.append(period.last_on)
        period = period.next()
    return found


def _candidates(count: int, season: int) -> Sequence[_Model]:
    plain: list[_Model] = [(None, False, None), ("add", False, None)]
    if count >= FEW:
        plain.append(("add", True, None))
    if season > 1 and count >= 2 * season + 2:
        plain += [(None, False, "add"), ("add", False, "add"), ("add", True, "add")]
    return plain


def _smoothed(
    values: NDArray[np.float64], season: int, ahead: int, level: float
) -> tuple[str, NDArray[np.float64]] | None:
    """(name of the model, rows of value, low, high). Values are scaled for the fit, which is sensitive to their size."""
    middle, size = values.mean(), values.std()
    scaled = (values - middle) / size
    best: tuple[float, _Model, NDArray[np.float64]] | None = None
    for model in _candidates(len(values), season):
        fitted = _fit(scaled, model, season, ahead, level)
        if fitted is not None and (best is None or fitted[0] < best[0]):
            best = fitted[0], model, fitted[1]
    return None if best is None else (_NAMES[best[1]], best[2] * size + middle)


def _fit(
    scaled: NDArray[np.float64], model: _Model, season: int, ahead: int, level: float
) -> tuple[float, NDArray[np.float64]] | None:
    trend, is_damped, seasonal = model
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of convergence: a poor fit loses by its AICc
            made = ETSModel(
                pd.Series(scaled), error="add", trend=trend, damped_trend=is_damped, seasonal=seasonal,
                seasonal_periods=season if seasonal else None,
            )  # fmt: skip
            result = made.fit(disp=False)
            frame = result.get_prediction(start=len(scaled), end=len(scaled) + ahead - 1).summary_frame(alpha=1 - level)
    except (ValueError, np.linalg.LinAlgError):
        return None
    # The model's own interval takes its parameters for known and its errors for as small as they are in hindsight; with
    # few observations for each parameter that is far too narrow, so it is widened as in a regression.
    free = len(scaled) - len(result.params)
    if free < 1:
        return None
    asked = (
        1 + level
    ) / 2  # intervals of models that were chosen by fit hold less often than they say: half the misses
    wider = sqrt(len(scaled) / free) * t.ppf(0.5 + asked / 2, free) / norm.ppf(0.5 + level / 2)
    mean = frame["mean"].to_numpy()
    half = (frame["pi_upper"].to_numpy() - mean) * wider
    rows = np.column_stack([mean, mean - half, mean + half])
    aicc = float(result.aicc)
    return (aicc, rows) if np.isfinite(rows).all() and np.isfinite(aicc) else None
