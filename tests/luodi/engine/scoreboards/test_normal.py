"""Each normalisation at its ends and in between."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.luodi.engine.scoreboards.boards import line

from luodi.engine.scoreboards.normal import baselines_of, geometric, points_of


def made(normal, values, baseline=None, **more):
    one = line(0, 100, normal=normal, **more)
    given = [None if value is None else Fraction(str(value)) for value in values]
    held = baselines_of(one, given, [None if baseline is None else Fraction(str(baseline))] * len(given))
    if baseline is not None:
        held = [Fraction(str(baseline))] * len(given)
    return points_of(one, given, held)


@pytest.mark.parametrize(
    ("normal", "values", "more", "expected"),
    [
        ("ratio", [50, 100, 400, -10], {"baseline": 100}, [50, 100, 400, 0]),
        ("ratio", [50, 100, 400], {"baseline": 100, "ceiling": Fraction(3, 2)}, [50, 100, 150]),
        ("ratio", [1, 3], {}, [50, 150]),
        ("ratio", [2, 4, 0], {"baseline": 2, "is_more_better": False, "ceiling": Fraction(2)}, [100, 50, 200]),
        ("ratio", [0], {"baseline": 2, "is_more_better": False}, [None]),
        ("ratio", [5], {"baseline": 0}, [None]),
        ("target_share", [50, 120, None], {"baseline": 100}, [50, 100, None]),
        ("min_max", [0, 5, 10], {"floor": Fraction(20)}, [20, 60, 100]),
        ("min_max", [0, 5, 10], {"is_more_better": False}, [100, 50, 0]),
        ("min_max", [7, 7, None], {}, [100, 100, None]),
        ("z_score", [1, 3], {}, [40, 60]),
        ("z_score", [1, 3], {"is_more_better": False}, [60, 40]),
        ("z_score", [4, 4], {}, [50, 50]),
        ("rank", [9, 7, 7, 1], {"rank_step": Fraction(5)}, [100, 95, 95, 85]),
        ("rank", [9, 7, 5], {"floor": Fraction(60)}, [100, 80, 60]),
        ("rank", [9, 7, 5], {"is_more_better": False, "rank_step": Fraction(60)}, [0, 40, 100]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_makes_points_of_values(normal, values, more, expected):
    """Points of one column of values, None for unknown; what cannot be divided by is unknown, not nought."""
    assert made(normal, values, **more) == expected


def test_it_takes_the_geometric_mean_to_sixty_digits():
    """2 and 8 with equal weights are 4, up to the sixtieth digit."""
    assert abs(geometric([Fraction(2), Fraction(8)], [Fraction(1), Fraction(1)]) - 4) < Fraction(1, 10**50)
