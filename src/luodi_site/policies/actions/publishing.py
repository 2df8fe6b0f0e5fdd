"""Publishes a reading as an edition, opens it again for the next one, withdraws it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person
from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.lib import clock
from luodi_site.policies.cases import cases_of, tallies_of
from luodi_site.policies.models import Edition, EditionUnit, Reading, ReviewCase, ReviewItem, ReviewTally
from luodi_site.policies.queries import current_edition
from luodi_site.policies.search_rows import keep_edition
from luodi_site.policies.settling import Settlement, freeze, settlement_of, units_concerned

State = Reading.State


class NotSettled(Exception):
    """Something asks for a tick first; ``settlement`` says what."""

    def __init__(self, settlement: Settlement, lacking: Collection[str]) -> None:
        super().__init__("、".join(lacking))
        self.settlement, self.lacking = settlement, tuple(lacking)


class NotUnderReview(Exception):
    """The reading is already published or withdrawn: someone was faster, or the button was pressed twice."""


@transaction.atomic
def publish(*, reading: Reading, actor: Person, ticked: Collection[str] = (), on: date | None = None) -> Edition:
    """Freezes the reading's items as the next edition. ``ticked`` names what the person accepts as it is:
    ``unchecked`` (items nobody looked at), ``problems`` (problems left open); ``on`` is the day it counts from.
    Raises NotSettled, NotUnderReview."""
    claimed = Reading.objects.filter(pk=reading.pk, state=State.DRAFT).update(state=State.PUBLISHED)
    if not claimed:
        raise NotUnderReview
    # The claim keeps every later change of items out; from here on they stand still.
    items = list(ReviewItem.objects.filter(reading=reading))
    index = UnitIndex(reading.region)
    settlement = settlement_of(reading, items, index)
    if lacking := [name for name in settlement.ticks if name not in ticked]:
        raise NotSettled(settlement, lacking)
    policy = freeze(reading, items, index)
    before = current_edition(reading)
    edition = Edition.objects.create(
        reading=reading, region=reading.region, number=before.number + 1 if before else 1, title=reading.title,
        text=reading.text, outline=reading.outline, policy=policy, supersedes=before, published_by=actor,
        published_at=clock.moment(on or clock.today()),
    )  # fmt: skip
    EditionUnit.objects.bulk_create(
        EditionUnit(edition=edition, unit_id=number) for number in sorted(units_concerned(policy))
    )
    ReviewTally.objects.bulk_create(tallies_of(edition, items))
    ReviewCase.objects.bulk_create(cases_of(edition, items))
    keep_edition(edition)
    reading.state = State.PUBLISHED
    record(
        actor=actor, verb="policies.publish", object_kind="reading", object_id=reading.pk, words=edition.title,
        detail={
            "edition": edition.pk, "number": edition.number, "ticked": sorted(ticked), "unchecked": settlement.unchecked,
            "open_problems": len(settlement.open_problems), "unknown_units": list(settlement.unknown_names),
        },
    )  # fmt: skip
    return edition


@transaction.atomic
def reopen(*, reading: Reading, actor: Person) -> None:
    """Back under review for the next edition; the one in force stays in force until then."""
    if not Reading.objects.filter(pk=reading.pk).exclude(state=State.DRAFT).update(state=State.DRAFT):
        raise NotUnderReview
    record(actor=actor, verb="policies.reopen", object_kind="reading", object_id=reading.pk, words=reading.title)


@transaction.atomic
def withdraw(*, reading: Reading, actor: Person, reason: str) -> None:
    """Out of everyone's sight but the office's and the auditors'; nothing is deleted."""
    if not Reading.objects.filter(pk=reading.pk).exclude(state=State.WITHDRAWN).update(state=State.WITHDRAWN):
        raise NotUnderReview
    record(
        actor=actor, verb="policies.withdraw", object_kind="reading", object_id=reading.pk, words=reading.title,
        detail={"reason": reason},
    )  # fmt: skip
