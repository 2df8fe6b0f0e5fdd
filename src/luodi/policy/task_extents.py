"""Which stretch of the outline a note covers: from the end of the task before, or the heading above, to the note."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from luodi.clauses.model import Clause, Outline
from luodi.spans import Span

# Sections that say why and how far, not what is to be done.
GOALS = re.compile(
    r"指导思想|基本原则|总体(?:要求|目标|思路|考虑)|(?:工作|主要|发展|行动|任务)目标|^目标|适用(?:对象|范围)|(?:重要|重大)意义|^背景|工作原则"
)
# Sections whose items each ask something of their own: a note inside one of them speaks for that one.
SAFEGUARDS = re.compile(r"保障|组织(?:实施|领导)")
# 建设算力平台：… or “一核”：… opening a paragraph without a number.
_BLANK = " \t\r\n\u3000。；;"
_LEAD_PHRASE = re.compile(r"\s*([^，。；：:、\n（）()]{2,24})[:：](?=\S)")
_PURPOSE = re.compile(r"^\s*(?:为|根据|按照|经).{2,400}?(?:制定|制订|提出|出台|印发|通知如下|如下)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Extent:
    """The stretch of a task without its note, and its heading or lead phrase."""

    span: Span
    title: str | None


def lead_phrase(outline: Outline, clause: Clause) -> str | None:
    """The clause's heading, or the words before the colon that open it."""
    if heading := outline.heading(clause):
        return heading if len(heading) <= 50 else None
    said = _LEAD_PHRASE.match(outline.words(clause))
    return said.group(1).strip() if said else None


