"""What a document says over all its benefits: the fund they are paid from, ceilings, the highest only, who bears the cost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from luodi.clauses.model import Outline
from luodi.clauses.sentences import sentences
from luodi.formula import from_text
from luodi.formula.fields import Catalogue, Describes
from luodi.policy.in_words import money
from luodi.policy.model import Benefit, Policy
from luodi.policy.rules import funds
from luodi.policy.rules.drafts import DraftRule, Drafts, Gap, Unwritten
from luodi.policy.rules.funds import clause_of
from luodi.policy.rules.model import Ceiling, HighestOnly, Per, Source
from luodi.policy.rules.phrases import surroundings

_OVER_ALL_YEARS = re.compile(r"累计|有效期内|政策期内")
_KINDS = ("奖励", "补助", "补贴", "资助", "贴息")
# 申报企业应同时具备下列条件：…: asked of all who apply, in a clause of its own.
_ASKED_OF_ALL = re.compile(
    r"(?:申报|申请|享受|支持|扶持|奖补|资助)[^。；：]{0,30}?(?:具备|符合|满足)(?:以下|下列|如下|下述)(?:各项|基本|全部|所有)?(?:的)?条件"
)
_ASKED = "{}对申报者提出的共同条件{}没有写进规则：请写进对象的条件；由申报审核把关、这里不算的，确认后删去这一条"
# 单个项目累计不超过…: the ceiling is of each project, not of the firm behind it.
_OF_PROJECTS = re.compile(r"^(?:其中|且|但)?(?:单个|同一|每个)项目")
_A_YEAR = re.compile(r"每年|年度|当年|全年")


def over_all(policy: Policy, outline: Outline, catalogue: Catalogue, drafts: Drafts, limits: Sequence[int]) -> Drafts:
    """The drafts with what stands over them; ``limits`` are the benefits that only bound others."""
    paid = funds.tied(policy, outline, drafts.rules)
    ceilings, unwritten = _ceilings(policy, outline, catalogue, drafts.rules, limits)
    rules = _asked(outline, _grouped(outline, paid.rules))
    groups = tuple(HighestOnly(one, _name_of(one)) for one in dict.fromkeys(r.group for r in rules if r.group))
    notes = (*paid.notes, *_notes(outline, rules))
    return Drafts(rules, paid.funds, groups, ceilings, (*drafts.unwritten, *unwritten), notes)


def _name_of(group: str) -> str:
    return "同年只奖最高一级" if group.startswith("grades_") else "就高不重复"


def _words(outline: Outline, start: int, end: int) -> str:
    return "".join(outline.text[start:end].split())


def _ceilings(
    policy: Policy, outline: Outline, catalogue: Catalogue, rules: Sequence[DraftRule], limits: Sequence[int]
) -> tuple[tuple[Ceiling, ...], tuple[Unwritten, ...]]:
    """单家企业年度奖励不超过800万元: over the rules of the same clause that stand before it."""
    ceilings: list[Ceiling] = []
    unwritten: list[Unwritten] = []
    for at in limits:
        benefit: Benefit = policy.benefits[at]
        words = _words(outline, benefit.span.start, benefit.span.end)
        clause = outline.at(benefit.span.start)
        below = [r.id for r in rules if outline.at(r.span.start) is clause and r.span.start < benefit.span.start]
        below = _of_its_kind(words, rules, below, outline)
        whose = _whose(words, rules, below)
        below = [r.id for r in rules if r.id in below and (whose != "project" or r.describes == "project")]
        per: Per | None = "total" if _OVER_ALL_YEARS.search(words) else "year" if _A_YEAR.search(words) else None
        assert benefit.cap is not None
        most, _ = from_text.read(money(benefit.cap), catalogue, "number")
        if per is None or not below or most is None:
            unwritten.append(Unwritten(at, "是总的上限，没有写明管哪些奖补、按年还是累计：请在“合计上限”里补上"))
            continue
        source = Source(clause=clause_of(outline, benefit.span.start))
        name = f"{'每年' if per == 'year' else '累计'}最高{money(benefit.cap)}"
        id = f"ceiling_{len(ceilings) + 1}"
        ceilings.append(Ceiling(id, name, tuple(below), most, per, source, whose))
    return tuple(ceilings), tuple(unwritten)


def _whose(words: str, rules: Sequence[DraftRule], below: Sequence[str]) -> Describes | None:
    """Whom a ceiling holds for: the firm with its projects, or each project where the words say so."""
    if _OF_PROJECTS.search(words):
        return "project"
    return "firm" if any(rule.describes == "project" for rule in rules if rule.id in below) else None


def _asked(outline: Outline, rules: Sequence[DraftRule]) -> tuple[DraftRule, ...]:
    """What a clause of its own asks of all who apply is a gap of every rule, for without it the rule pays too many."""
    asked = tuple(_conditions_of_all(outline, [outline.at(rule.span.start).index for rule in rules])) if rules else ()
    return tuple(replace(rule, gaps=(*rule.gaps, *(Gap(one, rule.span) for one in asked))) for rule in rules)


def _conditions_of_all(outline: Outline, granting: Sequence[int]) -> Iterator[str]:
    """In words, each clause that asks something of all; one beside the grants of its own section speaks for these alone."""
    for clause in outline.parts("notice", "plan", "annex"):
        if not _ASKED_OF_ALL.search(_words(outline, clause.span.start, clause.span.end)) or clause.index in granting:
            continue
        near = clause.parent if clause.parent is not None and outline.clauses[clause.parent].kind != "title" else None
        if near is not None and any(
            near in {one.index for one in outline.path(outline.clauses[at])} for at in granting
        ):
            continue
        items = sum(one.parent == clause.index for one in outline.clauses)
        where = clause_of(outline, clause.span.start) or "正文"
        yield _ASKED.format(where, f"（{items}项）" if items else "")


def _of_its_kind(words: str, rules: Sequence[DraftRule], below: list[str], outline: Outline) -> list[str]:
    """年度奖励不超过…: the awards of the clause, not its subsidies, where it has both."""
    for kind in _KINDS:
        if kind in words:
            alike = [r.id for r in rules if r.id in below and kind in _words(outline, r.span.start, r.span.end)]
            return alike or below
    return below


def _grouped(outline: Outline, rules: Sequence[DraftRule]) -> tuple[DraftRule, ...]:
    """就高不重复 said in the very clause of a rule holds for the rules of that clause."""
    found: list[DraftRule] = []
    for rule in rules:
        clause = outline.at(rule.span.start)
        if surroundings.only_highest(_words(outline, clause.span.start, clause.span.end)):
            rule = replace(rule, group=f"highest_{clause.index}")  # noqa: PLW2901
        found.append(rule)
    return tuple(found)


def _notes(outline: Outline, rules: Sequence[DraftRule]) -> list[str]:
    """What is said of all benefits and must be settled by a person."""
    notes: list[str] = []
    inside = {outline.at(rule.span.start).index for rule in rules}
    for clause in outline.parts("notice", "plan", "annex") if rules else ():
        if clause.index in inside:
            continue
        for sentence in sentences(outline, clause.span):
            words = _words(outline, sentence.start, sentence.end)
            where = clause_of(outline, sentence.start) or "正文"
            if surroundings.only_highest(words):
                notes.append(f"{where}规定就高不重复：哪些奖补属于同一事项，请在规则的“就高不重复”里选同一组")
            if surroundings.by_who_gains(words):
                notes.append(f"{where}规定谁受益谁兑现：由企业所在县（市、区）承担，各级的比例请在“承担”里写明")
    return list(dict.fromkeys(notes))
