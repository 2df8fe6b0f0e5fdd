"""From words to rules: the benefits of a compiled policy become rules with formulas, as far as the words go.

What the words leave open is a gap that a person completes; a choice between two readings is told as an assumption.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from luodi.clauses.model import Outline
from luodi.clauses.sentences import sentences
from luodi.formula.fields import Catalogue, Describes, subject_of
from luodi.policy.in_words import money
from luodi.policy.model import Benefit, Policy
from luodi.policy.rules import document_wide
from luodi.policy.rules.drafts import DraftBranch, DraftRule, Drafts, Gap, Unwritten, checked
from luodi.policy.rules.funds import clause_of
from luodi.policy.rules.grades import (
    MOST_IN_NAME,
    Read,
    basis_of,
    besides,
    bounds,
    each_once,
    fields_named,
    levels_unsaid,
    on_top,
    out_of_it,
    short,
    take_of,
    undealt,
)
from luodi.policy.rules.phrases import added_steps, conditions, holders, payments, surroundings, thresholds
from luodi.policy.rules.phrases.said import Frame, Said
from luodi.policy.rules.unread import unread
from luodi.spans import Span

_BETWEEN = re.compile(r"[\s、，,；;和及]*$")
# 单家企业年度奖励总额不超过…: bounds what was granted before it.
_LIMIT = re.compile(
    r"^(?:其中|且|但)?(?:单[家个户]|同一|每[家个户])(?:企业|项目|单位|主体)?[^，。；的]{0,16}(?:不超过|最高|不得超过|以内)"
)
# …，当年缴纳的城镇土地使用税给予全额奖励: what is paid by stands last, without a word of its own before it.
_BASE_LAST = re.compile(
    r"(?:^|[，,])(?:其|企业|当年度?|本年度?|实际|依法)*(?:缴纳|支付|发生|实缴)的(?P<of>[^，,。；]{3,20})$"
)
_GRANTED = re.compile(r"(?:首次|新)(?:通过|获得?|被)?(?:认定|获评|评定|入选)")
_BY_SHARE = re.compile(r"[按以]照?(?:不超过)?[\d.]+[%％](?:的比例|的标准)?(?:给予|予以|进行)?(?:补|奖|资助)")
_LEVEL_ONLY = re.compile(r"(?:认定|评定|评选|评)为(?:国家|省|市|区|县)级$")
_LEVELLED = re.compile(r"(?:认定|评定|评选|评)为(?:国家|省|市|区|县)级(?P<noun>[^，。；、]{2,20})$")
_LEVEL = re.compile(r"^(?:国家|省|市|区|县)级?")


def draft_rules(policy: Policy, outline: Outline, catalogue: Catalogue) -> Drafts:
    """A rule for each benefit that pays a sum, those of one sentence as branches of one rule.

    ``catalogue`` is the fields that formulas may name. Every benefit ends in a rule, in a ceiling, or in ``unwritten``
    with the reason.
    """
    unwritten: list[Unwritten] = []
    read: list[Read] = []
    limits = limits_among(policy.benefits, outline)
    for at, benefit in enumerate(_alternatives(policy.benefits)):
        words = _words(outline, benefit.span)
        if at in limits:
            continue
        if (why := payments.why_not(benefit, words)) is not None:
            unwritten.append(Unwritten(at, why))
        else:
            benefit = _raised(benefit, words, read[-1].benefit if read else None)  # noqa: PLW2901
            goes_on = bool(read) and "。" not in outline.text[read[-1].benefit.span.start : benefit.span.start]
            last = read.pop() if goes_on else None
            said = _spoken_before(outline, benefit.span)
            clause = _words(outline, outline.at(benefit.span.start).span)
            one = _read(at, benefit, words, said, catalogue, last=last, clause=clause)
            read += [found for found in reversed(_in_steps(one, last, catalogue)) if found]
    spans = [one.span for one in policy.benefits]
    groups = [
        apart
        for group in _grouped(read, outline)
        for apart in each_once(group, _sentences_around(outline, _over(group)))
    ]
    rules = [
        _rule(group, number, outline, catalogue, _Around(groups[number - 2][-1] if number > 1 else None, spans))
        for number, group in enumerate(groups, 1)
    ]
    return document_wide.over_all(policy, outline, catalogue, Drafts(tuple(rules), unwritten=tuple(unwritten)), limits)


def limits_among(benefits: Sequence[Benefit], outline: Outline) -> list[int]:
    """The places of those that grant nothing themselves but bound what was granted before."""
    return [
        at
        for at, one in enumerate(benefits)
        if one.cap is not None
        and one.amount is None
        and one.rate is None
        and (one.optional or _LIMIT.match(_words(outline, one.span)))
    ]


def _alternatives(benefits: Sequence[Benefit]) -> list[Benefit]:
    """省级…企业项目提高至12%，国家级…企业项目提高至13%: the second takes the place of the first's case, it adds none."""
    found: list[Benefit] = []
    for benefit in benefits:
        before = found[-1].condition if found else ""
        added = benefit.condition.removeprefix(f"{before}，")
        head, comma, case = before.rpartition("，")
        if before and added != benefit.condition and _LEVEL.sub("", added) == _LEVEL.sub("", case):
            benefit = replace(benefit, condition=f"{head}{comma}{added}")  # noqa: PLW2901
        found.append(benefit)
    return found