class Extents:
    """Where the notes of one outline stand in it; ``starts`` and ``ends`` are their offsets, in order."""

    def __init__(self, outline: Outline, starts: list[int], ends: list[int]) -> None:
        self.outline = outline
        self.starts = starts
        self.ends = ends

    @cached_property
    def last(self) -> list[int]:
        """For every clause the offset at which all that hangs on it ends."""
        clauses = self.outline.clauses
        ends = [c.span.end for c in clauses]
        for clause in reversed(clauses):
            if clause.parent is not None:
                ends[clause.parent] = max(ends[clause.parent], ends[clause.index])
        return ends

    @cached_property
    def _before(self) -> list[int | None]:
        """For every clause the sibling in front of it."""
        last: dict[tuple[int | None, str, int], int] = {}
        before: list[int | None] = []
        for clause in self.outline.clauses:
            key = (clause.parent, clause.part, clause.plan)
            before.append(last.get(key))
            last[key] = clause.index
        return before

    @cached_property
    def _after(self) -> list[int | None]:
        """For every clause the sibling behind it."""
        after: list[int | None] = [None] * len(self._before)
        for index, before in enumerate(self._before):
            if before is not None:
                after[before] = index
        return after

    def notes_between(self, start: int, end: int) -> int:
        return bisect_left(self.starts, end) - bisect_left(self.starts, start)

    def _own_words(self, clause: Clause) -> str:
        """What a clause says beside its marker and heading."""
        text = self.outline.text
        end = clause.span.end
        begin = clause.heading.end if clause.heading else clause.span.start + len(clause.marker)
        return text[begin:end].strip(" \t\r\n\u3000。：:；;】]")

    def is_heading(self, clause: Clause) -> bool:
        """Whether a clause is nothing but a heading."""
        return clause.kind == "title" or (clause.heading is not None and not self._own_words(clause))

    def of(self, order: int) -> Extent:
        """The extent of the note with this number."""
        outline, text = self.outline, self.outline.text
        note = self.starts[order]
        done = self.ends[order - 1] if order else 0
        here = outline.at(note)
        top = self._item(here, done)
        start = max(done, self._start(top, done))
        end = note
        title = self._title(start, note)
        if not text[start:end].strip(_BLANK) or self._in_heading(here, order) or self._under_heading(here, start):
            start, end, title = self._behind(order, start)
        while start < end and (text[start].isspace() or text[start] in "。；;，,"):
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Extent(Span(here.span.document, start, max(start, end)), title)

    def _item(self, here: Clause, done: int) -> Clause:
        """The outermost clause that this note alone speaks for."""
        clauses = self.outline.clauses
        top = here
        while top.parent is not None:
            above = clauses[top.parent]
            if above.span.start < done or above.kind == "title" or self._is_own_safeguard(top):
                break
            whole = self.notes_between(above.span.start, self.last[above.index])
            if whole > 1 and not self._continues(above, top):
                break
            closes = top is here and self._is_note_line(here) and not self.is_heading(above)
            if whole == 1 and not closes and not self.ends_with_note(above):
                break
            top = above
        return top

    def _is_own_safeguard(self, item: Clause) -> bool:
        """Whether an item with a heading under 保障措施 holds its note within its own words."""
        above = self.outline.clauses[item.parent] if item.parent is not None else None
        if above is None or item.kind != "numbered" or not SAFEGUARDS.search(self.outline.heading(above) or ""):
            return False
        at = bisect_left(self.starts, item.span.start)
        if item.heading is None or at == len(self.starts) or self.starts[at] >= self.last[item.index]:
            return False
        return not self.is_heading(item) and not self._is_note_line(self.outline.at(self.starts[at]))

    def ends_with_note(self, clause: Clause) -> bool:
        """Whether nothing but white space stands behind the clause's last note."""
        at = bisect_left(self.starts, self.last[clause.index]) - 1
        behind = self.outline.text[self.ends[at] : self.last[clause.index]]
        return not behind.strip(" \t\r\n\u3000。；;")

    def _continues(self, above: Clause, below: Clause) -> bool:
        """Whether ``below`` is a further paragraph of ``above`` rather than an item that it introduces."""
        if below.kind != "body" or lead_phrase(self.outline, below) or self.is_heading(above):
            return False
        first = above.index + 1
        return below.index == first and not self._own_words(above).endswith((":", "："))

    def _start(self, top: Clause, done: int) -> int:
        """Back over siblings of the same list that carry no note of their own."""
        start = self._below_heading(top)
        clauses = self.outline.clauses
        here = top
        while (at := self._before[here.index]) is not None:
            before = clauses[at]
            if before.span.start < done or not self._same_list(before, here):
                break
            start = self._below_heading(before)
            here = before
        return start

    def _same_list(self, before: Clause, here: Clause) -> bool:
        if before.kind == "title" or before.style != here.style or before.kind != here.kind:
            return False
        if self._is_own_safeguard(here):
            return False
        if self.notes_between(before.span.start, self.last[before.index]):
            return False
        if before.kind == "body" and self._introduces(before, here):
            return False
        if before.kind == "body":
            return here.parent is not None or not self._opens_plan(before)
        if before.number is not None and here.number is not None and before.number >= here.number:
            return False
        return not GOALS.search(self.outline.heading(before) or "")

    def _introduces(self, before: Clause, here: Clause) -> bool:
        """Whether a paragraph stands above items that each open with a phrase of their own, and has none itself."""
        if lead_phrase(self.outline, before) or not lead_phrase(self.outline, here):
            return False
        after = self._after[here.index]
        while after is not None and self._is_note_line(self.outline.clauses[after]):
            after = self._after[after]
        return after is not None and bool(lead_phrase(self.outline, self.outline.clauses[after]))

    def _opens_plan(self, clause: Clause) -> bool:
        """Whether a paragraph at the top is the plan's introduction or its addressees."""
        words = self.outline.words(clause).strip()
        return bool(_PURPOSE.match(words)) or words.endswith((":", "：")) or len(words) < 25

    def _below_heading(self, clause: Clause) -> int:
        """A clause's start; for a mere heading the start of what stands under it."""
        if not self.is_heading(clause) or self.last[clause.index] <= clause.span.end:
            return clause.span.start
        at = bisect_left(self.starts, clause.span.end)
        behind = self.outline.text[clause.span.end : self.starts[at]] if at < len(self.starts) else "…"
        return clause.span.end if behind.strip(" *＊●•·\u3000\t\r\n") else clause.span.start

    def _title(self, start: int, note: int) -> str | None:
        """The heading of the one clause that is the task; of several paragraphs, the heading above them."""
        first = self.outline.at(start)
        begin = first.span.start
        if self.outline.text[begin:start].strip(" \t\r\n\u3000*＊"):
            return None
        if self.last[first.index] >= note and (found := lead_phrase(self.outline, first)):
            return found
        above = self.outline.clauses[first.parent] if first.parent is not None else None
        if above is None or not self.is_heading(above) or self.notes_between(above.span.start, start):
            return None
        few = self.notes_between(above.span.start, self.last[above.index]) <= 2
        return self.outline.heading(above) if few else None

    def _is_note_line(self, clause: Clause) -> bool:
        at = bisect_left(self.starts, clause.span.start)
        return at < len(self.starts) and not self.outline.text[clause.span.start : self.starts[at]].strip(
            " *＊●•·\u3000\t\r\n"
        )

    def _under_heading(self, here: Clause, start: int) -> bool:
        """Whether a note line stands straight under a heading, with the text behind it."""
        above = self.outline.clauses[here.parent] if here.parent is not None else None
        if above is None or above.span.start != start or not self._is_note_line(here) or not self.is_heading(above):
            return False
        return not self.ends_with_note(above)

    def _in_heading(self, here: Clause, order: int) -> bool:
        """Whether a note closes the line of a heading that has no stop: （一）建设园区（责任单位：…）."""
        text, note, end = self.outline.text, self.starts[order], self.ends[order]
        words = text[here.span.start : note].strip()
        if not here.marker or not words.startswith(here.marker) or len(words) > 40 or re.search("[。；！]", words):
            return False
        return not text[end : here.span.end].strip(_BLANK) and self.last[here.index] > here.span.end

    def _behind(self, order: int, start: int) -> tuple[int, int, str | None]:
        """A note straight under its heading speaks for the heading and the text behind it, up to the next heading."""
        note = self.starts[order]
        here = self.outline.at(note)
        holder = here
        if here.parent is not None and self._is_note_line(here):
            holder = self.outline.clauses[here.parent]
        after = self.starts[order + 1] if order + 1 < len(self.starts) else len(self.outline.text)
        end = min(self.last[holder.index], after)
        if self.notes_between(self.ends[order], end) or end <= self.ends[order]:
            return start, max(start, note), None
        done = self.ends[order - 1] if order else 0
        begin = max(done, holder.span.start)
        if note < holder.span.end and holder.marker:
            title = self.outline.text[begin:note].strip().removeprefix(holder.marker).strip(_BLANK) or None
        else:
            title = lead_phrase(self.outline, holder)
        return begin, end, title
