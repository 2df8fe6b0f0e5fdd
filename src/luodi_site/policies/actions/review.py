"""Accepts, changes, rejects, restores and adds items, each step kept so that it can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person
from luodi_site.policies.models import Reading, ReviewItem, ReviewStep

State = ReviewItem.State
_KEPT = ("state", "start", "end", "payload", "version")


class SomeoneElse(Exception):
    """The item was changed by another person meanwhile, or its document is no longer under review."""

    def __init__(self, item: ReviewItem) -> None:
        super().__init__(item.pk)
        self.item = item


class NothingToUndo(Exception):
    """This person has no step left to take back in this document."""


def _snapshot(item: ReviewItem) -> dict[str, Any]:
    return {name: getattr(item, name) for name in _KEPT}


def _write(actor: Person, item: ReviewItem, version: int, values: dict[str, Any]) -> None:
    """Changes the item where nobody else has since ``version``; the row count says so."""
    values = {**values, "version": version + 1, "edited_by": actor, "edited_at": timezone.now()}
    open_reading = Reading.objects.filter(pk=item.reading_id, state=Reading.State.DRAFT)
    changed = ReviewItem.objects.filter(pk=item.pk, version=version, reading__in=open_reading).update(**values)
    if not changed:
        raise SomeoneElse(ReviewItem.objects.select_related("edited_by").get(pk=item.pk))
    for name, value in values.items():
        setattr(item, name, value)


def _step(actor: Person, item: ReviewItem, version: int, verb: str, batch: str, **values: Any) -> ReviewStep:
    before = {**_snapshot(item), "version": version}
    _write(actor, item, version, values)
    return ReviewStep.objects.create(
        reading_id=item.reading_id, item=item, batch=batch, verb=verb, before=before, after=_snapshot(item), actor=actor
    )


def _record(actor: Person, item: ReviewItem, verb: str, **detail: Any) -> None:
    record(
        actor=actor, verb=f"policies.{verb}", object_kind="reading", object_id=item.reading_id,
        words=item.get_kind_display(), detail={"item": item.pk, "state": item.state, **detail},
    )  # fmt: skip


@transaction.atomic
def accept(*, actor: Person, item: ReviewItem, version: int) -> None:
    """What was changed or added by hand stays marked so: saying yes to it again changes nothing."""
    if item.state in (State.EDITED, State.ADDED):
        return
    _step(actor, item, version, "accept", uuid4().hex, state=State.ACCEPTED)
    _record(actor, item, "accept_item")


@transaction.atomic
def reject(*, actor: Person, item: ReviewItem, version: int) -> None:
    _step(actor, item, version, "reject", uuid4().hex, state=State.REJECTED)
    _record(actor, item, "reject_item")


@transaction.atomic
def restore(*, actor: Person, item: ReviewItem, version: int) -> None:
    """Back among the items to be checked, as it was before it was rejected or accepted."""
    if item.original is None:
        state = State.ADDED
    else:
        state = State.PROPOSED if item.payload == item.original else State.EDITED
    _step(actor, item, version, "restore", uuid4().hex, state=state)
    _record(actor, item, "restore_item")


@transaction.atomic
def edit(*, actor: Person, item: ReviewItem, version: int, payload: dict[str, Any], start: int, end: int) -> None:
    state = State.ADDED if item.original is None else State.EDITED
    _step(actor, item, version, "edit", uuid4().hex, state=state, payload=payload, start=start, end=end)
    _record(actor, item, "edit_item", payload=payload, start=start, end=end)


@transaction.atomic
def add(*, actor: Person, reading: Reading, kind: str, start: int, end: int, payload: dict[str, Any]) -> ReviewItem:
    item = ReviewItem.objects.create(
        reading=reading, kind=kind, start=start, end=end, payload=payload, original=None, state=State.ADDED,
        edited_by=actor, edited_at=timezone.now(),
    )  # fmt: skip
    ReviewStep.objects.create(
        reading=reading, item=item, batch=uuid4().hex, verb="add", before=None, after=_snapshot(item), actor=actor
    )
    _record(actor, item, "add_item", payload=payload, start=start, end=end)
    return item


@transaction.atomic
def accept_all(*, actor: Person, reading: Reading, kind: str) -> int:
    """Accepts whatever of a kind nobody has looked at; gives how many. What changes meanwhile is left alone."""
    items = list(ReviewItem.objects.filter(reading=reading, kind=kind, state=State.PROPOSED))
    batch, steps, now = uuid4().hex, [], timezone.now()
    open_reading = Reading.objects.filter(pk=reading.pk, state=Reading.State.DRAFT)
    for item in items:
        before = _snapshot(item)
        changed = ReviewItem.objects.filter(pk=item.pk, version=item.version, reading__in=open_reading).update(
            state=State.ACCEPTED, version=item.version + 1, edited_by=actor, edited_at=now
        )
        if changed:
            after = {**before, "state": str(State.ACCEPTED), "version": item.version + 1}
            steps.append(
                ReviewStep(
                    reading=reading, item=item, batch=batch, verb="accept", before=before, after=after, actor=actor
                )
            )
    ReviewStep.objects.bulk_create(steps)
    if steps:
        record(
            actor=actor, verb="policies.accept_all", object_kind="reading", object_id=reading.pk, words=reading.title,
            detail={"kind": kind, "count": len(steps)},
        )  # fmt: skip
    return len(steps)


@transaction.atomic
def undo(*, actor: Person, reading: Reading) -> Sequence[ReviewItem]:
    """Takes back the person's own last step (all of it, where one press changed many); gives the items concerned."""
    last = ReviewStep.objects.filter(reading=reading, actor=actor, is_undone=False).first()
    if last is None:
        raise NothingToUndo
    steps = list(ReviewStep.objects.filter(batch=last.batch, is_undone=False).select_related("item"))
    for step in steps:
        # An added item cannot be as if it had never been: it is set aside like a rejected one.
        back = step.before or {**step.after, "state": State.REJECTED}
        _write(actor, step.item, step.after["version"], {k: back[k] for k in _KEPT if k != "version"})
        # The item's number of changes goes on; the step before this one must match it to be undone in turn.
        earlier = ReviewStep.objects.filter(item=step.item, is_undone=False, id__lt=step.pk).first()
        if earlier:
            earlier.after = {**earlier.after, "version": step.item.version}
            earlier.save(update_fields=["after"])
    ReviewStep.objects.filter(batch=last.batch).update(is_undone=True)
    record(
        actor=actor, verb="policies.undo", object_kind="reading", object_id=reading.pk, words=reading.title,
        detail={"verb": last.verb, "count": len(steps)},
    )  # fmt: skip
    return [step.item for step in steps]
