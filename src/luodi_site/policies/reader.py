"""A published edition as its readers see it: the text with its marks, and the items beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from luodi_site.accounts.models import Unit
from luodi_site.accounts.queries import posts_of, roles_of
from luodi_site.lib.formats import day_in_text
from luodi_site.policies import words
from luodi_site.policies.cards import UnitChip, chip_of
from luodi_site.policies.compiled import GROUPS
from luodi_site.policies.marking import Mark, lines_of, render
from luodi_site.policies.models import Edition, ReviewItem
from luodi_site.policies.outlines import Places


@dataclass(frozen=True)
class ReadItem:
    """One item of an edition in words."""

    pk: int
    kind: str
    title: str
    rows: tuple[tuple[str, str], ...]
    units: tuple[UnitChip, ...]
    source: str
    start: int
    end: int
    is_mine: bool


@dataclass(frozen=True)
class ReadGroup:
    kind: str
    label: str
    items: tuple[ReadItem, ...]


@dataclass(frozen=True)
class Reader:
    groups: tuple[ReadGroup, ...]
    text_html: SafeString
    facts: tuple[tuple[str, str], ...]
    mine: int
    roles: frozenset[str]


def _read_item(kind: str, item: dict[str, Any], units: dict[int, Unit], mine: set[int], region: str) -> ReadItem:
    ids: dict[str, list[int]] = item.get("unit_ids") or {}
    leads, lists = set(item.get("lead", ())), item.get("expanded") or {}
    chips = tuple(
        chip_of(
            written,
            [units[n] for n in numbers if n in units],
            region,
            is_lead=written in leads,
            is_list=written in lists,
        )
        for written, numbers in ids.items()
    )
    return ReadItem(
        item["id"], kind, words.item_title(kind, item, item["quote"]), tuple(words.rows_of(kind, item)), chips, item["source"],
        item["start"], item["end"], any(number in mine for numbers in ids.values() for number in numbers),
    )  # fmt: skip


def facts_rows(facts: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """What the document says of itself."""
    horizon = facts.get("horizon")
    based = "、".join(f"《{r['title']}》" + (r.get("number") or "") for r in facts.get("based_on") or ())
    rows = (
        (_("发文机关"), facts.get("issuer")),
        (_("发文字号"), facts.get("number")),
        (_("印发日期"), day_in_text(facts["issued_on"]) if facts.get("issued_on") else ""),
        (_("管辖地区"), facts.get("jurisdiction")),
        (_("实施期限"), f"{horizon[0]}—{horizon[1]}年" if horizon else ""),
        (_("依据文件"), based),
    )
    return tuple((label, str(value)) for label, value in rows if value)


def reader_of(edition: Edition, person: Any) -> Reader:
    """Everything of an edition; items that fall to the person's own units are marked as theirs."""
    units = _units(edition)
    homes = tuple(post.unit.path for post in posts_of(person))
    mine = {number for number, unit in units.items() if unit.path.startswith(homes)} if homes else set()
    labels = dict(ReviewItem.Kind.choices)
    groups = tuple(
        ReadGroup(
            kind,
            str(labels[kind]),
            tuple(_read_item(kind, item, units, mine, edition.region.name) for item in edition.policy.get(group, ())),
        )
        for kind, group in (*GROUPS, (ReviewItem.Kind.RULE, "rules"))
    )
    marks = [Mark(item.pk, item.kind, item.start, item.end) for group in groups for item in group.items]
    html = "".join(render(edition.text, lines_of(edition.text, Places(edition.outline)), marks))
    return Reader(
        groups=tuple(group for group in groups if group.items),
        text_html=mark_safe(html),
        facts=facts_rows(edition.document),
        mine=sum(item.is_mine for group in groups for item in group.items),
        roles=roles_of(person),
    )


def _units(edition: Edition) -> dict[int, Unit]:
    numbers = edition.concerned.values("unit_id")
    return {unit.pk: unit for unit in Unit.objects.filter(pk__in=numbers).prefetch_related("names")}
