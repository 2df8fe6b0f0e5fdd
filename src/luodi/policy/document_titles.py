"""The titles of a file: the plan's own, the covering notice's, the web page's, and what opens a document in one line."""

from __future__ import annotations

import re

from luodi.clauses.model import Clause, Outline
from luodi.clauses.parts import GENRE

ISSUER_END = (
    r"(?:人民政府|政府|办公厅|办公室|委员会|管委会|领导小组|指挥部|联席会议|党组|人大常委会"
    r"|委|厅|局|部|办|院|处|中心|协会|公司|集团|银行|支行|分行|海关)"
)
NUMBER = re.compile(r"[一-鿿]{1,16}\s*[〔\[【（(﹝［]\s*(?:19|20)\d\d\s*[〕\]】）)﹞］]\s*第?\s*\d{1,5}\s*号")
_SENT = re.compile(r"《([^《》]{4,120})》[^。；《》]{0,40}?(?:印发给|已经|经|业经|现予|现印发|予以印发)")
_INSIDE = re.compile(
    r"(?:印发|转发|发布|公布)\s*《?(?P<plan>.{4,120}?)》?\s*的(?:通知|通告|公告)(?:\s*[（(][^（）()]*[）)])*\s*$"
)
_FRONT = re.compile(rf"^(?P<issuer>[一-鿿、\s]{{2,60}}?{ISSUER_END})\s*[:：]?\s*(?=关于|印发|转发)")
# A document in one line: its title, then perhaps its number, then whom it is addressed to.
_ONE_LINE = re.compile(
    rf"\s*(?P<title>[^。；：:\n]{{6,120}}?{GENRE}(?:的通知)?(?:[（(][^（）()]{{2,20}}[）)])*)\s*"
    rf"(?:[（(]?(?P<number>{NUMBER.pattern})[）)]?|(?=(?:各|有关)[^。；]{{1,120}}[：:]))"
)


def title_lines(outline: Outline) -> list[str]:
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
    if not blocks and (first := opening(outline)):
        return [first["title"]]
    return [words for _, words in sorted(blocks, key=lambda block: block[0])]


def opening(outline: Outline) -> re.Match[str] | None:
    """Title and number that open a document without line breaks."""
    first = next((c for c in outline.clauses if c.part != "chrome"), None)
    return _ONE_LINE.match(outline.words(first)[:400]) if first else None


def _closes_title(words: str) -> bool:
    return bool(re.search(r"的通知(?:[（(][^（）()]*[）)])?$", words))


def plan_title(outline: Outline, titles: list[str]) -> str | None:
    """The plan's own title; without one, the title that the covering notice gives it; else the notice's."""
    own = _own_title(outline)
    several = any(c.plan for c in outline.clauses)
    if several and (inside := next((said for words in titles if (said := _INSIDE.search(words))), None)):
        return inside["plan"].strip("《》")
    if own and not (inside := _INSIDE.search(own)):
        return _without_front(own)
    sent = _SENT.search("".join(outline.words(c) for c in outline.clauses if c.part == "notice"))
    if sent:
        return sent.group(1)
    if own and inside:
        return inside["plan"].strip("《》")
    for words in titles:
        if inside := _INSIDE.search(words):
            return inside["plan"].strip("《》")
    return _without_front(titles[0]) if titles else None


def _own_title(outline: Outline) -> str | None:
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


def front_issuer(titles: list[str]) -> str | None:
    """The issuer that opens a title: 某市人民政府办公室关于印发…"""
    for words in titles:
        if said := _FRONT.match(words):
            return re.sub(r"\s+", "、", said["issuer"].strip())
    return None
