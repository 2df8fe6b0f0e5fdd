"""A matter ends only with evidence and another person's eye."""

from __future__ import annotations

from datetime import date

import pytest

from luodi_site.accounts.models import Membership
from luodi_site.supervision import actions
from luodi_site.supervision.models import Matter


def claimed(matter, cast, pdf):
    actions.request_closure(matter=matter, actor=cast.lead, version=matter.version, words="全部完成", files=[pdf])


def test_it_refuses_closure_without_evidence(opened, cast, pdf):
    """Words alone close nothing; a file that stands in the ledger already is evidence too."""
    with pytest.raises(actions.NotAllowed, match="佐证"):
        actions.request_closure(matter=opened, actor=cast.lead, version=opened.version, words="全部完成")
    assert Matter.objects.get(pk=opened.pk).state == "open"
    actions.add_evidence(matter=opened, actor=cast.lead, file=pdf)
    actions.request_closure(matter=opened, actor=cast.lead, version=opened.version, words="全部完成")
    assert opened.state == "claimed"


def test_it_has_someone_else_verify(opened, cast, pdf):
    """Whoever claimed it does not verify it, even with a seat in the office."""
    Membership.objects.create(person=cast.lead, unit=cast.office_unit, role="office")
    claimed(opened, cast, pdf)
    with pytest.raises(actions.NotAllowed, match="申请人以外"):
        actions.approve_closure(matter=opened, actor=cast.lead, version=opened.version)
    actions.approve_closure(matter=opened, actor=cast.office, version=opened.version)
    assert opened.state == "closed"


def test_it_owes_no_reports_once_closed(report, cast, pdf):
    """Closing excuses what is still due and puts the light out."""
    matter = report.matter
    claimed(matter, cast, pdf)
    actions.approve_closure(matter=matter, actor=cast.office, version=matter.version)
    report.refresh_from_db()
    assert (report.state, Matter.objects.get(pk=matter.pk).light) == ("excused", "")


def test_it_opens_again_what_was_not_done(opened, cast, pdf):
    """With a reason; every step stays in the history."""
    claimed(opened, cast, pdf)
    actions.refuse_closure(matter=opened, actor=cast.office, version=opened.version, reason="缺验收结论")
    claimed(opened, cast, pdf)
    actions.approve_closure(matter=opened, actor=cast.office, version=opened.version)
    with pytest.raises(actions.NotAllowed, match="理由"):
        actions.reopen_matter(matter=opened, actor=cast.office, version=opened.version, reason="")
    actions.reopen_matter(
        matter=opened, actor=cast.office, version=opened.version, reason="复查未达标", on=date(2026, 9, 1)
    )
    assert opened.state == "open"
    assert [e.kind for e in opened.entries.order_by("pk") if e.kind not in ("light", "open")] == [
        "request_closure", "refuse_closure", "request_closure", "approve_closure", "reopen",
    ]  # fmt: skip


def test_it_lets_the_lead_take_the_claim_back(opened, cast, pdf):
    """Before it is decided upon."""
    claimed(opened, cast, pdf)
    actions.withdraw_closure(matter=opened, actor=cast.lead, version=opened.version)
    assert opened.state == "open"
