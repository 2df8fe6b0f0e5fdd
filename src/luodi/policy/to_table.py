"""A policy as a table for the terminal: one line an item, Chinese characters counted two columns wide."""

from __future__ import annotations

from unicodedata import east_asian_width

from luodi.policy import in_words
from luodi.policy.model import Policy


def width(words: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in words)


def fit(words: str, columns: int) -> str:
    """Cut or fill to so many columns."""
    words = " ".join(words.split())
    if width(words) <= columns:
        return words + " " * (columns - width(words))
    kept, used = "", 0
    for c in words:
        used += width(c)
        if used > columns - 1:
            break
        kept += c
    return kept + "…" + " " * (columns - width(kept) - 1)


def rows(policy: Policy) -> list[tuple[str, str, str, int | None]]:
    """Every item as (kind, name, what it says, offset), in the order of the codebook."""
    made: list[tuple[str, str, str, int | None]] = []
    made += [("任务", t.title or "（无标题）", in_words.task_line(t), t.span.start) for t in policy.tasks]
    made += [("目标", t.indicator, in_words.target_line(t), t.span.start) for t in policy.targets]
    made += [("奖补", b.condition, in_words.benefit_line(b), b.span.start) for b in policy.benefits]
    made += [("义务", d.what, in_words.duty_line(d), d.span.start) for d in policy.duties]
    made += [
        ("机制", in_words.MECHANISM_NAMES[m.kind], in_words.mechanism_line(m), m.span.start) for m in policy.mechanisms
    ]
    made += [("问题", p.code, p.message, p.span.start if p.span else None) for p in policy.problems]
    return made


def policy_to_table(policy: Policy, text: str, columns: int = 120) -> str:
    """The facts, how many of each kind, then a line an item with the line of the text it stands in."""
    head = [f"{name}：{words}" for name, words in in_words.facts_lines(policy.facts)]
    left, middle, place = 6, 30, 7
    rest = max(20, columns - left - middle - place - 2)
    body = [
        f"{fit(kind, left)}{fit(_line(text, at), place)}{fit(name, middle)}  {fit(said, rest)}".rstrip()
        for kind, name, said, at in rows(policy)
    ]
    counts = "  ".join(
        f"{in_words.KIND_NAMES[kind]}{len(getattr(policy, kind))}"
        for kind in ("tasks", "targets", "benefits", "duties", "mechanisms", "problems")
    )
    return "\n".join([*head, counts, "", *body])


def _line(text: str, at: int | None) -> str:
    return "" if at is None else f"{text.count(chr(10), 0, at) + 1}行"
