"""The sample city's own documents on its site."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from luodi_site.accounts.actions.people import change_person
from luodi_site.accounts.models import AuditEntry, Person
from luodi_site.boards.sample import load_sample, sample_office
from luodi_site.boards.sample_policies import load_sample_policies
from luodi_site.policies.frozen import policy_of
from luodi_site.policies.models import Edition, PolicyFile, Reading, ReviewItem
from luodi_site.supervision.models import EditionTarget, Matter


@pytest.fixture
def city(db, settings):
    settings.SAMPLES = Path(__file__).resolve().parents[3] / "samples"
    load_sample()


def test_it_publishes_two_and_leaves_one_under_review(city):
    """The ledger, the targets and the review are full at the first sign-in; every write is on the office's name."""
    load_sample_policies()
    assert Edition.objects.count() == 2
    assert Matter.objects.count() > 50
    assert EditionTarget.objects.exists()
    draft = Reading.objects.get(state=Reading.State.DRAFT)
    assert set(draft.items.values_list("state", flat=True)) == {ReviewItem.State.PROPOSED}
    office = sample_office()
    assert office is not None
    assert set(AuditEntry.objects.filter(verb__startswith="policies.").values_list("actor", flat=True)) == {office.pk}


def test_it_publishes_nothing_before_it_is_written(city):
    """Each edition counts from a day after the date that its document bears."""
    load_sample_policies()
    for edition in Edition.objects.all():
        said = policy_of(edition).facts.issued_on
        assert said and timezone.localdate(edition.published_at) > said


def test_it_loads_them_once(city):
    """A second run brings no second copy."""
    load_sample_policies()
    assert "跳过" in load_sample_policies()
    assert PolicyFile.objects.count() == 3


def test_it_leaves_a_city_of_its_own_alone(city):
    """Where the office's login belongs to somebody else, this is not the sample city."""
    office = Person.objects.get(username="office")
    change_person(actor=office, person=office, name="另一人", title="", phone="", posts=[])
    assert "跳过" in load_sample_policies()
    assert not PolicyFile.objects.exists()


def test_it_brings_nothing_to_an_empty_database(db):
    """Without people there is nobody to publish."""
    assert "跳过" in load_sample_policies()
    assert not PolicyFile.objects.exists()
