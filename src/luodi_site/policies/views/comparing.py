"""Two policies side by side: 新旧对照 of two editions, and how a local policy takes up its superior's."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from luodi.policy.compare.editions import summary
from luodi.reports.comparison import build_editions, build_superior
from luodi.reports.model import Report
from luodi.reports.to_html import report_to_html
from luodi.reports.to_word import to_bytes
from luodi_site.accounts.access import signed_in
from luodi_site.lib import clock
from luodi_site.lib.excel import as_download
from luodi_site.policies import comparison, sides
from luodi_site.policies.sides import Side

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _chosen(request: HttpRequest, name: str) -> Side | None:
    """The document that the address names; one that the person may not see is not there."""
    key = request.GET.get(name, "")
    if not key:
        return None
    found = sides.side_of(request.user, key)
    if found is None:
        raise Http404
    return found


def _editions(request: HttpRequest) -> tuple[Side | None, Side | None]:
    """Old and new; where only the new one is named, the old one is what it took the place of."""
    old, new = _chosen(request, "old"), _chosen(request, "new")
    if new and not old:
        old = sides.before(request.user, new)
    return old, new


def _pair(old: Side | None, new: Side | None) -> tuple[Side, Side]:
    if old is None or new is None:
        raise Http404
    return old, new


@signed_in
def editions(request: HttpRequest) -> HttpResponse:
    """Old, new and change in three columns; only what changed, unless all is asked for."""
    old, new = _editions(request)
    everything = request.GET.get("all") == "1"
    context = {"choices": sides.choices_for(request.user), "old": old, "new": new, "everything": everything}
    if old and new:
        clauses = comparison.compared(old, new)
        counts = summary(clauses)
        context |= {
            "rows": comparison.clause_rows(clauses, old, new, everything=everything),
            "counts": [(label, counts[change]) for change, label in comparison.CHANGES.items()],  # type: ignore[index]
            "changes": sum(count for change, count in counts.items() if change != "same"),
            "items": comparison.item_rows(old, new) if old.reading_id == new.reading_id else [],
            "is_same_document": old.reading_id == new.reading_id, "is_itself": old.key == new.key,
        }  # fmt: skip
    return render(request, "policies/compare.html", context)


def _editions_report(request: HttpRequest) -> Report:
    old, new = _pair(*_editions(request))
    return build_editions(old.policy, new.policy, comparison.compared(old, new), on=clock.today())


@signed_in
def editions_word(request: HttpRequest) -> HttpResponse:
    """The 新旧对照表 as a Word file."""
    return _word(_editions_report(request))


@signed_in
def editions_page(request: HttpRequest) -> HttpResponse:
    """The 新旧对照表 as a page to keep."""
    report = _editions_report(request)
    return as_download(report_to_html(report).encode(), f"{report.title}.html", "text/html; charset=utf-8")


def _word(report: Report) -> HttpResponse:
    return as_download(to_bytes(report), f"{report.title}.docx", WORD)


def _superior(request: HttpRequest) -> tuple[Side | None, Side | None]:
    """Superior and local; where only the local one is named, the one that it says it is made under."""
    superior, local = _chosen(request, "superior"), _chosen(request, "local")
    if local and not superior:
        superior = sides.superior_named_by(request.user, local)
    return superior, local


@signed_in
def superior(request: HttpRequest) -> HttpResponse:
    """Every target and task of the superior's policy with its local counterpart; what is missing or lower first."""
    above, local = _superior(request)
    verdict = request.GET.get("verdict", "")
    verdict = verdict if verdict in comparison.VERDICTS else ""
    context = {"choices": sides.choices_for(request.user), "superior": above, "local": local, "verdict": verdict}
    if above and local:
        found = comparison.carried(above, local)
        rows = comparison.carried_rows(found, above, local, verdict)
        context |= {
            "groups": [(kind, [row for row in rows if row.kind == kind]) for kind in ("target", "task")], "rows": rows,
            "verdicts": comparison.verdict_counts(found), "targets": len(found[0]), "tasks": len(found[1]),
        }  # fmt: skip
    return render(request, "policies/superior.html", context)


@signed_in
def superior_word(request: HttpRequest) -> HttpResponse:
    """The 承接对照表 as a Word file."""
    above, local = _pair(*_superior(request))
    targets, tasks = comparison.carried(above, local)
    return _word(build_superior(above.policy, local.policy, targets, tasks, on=clock.today()))
