"""What the clock issues, once; orders confirmed, replied to, put right and verified; numbers that never repeat."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from luodi.ledger.escalation.from_yaml import default_text
from luodi_site.notices.models import Notice
from luodi_site.supervision import actions
from luodi_site.supervision.actions.numbers import next_code
from luodi_site.supervision.models import EscalationAct, Issue, LedgerEntry, Matter, Order, SeriesNumber

DUE = date(2026, 6, 26)


def pdf(name="proof.pdf"):
    return SimpleUploadedFile(name, b"%PDF " + name.encode())


@pytest.fixture
def dated(led, cast):
    """The matter that 市经信局 leads, to be done by a Friday at the end of June."""
    actions.set_deadline(
        matter=led, actor=cast.office, version=led.version, day=DUE, on=date(2026, 5, 1), reason="会议"
    )
    return led


@pytest.fixture
def issue(cast):
    found = actions.raise_issue(
        actor=cast.firm,
        unit=cast.firm_unit,
        region=cast.city,
        title="用电扩容未批",
        words="等了两月。",
        on=date(2026, 6, 1),
    )
    actions.take_step(
        issue=found, actor=cast.office, unit=cast.office_unit, version=1, step="assign", lead_unit=cast.lead_unit,
        clear_by_on=DUE, on=date(2026, 6, 1),
    )  # fmt: skip
    return found


def through(first, last):
    for number in range((last - first).days + 1):
        actions.escalate(first + timedelta(days=number))


def said(subject):
    return [(act.step, act.on.isoformat()) for act in EscalationAct.objects.filter(subject=subject).order_by("pk")]


def test_it_escalates_an_issue_from_colour_to_colour(issue, cast):
    """提醒、蓝、橙: each once, in its history, and whoever leads is told; orange waits as a draft, and so red does too."""
    through(date(2026, 6, 17), date(2026, 7, 27))
    steps = said(f"issue:{issue.pk}")
    assert steps[0] == ("remind_before", "2026-06-23")
    assert [step for step, _day in steps if step in ("blue", "orange", "red")] == ["blue", "orange"]
    blue = Order.objects.get(colour="blue")
    assert (blue.state, blue.unit, blue.colour, blue.code) == ("issued", cast.lead_unit, "blue", "松陵督〔2026〕1号")
    assert blue.reply_by_on and blue.rectify_by_on > blue.reply_by_on
    kinds = [entry.kind for entry in issue.entries.order_by("id")]
    assert kinds.count("order") == 1 and "remind" in kinds
    assert Notice.objects.filter(person=cast.lead, kind="order").count() == 1


def test_it_leaves_one_draft_the_gravest(dated, cast):
    """The red light of an overdue matter drafts a yellow order; when the red one comes, even on the same day, that gives way."""
    actions.set_deadline(
        matter=dated,
        actor=cast.office,
        version=dated.version,
        day=date(2026, 7, 31),
        reason="会议",
        on=date(2026, 5, 2),
    )
    LedgerEntry.objects.create(
        matter=dated, on=date(2026, 7, 1), kind=LedgerEntry.Kind.LIGHT, payload={"before": ["green"], "after": ["red"]}
    )
    Matter.objects.filter(pk=dated.pk).update(light="red")
    actions.escalate(date(2026, 7, 6))
    yellow = Order.objects.get(colour="yellow")
    assert yellow.state == "draft"
    Matter.objects.filter(pk=dated.pk).update(deadline=DUE)
    actions.escalate(date(2026, 7, 6))
    yellow.refresh_from_db()
    assert (yellow.state, yellow.settled_on) == ("dropped", date(2026, 7, 6))
    assert "红色督办单" in yellow.entries.get(kind="drop").words
    assert [order.colour for order in Order.objects.filter(state="draft")] == ["red"]
    assert actions.escalate(date(2026, 7, 7)) == 0


def test_it_goes_on_when_a_draft_is_confirmed(issue, cast):
    """An orange order waits for the office; issued, it is numbered and dated from that day; then red follows."""
    through(date(2026, 6, 27), date(2026, 7, 15))
    orange = Order.objects.get(colour="orange")
    assert (orange.state, orange.code, orange.issued_on) == ("draft", "", None)
    actions.take_order_step(order=orange, actor=cast.office, unit=cast.office_unit, version=orange.version, step="issue",
                            on=date(2026, 7, 16))  # fmt: skip
    assert orange.code == "松陵督〔2026〕2号" and orange.issued_on == date(2026, 7, 16)
    through(date(2026, 7, 17), date(2026, 7, 27))
    assert Order.objects.filter(colour="red").count() == 1


def test_it_does_nothing_twice(dated, issue):
    """A day run again, and a day of the past, issue nothing; neither acts nor entries nor notices grow."""
    through(date(2026, 6, 1), date(2026, 7, 7))
    before = EscalationAct.objects.count(), LedgerEntry.objects.count(), Notice.objects.count(), Order.objects.count()
    assert before[0] > 4
    assert actions.escalate(date(2026, 7, 7)) == 0
    after = EscalationAct.objects.count(), LedgerEntry.objects.count(), Notice.objects.count(), Order.objects.count()
    assert after == before


def test_it_is_part_of_the_day(dated):
    """``advance`` escalates after the lights."""
    counts = actions.advance(date(2026, 6, 29)).counts
    assert counts["acts"] == EscalationAct.objects.count() > 0
    assert list(counts)[-1] == "acts"


def test_it_tells_who_was_told(dated, cast):
    """The matter's history says what, when and to whom: the lead, and those responsible where the rule says so."""
    actions.escalate(date(2026, 6, 26))
    entry = dated.entries.filter(kind="remind").first()
    assert entry.on == date(2026, 6, 26) and "到期提醒" in entry.payload["words"]
    assert entry.payload["told"] == ["市经信局", "市财政局", "柳湾县人民政府"]
    assert Notice.objects.filter(person=cast.responsible).exists()
    assert not Notice.objects.filter(person=cast.unrelated).exists()


