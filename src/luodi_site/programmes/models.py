"""A trial: an edition's money rules over the figures that someone brought, for a day, kept for a while."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luodi_site.accounts.models import Person, Region, Unit
from luodi_site.policies.models import Edition
from luodi_site.programmes.packs import title_of


class Trial(models.Model):
    """``folder`` is a name that nobody can guess, within MEDIA_ROOT/trials; figures and results lie there.

    ``files`` lists what was brought: ``name`` as its sender called it, ``kept_as`` within the folder, and ``errors``,
    ``questions`` and ``others``, the number of marks in its marked workbook.
    """

    class Origin(models.TextChoices):
        UPLOAD = "upload", _("上传的表格")
        SAMPLE = "sample", _("样例城市的数据")

    class State(models.TextChoices):
        DONE = "done", _("已算出")
        FAILED = "failed", _("没有算")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="trials")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    origin = models.CharField(max_length=8, choices=Origin.choices)
    on = models.DateField(_("评定日"))
    folder = models.CharField(max_length=43, unique=True)
    files = models.JSONField(default=list)
    # Names of bundled packs that are worked out beside the edition's rules.
    packs = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DONE)
    message = models.TextField(blank=True)
    subjects = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    keep_until = models.DateField()

    class Meta:
        ordering: ClassVar = ["-id"]

    @property
    def path(self) -> Path:
        return folder_of(self.folder)

    @property
    def pack_titles(self) -> list[str]:
        return [title_of(name) for name in self.packs]

    @property
    def marks(self) -> dict[str, int]:
        """How many errors, questions and others all files have."""
        found: dict[str, Any] = {key: sum(one[key] for one in self.files) for key in ("errors", "questions", "others")}
        return found


def folder_of(name: str) -> Path:
    """Where the files of a trial lie."""
    return Path(settings.MEDIA_ROOT) / "trials" / name
