"""A run as JSON of a stated version: sums of benefits and funds, payments, what is missing and what comes back. Sums are fen."""

from __future__ import annotations

from luodi.engine.beside_others import amount_json, money_json
from luodi.engine.model import BenefitSummary, FundResult
from luodi.engine.outputs.in_words import paid_sum
from luodi.engine.outputs.model import Outcome, PaymentLine
from luodi.engine.source_json import source_json
from luodi.formula.explain import Json

FORMAT, VERSION = "luodi.run", 1


def to_json(outcome: Outcome) -> Json:
    """Ready for ``json.dumps``; a sum of null is unknown."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": outcome.title,
        "on": outcome.on.isoformat(),
        "subjects": outcome.subjects,
        "benefits": [_benefit(one) for one in outcome.benefits],
        "funds": [_fund(one) for one in outcome.funds],
        "payments": [_payment(one) for one in outcome.payments],
        "missing": [
            {
                "id": one.id,
                "name": one.name,
                "benefit": one.benefit,
                "amount": amount_json(one.amount),
                "missing": list(one.missing),
                "notes": list(one.notes),
            }
            for one in outcome.missing
        ],
        "missing_left_out": outcome.missing_left_out,
        "claw_backs": [
            {
                "id": one.claimant,
                "name": outcome.names.get(one.claimant, ""),
                "benefit": one.benefit,
                "benefit_name": one.name,
                "paid_on": one.paid_on.isoformat(),
                "paid": money_json(one.paid),
                "returned": money_json(one.returned),
                "asked_back": amount_json(one.amount),
                "document": one.document,
                "clause": one.clause,
            }
            for one in outcome.claw_backs
        ],
        "not_run": [
            {"benefit": one.benefit, "name": one.name, "why": one.why, "gaps": list(one.gaps)}
            for one in outcome.not_run
        ],
    }


def _benefit(one: BenefitSummary) -> Json:
    return {
        "id": one.benefit,
        "name": one.name,
        "describes": one.describes,
        "claimants": one.claimants,
        "allowed": amount_json(one.allowed),
        "paid": _known(one.paid, one.unknown),
        "unknown": one.unknown,
        "by_payer": {payer: _known(sum_, one.unknown) for payer, sum_ in one.by_payer.items()},
        "source": None if one.rule is None else source_json(one.rule.source),
    }


def _known(fen: int, unknown: int) -> Json:
    """What is known of a sum; where nothing is, that is not nought."""
    return {"fen": fen, "shown": paid_sum(fen, unknown)}


def _fund(one: FundResult) -> Json:
    return {
        "id": one.fund,
        "name": one.name,
        "budget": None if one.budget is None else money_json(one.budget),
        "claimed": amount_json(one.claimed),
        "paid": amount_json(one.paid),
        "claimants": one.claimants,
        "unknown": one.unknown_claims,
        "state": one.state,
        "source": source_json(one.source),
    }


def _payment(one: PaymentLine) -> Json:
    return {
        "id": one.id,
        "name": one.name,
        "region": one.region,
        "benefit": one.benefit,
        "branch": one.branch,
        "due": one.due,
        "allowed": one.allowed,
        "paid": one.paid,
        "by_payer": dict(one.by_payer),
        "source": source_json(one.source),
    }
