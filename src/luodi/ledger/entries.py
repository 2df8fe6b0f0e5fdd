"""The history of a matter: entries that are never changed, of what was typed and what was computed alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

EntryKind = Literal[
    # what the matter is: opened, given to units, dated, divided, joined, replaced
    "open", "assign", "deadline", "schedule", "split", "merge", "supersede", "edit",
    # what is reported: asked for, handed in, added to, taken back, decided, worked out from figures
    "ask", "report", "support", "withdraw", "accept", "return", "excuse", "computed", "evidence",
    # how it ends
    "request_closure", "approve_closure", "refuse_closure", "reopen",
    # what the office does about it, and what the clock says
    "remind", "inspect", "order", "reply", "rectify", "circular", "notice", "light",
]  # fmt: skip
KINDS: tuple[EntryKind, ...] = get_args(EntryKind)
# An accepted report and a computed figure say how far the matter is; nothing else does.
FIGURES: tuple[EntryKind, ...] = ("accept", "computed")
ENDINGS: tuple[EntryKind, ...] = ("approve_closure", "split", "merge", "supersede")


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done by a day: ``share`` in per cent of the whole."""

    on: date
    share: Decimal
    words: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened on a day; ``number`` orders the entries of a day.

    ``share`` is progress in per cent (kinds ``report``, ``accept``, ``computed``). ``day`` is the day that the entry is
    about: the deadline (``open``, ``deadline``) or the day a report is due (``ask``). ``steps`` is the schedule that
    holds from here on (``open``, ``schedule``), None where the entry does not speak of one. ``report`` tells the
    entries of one progress report apart from those of another.
    """

    on: date
    kind: EntryKind
    number: int = 0
    share: Decimal | None = None
    day: date | None = None
    steps: tuple[Step, ...] | None = None
    report: int | None = None
    who: str = ""
    words: str = ""


def up_to(entries: Iterable[Entry], day: date) -> list[Entry]:
    """The entries that stood in the ledger at the end of ``day``, in order."""
    return sorted((e for e in entries if e.on <= day), key=lambda e: (e.on, e.number))
