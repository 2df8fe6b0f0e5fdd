"""A paper as one reader gets it: its words as they went out, and behind its figures what that reader may open."""

from __future__ import annotations

from typing import Any

from luodi.reports.model import Reference, Report
from luodi.reports.papers import only_sources
from luodi.reports.to_json import from_json
from luodi_site.supervision.issue_queries import issues_visible_to
from luodi_site.supervision.models import Paper
from luodi_site.supervision.order_queries import orders_visible_to
from luodi_site.supervision.paper_history import sees_whole
from luodi_site.supervision.queries import matters_visible_to

_VISIBLE = {"matter": matters_visible_to, "issue": issues_visible_to, "order": orders_visible_to}


def report_for(person: Any, paper: Paper) -> Report:
    """As issued where it was issued, with its number. A unit follows figures to its own matters only: the titles of
    others' stand behind them as well."""
    report = from_json(paper.issued.content if paper.state == Paper.State.ISSUED else paper.content)
    if sees_whole(person, paper):
        return report
    open_rows = {
        (kind, number)
        for kind, seen in _VISIBLE.items()
        for number in seen(person).order_by().values_list("pk", flat=True)
    }

    def may_open(one: Reference) -> bool:
        return (one.kind, one.number) in open_rows

    return only_sources(report, may_open)
