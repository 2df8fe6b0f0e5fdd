"""Sheets that units send back: kept as they came, with what each row says and what is wrong with it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luodi_site.accounts.models import Person


class SheetUpload(models.Model):
    """An Excel sheet with filled-in rows. ``rows`` are (row number, values) that are good, ``errors`` are (row number,
    column, words); nothing is taken over before someone asks for it."""

    class Kind(models.TextChoices):
        REPORTS = "reports", _("进展报送表")
        PLAN = "plan", _("方案表")

    class State(models.TextChoices):
        CHECKED = "checked", _("已核对")
        TAKEN = "taken", _("已导入")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    subject = models.PositiveBigIntegerField(null=True)
    name = models.CharField(max_length=200)
    kept_as = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    errors = models.JSONField(default=list)
    skipped = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.CHECKED)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["-id"]
