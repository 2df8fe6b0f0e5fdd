"""The breakdown of the work: schedules, splitting and joining matters, and matters from other sources than a policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from luodi.ledger.entries import Step
from luodi.ledger.moves import NotAllowed
from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Membership, Person, Region
from luodi_site.accounts.queries import scope_of
from luodi_site.policies.models import Edition
from luodi_site.supervision.actions.claims import claim, remember, today
from luodi_site.supervision.actions.lights import refresh
from luodi_site.supervision.actions.matters import Assigned, give_units
from luodi_site.supervision.actions.planning import excuse_reports
from luodi_site.supervision.lights import steps_to
from luodi_site.supervision.models import LedgerEntry, Matter, MatterUnit
from luodi_site.supervision.parties import parts_of
from luodi_site.supervision.search_rows import keep_matters

Kind = LedgerEntry.Kind


@dataclass(frozen=True)
class NewMatter:
    """A matter about to be opened; ``units`` by role, as ``assign_units`` takes them."""

    title: str
    units: dict[str, Assigned] = field(default_factory=dict)
    deadline: date | None = None
    steps: tuple[Step, ...] = ()
    weight: Decimal = Decimal(1)


def wrong_steps(steps: Sequence[Step]) -> str:
    """What is wrong with a schedule, in words; nothing where it can be followed."""
    in_order = sorted(steps, key=lambda step: step.on)
    if any(not 0 <= step.share <= 100 for step in in_order):
        return _("序时进度应在0至100之间。")
    if len({step.on for step in in_order}) < len(in_order):
        return _("同一天写了两个进度。")
    if any(after.share < before.share for before, after in pairwise(in_order)):
        return _("后一个节点的进度不能低于前一个节点。")
    return ""


@transaction.atomic
def set_schedule(
    *, matter: Matter, actor: Person, version: int, steps: Sequence[Step], weight: Decimal | None = None,
    reason: str = "", on: date | None = None,
) -> None:  # fmt: skip
    """The share in per cent that is to be done by each day, in place of the schedule in force; from ``on`` it counts.

    Raises SomeoneElse, NotAllowed.
    """
    if wrong := wrong_steps(steps):
        raise NotAllowed(_("%(wrong)s没有保存。") % {"wrong": wrong})
    before, rows = matter.steps, steps_to(steps)
    claim(
        matter, "set_schedule", parts_of(actor, matter), version, steps=rows,
        weight=matter.weight if weight is None else weight,
    )  # fmt: skip
    remember(matter, Kind.SCHEDULE, on=today(on), actor=actor, before=before, steps=rows, reason=reason)
    refresh([matter], today(on))
    _record(actor, "set_schedule", matter, reason)


@transaction.atomic
def add_matter(
    *, region: Region, actor: Person, new: NewMatter, kind: str, source: str, text: str, source_on: date | None = None,
    on: date | None = None,
) -> Matter:  # fmt: skip
    """A matter from an instruction, minutes or a superior, with the words it comes from. Raises NotAllowed."""
    if not scope_of(actor, Membership.Role.OFFICE).has_region(region):
        raise NotAllowed(_("只有本地区协调办可以立项，没有保存。"))
    if not text.strip() or not source.strip():
        raise NotAllowed(_("没有写来源和原文，没有保存。"))
    matter = _open(
        new, region, None, today(on), source_kind=kind, source_title=source, source_text=text, source_on=source_on
    )
    remember(
        matter, Kind.OPEN, on=today(on), actor=actor, day=matter.deadline, source=source, kind_of_source=kind,
        **({"steps": matter.steps} if matter.steps else {}),
    )  # fmt: skip
    _record(actor, "add_matter", matter, source)
    return matter


@transaction.atomic
def split_matter(
    *, matter: Matter, actor: Person, version: int, parts: Sequence[NewMatter], reason: str = "", on: date | None = None
) -> list[Matter]:
    """Puts two or more matters in place of one; its words, evidence and history stay to be read.

    Raises SomeoneElse, NotAllowed.
    """
    if len(parts) < 2:
        raise NotAllowed(_("拆分至少要有两项，没有保存。"))
    day = today(on)
    claim(matter, "split", parts_of(actor, matter), version)
    made = [_open(part, matter.region, matter.edition, day, like=matter, parent=matter) for part in parts]
    for one, part in zip(made, parts, strict=True):
        if not part.units:
            _copy_units([matter], one)
    numbers = [m.position for m in made]
    remember(matter, Kind.SPLIT, on=day, actor=actor, into=[m.pk for m in made], positions=numbers, reason=reason)
    _open_entries(made, actor, day, "parent", matter)
    excuse_reports(matters=[matter], on=day, actor=actor, reason="任务已拆分，由拆分后的任务报送。")
    refresh([matter], day)
    _record(actor, "split_matter", matter, reason)
    return made


@transaction.atomic
def merge_matters(
    *, matters: Sequence[tuple[Matter, int]], actor: Person, new: NewMatter, reason: str = "", on: date | None = None
) -> Matter:
    """Puts one matter in place of several (each with its version). Raises SomeoneElse, NotAllowed."""
    former = [matter for matter, _version in matters]
    if len({m.pk for m in former}) < 2:
        raise NotAllowed(_("合并至少要选两项，没有保存。"))
    if len({(m.region_id, m.edition_id) for m in former}) > 1:
        raise NotAllowed(_("只能合并同一份文件的任务，没有保存。"))
    day, first = today(on), former[0]
    urgency = max(m.urgency for m in former)
    made = _open(new, first.region, first.edition, day, like=first, urgency=urgency)
    for matter, version in matters:
        claim(matter, "merge", parts_of(actor, matter), version, successor=made)
        remember(matter, Kind.MERGE, on=day, actor=actor, into=made.pk, position=made.position, reason=reason)
    if not new.units:
        _copy_units(former, made)
    _open_entries([made], actor, day, "joined", *former)
    excuse_reports(matters=former, on=day, actor=actor, reason="任务已合并，由合并后的任务报送。")
    refresh(former, day)
    _record(actor, "merge_matters", made, reason)
    return made


def _open(
    new: NewMatter, region: Region, edition: Edition | None, day: date, *, like: Matter | None = None, **values: object
) -> Matter:
    """The row of a new matter; it stands where the one it comes from stands in the document."""
    if like:
        values |= {name: getattr(like, name) for name in ("start", "end", "place", "source_kind", "source_title")}
        values |= {"source_text": like.source_text, "source_on": like.source_on, "is_standing": like.is_standing}
        values.setdefault("urgency", like.urgency)
    deadline = new.deadline or (like.deadline if like else None)
    basis = Matter.Basis.SET if new.deadline else like.deadline_basis if like else ""
    last = Matter.objects.filter(region=region, edition=edition).aggregate(last=Max("position"))["last"] or 0
    matter = Matter.objects.create(
        region=region, edition=edition, position=last + 1, title=new.title[:400], deadline=deadline, deadline_basis=basis,
        steps=steps_to(new.steps), weight=new.weight, starts_on=day,
        is_assigned=any(new.units.get(role) for role in new.units), **values,
    )  # fmt: skip
    if new.units:
        give_units(matter, new.units)
    keep_matters([matter])
    return matter


def _copy_units(former: Sequence[Matter], made: Matter) -> None:
    """The units of the matters before, each once; the first lead leads, the others answer."""
    seen: set[tuple[str, int | None]] = set()
    rows: list[MatterUnit] = []
    for place, matter in enumerate(former):
        for unit in matter.units.all():
            if (unit.name, unit.unit_id) in seen:
                continue
            seen.add((unit.name, unit.unit_id))
            role = unit.role if place == 0 or unit.role != MatterUnit.Role.LEAD else MatterUnit.Role.RESPONSIBLE
            rows.append(
                MatterUnit(
                    matter=made, unit_id=unit.unit_id, name=unit.name, full=unit.full, role=role, position=len(rows)
                )
            )
    MatterUnit.objects.bulk_create(rows)
    made.is_assigned = any(row.role != MatterUnit.Role.IMPLIED for row in rows)
    Matter.objects.filter(pk=made.pk).update(is_assigned=made.is_assigned)


def _open_entries(made: Sequence[Matter], actor: Person, day: date, how: str, *former: Matter) -> None:
    for matter in made:
        remember(
            matter, Kind.OPEN, on=day, actor=actor, day=matter.deadline, how=how, of=[m.pk for m in former],
            titles=[m.title for m in former], **({"steps": matter.steps} if matter.steps else {}),
        )  # fmt: skip
    refresh(list(made), day)


def _record(actor: Person, verb: str, matter: Matter, words: str) -> None:
    record(
        actor=actor, verb=f"supervision.{verb}", object_kind="matter", object_id=matter.pk, words=matter.title[:300],
        detail={"words": words} if words else {},
    )  # fmt: skip
