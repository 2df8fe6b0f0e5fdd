"""Benefits held against each other in the reference: ``highest_only`` groups and ceilings, of one subject or of a firm and its projects.

In which order room is given: that of the rules in a group, that of its ``benefits`` in a ceiling; several projects by their ids.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from luodi.engine.benefits.amounts import less, limit_of, only_the_highest, within
from luodi.engine.benefits.past import Past
from luodi.engine.benefits.plan import FAMILY, Limit, Plan
from luodi.engine.model import FEN, NOTHING, Amount, BenefitResult, Claimant, Cut, Took
from luodi.formula.fields import DESCRIBED, Describes
from luodi.formula.interpret import evaluate
from luodi.policy.rules.model import Ceiling, HighestOnly

Key = tuple[Describes, str]
People = Mapping[Key, Claimant]
Row = dict[str, BenefitResult]
Rows = MutableMapping[Key, Row]
_KINDS: Final[dict[Describes, int]] = {kind: at for at, kind in enumerate(FAMILY)}


def family_of(key: Key, claimant: Claimant) -> str:
    """The number of the firm that a firm or project belongs to; a project without an owner stands by itself."""
    return claimant.owner or claimant.id if key[0] == "project" else claimant.id


def by_family(people: People) -> Sequence[tuple[str, People]]:
    """Firms with their projects, each family under the number of its firm; the firm may be missing, projects go by id."""
    found: dict[str, dict[Key, Claimant]] = {}
    for key in sorted((key for key in people if key[0] in _KINDS), key=lambda key: (_KINDS[key[0]], key[1])):
        found.setdefault(family_of(key, people[key]), {})[key] = people[key]
    return tuple(found.items())


@dataclass(frozen=True)
class Held:
    """What a limit holds together: items in order, each a benefit and whose it is, and who was paid before under which benefits.

    ``first`` is asked how much the limit is: the firm, or where the table does not have it the first of its projects.
    """

    items: Sequence[tuple[Key, str]]
    people: People
    paid_to: Sequence[str]
    benefits: Sequence[str]

    @property
    def first(self) -> Key:
        return next(iter(self.people))

    @classmethod
    def of_one(cls, plan: Plan, limit: Limit, key: Key, claimant: Claimant) -> Held:
        benefits = plan.within_one(limit, key[0])
        return cls([(key, id) for id in benefits], {key: claimant}, (claimant.id,), benefits)

    @classmethod
    def of_family(cls, plan: Plan, limit: Limit, owner: str, family: People) -> Held:
        benefits = plan.of_family(limit)
        items = [(key, id) for id in benefits for key in family if key[0] == plan.benefit(id).describes]
        return cls(items, family, tuple(dict.fromkeys((owner, *(id for _, id in family)))), benefits)

    def paid(self, past: Past, in_all: bool) -> int:
        """What was paid before to all of them under the benefits of the limit."""
        of = past.total if in_all else past.this_year
        return sum(of(id, *self.benefits) for id in self.paid_to)


class _Left(NamedTuple):
    """What a limit leaves of the benefit at a place, what was paid before under it, and the sums that it hangs on, by place."""

    amount: Amount
    used: int
    sums: Mapping[int, Amount]
    most: Amount = NOTHING


def take_the_highest(group: HighestOnly, held: Held, rows: Rows, past: Past) -> None:
    """Of a group only the highest, less what its other members paid in the same year: no more than the highest in all."""
    before = [rows[key][id].owed for key, id in held.items]
    for at, left in enumerate(only_the_highest(before)):
        (_, who), id = held.items[at]
        used = held.paid(past, False) - past.this_year(who, id)
        _put(group, held, at, rows, _Left(less(left, used), used, dict(enumerate(before))))


def hold_below(ceiling: Ceiling, held: Held, rows: Rows, past: Past) -> None:
    """What is due together stays below the ceiling, what was paid under it included: each in turn gets what is left."""
    if not held.items:
        return
    most = limit_of(evaluate(ceiling.most, held.people[held.first].subject, past.on), FEN)
    used = held.paid(past, ceiling.per == "total")
    before = [rows[key][id].allowed for key, id in held.items]
    found = within(before, most, used)
    for at, left in enumerate(found):
        _put(ceiling, held, at, rows, _Left(left, used, dict(enumerate([*found[:at], before[at]])), most))


def _put(limit: Limit, held: Held, at: int, rows: Rows, left: _Left) -> None:
    """Keeps what a limit leaves of one benefit, and where that is less than before, what took the rest."""
    key, id = held.items[at]
    was = rows[key][id]
    now = left.amount if len(held.people) == 1 else _with_reasons(held, at, left)
    cuts = was.cuts
    if (now.low, now.high) != (was.allowed.low, was.allowed.high):
        took = tuple(_took(held, other, sum_) for other, sum_ in left.sums.items() if other != at and sum_.high != 0)
        cuts = (*cuts, Cut(limit, was.allowed, now, left.used, took))
    rows[key][id] = replace(was, allowed=now, paid=now, cuts=cuts)


def _took(held: Held, at: int, sum_: Amount) -> Took:
    key, id = held.items[at]
    return Took(*key, held.people[key].name, id, sum_)


def _with_reasons(held: Held, at: int, left: _Left) -> Amount:
    """A missing figure of another subject is told in words, with whose it is."""
    if left.amount.is_known:
        return left.amount
    own = held.items[at][0]
    asked = [*((held.items[place][0], sum_) for place, sum_ in left.sums.items()), (held.first, left.most)]
    unknown = [(key, sum_) for key, sum_ in asked if not sum_.is_known]
    missing = frozenset(one for key, sum_ in unknown if key == own for one in sum_.missing)
    notes = [note for key, sum_ in unknown if key == own for note in sum_.notes]
    for key, sum_ in unknown:
        if key != own and sum_.missing:
            lacks = "、".join(sorted(map(str, sum_.missing)))
            whose = "所属企业" if key[0] == "firm" else f"同一企业的{DESCRIBED[key[0]]}"
            notes.append(f"{whose}“{held.people[key].name}”缺 {lacks}")
        elif key != own:
            notes += sum_.notes
    return replace(left.amount, missing=missing, notes=tuple(dict.fromkeys(notes)))
