"""Matters with their units and history, the days duties fall due, targets, and circulars as they were issued."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luodi_site.accounts.models import Person, Region, Unit
from luodi_site.lib.immutable import AppendOnly
from luodi_site.policies.models import Edition


class Matter(models.Model):
    """One task of an edition under supervision. ``item`` is the review item's number, the same in later editions.

    ``start`` and ``end`` are the task's stretch in the edition's text; ``milestones`` are ISO days the text names.
    """

    class State(models.TextChoices):
        OPEN = "open", _("办理中")
        SUPERSEDED = "superseded", _("已被新版取代")

    class Basis(models.TextChoices):
        TEXT = "text", _("文件写明")
        TARGET = "target", _("取自目标年份")
        SET = "set", _("由协调办填写")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="matters")
    item = models.PositiveBigIntegerField(null=True)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=400)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    place = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN, db_index=True)
    is_assigned = models.BooleanField(default=False)
    is_standing = models.BooleanField(default=False)
    deadline = models.DateField(null=True, db_index=True)
    deadline_basis = models.CharField(max_length=8, choices=Basis.choices, blank=True)
    milestones = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-edition_id", "position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "position"], name="matter_once")]

    def __str__(self) -> str:
        return self.title


class MatterUnit(models.Model):
    """A unit of a matter: as the document writes it, and the unit of the register that is meant, if it is known.

    A collective name (各区人民政府) has a row for each unit it means.
    """

    class Role(models.TextChoices):
        LEAD = "lead", _("牵头单位")
        RESPONSIBLE = "responsible", _("责任单位")
        SUPPORTING = "supporting", _("配合单位")
        IMPLIED = "implied", _("落实单位")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    full = models.JSONField(default=list)
    role = models.CharField(max_length=12, choices=Role.choices)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        indexes: ClassVar = [models.Index(fields=["unit", "role"], name="matter_by_unit")]


class LedgerEntry(AppendOnly):
    """One thing that happened to a matter. Only ever added to; ``payload`` says what was and what came."""

    class Kind(models.TextChoices):
        OPEN = "open", _("列入台账")
        ASSIGN = "assign", _("分派单位")
        DEADLINE = "deadline", _("填写时限")
        SUPERSEDE = "supersede", _("由新版取代")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="entries")
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    payload = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-id"]


class EditionDuty(models.Model):
    """What an edition wants handed in. ``audience``: all lead units, all units with a task, the named ones, unknown."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="duties")
    position = models.PositiveIntegerField()
    who = models.CharField(max_length=300, blank=True)
    what = models.CharField(max_length=300)
    to = models.CharField(max_length=300, blank=True)
    every = models.CharField(max_length=10, blank=True)
    audience = models.CharField(max_length=8)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    place = models.CharField(max_length=120, blank=True)
    units = models.ManyToManyField(Unit, related_name="+")

    class Meta:
        ordering: ClassVar = ["-edition_id", "position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "position"], name="duty_once")]


class DutyDate(models.Model):
    """One day on which a duty falls due; without a day where the document gives none that could be worked out."""

    duty = models.ForeignKey(EditionDuty, models.CASCADE, related_name="dates")
    due = models.DateField(null=True, db_index=True)
    period = models.CharField(max_length=16, blank=True)
    basis = models.CharField(max_length=8)

    class Meta:
        ordering: ClassVar = ["due", "id"]


class EditionTarget(models.Model):
    """A number that an edition commits to; ``matter`` is the task it stands in, and its lead units answer for it."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="targets")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="targets")
    position = models.PositiveIntegerField()
    indicator = models.CharField(max_length=300)
    comparator = models.CharField(max_length=2)
    value = models.DecimalField(max_digits=24, decimal_places=6)
    upper = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    unit = models.CharField(max_length=30, blank=True)
    by = models.PositiveIntegerField(null=True, db_index=True)
    every = models.CharField(max_length=10, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    place = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["-edition_id", "position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "position"], name="target_once")]


class Circular(AppendOnly):
    """A circular as it was issued: ``content`` is the report as JSON, from which page and Word file are made again."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="circulars")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, default="progress")
    title = models.CharField(max_length=400)
    number = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=120, blank=True)
    issued_on = models.DateField()
    content = models.TextField()
    checksum = models.CharField(max_length=64)
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        # The same words issued twice by a double click are one circular.
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "checksum"], name="circular_once")]

    def __str__(self) -> str:
        return self.title
