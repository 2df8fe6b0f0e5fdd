"""What can be found, and the words under which it is found; plain B-tree indexes only."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a hit is. Whether someone may see it is asked of the queries of the app that it belongs to, by ``owner``."""

    MATTER = "matter", _("任务")
    REPORT = "report", _("进展和经过")
    CLAUSE = "clause", _("政策条款")
    ISSUE = "issue", _("问题")
    PAPER = "paper", _("通报和文稿")
    ORDER = "order", _("督办单")


class SearchEntry(models.Model):
    """One thing that can be found. ``number`` is its own, ``owner`` that of what it belongs to and is seen with (the matter
    of a report, the edition of a clause, else itself); ``start`` and ``end`` are a clause's stretch of the text."""

    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.PositiveBigIntegerField()
    owner = models.PositiveBigIntegerField()
    title = models.CharField(max_length=300)
    words = models.TextField(blank=True)
    on = models.DateField()
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "number"], name="search_entry_once")]
        indexes: ClassVar = [models.Index(fields=["kind", "owner"], name="search_by_owner")]


class SearchWord(models.Model):
    """A word of an entry. ``rank`` orders hits: a word of the title before one of the text, then the newer day.

    Words come and go with their entry by ``search.actions``, by the hundred thousand: the database is not asked to watch.
    """

    word = models.CharField(max_length=24)
    kind = models.CharField(max_length=10)
    rank = models.PositiveIntegerField()
    entry = models.ForeignKey(SearchEntry, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["word", "kind", "rank", "entry"], name="search_word_rank"),
            models.Index(fields=["entry", "word"], name="search_word_entry"),
        ]