def test_it_leaves_alone_what_is_done(dated, cast):
    """A matter whose closure is claimed is not pursued further."""
    actions.request_closure(matter=dated, actor=cast.lead, version=dated.version, words="办结", files=[pdf()])
    through(date(2026, 6, 1), date(2026, 7, 17))
    assert said(f"matter:{dated.pk}") == []


def test_it_sends_a_unit_that_is_late_again_higher(cast):
    """Twice late within the year: the third missed deadline brings orange at once, and the reason counts."""
    for number in range(2):
        old = actions.raise_issue(
            actor=cast.firm,
            unit=cast.firm_unit,
            region=cast.city,
            title=f"旧问题{number}",
            words="说明",
            on=date(2026, 1, 5),
        )
        actions.take_step(
            issue=old, actor=cast.office, unit=cast.office_unit, version=1, step="assign", lead_unit=cast.lead_unit,
            clear_by_on=date(2026, 2, 2), on=date(2026, 1, 5),
        )  # fmt: skip
        Issue.objects.filter(pk=old.pk).update(state="closed", closed_on=date(2026, 3, 1))
    new = actions.raise_issue(
        actor=cast.firm, unit=cast.firm_unit, region=cast.city, title="新问题", words="说明", on=date(2026, 6, 1)
    )
    actions.take_step(
        issue=new, actor=cast.office, unit=cast.office_unit, version=1, step="assign", lead_unit=cast.lead_unit,
        clear_by_on=DUE, on=date(2026, 6, 1),
    )  # fmt: skip
    actions.escalate(date(2026, 6, 29))
    order = Order.objects.get(issue=new)
    assert order.colour == "orange" and "多次逾期（2次）" in order.why


