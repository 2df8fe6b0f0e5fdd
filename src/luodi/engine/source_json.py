"""Where a rule stands in its document, as JSON."""

from __future__ import annotations

from luodi.formula.explain import Json
from luodi.policy.rules.model import Source


def source_json(source: Source) -> Json:
    return {
        "document": source.document,
        "clause": source.clause,
        "is_unconfirmed": source.is_unconfirmed,
        "note": source.note,
    }
