"""Two policies side by side: who may, what changed, what was not taken up, and the files to keep."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from luodi_site.policies.actions import keep_file, publish, read_file, reopen
from luodi_site.policies.actions import review as actions
from luodi_site.policies.models import ReviewItem

OLD = (
    "松陵市绿色制造行动方案\n"
    "一、主要目标\n"
    "到2028年，绿色工厂达到60家。\n"
    "二、重点任务\n"
    "（一）建设绿色工厂。支持企业开展节能改造，建立绿色工厂培育库。（责任单位：市经信局）\n"
    "（二）开展用能诊断。组织专家到企业查找节能空间，形成诊断报告。（责任单位：市财政局）\n"
)
NEW = (
    "松陵市绿色制造行动方案\n"
    "一、主要目标\n"
    "到2028年，绿色工厂达到80家。\n"
    "二、重点任务\n"
    "（一）建设绿色工厂。支持企业开展节能改造，建立绿色工厂培育库。（责任单位：市经信局）\n"
    "（二）推广装配建筑。新建厂房优先采用装配式钢结构，发布示范名单。（责任单位：市财政局）\n"
)
ABOVE = (
    NEW.replace("松陵市绿色制造行动方案", "云泽省绿色制造实施意见")
    .replace("（责任单位：市经信局）", "")
    .replace("（责任单位：市财政局）", "")
)


@pytest.fixture
def published(cast):
    """Puts a text through upload, compiler and publication: ``published(words)``."""

    def make(words, region=None):
        file, _is_new = keep_file(
            actor=cast.office, region=region or cast.city, content=SimpleUploadedFile("plan.txt", words.encode())
        )
        reading = read_file(actor=cast.office, file=file)
        return publish(reading=reading, actor=cast.office, ticked=("unchecked", "problems"))

    return make


@pytest.fixture
def pair(published):
    """The old and the new plan, as the addresses name them."""
    old, new = published(OLD), published(NEW)
    return {"old": f"e{old.pk}", "new": f"e{new.pk}"}


def page(client, name, values):
    return client.get(reverse(f"policies:{name}"), values)


def test_it_shows_what_changed_with_dropped_and_added_words_marked(pair, cast, as_):
    """Only changed clauses by default; the words that differ are struck on the left and underlined on the right."""
    html = page(as_(cast.office), "compare", pair).content.decode()
    assert "<del>6</del>0家" in html or "<del>60</del>家" in html
    assert "<ins>8</ins>0家" in html or "<ins>80</ins>家" in html
    assert "开展用能诊断" in html
    assert "推广装配建筑" in html
    assert "建立绿色工厂培育库" not in html
    assert reverse("policies:compare_word") in html


def test_it_shows_the_whole_text_on_demand(pair, cast, as_):
    """The switch brings the clauses that did not change."""
    html = page(as_(cast.office), "compare", {**pair, "all": "1"}).content.decode()
    assert html.count("建立绿色工厂培育库") == 2


def test_it_leads_from_each_side_to_its_place(pair, cast, as_):
    """Every passage carries its 出处, and the stretch there is the passage itself."""
    html = page(as_(cast.office), "compare", pair).content.decode()
    start = NEW.index("到2028年")
    assert f"?start={start}&amp;end={start + len('到2028年，绿色工厂达到80家。')}#here" in html


def test_it_compares_an_edition_with_the_one_before_it_by_one_click(edition, cast, as_):
    """Where a revision changed what was read, and not the text, the items that differ are shown."""
    reopen(reading=edition.reading, actor=cast.office)
    edition.reading.refresh_from_db()
    target = ReviewItem.objects.filter(reading=edition.reading, kind="target").first()
    actions.edit(
        actor=cast.office, item=target, version=target.version, payload={**target.payload, "value": 950},
        start=target.start, end=target.end,
    )  # fmt: skip
    second = publish(reading=edition.reading, actor=cast.office, ticked=("unchecked", "problems"))
    client = as_(cast.office)
    assert f"?new=e{second.pk}" in client.get(reverse("policies:edition", args=[second.pk])).content.decode()
    html = page(client, "compare", {"new": f"e{second.pk}"}).content.decode()
    assert "识别结果有<b>1</b>项不同" in html
    assert "≥900家" in html
    assert "≥950家" in html
    assert "两个版次的原文相同" in html


def test_it_lays_a_document_under_review_beside_an_edition(published, reading, cast, as_):
    """The office sees what is about to change before it is published; a unit does not see drafts at all."""
    published(OLD)
    assert f'value="r{reading.pk}"' in page(as_(cast.office), "compare", {}).content.decode()
    assert f'value="r{reading.pk}"' not in page(as_(cast.lead), "compare", {}).content.decode()
    assert page(as_(cast.lead), "compare", {"new": f"r{reading.pk}"}).status_code == 404


@pytest.mark.parametrize("who", ["unrelated", "unrelated_office"])
@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("compare", "old", "new"), ("compare_word", "old", "new"), ("compare_page", "old", "new"),
        ("superior", "superior", "local"), ("superior_word", "superior", "local"),
    ],
)  # fmt: skip
def test_it_refuses_an_unrelated_county(who, name, first, second, pair, cast, as_):  # noqa: PLR0917 (fixtures)
    """Typing the number of an edition that is not theirs finds nothing, on either side."""
    client = as_(getattr(cast, who))
    values = {first: pair["old"], second: pair["new"]}
    assert page(client, name, values).status_code == 404
    assert page(client, name, {second: pair["new"]}).status_code == 404
    assert page(as_(cast.office), name, values).status_code == 200


@pytest.mark.parametrize("key", ["e0", "x1", "e999999999999999999", "e1;drop", "e١"])
def test_it_does_not_know_what_is_no_key(key, cast, as_):
    """Whatever else stands in the address is not found."""
    assert page(as_(cast.office), "compare", {"old": key}).status_code == 404


def test_it_gives_the_comparison_as_word_and_as_a_page(pair, cast, as_):
    """Both files hold the changed clauses in a table."""
    word = page(as_(cast.office), "compare_word", pair)
    document = Document(BytesIO(word.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("达到60家" in text for text in cells)
    assert any("达到80家" in text for text in cells)
    html = page(as_(cast.office), "compare_page", pair).content.decode()
    assert "新旧对照表" in html
    assert "达到80家" in html


@pytest.fixture
def carried(published):
    """A superior's plan, and a local one that takes up part of it."""
    above, local = published(ABOVE), published(OLD)
    return {"superior": f"e{above.pk}", "local": f"e{local.pk}"}