def step(order, person, unit, name, **more):
    more.setdefault("words", "情况")
    return actions.take_order_step(
        order=order, actor=person, unit=unit, version=more.pop("version", order.version), step=name,
        on=more.pop("on", date(2026, 7, 1)), **more,
    )  # fmt: skip


@pytest.fixture
def order(issue):
    actions.escalate(date(2026, 6, 29))
    return Order.objects.get()


def test_it_settles_an_order(order, cast):
    """回复、报整改完成、核实销单 by someone else; what is settled is followed by no graver order."""
    step(order, cast.lead, cast.lead_unit, "reply")
    with pytest.raises(actions.Refused, match="佐证材料"):
        step(order, cast.lead, cast.lead_unit, "claim")
    step(order, cast.lead, cast.lead_unit, "claim", files=[pdf()])
    with pytest.raises(actions.Refused, match="不能核实自己"):
        step(order, cast.lead, cast.lead_unit, "settle")
    step(order, cast.office, cast.office_unit, "settle")
    order.refresh_from_db()
    assert (order.state, order.settled_on, order.replied_on) == ("settled", date(2026, 7, 1), date(2026, 7, 1))
    through(date(2026, 7, 2), date(2026, 7, 27))
    assert Order.objects.count() == 1


def test_it_tells_the_later_of_two(order, cast):
    """Two people answer one order: one wins, the other is told, and nothing of theirs is kept."""
    stale = Order.objects.get(pk=order.pk)
    step(order, cast.lead, cast.lead_unit, "reply")
    with pytest.raises(actions.SomeoneElse):
        step(stale, cast.lead, cast.lead_unit, "reply")
    assert order.entries.filter(kind="reply").count() == 1


def test_it_draws_up_an_order_by_hand(dated, cast):
    """The office may act before the rules do: a draft first, numbered when it goes out."""
    order = actions.draw_up_order(
        item=dated, actor=cast.office, unit=cast.lead_unit, colour="yellow", why="市领导批示要求加快", reply_days=2,
        rectify_days=5, on=date(2026, 5, 6),
    )  # fmt: skip
    assert (order.name, order.state) == ("黄色督办单", "draft")
    step(order, cast.office, cast.office_unit, "issue", on=date(2026, 5, 6))
    assert order.reply_by_on == date(2026, 5, 8)
    assert Notice.objects.filter(person=cast.lead, kind="order").exists()
    assert dated.entries.filter(kind="order").exists()


def test_it_gives_every_number_once(dated, cast):
    """Numbers go up by one within a year, begin anew with the next, and a new prefix leaves the old numbers."""
    given = [next_code(cast.city, "order", 2026) for _ in range(3)]
    actions.name_series(region=cast.city, kind="order", prefix="松督", actor=cast.office)
    given += [next_code(cast.city, "order", 2026), next_code(cast.city, "order", 2027)]
    assert given == [
        "松陵督〔2026〕1号",
        "松陵督〔2026〕2号",
        "松陵督〔2026〕3号",
        "松督〔2026〕4号",
        "松督〔2027〕1号",
    ]
    assert SeriesNumber.objects.count() == 5


def test_it_follows_the_rules_that_a_region_chose(dated, cast):
    """From its day on; a faulty text is refused with every fault and changes nothing."""
    with pytest.raises(actions.Refused, match="没有写 steps"):
        actions.choose_escalation(region=cast.city, actor=cast.office, subject="matter", text="- key: a\n  name: 甲\n")
    actions.choose_escalation(
        region=cast.city,
        actor=cast.office,
        subject="matter",
        text=default_text("colour_by_colour"),
        on=date(2026, 6, 1),
    )
    through(date(2026, 6, 17), date(2026, 6, 29))
    steps = [step for step, _day in said(f"matter:{dated.pk}")]
    assert steps == ["remind_before", "remind_at", "remind_after", "blue"]
    assert Matter.objects.get(pk=dated.pk).orders.get().colour == "blue"
