"""Writing packs."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, Phase, given, settings
from tests.luodi.policy.rules.generated import packs
from tests.luodi.policy.rules.written import STANDARD, documented, read

from luodi.policy.rules.model import Rules
from luodi.policy.rules.to_yaml import to_yaml

# A pack is too large a thing to be made smaller step by step; what failed is shown as it is.
_PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


@given(packs())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), phases=_PHASES)
def test_it_writes_what_reads_back_the_same(rules: Rules) -> None:
    """Any pack, every key of it, words that YAML would take for numbers or signs included."""
    made = read(to_yaml(rules, STANDARD))
    assert made.problems == []
    assert made.rules == rules


def test_it_writes_as_a_person_would() -> None:
    """Sums in 万元 and 亿元, formulas without quotes where YAML allows, short parts on one line, defaults left out."""
    rules = read(documented()).rules
    assert rules is not None
    text = to_yaml(rules, STANDARD)
    for line in (
        "    budget: 1亿元",
        "        when: 首次(主营业务收入 > 10亿元)",
        "    - {payer: 市级, share: 60%}",
        "    from: 2026-01-01",
        "  - {name: A, colour: 绿, up_to_share: 20%}",
    ):
        assert line in text
    assert "take:" not in text and "null" not in text
    assert not re.search(r"\\[ux]", text)


def test_it_writes_the_same_twice() -> None:
    """Writing, reading and writing again changes nothing, so that a pack under version control stays quiet."""
    rules = read(documented()).rules
    assert rules is not None
    once = to_yaml(rules, STANDARD)
    again = read(once).rules
    assert again is not None and to_yaml(again, STANDARD) == once
