"""Cases of reviews as the files that the compiler's own tests read: one YAML file for each kind."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import yaml

from luodi_site.policies.compiled import GROUPS
from luodi_site.policies.models import ReviewCase

# A fixed date in the archive: the same cases are the same file.
_WHEN = (2000, 1, 1, 0, 0, 0)


def _lasting(case: ReviewCase) -> dict[str, Any]:
    made: dict[str, Any] = {"text": case.text}
    if case.expected:
        return {**made, "expect": case.expected}
    return {**made, "not": f"核对时剔除：原来读作{case.read}"}


def sheets_of(cases: Iterable[ReviewCase]) -> dict[str, str]:
    """File name → YAML. Several changes in the same clauses are one case; what was not wholly checked is left out."""
    groups = dict(GROUPS)
    sheets: dict[str, list[dict[str, Any]]] = {}
    seen: set[tuple[int, str, int, int]] = set()
    for case in cases:
        key = (case.edition_id, case.kind, case.start, case.end)
        if not case.is_checked or key in seen:
            continue
        seen.add(key)
        sheet = sheets.setdefault(groups[case.kind], [])
        name = f"核对{case.edition_id}-{case.item}（{case.get_outcome_display()}）"
        sheet.append({"name": name, **_lasting(case)})
    return {
        f"{group}.yaml": yaml.safe_dump(
            {"kind": group, "cases": rows}, allow_unicode=True, sort_keys=False, width=10_000
        )
        for group, rows in sheets.items()
    }


def archive(cases: Iterable[ReviewCase]) -> bytes:
    """The files in one archive."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in sheets_of(cases).items():
            made.writestr(zipfile.ZipInfo(name, _WHEN), content)
    return out.getvalue()
