"""What another rule would do to the lights of today, before anybody chooses it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from luodi.ledger.status import LightName, LightRule, status_on
from luodi_site.accounts.models import Region
from luodi_site.supervision.lights import Rules, entries_of
from luodi_site.supervision.models import Matter

_BATCH = 500
SHOWN = 12


@dataclass(frozen=True)
class Turn:
    """One matter whose light would change, with the word that goes with each light."""

    matter: Matter
    before: LightName
    after: LightName
    words: str


@dataclass(frozen=True)
class Turned:
    """``counts`` are (before, after, how many), the most first; ``first`` a few of the matters, the gravest first."""

    total: int
    judged: int
    counts: tuple[tuple[LightName, LightName, int], ...]
    first: tuple[Turn, ...]


def turned_by(region: Region, rule: LightRule, day: date) -> Turned:
    """Compares the rule in force with ``rule`` on every matter under way, as the ledger stands on ``day``."""
    judged, turns = 0, list[Turn]()
    for matters, in_force in _batches(region, day):
        entries = entries_of(matters)
        judged += len(matters)
        for matter in matters:
            own = entries.get(matter.pk, ())
            before, after = status_on(own, in_force, day), status_on(own, rule, day)
            if before.light != after.light:
                turns.append(Turn(matter, before.light, after.light, after.words))
    counts = Counter((turn.before, turn.after) for turn in turns).most_common()
    turns.sort(key=lambda turn: -rule.severity(turn.after.name))
    return Turned(len(turns), judged, tuple((*pair, count) for pair, count in counts), tuple(turns[:SHOWN]))


def _batches(region: Region, day: date) -> Iterator[tuple[list[Matter], LightRule]]:
    in_force, after = Rules(day).of(Matter(region=region)), 0
    under_way = Matter.objects.filter(region=region, state__in=[Matter.State.OPEN, Matter.State.CLAIMED])
    while batch := list(under_way.filter(pk__gt=after).defer("source_text").order_by("pk")[:_BATCH]):
        yield batch, in_force
        after = batch[-1].pk
