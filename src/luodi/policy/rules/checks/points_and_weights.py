"""Points tables that cannot reach what they ask, weights that do not make 100, bands out of their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction

from luodi.policy.rules.amounts import write_number
from luodi.policy.rules.logic import extent
from luodi.policy.rules.model import ColourRule, PointItem, PointsTable, Rules, Scoreboard
from luodi.policy.rules.parts import Part, parts_of
from luodi.policy.rules.scope import Path
from luodi.problems import Problem
from luodi.spans import Span

At = Callable[[Path], Span | None]


def points_and_weights(rules: Rules, at: At) -> list[Problem]:
    found: list[Problem] = []
    for part in parts_of(rules):
        match part.value:
            case PointsTable():
                found += _table(part, part.value, at)
            case PointItem():
                found += _item(part, part.value, at)
            case Scoreboard():
                found += _weights(part.value, at)
            case ColourRule():
                found += _bands(part, part.value, at)
    return found


def _table(part: Part, table: PointsTable, at: At) -> Iterator[Problem]:
    name = part.around.name if part.around else part.name
    sums: defaultdict[str, Fraction] = defaultdict(Fraction)
    for item in table.items:
        sums[item.part] += item.most
    total = sum(sums.values(), Fraction(0))
    if total < table.least or (table.is_strict and total == table.least):
        message = f"“{name}”各项满分合计 {write_number(total)}，达不到要求的 {write_number(table.least)} 分。"
        yield Problem("rules.points_out_of_reach", message, at((*part.path, "least")), "核对各项的满分和最低分。")
    for named, least in table.least_of:
        if sums[named] < least:
            message = (
                f"“{name}”的“{named}”部分满分 {write_number(sums[named])}，达不到要求的 {write_number(least)} 分。"
            )
            hint = "核对各项的 part 与 least_of 里的名称是否一致。"
            yield Problem("rules.points_out_of_reach", message, at((*part.path, "least_of")), hint)


def _item(part: Part, item: PointItem, at: At) -> Iterator[Problem]:
    most = extent(item.points.tree)[1]
    if most is not None and most != item.most:
        than = "高于" if most > item.most else "低于"
        message = f"“{item.name}”的公式最多得 {write_number(most)} 分，{than}满分 {write_number(item.most)} 分。"
        yield Problem("rules.points_differ", message, at((*part.path, "points")), "核对 most 和公式。")


def _weights(board: Scoreboard, at: At) -> Iterator[Problem]:
    total = sum((indicator.weight for indicator in board.indicators), Fraction(0))
    if board.indicators and total != 100:
        message = f"“{board.name}”各指标权重合计 {write_number(total)}，不是 100。"
        yield Problem(
            "rules.weights_sum", message, at(("scoreboards", board.id, "indicators")), "核对各指标的 weight。"
        )
    names = {band.name for band in board.colours.bands} if board.colours else set()
    for key, band, rule in (
        ("veto_band", board.veto_band, board.veto),
        ("exempt_band", board.exempt_band, board.exempt),
    ):
        if rule is not None and not band:
            message = f"“{board.name}”有“{rule.name}”，没有写归入哪一等。"
            yield Problem("rules.bands_order", message, at(("scoreboards", board.id)), f"写上 {key}。")
        elif key == "veto_band" and band and names and band not in names:
            message = f"“{board.name}”被否决的归入“{band}”，而分等办法里没有这一等。"
            yield Problem(
                "rules.bands_order", message, at(("scoreboards", board.id, key)), f"写 {'、'.join(sorted(names))}。"
            )


def _bands(part: Part, colours: ColourRule, at: At) -> Iterator[Problem]:
    """Shares grow to the whole, scores fall to nought, natural breaks name neither."""
    span, name = at((*part.path, "bands")), part.around.name if part.around else part.name
    shares = [band.up_to_share for band in colours.bands]
    scores = [band.least_score for band in colours.bands]
    if colours.kind == "shares":
        known = [share for share in shares if share is not None]
        if shares and shares[-1] is None:  # the lowest takes the rest
            known.append(Fraction(1))
        if len(known) < len(shares) or known != sorted(set(known)) or known[-1:] != [Fraction(1)]:
            message = f"“{name}”各等的 up_to_share 要从高等到低等逐个增大，最后一等为 100% 或不写。"
            yield Problem("rules.bands_order", message, span, "up_to_share 写从最高一等累计到本等的比例。")
    if colours.kind == "scores":
        least = [score for score in scores if score is not None]
        if len(least) < len(scores) - (scores[-1:] == [None]) or least != sorted(set(least), reverse=True):
            message = f"“{name}”各等的 least_score 要从高等到低等逐个减小。"
            yield Problem("rules.bands_order", message, span, "每一等写这一等的最低分，最低一等可以不写。")
    if colours.kind == "natural_breaks" and any(one is not None for one in (*shares, *scores)):
        message = f"“{name}”按自然断点分等，不用 up_to_share 和 least_score。"
        yield Problem("rules.bands_order", message, span, "删去它们，或改 kind。")
