"""A document under review, its items, every step of the review, and the editions that come of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luodi_site.accounts.models import Person, Region, Unit
from luodi_site.lib.immutable import AppendOnly


class PolicyFile(models.Model):
    """An uploaded original, kept as it came."""

    class State(models.TextChoices):
        WAITING = "waiting", _("待读取")
        READ = "read", _("已读取")
        FAILED = "failed", _("读不了")

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    kept_as = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    message = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        # The same file twice in a region is one file, however often the button is pressed.
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "sha256"], name="file_once_a_region")]


class Reading(models.Model):
    """A compiled document on its way to being a published policy; stays its working paper for later editions.

    ``facts`` is the codebook's ``document``; ``outline`` is a list of clauses as ``policies.outlines`` writes them.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("核对中")
        PUBLISHED = "published", _("已发布")
        WITHDRAWN = "withdrawn", _("已撤回")

    file = models.OneToOneField(PolicyFile, models.PROTECT, related_name="reading")
    region = models.ForeignKey(Region, models.PROTECT, related_name="readings")
    title = models.CharField(_("标题"), max_length=300)
    name = models.CharField(max_length=200)
    text = models.TextField()
    outline = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.title


class ReviewItem(models.Model):
    """One item that the compiler read or a person added. ``payload`` is by the codebook, without ``start`` and ``end``."""

    class Kind(models.TextChoices):
        TASK = "task", _("任务")
        TARGET = "target", _("目标")
        BENEFIT = "benefit", _("奖补")
        DUTY = "duty", _("报送义务")
        MECHANISM = "mechanism", _("机制")
        # What benefits become: drafted by the compiler, completed in the review; no item of the codebook.
        RULE = "rule", _("规则")
        PROBLEM = "problem", _("问题")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待核对")
        ACCEPTED = "accepted", _("已确认")
        EDITED = "edited", _("已修改")
        REJECTED = "rejected", _("已剔除")
        ADDED = "added", _("补录")

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    payload = models.JSONField(default=dict)
    original = models.JSONField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["start", "end", "id"]
        indexes: ClassVar = [models.Index(fields=["reading", "kind"], name="item_by_reading")]


class ReviewStep(models.Model):
    """One change of one item: what it was, what it became. Steps of one press of a key share a ``batch``."""

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="steps")
    item = models.ForeignKey(ReviewItem, models.CASCADE, related_name="steps")
    batch = models.CharField(max_length=32, db_index=True)
    verb = models.CharField(max_length=10)
    before = models.JSONField(null=True)
    after = models.JSONField()
    actor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    is_undone = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-id"]


class Edition(AppendOnly):
    """A published policy: never edited, only superseded by the next one.

    ``policy`` is the codebook's JSON; each item also carries ``id`` (of the review item), ``source`` (clause path) and,
    for tasks, ``unit_ids`` by written name.
    """

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="editions")
    region = models.ForeignKey(Region, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField()
    outline = models.JSONField(default=list)
    policy = models.JSONField(default=dict)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["reading", "number"], name="edition_number_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def document(self) -> dict[str, Any]:
        """What the document says of itself: title, issuer, number, issued_on …"""
        return dict(self.policy.get("document", {}))


class EditionUnit(AppendOnly):
    """A unit that an edition gives work to; whoever may see the unit may read the edition."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="concerned")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "unit"], name="edition_unit_once")]


class ReviewTally(AppendOnly):
    """How many items of one kind a review left as the compiler read them, changed, rejected, added, or did not check."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="tallies")
    kind = models.CharField(max_length=10, choices=ReviewItem.Kind.choices)
    accepted = models.PositiveIntegerField(default=0)
    edited = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    unchecked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "kind"], name="tally_once")]


class ReviewCase(AppendOnly):
    """Something that a review put right, as a case that the compiler can be tested against.

    ``text`` is the clauses concerned; ``read`` what the compiler said, ``made`` what the reviewer made of it, and
    ``expected`` all items of the kind that stand in the text after the review. ``is_checked``: each of them was looked at.
    """

    class Outcome(models.TextChoices):
        EDITED = "edited", _("修改")
        REJECTED = "rejected", _("剔除")
        ADDED = "added", _("补录")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="cases")
    item = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10, choices=ReviewItem.Kind.choices)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    read = models.JSONField(null=True)
    made = models.JSONField(null=True)
    expected = models.JSONField(default=list)
    is_checked = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["-edition_id", "start", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "item"], name="case_once")]
