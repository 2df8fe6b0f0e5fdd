"""The sample city's figures are offered in the sample city only, and are tried as any others."""

from __future__ import annotations

import pytest
from django.urls import reverse

from luodi_site.boards.sample import load_sample
from luodi_site.programmes import sample_figures
from luodi_site.programmes.models import Trial


@pytest.mark.django_db
def test_it_is_offered_in_the_sample_city_only():
    """Where its regions are not what is loaded, its figures would be another place's."""
    assert not sample_figures.is_offered()
    load_sample()
    assert sample_figures.is_offered()


def test_it_runs_over_the_sample_city(priced, cast, as_, settings, tmp_path, monkeypatch):  # noqa: PLR0917 (fixtures)
    """The figures are built once, by a process of their own, and the rules run over all three thousand firms."""
    settings.VAR = tmp_path
    monkeypatch.setattr(sample_figures, "is_offered", lambda: True)
    address = reverse("programmes:trials", args=[priced.pk])
    response = as_(cast.lead).post(address, {"on": "2025-12-31", "origin": "sample"})
    made = Trial.objects.get()
    assert response["Location"] == reverse("programmes:trial", args=[made.pk])
    assert (made.origin, made.state, made.subjects, made.files) == ("sample", "done", 3000, [])
    assert sample_figures.is_built() and sample_figures.built() == tmp_path / "sample-figures"
    assert not list(tmp_path.glob("sample-figures-*"))
