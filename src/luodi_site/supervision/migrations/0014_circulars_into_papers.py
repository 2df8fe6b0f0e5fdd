"""Circulars that were kept apart become issued papers, word for word, under their own date and number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db import migrations
from django.utils import timezone


def move(apps: Any, _editor: Any) -> None:
    """Units learn of the papers that were issued before they could; then the circulars follow."""
    issued = apps.get_model("supervision", "IssuedPaper").objects.select_related("paper").order_by("pk")
    for kept in issued.iterator(chunk_size=20):
        _name(apps, kept.paper, kept.content, matter__region_id=kept.paper.region_id)
    for circular in apps.get_model("supervision", "Circular").objects.order_by("pk").iterator(chunk_size=20):
        paper = _paper(apps, circular)
        _search(apps, circular.pk, paper.pk)


def _paper(apps: Any, circular: Any) -> Any:
    def model(name: str) -> Any:
        return apps.get_model("supervision", name).objects

    same = {"content": circular.content, "checksum": circular.checksum, "issued_on": circular.issued_on}
    paper = model("Paper").create(
        region_id=circular.region_id, kind="breakdown", edition_id=circular.edition_id, issuer=circular.issuer,
        title_text=circular.title[:200], title=circular.title, body="", state="issued", code=circular.number,
        addressees=(json.loads(circular.content).get("addressees") or "")[:200], on=circular.issued_on,
        first_on=circular.issued_on, last_on=circular.issued_on, period="", former_number=circular.pk, **same,
    )  # fmt: skip
    by, at = circular.issued_by_id, circular.issued_at
    model("PaperEntry").create(
        paper=paper, at=at, on=timezone.localdate(at), actor_id=by, kind="archive", checksum=circular.checksum
    )
    kept = model("IssuedPaper").create(paper=paper, code=circular.number, issued_by_id=by, **same)
    model("IssuedPaper").filter(pk=kept.pk).update(issued_at=at)
    _name(apps, paper, circular.content, matter__edition_id=circular.edition_id)
    return paper


def _name(apps: Any, paper: Any, content: str, **whose: Any) -> None:
    """The units that the words name, where they are addressed to units: what is only behind a figure names nobody, and
    市财政局 is not meant where 棉浦市财政局 is written."""
    kept = json.loads(content)
    if not kept.get("addressees"):
        return
    words = "\n".join([kept["addressees"], *_texts(kept.get("blocks")), *_texts(kept.get("annexes"))])
    rows = apps.get_model("supervision", "MatterUnit").objects.filter(unit__isnull=False, **whose)
    units: dict[str, set[int]] = {}
    for unit, name in rows.order_by().values_list("unit_id", "name").distinct():
        units.setdefault(name, set()).add(unit)
    found: set[int] = set()
    for name in sorted(filter(None, units), key=len, reverse=True):
        if name in words:
            found |= units[name]
            words = words.replace(name, "\n")
    paper.concerned.set(found)


def _texts(kept: Any) -> Iterator[str]:
    """What stands on the page: the texts of all runs."""
    if isinstance(kept, list):
        for one in kept:
            yield from _texts(one)
    elif isinstance(kept, dict):
        for name, value in kept.items():
            if name == "text" and isinstance(value, str):
                yield value
            elif name != "source":
                yield from _texts(value)


def _search(apps: Any, former: int, number: int) -> None:
    """What was found as a circular is found as the paper."""
    entries = apps.get_model("search", "SearchEntry").objects.filter(kind="circular", number=former)
    for entry in entries:
        apps.get_model("search", "SearchWord").objects.filter(entry_id=entry.pk).update(kind="paper")
    entries.update(kind="paper", number=number, owner=number)


class Migration(migrations.Migration):
    dependencies = [("supervision", "0013_papers_about_editions"), ("search", "0003_papers")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
