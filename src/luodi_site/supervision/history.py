"""A matter's history in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from luodi.ledger.status import NO_LIGHT
from luodi_site.supervision.models import Evidence, LedgerEntry, Matter, MatterUnit, OrderEntry, Urgency
from luodi_site.supervision.order_queries import order_drafts_seen_by
from luodi_site.supervision.rows import LIGHT_NAMES, percent

Kind = LedgerEntry.Kind


@dataclass(frozen=True)
class Line:
    """One entry as a person reads it: ``on`` is the day it counts from, ``at`` when it was written. ``kind`` names its
    style, ``light`` the light that it speaks of."""

    on: date
    at: datetime
    who: str
    title: str
    words: str
    kind: str
    light: str = ""
    share: str = ""
    evidence: tuple[Evidence, ...] = ()
    number: int = 0
    order: int = 0


def history_of(matter: Matter, reader: Any) -> list[Line]:
    """Newest first; with the orders that were drawn up, or dropped before they went out, for whoever may see drafts."""
    files = {file.pk: file for file in matter.evidence.all()}
    lines = [_line(entry, files) for entry in matter.entries.select_related("actor").order_by("-on", "-pk")]
    drafts = [_drafted(entry) for entry in order_drafts_seen_by(reader, matter)]
    return sorted([*lines, *drafts], key=lambda line: line.on, reverse=True) if drafts else lines


def _drafted(entry: OrderEntry) -> Line:
    """An order on its way to going out; once it did, the matter's own entry tells of it."""
    order = entry.order
    who = entry.actor.name if entry.actor else _("系统按升级办法")
    named = {"name": order.name, "unit": str(order.unit)}
    if entry.kind == OrderEntry.Kind.DRAFT:
        title, words = _("拟督办单"), _("%(name)s，送%(unit)s。") % named + entry.words
    else:
        title, words = _("督办单不发"), _("%(name)s，原拟送%(unit)s。") % named + entry.words
    return Line(entry.on, entry.at, who, title, words, f"order-{entry.kind}", order=order.pk)


def _line(entry: LedgerEntry, files: dict[int, Evidence]) -> Line:
    after = entry.payload.get("after") if entry.kind == Kind.LIGHT else None
    shown = tuple(files[number] for number in entry.payload.get("evidence", ()) if number in files)
    who = entry.actor.name if entry.actor else _("系统")
    return Line(
        entry.on, entry.at, who, entry.get_kind_display(), _words(entry), entry.kind, after[0] if after else "", percent(entry.share),
        shown, entry.pk,
    )  # fmt: skip


def _words(entry: LedgerEntry) -> str:
    return _carried(entry.payload) + _said(entry)


def _carried(payload: dict[str, Any]) -> str:
    """That an entry came along from the former edition, and since when it stood there."""
    if "from_edition" not in payload:
        return ""
    number = {"number": payload["from_edition"], "since": payload.get("since", "")}
    return (
        _("沿用第%(number)s版%(since)s的记录。") % number
        if number["since"]
        else _("沿用第%(number)s版的填写。") % number
    )


