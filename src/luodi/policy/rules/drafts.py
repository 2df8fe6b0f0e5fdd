"""Rules as the compiler drafts them: formulas as text, so that what is not yet right can be shown, mended and checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from luodi.formula import from_text
from luodi.formula.ast import Figure, Formula, FormulaError, Place, walk
from luodi.formula.fields import DESCRIBED, SEEN_FROM, Catalogue, Describes
from luodi.policy.rules.model import BenefitBasis, BenefitRule, Branch, Ceiling, Fund, HighestOnly, Share, Source, Take
from luodi.spans import Span


@dataclass(frozen=True, slots=True)
class Gap:
    """What a person must complete: in words, with the stretch of the document that leaves it open.

    ``is_formula``: a formula says so as it stands, and no longer once it is mended; ``lacks`` is the name in it that no
    field of the catalogue bears.
    """

    message: str
    span: Span
    lacks: str = ""
    is_formula: bool = False


@dataclass(frozen=True, slots=True)
class DraftBranch:
    """One grade: ``when`` '' holds always, ``pay`` '' is not known yet."""

    name: str
    span: Span
    when: str = ""
    pay: str = ""


@dataclass(frozen=True, slots=True)
class DraftRule:
    """A rule of benefits, drafted. ``benefits`` are the places, in the policy, of the benefits it came from.

    ``assumptions`` are the choices that were made where a word could mean two things; they are shown, not hidden.
    """

    id: str
    name: str
    span: Span
    branches: tuple[DraftBranch, ...]
    clause: str = ""
    describes: Describes = "firm"
    for_whom: str = ""
    take: Take = "highest"
    cap: str = ""
    basis: BenefitBasis | None = None
    tops_up: bool = False
    fund: str | None = None
    payers: tuple[Share, ...] = ()
    group: str | None = None
    gaps: tuple[Gap, ...] = ()
    assumptions: tuple[str, ...] = ()
    benefits: tuple[int, ...] = ()

    @property
    def is_complete(self) -> bool:
        return not self.gaps


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A benefit that became no rule, and why."""

    benefit: int
    why: str


@dataclass(frozen=True, slots=True)
class Drafts:
    """All that the words of one policy gave: rules, and what stands over them."""

    rules: tuple[DraftRule, ...] = ()
    funds: tuple[Fund, ...] = ()
    groups: tuple[HighestOnly, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    unwritten: tuple[Unwritten, ...] = ()
    notes: tuple[str, ...] = field(default=())


Wanted = Literal["flag", "money"]
_OF_SUBJECT = {"firm": "给企业", "project": "给项目", "region": "给地区", "park": "给园区"}


def read_formula(
    text: str, catalogue: Catalogue, wanted: Wanted, describes: Describes
) -> tuple[Formula | None, tuple[FormulaError, ...]]:
    """A formula of a rule for such subjects, ready to run; None with every error, its place and what to do."""
    formula, errors = from_text.read(text, catalogue, "flag" if wanted == "flag" else "number")
    if formula is None:
        return None, errors
    if wanted == "money" and not (formula.shape.powers == (("元", 1),) or formula.shape.scale == "zero"):
        hint = "金额写单位，如 10万元；按比例的写作 设备投资额 * 12%"
        return None, (FormulaError("formula.wrong_result", "这里要得出金额（元）", Place(0, len(text)), hint),)
    seen = SEEN_FROM[describes]
    odd = next((one for one in walk(formula.tree) if isinstance(one, Figure) and one.of.describes not in seen), None)
    if odd is not None:
        said = f"“{odd.of.name}”描述{DESCRIBED[odd.of.describes]}，这条规则{_OF_SUBJECT[describes]}"
        hint = f"换用{DESCRIBED[describes]}的字段，或改“给谁”"
        return None, (FormulaError("formula.mixed_subjects", said, odd.place, hint),)
    return formula, ()


def checked(draft: DraftRule, catalogue: Catalogue) -> DraftRule:
    """The draft with a gap for each formula that cannot run as it stands, at the words it came from."""
    gaps = [one for one in draft.gaps if not one.is_formula]
    lacking: dict[str, Gap] = {}
    for what, text, wanted, span in _formulas(draft):
        for error in read_formula(text, catalogue, wanted, draft.describes)[1]:
            written = text[error.place.start : error.place.end]
            if error.code == "formula.unknown_name":
                lacking.setdefault(written, Gap(_lacks(written, catalogue), span, written, True))
            else:
                gaps.append(Gap(f"{what}“{text}”还不能用：{error.message}。{error.hint}", span, is_formula=True))
    return replace(draft, gaps=tuple(dict.fromkeys([*gaps, *lacking.values()])))


def _lacks(name: str, catalogue: Catalogue) -> str:
    alike = "、".join(catalogue.nearest(name))
    near = f"，或换成已有的字段（最接近的是{alike}）" if alike else "，或换成已有的字段"
    return f"字段目录里没有“{name}”：请在目录里加上这个字段{near}"


def _formulas(draft: DraftRule) -> Iterable[tuple[str, str, Wanted, Span]]:
    if draft.for_whom:
        yield "对象条件", draft.for_whom, "flag", draft.span
    if draft.cap:
        yield "上限", draft.cap, "money", draft.span
    for branch in draft.branches:
        if branch.when:
            yield "条件", branch.when, "flag", branch.span
        if branch.pay:
            yield "金额", branch.pay, "money", branch.span


def _left_out(branch: DraftBranch) -> str:
    """What was drafted of a branch that cannot stand in a pack yet, for who goes on with it there."""
    when, pay = branch.when or "（没有条件）", branch.pay or "（待补）"
    return f"补齐后加上这一档：{branch.name}；条件 {when}；金额 {pay}"


def to_rule(draft: DraftRule, catalogue: Catalogue, document: str = "") -> BenefitRule:
    """The rule of a pack. What cannot run is left out and told in ``gaps``; a rule without gaps is whole."""

    def formula(text: str, wanted: Wanted) -> Formula | None:
        return read_formula(text, catalogue, wanted, draft.describes)[0] if text else None

    source = Source(document, draft.clause, note="；".join(draft.assumptions))
    branches, left_out = [], []
    for number, branch in enumerate(draft.branches, 1):
        pay, when = formula(branch.pay, "money"), formula(branch.when, "flag")
        if pay is not None and (
            when is not None or not branch.when
        ):  # without its condition a branch would hold always
            branches.append(Branch(f"{draft.id}_{number}", branch.name, pay, when, Source(document, draft.clause)))
        else:
            left_out.append(_left_out(branch))
    return BenefitRule(
        id=draft.id,
        name=draft.name,
        branches=tuple(branches),
        describes=draft.describes,
        for_whom=formula(draft.for_whom, "flag"),
        take=draft.take,
        cap=formula(draft.cap, "money"),
        basis=draft.basis,
        tops_up=draft.tops_up,
        fund=draft.fund,
        payers=draft.payers,
        group=draft.group,
        source=source,
        gaps=(*(gap.message for gap in checked(draft, catalogue).gaps), *left_out),
    )
