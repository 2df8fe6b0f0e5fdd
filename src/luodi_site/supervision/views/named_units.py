"""After a unit was registered: the tasks that name it, to be given to it in one go."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from luodi_site.accounts.access import role
from luodi_site.accounts.models import Membership
from luodi_site.lib.asked import number_in
from luodi_site.supervision import actions
from luodi_site.supervision.named_units import known_now


@role(Membership.Role.OFFICE)
def named_units(request: HttpRequest) -> HttpResponse:
    """What the documents call units that the register knows by now; where there is nothing, the list of units."""
    found = known_now(request.user, number_in(request.GET, "unit"))
    if request.method == "POST":
        chosen = [one for one in found if one.key in request.POST.getlist("name")]
        try:
            count = sum(actions.link_name(region=one.region, name=one.name, actor=request.user) for one in chosen)
        except (actions.NotAllowed, actions.SomeoneElse) as error:
            messages.error(request, getattr(error, "words", _("没有派完：有任务刚被别人改过，请再看一遍。")))
            return redirect("supervision:named_units")
        messages.success(request, _("已按单位名册派出%(count)s项任务。") % {"count": count})
        return redirect("accounts:units")
    if not found:
        return redirect("accounts:units")
    return render(request, "supervision/named_units.html", {"found": found, "count": sum(one.count for one in found)})
