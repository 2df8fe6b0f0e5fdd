"""Drafted rules as JSON and back, for reviews that keep them and for programs that read them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from luodi.policy.in_words import plain
from luodi.policy.rules.drafts import DraftBranch, DraftRule, Gap
from luodi.policy.rules.model import Share
from luodi.spans import Span

_PLAIN = ("name", "clause", "describes", "for_whom", "take", "cap", "basis", "tops_up", "fund", "group")


def draft_to_json(rule: DraftRule) -> dict[str, Any]:
    """Formulas as text; the places of branches and gaps are offsets into the document."""
    return {
        **{name: getattr(rule, name) for name in _PLAIN},
        "branches": [
            {"name": one.name, "when": one.when, "pay": one.pay, "start": one.span.start, "end": one.span.end}
            for one in rule.branches
        ],
        "payers": [{"payer": one.payer, "share": share_to_text(one.share)} for one in rule.payers],
        "gaps": [
            {
                "message": one.message,
                "start": one.span.start,
                "end": one.span.end,
                "lacks": one.lacks,
                "is_formula": one.is_formula,
            }
            for one in rule.gaps
        ],
        "assumptions": list(rule.assumptions),
    }


def draft_from_json(payload: Mapping[str, Any], id: str, span: Span) -> DraftRule:
    """The rule again; ``id`` and ``span`` are kept beside the payload. ValueError where a share is no number."""
    whole = span.start, span.end

    def placed(item: Mapping[str, Any]) -> Span:
        start, end = item.get("start"), item.get("end")
        return Span(span.document, *(whole if start is None or end is None else (start, end)))

    kept = {name: payload[name] for name in _PLAIN if name in payload}
    return DraftRule(
        id=id,
        span=span,
        branches=tuple(
            DraftBranch(one.get("name", ""), placed(one), one.get("when", ""), one.get("pay", ""))
            for one in payload.get("branches", ())
        ),
        payers=tuple(Share(one["payer"], share_from_text(one["share"])) for one in payload.get("payers", ())),
        gaps=tuple(
            Gap(one["message"], placed(one), one.get("lacks", ""), bool(one.get("is_formula")))
            for one in payload.get("gaps", ())
        ),
        assumptions=tuple(payload.get("assumptions", ())),
        **{"name": "", **kept},
    )


def share_to_text(share: Fraction) -> str:
    """50%; a third, which no decimal says exactly, is 1/3."""
    percent = share * 100
    rest = percent.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return f"{plain(Decimal(percent.numerator) / percent.denominator)}%" if rest == 1 else str(share)


def share_from_text(text: str) -> Fraction:
    """ValueError where the text is no share between nought and one."""
    try:
        share = Fraction(text[:-1]) / 100 if text.endswith(("%", "％")) else Fraction(text)
    except ZeroDivisionError:
        share = Fraction(0)
    if not 0 < share <= 1:
        raise ValueError(f"比例“{text}”要大于 0%、不超过 100%")
    return share
