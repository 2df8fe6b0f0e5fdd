"""Rules as YAML: each of the bundled ones reads, and a wrong one says where."""

from __future__ import annotations

import pytest

from luodi.ledger.from_yaml import BadRule, default_rule, light_rule, light_rules

GOOD = {
    "name": "two", "title": "两色", "source": "市督查室", "lights": [{"name": "green", "words": "绿"}, {"name": "red", "words": "红"}],
    "clauses": [
        {"when": "overdue", "limit": 1, "light": "red", "words": "逾期"},
        {"when": "otherwise", "light": "green", "words": "正常"},
    ],
}  # fmt: skip


def test_it_reads_the_rules_that_come_with_it():
    """The default stands first; lights go from good to bad; each rule names its source."""
    rules = light_rules()
    assert next(iter(rules)) == default_rule().name == "lag_10_30"
    assert len(rules) == 4
    assert all(rule.source for rule in rules.values())
    assert default_rule().severity("red") > default_rule().severity("yellow") > default_rule().severity("green")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"clauses": GOOD["clauses"][:1]}, "otherwise"),
        ({"clauses": [{"when": "lazy", "light": "red", "words": "慢"}]}, "lazy"),
        ({"clauses": [{"when": "overdue", "limit": 1, "light": "pink", "words": "逾期"}]}, "pink"),
        ({"clauses": [{"when": "overdue", "light": "red", "words": "逾期"}]}, "limit"),
    ],
)
def test_it_says_what_is_wrong_with_a_rule(change, words):
    """A condition that does not exist, a light that is not listed, a limit that is missing: named in the message."""
    assert light_rule(GOOD).lights[1].words == "红"
    with pytest.raises(BadRule, match=words):
        light_rule({**GOOD, **change})
