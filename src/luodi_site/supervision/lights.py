"""The light of a matter from its entries, by the rule that its region chose for the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from luodi.ledger.entries import ENDINGS, FIGURES, Entry, Step
from luodi.ledger.from_yaml import default_rule, light_rules
from luodi.ledger.limits import with_limits
from luodi.ledger.status import LightRule, Status, status_on
from luodi_site.supervision.models import LedgerEntry, LightChoice, Matter

# Kinds that a light depends on; the others are history only.
_COUNT = (
    *FIGURES,
    *ENDINGS,
    "open",
    "deadline",
    "schedule",
    "ask",
    "report",
    "withdraw",
    "excuse",
    "reopen",
    "request_closure",
    "refuse_closure",
)


def as_entry(row: LedgerEntry) -> Entry:
    """The row as the pure ledger's entry."""
    steps = row.payload.get("steps")
    return Entry(
        on=row.on, kind=row.kind, number=row.pk, share=row.share, day=row.day,
        steps=None if steps is None else steps_from(steps), report=row.report_id,
    )  # type: ignore[arg-type]  # fmt: skip


def steps_from(rows: Iterable[Sequence[Any]]) -> tuple[Step, ...]:
    """Rows of (ISO day, share as text, words), as ``Matter.steps`` and entries keep them."""
    return tuple(Step(date.fromisoformat(day), Decimal(share), words) for day, share, words in rows)


def steps_to(steps: Iterable[Step]) -> list[list[str]]:
    return [[step.on.isoformat(), str(step.share), step.words] for step in sorted(steps, key=lambda s: s.on)]


def entries_of(matters: Iterable[Matter]) -> dict[int, list[Entry]]:
    """What counts for the lights of these matters, by the matter's number."""
    found: dict[int, list[Entry]] = defaultdict(list)
    rows = LedgerEntry.objects.filter(matter__in=[m.pk for m in matters], kind__in=_COUNT).order_by("pk")
    for row in rows.only("matter_id", "on", "kind", "share", "day", "report_id", "payload"):
        found[row.matter_id].append(as_entry(row))
    return found


@lru_cache(maxsize=256)
def _rule(name: str, limits: tuple[tuple[str, str], ...]) -> LightRule:
    return with_limits(light_rules().get(name, default_rule()), {key: Decimal(limit) for key, limit in limits})


def rule_of(choice: LightChoice | None) -> LightRule:
    """The rule that was chosen, with its own thresholds; the default one where nobody chose."""
    return _rule(choice.rule, tuple(choice.limits.items())) if choice else default_rule()


def choice_of(region_id: int, day: date) -> LightChoice | None:
    """The choice in force on the day."""
    found = LightChoice.objects.filter(region_id=region_id, from_on__lte=day).select_related("chosen_by")
    return found.order_by("from_on", "pk").last()


class Rules:
    """The rule of each region on a day; read once."""

    def __init__(self, day: date) -> None:
        self._chosen = {c.region_id: c for c in LightChoice.objects.filter(from_on__lte=day)}

    def of(self, matter: Matter) -> LightRule:
        return rule_of(self._chosen.get(matter.region_id))


def statuses_of(matters: Sequence[Matter], day: date) -> dict[int, Status]:
    """The light of each matter at the end of ``day``."""
    rules, entries = Rules(day), entries_of(matters)
    return {m.pk: status_on(entries.get(m.pk, ()), rules.of(m), day) for m in matters}


def status_of(matter: Matter, day: date) -> Status:
    return statuses_of([matter], day)[matter.pk]
