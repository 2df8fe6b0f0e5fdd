"""Acts in any order by anyone: no entry is lost or changed, and no state is reached that the tables do not allow."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from luodi.ledger.moves import MATTER, REPORT, STATE_WORDS
from luodi_site.supervision import actions
from luodi_site.supervision.models import LedgerEntry, Matter, ProgressReport

PEOPLE = ("office", "lead", "responsible", "unrelated", "unrelated_office", "leader", "auditor", "admin")
REFUSALS = (actions.NotAllowed, actions.SomeoneElse)
STEPS = {
    "matter": {(before, move.after or before) for move in MATTER for before in move.before},
    "report": {(before, move.after or before) for move in REPORT for before in move.before},
}


def make_machine(matter_id: int, cast: Any) -> type[RuleBasedStateMachine]:
    class Acts(RuleBasedStateMachine):
        """Each run starts from the same opened matter and is rolled back at its end."""

        def __init__(self) -> None:
            super().__init__()
            self.block = transaction.atomic()
            self.block.__enter__()
            self.day = date(2026, 3, 17)
            self.seen: dict[int, tuple[Any, ...]] = {}
            self.states: dict[tuple[str, int], str] = {}
            actions.advance(self.day)

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

        def attempt(self, act: Any, **arguments: Any) -> None:
            """An act either adds to the ledger or is refused with the ledger as it was."""
            before = LedgerEntry.objects.count()
            try:
                with transaction.atomic():
                    act(on=self.day, **arguments)
            except REFUSALS:
                assert LedgerEntry.objects.count() == before
            else:
                assert LedgerEntry.objects.count() > before, act

        def report(self, number: int) -> ProgressReport:
            rows = list(ProgressReport.objects.order_by("pk"))
            return rows[number % len(rows)]

        def matter(self, number: int) -> Matter:
            rows = list(Matter.objects.order_by("pk"))
            return rows[number % len(rows)]

        @rule(days=st.integers(1, 60))
        def time_passes(self, days: int) -> None:
            self.day += timedelta(days=days)
            actions.advance(self.day)
            entries = LedgerEntry.objects.count()
            actions.advance(self.day)
            assert LedgerEntry.objects.count() == entries

        @rule(who=st.sampled_from(PEOPLE), n=st.integers(0, 9), share=st.integers(0, 100), old=st.integers(0, 1))
        def hand_in(self, who: str, n: int, share: int, old: int) -> None:
            row = self.report(n)
            values = {"share": Decimal(share), "words": "进展"}
            person = getattr(cast, who)
            self.attempt(actions.submit_report, report=row, actor=person, version=row.version - old, values=values)

        @rule(
            who=st.sampled_from(PEOPLE),
            n=st.integers(0, 9),
            act=st.sampled_from(["accept", "return", "withdraw", "excuse"]),
        )
        def decide(self, who: str, n: int, act: str) -> None:
            row, more = self.report(n), {"reason": "补充"} if act in ("return", "excuse") else {}
            self.attempt(
                getattr(actions, f"{act}_report"), report=row, actor=getattr(cast, who), version=row.version, **more
            )

        @rule(who=st.sampled_from(PEOPLE), n=st.integers(0, 9))
        def add_part(self, who: str, n: int) -> None:
            self.attempt(actions.add_part, report=self.report(n), actor=getattr(cast, who), words="配合")

        @rule(who=st.sampled_from(PEOPLE), n=st.integers(0, 9), has_file=st.booleans())
        def request_closure(self, who: str, n: int, has_file: bool) -> None:
            row, files = self.matter(n), [SimpleUploadedFile("a.pdf", b"%PDF-1.7")] if has_file else []
            self.attempt(
                actions.request_closure,
                matter=row,
                actor=getattr(cast, who),
                version=row.version,
                words="完成",
                files=files,
            )

        @rule(
            who=st.sampled_from(PEOPLE),
            n=st.integers(0, 9),
            act=st.sampled_from(["approve_closure", "refuse_closure", "withdraw_closure", "reopen_matter"]),
        )
        def end(self, who: str, n: int, act: str) -> None:
            row, more = self.matter(n), {"reason": "理由"} if act in ("refuse_closure", "reopen_matter") else {}
            self.attempt(getattr(actions, act), matter=row, actor=getattr(cast, who), version=row.version, **more)

        @rule(who=st.sampled_from(PEOPLE), n=st.integers(0, 9), days=st.integers(-90, 400))
        def set_deadline(self, who: str, n: int, days: int) -> None:
            row = self.matter(n)
            day = self.day + timedelta(days=days)
            self.attempt(actions.set_deadline, matter=row, actor=getattr(cast, who), version=row.version, day=day)

        @rule(who=st.sampled_from(PEOPLE), n=st.integers(0, 9), is_split=st.booleans())
        def divide_or_join(self, who: str, n: int, is_split: bool) -> None:
            row, other, person = self.matter(n), self.matter(n + 1), getattr(cast, who)
            if is_split:
                parts = [actions.NewMatter("甲"), actions.NewMatter("乙")]
                self.attempt(actions.split_matter, matter=row, actor=person, version=row.version, parts=parts)
            else:
                pairs = [(row, row.version), (other, other.version)]
                self.attempt(actions.merge_matters, matters=pairs, actor=person, new=actions.NewMatter("丙"))

        @invariant()
        def keeps_every_entry(self) -> None:
            now = {e.pk: (e.matter_id, e.kind, e.on, e.share, e.day, str(e.payload)) for e in LedgerEntry.objects.all()}
            assert {number: now.get(number) for number in self.seen} == self.seen
            self.seen = now

        @invariant()
        def moves_only_as_the_tables_say(self) -> None:
            """From one look to the next a row makes one act, or two at most where one act leads on to another row's."""
            rows = [("matter", m.pk, m.state) for m in Matter.objects.all()]
            rows += [("report", r.pk, r.state) for r in ProgressReport.objects.all()]
            for subject, number, state in rows:
                assert state in STATE_WORDS[subject]  # type: ignore[index]
                before = self.states.get((subject, number), state)
                assert before == state or (before, state) in STEPS[subject], (subject, before, state)
                self.states[subject, number] = state

        @invariant()
        def has_open_reports_only_of_matters_under_way(self) -> None:
            waiting = ProgressReport.objects.filter(state__in=["due", "submitted", "returned"])
            assert not waiting.exclude(matter__state__in=["open", "claimed"]).exists()

    return Acts


@pytest.mark.django_db
def test_it_holds_whatever_people_do(opened, cast):
    """Eight people, right and wrong, at any time: thirty runs of twenty acts each."""
    run_state_machine_as_test(
        make_machine(opened.pk, cast),
        settings=settings(
            max_examples=30,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
