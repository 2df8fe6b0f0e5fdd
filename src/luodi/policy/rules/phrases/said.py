"""What a reader of phrases makes of its words: a formula, what was assumed on the way, and what is still to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from luodi.formula.fields import Catalogue, Describes


@dataclass(frozen=True, slots=True)
class Said:
    """``formula`` '' asks nothing. ``is_event``: it holds in the period of a change only (首次), not as long as it lasts.

    ``measure`` is the figure that was compared, for the part that goes on with it (20万元以上，50万元以下).
    """

    formula: str = ""
    gaps: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    is_event: bool = False
    measure: str = ""


NOTHING = Said()


@dataclass(frozen=True, slots=True)
class Frame:
    """What a reader may know besides its words: the fields at hand, what the benefit is for, the figure spoken of last,
    and in the document's words the figure that the payment is a share of, and all words of its clause."""

    catalogue: Catalogue
    describes: Describes = "firm"
    measure: str = ""
    base: str = ""
    clause: str = ""


def marked(words: str) -> str:
    """Words of the document in quotation marks, in 「」 where they hold such marks themselves."""
    return f"「{words}」" if re.search(r"[“”]", words) else f"“{words}”"


def gap(message: str) -> Said:
    return Said(gaps=(message,))


def together(parts: Iterable[Said], sign: str = "且") -> Said:
    """All parts at once (且), or any of them (或)."""
    found = list(parts)
    formulas = list(dict.fromkeys(one.formula for one in found if one.formula))
    if sign == "且":  # what another part says already, and more
        formulas = [one for one in formulas if not any(other.startswith(f"{one} 且 ") for other in formulas)]
    wrapped = [_apart(one, sign) if len(formulas) > 1 else one for one in formulas]
    return Said(
        f" {sign} ".join(wrapped),
        tuple(dict.fromkeys(gap for one in found for gap in one.gaps)),
        tuple(dict.fromkeys(note for one in found for note in one.assumptions)),
        is_event=any(one.is_event for one in found),
        measure=next((one.measure for one in reversed(found) if one.measure), ""),
    )


def _apart(formula: str, sign: str) -> str:
    other = " 或 " if sign == "且" else " 且 "
    return f"({formula})" if other in formula else formula
