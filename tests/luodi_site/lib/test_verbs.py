"""The words of the record of writes: everything that an action records has some."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import luodi_site
from luodi.ledger import issues, orders
from luodi.ledger.moves import PLAN
from luodi_site.lib.verbs import VERBS, words_for

SITE = Path(luodi_site.__file__).parent
# How actions name what they record: as a keyword, or to the helper of their file, whose verbs may lack the app's name.
_NAMED = re.compile(
    r'verb="(\w+\.\w+)"|_record\(actor, (?:item, )?"([\w.]+)"|_finish\(matter, actor, "(\w+)"|"(\w+\.\w+)" if '
)


def recorded() -> set[str]:
    """Every verb that stands in an action, and those that are put together from a table of steps."""
    found = set()
    for path in SITE.glob("*/actions/*.py"):
        app = path.parent.parent.name
        for match in _NAMED.finditer(path.read_text("utf-8")):
            verb = next(part for part in match.groups() if part)
            found.add(verb if "." in verb else f"{app}.{verb}")
    found |= {f"supervision.order_{step.name}" for step in orders.STEPS}
    found |= {f"supervision.issue_{step.name}" for step in issues.STEPS if step.name != "raise"}
    return found | {f"supervision.{move.act}_plan" for move in PLAN}


@pytest.mark.parametrize("verb", sorted(recorded()))
def test_it_has_words_for_every_verb(verb):
    """An auditor reads Chinese, not the names of functions."""
    assert verb in VERBS


def test_it_finds_the_verbs_that_actions_record():
    """The search would find nothing if actions were moved: these stand in three apps and three manners of naming."""
    known = {"supervision.choose_rule", "supervision.split_matter", "supervision.approve_closure", "policies.edit_item"}
    assert known | {"accounts.share", "supervision.accept_report", "supervision.order_settle"} <= recorded()


def test_it_shows_an_unknown_verb_as_it_is():
    """A record of an app that is gone still says what it was called."""
    assert words_for("gone.something") == "gone.something"
