"""Circulars that were kept apart become issued papers, and none is lost."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.luodi_site.conftest import issued_breakdown

from luodi_site.search.models import SearchEntry, SearchWord
from luodi_site.supervision.models import Paper

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("supervision", "0012_urgency"), ("search", "0002_words_without_watch")]


def migrated(targets: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


def behind_a_figure(content: str, words: str) -> str:
    """The same report, with these words behind the first run of its text."""
    kept = json.loads(content)
    reference = {"kind": "matter", "number": 1, "words": words}
    kept["blocks"][0]["runs"][0]["source"] = {"matters": [], "spans": [], "references": [reference]}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


@pytest.fixture
def newest():
    """Whatever becomes of the test, the next one finds the database of today."""
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_it_makes_papers_of_circulars(newest, edition, cast):
    """Words, number, day, who kept it and when stay; it is found by the same words, and units that it names read it."""
    content = behind_a_figure(issued_breakdown(cast, edition).issued.content, "市文旅局牵头的任务")
    apps = migrated(BEFORE)
    for name, person in (("市文旅局", cast.bystander), ("经信局", cast.unrelated)):
        apps.get_model("supervision", "MatterUnit").objects.create(
            matter_id=edition.matters.first().pk, unit_id=person.memberships.get().unit_id, name=name, role="supporting"
        )
    at = datetime(2026, 3, 11, 2, 0, tzinfo=UTC)
    kept = apps.get_model("supervision", "Circular").objects.create(
        edition_id=edition.pk, region_id=cast.city.pk, title="关于任务分解情况的通报", number="松强办〔2026〕1号",
        issuer="松陵市产业强市推进办公室", issued_on=date(2026, 3, 10), content=content, checksum="c" * 64,
        issued_by_id=cast.office.pk,
    )  # fmt: skip
    apps.get_model("supervision", "Circular").objects.update(issued_at=at)
    entry = apps.get_model("search", "SearchEntry").objects.create(
        kind="circular", number=kept.pk, owner=kept.pk, title=kept.title, on=kept.issued_on
    )
    apps.get_model("search", "SearchWord").objects.create(word="分解", kind="circular", rank=1, entry=entry)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    paper = Paper.objects.get(former_number=kept.pk)
    assert (paper.state, paper.kind, paper.edition_id, paper.code) == ("issued", "breakdown", edition.pk, kept.number)
    assert (paper.issued.content, paper.issued.issued_at, paper.issued.issued_by_id) == (content, at, cast.office.pk)
    concerned = set(paper.concerned.all())
    assert {cast.lead_unit, cast.responsible_unit} <= concerned
    assert not {cast.bystander.memberships.get().unit, cast.unrelated.memberships.get().unit} & concerned
    assert [(one.kind, one.actor_id) for one in paper.entries.all()] == [("archive", cast.office.pk)]
    assert SearchEntry.objects.get(kind="paper", number=paper.pk).title == kept.title
    assert SearchWord.objects.filter(kind="paper", entry__number=paper.pk).exists()
    assert "circular" not in SearchEntry.objects.values_list("kind", flat=True)
