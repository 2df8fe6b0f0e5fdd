"""Reads what a document says of itself: title, issuer, number, date, horizon and what it is made under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from luodi.clauses.model import Clause, Outline
from luodi.clauses.parts import GENRE
from luodi.policy.document_dates import DATE, read_date, text_horizon, title_horizon
from luodi.policy.jurisdictions import jurisdiction
from luodi.policy.model import DocumentFacts, Reference
from luodi.problems import Problem

_ISSUER_END = r"(?:人民政府|政府|办公厅|办公室|委员会|管委会|领导小组|指挥部|联席会议|党组|人大常委会|委|厅|局|部|办|院|处|中心|协会|公司|集团|银行|支行|分行|海关)"
_ISSUER = re.compile(rf"[一-鿿（）()·、\s]{{1,60}}?{_ISSUER_END}(?:[（(][一-鿿]{{1,8}}[）)])?$")
_FRONT = re.compile(rf"^(?P<issuer>[一-鿿、\s]{{2,60}}?{_ISSUER_END})\s*[:：]?\s*(?=关于|印发|转发)")
_NUMBER = re.compile(
    r"[一-鿿]{1,16}\s*[〔\[【（(﹝［]\s*(?:19|20)\d\d\s*[〕\]】）)﹞］]\s*第?\s*\d{1,5}\s*号"
)
_NUMBER_LABEL = re.compile(r"(?:政策|发文)?(?:文号|字号)\s*[:：]\s*|文件编号\s*[:：]\s*")
_SENT = re.compile(r"《([^《》]{4,120})》[^。；《》]{0,40}?(?:印发给|已经|经|业经|现予|现印发|予以印发)")
_INSIDE = re.compile(r"(?:印发|转发|发布|公布)\s*《?(?P<plan>.{4,120}?)》?\s*的(?:通知|通告|公告)(?:\s*[（(][^（）()]*[）)])*\s*$")
_UNDER = re.compile(r"根据|按照|依据|遵照|贯彻|落实|遵循|为[^。《》]{0,30}实施(?=《)")
# A document in one line: its title, then perhaps its number, then whom it is addressed to.
_ONE_LINE = re.compile(
    rf"\s*(?P<title>[^。；：:\n]{{6,120}}?{GENRE}(?:的通知)?(?:[（(][^（）()]{{2,20}}[）)])*)\s*"
    rf"(?:[（(]?(?P<number>{_NUMBER.pattern})[）)]?|(?=(?:各|有关)[^。；]{{1,120}}[：:]))"
)
_CITED = re.compile(
    rf"《(?P<title>(?:[^《》]|《[^《》]*》){{2,160}})》\s*(?:[（(〔\[]\s*(?P<number>{_NUMBER.pattern})\s*[）)〕\]])?"
)

_BOTH = re.compile(rf"(?:^|[。！；]\s*)(?P<who>[一-鿿、]{{2,40}}?{_ISSUER_END})\s*{DATE.pattern}\s*(?=$|发布|印发|[（(])")


def read_facts(outline: Outline) -> tuple[DocumentFacts, list[Problem]]:
    """The facts that the document itself tells; what it does not say stays None.

    Problems: ``document.title_missing``, when no line reads as the plan's title.
    """
    titles = _title_lines(outline)
    title = _title(outline, titles)
    signed_by, issued = _signature(outline)
    front = _front(titles)
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


def _title_lines(outline: Outline) -> list[str]:
    """Every title block of the file as one line: those of notice and plan first, then what the web page shows."""
    blocks: list[tuple[bool, str]] = []
    before: Clause | None = None
    for clause in outline.clauses:
        if clause.kind != "title":
            before = None
            continue
        words = re.sub(r"\s*\n\s*", "", outline.words(clause).strip())
        if before and before.part == clause.part and before.plan == clause.plan and not _closes_title(blocks[-1][1]):
            blocks[-1] = (blocks[-1][0], blocks[-1][1] + words)
        else:
            blocks.append((clause.part == "chrome", words))
        before = clause
    if not blocks and (opening := _opening(outline)):
        return [opening["title"]]
    return [words for _, words in sorted(blocks, key=lambda block: block[0])]


def _opening(outline: Outline) -> re.Match[str] | None:
    """Title and number that open a document without line breaks."""
    first = next((c for c in outline.clauses if c.part != "chrome"), None)
    return _ONE_LINE.match(outline.words(first)[:400]) if first else None


def _closes_title(words: str) -> bool:
    return bool(re.search(r"的通知(?:[（(][^（）()]*[）)])?$", words))


def _title(outline: Outline, titles: list[str]) -> str | None:
    """The plan's own title; without one, the title that the covering notice gives it; else the notice's."""
    own = _plan_title(outline)
    several = any(c.plan for c in outline.clauses)
    if several and (inside := next((said for words in titles if (said := _INSIDE.search(words))), None)):
        return inside["plan"].strip("《》")
    if own and not (inside := _INSIDE.search(own)):
        return _without_front(own)
    sent = _SENT.search(_words(outline, "notice"))
    if sent:
        return sent.group(1)
    if own and inside:
        return inside["plan"].strip("《》")
    for words in titles:
        if inside := _INSIDE.search(words):
            return inside["plan"].strip("《》")
    return _without_front(titles[0]) if titles else None


def _plan_title(outline: Outline) -> str | None:
    """The title above the plan's text; a title with no text under it belongs to something else on the page."""
    found = ""
    if not any(c.kind != "title" and len(outline.words(c).strip()) > 15 for c in outline.clauses if c.part == "plan"):
        return None
    for clause in outline.clauses:
        if clause.part != "plan":
            continue
        if clause.kind != "title":
            if found:
                break
            continue
        words = re.sub(r"\s*\n\s*", "", outline.words(clause).strip())
        if found and _closes_title(found):
            break
        found += words
    return found or None