def _said(entry: LedgerEntry) -> str:
    payload: dict[str, Any] = entry.payload
    match entry.kind:
        case Kind.ASSIGN:
            return _assigned(payload)
        case Kind.DEADLINE:
            after = payload.get("after") or _("不设时限")
            before = payload.get("before")
            words = _("由%(before)s改为%(after)s。") % {"before": before, "after": after} if before else f"{after}。"
            reason = payload.get("reason")
            return words + (_("依据：%(reason)s") % {"reason": reason} if reason else "")
        case Kind.DELEGATE | Kind.END_DELEGATION:
            days = {
                "from": payload["from_unit"],
                "to": payload["to_unit"],
                "since": payload["since"],
                "until": payload["until"],
            }
            return _("%(from)s委托%(to)s报送，自%(since)s至%(until)s。") % days
        case Kind.REMIND | Kind.ORDER if "words" in payload:
            told = "、".join(payload.get("told", ()))
            return payload["words"] + (_("（告知：%(units)s）") % {"units": told} if told else "")
        case Kind.EDIT if "urgency" in payload:
            before, after = (Urgency(value).label for value in payload["urgency"])
            changed = _("紧急程度由%(before)s改为%(after)s") % {"before": before, "after": after}
            return _joined(changed, payload.get("reason"))
        case Kind.OPEN | Kind.SUPERSEDE:
            return _opened(payload)
        case Kind.LIGHT:
            return _light(payload)
        case Kind.ASK:
            due = {"cycle": payload.get("cycle", ""), "day": entry.day}
            return _("%(cycle)s进展，%(day)s前报送") % due
        case Kind.COMPUTED:
            return "；".join(_measured(row) for row in payload.get("basis", ()))
        case Kind.SCHEDULE:
            steps = "，".join(f"{day} {share}%" for day, share, _said in payload.get("steps", ()))
            return _joined(steps or _("取消分期进度，按时间推算"), payload.get("reason"))
        case Kind.SPLIT | Kind.MERGE:
            numbers = payload.get("positions") or [payload.get("position")]
            into = _("改为第%(numbers)s项") % {"numbers": "、".join(map(str, numbers))}
            return _joined(into, payload.get("reason"))
        case _:
            return _plain(payload)


def _assigned(payload: dict[str, Any]) -> str:
    if "linked" in payload:
        linked = {"name": payload["linked"], "units": "、".join(payload["units"])}
        return _("文件写的“%(name)s”已登记，派给%(units)s。") % linked
    before, after = _units(payload.get("before")), _units(payload.get("after"))
    return _("由“%(before)s”改为“%(after)s”。") % {"before": before, "after": after} if before else after


def _opened(payload: dict[str, Any]) -> str:
    if "source" in payload:
        return _("来源：%(source)s") % {"source": payload["source"]}
    if "how" in payload:
        titles = "、".join(f"“{title}”" for title in payload.get("titles", ()))
        return _("由%(titles)s拆分或合并而来") % {"titles": titles}
    return _("第%(number)s版发布") % {"number": payload.get("edition", "")}


def _light(payload: dict[str, Any]) -> str:
    (before, _why), (after, words) = payload["before"], payload["after"]
    names = {"before": LIGHT_NAMES.get(before, before), "after": LIGHT_NAMES.get(after, after)}
    if after == NO_LIGHT.name:
        return _("不再亮灯")
    changed = _("%(before)s转为%(after)s") % names if before else names["after"]
    scheduled, actual = payload.get("scheduled"), payload.get("actual")
    figures = []
    if scheduled is not None:
        figures.append(_("序时%(share)s%%") % {"share": scheduled})
    if actual is not None:
        figures.append(_("实际%(share)s%%") % {"share": actual})
    return "，".join([f"{changed}（{words}）", *figures])


def _measured(row: dict[str, Any]) -> str:
    figures = {"name": row["name"], "value": _number(row["value"]), "of": _number(row["of"])}
    words = _("%(name)s%(value)s，目标%(of)s") % figures
    return words + (_("，完成%(share)s%%") % {"share": row["share"]} if row.get("share") is not None else "")


def _number(words: str) -> str:
    return words.rstrip("0").rstrip(".") if "." in words else words


def _plain(payload: dict[str, Any]) -> str:
    """What a person wrote: words, problems, next steps, a reason."""
    parts = [str(payload.get("unit", "")), payload.get("words") or payload.get("reason") or ""]
    parts += [_("问题：%(words)s") % {"words": payload["problems"]}] if payload.get("problems") else []
    parts += [_("下一步：%(words)s") % {"words": payload["next_steps"]}] if payload.get("next_steps") else []
    late = payload.get("days_late")
    if isinstance(late, int) and late > 0:
        parts.append(_("迟报%(days)s天") % {"days": late})
    return "　".join(part for part in [payload.get("cycle", ""), *parts] if part)


def _joined(words: str, reason: str | None) -> str:
    return f"{words}。{reason}" if reason else words


def _units(names: dict[str, list[str]] | None) -> str:
    labels = dict(MatterUnit.Role.choices)
    return "；".join(f"{labels.get(role, role)}：{'、'.join(units)}" for role, units in (names or {}).items() if units)
