"""Which groups and ceilings hold a benefit against others, what they took off it, and who had the room: as JSON and in sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from luodi.engine.benefits.beside import Held, Key, People, Row, by_family
from luodi.engine.benefits.past import Past
from luodi.engine.benefits.plan import FAMILY, Limit, Plan
from luodi.engine.model import Amount, Claimant, Cut
from luodi.engine.source_json import source_json
from luodi.formula.ast import Formula
from luodi.formula.explain import Json
from luodi.formula.fields import DESCRIBED, Describes
from luodi.policy.rules.amounts import write_money
from luodi.policy.rules.model import BenefitRule, Ceiling, HighestOnly


@dataclass(frozen=True)
class Beside:
    """One subject among its firm and the projects of that firm, with what is due to all of them."""

    plan: Plan
    key: Key
    people: People
    rows: Mapping[Key, Row]
    past: Past
    explained: Callable[[Formula, Claimant], Json]

    def limits(self, rule: BenefitRule) -> list[Json]:
        """The groups and ceilings of a benefit, with what is due of each under them."""
        return [self._limit(limit, rule) for limit in self.plan.limits if rule.id in self.plan.ids_under(limit)]

    def _limit(self, limit: Limit, rule: BenefitRule) -> Json:
        of_family = rule.describes in FAMILY and self.plan.is_of_family(limit)
        held = self._family(limit) if of_family else Held.of_one(self.plan, limit, self.key, self.people[self.key])
        cut = next((one for one in self.rows[self.key][rule.id].cuts if one.limit is limit), None)
        found: Json = {
            "kind": "highest_only" if isinstance(limit, HighestOnly) else "ceiling",
            "id": limit.id,
            "name": limit.name,
            "source": source_json(limit.source),
            "is_of_family": of_family,
            "used": money_json(self._used(limit, held, rule)),
            "benefits": [self._member(key, id) for key, id in held.items],
            "cut": None if cut is None else self._cut(cut),
            "note": self._note(limit, held) if of_family else "",
        }
        if not isinstance(limit, HighestOnly):
            found["most"] = self.explained(limit.most, held.people[held.first])
        return found

    def _family(self, limit: Limit) -> Held:
        owner, family = next(one for one in by_family(self.people) if self.key in one[1])
        return Held.of_family(self.plan, limit, owner, family)

    def _used(self, limit: Limit, held: Held, rule: BenefitRule) -> int:
        """What was paid before under the limit, of a group without the benefit itself."""
        used = held.paid(self.past, isinstance(limit, Ceiling) and limit.per == "total")
        return used - (self.past.this_year(self.key[1], rule.id) if isinstance(limit, HighestOnly) else 0)

    def _member(self, key: Key, id: str) -> Json:
        result = self.rows[key][id]
        sums = {"owed": amount_json(result.owed), "allowed": amount_json(result.allowed)}
        return {"id": id, "name": self.plan.benefit(id).name, "subject": self._subject(*key), **sums}

    def _subject(self, kind: Describes, id: str) -> Json:
        return {"id": id, "name": self.people[kind, id].name, "describes": kind, "is_own": (kind, id) == self.key}

    def _cut(self, cut: Cut) -> Json:
        return {
            "before": amount_json(cut.before),
            "after": amount_json(cut.after),
            "used": money_json(cut.used),
            "took": [
                {
                    "id": one.benefit,
                    "name": self.plan.benefit(one.benefit).name,
                    "subject": self._subject(one.describes, one.claimant),
                    "amount": amount_json(one.amount),
                }
                for one in cut.took
            ],
        }

    def _note(self, limit: Limit, held: Held) -> str:
        kind, _ = self.key
        owner = self.people[self.key].owner
        if kind == "project" and not owner:
            return f"“{limit.name}”按企业和它的项目合计，这个项目没有写所属企业，只按它自己计算"
        if kind == "project" and held.first[0] != "firm" and "firm" in self.plan.kinds:
            return f"“{limit.name}”按企业和它的项目合计，所属企业“{owner}”不在企业表里，只合计了它的项目"
        return ""


def money_json(fen: int) -> Json:
    return {"fen": fen, "shown": write_money(Fraction(fen, 100))}


def amount_json(amount: Amount) -> Json:
    """A sum: known, or between ``low`` and ``high`` (null: no bound)."""
    if amount.known is not None:
        return {
            "is_known": True,
            "low": amount.low,
            "high": amount.high,
            "shown": write_money(Fraction(amount.low, 100)),
        }
    most = "，上限未知" if amount.high is None else f"，至多 {write_money(Fraction(amount.high, 100))}"
    least = f"至少 {write_money(Fraction(amount.low, 100))}" if amount.low else ""
    words = (least + most).lstrip("，") if amount.low or amount.high is not None else "未知"
    return {
        "is_known": False,
        "low": amount.low,
        "high": amount.high,
        "shown": f"未定（{words}）" if words != "未知" else words,
    }


# -- read from the JSON -----------------------------------------------------------------------------------------------


def lines_of(limit: Json) -> list[str]:
    """What a limit took off a benefit, and what had the room before it; nothing where it took nothing."""
    lines = [limit["note"]] if limit["note"] else []
    cut = limit["cut"]
    if cut is None:
        return lines
    took = cut["took"]
    if limit["kind"] == "highest_only":
        least = cut["before"]["low"]
        took = [one for one in took if one["amount"]["high"] is None or one["amount"]["high"] >= least]
        said = [f"{_these(took)}更高或并列在先"] if took else []
        said += [f"同组当年已付 {cut['used']['shown']}，从中扣除"] if cut["used"]["fen"] else []
        head = f"“{limit['name']}”只付最高的一项"
    else:
        said = [f"以前已付 {cut['used']['shown']}"] if cut["used"]["fen"] else []
        said += [f"先给{_these(took)}"] if took else []
        most = limit["most"]["value"]
        head = f"“{limit['name']}”合计不超过 {most['shown'] if most else '（未知）'}"
    said.append(f"本项由 {cut['before']['shown']} 变为 {cut['after']['shown']}")
    return [*lines, f"{head}：{'；'.join(said)}"]


def _these(took: list[Json]) -> str:
    return "、".join(f"{_whose(one['subject'])}“{one['name']}” {one['amount']['shown']}" for one in took)


def _whose(subject: Json) -> str:
    return "" if subject["is_own"] else f"{DESCRIBED[subject['describes']]}“{subject['name']}”的"
