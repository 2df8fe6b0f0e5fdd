"""Which reminders and orders are due on a day: a pure function of rules, history and day.

What was issued is part of the history, so a day that is run twice issues nothing twice; of days that were skipped, only
what still makes sense is made up for: the latest reminder and the gravest order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from luodi.ledger.escalation.model import Act, Issued, IsWorking, Lateness, Rules, Step, Supervised, every_day, moved

LIGHT_WORDS = {"green": "绿灯", "blue": "蓝灯", "yellow": "黄灯", "orange": "橙灯", "red": "红灯"}


@dataclass(frozen=True, slots=True)
class _Occasion:
    """A step that has come about: since when, and what tells it from another occasion of the same step."""

    step: Step
    since: date
    anchor: str
    why: str

    @property
    def key(self) -> str:
        return f"{self.step.key}:{self.anchor}"


def acts_due(item: Supervised, rules: Rules, day: date, is_working: IsWorking) -> tuple[Act, ...]:
    """The acts due on ``day`` for the item as it stands; nothing where it is done. At most one order a day."""
    if item.done_on is not None and item.done_on <= day:
        return ()
    counts = is_working if rules.count == "working" else every_day
    occasions = [found for step in rules.steps for found in _occasions(item, step, day, counts)]
    chosen = [*_reminder(item, rules, occasions), *_chasers(item, occasions), *_order(item, rules, occasions, day)]
    return tuple(_act(one, day, counts) for one in chosen)


def times_late(dues: Iterable[Lateness], unit: str, day: date, months: int) -> int:
    """How many deadlines the unit missed in the months before ``day``; what is not due yet is not late."""
    first = _months_before(day, months)
    return sum(
        one.unit == unit and first <= one.due_on < day and (one.done_on is None or one.done_on > one.due_on)
        for one in dues
    )


def _occasions(item: Supervised, step: Step, day: date, counts: IsWorking) -> Iterator[_Occasion]:
    """Every occasion of the step that has come about by ``day``."""
    match step.when:
        case "light":
            found = _by_light(item, step, day)
        case "after_step":
            found = _after_missed(item, step, counts)
        case "reply_missed":
            yield from _without_reply(item, step, day, counts)
            return
        case _:
            found = _by_due(item, step, day, counts)
    if found is not None and found.since <= day:
        yield found


def _by_due(item: Supervised, step: Step, day: date, counts: IsWorking) -> _Occasion | None:
    if item.due_on is None:
        return None
    due, said = item.due_on, item.due_on.isoformat()
    if step.when == "before_due":
        since = moved(due, -step.days, counts)
        return _Occasion(step, since, said, f"时限{_day(due)}将到，{item.undone}") if day <= due else None
    if step.when == "at_due":
        return _Occasion(step, due, said, f"时限{_day(due)}已到，{item.undone}")
    since = moved(due, max(1, step.days), counts)
    anchor = said
    while step.every and (following := moved(since, step.every, counts)) <= day:
        since, anchor = following, f"{said}+{following.isoformat()}"
    return _Occasion(step, since, anchor, f"时限{_day(due)}已过，{item.undone}")


def _by_light(item: Supervised, step: Step, day: date) -> _Occasion | None:
    """Since the day from which the lights up to now were all among those of the step."""
    since = None
    for lit in sorted((lit for lit in item.lights if lit.on <= day), key=lambda lit: lit.on):
        since = (since or lit) if lit.light in step.lights else None
    if since is None:
        return None
    words = LIGHT_WORDS.get(since.light, since.light)
    return _Occasion(step, since.on, since.on.isoformat(), f"自{_day(since.on)}起亮{words}")


def _after_missed(item: Supervised, step: Step, counts: IsWorking) -> _Occasion | None:
    """The last order of the named step, where it was not put right by its day."""
    last = max((one for one in item.issued if one.step == step.of), key=lambda one: one.on, default=None)
    if last is None or last.rectify_by_on is None or last.settled_on is not None:
        return None
    since = moved(last.rectify_by_on, max(1, step.days), counts)
    why = f"督办单要求{_day(last.rectify_by_on)}前整改，到期没有完成"
    return _Occasion(step, since, last.on.isoformat(), why)


def _without_reply(item: Supervised, step: Step, day: date, counts: IsWorking) -> Iterator[_Occasion]:
    for one in item.issued:
        if one.reply_by_on is None or one.replied_on is not None or not one.is_open(day):
            continue
        since = moved(one.reply_by_on, max(1, step.days), counts)
        if since <= day:
            why = f"督办单要求{_day(one.reply_by_on)}前回复，还没有收到"
            yield _Occasion(step, since, one.key, why)


def _reminder(item: Supervised, rules: Rules, occasions: list[_Occasion]) -> list[_Occasion]:
    """The latest reminder, unless it, or one that came after its day, went out already."""
    found = [one for one in occasions if one.step.kind == "reminder" and one.step.when != "reply_missed"]
    if not found:
        return []
    last = max(found, key=lambda one: (one.since, rules.steps.index(one.step)))
    reminders = {step.key for step in rules.steps if step.kind == "reminder" and step.when != "reply_missed"}
    sent = [one for one in item.issued if one.step in reminders]
    is_overtaken = any(one.key == last.key or (one.on > last.since and _is_of(one, item)) for one in sent)
    return [] if is_overtaken else [last]


def _is_of(one: Issued, item: Supervised) -> bool:
    """Whether the act was about the deadline as it is now: a deadline that was moved is reminded of anew."""
    return item.due_on is not None and item.due_on.isoformat() in one.key


def _chasers(item: Supervised, occasions: list[_Occasion]) -> list[_Occasion]:
    known = {one.key for one in item.issued}
    return [one for one in occasions if one.step.when == "reply_missed" and one.key not in known]


def _order(item: Supervised, rules: Rules, occasions: list[_Occasion], day: date) -> list[_Occasion]:
    """The gravest order that has come about, unless one as grave followed its day already or still runs."""
    known = {one.key for one in item.issued}
    orders = [(rules.rank(one.step), one) for one in item.issued if rules.rank(one.step)]
    running = max((rank for rank, one in orders if one.is_open(day)), default=0)
    candidates = []
    for one in occasions:
        if one.step.kind != "order":
            continue
        raised = _entering(item, rules, one)
        rank = rules.rank(raised.step.key)
        is_answered = any(at >= rank and sent.on >= one.since for at, sent in orders)
        if rank > running and raised.key not in known and not is_answered:
            candidates.append((rank, raised))
    return [max(candidates, key=lambda pair: (pair[0], pair[1].since))[1]] if candidates else []


def _entering(item: Supervised, rules: Rules, one: _Occasion) -> _Occasion:
    """The order itself; an urgent item or a unit late again enters higher, once the deadline is missed."""
    if one.step.when not in ("at_due", "after_due", "after_step"):
        return one
    is_repeated = rules.repeat_times > 0 and item.times_late >= rules.repeat_times
    entries = (
        (rules.urgent_enters, item.is_urgent, "紧急事项"),
        (rules.repeat_enters, is_repeated, f"多次逾期（{item.times_late}次）"),
    )
    for key, applies, words in entries:
        step = rules.step(key) if applies and key else None
        if step is not None and rules.rank(step.key) > rules.rank(one.step.key):
            one = _Occasion(step, one.since, one.anchor, f"{one.why}；{words}，直接进入{step.name}")
    return one


def _act(one: _Occasion, day: date, counts: IsWorking) -> Act:
    step = one.step
    reply = moved(day, step.reply_days, counts) if step.reply_days else None
    rectify = moved(day, step.rectify_days, counts) if step.kind == "order" else None
    return Act(one.key, step, day, one.why, reply, rectify)


def _day(day: date) -> str:
    """Reasons stand on orders, which go out later than they are drawn up: they name days and count none."""
    return f"{day.year}年{day.month}月{day.day}日"


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))
