"""A policy as one self-contained page: the document's text with every item marked, and a card for each beside it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from importlib.resources import files
from typing import Any

from luodi.policy import in_words
from luodi.policy.marks import segments
from luodi.policy.model import Policy

_WORDS: dict[str, Callable[[Any], tuple[str, str]]] = {
    "tasks": lambda item: (item.title or "（无标题）", in_words.task_line(item)),
    "targets": lambda item: (item.indicator, in_words.target_line(item)),
    "benefits": lambda item: (item.condition or item.beneficiary, in_words.benefit_line(item)),
    "duties": lambda item: (item.what, in_words.duty_line(item)),
    "mechanisms": lambda item: (in_words.MECHANISM_NAMES.get(item.kind, item.kind), in_words.mechanism_line(item)),
    "problems": lambda item: (item.message, item.hint),
}


def policy_to_html(policy: Policy, text: str) -> str:
    """The page; it asks no other host and works from a file."""
    marked, cards = [], []
    for kind in ("problems", "tasks", "targets", "benefits", "duties", "mechanisms"):
        items = getattr(policy, kind)
        if items:
            cards.append(f'<h2 class="{kind}">{in_words.KIND_NAMES[kind]}<small>{len(items)}项</small></h2>')
        for number, item in enumerate(items):
            key = f"{kind}-{number}"
            if item.span is not None:
                marked.append((key, item.span.start, item.span.end))
            cards.append(_card(key, kind, *_WORDS[kind](item)))
    facts = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in in_words.facts_lines(policy.facts)
    )
    page = files("luodi.policy").joinpath("page.html").read_text("utf-8")
    filled = {
        "{{title}}": escape(policy.facts.title or policy.name),
        "{{facts}}": facts,
        "{{text}}": _marked_text(text, marked),
        "{{cards}}": "\n".join(cards),
    }
    for slot, words in filled.items():
        page = page.replace(slot, words, 1)
    return page


def _card(key: str, kind: str, name: str, words: str) -> str:
    return (
        f'<a class="card {kind}" id="card-{key}" href="#{key}" data-key="{key}">'
        f"<strong>{escape(name)}</strong><span>{escape(words)}</span></a>"
    )


def _marked_text(text: str, marked: list[tuple[str, int, int]]) -> str:
    made = []
    begun: set[str] = set()
    for segment in segments(len(text), marked):
        words = escape(text[segment.start : segment.end])
        if not segment.marks:
            made.append(words)
            continue
        anchors = "".join(f'<i id="{key}"></i>' for key in segment.marks if key not in begun)
        begun.update(segment.marks)
        kinds = " ".join(sorted({key.split("-")[0] for key in segment.marks}))
        made.append(f'{anchors}<mark class="{kinds}" data-keys="{" ".join(segment.marks)}">{words}</mark>')
    return "".join(made)
