"""Compiles the catalogues of translated words, without GNU gettext."""

from __future__ import annotations

from pathlib import Path

import polib


def compile_when_stale(po: Path) -> bool:
    """Writes the .mo beside a .po that is newer than it; says whether it did."""
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
        return False
    polib.pofile(str(po)).save_as_mofile(str(mo))
    return True


def compile_all(locale_folder: Path) -> int:
    """Compiles what is stale; gives how many files were written."""
    return sum(compile_when_stale(po) for po in sorted(locale_folder.rglob("*.po")))
