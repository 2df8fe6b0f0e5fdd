"""Finds the benefits of a policy: who, under which condition, gets which sum, share or ceiling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from luodi.clauses.model import Clause, Outline
from luodi.clauses.phrases import grant_words as say
from luodi.clauses.phrases.compact import Compact, compact, pieces
from luodi.clauses.phrases.note_masks import without_notes
from luodi.clauses.sentences import body_span
from luodi.policy import benefit_contexts as contexts
from luodi.policy.benefit_bands import bands_from, bands_in
from luodi.policy.benefit_conditions import deal_out, read_terms
from luodi.policy.benefit_holders import Holder, is_bare, read_holder, recipient_behind, set_up, spoken_of, term_of
from luodi.policy.benefit_sums import Sums, rate_of, read_sums
from luodi.policy.model import Basis, Benefit, DocumentFacts
from luodi.problems import Problem
from luodi.spans import Span

_WORTH_READING = re.compile(
    r"奖|减半|半价|全额|退还|补|资助|给予|贴息|返还|减免|扶持|支持|优惠|免|折|下浮|津贴|券|最高|扣除|摊销|底价|不超过"
)

# A quick look at a whole clause: a gift is said by one of these words.
_MAY_GRANT = re.compile(
    r"奖|减半|半价|全额|退还|补|资助|给予|贴息|返还|减免|免[收征除缴费租]|全免|优惠|折|下浮|津贴|券|最高|扣除|摊销|底价|不超过|[支扶]持[^。]{0,60}[\d%％万亿]"
)
_LONGEST_SENTENCE = 1500
# 鼓励各地给予奖励 asks offices, it grants nothing yet; 结果作为…依据 is about using a result.
_ISSUERS = re.compile(r"(?:各地|各[市县区]|各设区市|有条件的|设区市)|.*(?:作为|依据)$")
_HALF_WIDTH = re.compile(r"[,;:](?!\d)|(?<=[米人月年户件])·(?=[月年人天日])")
# A comma inside brackets ends no phrase: …投资额（不含税，下同）5%; it is put back when the words are given out.
_ASIDES = re.compile(r"（[^（）]{2,60}）")
_HIDDEN = "\ue000"
# 奖励金额不足1万元的按1万元奖励，最高…: not what a ceiling is about.
_ROUNDED = re.compile(
    r"^(?:奖励|奖补|补助|补贴|资助)?(?:资金|金额|总?额)?(?:不足|未达到?|低于|不到)[\d.]+[万亿]?元的?$"
)
_RAISED = re.compile(r"(?:比例|标准|额度)(?:再|可|分别)*(?:提高|上浮|上调|提升)(?:到|至|为)$")
# 全年奖补资金总额控制在…: what the office has to spend in all.
_BUDGET = re.compile(
    r"(?:全[年市省区县]|年度|每年|[市省区县]级?|财政|各级)*(?:奖补|奖励|补助|补贴|扶持|专项|财政)+资金(?:支出|预算)?(?:总额|总量|规模|总规模|预算)"
)
_TAKEN_BACK = re.compile(r"退还[^，。；]{0,6}(?:已|所)[经获享领取得受拨]|追回|骗取|收回|追缴|退回|罚款|处罚|违约金")
_CLAUSE_END = re.compile(r"[，,。；;]")


@dataclass
class _Draft:
    """One benefit while its sentence is read, by offsets into the sentence's compact text."""

    start: int
    end: int
    condition: str
    holder: str
    amount: Decimal | None = None
    rate: Decimal | None = None
    rate_of: str | None = None
    cap: Decimal | None = None
    basis: Basis | None = None
    per: bool = False
    optional: bool = False
    own_cap_terms: bool = False


@dataclass
class _Before:
    """What the text spoke of before a sentence: the sentence or heading before it, older ones, the nearest first.

    ``holder`` is who got the last grant of the clause, where its own words said so; ``term`` is the document's word for
    those that it supports.
    """

    sentence: str
    older: list[str]
    term: str | None
    holder: str | None = None

    def who(self, words: str) -> str:
        """Who gets a grant whose own words do not say: ``words`` stand before it in the sentence."""
        near = spoken_of(words) or self.holder or spoken_of(self.sentence, *self.older[:6])
        return self.term or near or "企业" if near is None or is_bare(near) else near

    def named(self, words: str, kind: str, *, is_subject: bool) -> str | None:
        """支持建筑业企业…：对获得…的企业: what a plain word stands for; ``is_subject``: it has nothing of its own (平台建设的…)."""
        said = spoken_of(words, self.sentence, *self.older[:2])
        if said and said.endswith(kind):
            return said
        if is_subject and (made := set_up(kind, words, self.sentence, *self.older[:2])):
            return made
        return self.term if self.term and self.term.endswith("对象") else None


