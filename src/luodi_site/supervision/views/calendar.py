"""The calendar: what falls due in a month, as a grid and as a list, and what the documents give no day for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luodi_site.accounts.access import signed_in
from luodi_site.lib import clock
from luodi_site.supervision import queries
from luodi_site.supervision.filters import month_in
from luodi_site.supervision.models import Matter
from luodi_site.supervision.months import month_before, next_month, of_duty, of_matter, weeks


@signed_in
def calendar(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    first = month_in(request.GET, today)
    after = next_month(first)
    duties = queries.duty_dates_visible_to(request.user)
    matters = queries.matters_visible_to(request.user).filter(state=Matter.State.OPEN, deadline__isnull=False)
    dues = [of_duty(entry) for entry in duties.filter(due__gte=first, due__lt=after).order_by("due", "pk")]
    dues += [of_matter(m) for m in matters.filter(deadline__gte=first, deadline__lt=after)]
    dues.sort(key=lambda due: (due.on or date.max, due.kind))
    context = {
        "first": first, "today": today, "previous": month_before(first), "following": after, "dues": dues,
        "weeks": weeks(first, dues, today), "nearest": None if dues else _nearest(duties, matters, first, after),
        "undated": [of_duty(entry) for entry in duties.filter(due=None).order_by("pk")],
        "duty_count": sum(due.kind == "duty" for due in dues),
        "matter_count": sum(due.kind == "matter" for due in dues),
    }  # fmt: skip
    return render(request, "supervision/calendar.html", context)


def _nearest(duties: Any, matters: Any, first: date, after: date) -> date | None:
    """From an empty month: the next month with something in it, else the last one before."""
    later = [duties.filter(due__gte=after).order_by("due").values_list("due", flat=True).first(),
             matters.filter(deadline__gte=after).order_by("deadline").values_list("deadline", flat=True).first()]  # fmt: skip
    if found := [day for day in later if day]:
        return min(found)
    earlier = [duties.filter(due__lt=first).order_by("-due").values_list("due", flat=True).first(),
               matters.filter(deadline__lt=first).order_by("-deadline").values_list("deadline", flat=True).first()]  # fmt: skip
    return max((day for day in earlier if day), default=None)
