"""One subject on a ladder in sentences: where it stands, what each rung asks and how far it is, when the grant ends."""

from __future__ import annotations

from collections.abc import Iterator

from luodi.engine.ladders.cases import ends_in_words
from luodi.engine.ladders.expiry import Forecast
from luodi.engine.ladders.lines import ALREADY, failing_already, failing_in_words
from luodi.engine.ladders.model import ConditionResult, LadderResult, PointsResult, RungResult, Sum
from luodi.engine.ladders.states import State
from luodi.formula.shown import digits_of

_MARKS: dict[State, str] = {True: "✓", False: "✗", None: "？"}
_NONE = "无"


def in_sentences(result: LadderResult, ahead: Forecast | None = None) -> Iterator[str]:
    """Lines, a rung after the other from the lowest up."""
    yield f"{result.ladder.name}　{result.subject}　评定日 {result.on}" + (
        f"　{result.edition.name}" if result.edition and result.edition.name else ""
    )
    yield from (f"　{note}" for note in (*result.notes, *([result.ladder.note] if result.ladder.note else [])))
    if result.edition is None:
        return
    names = {"": _NONE} | {one.rung.id: one.rung.name for one in result.rungs}
    places = [f"符合 {names[result.meets or '']}"]
    if not result.is_certain:
        places.append(f"至多 {names[result.may_meet or '']}（有数据未知）")
    if result.stands is not None:
        places.insert(0, f"所处 {names[result.stands]}")
    yield f"　{'，'.join([*places, f'下一级 {names[result.next or str()]}'])}"
    for one in result.rungs:
        yield from _rung(one)
    if ahead is not None:
        yield from _ahead(ahead, result.rung(ahead.rung.rung.id))


def _rung(one: RungResult) -> Iterator[str]:
    asked = "（按复核条件）" if one.is_review else ""
    held = f"，资质到期 {ends_in_words(one.grant)}" if one.is_held and one.rung.valid_years else ""
    unconfirmed = "〔有数字未经证实〕" if one.rung.source.is_unconfirmed else ""
    yield f"　{_MARKS[one.is_met]} {one.rung.name}{asked}{held}{unconfirmed}"
    yield from (f"　　{line}" for each in (*one.requires, *one.vetoes) for line in _condition(each))
    for route in one.routes:
        yield f"　　{_MARKS[route.is_met]} 途径：{route.route.name}"
        yield from (f"　　　{line}" for each in route.conditions for line in _condition(each))
        if route.points is not None:
            yield from (f"　　　{line}" for line in _points(route.points))


def _condition(one: ConditionResult) -> Iterator[str]:
    name = f"否决项：{one.condition.name}" if one.is_veto else one.condition.name
    said = "；".join(short.sentence for short in one.shortfalls)
    if one.is_met is None:
        said = "；".join([*(f"缺 {each}" for each in one.missing), *one.notes])
    doubt = "〔未经证实〕" if one.condition.source.is_unconfirmed else ""
    yield f"{_MARKS[one.is_met]} {name}{doubt}" + (f"（{said}）" if said else "")


def _points(one: PointsResult) -> Iterator[str]:
    sign = "超过" if one.table.is_strict else "至少"
    yield f"{_MARKS[one.total.is_met]} 总分 {_range(one.total)}，要{sign} {digits_of(one.total.least)}"
    for part in one.parts:
        yield f"{_MARKS[part.is_met]} {part.part} {_range(part)}，要至少 {digits_of(part.least)}"
    for line in one.lines:
        most = digits_of(line.item.most)
        if line.points is None:
            yield f"　{line.item.name}：未知，满分 {most}（缺 {'、'.join(map(str, line.missing))}）"
            continue
        band = line.next_band
        needs = "；".join(short.sentence for short in band.needs) if band else ""
        more = f"；再得 {digits_of(band.gain)} 分要：{needs}" if band else ""
        yield f"　{line.item.name}：{digits_of(line.points)}/{most}{more}"


def _range(one: Sum) -> str:
    return digits_of(one.low) + ("" if one.low == one.high else f"至{digits_of(one.high)}")


def _ahead(ahead: Forecast, now: RungResult | None) -> Iterator[str]:
    yield f"　到期复核（{ahead.on}，{ahead.rung.rung.name}）：{_verdict(ahead, now)}"
    if ahead.open:
        yield f"　　不能预判：{'、'.join(one.condition.name for one in ahead.open)}"
    if ahead.trends:
        yield f"　　依据：{'、'.join(f'{one.field.name}{min(one.known)}—{max(one.known)}年' for one in ahead.trends)}"
    if ahead.too_short:
        yield f"　　不足三年，没有推算：{'、'.join(one.name for one in ahead.too_short)}"


def _verdict(ahead: Forecast, now: RungResult | None) -> str:
    """What is likely to fail, and what fails already of that no trend speaks of: it is not passed over in silence."""
    if ahead.rung.is_met:
        return "按趋势符合条件"
    fails = "；".join(failing_in_words(ahead.rung))
    already = "；".join(failing_already(ahead, now)) if now else ""
    said = [f"按趋势可能不符合：{fails}"] if fails else ["不能确定"]
    return "；".join([*said, *([f"{ALREADY}{already}"] if already else [])])
