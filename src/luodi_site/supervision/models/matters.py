"""Matters with their units and history, the days duties fall due, and targets."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luodi_site.accounts.models import Person, Region, Unit
from luodi_site.lib.immutable import AppendOnly
from luodi_site.policies.models import Edition


class Urgency(models.IntegerChoices):
    """紧急程度, as offices mark papers; the higher the more urgent."""

    NORMAL = 0, _("一般")
    URGENT = 1, _("加急")
    MOST_URGENT = 2, _("特急")


class Matter(models.Model):
    """One task under supervision: of an edition, or of another source, whose words then stand in ``source_text``.

    ``item`` is the review item's number, the same in later editions. ``start`` and ``end`` are the task's stretch in the
    edition's text (0 without one); ``milestones`` are ISO days the text names; ``steps`` is the schedule in force, rows of
    (ISO day, share in per cent, words). ``light``, ``progress``, ``scheduled`` and ``reported_on`` repeat what follows
    from the entries as of ``light_on``, so that lists can be filtered by them.
    """

    class State(models.TextChoices):
        OPEN = "open", _("办理中")
        CLAIMED = "claimed", _("待核验")
        CLOSED = "closed", _("已销号")
        DIVIDED = "divided", _("已拆分")
        MERGED = "merged", _("已合并")
        SUPERSEDED = "superseded", _("已被新版取代")

    class Basis(models.TextChoices):
        TEXT = "text", _("文件写明")
        TARGET = "target", _("取自目标年份")
        SET = "set", _("由协调办填写")

    class Source(models.TextChoices):
        DOCUMENT = "document", _("政策文件")
        INSTRUCTION = "instruction", _("领导批示")
        MINUTES = "minutes", _("会议纪要")
        SUPERIOR = "superior", _("上级交办")
        OTHER = "other", _("其他")

    region = models.ForeignKey(Region, models.PROTECT, related_name="matters")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="matters")
    item = models.PositiveBigIntegerField(null=True)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=400)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    place = models.CharField(max_length=120, blank=True)
    source_kind = models.CharField(max_length=12, choices=Source.choices, default=Source.DOCUMENT)
    source_title = models.CharField(max_length=300, blank=True)
    source_on = models.DateField(null=True)
    source_text = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN, db_index=True)
    is_assigned = models.BooleanField(default=False)
    is_standing = models.BooleanField(default=False)
    urgency = models.PositiveSmallIntegerField(choices=Urgency, default=Urgency.NORMAL)
    starts_on = models.DateField(null=True)
    deadline = models.DateField(null=True, db_index=True)
    deadline_basis = models.CharField(max_length=8, choices=Basis.choices, blank=True)
    milestones = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    weight = models.DecimalField(max_digits=6, decimal_places=2, default=1)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined")
    light = models.CharField(max_length=12, blank=True, db_index=True)
    light_words = models.CharField(max_length=40, blank=True)
    light_on = models.DateField(null=True)
    progress = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    scheduled = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    reported_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-edition_id", "position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "position"], name="matter_once")]
        indexes: ClassVar = [models.Index(fields=["region", "state", "light"], name="matter_by_light")]

    def __str__(self) -> str:
        return self.title

    @property
    def text(self) -> str:
        """The words that the matter comes from."""
        return self.edition.text[self.start : self.end].strip() if self.edition else self.source_text

    @property
    def document(self) -> str:
        """What the source is called."""
        return self.edition.title if self.edition else self.source_title


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
    """One thing that happened to a matter. Only ever added to; ``payload`` says what was and what came.

    ``on`` is the day it counts from, ``at`` the moment it was written. ``share``, ``day`` and ``report`` are as in
    ``luodi.ledger.entries.Entry``, which every entry becomes before a light is judged.
    """

    class Kind(models.TextChoices):
        OPEN = "open", _("列入台账")
        EDIT = "edit", _("修改事项")
        ASSIGN = "assign", _("分派单位")
        DEADLINE = "deadline", _("填写时限")
        SCHEDULE = "schedule", _("排定进度")
        SPLIT = "split", _("拆分")
        MERGE = "merge", _("合并")
        SUPERSEDE = "supersede", _("由新版取代")
        ASK = "ask", _("要求报送")
        REPORT = "report", _("报送进展")
        SUPPORT = "support", _("配合单位补充")
        WITHDRAW = "withdraw", _("撤回")
        DELEGATE = "delegate", _("委托报送")
        END_DELEGATION = "end_delegation", _("结束委托")
        ACCEPT = "accept", _("采纳进展")
        RETURN = "return", _("退回")
        EXCUSE = "excuse", _("免报")
        COMPUTED = "computed", _("按指标测算进度")
        EVIDENCE = "evidence", _("附上佐证")
        REQUEST_CLOSURE = "request_closure", _("申请销号")
        APPROVE_CLOSURE = "approve_closure", _("核验销号")
        REFUSE_CLOSURE = "refuse_closure", _("不予销号")
        REOPEN = "reopen", _("重新办理")
        REMIND = "remind", _("催办")
        INSPECT = "inspect", _("督查")
        ORDER = "order", _("发督办单")
        REPLY = "reply", _("回复督办单")
        RECTIFY = "rectify", _("整改")
        CIRCULAR = "circular", _("列入通报")
        NOTICE = "notice", _("通知")
        LIGHT = "light", _("灯号变化")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="entries")
    at = models.DateTimeField(default=timezone.now)
    on = models.DateField()
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=16)
    share = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    day = models.DateField(null=True)
    report = models.ForeignKey("ProgressReport", models.PROTECT, null=True, related_name="entries")
    payload = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["matter", "on"], name="entry_by_day")]

    def get_kind_display(self) -> str:
        """The words of the kind; kinds are no choices of the field, so that a new one asks for no migration."""
        return str(self.Kind(self.kind).label) if self.kind in self.Kind.values else self.kind


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
    """One day on which a duty falls due; without a day where the document gives none that could be worked out.

    ``moves`` tells, oldest first, how a changed calendar moved it: ``on``, ``before``, ``after`` (ISO days) and ``why``.
    """

    duty = models.ForeignKey(EditionDuty, models.CASCADE, related_name="dates")
    due = models.DateField(null=True, db_index=True)
    period = models.CharField(max_length=16, blank=True)
    basis = models.CharField(max_length=8)
    moves = models.JSONField(default=list)

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
