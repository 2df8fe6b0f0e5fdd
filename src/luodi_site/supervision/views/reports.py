"""Reports: what waits to be written or decided, one report with its acts, and the whole set as Excel, out and in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from luodi.ledger.moves import NotAllowed, acts_allowed
from luodi.reports.to_excel import to_bytes
from luodi_site.accounts.access import own, role, signed_in
from luodi_site.accounts.models import Membership
from luodi_site.lib import clock
from luodi_site.lib.excel import EXCEL, as_download
from luodi_site.lib.kept_files import as_file_response
from luodi_site.lib.marked_sheet import NotASheet, Wrong, marked
from luodi_site.lib.pages import page_of
from luodi_site.supervision import actions, sheets
from luodi_site.supervision import report_queries as queries
from luodi_site.supervision.delegating import reporting_parts
from luodi_site.supervision.evidence import NotEvidence
from luodi_site.supervision.models import ProgressReport, SheetUpload
from luodi_site.supervision.parties import partner_unit
from luodi_site.supervision.report_forms import DraftForm, PartForm, ReasonForm, ReportForm
from luodi_site.supervision.rows import percent

Role = Membership.Role
State = ProgressReport.State
OVERDUE = "overdue"
TELL_OTHER = gettext_lazy("没有保存：这份进展刚被别人处理过，请看过最新情况再办。")


@signed_in
def reports(request: HttpRequest) -> HttpResponse:
    """What the person writes or decides stands first; the sentence on top counts all that they see."""
    today = clock.today()
    everything = queries.reports_visible_to(request.user)
    lists = {"write": queries.reports_to_write(request.user), "decide": queries.reports_to_decide(request.user)}
    counts = {name: found.count() for name, found in lists.items()}
    chosen = request.GET.get("view", "")
    if chosen not in ("write", "decide", "all"):
        chosen = "decide" if counts["decide"] else "write" if counts["write"] else "all"
    state = request.GET.get("state", "")
    found = lists.get(chosen) if chosen in lists else everything
    assert found is not None
    if chosen == "all" and state == OVERDUE:
        found = found.filter(queries.PRESSING, due_on__lt=today).order_by("due_on", "pk")
    elif chosen == "all" and state in State.values:
        found = found.filter(state=state)
    page = page_of(request, found)
    context = {
        "page": page, "chosen": chosen, "counts": counts, "state": state, "states": [(OVERDUE, _("逾期未报")), *State.choices], "today": today,
        "figures": queries.report_figures(everything, today), "has_any": everything.exists(),
    }  # fmt: skip
    return render(request, "supervision/reports.html", context)


def _found(request: HttpRequest, report_id: int) -> ProgressReport:
    found: ProgressReport = get_object_or_404(queries.reports_visible_to(request.user).defer(None), pk=report_id)
    return found


@own()
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    return _page(request, _found(request, report_id))


def _page(request: HttpRequest, found: ProgressReport, status: int = 200, **given: forms.Form) -> HttpResponse:
    parts = reporting_parts(request.user, found.matter, clock.today())
    acts = {act for part in parts for act in acts_allowed("report", found.state, part)}
    is_draft = found.state in queries.OPEN_STATES
    context: dict[str, Any] = {
        "report": found, "matter": found.matter, "acts": acts, "share": percent(found.share), "today": clock.today(),
        "is_draft": is_draft, "shows_words": not is_draft or "lead" in parts, "history": found.entries.select_related("actor"),
        "targets": _targets(found), "before": _before(found), "cooperates": "partner" in parts and "support" in acts,
    }  # fmt: skip
    if "submit" in acts:
        context["form"] = given.get("form") or ReportForm(found)
    if "return" in acts:
        context["return_form"] = given.get("return_form") or ReasonForm(found.version, prefix="return")
    if "excuse" in acts:
        context["excuse_form"] = given.get("excuse_form") or ReasonForm(found.version, prefix="excuse")
    if context["cooperates"]:
        part = next((p for p in found.parts.all() if p.unit_id == getattr(_partner(request, found), "pk", None)), None)
        initial = {"words": part.words, "problems": part.problems} if part else {}
        context["part_form"] = given.get("part_form") or PartForm(initial=initial)
    return render(request, "supervision/report.html", context, status=status)


def _partner(request: HttpRequest, found: ProgressReport) -> Any:
    return partner_unit(request.user, found.matter)


def _before(found: ProgressReport) -> ProgressReport | None:
    """The last report of the matter that was accepted before this one opened: what the next one goes on from."""
    accepted = found.matter.reports.filter(state=ProgressReport.State.ACCEPTED, opened_on__lt=found.opened_on)
    before: ProgressReport | None = (
        accepted.exclude(pk=found.pk).select_related("cycle").order_by("-opened_on", "-pk").first()
    )
    return before


def _targets(found: ProgressReport) -> list[tuple[Any, str]]:
    return [
        (target, value)
        for target in found.matter.targets.all()
        if (value := found.target_values.get(str(target.pk))) not in (None, "")
    ]


@own()
@require_POST
def report_act(request: HttpRequest, report_id: int, act: str) -> HttpResponse:
    """One act on a report; who may do it in which state the table of moves says."""
    found = _found(request, report_id)
    do = _ACTS.get(act)
    if do is None:
        raise Http404
    try:
        answered = do(request, found)
    except actions.SomeoneElse:
        messages.error(request, str(TELL_OTHER))
    except (NotAllowed, NotEvidence) as why:
        messages.error(request, why.words)
    else:
        if answered is not None:
            return answered
    return redirect("supervision:report", report_id)


def _save(request: HttpRequest, found: ProgressReport) -> HttpResponse | None:
    form = DraftForm(found, request.POST)
    if not form.is_valid():
        return _page(request, found, 422, form=form)
    actions.save_report(report=found, actor=request.user, version=form.cleaned_data["version"], values=form.values)
    messages.success(request, _("已暂存。提交以前，只有本单位看得到。"))
    return None


def _submit(request: HttpRequest, found: ProgressReport) -> HttpResponse | None:
    form = ReportForm(found, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, 422, form=form)
    actions.submit_report(
        report=found, actor=request.user, version=form.cleaned_data["version"], values=form.values,
        files=form.cleaned_data["files"],
    )  # fmt: skip
    messages.success(request, _("已提交，等待协调办审核。审核以前可以撤回。"))
    return None


def _version(request: HttpRequest) -> int:
    words = request.POST.get("version", "")
    return int(words) if words.isdecimal() else 0


def _withdraw(request: HttpRequest, found: ProgressReport) -> None:
    actions.withdraw_report(report=found, actor=request.user, version=_version(request))
    messages.success(request, _("已撤回，可以修改后重新提交。"))


def _accept(request: HttpRequest, found: ProgressReport) -> None:
    actions.accept_report(report=found, actor=request.user, version=_version(request))
    messages.success(request, _("已采纳，进度从今天起计入台账和灯号。"))


def _return(request: HttpRequest, found: ProgressReport) -> HttpResponse | None:
    return _with_reason(request, found, "return", actions.return_report, _("已退回，牵头单位会看到理由。"))


def _excuse(request: HttpRequest, found: ProgressReport) -> HttpResponse | None:
    words = _("已免报，牵头单位会看到理由，本期不再催报。")
    return _with_reason(request, found, "excuse", actions.excuse_report, words)


def _with_reason(
    request: HttpRequest, found: ProgressReport, name: str, act: Callable[..., Any], words: str
) -> HttpResponse | None:
    form = ReasonForm(found.version, request.POST, prefix=name)
    if not form.is_valid():
        return _page(request, found, 422, **{f"{name}_form": form})
    data = form.cleaned_data
    act(report=found, actor=request.user, version=data["version"], reason=data["reason"])
    messages.success(request, words)
    return None


def _part(request: HttpRequest, found: ProgressReport) -> HttpResponse | None:
    form = PartForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, 422, part_form=form)
    data = form.cleaned_data
    actions.add_part(
        report=found, actor=request.user, words=data["words"], problems=data["problems"], files=data["files"]
    )
    messages.success(request, _("已补充，牵头单位和协调办都看得到。"))
    return None


_ACTS: dict[str, Callable[[HttpRequest, ProgressReport], HttpResponse | None]] = {
    "save": _save, "submit": _submit, "withdraw": _withdraw, "accept": _accept, "return": _return, "excuse": _excuse,
    "part": _part,
}  # fmt: skip


@own()
def evidence_file(request: HttpRequest, evidence_id: int) -> HttpResponse:
    found = get_object_or_404(queries.evidence_visible_to(request.user), pk=evidence_id)
    return as_file_response(found.kept_as, found.name)


@role(Role.UNIT, Role.OFFICE)
def reports_excel(request: HttpRequest) -> HttpResponse:
    """The reports that wait for the person's units, as a sheet to fill in."""
    today = clock.today()
    sheet = sheets.report_sheet(queries.reports_to_write(request.user))
    return as_download(to_bytes([sheet], today), f"{_('工作进展报送表')}{today:%Y%m%d}.xlsx", EXCEL)


