"""How figures stand in a table, and how they come back: whole steps, texts, truths, days, sets as sorted lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import cast

from luodi.datasets.model import Catalogue, Field, Given, figure_of
from luodi.formula.row_by_row import to_given
from luodi.formula.values import Subject

Stored = int | str | bool | date | list[str] | None


def to_stored(of: Field, given: Given) -> Stored:
    """A figure as the table holds it; ValueError where it is finer than a step or too large."""
    if given is None:
        return None
    if of.is_number:
        return of.to_stored(cast(int | Decimal | Fraction, given))
    return sorted(given) if isinstance(given, frozenset) else cast(Stored, given)


def to_subject(row: Mapping[str, object], catalogue: Catalogue, observed_from: date | None = None) -> Subject:
    """A row of a table as the interpreter takes it: figures in their own units, what is null left out."""
    figures: dict[str, Given] = {}
    for column, stored in row.items():
        found = figure_of(column, catalogue)
        if found is not None and stored is not None:
            plain = list(cast(Sequence[str], stored)) if found[0].kind == "set" and "=" not in column else stored
            figures[column] = to_given(found[0], column, plain)
    return Subject(str(row.get("name") or row["id"]), figures, observed_from)
