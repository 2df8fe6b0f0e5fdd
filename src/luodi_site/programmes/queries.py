"""Editions whose rules a person may try, and the trials that they may see."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from luodi_site.accounts.models import Membership, Region, Unit
from luodi_site.accounts.queries import posts_of, regions_within, scope_of
from luodi_site.policies.models import Edition
from luodi_site.policies.queries import editions_visible_to, unit_to_try
from luodi_site.programmes.models import Trial

Role = Membership.Role


def edition_to_try(person: Any, number: int) -> tuple[Edition, Unit] | None:
    """The edition with the unit in whose name it may be tried; None where the person may not."""
    edition = editions_visible_to(person).defer(None).filter(pk=number).first()
    unit = unit_to_try(person, edition) if edition is not None else None
    return (edition, unit) if edition is not None and unit is not None else None


def trials_visible_to(person: Any) -> QuerySet[Trial]:
    """Trials of the person's own units and, for an office, of its region: of editions that they may still see."""
    units = [post.unit_id for post in posts_of(person) if post.role in {Role.OFFICE, Role.UNIT}]
    mine = Q(unit__in=units) | regions_within(scope_of(person, Role.OFFICE), "region__")
    editions = editions_visible_to(person).order_by().values("pk")
    return Trial.objects.filter(mine, edition__in=editions).select_related("edition", "unit", "made_by")


def trial_of(person: Any, number: int) -> Trial | None:
    """A trial that the person may see, and whose edition they may try."""
    found = trials_visible_to(person).filter(pk=number).first()
    return found if found is not None and unit_to_try(person, found.edition) is not None else None


def regions_over(edition: Edition) -> list[str]:
    """The names of the edition's region and of those that it lies in."""
    over = [int(number) for number in edition.region.path.strip("/").split("/") if number]
    return list(Region.objects.filter(pk__in=over).values_list("name", flat=True))


def region_names() -> dict[str, str]:
    """The name of each region by its code: figures may write either."""
    return dict(Region.objects.values_list("code", "name"))
