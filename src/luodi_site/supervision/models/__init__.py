"""What supervision keeps, one file for each subject."""

from __future__ import annotations

from luodi_site.supervision.models.delegations import Delegation
from luodi_site.supervision.models.issues import Issue, IssueEntry, IssueFile, LeaderContact
from luodi_site.supervision.models.matters import (
    DutyDate,
    EditionDuty,
    EditionTarget,
    LedgerEntry,
    Matter,
    MatterUnit,
    Urgency,
)
from luodi_site.supervision.models.orders import (
    EscalationAct,
    EscalationChoice,
    Order,
    OrderEntry,
    OrderFile,
)
from luodi_site.supervision.models.papers import (
    IssuedPaper,
    NumberSeries,
    Paper,
    PaperEntry,
    PaperText,
    SeriesNumber,
)
from luodi_site.supervision.models.plans import PlanLine, PlanRequest, PlanStep, UnitPlan
from luodi_site.supervision.models.reports import (
    Cycle,
    Evidence,
    ProgressReport,
    ReportingPlan,
    ReportPart,
    TargetForecast,
    TargetValue,
)
from luodi_site.supervision.models.rules import ChangedDay, LightChoice
from luodi_site.supervision.models.sheets import SheetUpload

__all__ = [
    "ChangedDay", "Cycle", "Delegation", "DutyDate", "EditionDuty", "EditionTarget", "EscalationAct",
    "EscalationChoice", "Evidence", "Issue", "IssueEntry", "IssueFile", "IssuedPaper", "LeaderContact", "LedgerEntry",
    "LightChoice", "Matter", "MatterUnit", "NumberSeries", "Order", "OrderEntry", "OrderFile", "Paper", "PaperEntry",
    "PaperText", "PlanLine", "PlanRequest", "PlanStep", "ProgressReport", "ReportPart", "ReportingPlan",
    "SeriesNumber", "SheetUpload", "TargetForecast", "TargetValue", "UnitPlan", "Urgency",
]  # fmt: skip
