"""One subject on a ladder as JSON of a stated version (``ladder.schema.json``): every condition with its formula's explanation."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from luodi.engine.ladders.expiry import Forecast
from luodi.engine.ladders.model import (
    ConditionResult,
    Grant,
    LadderResult,
    NextBand,
    PointsLine,
    PointsResult,
    RouteResult,
    RungResult,
    Sum,
)
from luodi.engine.ladders.trends import Trend
from luodi.engine.source_json import source_json
from luodi.formula.explain import explain, missing_json
from luodi.formula.shortfalls import Shortfall
from luodi.formula.values import Subject
from luodi.policy.rules.model import LadderEdition

FORMAT, VERSION = "luodi.ladder", 1
Json = dict[str, Any]


def to_json(result: LadderResult, subject: Subject, ahead: Forecast | None = None) -> Json:
    """Ready for ``json.dumps``. ``subject`` is the one that was judged, ``ahead`` what ``expiry.forecast`` says of it."""
    written = _Writer(subject, result.on)
    return {
        "format": FORMAT,
        "version": VERSION,
        "ladder": {"id": result.ladder.id, "name": result.ladder.name, "note": result.ladder.note},
        "edition": None if result.edition is None else _edition(result.edition),
        "subject": result.subject,
        "on": result.on.isoformat(),
        "stands": result.stands,
        "meets": result.meets,
        "may_meet": result.may_meet,
        "next": result.next,
        "notes": list(result.notes),
        "rungs": [written.rung(one) for one in result.rungs],
        "forecast": None if ahead is None else _forecast(ahead),
    }


class _Writer:
    def __init__(self, subject: Subject, on: date) -> None:
        self.subject, self.on = subject, on

    def rung(self, one: RungResult) -> Json:
        return {
            "id": one.rung.id,
            "name": one.rung.name,
            "source": source_json(one.rung.source),
            "is_held": one.is_held,
            "is_met": one.is_met,
            "is_review": one.is_review,
            "grant": None if one.grant is None else _grant(one.grant),
            "requires": [self.condition(each) for each in one.requires],
            "vetoes": [self.condition(each) for each in one.vetoes],
            "routes": [self.route(each) for each in one.routes],
            "missing": [missing_json(each) for each in one.missing],
        }

    def condition(self, one: ConditionResult) -> Json:
        rule = one.condition.rule
        return _condition(one) | {"explanation": None if rule is None else explain(rule, self.subject, self.on)}

    def route(self, one: RouteResult) -> Json:
        return {
            "id": one.route.id,
            "name": one.route.name,
            "is_met": one.is_met,
            "conditions": [self.condition(each) for each in one.conditions],
            "points": None if one.points is None else self.points(one.points),
        }

    def points(self, one: PointsResult) -> Json:
        return {
            "is_met": one.is_met,
            "is_strict": one.table.is_strict,
            "total": _sum(one.total),
            "parts": [_sum(each) for each in one.parts],
            "lines": [self.line(each) for each in one.lines],
        }

    def line(self, one: PointsLine) -> Json:
        return {
            "id": one.item.id,
            "name": one.item.name,
            "part": one.item.part,
            "source": source_json(one.item.source),
            "most": number(one.item.most),
            "points": None if one.points is None else number(one.points),
            "next_band": None if one.next_band is None else _band(one.next_band),
            "missing": [missing_json(each) for each in one.missing],
            "explanation": explain(one.item.points, self.subject, self.on),
        }


def number(value: Fraction) -> str:
    """A number as JSON keeps it exactly: a whole number or a fraction in lowest terms."""
    return str(value)


def _condition(one: ConditionResult) -> Json:
    return {
        "id": one.condition.id,
        "name": one.condition.name,
        "source": source_json(one.condition.source),
        "asked": one.condition.asked,
        "is_met": one.is_met,
        "is_veto": one.is_veto,
        "shortfalls": [_shortfall(each) for each in one.shortfalls],
        "missing": [missing_json(each) for each in one.missing],
        "notes": list(one.notes),
    }


def _shortfall(one: Shortfall) -> Json:
    return {
        "what": one.what,
        "sentence": one.sentence,
        "short_by": None if one.short_by is None else {"exact": number(one.short_by), "shown": one.shown},
        "is_one_of": one.is_one_of,
    }


def _band(one: NextBand) -> Json:
    return {
        "points": number(one.points),
        "gain": number(one.gain),
        "needs": [_shortfall(each) for each in one.needs],
    }


def _sum(one: Sum) -> Json:
    return {
        "part": one.part,
        "low": number(one.low),
        "high": number(one.high),
        "least": number(one.least),
        "is_met": one.is_met,
        "short_by": None if one.short_by is None else number(one.short_by),
    }


def _grant(one: Grant) -> Json:
    return {
        "since": one.since.isoformat() if one.since else None,
        "since_year": one.since_year,
        "renewals": one.renewals,
        "ends_on": one.ends_on.isoformat() if one.ends_on else None,
        "ends_in": one.ends_in,
    }


def _forecast(one: Forecast) -> Json:
    return {
        "on": one.on.isoformat(),
        "rung": one.rung.rung.id,
        "is_met": one.rung.is_met,
        "conditions": [_condition(each) for each in one.rung.conditions],
        "trends": [_trend(each) for each in one.trends],
        "too_short": [{"field": each.code, "name": each.name} for each in one.too_short],
    }


def _trend(one: Trend) -> Json:
    return {
        "field": one.field.code,
        "name": one.field.name,
        "unit": one.field.unit,
        "known": {str(year): number(value) for year, value in one.known.items()},
        "ahead": {str(year): number(value) for year, value in one.ahead.items()},
    }


def _edition(edition: LadderEdition) -> Json:
    term = edition.in_force
    return {
        "name": edition.name,
        "begin": term.begin.isoformat() if term.begin else None,
        "until": term.until.isoformat() if term.until else None,
        "source": source_json(edition.source),
    }