def _words(outline: Outline, span: Span) -> str:
    return (
        "".join(span.slice(outline.text).split())
        .replace(",", "，")
        .replace(";", "；")
        .replace("(", "（")
        .replace(")", "）")
    )


def _read(
    at: int,
    benefit: Benefit,
    words: str,
    before: str,
    catalogue: Catalogue,
    *,
    last: Read | None = None,
    clause: str = "",
) -> Read:
    """``last`` is the grant before it in the same sentence, with whose figure numbers alone go on; ``clause`` all words
    of the clause."""
    condition_words = benefit.condition.replace(",", "，")
    if _GRANTED.fullmatch(condition_words):  # 首次通过认定的高新技术企业
        condition_words = f"首次认定为{benefit.beneficiary}"
    if last and _LEVEL_ONLY.search(condition_words) and (title := _LEVELLED.search(last.benefit.condition)):
        condition_words += title["noun"]  # 首次认定为国家级绿色工厂的…，首次认定为省级的…
    if (led := surroundings.led_by(before.rpartition("。")[2].rpartition("；")[2])) and led not in condition_words:
        condition_words = f"{led}，{condition_words}"
    if benefit.rate is not None and benefit.rate_of is None and (base := _BASE_LAST.search(condition_words)):
        benefit = replace(benefit, rate_of=base["of"])
    grading = thresholds.grading_in(before)
    is_each = benefit.rate is not None and bool(payments.EACH_DEAL.search(words))
    describes = holders.describes(benefit.beneficiary, condition_words, benefit.rate_of or "", grading, is_each=is_each)
    follows = last if last and condition_words[:1].isdigit() and last.condition.measure else None
    describes = follows.describes if follows else describes
    frame = Frame(catalogue, describes or "firm", base=_plain(benefit.rate_of or ""), clause=clause)
    graded = thresholds.graded_by(grading, frame)
    graded = replace(graded, measure=follows.condition.measure) if follows else graded
    said = conditions.read(condition_words, graded)
    said = said if condition_words != benefit.beneficiary or said.is_event else Said()
    if benefit.rate is not None and benefit.rate_of is None and said.measure and _BY_SHARE.search(words):
        benefit = replace(benefit, rate_of=said.measure)
        note = f"没有写按什么的比例，按条件里的“{said.measure}”理解"
        said = replace(said, assumptions=(*said.assumptions, note))
    if describes is None:
        named = f"对象“{benefit.beneficiary}”不在名册里（名册有企业、项目、地区、园区）：请改为由哪类对象申报"
        holder = Said(gaps=(named,))
    else:
        holder = holders.read(benefit.beneficiary, said, condition_words, frame, is_own=benefit.beneficiary in words)
    return Read(
        at, benefit, words, said, payments.read(benefit, words, replace(frame, measure=said.measure)), describes, holder
    )


def _in_steps(one: Read, before: Read | None, catalogue: Catalogue) -> tuple[Read | None, Read | None]:
    """每增加1亿元再奖励5万元: in steps over its own threshold, or added to what stands ``before`` it; both, changed or not.

    The first is None where it went into the second.
    """
    steps = added_steps.find(one.benefit.condition) if one.benefit.amount is not None else None
    if steps is None:
        return one, before
    assert one.benefit.amount is not None
    frame = Frame(catalogue, one.describes or "firm")
    amount = money(one.benefit.amount)
    rest = added_steps.without(one.benefit.condition)
    if rest or steps.of or before is None or not before.payment.pay:
        benefit = replace(one.benefit, condition=rest or one.benefit.beneficiary)
        plain = _read(one.at, benefit, one.words, "", catalogue)
        if rest or before is None or not before.payment.pay or not _threshold(before.condition, steps.of):
            paid = added_steps.read(steps, amount, _threshold(plain.condition, steps.of), frame)
            payment = payments.Payment(paid.pay, one.payment.cap, paid.gaps, paid.assumptions)
            return replace(plain, payment=payment), before
    paid = added_steps.read(steps, amount, _threshold(before.condition, steps.of), frame)
    return None, _added(before, one, paid)


