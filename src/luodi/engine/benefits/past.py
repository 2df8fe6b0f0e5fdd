"""What was paid before the day of a run, by whom it went to and under which benefit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from luodi.datasets.model import Payment


class Past:
    """Past payments up to the day, itself included: a payment made today is not made again."""

    def __init__(self, history: Iterable[Payment], on: date) -> None:
        self.on = on
        self.payments = [payment for payment in history if payment.paid_on <= on]
        self._all: dict[tuple[str, str], int] = {}
        self._this_year: dict[tuple[str, str], int] = {}
        for payment in self.payments:
            key = (payment.subject, payment.benefit)
            self._all[key] = self._all.get(key, 0) + payment.sum
            if payment.paid_on.year == on.year:
                self._this_year[key] = self._this_year.get(key, 0) + payment.sum

    def total(self, claimant: str, *benefits: str) -> int:
        return sum(max(0, self._all.get((claimant, benefit), 0)) for benefit in benefits)

    def this_year(self, claimant: str, *benefits: str) -> int:
        return sum(max(0, self._this_year.get((claimant, benefit), 0)) for benefit in benefits)