def find_benefits(outline: Outline, facts: DocumentFacts) -> tuple[list[Benefit], list[Problem]]:
    """Benefits in the order of the text; a sum that is granted but cannot be read is a problem."""
    masked = without_notes(outline.text)
    term = term_of(outline.text)
    benefits: list[Benefit] = []
    problems: list[Problem] = []
    for clause in outline.parts("notice", "plan", "annex"):
        if not _MAY_GRANT.search("".join(clause.span.slice(masked).split())):
            continue
        headings = _headings(outline, clause)
        before = _Before((headings[:1] or [""])[0], headings, term)
        for words in _sentences(outline, clause, masked):
            if _WORTH_READING.search(words.text):
                drafts, unclear = _read(words.text, before)
                benefits += [_benefit(words, draft) for draft in drafts]
                problems += [_unclear(words, stretch) for stretch in unclear]
            before.sentence, before.older = words.text, [before.sentence, *before.older]
    return benefits, problems


def _headings(outline: Outline, clause: Clause) -> list[str]:
    """The headings over a clause, the innermost first."""
    return [named for above in reversed(outline.path(clause)) if (named := outline.heading(above))]


def _sentences(outline: Outline, clause: Clause, masked: str) -> Iterator[Compact]:
    behind = body_span(outline, clause).start
    for piece in pieces(outline, clause, _LONGEST_SENTENCE):
        words = compact(masked, Span(piece.document, max(piece.start, min(behind, piece.end)), piece.end))
        if words.text:
            yield Compact(words.document, _ASIDES.sub(_hidden, _HALF_WIDTH.sub(_widened, words.text)), words.origin)


def _widened(mark: re.Match[str]) -> str:
    return {",": "，", ";": "；", ":": "：", "·": "/"}[mark.group()]


def _hidden(aside: re.Match[str]) -> str:
    return re.sub("[，；]", _HIDDEN, aside.group())


def _read(words: str, before: _Before) -> tuple[list[_Draft], list[tuple[int, int]]]:
    """Sum by sum: shares and amounts open benefits, ceilings close them."""
    drafts: list[_Draft] = []
    unclear: list[tuple[int, int]] = []
    floor = 0
    for sums in read_sums(words):
        floor = max(floor, _statement_start(words, sums.start, floor))
        if sums.role == "unclear":
            unclear.append((sums.start, sums.end))
            continue
        if sums.role == "cap" and _closes(words, sums, drafts, floor):
            floor = _tail(words, sums)
            continue
        drafts += _opened(words, sums, drafts, floor, before)
        floor = _tail(words, sums)
    if not drafts:
        drafts = _in_words_only(words, before)
    if (bands := bands_in(words)) is not None:
        for draft in drafts:
            if draft.start >= bands.start and draft.rate is not None and draft.rate_of is None:
                draft.rate_of = bands.rate_of
                if bands.who and is_bare(draft.holder):
                    draft.holder, draft.condition = bands.who, f"{bands.condition}，{draft.condition}"
    return drafts, unclear


def _statement_start(words: str, at: int, floor: int) -> int:
    return max([*(words.rfind(stop, floor, at) + 1 for stop in "；;。"), bands_from(words, floor, at)])


def _tail(words: str, sums: Sums) -> int:
    """The end of the phrase that a sum stands in, or the next sum in it."""
    if words.startswith("、", sums.end):
        return sums.end
    found = _CLAUSE_END.search(words, sums.end)
    return min(found.start() if found else len(words), sums.next)


