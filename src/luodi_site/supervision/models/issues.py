"""Issues to be cleared by a deadline, their history with its evidence, and which leader answers for whom 包保."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luodi_site.accounts.models import Person, Region, Unit
from luodi_site.lib.immutable import AppendOnly
from luodi_site.lib.kept_files import KeptRow
from luodi_site.supervision.models.matters import Matter, Urgency


class Issue(models.Model):
    """A difficulty that a firm or a unit raises. ``state`` and the fields below it repeat what the entries say, so that
    lists can be filtered; ``luodi.ledger.issues`` holds the rules."""

    class State(models.TextChoices):
        RAISED = "raised", _("待交办")
        ASSIGNED = "assigned", _("办理中")
        ANSWERED = "answered", _("已回复")
        CLOSING = "closing", _("待核实")
        CLOSED = "closed", _("已销号")
        DECLINED = "declined", _("不予受理")

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    raised_by_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    firm = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="issues")
    title = models.CharField(max_length=120)
    words = models.TextField()
    raised_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.RAISED, db_index=True)
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    clear_by_on = models.DateField(null=True, db_index=True)
    closed_on = models.DateField(null=True)
    reopened = models.PositiveIntegerField(default=0)
    urgency = models.PositiveSmallIntegerField(choices=Urgency, default=Urgency.NORMAL)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.title


class IssueEntry(AppendOnly):
    """One step of an issue's way, or a reminder about it. ``on`` is the working day it counts for."""

    class Kind(models.TextChoices):
        RAISE = "raise", _("提出问题")
        ASSIGN = "assign", _("交办")
        DECLINE = "decline", _("不予受理")
        ANSWER = "answer", _("回复办理情况")
        REQUEST_CLOSURE = "request_closure", _("申请销号")
        REFUSE_CLOSURE = "refuse_closure", _("退回销号申请")
        APPROVE_CLOSURE = "approve_closure", _("核实销号")
        REOPEN = "reopen", _("重新打开")
        REMIND = "remind", _("催办")
        ORDER = "order", _("督办单")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="entries")
    at = models.DateTimeField(default=timezone.now)
    on = models.DateField()
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    words = models.TextField(blank=True)
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    clear_by_on = models.DateField(null=True)
    payload = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-id"]


class IssueFile(KeptRow):
    """Evidence that came with an entry, kept as it came."""

    entry = models.ForeignKey(IssueEntry, models.PROTECT, related_name="files")


class LeaderContact(models.Model):
    """A leader answers for a firm or for a matter: exactly one of the two is given."""

    leader = models.ForeignKey(Person, models.PROTECT, related_name="leader_contacts")
    firm = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="leader_contacts")
    matter = models.ForeignKey(Matter, models.CASCADE, null=True, related_name="leader_contacts")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["leader", "firm"], name="leader_of_firm_once"),
            models.UniqueConstraint(fields=["leader", "matter"], name="leader_of_matter_once"),
        ]
