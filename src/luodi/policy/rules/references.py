"""What the parts of a pack say of each other: that a fund, a benefit, an expected rung is there, and no id means two things."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from luodi.formula.ast import fields_of
from luodi.formula.fields import DESCRIBED, fits_subject, nearest
from luodi.policy.rules.amounts import read_amount
from luodi.policy.rules.case_model import Case
from luodi.policy.rules.codecs import TRUTHS
from luodi.policy.rules.figures import UNKNOWN
from luodi.policy.rules.model import BenefitRule, Ceiling, HighestOnly, Ladder, Rules
from luodi.policy.rules.scope import Path, Scope, place_of

NO_RUNG = "无"
# What a case may expect of a ladder and of a rung beside the rung that is met: sme.stands, little_giant.points.
PARTS_OF_LADDER = ("stands", "next", "edition")
PARTS_OF_RUNG = ("points", "failing", "missing", "ends_on")


def check_references(rules: Rules | None, scope: Scope) -> None:
    """Says what points nowhere, also in a pack of which parts could not be read; such a pack cannot run."""
    ids = _ids(scope)
    for sections, what, word, span in scope.page.references:
        known = [one for section in sections for one in ids[section]]
        if word not in known:
            alike = nearest(word, known)
            hint = f"最接近的是：{'、'.join(alike)}" if alike else f"先在规则包里写上{what}，或改正代号"
            scope.say("pack.unknown_reference", f"没有代号为“{word}”的{what}", span, hint)
    if rules is not None:
        checker = _Checker(rules, scope)
        checker.ids()
        checker.benefits()
        checker.limits()
        checker.scoreboards()
        checker.cases()


def _ids(scope: Scope) -> defaultdict[str, list[str]]:
    """The ids written in each section, whether or not what stands under them could be read; those of rungs by themselves."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in scope.page.places:
        if len(path) == 2:
            found[path[0]].append(path[1])
        elif len(path) == 6 and path[0] == "ladders" and path[4] == "rungs" and path[5] not in found["rungs"]:
            found["rungs"].append(path[5])
    return found


