"""The working days of a region: the year's holidays and worked weekends, and what a changed day moves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi.ledger.from_yaml import work_calendar
from luodi_site.accounts.access import own, role
from luodi_site.accounts.models import Membership, Region
from luodi_site.accounts.queries import posts_of, scope_of
from luodi_site.lib import clock
from luodi_site.lib.asked import number_in
from luodi_site.supervision import actions
from luodi_site.supervision.actions.working_days import days_from
from luodi_site.supervision.calendars import Calendars
from luodi_site.supervision.cycle_days import MovedCycle, moved_cycles
from luodi_site.supervision.duty_days import MovedDuty, moved_duties
from luodi_site.supervision.order_queries import regions_escalated_by
from luodi_site.supervision.working_day_forms import ChangedDaysForm
from luodi_site.supervision.year_days import stretches_of

Role = Membership.Role


@role(Role.OFFICE, Role.LEADER, Role.AUDITOR)
def home_working_days(request: HttpRequest) -> HttpResponse:
    """Those of the person's own region."""
    allowed = set(regions_escalated_by(request.user).values_list("pk", flat=True))
    post = next((post for post in posts_of(request.user) if post.unit.region_id in allowed), None)
    if post is None:
        raise PermissionDenied
    return redirect("supervision:working_days", post.unit.region_id)


@own(Role.OFFICE, Role.LEADER, Role.AUDITOR)
def working_days(request: HttpRequest, region_id: int) -> HttpResponse:
    """Read by leaders and auditors of the region, changed by its office; ``look`` shows what would move, and saves nothing."""
    region = get_object_or_404(regions_escalated_by(request.user), pk=region_id)
    today = clock.today()
    if not scope_of(request.user, Role.OFFICE).has_region(region):
        return _page(request, region, None)
    if request.method != "POST":
        return _page(request, region, ChangedDaysForm(today))
    form = ChangedDaysForm(today, request.POST)
    if not form.is_valid():
        return _page(request, region, form)
    wanted, duties = _moved_by(region, form.cleaned_data, today)
    if "look" in request.POST:
        return _page(request, region, form, wanted, duties)
    values = form.cleaned_data
    try:
        actions.change_days(
            region=region, actor=request.user, first=values["first"], last=values["last"],
            is_working=values["kind"] == "work", name=values["name"], reason=values["reason"],
        )  # fmt: skip
    except (actions.NotAllowed, actions.SomeoneElse) as error:
        messages.error(request, getattr(error, "words", _("别人刚刚改了同一天，请看过再改。")))
        return _back(region, values["first"].year)
    counts = {"count": len(wanted), "duties": len(duties)}
    words = _("已保存。%(count)s个未开始的报送期、%(duties)s个未到的报送日随之移动，已开始的不变。")
    messages.success(request, words % counts)
    return _back(region, values["first"].year)


@own(Role.OFFICE)
@require_POST
def restore_working_days(request: HttpRequest, region_id: int) -> HttpResponse:
    region = get_object_or_404(regions_escalated_by(request.user), pk=region_id)
    first, last = (_day(request.POST.get(name, "")) for name in ("first", "last"))
    if first is None or last is None:
        messages.error(request, _("没有写明日期，没有保存。"))
        return redirect("supervision:working_days", region.pk)
    try:
        actions.restore_days(
            region=region, actor=request.user, first=first, last=last, reason=request.POST.get("reason", "")
        )
        messages.success(request, _("已删除这项改动，这几天恢复原来的安排。"))
    except (actions.NotAllowed, actions.SomeoneElse) as error:
        messages.error(request, getattr(error, "words", _("别人刚刚改了同一天，请看过再改。")))
    return _back(region, first.year)


def _day(words: str) -> date | None:
    try:
        return parse_date(words)
    except ValueError:  # written like a day, and none
        return None


def _back(region: Region, year: int) -> HttpResponse:
    return redirect(f"{reverse('supervision:working_days', args=[region.pk])}?year={year}")


def _moved_by(region: Region, values: dict[str, Any], today: date) -> tuple[list[MovedCycle], list[MovedDuty]]:
    """The rounds of reports and the days of duties that these days would move, were they saved."""
    before, days = Calendars(), days_from(values["first"], values["last"])
    after = before.supposing(region, days, is_working=values["kind"] == "work", name=values["name"])
    return moved_cycles(region, before.of(region), after.of(region), today), moved_duties(region, after.of, today)


def _page(
    request: HttpRequest, region: Region, form: ChangedDaysForm | None, wanted: list[MovedCycle] | None = None,
    duties: Sequence[MovedDuty] = (),
) -> HttpResponse:  # fmt: skip
    today, calendars = clock.today(), Calendars()
    calendar = calendars.of(region)
    chosen = number_in(request.GET, "year")
    year = chosen if chosen and 2000 <= chosen <= 2100 else today.year
    context = {
        "region": region, "form": form, "wanted": wanted, "duties": duties, "today": today, "year": year,
        "years": range(today.year - 1, today.year + 3), "is_known": calendar.is_known(date(year, 1, 1)),
        "rows": stretches_of(region, year, calendars),
        "moved": moved_cycles(region, work_calendar(), calendar, today),
        "working": calendar.between(date(year - 1, 12, 31), date(year, 12, 31)),
    }  # fmt: skip
    return render(request, "supervision/working_days.html", context, status=422 if form and form.errors else 200)
