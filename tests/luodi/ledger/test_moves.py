"""The tables of acts: every state is reachable, every act has someone to do it, and no other act is allowed."""

from __future__ import annotations

import pytest

from luodi.ledger.moves import START, STATE_WORDS, TABLES, NotAllowed, acts_allowed, check


@pytest.mark.parametrize("subject", TABLES)
def test_it_reaches_every_state_from_the_start(subject):
    """No state of the table is an island, and every state has its word."""
    reached, grown = {START[subject]}, True
    while grown:
        new = {m.after for m in TABLES[subject] if m.after and m.before & reached} - reached
        reached, grown = reached | new, bool(new)
    assert reached == set(STATE_WORDS[subject])
    assert all(move.actors and move.before <= reached for move in TABLES[subject])


def test_it_closes_only_what_was_claimed():
    """Finishing is claimed by the lead, closure is verified by the office: neither can do the other's part."""
    assert check("matter", "request_closure", "open", "lead") == "claimed"
    assert check("matter", "approve_closure", "claimed", "office") == "closed"
    for act, state, actor in [
        ("approve_closure", "open", "office"),
        ("approve_closure", "claimed", "lead"),
        ("request_closure", "open", "office"),
        ("request_closure", "closed", "lead"),
    ]:
        with pytest.raises(NotAllowed, match="没有保存"):
            check("matter", act, state, actor)


def test_it_lets_an_accepted_report_stand():
    """Nobody changes a report that was accepted; a submitted one can be taken back by whoever handed it in."""
    assert acts_allowed("report", "accepted", "lead") == acts_allowed("report", "accepted", "office") == ()
    assert acts_allowed("report", "submitted", "lead") == ("withdraw",)
    assert acts_allowed("report", "submitted", "office") == ("accept", "return", "excuse")
    assert acts_allowed("report", "returned", "lead") == ("save", "submit")


def test_it_says_in_words_what_stands_in_the_way():
    """The message names the present state and those in which the act is allowed."""
    with pytest.raises(NotAllowed, match="“已采纳”，只有“待审”"):
        check("report", "return", "accepted", "office")