def _without_front(title: str) -> str:
    """省政府：关于…  is a web page's way to write the issuer."""
    return re.sub(r"^[^：:《》]{2,24}[:：]\s*(?=关于|印发)", "", title)


def _signature(outline: Outline) -> tuple[str | None, date | None]:
    """Who signed and when: the lines of the issuer above a line that is a date, in the notice or at the plan's end."""
    clauses = [c for c in outline.clauses if c.part != "annex" and not (c.part == "chrome" and c.kind == "title")]
    lines = [(c, line.strip()) for c in clauses for line in outline.words(c).splitlines() if line.strip()]
    best: tuple[str | None, date | None] = (None, None)
    for at, (clause, line) in enumerate(lines):
        said = DATE.match(line.lstrip("（(")) if clause.part in ("notice", "plan") else None
        if said and len(line) <= said.end() + 16 and not re.match(r"[起前后止至以]", line[said.end() :]):
            if day := read_date(line):
                return _signers([words for _, words in lines[max(0, at - 8) : at]]), day
        both = _BOTH.search(line)
        if both and clause.part in ("notice", "plan") and (day := read_date(both.group())):
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


def _front(titles: list[str]) -> str | None:
    """The issuer that opens a title: 某市人民政府办公室关于印发…"""
    for words in titles:
        if said := _FRONT.match(words):
            return re.sub(r"\s+", "、", said["issuer"].strip())
    return None


def _number(outline: Outline) -> str | None:
    """The document's own number: on a line of its own or opening one, above the first clause or under a label."""
    for clause in outline.clauses:
        if clause.kind in ("numbered", "dash") and clause.part == "plan":
            break
        for line in outline.words(clause).splitlines():
            words = line.strip().lstrip("（(").strip()
            if label := _NUMBER_LABEL.match(words):
                words = words[label.end() :]
            said = _NUMBER.match(words)
            if said and not re.match(r"(?:根据|按照|依据|关于|落实|贯彻)", words):
                return re.sub(r"\s", "", said.group())
            if clause.kind == "title" and (said := re.search(rf"[\s（(]({_NUMBER.pattern})[）)]?$", words)):
                return re.sub(r"\s", "", said.group(1))
    opening = _opening(outline)
    return re.sub(r"\s", "", opening["number"]) if opening and opening["number"] else None


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
