"""Lead phrases: set off at the start, followed by plain print."""

from __future__ import annotations

import pytest

from luodi.documents.leads import Piece, has_marker, lead_of


@pytest.mark.parametrize(
    ("pieces", "lead"),
    [
        ([("培育企业。", "bold"), ("到2027年。", "")], 5),
        ([("（一）", ""), ("培育企业。", "kai"), ("到2027年。", "")], 8),
        ([("一、培育", "hei"), ("企业。", "bold"), ("到2027年。", "")], 7),
        ([("1.", "bold"), (" ", ""), ("培育。", "bold"), ("到2027年。", "")], 6),
    ],
)
def test_it_ends_where_plain_print_begins(pieces: list[tuple[str, str]], lead: int) -> None:
    """Bold, 黑体 and 楷体 set a phrase off; a typed number in front may be plain."""
    assert lead_of([Piece(*piece) for piece in pieces]) == lead


@pytest.mark.parametrize(
    "pieces",
    [
        [("到2027年。", "")],
        [("培育企业。", "bold")],
        [("到2027年，", ""), ("培育企业。", "bold")],
        [("市经信局", ""), ("牵头", "bold"), ("。", "")],
        [(" ", "bold"), ("到2027年。", "")],
        [("长" * 80, "bold"), ("到2027年。", "")],
        [],
    ],
)
def test_it_finds_none_elsewhere(pieces: list[tuple[str, str]]) -> None:
    """Not in the middle, not where all is bold, not where nearly all is."""
    assert lead_of([Piece(*piece) for piece in pieces]) is None


@pytest.mark.parametrize(
    "text", ["一、总体", "（一）培育", "(3)完成", "12.推进", "第三条 本办法", "①优化", "——企业", "• 要点"]
)
def test_it_knows_typed_markers(text: str) -> None:
    """A list that generates numbers gives none to a paragraph that has its own."""
    assert has_marker(text)


@pytest.mark.parametrize("text", ["2027年", "3.5亿元", "一次性奖励", "总体要求", "十四五规划", "—"])
def test_it_does_not_take_other_numbers_for_markers(text: str) -> None:
    """A number that counts something opens no paragraph."""
    assert not has_marker(text)
