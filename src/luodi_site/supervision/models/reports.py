"""Reporting: the plan of an edition or region, its cycles, the reports with their parts, evidence and target values."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luodi_site.accounts.models import Person, Region, Unit
from luodi_site.lib.immutable import AppendOnly
from luodi_site.lib.kept_files import KeptRow
from luodi_site.policies.models import Edition
from luodi_site.supervision.models.matters import EditionDuty, EditionTarget, Matter


class ReportingPlan(models.Model):
    """How often the matters of an edition report (without edition: those of a region's other sources).

    ``duty`` is what the document asks for; without one the office says ``every`` itself. Days are worked out by
    ``luodi.ledger.cycles`` from ``opens_before`` and ``due_moves``.
    """

    region = models.ForeignKey(Region, models.CASCADE, related_name="+")
    edition = models.OneToOneField(Edition, models.PROTECT, null=True, related_name="reporting_plan")
    duty = models.ForeignKey(EditionDuty, models.PROTECT, null=True, related_name="+")
    every = models.CharField(max_length=10, blank=True)
    first_on = models.DateField()
    last_on = models.DateField()
    opens_before = models.PositiveSmallIntegerField(default=10)
    due_moves = models.CharField(max_length=6, default="after")
    version = models.PositiveIntegerField(default=1)


class Cycle(models.Model):
    """One round of reports, opened by the clock. ``stated_on`` is the day that the document gives."""

    plan = models.ForeignKey(ReportingPlan, models.PROTECT, related_name="cycles")
    name = models.CharField(max_length=20)
    stated_on = models.DateField()
    opens_on = models.DateField()
    due_on = models.DateField(db_index=True)

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "name"], name="cycle_once")]

    def __str__(self) -> str:
        return self.name


class ProgressReport(models.Model):
    """What the lead unit says of a matter in a cycle (without a cycle: of its own accord).

    ``share`` is the typed progress in per cent. ``target_values`` are values of the matter's targets by their number, as
    text. While it is ``due`` or ``returned`` these are a draft.
    """

    class State(models.TextChoices):
        DUE = "due", _("待报")
        SUBMITTED = "submitted", _("待审")
        RETURNED = "returned", _("已退回")
        ACCEPTED = "accepted", _("已采纳")
        EXCUSED = "excused", _("免报")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="reports")
    cycle = models.ForeignKey(Cycle, models.PROTECT, null=True, related_name="reports")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DUE, db_index=True)
    opened_on = models.DateField()
    due_on = models.DateField(null=True, db_index=True)
    share = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    words = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    target_values = models.JSONField(default=dict)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    submitted_on = models.DateField(null=True)
    first_submitted_on = models.DateField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    returned_count = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["matter", "cycle"], name="report_once_a_cycle")]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="report_by_state")]

    @property
    def days_late(self) -> int | None:
        """Days between the day it was due and the day it was first handed in: below zero when early."""
        if self.due_on is None or self.first_submitted_on is None:
            return None
        return (self.first_submitted_on - self.due_on).days


class ReportPart(models.Model):
    """What a cooperating unit adds to a report."""

    report = models.ForeignKey(ProgressReport, models.PROTECT, related_name="parts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "unit"], name="part_once_a_unit")]


class Evidence(KeptRow):
    """A file that shows something: kept under its digest, never replaced; ``unit`` brought it."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="evidence")
    report = models.ForeignKey(ProgressReport, models.PROTECT, null=True, related_name="evidence")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_on = models.DateField()


class TargetValue(AppendOnly):
    """The value that a target had on a day, as an accepted report or the office says. ``start``: it was the value at the outset."""

    target = models.ForeignKey(EditionTarget, models.PROTECT, related_name="values")
    report = models.ForeignKey(ProgressReport, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=6)
    is_start = models.BooleanField(default=False)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-on", "-id"]


class TargetForecast(models.Model):
    """Where the figures of a target are heading, as worked out on ``made_on`` from the values up to number ``last_value``.

    ``rows`` are (ISO day, value, low, high), the last within the target's year; without rows ``why`` says why not.
    """

    target = models.OneToOneField(EditionTarget, models.CASCADE, related_name="forecast")
    made_on = models.DateField()
    last_value = models.PositiveBigIntegerField()
    rows = models.JSONField(default=list)
    level = models.FloatField(default=0.9)
    method = models.CharField(max_length=40, blank=True)
    observations = models.PositiveIntegerField(default=0)
    is_short = models.BooleanField(default=False)
    why = models.CharField(max_length=200, blank=True)
