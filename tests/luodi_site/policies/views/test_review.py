"""Reviewing: accept, edit, reject, restore, add, undo, and two people at once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from luodi_site.accounts.models import AuditEntry
from luodi_site.policies.actions import publish
from luodi_site.policies.actions import review as actions
from luodi_site.policies.models import ReviewItem, ReviewStep

State, Kind = ReviewItem.State, ReviewItem.Kind


def of(reading, kind):
    return ReviewItem.objects.filter(reading=reading, kind=kind).first()


def state(item):
    return ReviewItem.objects.get(pk=item.pk).state


def press(client, item, verb, version=None):
    values = {"version": version or ReviewItem.objects.get(pk=item.pk).version}
    return client.post(reverse("policies:act", args=[item.pk, verb]), values)


def test_it_shows_text_and_cards_with_problems_first(reading, cast, as_):
    """The sentence counts items and problems; the problem's card comes before all others."""
    html = as_(cast.office).get(reverse("policies:review", args=[reading.pk])).content.decode()
    assert "共<b>7</b>项，已核对<b>0</b>项" in html
    assert "1个问题待处理" in html
    assert html.index("kind-problem") < html.index("kind-task") < html.index("kind-target")
    assert "市新材料推广站" in html
    assert html.count("未识别") == 1


@pytest.mark.parametrize(("verb", "after"), [("accept", State.ACCEPTED), ("reject", State.REJECTED)])
def test_it_takes_a_press_and_records_it(verb, after, reading, cast, as_):
    """The item has its new state, a step and an entry in the record."""
    item = of(reading, Kind.TARGET)
    response = press(as_(cast.office), item, verb)
    assert "已核对<b>1</b>项" in response.content.decode()
    assert state(item) == after
    assert ReviewStep.objects.get(item=item).actor == cast.office
    assert AuditEntry.objects.get(verb=f"policies.{verb}_item").detail["item"] == item.pk


def test_it_takes_the_mark_of_a_rejected_item_out_of_the_text(reading, cast, as_):
    """The lines that it stood in come along with the answer, without its mark."""
    item = of(reading, Kind.DUTY)
    html = press(as_(cast.office), item, "reject").content.decode()
    assert 'hx-swap-oob="true">' in html
    assert "m-duty" not in html
    assert "m-duty" in press(as_(cast.office), item, "restore").content.decode()


def test_it_tells_the_second_of_two_people(reading, cast, as_):
    """Who acts on what another has changed meanwhile is told, and nothing is overwritten."""
    item = of(reading, Kind.TARGET)
    press(as_(cast.office), item, "reject")
    response = press(as_(cast.office), item, "accept", version=item.version)
    assert response.status_code == 409
    assert "周协调已在" in response.content.decode()
    assert state(item) == State.REJECTED


def test_it_keeps_a_form_from_overwriting_too(reading, cast, as_):
    """The same holds for an edit."""
    item = of(reading, Kind.DUTY)
    press(as_(cast.office), item, "accept")
    form = {"version": item.version, "what": "简报", "quote": "市经信局每季度向市产业强市推进办公室报送进展"}
    response = as_(cast.office).post(reverse("policies:edit_item", args=[item.pk]), form)
    assert response.status_code == 409
    assert ReviewItem.objects.get(pk=item.pk).payload["what"] == "进展"


def edit(client, item, **values):
    quote = item.reading.text[item.start : item.end].strip()
    return client.post(
        reverse("policies:edit_item", args=[item.pk]), {"version": item.version, "quote": quote, **values}
    )


def test_it_edits_a_target_and_keeps_the_original(reading, cast, as_):
    """The payload is by the codebook; what the compiler read stays beside it."""
    item = of(reading, Kind.TARGET)
    edit(
        as_(cast.office),
        item,
        indicator="规上工业企业数量",
        comparator="-",
        value="900",
        upper="950.5",
        unit="家",
        by="2028",
    )
    item.refresh_from_db()
    assert (item.state, item.payload["value"], item.payload["upper"]) == (State.EDITED, 900, 950.5)
    assert item.original["comparator"] == ">="


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        (Kind.TARGET, {"indicator": "甲", "comparator": "-", "value": "1"}, "区间须填上限"),
        (Kind.TARGET, {"indicator": "甲", "comparator": ">=", "value": "很多"}, "数值"),
        (Kind.BENEFIT, {"beneficiary": "企业"}, "至少填一项"),
        (Kind.MECHANISM, {"kind": "colour_map", "params": "什么都行"}, "看不懂"),
        (Kind.DUTY, {"what": "简报", "quote": "文中没有的话"}, "文中没有这段话"),
    ],
)
def test_it_says_what_is_wrong_at_the_field(kind, values, words, reading, cast, as_):  # noqa: PLR0917 (fixtures)
    """A form that cannot be taken comes back with the reason; the item stays as it was."""
    item = of(reading, kind)
    response = edit(as_(cast.office), item, **values)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert state(item) == State.PROPOSED


