"""A form that is sent twice makes one thing; two that press at the same moment are tried in supervision's ``test_claims``."""

from __future__ import annotations

import pytest
from django import forms
from django.db import IntegrityError

from luodi_site.accounts.models import Share
from luodi_site.lib.form_keys import FormKeyField, made_once


class OneForm(forms.Form):
    form_key = FormKeyField()


def maker(cast, key, region=None):
    def make() -> Share:
        return Share.objects.create(region=region or cast.county, shared_by=cast.office, form_key=key)

    return make


def test_it_bears_another_key_each_time_it_is_shown():
    """32 characters that stand in a hidden field, and come back as they were when the form is shown again with an error."""
    first, second = OneForm()["form_key"].value(), OneForm()["form_key"].value()
    assert first != second and len(first) == len(second) == 32
    assert f'value="{first}"' in str(OneForm({"form_key": first})["form_key"])


def test_it_takes_a_form_of_an_older_page(cast):
    """Without a key every press is new."""
    form = OneForm({})
    assert form.is_valid() and form.cleaned_data["form_key"] is None
    assert [made_once(Share, None, maker(cast, None))[1] for _press in range(2)] == [True, True]
    assert not OneForm({"form_key": "k" * 33}).is_valid()


def test_it_finds_what_the_form_made(cast):
    """The first row, and that it is not new; another key makes another row."""
    (first, is_new), (again, is_new_again) = (made_once(Share, "k", maker(cast, "k")) for _press in range(2))
    assert (is_new, is_new_again, first.pk) == (True, False, again.pk)
    assert made_once(Share, "l", maker(cast, "l"))[1]


def test_it_shows_a_fault_that_is_no_second_press(cast):
    """What breaks another rule of the database is taken back whole and raised."""

    def make() -> Share:
        maker(cast, "k")()
        return maker(cast, "k")()

    with pytest.raises(IntegrityError):
        made_once(Share, "k", make)
    assert not Share.objects.filter(form_key="k").exists()
