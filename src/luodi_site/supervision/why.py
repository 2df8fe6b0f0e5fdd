"""Why a matter has its light: the clause of the rule, the figures, the days, and what comes next, in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from luodi.ledger.status import Change, Checked, RuleClause, Status, ahead
from luodi_site.lib.formats import day_in_text, plain
from luodi_site.supervision.rows import percent


@dataclass(frozen=True)
class Test:
    """A clause of the rule in words, what was found, and whether it holds: ``yes``, ``no`` or ``unknown``."""

    rule: str
    found: str
    holds: str
    light: str
    light_name: str
    words: str
    is_deciding: bool


@dataclass(frozen=True)
class Why:
    """Everything the page needs; ``sentence`` answers the question by itself."""

    status: Status
    sentence: str
    tests: tuple[Test, ...]
    changes: tuple[Change, ...]
    scheduled_words: str


def why(status: Status) -> Why:
    deciding = status.deciding
    tests = tuple(_test(checked, status, checked is deciding) for checked in status.checked)
    return Why(status, _sentence(status), tests, tuple(ahead(status))[:4], _scheduled(status))


def _sentence(status: Status) -> str:
    """One sentence for a leader: which light, since what, by how much."""
    deciding = status.deciding
    if deciding is None:
        return _("没有亮灯：事项已办结，或还没有可以据以判断的进展。")
    light = {"light": status.light.words, "words": status.words}
    figures = {"scheduled": percent(status.scheduled), "actual": percent(status.actual), "lag": _points(status.lag)}
    match deciding.clause.when:
        case "overdue":
            day = day_in_text(status.standing.deadline)
            late = {"day": day, "days": plain(deciding.figure or 0, 0), "actual": figures["actual"] or _("未知")}
            return (
                _("%(light)s（%(words)s）：") % light
                + _("时限是%(day)s，已超过%(days)s天，进度%(actual)s，没有销号。") % late
            )
        case "behind":
            return (
                _("%(light)s（%(words)s）：") % light
                + _("按序时应完成%(scheduled)s，实际%(actual)s，落后%(lag)s个百分点。") % figures
            )
        case "not_started":
            months = {"months": plain(deciding.figure or 0, 0)}
            return (
                _("%(light)s（%(words)s）：") % light + _("计划启动后已过%(months)s个月，没有已采纳的进展。") % months
            )
        case "unreported":
            return _("%(light)s（%(words)s）：") % light + _("进展应报未报，已迟%(days)s天。") % {
                "days": plain(deciding.figure or 0, 0)
            }
        case "near":
            return _("%(light)s（%(words)s）：") % light + _("距时限还有%(days)s天。") % {
                "days": plain(deciding.figure or 0, 0)
            }
    if status.lag is None:
        return _("%(light)s（%(words)s）：以上各条都不成立。") % light
    if status.lag > 0:
        return (
            _("%(light)s（%(words)s）：") % light
            + _("按序时应完成%(scheduled)s，实际%(actual)s，落后%(lag)s个百分点，在允许范围内。") % figures
        )
    return _("%(light)s（%(words)s）：") % light + _("按序时应完成%(scheduled)s，实际%(actual)s。") % figures


def _points(lag: Decimal | None) -> str:
    return "" if lag is None else plain(lag, 1)


def _test(checked: Checked, status: Status, is_deciding: bool) -> Test:
    holds = "unknown" if checked.holds is None else "yes" if checked.holds else "no"
    clause = checked.clause
    return Test(
        clause_words(clause),
        _found(checked, status),
        holds,
        clause.light.name,
        clause.light.words,
        clause.words,
        is_deciding,
    )


def clause_words(clause: RuleClause) -> str:
    """When the clause holds, in words."""
    limit = {"limit": plain(clause.limit, 1) if clause.limit is not None else ""}
    return {
        "overdue": _("超过时限%(limit)s天及以上，尚未完成"),
        "behind": _("落后序时超过%(limit)s个百分点"),
        "not_started": _("计划启动后满%(limit)s个月仍未启动"),
        "unreported": _("应报未报%(limit)s天及以上"),
        "near": _("距时限%(limit)s天以内，尚未完成"),
        "otherwise": _("以上都不成立"),
    }[clause.when] % limit


def _found(checked: Checked, status: Status) -> str:
    figure = plain(checked.figure, 1) if checked.figure is not None else ""
    deadline = status.standing.deadline
    match checked.clause.when:
        case "overdue" | "near":
            if deadline is None:
                return _("没有时限")
            left = (deadline - status.day).days
            late = {"day": deadline.isoformat(), "days": abs(left)}
            return _("时限%(day)s，还有%(days)s天") % late if left >= 0 else _("时限%(day)s，已过%(days)s天") % late
        case "behind":
            if checked.holds is None:
                return _("没有序时要求") if status.scheduled is None else _("没有已采纳的进展")
            if checked.figure is not None and checked.figure < 0:
                return _("超前%(points)s个百分点") % {"points": plain(-checked.figure, 1)}
            return _("落后%(points)s个百分点") % {"points": figure}
        case "not_started":
            if checked.holds is None:
                return _("还没有到报送的时候")
            return _("已有进展") if checked.figure == 0 else _("%(months)s个月") % {"months": figure}
        case "unreported":
            return _("没有要求报送") if checked.holds is None else _("迟%(days)s天") % {"days": figure}
    return ""


def _scheduled(status: Status) -> str:
    standing = status.standing
    if standing.schedule_basis == "steps":
        return _("按排定的分期进度推算")
    if standing.schedule_basis == "even" and standing.starts_on and standing.deadline:
        days = {"first": standing.starts_on.isoformat(), "last": standing.deadline.isoformat()}
        return _("没有排定分期进度，按%(first)s至%(last)s的天数均匀推算") % days
    return _("没有时限，也没有排定分期进度，无法推算")