class _Checker:
    def __init__(self, rules: Rules, scope: Scope) -> None:
        self.rules, self.scope = rules, scope
        self.benefit_ids = [benefit.id for benefit in rules.benefits]
        self.rungs = Counter(rung for ladder in rules.ladders for rung in rungs_of(ladder))

    def say(self, code: str, message: str, path: Path, hint: str) -> None:
        span = place_of(self.scope.page.places, path)
        assert span is not None, path
        self.scope.say(code, message, span, hint)

    def ids(self) -> None:
        """One id is one benefit, ladder or scoreboard: cases name them by it."""
        taken: set[str] = set()
        ids = _ids(self.scope)
        for section in ("benefits", "ladders", "scoreboards", "targets"):
            for one in ids[section]:
                if one in taken or one in self.rungs:
                    self.say("pack.same_id", f"代号“{one}”用了两次", (section, one), "换一个代号")
                taken.add(one)

    def benefits(self) -> None:
        for benefit in self.rules.benefits:
            path = ("benefits", benefit.id)
            if not benefit.branches and not benefit.gaps:
                hint = "至少写一档；还不能写的，在 gaps 里说明缺什么"
                self.say("pack.no_branches", f"“{benefit.name}”没有档次", (*path, "branches"), hint)

    def limits(self) -> None:
        """Whom a group or ceiling is of: a firm may answer for its projects, others only for themselves."""
        for group in self.rules.groups:
            self.whose(("groups", group.id), group, [one for one in self.rules.benefits if one.group == group.id])
        for ceiling in self.rules.ceilings:
            below = [one for one in self.rules.benefits if one.id in ceiling.benefits]
            self.whose(("ceilings", ceiling.id), ceiling, below)
            used = fields_of(ceiling.most.tree)
            is_of_firms = ceiling.describes is None and {one.describes for one in below} == {"firm", "project"}
            if is_of_firms and not fits_subject(used, "firm"):
                message = f"“{ceiling.name}”按企业和它的项目合计，上限要用企业的字段"
                self.say("pack.wrong_subject", message, ("ceilings", ceiling.id, "most"), "换用企业的字段")

    def whose(self, path: Path, limit: HighestOnly | Ceiling, benefits: Sequence[BenefitRule]) -> None:
        for odd in benefits:
            answering = {odd.describes, "firm" if odd.describes == "project" else odd.describes}
            if limit.describes is not None and limit.describes not in answering:
                message = f"“{limit.name}”针对{DESCRIBED[limit.describes]}，“{odd.name}”针对{DESCRIBED[odd.describes]}"
                hint = "改 describes，或把这一项移出；describes: firm 把企业和它的项目合在一起"
                self.say("pack.wrong_subject", message, (*path, "describes"), hint)

    def scoreboards(self) -> None:
        for board in self.rules.scoreboards:
            of = self.rules.catalogue.find(board.group) if board.group else None
            if of is not None and of.kind != "text":
                path = ("scoreboards", board.id, "group")
                self.say("pack.wrong_field", f"“{of.name}”不是文字，不能用来分组", path, "换用行业、规模一类的文字字段")

    def cases(self) -> None:
        for number, case in enumerate(self.rules.cases):
            path = ("cases", str(number))
            if case.like and case.like not in {one.name for one in self.rules.cases[:number]}:
                self.say(
                    "pack.unknown_reference", f"前面没有叫“{case.like}”的用例", (*path, "like"), "照抄前面用例的名称"
                )
            for wanted, value in case.expected.items():
                self.expectation(wanted, value, (*path, "expect", wanted))
            self.projects(case, (*path, "projects"))

    def projects(self, case: Case, path: Path) -> None:
        """Only a firm has projects, each under its own name; of a project only benefits are asked."""
        if case.projects and case.describes != "firm":
            self.say("pack.wrong_subject", "只有企业的用例可以带项目", path, "去掉 describes，或去掉 projects")
        names = Counter(one.name for one in case.projects)
        others = {*self.rungs, *(one.id for one in self.rules.ladders), *(one.id for one in self.rules.scoreboards)}
        for number, one in enumerate(case.projects):
            at = (*path, str(number))
            if names[one.name] > 1:
                self.say("pack.duplicate_key", f"项目“{one.name}”写了两次", (*at, "name"), "一个项目一个名称")
            for wanted, value in one.expected.items():
                if wanted in self.benefit_ids:
                    self.expectation(wanted, value, (*at, "expect", wanted))
                elif wanted.partition(".")[0] in others:
                    hint = "写奖补的代号；梯度和排名写在企业的 expect 里"
                    self.say("pack.bad_expectation", f"项目只核对奖补，不核对“{wanted}”", (*at, "expect", wanted), hint)

    def expectation(self, wanted: str, value: str, path: Path) -> None:
        id, dot, what = wanted.partition(".")
        if dot:
            self.part(id, what, value, path)
            return
        if value == UNKNOWN:
            return
        if wanted in self.benefit_ids:
            found = read_amount(value)
            if isinstance(found, str) or not (found.unit.powers == (("元", 1),) or not found.digits):
                self.say("pack.bad_expectation", f"“{wanted}”应得金额", path, "写作 20万元、0元 或 未知")
        for ladder in self.rules.ladders:
            if wanted == ladder.id:
                known = [NO_RUNG, *rungs_of(ladder), *rung_names(ladder)]
                if value not in known:
                    said = f"“{ladder.name}”没有“{value}”这一级"
                    self.say("pack.bad_expectation", said, path, f"写 {'、'.join(known)} 或 {UNKNOWN}")
        if self.rungs[wanted] and value not in TRUTHS:
            self.say("pack.bad_expectation", f"“{wanted}”是级次，只分是与否", path, f"写 是、否 或 {UNKNOWN}")
        if self.rungs[wanted] > 1:
            self.say("pack.bad_expectation", f"几个梯度都有“{wanted}”这一级", path, "改写梯度的代号和级次")

    def part(self, id: str, what: str, value: str, path: Path) -> None:
        """``ladder.next``, ``rung.points``: a part of a result that this kind of rule has."""
        ladder = next((one for one in self.rules.ladders if one.id == id), None)
        known: tuple[str, ...] = PARTS_OF_LADDER if ladder else PARTS_OF_RUNG if self.rungs[id] else ()
        if not known and id not in {*self.benefit_ids, *(board.id for board in self.rules.scoreboards)}:
            return  # said already: there is no such id
        if what not in known:
            hint = f"“{id}”后面可以写：{'、'.join(known)}" if known else f"只写“{id}”"
            self.say("pack.bad_expectation", f"“{id}”没有“{what}”这一项结果", path, hint)
        elif ladder and what in ("stands", "next"):
            known = (NO_RUNG, UNKNOWN, *rungs_of(ladder), *rung_names(ladder))
            if value not in known:
                self.say("pack.bad_expectation", f"“{ladder.name}”没有“{value}”这一级", path, f"写 {'、'.join(known)}")


def rungs_of(ladder: Ladder) -> list[str]:
    """The ids of its rungs over all editions, each once."""
    return list(dict.fromkeys(rung.id for edition in ladder.editions for rung in edition.rungs))


def rung_names(ladder: Ladder) -> list[str]:
    return list(dict.fromkeys(rung.name for edition in ladder.editions for rung in edition.rungs))
