"""Delegated reporting: a lead unit lets a subordinate one report on a matter for a time."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luodi_site.accounts.models import Person, Unit
from luodi_site.lib.form_keys import form_key_column
from luodi_site.supervision.models.matters import Matter


class Delegation(models.Model):
    """From ``from_on`` to ``until_on``, both included, ``to_unit`` reports on the matter for ``from_unit``, unless ended."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="delegations")
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    form_key = form_key_column()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["to_unit", "until_on"], name="delegation_by_unit")]

    def __str__(self) -> str:
        return f"{self.from_unit} → {self.to_unit}"
