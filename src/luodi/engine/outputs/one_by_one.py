"""What is told of subjects one by one, from the rows of a table of Polars or of Spark: what they lack, what comes back of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from luodi.datasets.model import Payment
from luodi.datasets.stored import to_subject
from luodi.engine.benefits.beside import Key, People
from luodi.engine.benefits.past import Past
from luodi.engine.benefits.plan import Plan
from luodi.engine.benefits.reference import NOBODY, allowed
from luodi.engine.model import Claimant
from luodi.engine.outputs.model import MissingLine
from luodi.formula.fields import Describes

# So many subjects with unknown sums are asked one by one what they lack.
MOST_ASKED = 20_000


def to_claimant(plan: Plan, row: Mapping[str, object], observed_from: date | None = None) -> Claimant:
    """A row of a table of subjects as the interpreter takes it."""
    subject = to_subject(row, plan.catalogue, observed_from)
    return Claimant(str(row["id"]), subject, str(row.get("region") or ""), str(row.get("owner") or ""))


def missing_of(
    plan: Plan, kind: Describes, claimants: Iterable[Claimant], payments: Iterable[Payment], family: People = NOBODY
) -> Iterator[MissingLine]:
    """A line for each benefit of which a subject's sum is unknown, with the figures that would decide it.

    ``family`` are the firms and projects that share limits with the claimants.
    """
    people: dict[Key, Claimant] = {(kind, one.id): one for one in claimants}
    rows = allowed(plan, people | dict(family), Past(payments, plan.on))
    for key, claimant in people.items():
        for result in rows[key].values():
            if not result.allowed.is_known:
                names = tuple(sorted(map(str, result.missing)))
                name = plan.benefit(result.benefit).name
                yield MissingLine(claimant.id, claimant.name, name, result.allowed, names, result.allowed.notes)
