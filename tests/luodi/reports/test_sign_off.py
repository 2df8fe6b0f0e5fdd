"""Signing off: drafted, reviewed, signed, issued; a change sends it back; nobody signs their own words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.reports.sign_off import STEPS, PaperEntry, PaperStanding, follow, standing_of, steps_from

DAY = date(2026, 5, 4)


def entry(step, person, checksum="one", reason="理由"):
    return PaperEntry(step, person, DAY, checksum, reason)


DRAFT, REVIEW, SIGN, ISSUE = entry("draft", "a"), entry("review", "b"), entry("sign", "c"), entry("issue", "a")


def codes(entries):
    return [problem.code for problem in standing_of(entries)[1]]


def test_it_goes_out_after_two_other_people_saw_it():
    """起草 → 核稿 → 签发 → 印发, by three people; the drafter may send it out once it is signed."""
    standing, problems = standing_of([DRAFT, REVIEW, SIGN, ISSUE])
    assert (problems, standing.state, standing.issued_on) == ([], "issued", DAY)
    assert (standing.drafters, standing.reviewer, standing.signer) == (("a",), "b", "c")


def test_it_lets_nobody_pass_their_own_words():
    """Neither who drafted or changed it reviews or signs it, nor does one person do both."""
    assert codes([DRAFT, entry("review", "a")]) == ["paper.own_draft"]
    assert codes([DRAFT, REVIEW, entry("sign", "a")]) == ["paper.own_draft"]
    assert codes([DRAFT, REVIEW, entry("sign", "b")]) == ["paper.own_draft"]
    changed = [DRAFT, entry("change", "b", "two"), entry("review", "b", "two")]
    assert codes(changed) == ["paper.own_draft"]


def test_it_sends_back_what_was_changed_after_review():
    """Signed words that change are a draft again; the old review counts no more."""
    standing, problems = standing_of([DRAFT, REVIEW, SIGN, entry("change", "a", "two")])
    assert (problems, standing.state, standing.reviewer, standing.signer) == ([], "drafted", "", "")
    assert codes([DRAFT, REVIEW, SIGN, entry("change", "a", "two"), entry("issue", "a", "two")]) == [
        "paper.step_not_allowed"
    ]


def test_it_refuses_a_review_of_words_that_are_no_longer_there():
    """Whoever looked at an older version is told."""
    assert codes([DRAFT, entry("change", "a", "two"), REVIEW]) == ["paper.words_changed"]


def test_it_asks_why_a_paper_is_sent_back_or_dropped():
    """退回修改和作废 need a reason."""
    for step in ("send_back", "drop"):
        assert codes([DRAFT, entry(step, "b", reason=" ")]) == ["paper.reason_missing"]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_it_leaves_an_issued_paper_alone(step):
    """Nothing follows once it is issued, or dropped."""
    for last in (ISSUE, entry("drop", "c")):
        before, _ = standing_of([DRAFT, REVIEW, SIGN, last])
        after, problems = follow(before, entry(step.name, "d"))
        assert after == before and problems
        assert steps_from(before.state) == ()


ENTRIES = st.builds(
    PaperEntry, step=st.sampled_from([step.name for step in STEPS]), person=st.sampled_from("abcd"), on=st.just(DAY),
    checksum=st.sampled_from(["one", "two"]), reason=st.sampled_from(["", "理由"]),
)  # fmt: skip


@given(st.lists(ENTRIES, max_size=30))
def test_it_issues_only_what_was_reviewed_and_signed(entries):
    """In every order of attempts: issued words had a drafter, a reviewer and a signer, three people, for these words."""
    standing = PaperStanding()
    for one in entries:
        after, problems = follow(standing, one)
        assert (
            (after == standing) if problems else (standing.state in next(s.after for s in STEPS if s.name == one.step))
        )
        standing = after
        if standing.state in ("signed", "issued"):
            assert standing.reviewer and standing.signer and standing.reviewer != standing.signer
            assert not {standing.reviewer, standing.signer} & set(standing.drafters)
