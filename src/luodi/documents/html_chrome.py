"""What on a web page is furniture and not the document: navigation, page header and footer, sidebars, tools."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

_TAGS = ("nav", "aside", "footer", "header")
_ROLES = ("navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog")
_WORDS = frozenset((
    "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "sidebar", "footer",
    "foot", "copyright", "topbar", "toolbar", "share", "sharing", "pager", "pagination", "related", "recommend",
    "search", "login", "qrcode", "sitemap",
))  # fmt: skip
_OF_DOCUMENT = frozenset((
    "article", "content", "main", "detail", "details", "text", "body", "title", "doc", "document", "news",
))  # fmt: skip
# Furniture holds little of a page's own words; more than this share of them is the document, whatever it is called.
_MOST_SHARE = 0.3
_SHORT_LINK = 12


class Chrome:
    """Judges the elements of one page."""

    def __init__(self, body: LexborNode, title: str) -> None:
        self._own_words = _own_words(body)
        self._title = _squeezed(title)

    def holds(self, node: LexborNode, inside_document: bool) -> bool:
        """Whether all that stands in this element is furniture. ``inside_document``: it stands in article or main."""
        if not (self._says_so(node, inside_document) or _is_menu(node)):
            return False
        return not self._has_title(node) and _own_words(node) <= _MOST_SHARE * self._own_words

    @staticmethod
    def _says_so(node: LexborNode, inside_document: bool) -> bool:
        tag, attributes = node.tag, node.attributes
        if tag in _TAGS and not (inside_document and tag in ("header", "footer")):
            return True
        if (attributes.get("role") or "").lower() in _ROLES:
            return True
        # So LibreOffice exports page headers and footers.
        if tag == "div" and attributes.get("title") in ("header", "footer"):
            return True
        if tag in ("body", "html", "main", "article", "p") or (inside_document and tag == "header"):
            return False
        words = set(re.findall(r"[a-z]+", f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()))
        return bool(words & _WORDS) and not words & _OF_DOCUMENT

    def _has_title(self, node: LexborNode) -> bool:
        """A heading that the page is named after belongs to the document, even in a page header."""
        headings = (_squeezed(heading.text()) for heading in node.css("h1,h2,h3"))
        return any(len(words) >= 8 and words in self._title for words in headings)


def _is_menu(node: LexborNode) -> bool:
    """A list of nothing but short links."""
    if node.tag not in ("ul", "ol"):
        return False
    links = [_squeezed(link.text()) for link in node.css("a")]
    if len(links) < 4 or max(map(len, links)) > _SHORT_LINK:
        return False
    return sum(map(len, links)) >= 0.9 * len(_squeezed(node.text()))


def _own_words(node: LexborNode) -> int:
    """Characters that are not in links, scripts or forms."""
    whole = len(_squeezed(node.text()))
    return whole - sum(len(_squeezed(part.text())) for part in node.css("a,script,style,select,noscript"))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