def test_it_puts_what_was_not_taken_up_first(carried, cast, as_):
    """The task without a counterpart stands before the one that has it."""
    html = page(as_(cast.office), "superior", carried).content.decode()
    assert "未见承接" in html
    assert html.index("推广装配建筑") < html.index("建设绿色工厂")
    assert "文字相近" in html


def test_it_keeps_only_one_verdict_on_demand(carried, cast, as_):
    """The filter for 未见承接 leaves what was taken up out."""
    html = page(as_(cast.office), "superior", {**carried, "verdict": "missing"}).content.decode()
    table = html[html.index("<tbody>") :]
    assert "推广装配建筑" in table
    assert "建设绿色工厂" not in table


def test_it_gives_the_superiors_comparison_as_word(carried, cast, as_):
    """Every target and task of the superior's policy has its row."""
    document = Document(BytesIO(page(as_(cast.office), "superior_word", carried).content))
    words = "".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "推广装配建筑" in words
    assert "未见承接" in words


def test_it_finds_the_superior_that_the_local_policy_names(published, cast, as_):
    """A policy made under a published one is compared with it by one click."""
    above = published(ABOVE)
    local = published(
        "松陵市绿色制造行动方案\n为贯彻落实《云泽省绿色制造实施意见》，制定本方案。\n" + OLD.split("\n", 1)[1]
    )
    html = page(as_(cast.office), "superior", {"local": f"e{local.pk}"}).content.decode()
    assert f'<option value="e{above.pk}" selected>' in html
