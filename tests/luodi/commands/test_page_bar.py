"""The bar for the pages of one file: it follows what is told, and is silent where nobody looks."""

from __future__ import annotations

import pytest
from tqdm import tqdm

from luodi.commands.page_bar import page_bar
from luodi.documents.watch import UNWATCHED


def test_it_shows_pages_as_they_are_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """How many of how many; pages are told in any step."""
    monkeypatch.setattr("luodi.commands.page_bar.tqdm", _at_once)
    with page_bar(True) as watch:
        watch.told(1, 12)
        watch.told(3, 12)
    shown = capsys.readouterr().err
    assert "3/12" in shown
    assert "页" in shown


def _at_once(**settings):
    return tqdm(**{**settings, "delay": 0, "mininterval": 0})


def test_it_is_silent_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    """Output into a file gets no bar, and the reader no watch."""
    with page_bar(False) as watch:
        assert watch is UNWATCHED
        watch.told(1, 12)
    assert capsys.readouterr() == ("", "")
