"""What supervision keeps, one file for each subject."""

from __future__ import annotations

from luodi_site.supervision.models.issues import Issue, IssueEntry, IssueFile, LeaderContact
from luodi_site.supervision.models.matters import (
    Circular,
    DutyDate,
    EditionDuty,
    EditionTarget,
    LedgerEntry,
    Matter,
    MatterUnit,
)

__all__ = [
    "Circular",
    "DutyDate",
    "EditionDuty",
    "EditionTarget",
    "Issue",
    "IssueEntry",
    "IssueFile",
    "LeaderContact",
    "LedgerEntry",
    "Matter",
    "MatterUnit",
]