def _added(before: Read, one: Read, paid: added_steps.Payment) -> Read:
    """What is paid first and the steps above it are one sum; a ceiling behind them bounds both."""
    first = before.payment
    note = (f"最高{one.payment.cap}按连同前面的奖励合计理解",) if one.payment.cap and paid.pay else ()
    payment = replace(
        first,
        pay=f"{first.pay} + {paid.pay}" if paid.pay else first.pay,
        cap=one.payment.cap or first.cap,
        gaps=(*first.gaps, *paid.gaps),
        assumptions=(*first.assumptions, *paid.assumptions, *note),
    )
    span = replace(before.benefit.span, end=one.benefit.span.end)
    benefit = replace(before.benefit, span=span, basis=before.benefit.basis or one.benefit.basis)
    return replace(
        before, benefit=benefit, words=f"{before.words}，{one.words}", payment=payment, also=(*before.also, one.at)
    )


def _threshold(said: Said, of: str) -> str:
    """The part of a condition that compares the figure that steps go on with."""
    parts = [
        one for one in said.formula.split(" 且 ") if said.measure and said.measure in one and re.search(r"\d", one)
    ]
    return parts[-1] if parts else ""


def _raised(benefit: Benefit, words: str, before: Benefit | None) -> Benefit:
    """列入…的，补助比例提高到12%: a higher share of the very figure that the grant before is a share of."""
    if before is None or before.rate_of is None or benefit.rate is None or not payments.RAISED.search(words):
        return benefit
    is_of_it = benefit.condition.startswith(f"{before.condition}，")
    return replace(benefit, rate_of=before.rate_of) if is_of_it else benefit


def _plain(rate_of: str) -> str:
    return rate_of.removesuffix("的").removesuffix("部分")


def _spoken_before(outline: Outline, span: Span) -> str:
    """The words of the clause before a benefit, as far as a grading may be said in them."""
    start = max(outline.at(span.start).span.start, span.start - 300)
    return "".join(outline.text[start : span.start].split()).replace(",", "，")


def _grouped(read: Sequence[Read], outline: Outline) -> list[list[Read]]:
    """Benefits that belong to one rule: read from one stretch, or side by side in a sentence and of the same kind."""
    groups: list[list[Read]] = []
    for before, this in pairwise([None, *read]):
        assert this is not None
        if before is not None and _belongs(before, this, outline):
            groups[-1].append(this)
        else:
            groups.append([this])
    return groups


def _belongs(before: Read, this: Read, outline: Outline) -> bool:
    one, other = before.benefit, this.benefit
    if one.span.overlaps(other.span):
        return True
    # Who gets the higher share does not get the lower one as well.
    if payments.RAISED.search(this.words) and other.condition.startswith(f"{one.condition}，"):
        return True
    # 每件5000元；国外的每件2万元，同一企业最高20万元: one ceiling over what is counted apart.
    of_each = before.payment.is_each and this.payment.is_each
    if of_each and before.payment.cap and before.payment.cap == this.payment.cap:
        return True
    between = outline.text[min(one.span.end, other.span.start) : other.span.start]
    pays_alike = (one.amount is None, one.rate is None, one.rate_of) == (
        other.amount is None,
        other.rate is None,
        other.rate_of,
    )
    return bool(_BETWEEN.match(between)) and pays_alike and _ask_alike(before.condition, this.condition)


def _ask_alike(one: Said, other: Said) -> bool:
    """The same figure with other numbers, or titles: grades of one thing."""
    if one.measure or other.measure:
        return one.measure == other.measure
    return "有资质(" in one.formula and "有资质(" in other.formula


class _Around(NamedTuple):
    """What is read of the document beside one rule: the benefit before it, and where all of them stand."""

    before: Read | None
    spans: Sequence[Span]


