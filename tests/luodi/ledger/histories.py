"""Histories of one matter for the tests of the ledger: entries made by a few words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from luodi.ledger.entries import Entry, Step


def opened(on: str = "2026-01-01", deadline: str | None = "2026-12-31", **more) -> Entry:
    return Entry(day_of(on), "open", day=day_of(deadline) if deadline else None, **more)


def accepted(on: str, share: int, number: int = 1) -> Entry:
    return Entry(day_of(on), "accept", number, share=Decimal(share))


def asked(on: str, due: str, report: int = 1) -> Entry:
    return Entry(day_of(on), "ask", day=day_of(due), report=report)


def step(on: str, share: int) -> Step:
    return Step(day_of(on), Decimal(share))


def day_of(words: str) -> date:
    return date.fromisoformat(words)
