"""Cases of the packs that score: every one comes out as it is written, and a wrong one is told with the reason."""

from __future__ import annotations

import pytest

from luodi.datasets.from_yaml import catalogue
from luodi.engine.scoreboards.cases import judge
from luodi.formula.values import Subject
from luodi.policy.rules.from_yaml import read
from luodi.policy.rules.packs import find


def cases(pack):
    path = find(pack)
    assert path is not None, pack
    rules, problems = read(path, catalogue())
    assert rules is not None, problems
    boards = {board.id: board for board in rules.scoreboards}
    return [
        pytest.param(boards[board], case, expected, id=case.name)
        for case in rules.cases
        for board, expected in case.expected.items()
    ]


PACKS = [*cases("per-mu"), *cases("fund-evaluation")]


@pytest.mark.parametrize(("board", "case", "expected"), PACKS)
def test_it_scores_as_the_pack_says(board, case, expected):
    """A sentence, its figures, and the score, band or 未知 that must come out."""
    is_right, got, why = judge(board, Subject(case.name, case.figures), case.on, expected)
    assert is_right, (got, why)


def test_it_tells_what_came_out_instead():
    """A case that is wrong by a hundredth fails, with what came out and the points."""
    board, case, expected = PACKS[0].values
    is_right, got, why = judge(board, Subject("甲", case.figures), case.on, "100.23")
    assert (is_right, got, expected) == (False, "100.22", "100.22")
    assert why == ["甲得 100.22 分，在 1 个中列第 1"]


def test_it_tells_who_is_not_in_the_field():
    """A firm below scale is no entrant of a board for those above; what must come out is then 不参加."""
    board, case, _ = PACKS[0].values
    below = Subject("甲", {**case.figures, "is_above_scale@2022": False})
    assert judge(board, below, case.on, "不参加")[:2] == (True, "不参加")