def _rule(group: list[Read], number: int, outline: Outline, catalogue: Catalogue, beside: _Around) -> DraftRule:
    first = group[0]
    span = _over(group)
    around, left = _sentences_around(outline, span), unread(outline, span, beside.spans)
    caps = {r.payment.cap for r in group if r.payment.pay}
    shared_cap = caps.pop() if len(caps) == 1 else ""
    tops_up = surroundings.tops_up(around) and len(group) > 1
    is_once = surroundings.is_once("".join(r.words for r in group) + left.behind)
    basis, notes = basis_of(group, tops_up, catalogue, is_once=is_once)
    take, more = take_of(group, tops_up, is_highest=surroundings.only_highest(around))
    notes += more
    whom = {r.holder.formula for r in group}
    draft = DraftRule(
        id=f"benefit_{number}",
        name=_name(group, outline),
        span=span,
        branches=tuple(_branch(r, shared_cap, each=len(whom) > 1) for r in group),
        clause=_clause(outline, span),
        describes=_describes(group, catalogue),
        for_whom=first.holder.formula if len(whom) == 1 else "",
        cap=shared_cap or (first.payment.cap if len(group) == 1 else ""),
        take=take,
        basis=basis,
        tops_up=tops_up,
        group=first.grades or None,
        payers=surroundings.payers("".join(r.words for r in group[:1]), _behind(outline, span)),
        gaps=_each_once(
            [
                *(gap for r in group for gap in _gaps(r)),
                *undealt(group),
                *bounds(group, around, span),
                *levels_unsaid(group, catalogue),
                *besides(group, left, span),
                *out_of_it(group, beside.before, left),
                *on_top(group, beside.before, left),
            ]
        ),
        assumptions=tuple(dict.fromkeys([*(n for r in group for n in _notes(r)), *notes])),
        benefits=tuple(at for r in group for at in (r.at, *r.also)),
    )
    return checked(draft, catalogue)


def _over(group: list[Read]) -> Span:
    """From where the first of a group begins to where the last ends."""
    spans = [r.benefit.span for r in group]
    return Span(spans[0].document, min(one.start for one in spans), max(one.end for one in spans))


def _branch(read: Read, shared_cap: str, *, each: bool) -> DraftBranch:
    """``each``: who gets it differs from branch to branch and stands in the branch."""
    pay, cap = read.payment.pay, read.payment.cap
    if pay and cap and cap != shared_cap and not (read.benefit.amount is not None and pay == cap):
        pay = f"最小({pay}, {cap})"
    whens = [read.holder.formula if each else "", read.condition.formula]
    when = " 且 ".join(f"({one})" if " 或 " in one and all(whens) else one for one in whens if one)
    return DraftBranch(short(read.benefit.condition), read.benefit.span, when, pay)


def _gaps(read: Read) -> list[Gap]:
    said = [*read.holder.gaps, *read.condition.gaps, *read.payment.gaps]
    return [Gap(message, read.benefit.span) for message in said]


def _each_once(gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    """What several grades lack alike is asked for once, at the first of them."""
    found: dict[str, Gap] = {}
    for one in gaps:
        found.setdefault(one.message, one)
    return tuple(found.values())


def _notes(read: Read) -> tuple[str, ...]:
    return (*read.holder.assumptions, *read.condition.assumptions, *read.payment.assumptions)


def _describes(group: list[Read], catalogue: Catalogue) -> Describes:
    """What the formulas are about: the fields they name decide, else what the words are about."""
    named = {field.describes for field in fields_named(group, catalogue)}
    return (subject_of(named) if named else None) or group[0].describes or "firm"


def _name(group: list[Read], outline: Outline) -> str:
    """The heading over the clause where it is short, else the condition of the first branch."""
    clause = outline.at(group[0].benefit.span.start)
    heading = next((h for one in reversed(outline.path(clause)) if (h := outline.heading(one))), "")
    heading = "".join(heading.split()).rstrip("。")
    if len(group) > 1 and 3 < len(heading) <= MOST_IN_NAME and not re.search(r"[、，,；]", heading):
        return heading
    return short(group[0].benefit.condition) or heading or f"奖补{group[0].at + 1}"


def _clause(outline: Outline, span: Span) -> str:
    """一、(二)3.: the markers on the way to the clause."""
    return clause_of(outline, span.start)


def _behind(outline: Outline, span: Span) -> str:
    """What the sentence still says behind the benefit."""
    clause = outline.at(span.start)
    own = next((one for one in sentences(outline, clause.span) if one.overlaps(span) and one.end >= span.end), None)
    return "".join(outline.text[span.end : own.end].split()) if own else ""


def _sentences_around(outline: Outline, span: Span) -> str:
    clause = outline.at(span.start)
    near = [one for one in sentences(outline, clause.span) if one.overlaps(span)]
    following = [one for one in sentences(outline, clause.span) if near and one.start >= near[-1].end][:1]
    return "".join("".join(one.slice(outline.text).split()) for one in [*near, *following])
