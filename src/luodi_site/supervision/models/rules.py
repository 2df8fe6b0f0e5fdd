"""What an office decides for its region: the rule of the lights from a day on, and days that are (not) worked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luodi_site.accounts.models import Person, Region
from luodi_site.lib.immutable import AppendOnly


class LightChoice(AppendOnly):
    """From ``from_on`` on the region's lights follow the rule of this name, with the thresholds of ``limits`` where the
    office set its own; earlier days keep theirs."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="+")
    rule = models.CharField(max_length=40)
    limits = models.JSONField(default=dict)
    from_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    chosen_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["from_on", "id"]


class ChangedDay(models.Model):
    """A day that differs from the bundled calendar, in a region and all below it; without a region everywhere."""

    region = models.ForeignKey(Region, models.CASCADE, null=True, related_name="+")
    on = models.DateField(db_index=True)
    is_working = models.BooleanField()
    name = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "on"], name="changed_day_once")]

    def __str__(self) -> str:
        return f"{self.on.isoformat()} {self.name}"
