"""What a review changed, as cases that the compiler can be tested against, and as counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from luodi_site.policies.models import Edition, ReviewCase, ReviewItem, ReviewStep, ReviewTally
from luodi_site.policies.outlines import Places

Kind, State, Outcome = ReviewItem.Kind, ReviewItem.State, ReviewCase.Outcome
# The fields of the compiler's own items; what the site adds to them (units assigned by hand) teaches nothing.
FIELDS: dict[str, tuple[str, ...]] = {
    Kind.TASK: ("title", "lead", "units", "implied", "expanded"),
    Kind.TARGET: ("indicator", "comparator", "value", "upper", "unit", "by", "every", "optional"),
    Kind.BENEFIT: ("beneficiary", "condition", "amount", "rate", "rate_of", "cap", "basis", "optional"),
    Kind.DUTY: ("who", "what", "to", "due", "every", "optional"),
    Kind.MECHANISM: ("kind", "params"),
}
Stretch = tuple[int, int]


def taught(kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    """What the document says by this payload: without units that a person took from another policy."""
    fields = {name: payload.get(name) for name in FIELDS[kind]}
    if suggested := set((payload.get("suggested") or {}).get("units", ())):
        for name in ("lead", "units"):
            fields[name] = [unit for unit in fields[name] or () if unit not in suggested]
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}) and value is not False}


def _stretch(item: ReviewItem) -> Stretch:
    return item.start or 0, item.end or 0


def _first_stretches(items: Sequence[ReviewItem]) -> dict[int, Stretch]:
    """Where edited items stood before anyone touched them."""
    edited = [item.pk for item in items if item.state == State.EDITED]
    first: dict[int, Stretch] = {}
    steps = ReviewStep.objects.filter(item__in=edited, before__isnull=False).order_by("id")
    for number, before in steps.values_list("item_id", "before"):
        first.setdefault(number, (before["start"] or 0, before["end"] or 0))
    return first


def outcomes(items: Sequence[ReviewItem]) -> Iterator[tuple[ReviewItem, str]]:
    """What became of each item: accepted, edited, rejected, added, unchecked. Problems are no items of the policy, and
    what a person added and took back never was one. Rules are written on top of benefits and teach the compiler nothing."""
    first = _first_stretches(items)
    for item in items:
        if item.kind not in FIELDS or (item.original is None and item.state == State.REJECTED):
            continue
        if item.state == State.EDITED:
            is_same = taught(item.kind, item.payload) == taught(item.kind, item.original or {})
            moved = first.get(item.pk, _stretch(item)) != _stretch(item)
            yield item, "accepted" if is_same and not moved else "edited"
        else:
            yield item, {State.PROPOSED: "unchecked", State.ACCEPTED: "accepted"}.get(State(item.state), item.state)


def tallies_of(edition: Edition, items: Sequence[ReviewItem]) -> list[ReviewTally]:
    """One row for each kind that the review had to do with."""
    counts: dict[str, Counter[str]] = {}
    for item, outcome in outcomes(items):
        counts.setdefault(item.kind, Counter())[outcome] += 1
    return [ReviewTally(edition=edition, kind=kind, **count) for kind, count in counts.items()]


def cases_of(edition: Edition, items: Sequence[ReviewItem]) -> list[ReviewCase]:
    """One case for each item that was edited, rejected or added."""
    places = Places(edition.outline)
    kept = [item for item in items if item.state != State.REJECTED]
    cases = []
    for item, outcome in outcomes(items):
        if outcome not in Outcome.values:
            continue
        same_kind = [other for other in kept if other.kind == item.kind]
        start, end = _clauses_around(_stretch(item), same_kind, places)
        inside = [other for other in same_kind if start <= _stretch(other)[0] and _stretch(other)[1] <= end]
        cases.append(
            ReviewCase(
                edition=edition, item=item.pk, kind=item.kind, outcome=outcome, start=start, end=end,
                text=edition.text[start:end].strip(),
                read=None if outcome == Outcome.ADDED else taught(item.kind, item.original or {}),
                made=None if outcome == Outcome.REJECTED else taught(item.kind, item.payload),
                expected=[_expected(other, edition.text, start) for other in inside],
                is_checked=all(other.state != State.PROPOSED for other in inside),
            )
        )  # fmt: skip
    return cases


def _clauses_around(stretch: Stretch, others: Sequence[ReviewItem], places: Places) -> Stretch:
    """The whole clauses that a stretch stands in, and those of every item of the kind that they cut through."""
    while True:
        first, last = places.row_at(stretch[0]), places.row_at(max(stretch[0], stretch[1] - 1))
        wider = (min(stretch[0], first.start), max(stretch[1], last.end)) if first and last else stretch
        for other in others:
            start, end = _stretch(other)
            if start < wider[1] and wider[0] < end:
                wider = min(wider[0], start), max(wider[1], end)
        if wider == stretch:
            return stretch
        stretch = wider


def _expected(item: ReviewItem, text: str, begin: int) -> dict[str, Any]:
    """An item as a case expects it; ``at`` says where, by words of its own that do not stand earlier in the case."""
    start, end = _stretch(item)
    quote = text[start:end].strip()
    first_line = quote.split("\n", 1)[0]
    at = next((w for w in (first_line[:40], first_line) if text.find(w, begin) >= start), quote)
    return {"at": at.strip(), **taught(item.kind, item.payload)}
