"""Bounds, traces and the end of trials."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from luodi_site.accounts.models import AuditEntry
from luodi_site.programmes.actions import Refused, clear_old_trials, make_trial
from luodi_site.programmes.actions import trials as actions
from luodi_site.programmes.models import Trial


def _packed(size: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * size)
    return out.getvalue()


def test_it_records_who_tried_what(trial, cast):
    """The record of writes names the policy, the day and the files; the folder cannot be guessed."""
    entry = AuditEntry.objects.get(verb="programmes.make_trial")
    assert (entry.actor, entry.words, entry.detail["files"]) == (cast.lead, trial.edition.title, ["年报.xlsx"])
    assert len(trial.folder) >= 40 and trial.region == cast.city


@pytest.mark.parametrize(
    ("bound", "value", "said"),
    [
        ("MOST_BYTES", 10, "合计超过"),
        ("MOST_UNPACKED", 10, "解开以后太大"),
        ("MOST_FILES", 0, "一次最多"),
        ("MOST_KEPT", 0, "已保存"),
    ],
)
def test_it_refuses_more_than_its_bounds(bound, value, said, monkeypatch, priced, cast, figures, on):  # noqa: PLR0917 (fixtures)
    """Bytes, what an archive unpacks to, files, and trials kept: each says which bound and what to do; nothing is left."""
    monkeypatch.setattr(actions, bound, value)
    with pytest.raises(Refused, match=said):
        make_trial(actor=cast.lead, unit=cast.lead_unit, edition=priced, on=on, files=[figures])
    assert not Trial.objects.exists()


def test_it_refuses_a_small_archive_that_would_burst(priced, cast, on):
    """A workbook of a few hundred kilobytes that unpacks to more than the bound is not opened."""
    file = SimpleUploadedFile("年报.xlsx", _packed(actions.MOST_UNPACKED + 1))
    assert (file.size or 0) < actions.MOST_BYTES
    with pytest.raises(Refused, match="解开以后太大"):
        make_trial(actor=cast.lead, unit=cast.lead_unit, edition=priced, on=on, files=[file])


def test_it_clears_away_what_is_kept_no_longer(trial, django_capture_on_commit_callbacks):
    """On the last day it is there; on the next the row and the figures are gone, and the record says so."""
    assert clear_old_trials(trial.keep_until) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert clear_old_trials(trial.keep_until + timedelta(days=1)) == 1
    assert not Trial.objects.exists() and not trial.path.exists()
    assert AuditEntry.objects.filter(verb="programmes.delete_trial", object_id=str(trial.pk)).exists()
