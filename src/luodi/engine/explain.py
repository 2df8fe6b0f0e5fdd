"""Why one firm is paid what it is paid: every benefit with its conditions, sums and clauses, what is missing, and what lacks for more.

JSON of a stated version (``benefits.schema.json``), built on the explanation of formulas; ``in_sentences`` reads it as people do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from luodi.datasets.model import Payment
from luodi.engine.benefits.beside import Key, People
from luodi.engine.benefits.past import Past
from luodi.engine.benefits.plan import Plan
from luodi.engine.benefits.reference import NOBODY, allowed, by_payer, claw_backs
from luodi.engine.beside_others import Beside, amount_json, lines_of, money_json
from luodi.engine.model import Amount, BenefitResult, Claimant, FundResult
from luodi.engine.near_misses import NearMiss, near_misses
from luodi.engine.source_json import source_json
from luodi.formula.ast import Formula
from luodi.formula.explain import Json, explain, missing_json, why
from luodi.formula.fields import Describes
from luodi.policy.rules.model import BenefitRule, Branch

FORMAT, VERSION = "luodi.benefits", 1


def explain_benefits(
    plan: Plan,
    claimant: Claimant,
    history: Iterable[Payment] = (),
    *,
    describes: Describes = "firm",
    family: People = NOBODY,
    paid: Mapping[str, int | None] | None = None,
    funds: Sequence[FundResult] = (),
) -> Json:
    """All benefits of one subject, ready for ``json.dumps``.

    ``family`` are its firm and that firm's projects, where the plan has limits over all of them together.
    ``paid`` (benefit → fen, None is unknown) and ``funds`` come from the run over all subjects: what a fund pays one hangs on all.
    Without them, what is said to be paid is what is due before the fund.
    """
    key: Key = (describes, claimant.id)
    people = {key: claimant} | dict(family)
    ids = {claimant.owner, *(id for _, id in people)}
    past = Past([one for one in history if one.subject in ids], plan.on)
    rows = allowed(plan, people, past)
    beside = Beside(plan, key, people, rows, past, lambda formula, of: explain(formula, of.subject, plan.on))
    told = _Teller(beside, past, {fund.fund: fund for fund in funds}, paid)
    return {
        "format": FORMAT,
        "version": VERSION,
        "subject": {"id": claimant.id, "name": claimant.name, "describes": describes},
        "on": plan.on.isoformat(),
        "benefits": [told.benefit(plan.benefit(id), result) for id, result in rows[key].items()],
        "claw_backs": [
            {
                "benefit": one.benefit,
                "name": one.name,
                "paid_on": one.paid_on.isoformat(),
                "paid": money_json(one.paid),
                "returned": money_json(one.returned),
                "asked_back": amount_json(one.amount),
                "clause": one.clause,
            }
            for one in claw_backs(plan, {key: claimant}, past)
        ],
        "not_run": [
            {"benefit": one.benefit, "name": one.name, "why": one.why, "gaps": list(one.gaps)} for one in plan.not_run
        ],
    }


class _Teller:
    def __init__(
        self, beside: Beside, past: Past, funds: Mapping[str, FundResult], paid: Mapping[str, int | None] | None
    ) -> None:
        self.plan, self.claimant = beside.plan, beside.people[beside.key]
        self.beside, self.past, self.funds, self.paid = beside, past, funds, paid

    @property
    def on(self) -> date:
        return self.plan.on

    def benefit(self, rule: BenefitRule, result: BenefitResult) -> Json:
        paid = self._paid(rule, result)
        shares = by_payer(rule, self.claimant, self.on, paid.known)
        return {
            "id": rule.id,
            "name": rule.name,
            "state": _state(result, paid),
            "source": source_json(rule.source),
            "for_whom": self._formula(rule.for_whom),
            "take": rule.take,
            "branches": [self._branch(branch, branch.id in result.branches) for branch in rule.branches],
            "due": amount_json(result.due),
            "cap": self._formula(rule.cap),
            "capped": amount_json(result.capped),
            "history": self._history(rule),
            "owed": amount_json(result.owed),
            "beside": self.beside.limits(rule),
            "allowed": amount_json(result.allowed),
            "fund": self._fund(rule),
            "paid": amount_json(paid),
            "by_payer": None if shares is None else [{"payer": payer, **money_json(sum_)} for payer, sum_ in shares],
            "missing": [missing_json(one) for one in sorted(result.missing, key=lambda one: one.column)],
            "notes": [*result.allowed.notes] if not result.allowed.is_known else [],
            "near_misses": [_near(miss) for miss in self._near_misses(rule, result)],
        }

    def _near_misses(self, rule: BenefitRule, result: BenefitResult) -> Sequence[NearMiss]:
        """Nothing where the benefit was paid and is not paid again, whatever changes."""
        paid = {"once": self.past.total, "year": self.past.this_year, None: None}[rule.basis]
        if paid is not None and not rule.tops_up and paid(self.claimant.id, rule.id):
            return ()
        return near_misses(rule, self.claimant, self.on, result.due.low)

    def _paid(self, rule: BenefitRule, result: BenefitResult) -> Amount:
        if self.paid is None or rule.id not in self.paid:
            return result.allowed
        known = self.paid[rule.id]
        return Amount(0, result.allowed.high) if known is None else Amount(known, known)

    def _formula(self, formula: Formula | None) -> Json | None:
        return None if formula is None else explain(formula, self.claimant.subject, self.on)

    def _branch(self, branch: Branch, is_taken: bool) -> Json:
        return {
            "id": branch.id,
            "name": branch.name,
            "is_taken": is_taken,
            "source": source_json(branch.source),
            "when": self._formula(branch.when),
            "pay": self._formula(branch.pay),
        }

    def _history(self, rule: BenefitRule) -> Json:
        own = [one for one in self.past.payments if (one.subject, one.benefit) == (self.claimant.id, rule.id)]
        return {
            "basis": rule.basis,
            "tops_up": rule.tops_up,
            "total_cap": self._formula(rule.total_cap),
            "payments": [{"paid_on": one.paid_on.isoformat(), **money_json(one.sum)} for one in own],
        }

    def _fund(self, rule: BenefitRule) -> Json | None:
        fund = next((one for one in self.plan.funds if one.id == rule.fund), None)
        if fund is None:
            return None
        result = self.funds.get(fund.id)
        return {
            "id": fund.id,
            "name": fund.name,
            "source": source_json(fund.source),
            "shortage": fund.shortage,
            "budget": None if fund.budget is None else money_json(int(fund.budget * 100)),
            "state": None if result is None else result.state,
            "claimed": None if result is None else amount_json(result.claimed),
        }


def _state(result: BenefitResult, paid: Amount) -> str:
    """paid, nothing, unknown (own figures are missing) or open (the fund waits for figures of others)."""
    if not result.allowed.is_known:
        return "unknown"
    if not paid.is_known:
        return "open"
    return "paid" if paid.low else "nothing"


def _near(miss: NearMiss) -> Json:
    return {
        "branch": miss.branch.id,
        "name": miss.branch.name,
        "pays": None if miss.pays is None else money_json(miss.pays),
        "lacks": [
            {
                "what": one.what,
                "sentence": one.sentence,
                "short_by": one.shown or None,
                "share": None if one.share is None else str(one.share),
            }
            for one in miss.lacks
        ],
    }


# -- read from the JSON -----------------------------------------------------------------------------------------------


def in_sentences(explanation: Json) -> list[str]:
    """The explanation as lines for a person: each benefit, then indented why, what is missing and what lacks for more."""
    lines = [f"{explanation['subject']['name']}（{explanation['subject']['id']}），评定日 {explanation['on']}"]
    for one in explanation["benefits"]:
        lines += _benefit_lines(one)
    for one in explanation["claw_backs"]:
        came = f"，已追回 {one['returned']['shown']}，还应追回" if one["returned"]["fen"] else "，应追回"
        paid = f"{one['paid_on']} 所付“{one['name']}”{one['paid']['shown']}"
        lines.append(f"追回：{paid}{came} {one['asked_back']['shown']}{_cited(one['clause'])}")
    lines += [f"没有运行：{one['name']}（{'；'.join([one['why'], *one['gaps']])}）" for one in explanation["not_run"]]
    return lines


def _benefit_lines(one: Json) -> list[str]:
    said = [*_said("享受范围", one["for_whom"])]
    for branch in one["branches"]:
        said += _branch_lines(branch)
    said += _stage_lines(one)
    if one["by_payer"] and one["paid"]["high"]:
        said.append("分担：" + "、".join(f"{each['payer']} {each['shown']}" for each in one["by_payer"]))
    if one["missing"]:
        said.append("缺：" + "、".join(each["shown"] for each in one["missing"]))
    said += one["notes"]
    for miss in one["near_misses"][:2]:
        gain = f"可得 {miss['pays']['shown']}" if miss["pays"] else "可得金额未知"
        said.append(f"离“{miss['name']}”还差：{'；'.join(each['sentence'] for each in miss['lacks'])}（{gain}）")
    clause = _cited(one["source"]["clause"], one["source"]["is_unconfirmed"])
    return [f"{one['name']}：{_verdict(one)}{clause}", *[f"  {line}" for line in said]]


def _verdict(one: Json) -> str:
    if one["state"] == "paid":
        return f"实付 {one['paid']['shown']}"
    if one["state"] == "open":
        return f"应付 {one['allowed']['shown']}，资金不一定够，要等资料不全的对象补齐后才能确定实付"
    return "不付" if one["state"] == "nothing" else str(one["paid"]["shown"])


def _branch_lines(branch: Json) -> list[str]:
    lines = _said(branch["name"], branch["when"])
    if branch["is_taken"]:
        formula, value = branch["pay"]["formula"], branch["pay"]["value"]["shown"]
        sum_ = value if formula == value else f"{formula} = {value}"
        lines.append(f"取“{branch['name']}”：{sum_}{_cited(branch['source']['clause'])}")
    return lines


_STAGES = (
    ("应得", "due"),
    ("封顶以后", "capped"),
    ("扣除已付以后", "owed"),
    ("就高和合计上限以后", "allowed"),
    ("资金分配以后", "paid"),
)


def _stage_lines(one: Json) -> list[str]:
    """The stages that changed the sum, where anything is due at all."""
    if one["due"]["high"] == 0:
        return []
    lines, before = [], None
    for name, key in _STAGES:
        if key == "allowed":
            lines += [
                f"{line}{_cited(limit['source']['clause'])}" for limit in one["beside"] for line in lines_of(limit)
            ]
        if one[key] != before and not (key == "paid" and one["state"] == "open"):
            lines.append(f"{name} {one[key]['shown']}")
        before = one[key]
    past = "、".join(_payment(each) for each in one["history"]["payments"])
    return [*([f"以前：{past}"] if past else []), *lines]


def _payment(each: Json) -> str:
    did, sum_ = ("追回", -each["fen"]) if each["fen"] < 0 else ("付", each["fen"])
    return f"{each['paid_on']} {did} {money_json(sum_)['shown']}"


def _said(name: str, explanation: Json | None) -> list[str]:
    return [] if explanation is None else [f"{name}：{'；'.join(why(explanation))}"]


def _cited(clause: str, is_unconfirmed: bool = False) -> str:
    mark = "，数字未经证实" if is_unconfirmed else ""
    return f"〔{clause}{mark}〕" if clause else f"〔{mark.lstrip('，')}〕" if mark else ""
