"""What several benefits of one sentence make together: grades of one thing or sums side by side, paid once or every year.

What the sentence leaves open of them all (who is left out, how long, of which level) is a gap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from luodi.formula import from_text
from luodi.formula.ast import fields_of
from luodi.formula.fields import Catalogue, Describes, Field
from luodi.policy.model import Benefit
from luodi.policy.rules.drafts import Gap
from luodi.policy.rules.model import BenefitBasis, Take
from luodi.policy.rules.phrases import payments, riders, surroundings, titles
from luodi.policy.rules.phrases.said import Said, marked
from luodi.policy.rules.unread import Unread
from luodi.spans import Span

MOST_IN_NAME = 36
_EACH_FIRM = re.compile(r"(?:每[家个户]|单[家个户]|同一)企业(?!同一项目)[^，。；]{0,16}(?:最高|不超过)")
_OF_YEARS = re.compile(
    r"(?:[一二两三四五六七八九十\d]+年(?:内)?|政策(?:有效|执行|实施)?期(?:限)?内?|期限内|有效期内)?(?:最高)?累计(?:最高|不超过|不高于|补助|奖励|补贴|总额)*(?:不超过|最高|不高于)?[\d.]+[万亿]?元"
)
_TOLD = re.compile(r"有资质|事项|首次|资质\)|\d")
_FIRST_TIME = re.compile(r"首次\([^()]+(?:\([^()]*\))?[^()]*\)")
_NEWLY_HELD = re.compile(r"^首次\(有资质\(")
_AGAIN = re.compile(r"(?:再|另外?|额外|叠加)(?:一次性|给予|予以|奖|补|资助|增加)")
_AMONG = re.compile(r"^[，；、]*(?:对于?)?其中")


@dataclass(frozen=True, slots=True)
class Read:
    """One benefit, read: its place in the policy, its words, and what its condition and its payment say."""

    at: int
    benefit: Benefit
    words: str
    condition: Said
    payment: payments.Payment
    describes: Describes | None
    holder: Said
    also: tuple[int, ...] = ()  # the benefits that only add to this one, step by step
    grades: str = ""  # the group of rules of which only the highest is paid, where each grade is a rule of its own


def each_once(group: list[Read], around: str) -> list[list[Read]]:
    """首次认定为国家级、省级…的分别一次性奖励: each title is granted once and paid once, so each is a rule by itself.

    One rule that is paid once would pay nothing for the higher title to who has been paid for the lower one.
    """
    is_so = len(group) > 1 and all(r.benefit.basis == "once" and _NEWLY_HELD.search(r.condition.formula) for r in group)
    if not is_so or surroundings.tops_up(around) or undealt(group):
        return [group]
    take, _ = take_of(group, tops_up=False, is_highest=surroundings.only_highest(around))
    name = f"grades_{group[0].at + 1}" if take == "highest" else ""
    return [[replace(r, grades=name, condition=_noted(r.condition, name))] for r in group]


def _noted(said: Said, name: str) -> Said:
    note = "各级称号各奖一次；同一年新获几级的只奖最高的一级，文件没有写较低一级补差" if name else "各项称号各奖一次"
    return replace(said, assumptions=(*said.assumptions, note))


def undealt(group: list[Read]) -> list[Gap]:
    """Several sums under one condition: which sum is for which case, the list did not show."""
    seen: dict[str, Read] = {}
    found: list[Gap] = []
    for one in group:
        other = seen.setdefault(one.benefit.condition + one.benefit.beneficiary, one)
        if other is not one and (other.payment.pay, other.payment.cap) != (one.payment.pay, one.payment.cap):
            found.append(
                Gap(
                    f"{marked(short(one.benefit.condition))}下列了几个金额，没有分清各给哪种情形：请逐档写明条件",
                    one.benefit.span,
                )
            )
    return found[:1]


def bounds(group: list[Read], around: str, span: Span) -> list[Gap]:
    """What the sentence says besides and no formula of the rule holds yet: who is left out, a ceiling for each firm."""
    found = []
    if left_out := surroundings.left_out(around):
        found.append(Gap(f"{marked(left_out)}：请写成条件，或把不能同时享受的几条规则放进同一个“就高不重复”组", span))
    own = "".join(r.words for r in group)
    if changed := surroundings.otherwise(around.partition("。")[0]):
        found.append(Gap(f"{marked(changed)}没有写进规则：请另写一档，或改写金额和付款的时间", span))
    behind = around.partition(own[-12:])[2] if own else ""
    if years := surroundings.for_some_years(own + re.split("[；。]", behind)[0]):
        found.append(Gap(f"{marked(years)}：规则还没有写到几年为止，请写成条件，如按首次享受的年份", span))
    if any(r.payment.cap for r in group) and (of_years := _OF_YEARS.search(own)) and group[0].benefit.basis != "once":
        found.append(Gap(f"上限{marked(of_years[0])}是几次合计的：请去掉规则的上限，改在“合计上限”里按累计写", span))
    if group[0].describes == "project" and any(r.payment.cap for r in group) and _EACH_FIRM.search(own):
        found.append(
            Gap("上限是每家企业合计的，规则按项目计算：请把“给谁”改为企业、换用企业全年的字段，或付款前逐户核对", span)
        )
    return found


def besides(group: list[Read], said: Unread, span: Span) -> list[Gap]:
    """What the sentence says where no benefit was read: it would be lost, and the rule pay other than the text says."""
    own = "，".join(r.words for r in group)
    known = "".join(gap for r in group for gap in (*r.condition.gaps, *r.holder.gaps, *r.payment.gaps))
    made_up = "" if len(group) > 1 else riders.made_up(own) or riders.made_up(said.behind)
    weighed = riders.weighed(own) or riders.weighed(said.behind)
    left_out = next(filter(None, map(riders.excluded, (said.before, own, said.behind, said.after))), "")
    asked = (
        (left_out, "请把不适用的对象写进条件"),
        (riders.limited_to(said.before), "请写进条件"),
        (riders.asked(said.behind), "请写进条件"),
        (riders.changed(said.behind) or riders.changed(said.after), "请另写一档"),
        (riders.bounded(said.behind), "请写进上限"),
        (made_up, "只付差额的，请写明已得的奖补用哪个字段"),
        (weighed, "由部门定的，请写成可以核对的条件，或加一个登记评定结果的资质"),
    )
    told = {words: Gap(f"{marked(words)}没有写进规则：{what}", span) for words, what in asked if words}
    asides = [
        one
        for r in group
        for one in riders.in_brackets(r.words, f"{r.benefit.condition}{r.benefit.rate_of}{r.benefit.beneficiary}")
    ]
    for words, what in (*asides, *riders.unread(said.behind), *riders.unread_of_all(said.after)):
        if not (surroundings.is_read(words) or any(words in one or one in words for one in told)):
            told[words] = Gap(f"{marked(words)}没有写进规则：{what}", span)
    return [gap for words, gap in told.items() if words not in known]


def out_of_it(group: list[Read], before: Read | None, said: Unread) -> list[Gap]:
    """对甲奖励10万元，其中乙奖励15万元: the second is for those of the first who are also the second."""
    first = group[0]
    if before is None or not said.follows or before.benefit.condition == first.benefit.condition:
        return []
    if first.benefit.condition.startswith(before.benefit.condition) or not _AMONG.search(said.before + first.words):
        return []
    name = short(first.benefit.condition or first.benefit.beneficiary)
    of = short(before.benefit.condition or before.benefit.beneficiary)
    return [Gap(f"其中的{marked(name)}是{marked(of)}里的一部分：请把前面的条件一并写上", first.benefit.span)]


def on_top(group: list[Read], before: Read | None, said: Unread) -> list[Gap]:
    """新认定为高新技术企业的奖励20万元，规上企业再奖励10万元: the second is for those who got the first."""
    first = group[0]
    if before is None or not said.follows or not _AGAIN.search(said.before + first.words):
        return []
    if _TOLD.search(first.condition.formula):
        return []  # another step, which is told by itself: 完成上市辅导备案的再奖励50万元
    of = short(before.benefit.condition or before.benefit.beneficiary)
    name = short(first.benefit.condition or first.benefit.beneficiary)
    return [Gap(f"{marked(name)}的“再奖励”接在{marked(of)}之后：请把前面的条件一并写上", first.benefit.span)]


def levels_unsaid(group: list[Read], catalogue: Catalogue) -> list[Gap]:
    """认定为市级孵化器、众创空间的: whether the second is of the same level, the words do not say."""
    every = [(name, r) for r in group for name in titles.named_in(r.condition.formula, only_titles=True)]
    names = [(name, r) for name, r in every if not titles.is_listed(name, catalogue)]
    levels = [level for name, _ in every if (level := titles.level_of(name))]
    bare = [(name, r) for name, r in names if not titles.level_of(name)]
    if not levels or not bare:
        return []
    name, read = bare[0]
    said = f"{marked(name)}没有写级别：与前面一样是{levels[0]}的，请写全称"
    return [Gap(said, read.benefit.span)]


def take_of(group: list[Read], tops_up: bool, *, is_highest: bool) -> tuple[Take, tuple[str, ...]]:
    """Grades of one thing: the highest. So much for each of several things, or titles of several kinds: all of them.

    ``is_highest``: the text says that only the highest is paid.
    """
    if len(group) < 2 or tops_up or is_highest:
        return "highest", ()
    if any(_AGAIN.search(r.words) for r in group[1:]):
        return "sum", ("“再奖励”按与前面的奖励相加理解",)
    if all(r.payment.is_each for r in group):
        return "sum", ("各项分别计算后相加",)
    kinds = [{titles.without_level(one) for one in titles.named_in(r.condition.formula)} for r in group]
    if any(kinds) and len(set().union(*kinds)) > 1:
        is_apart = all(kinds) and sum(map(len, kinds)) == len(set().union(*kinds))
        if is_apart:
            return "sum", ("各档是不同的称号、事项，同时符合几档的分别奖、相加；只奖最高一档的请改为“取最高”",)
        return "highest", ("有几档是同一类的级别，按取最高一档理解；不同的称号可以同时享受的请改为“相加”",)
    return "highest", ()


def basis_of(
    group: list[Read], tops_up: bool, catalogue: Catalogue, *, is_once: bool = False
) -> tuple[BenefitBasis | None, tuple[str, ...]]:
    """一次性 of one branch, or of branches that are topped up, is once; of grades each reached for the first time it is
    the highest of a year, for ``once`` would pay who reached the lower grade nothing for the higher one. Of one event in
    several cases (月度入规, 年度入规) there is but one first time."""
    bases = {r.benefit.basis for r in group}
    basis = bases.pop() if len(bases) == 1 else None
    if basis is None and is_once and len(group) == 1:
        return "once", ()
    if tops_up and basis is None:
        return "once", ()  # a difference is made up to what was paid once
    if basis == "once" and len({"".join(_FIRST_TIME.findall(r.condition.formula)) for r in group}) == 1:
        return "once", ()
    if basis == "once" and len(group) > 1 and not tops_up and all(r.condition.is_event for r in group):
        said = "“一次性”按每档各奖一次理解（条件里的“首次”保证不重复），同一年只奖最高的一档；文件没有写较低档补差"
        return "year", (said,)
    if basis is None and group[0].describes == "project" and _told_once(group, catalogue):
        return "once", ("条件和金额都按项目只登记一次的数，同一项目按只补一次理解；分年拨付的请改写",)
    return basis, ()


def _told_once(group: list[Read], catalogue: Catalogue) -> bool:
    """Figures that a project has once, and would be paid for again every year."""
    named = fields_named(group, catalogue)
    return (
        bool(named)
        and all(one.every == "once" for one in named if one.describes == "project")
        and any(one.describes == "project" for one in named)
    )


def fields_named(group: list[Read], catalogue: Catalogue) -> set[Field]:
    texts = [text for r in group for text in (r.condition.formula, r.payment.pay, r.holder.formula) if text]
    formulas = [formula for text in texts if (formula := from_text.read(text, catalogue)[0])]
    return {field for formula in formulas for field in fields_of(formula.tree)}


def short(words: str) -> str:
    return words if len(words) <= MOST_IN_NAME else f"{words[: MOST_IN_NAME - 2]}……"
