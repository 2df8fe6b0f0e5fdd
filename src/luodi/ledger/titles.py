"""Names a matter after its task, and says where in the outline and in which sentence something stands."""

from __future__ import annotations

import re

from luodi.clauses.markers import as_cited
from luodi.clauses.model import Outline
from luodi.policy.model import Duty, Task
from luodi.spans import Span

TITLE_LIMIT = 80
_PARTS = {"notice": "印发通知", "annex": "附件"}
_ONCE = re.compile(r"^(?:一次|1次)|(?:一次|1次)$")
# Words that go on from something said before.
_CONTINUES = re.compile(r"[并且及由将每在于]|按[月季年]")
_HANGING = re.compile(r"[，,；;](?:力争|争取)?(?:到)?20\d\d年[底末]?前?$")
_SENTENCE = re.compile(r"[^。；;！\n]+[。；;！]?")
_MARKER = re.compile(
    r"\s*(?:第[一二三四五六七八九十百]+[条项]|[一二三四五六七八九十]+[、．.]|[（(][一二三四五六七八九十\d]+[)）][、.．]?"
    r"|\d{1,3}(?:[、．]|\.(?!\d))|[①-⑳]|——|—|●|·)?\s*"
)


def place_of(outline: Outline, offset: int) -> str:
    """Where a character stands in the outline: ``一、（二）3``, or ``一，第2段`` in a paragraph without a number.

    What stands in the covering notice or in an annex says so, for their numbers begin again.
    """
    if not outline.clauses:
        return ""
    clause = outline.at(offset)
    path = "".join(above.marker.strip() for above in outline.path(clause) if above.kind == "numbered")
    path = as_cited(path).rstrip("、.．,，")
    if clause.kind in ("body", "dash"):
        above = outline.clauses[clause.parent] if clause.parent is not None else None
        beside = [c for c in outline.children(above) if c.kind == clause.kind and c.part == clause.part]
        path += f"，第{beside.index(clause) + 1}段" if path and len(beside) > 1 else ""
    return _PARTS.get(clause.part, "") + path


def title_of(task: Task, text: str) -> str:
    """The task's own title, or its first sentence; several paragraphs under one note say how many they are."""
    if task.title:
        return task.title
    words = task.span.slice(text)
    note = task.note.start - task.span.start if task.note and task.span.contains(task.note) else len(words)
    lines = [line for line in words[:note].splitlines() if line.strip()]
    first = _first_sentence(lines[0]) if lines else ""
    return f"{_shortened(first)}（等{len(lines)}条）" if len(lines) > 1 else _shortened(first)


def duty_title(duty: Duty, text: str) -> str:
    """What is to be handed in; where those words say nothing alone (一次, 并推送…), the phrase they stand in."""
    what = _ONCE.sub("", duty.what).strip()
    if len(what) > 1 and not _CONTINUES.match(what):
        return what
    return _shortened("".join(without_marker(duty.span.slice(text)).split()).strip("，,。；;"))


def sentence_at(text: str, span: Span) -> Span:
    """``span`` widened to the sentence that it stands in."""
    start = max((text.rfind(stop, 0, span.start) for stop in "。；;！\n"), default=-1) + 1
    ends = [at for stop in "。；;！\n" if (at := text.find(stop, max(span.start, span.end - 1))) >= 0]
    end = min(ends) if ends else len(text)
    while start < span.start and text[start].isspace():
        start += 1
    return Span(span.document, start, max(end, span.end))


def first_word(span: Span, text: str) -> int:
    words = span.slice(text)
    return span.start + len(words) - len(words.lstrip())


def without_marker(line: str) -> str:
    """The line without the number or mark that opens it."""
    marker = _MARKER.match(line)
    return line[marker.end() :] if marker else line


def _first_sentence(line: str) -> str:
    line = without_marker(line)
    sentence = _SENTENCE.match(line)
    return (sentence.group() if sentence else line).strip().rstrip("。；;！")


def _shortened(sentence: str) -> str:
    """The sentence, cut at its last comma before the limit where it is longer; 到2027年 is not left hanging."""
    if len(sentence) <= TITLE_LIMIT:
        return sentence
    cut = max(sentence.rfind(stop, 0, TITLE_LIMIT) for stop in "，,；;")
    kept = _HANGING.sub("", sentence[:cut]) if cut > TITLE_LIMIT // 3 else sentence[:TITLE_LIMIT]
    return kept + "……"
