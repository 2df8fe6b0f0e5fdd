"""Action plans and yearly work lists: what is asked of units by a day, what each hands in, line by line."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luodi_site.accounts.models import Person, Region, Unit
from luodi_site.policies.models import Edition
from luodi_site.supervision.models.matters import EditionDuty, Matter


class PlanRequest(models.Model):
    """The office asks units for a plan by a day; ``duty`` is the sentence of the document that wants it."""

    class Kind(models.TextChoices):
        ACTION_PLAN = "action_plan", _("三年行动方案")
        YEAR_LIST = "year_list", _("年度工作清单")

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="plan_requests")
    duty = models.ForeignKey(EditionDuty, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=300)
    words = models.TextField(blank=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    due_on = models.DateField(db_index=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.title


class UnitPlan(models.Model):
    """One unit's plan in answer to a request."""

    class State(models.TextChoices):
        ASKED = "asked", _("待报")
        SUBMITTED = "submitted", _("待审")
        RETURNED = "returned", _("已退回")
        ACCEPTED = "accepted", _("已通过")

    request = models.ForeignKey(PlanRequest, models.PROTECT, related_name="plans")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED, db_index=True)
    goal = models.TextField(blank=True)
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    submitted_on = models.DateField(null=True)
    first_submitted_on = models.DateField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["request", "unit"], name="plan_once_a_unit")]

    @property
    def days_late(self) -> int | None:
        return (self.first_submitted_on - self.request.due_on).days if self.first_submitted_on else None


class PlanLine(models.Model):
    """A line of a plan: key point, measure, time node and units; ``share`` is what is to be done of ``matter`` by then."""

    plan = models.ForeignKey(UnitPlan, models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="plan_lines")
    key_point = models.CharField(max_length=400)
    measure = models.TextField(blank=True)
    by_on = models.DateField(null=True)
    share = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    units = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]


class PlanStep(models.Model):
    """What happened to a plan. Only actions add to it."""

    plan = models.ForeignKey(UnitPlan, models.PROTECT, related_name="history")
    on = models.DateField()
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=12)
    words = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