def _closes(words: str, cap: Sums, drafts: list[_Draft], floor: int) -> bool:
    """Whether a ceiling belongs to what was granted before it in the sentence; if so, it is entered there."""
    if not drafts:
        return False
    group = [d for d in drafts if (d.start, d.end) == (drafts[-1].start, drafts[-1].end)]
    terms = read_terms(words, floor, cap.start)
    own = not _without_terms(terms.condition)
    if own and drafts[-1].rate is not None and _is_case(terms.condition, words[terms.lead - 2 : terms.lead]):
        return _closes_alternative(cap, drafts, terms.condition, words)
    if len(group) == 1 and cap.many > 1 and group[0].rate is not None and group[0].cap is None:
        return _closes_each(words, cap, drafts, terms.condition)
    if own:
        return False
    if cap.many > 1 and cap.many == len(group):
        for draft, value in zip(group, cap.values, strict=True):
            draft.cap, draft.end = value, _tail(words, cap)
        return True
    open_before = [d for d in drafts if d.cap is None and (d.rate is not None or d.per)]
    open_before = open_before or [d for d in group if d.cap is None]
    if not open_before or cap.many > 1:
        return False
    for draft in open_before:
        draft.cap = cap.values[0]
        draft.basis = draft.basis or ("year" if say.YEARLY.search(words, floor, cap.start) else None)
        if draft in group:
            draft.end = _tail(words, cap)
    return True


def _closes_each(words: str, cap: Sums, drafts: list[_Draft], condition: str) -> bool:
    """按80%奖励，赴省外、境外参展每个展位不超过5000元、8000元: one share, a ceiling for each case of the list."""
    cases = deal_out(condition, cap.many)
    if len(set(cases)) != cap.many:
        return False
    whole = drafts.pop()
    end = _tail(words, cap)
    drafts += [
        replace(whole, end=end, condition=f"{whole.condition}，{case}", cap=value)
        for case, value in zip(cases, cap.values, strict=True)
    ]
    return True


def _without_terms(condition: str) -> bool:
    """单个项目, 同一企业年度奖励 …: words that name no condition, only over what a ceiling is counted."""
    return any(words.match(condition) for words in (say.PER_HEAD, say.SUMS_UP, say.COUNTED_OVER, _ROUNDED))


def _is_case(condition: str, behind: str) -> bool:
    """设立甲的，最高… or 甲类企业最高…: one of the cases in which a share has a ceiling of its own."""
    return behind.startswith("的") or bool(
        re.fullmatch(r"[^，。；对的\d]{2,20}(?:企业|机构|单位|项目|平台|团队|个人|产品)", condition)
    )


def _closes_alternative(cap: Sums, drafts: list[_Draft], condition: str, words: str) -> bool:
    """按30%资助，设立甲的，最高2000万元，设立乙的，最高1000万元: one share with a ceiling for each case."""
    last = drafts[-1]
    if last.cap is None:
        last.cap, last.own_cap_terms = cap.values[0], True
        last.condition = f"{condition}，{last.condition}"
        last.end = _tail(words, cap)
        _name_case(last, condition)
        return True
    if not last.own_cap_terms:
        return False
    base = last.condition.partition("，")[2]
    drafts.append(
        _Draft(last.start, _tail(words, cap), f"{condition}，{base}", last.holder, rate=last.rate, rate_of=last.rate_of)
    )
    drafts[-1].cap, drafts[-1].own_cap_terms, drafts[-1].basis = cap.values[0], True, last.basis
    _name_case(drafts[-1], condition)
    return True


def _name_case(draft: _Draft, case: str) -> None:
    """甲类企业最高100万元: the case is who gets it."""
    if case.endswith(draft.holder[-2:]) and len(case) > len(draft.holder):
        draft.holder = case