@role(Role.UNIT, Role.OFFICE)
@require_POST
def reports_upload(request: HttpRequest) -> HttpResponse:
    """Checks a filled-in sheet; what is good is handed in only when asked to on the next page."""
    file = request.FILES.get("sheet")
    if file is None:
        messages.error(request, _("没有选择文件。请选择填好的Excel表格。"))
        return redirect("supervision:reports")
    try:
        upload = actions.check_reports(actor=request.user, file=file)
    except NotASheet as why:
        messages.error(request, why.words)
        return redirect("supervision:reports")
    return redirect("supervision:sheet", upload.pk)


def _upload(request: HttpRequest, sheet_id: int) -> SheetUpload:
    found: SheetUpload = get_object_or_404(SheetUpload, pk=sheet_id, uploaded_by=request.user)
    return found


@own()
def sheet(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """What was found in a sheet: how many rows are good, and each wrong row with the reason."""
    found = _upload(request, sheet_id)
    wrong_rows = len({row for row, _column, _words in found.errors})
    context = {"upload": found, "wrong_rows": wrong_rows, "good": len(found.rows), "back": _back(found)}
    return render(request, "supervision/sheet.html", context)


def _back(found: SheetUpload) -> tuple[str, str]:
    if found.kind == SheetUpload.Kind.PLAN:
        return reverse("supervision:plan", args=[found.subject]), _("回到方案")
    return reverse("supervision:reports"), _("回到进展报送")


@own()
def sheet_marked(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """The sheet as it came, with a column that says what is wrong in each row."""
    found = _upload(request, sheet_id)
    titles = sheets.REPORT_TITLES if found.kind == SheetUpload.Kind.REPORTS else sheets.PLAN_TITLES
    content = marked(actions.original(found), titles, [Wrong(*error) for error in found.errors])
    return as_download(content, f"{found.name.rsplit('.', 1)[0]}（{_('标注')}）.xlsx", EXCEL)


@own()
@require_POST
def sheet_take(request: HttpRequest, sheet_id: int) -> HttpResponse:
    found = _upload(request, sheet_id)
    try:
        taken, refused = actions.take_rows(upload=found, actor=request.user)
    except actions.SomeoneElse:
        messages.warning(request, _("这张表已经导入过，没有重复导入。"))
    except NotAllowed as why:
        messages.error(request, why.words)
    else:
        messages.success(request, _("已导入%(count)s行。") % {"count": taken})
        for number, words in refused:
            messages.error(request, _("第%(number)s行：%(words)s") % {"number": number, "words": words})
    return redirect(_back(found)[0])
