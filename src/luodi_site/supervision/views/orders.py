"""Supervision orders: the list, one order with its way, drawing one up, its Word file, the rules of escalation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from luodi.ledger.orders import WAY
from luodi.reports.to_excel import to_bytes as excel_bytes
from luodi.reports.to_word import to_bytes as word_bytes
from luodi_site.accounts.access import own, role, signed_in
from luodi_site.accounts.models import Membership, Unit
from luodi_site.accounts.queries import posts_of, scope_of
from luodi_site.lib import clock
from luodi_site.lib.excel import EXCEL, WORD, as_download
from luodi_site.lib.kept_files import as_file_response
from luodi_site.lib.pages import page_of
from luodi_site.supervision import actions
from luodi_site.supervision import order_queries as queries
from luodi_site.supervision.issue_queries import issues_visible_to
from luodi_site.supervision.models import Issue, Matter, Order, OrderEntry
from luodi_site.supervision.order_forms import NewOrderForm, OrderStepForm
from luodi_site.supervision.order_history import order_history
from luodi_site.supervision.owed import still_owed
from luodi_site.supervision.paper_building import order_report
from luodi_site.supervision.queries import matters_run_by
from luodi_site.supervision.step_forms import StepForm
from luodi_site.supervision.views.steps import StepViews

Role = Membership.Role


@signed_in
def orders(request: HttpRequest) -> HttpResponse:
    """Fifty rows a page; the sentence on top counts all that the filter lets through."""
    today, chosen = clock.today(), queries.OrderFilter.read(request.GET)
    everything = queries.orders_visible_to(request.user)
    found = chosen.apply(everything, today)
    page = page_of(request, found)
    units = Unit.objects.filter(pk__in=everything.order_by().values("unit_id"))
    context = {
        "page": page, "rows": [queries.order_row(order, today) for order in page.rows], "chosen": chosen,
        "states": queries.STATES, "colours": Order.Colour.choices, "units": units, "has_any": everything.exists(),
        "figures": queries.order_figures(found, today),
        "sees_rules": queries.regions_escalated_by(request.user).exists(),
    }  # fmt: skip
    return render(request, "supervision/orders.html", context)


@signed_in
def orders_excel(request: HttpRequest) -> HttpResponse:
    today, chosen = clock.today(), queries.OrderFilter.read(request.GET)
    rows = list(chosen.apply(queries.orders_visible_to(request.user), today))
    note = _("共%(count)s份；%(day)s导出") % {"count": len(rows), "day": today.isoformat()}
    sheet = queries.order_sheet(rows, note)
    return as_download(excel_bytes([sheet], today), f"{_('督办单台账')}{today:%Y%m%d}.xlsx", EXCEL)


def _order(request: HttpRequest, order_id: int) -> Order:
    found: Order = get_object_or_404(queries.orders_visible_to(request.user), pk=order_id)
    return found


@own()
def order(request: HttpRequest, order_id: int) -> HttpResponse:
    return _page(request, _order(request, order_id))


def _page(request: HttpRequest, found: Order, bad: StepForm | None = None) -> HttpResponse:
    open_steps = queries.steps_open_to(request.user, found)
    context = {
        "order": found, "row": queries.order_row(found, clock.today()), "history": order_history(found),
        "forms": _STEPS.forms(found, open_steps, bad), "bad": bad.step if bad else "", "also": list(found.also.all()),
        "told": found.act.told if found.act else [],
        "owed": still_owed(found.cycle, found.unit, found.region, clock.today()).reports if found.cycle else (),
    }  # fmt: skip
    return render(request, "supervision/order.html", context, status=422 if bad else 200)


def _take(request: HttpRequest, found: Order, unit: Unit, form: StepForm) -> None:
    data: dict[str, Any] = form.cleaned_data
    actions.take_order_step(
        order=found, actor=request.user, unit=unit, version=data["version"], step=form.step,  # type: ignore[arg-type]
        words=data.get("words", ""), files=form.evidence,
    )  # fmt: skip


_STEPS = StepViews(
    way=WAY,
    steps=tuple(sorted((s.name for s in WAY.steps if s.name != "draft"), key=lambda name: name in ("drop", "refuse"))),
    labels=OrderEntry.Kind,
    address="supervision:order",
    form=OrderStepForm,
    open_to=queries.steps_open_to,
    take=_take,
    page=_page,
    changed=gettext_lazy("没有保存：这份督办单刚被别人处理过，请看过最新情况再操作。"),
    not_now=gettext_lazy("督办单现在是“%(state)s”，不能这样操作。请看过最新情况再操作。"),
)


@own()
@require_POST
def order_step(request: HttpRequest, order_id: int, step: str) -> HttpResponse:
    return _STEPS.post(request, _order(request, order_id), step)


@own()
def order_word(request: HttpRequest, order_id: int) -> HttpResponse:
    """The order as an official document."""
    report = order_report(_order(request, order_id), clock.today())
    return as_download(word_bytes(report), f"{report.title}.docx", WORD)


@own()
def order_file(request: HttpRequest, order_file_id: int) -> HttpResponse:
    found = get_object_or_404(queries.order_files_visible_to(request.user), pk=order_file_id)
    return as_file_response(found.kept_as, found.name)  # type: ignore[return-value]


@own(Role.OFFICE)
def order_about_matter(request: HttpRequest, matter_id: int) -> HttpResponse:
    """The office draws up an order about a matter before the rules do."""
    return _draw_up(request, get_object_or_404(matters_run_by(request.user), pk=matter_id))


@own(Role.OFFICE)
def order_about_issue(request: HttpRequest, issue_id: int) -> HttpResponse:
    found = get_object_or_404(issues_visible_to(request.user), pk=issue_id)
    if not scope_of(request.user, Role.OFFICE).has_region(found.region):
        raise Http404
    return _draw_up(request, found)


def _draw_up(request: HttpRequest, item: Matter | Issue) -> HttpResponse:
    form = NewOrderForm(item, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "item": item}
        return render(request, "supervision/new_order.html", context, status=422 if form.errors else 200)
    data: dict[str, Any] = form.cleaned_data
    try:
        made = actions.draw_up_order(
            item=item, actor=request.user, unit=data["unit"], colour=data["colour"], why=data["why"],
            reply_days=data["reply_days"], rectify_days=data["rectify_days"],
            form_key=data["form_key"],
        )  # fmt: skip
    except actions.NotAllowed as why:
        messages.error(request, why.words)
        return redirect("supervision:matter" if isinstance(item, Matter) else "supervision:issue", item.pk)
    messages.success(request, _("已拟单。核对后点“发出”，才会编号并通知单位。"))
    return redirect("supervision:order", made.pk)


@role(Role.OFFICE, Role.LEADER, Role.AUDITOR)
def home_rules(request: HttpRequest) -> HttpResponse:
    """The rules of the person's own region."""
    allowed = set(queries.regions_escalated_by(request.user).values_list("pk", flat=True))
    post = next((post for post in posts_of(request.user) if post.unit.region_id in allowed), None)
    if post is None:
        raise PermissionDenied
    return redirect("supervision:escalation", post.unit.region_id, "matter")
