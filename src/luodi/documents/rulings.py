"""Drawn lines become ruled tables: which stretches of a page they close in, merged cells included."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from luodi.documents.page_tables import Ruled, ruled

_NEAR = 2.5
# Shorter strokes are parts of pictures and letters.
_SHORTEST = 8.0
_MOST_CELLS = 20_000
_MOST_STROKES = 4_000

Point = tuple[float, float]
# A straight piece of a path, from its start to its end.
Piece = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn line, level or upright, in points from the page's upper left corner downwards.

    ``at`` is its height (or distance from the left edge), ``start`` and ``end`` are where it begins and ends.
    """

    is_level: bool
    at: float
    start: float
    end: float


def tables_of(strokes: Iterable[Stroke], height: float) -> list[Ruled]:
    """The tables of at least two rows and two columns that the strokes rule, on a page of this height."""
    long = [stroke for stroke in strokes if stroke.end - stroke.start >= _SHORTEST][:_MOST_STROKES]
    level = _joined([stroke for stroke in long if stroke.is_level])
    upright = _joined([stroke for stroke in long if not stroke.is_level])
    found = []
    for group in _groups(level, upright):
        cells = _cells([s for s in group if s.is_level], [s for s in group if not s.is_level])
        if cells:
            found.append(ruled(cells, 0.0, height))
    return [table for table in found if table.is_table]


def stroke_of(x0: float, y0: float, x1: float, y1: float, thick: float = _NEAR) -> Stroke | None:
    """The stroke from one corner of a box to the other; nothing for a slanted line or a box that is no line."""
    wide, tall = abs(x1 - x0), abs(y1 - y0)
    if tall <= thick and wide > 2 * tall:
        return Stroke(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
    if wide <= thick and tall > 2 * wide:
        return Stroke(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
    return None


def strokes_along(path: Sequence[Piece]) -> Iterator[Stroke]:
    """The strokes of one path: its straight pieces, or its length where it is a line drawn as a thin box."""
    if not path:
        return
    xs, ys = [x for piece in path for x, _ in piece], [y for piece in path for _, y in piece]
    whole = stroke_of(min(xs), min(ys), max(xs), max(ys))
    if whole is not None:
        yield whole
        return
    for (x0, y0), (x1, y1) in path:
        stroke = stroke_of(x0, y0, x1, y1)
        if stroke is not None:
            yield stroke


def _joined(strokes: Sequence[Stroke]) -> list[Stroke]:
    """The strokes with those that go on from one another, as the borders of single cells do, made one."""
    lines = _near(stroke.at for stroke in strokes)
    on_line: list[list[Stroke]] = [[] for _ in lines]
    for stroke in strokes:
        on_line[_nearest(lines, stroke.at)].append(stroke)
    found: list[Stroke] = []
    for at, members in zip(lines, on_line, strict=True):
        run: Stroke | None = None
        for stroke in sorted(members, key=lambda s: s.start):
            if run is not None and stroke.start <= run.end + 2 * _NEAR:
                run = Stroke(run.is_level, at, run.start, max(run.end, stroke.end))
                continue
            if run is not None:
                found.append(run)
            run = Stroke(stroke.is_level, at, stroke.start, stroke.end)
        if run is not None:
            found.append(run)
    return found


def _near(values: Iterable[float]) -> list[float]:
    """One value, the middle one, for each group of values that nearly agree."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= 1.5 * _NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [group[len(group) // 2] for group in groups]


def _nearest(lines: Sequence[float], at: float) -> int:
    """Which of the lines, which are in order, is nearest."""
    behind = bisect_left(lines, at)
    return min((line for line in (behind - 1, behind) if 0 <= line < len(lines)), key=lambda i: abs(lines[i] - at))


def _groups(level: Sequence[Stroke], upright: Sequence[Stroke]) -> list[list[Stroke]]:
    """Strokes that touch one another, level with upright, belong together."""
    strokes = [*level, *upright]
    parent = list(range(len(strokes)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for i, one in enumerate(level):
        for j, other in enumerate(upright, len(level)):
            if _touch(one, other):
                parent[root(i)] = root(j)
    groups: dict[int, list[Stroke]] = {}
    for at, stroke in enumerate(strokes):
        groups.setdefault(root(at), []).append(stroke)
    return [group for group in groups.values() if len(group) >= 4]


def _touch(level: Stroke, upright: Stroke) -> bool:
    reach = 2 * _NEAR
    return (
        level.start - reach <= upright.at <= level.end + reach
        and upright.start - reach <= level.at <= upright.end + reach
    )


def _cells(level: Sequence[Stroke], upright: Sequence[Stroke]) -> list[tuple[float, float, float, float]]:
    """The closed boxes (x0, y0, x1, y1); a table may be open to the left and right, as print often leaves it."""
    if len(level) < 2 or not upright:
        return []
    upright = [*upright, *_open_sides(level, upright)]
    xs, ys = _near(s.at for s in upright), _near(s.at for s in level)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > _MOST_CELLS:
        return []
    walls = {(x, row) for s in upright for x, row in _crossed(s, xs, ys)}
    floors = {(y, column) for s in level for y, column in _crossed(s, ys, xs)}
    seen: set[tuple[int, int]] = set()
    found = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in seen:
                continue
            room = _room((row, column), (rows, columns), walls, floors)
            seen |= room
            bottom, right = max(r for r, _ in room) + 1, max(c for _, c in room) + 1
            left = min(c for _, c in room)
            if (-1, -1) not in room and len(room) == (bottom - row) * (right - left):
                found.append((xs[left], ys[row], xs[right], ys[bottom]))
    return found


def _open_sides(level: Sequence[Stroke], upright: Sequence[Stroke]) -> list[Stroke]:
    top, bottom = min(s.at for s in level), max(s.at for s in level)
    left, right = min(s.start for s in level), max(s.end for s in level)
    sides = []
    if min(s.at for s in upright) - left > _SHORTEST:
        sides.append(Stroke(False, left, top, bottom))
    if right - max(s.at for s in upright) > _SHORTEST:
        sides.append(Stroke(False, right, top, bottom))
    return sides


def _crossed(stroke: Stroke, own: Sequence[float], across: Sequence[float]) -> list[tuple[int, int]]:
    """The pieces of the lattice that a stroke covers: (which line of its own direction, which gap across)."""
    line = _nearest(own, stroke.at)
    return [
        (line, gap)
        for gap in range(len(across) - 1)
        if stroke.start <= (across[gap] + across[gap + 1]) / 2 <= stroke.end
    ]


def _room(
    start: tuple[int, int], size: tuple[int, int], walls: set[tuple[int, int]], floors: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """The pieces that no line divides from the first one; holds (-1, -1) where it is open to the outside."""
    room, todo = {start}, [start]
    while todo:
        row, column = todo.pop()
        for is_closed, row_at, column_at in (
            ((column, row) in walls, row, column - 1),
            ((column + 1, row) in walls, row, column + 1),
            ((row, column) in floors, row - 1, column),
            ((row + 1, column) in floors, row + 1, column),
        ):
            if is_closed:
                continue
            inside = 0 <= row_at < size[0] and 0 <= column_at < size[1]
            piece = (row_at, column_at) if inside else (-1, -1)
            if piece not in room:
                room.add(piece)
                if inside:
                    todo.append(piece)
    return room
