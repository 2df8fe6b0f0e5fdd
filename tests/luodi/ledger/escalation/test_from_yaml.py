"""Rules of escalation as YAML: the two sets that come along, and the faults of an office's own."""

from __future__ import annotations

import pytest

from luodi.ledger.escalation.from_yaml import default_rules, default_text, rules_from_yaml


def test_it_reads_the_sets_that_come_along():
    """Each says whose practice it is; each can be had as text to start from."""
    for rules in default_rules():
        assert "做法" in rules.source and rules.steps
        again, problems = rules_from_yaml(default_text(rules.key))
        assert (again, problems) == ((rules,), [])


def test_it_ranks_orders_by_their_place():
    """A later order is the graver; a reminder has no rank."""
    rules = default_rules()[1]
    assert [rules.rank(key) for key in ("remind_at", "blue", "orange", "red")] == [0, 1, 2, 3]


ONE = "- key: own\n  name: 本市办法\n  count: working\n  steps:\n"
STEP = "    - {key: red, kind: order, name: 红单, when: after_due, rectify_days: 3}\n"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("- key: [", "escalation.unreadable", "第1行"),
        ("key: own", "escalation.unreadable", "没有读到升级办法"),
        ("- 一段话", "escalation.unreadable", "没有读到升级办法"),
        (ONE, "escalation.missing", "没有写 steps"),
        (ONE + "    - 提醒\n", "escalation.missing", "没有写 steps"),
        (ONE.replace("working", "lunar") + STEP, "escalation.unknown_word", "“lunar”"),
        (ONE + STEP.replace("after_due", "afterwards"), "escalation.unknown_word", "第1步“红单”的 when"),
        (ONE + STEP.replace("rectify_days: 3", "rectify_days: 3, to: [mayor]"), "escalation.unknown_word", "“mayor”"),
        (ONE + STEP.replace("rectify_days: 3", "rectify_days: -3"), "escalation.unknown_word", "0至366"),
        (ONE + STEP.replace("rectify_days: 3", "rectify_days: 三"), "escalation.unknown_word", "0至366"),
        (ONE + STEP.replace(", rectify_days: 3", ""), "escalation.missing", "rectify_days"),
        (ONE + STEP.replace("after_due", "light"), "escalation.missing", "lights"),
        (ONE + STEP.replace("after_due", "after_step, of: blue"), "escalation.no_such_step", "of"),
        (ONE + STEP + STEP, "escalation.no_such_step", "用了两次"),
        (ONE + STEP + "  urgent_enters: black\n", "escalation.no_such_step", "“black”"),
        (ONE + STEP + "  colour_of_folder: red\n", "escalation.unknown_word", "“colour_of_folder”"),
        (ONE.replace("  name: 本市办法\n", "") + STEP, "escalation.missing", "没有写 name"),
    ],
)
def test_it_says_what_is_wrong_and_where(text, code, words):
    """No rules come of a faulty text; the message names the set, the step and the word, the hint what to write."""
    rules, problems = rules_from_yaml(text)
    assert rules == ()
    assert code in {problem.code for problem in problems}
    assert any(words in problem.message and problem.hint for problem in problems), [p.message for p in problems]


def test_it_takes_an_office_s_own_rules():
    """The least that a set needs."""
    rules, problems = rules_from_yaml(ONE + STEP)
    assert problems == []
    assert (rules[0].name, rules[0].steps[0].rectify_days, rules[0].steps[0].to) == ("本市办法", 3, ("lead_units",))
