"""Why a subject has its rank: each indicator's value, points and contribution, against the best and the one above it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from luodi.engine.scoreboards.model import IndicatorScore, Score
from luodi.formula.numbers import round_half_up
from luodi.formula.shown import digits_of, show
from luodi.policy.rules.model import Scoreboard, ScoreIndicator

FORMAT, VERSION = "luodi.score", 1
Json = dict[str, Any]
_SHOWN = Fraction(1, 100)


def explain(board: Scoreboard, scores: Sequence[Score], subject: str) -> Json:
    """The explanation of one subject's rank, ready for ``json.dumps``; KeyError where it is not among the scores."""
    score = next((one for one in scores if one.id == subject), None)
    if score is None:
        raise KeyError(subject)
    field = [one for one in scores if one.group == score.group and one.rank is not None]
    above = next((one for one in reversed(field) if score.rank and one.rank and one.rank < score.rank), None)
    lines = [
        _line(of, line, at, field, above)
        for at, (of, line) in enumerate(zip(board.indicators, score.indicators, strict=True))
    ]
    return {
        "format": FORMAT,
        "version": VERSION,
        "board": board.id,
        "subject": score.id,
        "name": score.name,
        "aggregate": board.aggregate,
        "group": score.group,
        "standing": score.standing,
        "rank": score.rank,
        "of": score.of,
        "is_tied": score.is_tied,
        "total": _number(score.total),
        "band": score.band,
        "has_veto": score.has_veto,
        "veto": board.veto.name if board.veto and score.has_veto else None,
        "indicators": lines,
        "added": [
            {"id": of.id, "name": of.name, "points": _number(points), "clause": of.source.clause}
            for of, (_, points) in zip(board.adjustments, score.added, strict=False)
        ],
        "above": None if above is None else {"subject": above.id, "name": above.name, "total": _number(above.total)},
        "missing": list(score.missing),
        "notes": list(score.notes),
    }


def _line(of: ScoreIndicator, line: IndicatorScore, at: int, field: Sequence[Score], above: Score | None) -> Json:
    points = [one.indicators[at].points for one in field]
    better = sum(1 for one in points if one is not None and line.points is not None and one > line.points)
    ahead = None if above is None else above.indicators[at].contribution
    mine = line.contribution
    return {
        "id": of.id,
        "name": of.name,
        "clause": of.source.clause,
        "is_unconfirmed": of.source.is_unconfirmed,
        "value": None if line.value is None else {"exact": str(line.value), "shown": show(line.value, of.value.shape)},
        "baseline": None
        if line.baseline is None
        else {"exact": str(line.baseline), "shown": show(line.baseline, of.value.shape)},
        "points": _number(line.points),
        "weight": _number(line.weight),
        "contribution": _number(mine),
        "place": None if line.points is None else better + 1,
        "is_filled": line.is_filled,
        "behind_above": None if ahead is None or mine is None else _number(ahead - mine),
    }


def _number(value: Fraction | None) -> Json | None:
    return None if value is None else {"exact": str(value), "shown": shown_points(value)}


def shown_points(value: Fraction) -> str:
    """Points as people read them: to two decimals."""
    return digits_of(round_half_up(value, _SHOWN))


def in_words(explanation: Json, most: int = 3) -> list[str]:
    """What decided the rank, in sentences: the place, then where most is lost to the one above, then what is missing."""
    name = explanation["name"]
    if explanation["standing"] == "exempt":
        return [f"{name}不参加排名：{explanation['band'] or '列入豁免'}"]
    if explanation["standing"] == "unknown":
        lacking = "、".join(explanation["missing"]) or "；".join(explanation["notes"]) or "缺少指标数据"
        return [f"{name}暂不能排名，缺：{lacking}"]
    tied = "（并列）" if explanation["is_tied"] else ""
    said = [f"{name}得 {explanation['total']['shown']} 分，在 {explanation['of']} 个中列第 {explanation['rank']}{tied}"]
    if explanation["veto"]:
        said.append(f"触发一票否决：{explanation['veto']}，列为{explanation['band']}")
    above = explanation["above"]
    if above:
        lost = [one for one in explanation["indicators"] if one["behind_above"]]
        lost.sort(key=lambda one: -Fraction(one["behind_above"]["exact"]))
        parts = [
            f"“{one['name']}”少 {one['behind_above']['shown']} 分"
            for one in lost[:most]
            if Fraction(one["behind_above"]["exact"]) > 0
        ]
        said += [f"与前一名{above['name']}相比，{'，'.join(parts)}"] * bool(parts)
    said += [f"“{one['name']}”缺数，按规则计分" for one in explanation["indicators"] if one["is_filled"]]
    return said


def breakdown(explanation: Json) -> list[str]:
    """How the score comes about: each indicator with its value, points and weight, then what is added."""
    if explanation["standing"] == "exempt":
        return []
    is_sum = explanation["aggregate"] == "weighted_sum"
    said = [_indicator_words(one, is_sum) for one in explanation["indicators"]]
    for one in explanation["added"]:
        points = "未知" if one["points"] is None else f"{one['points']['shown']} 分"
        said.append(f"{one['name']}：{points}" + (f"〔{one['clause']}〕" if one["clause"] else ""))
    return said


def _indicator_words(one: Json, is_sum: bool) -> str:
    against = f"（基准 {one['baseline']['shown']}）" if one["baseline"] else ""
    said = f"{one['name']}：{one['value']['shown'] if one['value'] else '缺数'}{against}"
    if one["points"] is not None and one["weight"] is not None:
        said += f"，得 {one['points']['shown']} 分，权重 {one['weight']['shown']}%"
        said += f"，计 {one['contribution']['shown']} 分" if is_sum and one["contribution"] else ""
        said += f"，这一项第 {one['place']}"
    marks = "，".join(mark for mark in (one["clause"], "数字未经证实" if one["is_unconfirmed"] else "") if mark)
    return said + (f"〔{marks}〕" if marks else "")
