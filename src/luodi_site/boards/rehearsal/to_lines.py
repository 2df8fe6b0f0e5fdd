"""The whole ledger as lines that can be compared: no database's numbers, no moments of the machine's clock."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from django.db import models
from django.utils import timezone

from luodi_site.accounts.models import Person, Region, Unit
from luodi_site.notices.models import Notice
from luodi_site.policies.models import Edition, Reading
from luodi_site.supervision import models as kept

# Everything that supervision keeps, in the order in which it is told.
KEPT: tuple[type[models.Model], ...] = (
    kept.Matter, kept.MatterUnit, kept.LedgerEntry, kept.EditionDuty, kept.DutyDate, kept.EditionTarget, kept.TargetValue,
    kept.ReportingPlan, kept.Cycle, kept.ProgressReport, kept.ReportPart, kept.Evidence, kept.PlanRequest, kept.UnitPlan,
    kept.PlanLine, kept.PlanStep, kept.LightChoice, kept.EscalationChoice, kept.EscalationAct, kept.Order, kept.OrderEntry,
    kept.OrderFile, kept.Issue, kept.IssueEntry, kept.IssueFile, kept.NumberSeries, kept.SeriesNumber, kept.Paper,
    kept.PaperEntry, kept.IssuedPaper,
)  # fmt: skip
_NAMED: tuple[type[models.Model], ...] = (Edition, Reading)
# Numbers of rows that stand in JSON: by the name of the field or key, whose they are.
_IN_JSON: dict[str, type[models.Model]] = {
    "into": kept.Matter, "of": kept.Matter, "evidence": kept.Evidence, "target": kept.EditionTarget,
    "target_values": kept.EditionTarget,
}  # fmt: skip
_SUBJECTS: dict[str, type[models.Model]] = {"matter": kept.Matter, "issue": kept.Issue, "report": kept.Cycle}


class Ranks:
    """The place of each row among those of its model, which stands for its number."""

    @cached_property
    def known(self) -> dict[type[models.Model], dict[Any, int]]:
        return {
            model: {
                pk: rank for rank, pk in enumerate(model._default_manager.order_by("pk").values_list("pk", flat=True))
            }
            for model in (*KEPT, *_NAMED)
        }

    def of(self, model: type[models.Model], pk: Any) -> str | None:
        """``LedgerEntry/12``; a region by its code, a unit and a person by their names."""
        if pk is None:
            return None
        return f"{model.__name__}/{self.known[model][pk] if model in self.known else self._names[model][pk]}"

    @cached_property
    def _names(self) -> dict[type[models.Model], dict[Any, str]]:
        fields = {Region: "code", Unit: "name", Person: "username"}
        return {model: dict(model._default_manager.values_list("pk", name)) for model, name in fields.items()}


def lines() -> Iterator[str]:
    """One JSON object for each row, and for each notice whom it told of what on which day."""
    ranks = Ranks()
    for model in KEPT:
        for row in model._default_manager.order_by("pk"):
            values = {"row": ranks.of(model, row.pk), **_values(row, ranks)}
            yield json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    notices = Notice.objects.select_related("person").order_by("pk")
    yield from sorted(
        json.dumps([str(timezone.localdate(n.at)), n.person.username, n.kind, n.title, n.words], ensure_ascii=False)
        for n in notices
    )


def _values(row: models.Model, ranks: Ranks) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in row._meta.local_fields:
        if field.primary_key or isinstance(field, models.DateTimeField):
            continue
        value = getattr(row, field.attname)
        if isinstance(field, models.ForeignKey):
            value = ranks.of(field.related_model, value)  # type: ignore[arg-type]
        elif isinstance(field, models.JSONField):
            value = _json(field.name, value, ranks)
        elif isinstance(row, kept.EscalationAct) and field.name == "subject":
            name, number, *unit = value.split(":")
            value = " ".join(
                str(one) for one in (ranks.of(_SUBJECTS[name], int(number)), *(ranks.of(Unit, int(u)) for u in unit))
            )
        values[field.name] = value
    for many in row._meta.local_many_to_many:
        others = getattr(row, many.name).all()
        values[many.name] = sorted(str(ranks.of(many.related_model, other.pk)) for other in others)  # type: ignore[arg-type]
    return values


def _json(name: str, value: Any, ranks: Ranks) -> Any:
    """The value with places instead of the numbers of rows."""
    model = _IN_JSON.get(name)
    if isinstance(value, dict):
        if model:
            return {ranks.of(model, int(key)): found for key, found in value.items()}
        return {key: _json(key, found, ranks) for key, found in value.items()}
    if model and isinstance(value, int):
        return ranks.of(model, value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_json(name, one, ranks) for one in value]
    return value