def _opened(words: str, sums: Sums, drafts: list[_Draft], floor: int, before: _Before) -> list[_Draft]:
    """The benefits that a list of sums opens, each with its own condition."""
    if _TAKEN_BACK.search(words, floor, _tail(words, sums)):
        return []
    terms = read_terms(words, floor, sums.start)
    if sums.role == "cap" and not drafts and _BUDGET.match(words, terms.start):
        return []
    start, end = terms.start, _tail(words, sums)
    phrase = words[terms.lead : end]
    charge = contexts.charge_in(terms.condition) if sums.role == "rate" else None
    conditions = deal_out(contexts.without_base(terms.condition) if charge else terms.condition, sums.many)
    behind = recipient_behind(words, sums.end)
    secondary = False
    if drafts and _RAISED.search(words, start, sums.start) and len(terms.condition) < 40:
        conditions = [f"{drafts[-1].condition}，{condition}" for condition in conditions]
    conditions = [_completed(condition, drafts) for condition in conditions]
    earlier = words[max((d.end for d in drafts), default=0) : start]
    conditions = [contexts.led(condition, earlier) for condition in conditions]
    if _without_terms(terms.condition) and not terms.closed:
        secondary = sums.role == "cap" and bool(drafts)
        conditions = _inherited(drafts, sums.many, before.sentence)
    made: list[_Draft] = []
    for condition, value, upper in zip(conditions, sums.values, sums.uppers, strict=True):
        holder = _holder(condition, terms.holder or behind, words[:start], before)
        if again := contexts.said_again(holder.who, earlier):
            holder = Holder(*again, own=True)
        made.append(
            _Draft(
                start,
                end,
                holder.condition,
                holder.who,
                per=sums.per,
                optional=secondary or bool(say.OVER_ALL.match(condition)),
            )
        )
        made[-1].basis = "once" if say.ONCE.search(phrase) else "year" if say.YEARLY.search(phrase) else None
        if sums.role == "rate":
            made[-1].rate, made[-1].rate_of = value, rate_of(words, terms.lead, sums) or charge
        elif sums.role == "cap":
            made[-1].cap = value
        else:
            made[-1].amount, made[-1].cap = value, upper
    return made


def _completed(condition: str, drafts: list[_Draft]) -> str:
    """费用未形成资产的，…；形成资产的，…: the second case is of the same thing as the first."""
    for draft in reversed(drafts):
        head, other, _ = draft.condition.partition(f"未{condition[:6]}")
        if other and len(condition) > 3:
            return head + condition
    return contexts.next_case(condition, drafts[-1].condition) if drafts else condition


def _holder(condition: str, recipient: str | None, words: str, before: _Before) -> Holder:
    holder = read_holder(condition, recipient)
    if holder is None:
        return Holder(before.who(words), condition, False)
    if holder.own:
        said = (
            before.named(words, holder.who, is_subject=condition.startswith(holder.who))
            if is_bare(holder.who)
            else None
        )
        before.holder = said or holder.who
        return replace(holder, who=before.holder)
    return holder


def _inherited(drafts: list[_Draft], many: int, previous: str) -> list[str]:
    """Sums without terms of their own share those of the sums before them, else what the text spoke of last."""
    last = [d.condition for d in drafts[-many:]]
    if len(last) == many and last:
        return last
    return [drafts[-1].condition if drafts else _spoken_of(previous)] * many


def _spoken_of(previous: str) -> str:
    """What the sentence before was about: from where it last says 支持 or 鼓励."""
    at = max(previous.rfind(word) for word in ("支持", "鼓励", "引导"))
    return previous[at + 2 if at >= 0 else 0 :].strip("。；，")


def _in_words_only(words: str, before: _Before) -> list[_Draft]:
    """Gains without a number, kept as optional: 对…给予资金支持."""
    made: list[_Draft] = []
    for found in say.WORDS_ONLY.finditer(words):
        floor = _statement_start(words, found.start(), made[-1].end if made else 0)
        terms = read_terms(words, floor, found.start())
        if (
            _ISSUERS.match(terms.condition)
            or len(terms.condition) < 4
            or not re.search(r"对|的[，,]|支持|鼓励", words[floor : found.start()])
        ):
            continue
        holder = _holder(terms.condition, terms.holder, words[: terms.start], before)
        made.append(_Draft(terms.start, found.end(), holder.condition, holder.who, optional=True))
    return made


def _benefit(words: Compact, draft: _Draft) -> Benefit:
    return Benefit(
        span=words.span(draft.start, max(draft.end, draft.start + 1)),
        beneficiary=draft.holder.replace(_HIDDEN, "，"),
        condition=draft.condition.replace(_HIDDEN, "，"),
        amount=draft.amount,
        rate=draft.rate,
        rate_of=draft.rate_of.replace(_HIDDEN, "，") if draft.rate_of else None,
        cap=draft.cap,
        basis=draft.basis,
        optional=draft.optional,
    )


def _unclear(words: Compact, stretch: tuple[int, int]) -> Problem:
    span = words.span(*stretch)
    return Problem(
        "benefit.unclear",
        f"“{words.text[max(0, stretch[0] - 12) : stretch[1]]}”像是奖补标准，但读不出给谁、按什么给。",
        span,
        "请对照原文补上条件和金额，或者删去这一条。",
    )
