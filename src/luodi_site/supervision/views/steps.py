"""The way of an issue, an order or a paper on its page: a form for each step that is open, and taking one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from luodi.ledger.states import Way
from luodi_site.supervision import actions
from luodi_site.supervision.step_forms import StepForm


@dataclass(frozen=True)
class StepViews:
    """What one kind of way has of its own. ``steps`` are those taken on the page, in its order; ``open_to`` gives those
    that a person may take now, each with the unit it would be for, if any; ``take`` does it; ``page`` is shown again, with what
    was refused beside its form. ``changed`` and ``not_now`` say why nothing was kept."""

    way: Way[Any, Any, Any]
    steps: tuple[str, ...]
    labels: type[TextChoices]
    address: str
    form: Callable[..., StepForm]
    open_to: Callable[[Any, Any], Mapping[str, Any]]
    take: Callable[[HttpRequest, Any, Any, StepForm], object]
    page: Callable[[HttpRequest, Any, StepForm | None], HttpResponse]
    changed: Any
    not_now: Any

    def forms(self, found: Any, open_steps: Mapping[str, Any], bad: StepForm | None) -> list[dict[str, Any]]:
        """A form for each step that is open; ``bad`` is the one that was sent and refused."""
        names = dict(self.labels.choices)
        return [
            {"name": name, "label": names[name], "form": bad if bad and bad.step == name else self.form(found, name)}
            for name in self.steps
            if name in open_steps
        ]

    def post(self, request: HttpRequest, found: Any, step: str) -> HttpResponse:
        """Takes one step; what the rules refuse is told beside the form, and nothing is kept."""
        if step not in self.steps:
            raise Http404
        units = self.open_to(request.user, found)
        if step not in units:
            return self.not_open(request, found, step)
        form = self.form(found, step, request.POST, request.FILES)
        if not form.is_valid():
            return self.page(request, found, form)
        try:
            self.take(request, found, units[step], form)
        except actions.Refused as refused:
            for problem in refused.problems:
                form.add_error(None, problem.message + problem.hint)
            return self.page(request, found, form)
        except actions.SomeoneElse:
            messages.error(request, self.changed)
        else:
            messages.success(request, _("已记入：%(step)s。") % {"step": dict(self.labels.choices)[step]})
        return redirect(self.address, found.pk)

    def not_open(self, request: HttpRequest, found: Any, step: str) -> HttpResponse:
        """Nobody's step at present: told; somebody else's: refused."""
        if any(step == one.name for one in self.way.steps_from(found.state)):
            raise PermissionDenied
        messages.error(request, self.not_now % {"state": found.get_state_display()})
        return redirect(self.address, found.pk)
