"""Reads what a document says of itself: title, issuer, number, date, horizon and what it is made under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from luodi.clauses.model import Outline
from luodi.policy.document_dates import DATE, read_date, text_horizon, title_horizon
from luodi.policy.document_titles import ISSUER_END, NUMBER, front_issuer, opening, plan_title, title_lines
from luodi.policy.jurisdictions import jurisdiction
from luodi.policy.model import DocumentFacts, Reference
from luodi.problems import Problem

_ISSUER = re.compile(rf"[一-鿿（）()·、\s]{{1,60}}?{ISSUER_END}(?:[（(][一-鿿]{{1,8}}[）)])?$")
_NUMBER_LABEL = re.compile(r"(?:政策|发文)?(?:文号|字号)\s*[:：]\s*|文件编号\s*[:：]\s*")
_UNDER = re.compile(r"根据|按照|依据|遵照|贯彻|落实|遵循|为[^。《》]{0,30}实施(?=《)")
_CITED = re.compile(
    rf"《(?P<title>(?:[^《》]|《[^《》]*》){{2,160}})》\s*(?:[（(〔\[]\s*(?P<number>{NUMBER.pattern})\s*[）)〕\]])?"
)

_BOTH = re.compile(
    rf"(?:^|[。！；]\s*)(?P<who>[一-鿿、]{{2,40}}?{ISSUER_END})\s*{DATE.pattern}\s*(?=$|发布|印发|[（(])"
)


def read_facts(outline: Outline) -> tuple[DocumentFacts, list[Problem]]:
    """The facts that the document itself tells; what it does not say stays None.

    Problems: ``document.title_missing``, when no line reads as the plan's title.
    """
    titles = title_lines(outline)
    title = plan_title(outline, titles)
    signed_by, issued = _signature(outline)
    front = front_issuer(titles)
    # Several sign, and the title says whose document it is.
    issuer = front if front and signed_by and front in signed_by.split("、") else signed_by or front
    number = _number(outline)
    year = issued.year if issued else _year_of(number)
    place = jurisdiction(issuer, [title or "", *titles], number, outline.text)
    horizon = title_horizon(title or "") or text_horizon(_words(outline, "notice", "plan"), year)
    facts = DocumentFacts(
        title=title,
        issuer=issuer,
        jurisdiction=place,
        number=number,
        issued_on=issued,
        horizon=horizon,
        based_on=_based_on(outline, title),
    )
    return facts, _problems(facts)


def _problems(facts: DocumentFacts) -> list[Problem]:
    if facts.title:
        return []
    hint = "请在复核时填写标题；若文件被截断，请换用完整的原件。"
    return [Problem("document.title_missing", "没有找到文件的标题。", None, hint, "question")]


def _words(outline: Outline, *parts: str) -> str:
    return "".join(outline.words(c) for c in outline.clauses if c.part in parts)


def _signature(outline: Outline) -> tuple[str | None, date | None]:
    """Who signed and when: the lines of the issuer above a line that is a date, in the notice or at the plan's end."""
    clauses = [c for c in outline.clauses if c.part != "annex" and not (c.part == "chrome" and c.kind == "title")]
    lines = [(c, line.strip()) for c in clauses for line in outline.words(c).splitlines() if line.strip()]
    best: tuple[str | None, date | None] = (None, None)
    for at, (clause, line) in enumerate(lines):
        said = DATE.match(line.lstrip("（(")) if clause.part in ("notice", "plan") else None
        above = _signers([words for _, words in lines[max(0, at - 8) : at]]) if said else None
        # A page may run the next headline into the line of the date: who signed above tells it is one.
        alone = said and (above or len(line) <= said.end() + 16) and not re.match(r"[起前后止至以]", line[said.end() :])
        if alone and (day := read_date(line)):
            return above, day
        both = _BOTH.search(line)
        if both and (clause.part != "chrome" or len(line) < 60) and (day := read_date(both.group())):
            best = (both["who"].strip(), day)
    return best


def _signers(above: list[str]) -> str | None:
    names: list[str] = []
    for line in reversed(above):
        if not _ISSUER.fullmatch(line) or re.search(r"[。；：，]|^各|^有关", line):
            break
        names.extend(reversed(re.split(r"\s{2,}|　+|(?<=[局厅委办部府])\s+", re.sub(r"[ \t]+$", "", line))))
    joined = [re.sub(r"\s", "", name) for name in reversed(names) if name.strip()]
    return "、".join(joined) or None


def _number(outline: Outline) -> str | None:
    """The document's own number: on a line of its own or opening one, above the first clause or under a label."""
    for clause in outline.clauses:
        if clause.kind in ("numbered", "dash") and clause.part == "plan":
            break
        for line in outline.words(clause).splitlines():
            words = line.strip().lstrip("（(").strip()
            if label := _NUMBER_LABEL.match(words):
                words = words[label.end() :]
            said = NUMBER.match(words)
            if said and not re.match(r"(?:根据|按照|依据|关于|落实|贯彻)", words):
                return re.sub(r"\s", "", said.group())
            if clause.kind == "title" and (said := re.search(rf"[\s（(]({NUMBER.pattern})[）)]?$", words)):
                return re.sub(r"\s", "", said.group(1))
    first = opening(outline)
    return re.sub(r"\s", "", first["number"]) if first and first["number"] else None


def _year_of(number: str | None) -> int | None:
    said = re.search(r"(?:19|20)\d\d", number or "")
    return int(said.group()) if said else None


def _based_on(outline: Outline, title: str | None) -> tuple[Reference, ...]:
    """Documents that the introduction says this one is made under or carries out."""
    found: dict[str, Reference] = {}
    for sentence in _introduction(outline):
        said = _UNDER.search(sentence)
        if not said:
            continue
        for cited in _CITED.finditer(sentence, said.end()):
            name = cited["title"].strip()
            if title and (name in title or title in name):
                continue
            number = cited["number"]
            found.setdefault(name, Reference(name, number.strip() if number else None))
    return tuple(found.values())


def _introduction(outline: Outline) -> Iterator[str]:
    """The sentences above the first clause of the plan, and those of the covering notice."""
    plain = 0
    for clause in outline.clauses:
        if clause.part == "plan" and clause.kind in ("numbered", "dash"):
            plain += 1
            if plain > 1 or clause.style == "（一）":
                return
            if clause.style != "第一条":
                return
        if clause.part in ("notice", "plan") and clause.kind != "title":
            yield from re.split(r"(?<=[。；])", outline.words(clause))
