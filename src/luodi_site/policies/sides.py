"""What can be laid beside another: a published edition, or a document that is still under review."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from luodi.clauses.model import Outline
from luodi.policy.model import Policy
from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.lib.formats import day_in_table
from luodi_site.policies.frozen import policy_from
from luodi_site.policies.models import Edition, Reading, ReviewItem
from luodi_site.policies.outlines import Places, outline_from_json
from luodi_site.policies.queries import editions_visible_to, readings_visible_to
from luodi_site.policies.settling import freeze
from luodi_site.policies.words import shorten

# What tells two editions of one document apart stands behind the title and must not be cut off.
_TITLE = 26
_KEY = re.compile(r"^([er])(\d{1,18})$")


@dataclass(frozen=True)
class Side:
    """One of two documents. ``key`` names it in an address: ``e12`` an edition, ``r5`` a reading under review."""

    key: str
    title: str
    label: str
    reading_id: int
    source: Edition | Reading

    @property
    def text(self) -> str:
        return self.source.text

    @cached_property
    def frozen(self) -> dict[str, Any]:
        """The policy's JSON, as published or as it would be published now."""
        if isinstance(self.source, Edition):
            return dict(self.source.policy)
        items = list(ReviewItem.objects.filter(reading=self.source))
        return freeze(self.source, items, UnitIndex(self.source.region))

    @cached_property
    def policy(self) -> Policy:
        return policy_from(self.frozen)

    @cached_property
    def outline(self) -> Outline:
        return outline_from_json(self.source.outline, self.text, self.policy.name)

    @cached_property
    def places(self) -> Places:
        return Places(self.source.outline)


@dataclass(frozen=True)
class Choice:
    """A line of the list from which the two are chosen."""

    key: str
    label: str


def _of_edition(edition: Edition) -> str:
    words = _("第%(number)s版，%(day)s发布") % {"number": edition.number, "day": day_in_table(edition.published_at)}
    return f"{shorten(edition.title, _TITLE)}（{words}）"


def _of_reading(reading: Reading) -> str:
    return f"{shorten(reading.title, _TITLE)}（{_('核对中')}）"


def choices_for(person: Any) -> list[Choice]:
    """Editions that the person may read, and for the office and its auditors what is under review; newest first."""
    editions = editions_visible_to(person).defer("text", "outline", "policy")
    drafts = readings_visible_to(person).filter(state=Reading.State.DRAFT)
    return [
        *(Choice(f"e{edition.pk}", _of_edition(edition)) for edition in editions),
        *(Choice(f"r{reading.pk}", _of_reading(reading)) for reading in drafts),
    ]


def side_of(person: Any, key: str) -> Side | None:
    """What the key names, if the person may see it."""
    found = _KEY.match(key)
    if not found:
        return None
    number = int(found[2])
    if found[1] == "e":
        edition = editions_visible_to(person).defer(None).filter(pk=number).first()
        return edition and Side(key, edition.title, _of_edition(edition), edition.reading_id, edition)
    reading = readings_visible_to(person).defer(None).filter(pk=number, state=Reading.State.DRAFT).first()
    return reading and Side(key, reading.title, _of_reading(reading), reading.pk, reading)


def before(person: Any, side: Side) -> Side | None:
    """What this one takes the place of: the edition before it, or for a reading under revision the one in force."""
    if isinstance(side.source, Edition):
        number = side.source.supersedes_id
    else:
        current = Edition.objects.filter(reading=side.source, superseded_by=None).values_list("pk", flat=True)
        number = current.first()
    return side_of(person, f"e{number}") if number else None


def superior_named_by(person: Any, local: Side) -> Side | None:
    """The policy that the local one says it is made under, if the person may see it."""
    titles = [reference.title for reference in local.policy.facts.based_on if reference.title]
    found = (
        editions_visible_to(person).filter(title__in=titles, superseded_by=None).exclude(reading_id=local.reading_id)
    )
    first = found.values_list("pk", flat=True).first()
    return side_of(person, f"e{first}") if first else None
