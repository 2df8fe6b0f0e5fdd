"""Filters and small pieces that every template of the site may use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from luodi_site.lib import formats, pages, verbs

register = template.Library()

register.filter("money", formats.money)
register.filter("exact_money", formats.exact_money)
register.filter("share", formats.share)
register.filter("plain_number", formats.plain)
register.filter("day_in_text", formats.day_in_text)
register.filter("weekday", formats.weekday_of)
register.filter("day_in_table", formats.day_in_table)
register.filter("moment", formats.moment)
register.filter("quarter", formats.quarter)
register.filter("verb_words", verbs.words_for)


@register.filter
def joined(values: Any) -> str:
    """甲、乙、丙."""
    return "、".join(str(value) for value in values or ())


@register.filter
def at(mapping: Any, key: Any) -> Any:
    """The value under a key, or nothing."""
    return mapping.get(key) if mapping else None


@register.simple_tag
def icon(name: str) -> SafeString:
    """A symbol of our own sheet; says nothing to a screen reader, for the word stands beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("luodi/icons.svg"), name,
    )  # fmt: skip


@register.simple_tag
def options(rows: Iterable[tuple[Any, Any]], chosen: Any) -> SafeString:
    """The choices of a long list, (value, words) each: thousands of them cost a page too much as a loop of a template."""
    marks = ("", " selected")
    return mark_safe(  # both parts are escaped
        "".join(
            f'<option value="{escape(value)}"{marks[value == chosen]}>{escape(words)}</option>' for value, words in rows
        )
    )


@register.simple_tag
def yuan(value: Any) -> SafeString:
    """Money that scales itself, the exact sum on pointing."""
    return format_html('<span class="num" title="{}">{}</span>', formats.exact_money(value), formats.money(value))


@register.simple_tag(takes_context=True)
def query_with(context: dict[str, Any], **changes: Any) -> str:
    """The present query string with changes: ``{% query_with kind='task' page='' %}``."""
    request: HttpRequest = context["request"]
    return pages.with_changed(request, **changes)


@register.inclusion_tag("components/source.html")
def source(url: str, words: str = "", place: str = "") -> dict[str, str]:
    """出处: a small mark; pointing shows the clause in its words, clicking opens the document at the stretch."""
    return {"url": url, "words": words, "place": place}


@register.inclusion_tag("components/pages.html")
def page_links(page: pages.PageOfRows) -> dict[str, Any]:
    return {"page": page}
