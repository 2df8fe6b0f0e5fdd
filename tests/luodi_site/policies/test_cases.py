"""What a review changed is kept as cases: written once, by publishing, and fit for the compiler's own tests."""

from __future__ import annotations

import io
import zipfile

import pytest
import yaml

from luodi.documents.from_text import parse
from luodi_site.policies.actions import publish, reopen
from luodi_site.policies.actions import review as actions
from luodi_site.policies.case_files import archive, sheets_of
from luodi_site.policies.models import ReviewCase, ReviewItem, ReviewTally

TICKS = ("unchecked", "problems")


def of(reading, kind, place=0):
    return ReviewItem.objects.filter(reading=reading, kind=kind)[place]


def change(cast, item, **values):
    actions.edit(
        actor=cast.office, item=item, version=item.version, payload={**item.payload, **values}, start=item.start, end=item.end
    )  # fmt: skip


@pytest.fixture
def reviewed(reading, cast):
    """A target is changed, the mechanism rejected, a duty added, the other target accepted; tasks are left unchecked."""
    change(cast, of(reading, "target"), value=950)
    accepted, mechanism = of(reading, "target", 1), of(reading, "mechanism")
    actions.accept(actor=cast.office, item=accepted, version=accepted.version)
    actions.reject(actor=cast.office, item=mechanism, version=mechanism.version)
    start = reading.text.index("建立督查通报制度")
    duty = {"who": None, "what": "督查通报", "to": None, "due": None, "every": None, "optional": False}
    actions.add(actor=cast.office, reading=reading, kind="duty", start=start, end=start + 8, payload=duty)
    return reading


def case(kind):
    return ReviewCase.objects.get(kind=kind)


def test_it_writes_a_case_for_each_change_when_it_publishes(reviewed, cast):
    """What was accepted or left alone is no case; nothing is written before publication."""
    assert not ReviewCase.objects.exists()
    publish(reading=reviewed, actor=cast.office, ticked=TICKS)
    assert set(ReviewCase.objects.values_list("kind", "outcome")) == {
        ("target", "edited"), ("mechanism", "rejected"), ("duty", "added"),
    }  # fmt: skip
    found = case("target")
    assert (found.read["value"], found.made["value"]) == (900, 950)
    assert found.text == "到2028年，全市规上工业企业达到900家。"
    assert case("mechanism").made is None
    assert case("duty").read is None


def test_it_counts_what_became_of_each_kind(reviewed, cast):
    """Accepted, edited, rejected, added, and what nobody looked at."""
    publish(reading=reviewed, actor=cast.office, ticked=TICKS)
    counts = {t.kind: (t.accepted, t.edited, t.rejected, t.added, t.unchecked) for t in ReviewTally.objects.all()}
    assert counts == {
        "task": (0, 0, 0, 0, 2), "target": (1, 1, 0, 0, 0), "benefit": (0, 0, 0, 0, 1), "duty": (0, 0, 0, 1, 1),
        "mechanism": (0, 0, 1, 0, 0),
    }  # fmt: skip


def test_it_does_not_blame_the_compiler_for_units_assigned_by_hand(reading, cast):
    """Saying which unit a name means changes nothing of what the document says."""
    task = of(reading, "task")
    change(cast, task, assigned={"市新材料推广站": [cast.lead_unit.pk]})
    publish(reading=reading, actor=cast.office, ticked=TICKS)
    assert not ReviewCase.objects.exists()
    assert ReviewTally.objects.get(kind="task").accepted == 1


def test_it_takes_an_item_moved_to_another_stretch_for_changed(reading, cast):
    """The fields are the same, the place was wrong."""
    item = of(reading, "target")
    actions.edit(
        actor=cast.office, item=item, version=item.version, payload=item.payload, start=item.start - 3, end=item.end
    )
    publish(reading=reading, actor=cast.office, ticked=TICKS)
    assert case("target").outcome == "edited"


def test_it_forgets_what_was_added_and_taken_back(reading, cast):
    """An addition that was undone never was an item."""
    actions.add(
        actor=cast.office, reading=reading, kind="mechanism", start=0, end=4, payload={"kind": "matching", "params": {}}
    )
    actions.undo(actor=cast.office, reading=reading)
    publish(reading=reading, actor=cast.office, ticked=TICKS)
    assert not ReviewCase.objects.exists()


def test_it_expects_all_that_stands_in_the_clauses(reading, cast):
    """The clause of the changed target holds no other; that of the second one lies within the task's line."""
    for item in ReviewItem.objects.filter(reading=reading, kind="target"):
        change(cast, item, by=2029)
    publish(reading=reading, actor=cast.office, ticked=TICKS)
    for found in ReviewCase.objects.filter(kind="target"):
        assert len(found.expected) == 1
        assert found.expected[0]["at"] in found.text
        assert found.expected[0]["by"] == 2029


def test_it_exports_cases_in_the_form_of_the_compilers_tests(reviewed, cast):
    """One file for each kind; a case says all that is expected, or why there is nothing."""
    publish(reading=reviewed, actor=cast.office, ticked=TICKS)
    with zipfile.ZipFile(io.BytesIO(archive(ReviewCase.objects.all()))) as made:
        sheets = {name: yaml.safe_load(made.read(name)) for name in made.namelist()}
    assert set(sheets) == {"targets.yaml", "mechanisms.yaml"}  # beside the added duty stands one that nobody checked
    target = sheets["targets.yaml"]["cases"][0]
    assert sheets["targets.yaml"]["kind"] == "targets"
    assert target["expect"][0]["value"] == 950
    assert target["text"].index(target["expect"][0]["at"]) >= 0
    document, _problems = parse(target["text"].encode(), "case")
    assert document.text.strip() == target["text"]
    nothing = sheets["mechanisms.yaml"]["cases"][0]
    assert "expect" not in nothing
    assert nothing["not"]


def test_it_exports_two_changes_in_one_clause_once(reading, cast):
    """Both would be the same case."""
    task = of(reading, "task")
    for words in ("首次上规企业奖励10万元", "奖励10万元"):
        start = reading.text.index(words)
        actions.add(
            actor=cast.office, reading=reading, kind="mechanism", start=start, end=start + len(words),
            payload={"kind": "special_fund", "params": {}},
        )  # fmt: skip
    publish(reading=reading, actor=cast.office, ticked=TICKS)
    found = ReviewCase.objects.filter(kind="mechanism")
    assert found.count() == 2
    assert found[0].start <= task.start
    assert len(yaml.safe_load(sheets_of(found)["mechanisms.yaml"])["cases"]) == 1


def test_it_writes_the_cases_of_a_revision_anew(reviewed, cast):
    """Each edition has its own; the older ones stay as they were written."""
    publish(reading=reviewed, actor=cast.office, ticked=TICKS)
    reopen(reading=reviewed, actor=cast.office)
    reviewed.refresh_from_db()
    second = publish(reading=reviewed, actor=cast.office, ticked=TICKS)
    assert ReviewCase.objects.count() == 6
    assert second.cases.count() == 3
