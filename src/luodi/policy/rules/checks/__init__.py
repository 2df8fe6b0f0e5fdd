"""What a pack that runs may still have wrong: one check per file, run in the order of ``CHECKS``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from luodi.policy.rules.checks.dates_of_editions import dates_of_editions
from luodi.policy.rules.checks.money_kept_apart import money_kept_apart
from luodi.policy.rules.checks.points_and_weights import points_and_weights
from luodi.policy.rules.checks.still_open import still_open
from luodi.policy.rules.checks.sums_above_ceilings import sums_above_ceilings
from luodi.policy.rules.checks.texts_held import texts_held
from luodi.policy.rules.checks.unreachable import unreachable
from luodi.policy.rules.checks.without_case import without_case
from luodi.policy.rules.model import Rules
from luodi.policy.rules.scope import Path, place_of
from luodi.problems import Problem
from luodi.spans import Span

# Where a part of the pack stands; None for rules that come from no file.
At = Callable[[Path], Span | None]
Check = Callable[[Rules, At], list[Problem]]

CHECKS: tuple[Check, ...] = (
    dates_of_editions,
    unreachable,
    money_kept_apart,
    sums_above_ceilings,
    points_and_weights,
    texts_held,
    still_open,
    without_case,
)


def run_checks(rules: Rules, places: Mapping[Path, Span] | None = None) -> list[Problem]:
    """Every problem that the checks find, in the order of the file; ``places`` are those of ``from_yaml.Read``."""
    known = places or {}

    def at(path: Path) -> Span | None:
        return place_of(known, path)

    found = [problem for check in CHECKS for problem in check(rules, at)]
    return sorted(found, key=lambda problem: problem.span.start if problem.span else -1)