def test_it_reads_parameters_of_a_mechanism(reading, cast, as_):
    """名称：内容 a line; lists divided by 、; periods in words."""
    item = of(reading, Kind.MECHANISM)
    edit(as_(cast.office), item, kind="colour_map", params="频次：每季度\n颜色（由好到差）：绿、蓝、红")
    item.refresh_from_db()
    assert item.payload == {"kind": "colour_map", "params": {"every": "quarter", "colours": ["绿", "蓝", "红"]}}


def test_it_assigns_a_unit_to_a_name_that_is_unknown(reading, cast, as_):
    """The name stays as written; the unit behind it is kept beside."""
    item = of(reading, Kind.TASK)
    names = item.payload["units"]
    values = {"title": "培育企业", "lead": names[0], "units": "、".join(names), "assign_0": "松陵市财政局"}
    edit(as_(cast.office), item, **values)
    item.refresh_from_db()
    assert item.payload["units"] == names
    assert item.payload["assigned"] == {"市新材料推广站": [cast.responsible_unit.pk]}


def test_it_refuses_to_assign_a_unit_that_is_not_registered(reading, cast, as_):
    """An assignment is to a unit of the register, or none."""
    item = of(reading, Kind.TASK)
    response = edit(as_(cast.office), item, title="培育企业", units="市新材料推广站", assign_0="市不存在局")
    assert response.status_code == 422


def test_it_adds_an_item_from_selected_text(reading, cast, as_):
    """The stretch is found again from the words, nearest to where they were selected."""
    start = reading.text.index("编制企业名录")
    form = {"kind": "duty", "what": "企业名录", "quote": "编制企业名录", "start": start, "end": start + 6}
    as_(cast.office).post(reverse("policies:add_item", args=[reading.pk]), form)
    item = ReviewItem.objects.get(state=State.ADDED)
    assert reading.text[item.start : item.end] == "编制企业名录"
    assert item.original is None


def test_it_accepts_all_of_a_kind_and_takes_all_of_it_back(reading, cast, as_):
    """One press, one undo; what was rejected before stays rejected."""
    first = of(reading, Kind.TARGET)
    press(as_(cast.office), first, "reject")
    url = reverse("policies:accept_all", args=[reading.pk])
    as_(cast.office).post(url, {"kind": "target"})
    assert sorted(reading.items.filter(kind="target").values_list("state", flat=True)) == ["accepted", "rejected"]
    as_(cast.office).post(reverse("policies:undo", args=[reading.pk]))
    assert sorted(reading.items.filter(kind="target").values_list("state", flat=True)) == ["proposed", "rejected"]


def test_it_undoes_step_by_step_to_the_beginning(reading, cast):
    """Each press takes one step back, on the same item too; then there is nothing left."""
    item = of(reading, Kind.BENEFIT)
    before = dict(item.payload)
    actions.accept(actor=cast.office, item=item, version=item.version)
    actions.reject(actor=cast.office, item=item, version=item.version)
    actions.restore(actor=cast.office, item=item, version=item.version)
    changed = {**before, "amount": 5}
    actions.edit(actor=cast.office, item=item, version=item.version, payload=changed, start=item.start, end=item.end)
    seen = []
    for _ in range(4):
        actions.undo(actor=cast.office, reading=reading)
        seen.append(state(item))
    assert seen == [State.PROPOSED, State.REJECTED, State.ACCEPTED, State.PROPOSED]
    assert ReviewItem.objects.get(pk=item.pk).payload == before
    with pytest.raises(actions.NothingToUndo):
        actions.undo(actor=cast.office, reading=reading)


def test_it_undoes_nothing_of_another_person(reading, cast):
    """Undo is for one's own steps, and never over someone else's later change."""
    item = of(reading, Kind.BENEFIT)
    actions.accept(actor=cast.office, item=item, version=item.version)
    actions.reject(actor=cast.admin, item=item, version=item.version)
    with pytest.raises(actions.SomeoneElse):
        actions.undo(actor=cast.office, reading=reading)
    assert state(item) == State.REJECTED


def test_it_changes_nothing_once_published(reading, cast, as_):
    """After publication the items of the reading stand still."""
    publish(reading=reading, actor=cast.office, ticked=("unchecked", "problems"))
    item = of(reading, Kind.TARGET)
    response = press(as_(cast.office), item, "reject")
    assert response.status_code == 409
    assert "已发布" in response.content.decode()
    assert state(item) == State.PROPOSED


def test_it_lets_an_auditor_look_but_not_touch(reading, cast, as_):
    """The auditor sees the review without buttons, and cannot press any by hand."""
    client = as_(cast.auditor)
    html = client.get(reverse("policies:review", args=[reading.pk])).content.decode()
    assert 'data-press="a"' not in html
    assert press(client, of(reading, Kind.TARGET), "accept").status_code == 403


def test_it_shows_the_steps_in_words(reading, cast, as_):
    """The history names who did what to which item."""
    press(as_(cast.office), of(reading, Kind.DUTY), "reject")
    html = as_(cast.auditor).get(reverse("policies:history", args=[reading.pk])).content.decode()
    assert "剔除" in html
    assert "报送义务：市经信局 进展" in html
