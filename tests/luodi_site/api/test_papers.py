"""Papers over the interface: whom an issued one concerns reads it and has it as Word; drafts are the office's."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest
from tests.luodi_site.conftest import issued_breakdown

from luodi_site.supervision import actions


@pytest.fixture
def issued(cast, edition):
    actions.open_edition(edition=edition, actor=cast.office)
    return issued_breakdown(cast, edition)


@pytest.fixture
def unissued(cast, issued):
    return actions.draft_paper(
        region=cast.city, kind="progress", actor=cast.office, issuer=cast.office_unit.name, on=date(2026, 3, 10),
        first_on=date(2026, 1, 1), last_on=date(2026, 3, 31), period="2026年1季度",
    )  # fmt: skip


def test_it_lists_what_concerns_the_unit(call, cast, issued, unissued):
    """A unit gets the issued one that names it; the office its draft too, by kind and state; a bystander nothing."""
    got = call(cast.lead_unit, "get", "/api/papers").json()
    assert [(one["id"], one["state"], one["code"]) for one in got["items"]] == [(issued.pk, "issued", issued.code)]
    assert got["items"][0]["policy_id"] == issued.edition_id
    assert call(cast.office_unit, "get", "/api/papers").json()["total"] == 2
    drafts = call(cast.office_unit, "get", "/api/papers?state=drafted&kind=progress").json()
    assert [one["id"] for one in drafts["items"]] == [unissued.pk]
    bystander = cast.bystander.memberships.get().unit
    assert call(bystander, "get", "/api/papers").json()["total"] == 0


def test_it_gives_one_with_its_word_file(call, cast, issued, unissued):
    """The words as issued, and the same Word file as on the page; the draft is not there for the unit."""
    whole = call(cast.responsible_unit, "get", f"/api/papers/{issued.pk}").json()
    assert whole["content"]["annexes"][0]["title"] == "任务清单"
    assert whole["content"]["masthead"]["number"] == issued.code
    answer = call(cast.responsible_unit, "get", f"/api/papers/{issued.pk}/word")
    assert issued.code in [line.text for line in docx.Document(BytesIO(answer.content)).paragraphs]
    assert call(cast.responsible_unit, "get", f"/api/papers/{unissued.pk}/word").status_code == 404
    assert call(cast.office_unit, "get", f"/api/papers/{unissued.pk}").status_code == 200
