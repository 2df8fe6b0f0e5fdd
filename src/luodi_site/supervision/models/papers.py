"""Papers on their way to being issued, the texts that offices write for them, their numbers, and the issued words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luodi_site.accounts.models import Person, Region, Unit
from luodi_site.lib.immutable import AppendOnly
from luodi_site.policies.models import Edition


class NumberSeries(models.Model):
    """What stands before the year in a region's numbers of one kind: 晴督 in 晴督〔2026〕3号."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    prefix = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "kind"], name="series_once")]


class SeriesNumber(AppendOnly):
    """A number that was given out; each once in its year."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="numbers")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["series", "year", "number"], name="number_once")]


class PaperText(AppendOnly):
    """The text that a region's office wrote for one kind of paper; the newest counts. Without a body it went back to
    the text that comes along."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=200, blank=True)
    addressees = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-id"]


class Paper(models.Model):
    """A paper as it stands: ``content`` is the report as JSON, built from ``title_text``, ``addressees`` and ``body``
    with the figures of ``on``. ``luodi.reports.sign_off`` holds the rules of its way. One about a policy names its
    ``edition``; ``concerned`` are the units that read it once it is issued. ``former_number`` is its number among the
    circulars that were kept apart before."""

    class State(models.TextChoices):
        DRAFTED = "drafted", _("待核稿")
        REVIEWED = "reviewed", _("待签发")
        SIGNED = "signed", _("待印发")
        ISSUED = "issued", _("已印发")
        DROPPED = "dropped", _("已作废")

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, db_index=True)
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="papers")
    issuer = models.CharField(max_length=120)
    title_text = models.CharField(max_length=200)
    addressees = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    on = models.DateField()
    first_on = models.DateField()
    last_on = models.DateField()
    period = models.CharField(max_length=40)
    title = models.CharField(max_length=400)
    content = models.TextField()
    checksum = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFTED, db_index=True)
    code = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    concerned = models.ManyToManyField(Unit, related_name="+")
    former_number = models.PositiveBigIntegerField(null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.title


class PaperEntry(AppendOnly):
    """One step of a paper's way, and the words (by their checksum) that it was about. ``archive`` is no step: so were
    circulars kept before they were signed off."""

    class Kind(models.TextChoices):
        DRAFT = "draft", _("起草")
        CHANGE = "change", _("修改")
        REVIEW = "review", _("核稿")
        SIGN = "sign", _("签发")
        SEND_BACK = "send_back", _("退回修改")
        ISSUE = "issue", _("印发")
        DROP = "drop", _("作废")
        ARCHIVE = "archive", _("存档")

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    on = models.DateField()
    actor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    checksum = models.CharField(max_length=64)
    words = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]


class IssuedPaper(AppendOnly):
    """The words as they went out: page and Word file are made from these ever after."""

    paper = models.OneToOneField(Paper, models.PROTECT, related_name="issued")
    code = models.CharField(max_length=60)
    content = models.TextField()
    checksum = models.CharField(max_length=64)
    issued_on = models.DateField()
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(auto_now_add=True)
