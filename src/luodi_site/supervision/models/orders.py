"""Supervision orders with their history, the acts of escalation as they took place, and the rules a region follows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luodi_site.accounts.models import Person, Region, Unit
from luodi_site.lib.form_keys import form_key_column
from luodi_site.lib.immutable import AppendOnly
from luodi_site.lib.kept_files import KeptRow
from luodi_site.supervision.models.issues import Issue
from luodi_site.supervision.models.matters import Matter, Urgency
from luodi_site.supervision.models.reports import Cycle


class EscalationChoice(AppendOnly):
    """From ``from_on`` on, matters, issues or reports of the region follow these rules: ``text`` as YAML, its first set."""

    class Subject(models.TextChoices):
        MATTER = "matter", _("督办事项")
        ISSUE = "issue", _("问题")
        REPORT = "report", _("进展报送")

    region = models.ForeignKey(Region, models.CASCADE, related_name="+")
    subject = models.CharField(max_length=6, choices=Subject.choices)
    from_on = models.DateField()
    text = models.TextField()
    chosen_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["from_on", "id"]


class EscalationAct(AppendOnly):
    """A reminder or an order that took place: who was told what, when, and why. ``key`` is the occasion: once only.

    One about late reports is about a round and the unit that owes them.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="acts")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, related_name="acts")
    cycle = models.ForeignKey(Cycle, models.PROTECT, null=True, related_name="acts")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=120)
    subject = models.CharField(max_length=30)
    step = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    on = models.DateField(db_index=True)
    why = models.CharField(max_length=300)
    told = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "key"], name="act_once")]


class Order(models.Model):
    """A supervision order 督办单 about a matter, an issue, or what its unit owes in a round of reports. ``why`` says what it
    was issued for, ``reply_days`` and ``rectify_days`` count from the day it goes out; the fields after them repeat what
    its entries say."""

    class State(models.TextChoices):
        DRAFT = "draft", _("待确认")
        ISSUED = "issued", _("待回复")
        REPLIED = "replied", _("整改中")
        CLAIMED = "claimed", _("待核实")
        SETTLED = "settled", _("已销单")
        DROPPED = "dropped", _("未发出")

    class Colour(models.TextChoices):
        BLUE = "blue", _("蓝色")
        YELLOW = "yellow", _("黄色")
        ORANGE = "orange", _("橙色")
        RED = "red", _("红色")

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="orders")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, related_name="orders")
    cycle = models.ForeignKey(Cycle, models.PROTECT, null=True, related_name="orders")
    act = models.OneToOneField(EscalationAct, models.PROTECT, null=True, related_name="order")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    also = models.ManyToManyField(Unit, related_name="+")
    name = models.CharField(max_length=60)
    colour = models.CharField(max_length=8, choices=Colour.choices, blank=True)
    title = models.CharField(max_length=400)
    why = models.CharField(max_length=600)
    urgency = models.PositiveSmallIntegerField(choices=Urgency, default=Urgency.NORMAL)
    reply_days = models.PositiveSmallIntegerField(default=0)
    rectify_days = models.PositiveSmallIntegerField(default=7)
    is_in_working_days = models.BooleanField(default=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT, db_index=True)
    code = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, db_index=True)
    reply_by_on = models.DateField(null=True)
    rectify_by_on = models.DateField(null=True)
    replied_on = models.DateField(null=True)
    settled_on = models.DateField(null=True)
    form_key = form_key_column()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.code or self.name


class OrderEntry(AppendOnly):
    """One step of an order's way."""

    class Kind(models.TextChoices):
        DRAFT = "draft", _("拟单")
        ISSUE = "issue", _("发出")
        DROP = "drop", _("不发")
        REPLY = "reply", _("回复")
        CLAIM = "claim", _("报整改完成")
        REFUSE = "refuse", _("退回整改")
        SETTLE = "settle", _("核实销单")

    order = models.ForeignKey(Order, models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    on = models.DateField()
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = models.TextField(blank=True)
    payload = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-id"]


class OrderFile(KeptRow):
    """Evidence that came with an entry, kept as it came."""

    entry = models.ForeignKey(OrderEntry, models.PROTECT, related_name="files")
