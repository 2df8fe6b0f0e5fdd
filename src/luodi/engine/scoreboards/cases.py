"""A scoreboard's part in the cases of a pack: one subject by itself, held against a band, a score, 未知 or 不参加."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from luodi.engine.scoreboards.explain import explain, in_words, shown_points
from luodi.engine.scoreboards.interpreted import Ranked, run
from luodi.formula.numbers import round_half_up
from luodi.formula.values import Subject
from luodi.policy.rules.model import Scoreboard

UNKNOWN, NOT_RANKED = "未知", "不参加"


def judge(board: Scoreboard, subject: Subject, on: date, expected: str) -> tuple[bool, str, list[str]]:
    """(as expected, what came out, why). A score is compared to as many decimals as the case writes.

    The subject is the whole field, so that what is held against the mean, the best or the worst of the others is itself.
    """
    found = run(board, [Ranked(subject.name, subject)], on)
    if not found:
        return expected == NOT_RANKED, NOT_RANKED, [f"“{subject.name}”不在“{board.name}”的评价范围内"]
    (score,) = found
    why = in_words(explain(board, found, score.id))
    if score.total is None:
        got = score.band if score.standing == "exempt" else UNKNOWN
        return expected == (got or NOT_RANKED), got or NOT_RANKED, why
    number = _number(expected)
    if number is None:
        return expected == score.band, score.band or shown_points(score.total), why
    step = Fraction(1, 10 ** max(0, -int(number.as_tuple().exponent)))
    got = f"{shown_points(score.total)}（{score.band}）" if score.band else shown_points(score.total)
    return round_half_up(score.total, step) == Fraction(number), got, why


def _number(written: str) -> Decimal | None:
    try:
        return Decimal(written.removesuffix("分"))
    except InvalidOperation:
        return None
