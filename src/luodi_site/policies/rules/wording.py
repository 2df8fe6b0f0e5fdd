"""A drafted rule in Chinese sentences: what a reviewer reads back to say whether it is what the document means."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi.formula import from_text
from luodi.formula.ast import Sort
from luodi.formula.to_words import in_words
from luodi.policy.rules.drafts import DraftRule
from luodi_site.policies.rules.drafting import catalogue

DESCRIBES: dict[str, Any] = {
    "firm": gettext_lazy("企业"),
    "project": gettext_lazy("项目"),
    "region": gettext_lazy("地区"),
    "park": gettext_lazy("园区"),
}
TAKES: dict[str, Any] = {
    "highest": gettext_lazy("符合几档的，取最高一档"),
    "first": gettext_lazy("符合几档的，取最前一档"),
    "sum": gettext_lazy("符合几档的，相加"),
}
BASES: dict[str, Any] = {
    "": gettext_lazy("每次符合都给"),
    "once": gettext_lazy("一次性，给过不再给"),
    "year": gettext_lazy("一年最多一次"),
}


def title_of(payload: dict[str, Any]) -> str:
    return str(payload.get("name") or _("规则"))


def state_of(payload: dict[str, Any]) -> str:
    """完整, or how many things are still to be completed."""
    open_gaps = len(payload.get("gaps", ()))
    return _("还缺%(count)s项") % {"count": open_gaps} if open_gaps else _("完整")


def formula_words(text: str, expect: Sort) -> str:
    """A formula as a sentence; as it is written where it cannot be read yet."""
    formula, errors = from_text.read(text, catalogue(), expect)
    return in_words(formula) if formula is not None and not errors else text


def branch_words(when: str, pay: str) -> str:
    condition = formula_words(when, "flag") if when else ""
    amount = formula_words(pay, "number") if pay else _("（金额待补）")
    return (
        _("%(condition)s的，给予%(amount)s") % {"condition": condition, "amount": amount}
        if condition
        else _("给予%(amount)s") % {"amount": amount}
    )


def rows_of(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """The rule on its card: for whom, each grade, limits, who pays, what is lacking, what was assumed."""
    limits = [
        _("最高%(sum)s") % {"sum": formula_words(payload["cap"], "number")} if payload.get("cap") else "",
        str(BASES[payload["basis"]]) if payload.get("basis") else "",
        _("较低档补差") if payload.get("tops_up") else "",
    ]
    payers = "，".join(f"{one['payer']} {one['share']}" for one in payload.get("payers", ()))
    branches = [branch_words(one.get("when", ""), one.get("pay", "")) for one in payload.get("branches", ())]
    whom = payload.get("for_whom") or ""
    rows = [
        (_("对象"), formula_words(whom, "flag") if whom else str(DESCRIBES[payload.get("describes") or "firm"])),
        *((_("标准") if len(branches) == 1 else _("第%(n)s档") % {"n": n}, said) for n, said in enumerate(branches, 1)),
        (_("限度"), "，".join(one for one in limits if one)),
        (_("承担"), payers),
        *((_("待补"), one["message"]) for one in payload.get("gaps", ())),
        (_("理解"), "；".join(payload.get("assumptions", ()))),
    ]
    return [(label, words) for label, words in rows if words]


def sentence_of(rule: DraftRule) -> str:
    """The whole rule in one reading: 对……的企业：……的，给予……；最高……."""
    whom = f"{formula_words(rule.for_whom, 'flag')}的" if rule.for_whom else ""
    said = [_("对%(whom)s%(kind)s") % {"whom": whom, "kind": DESCRIBES[rule.describes]}]
    grades = [branch_words(one.when, one.pay) for one in rule.branches if one.when or one.pay]
    parts = ["；".join(grades) or _("（标准待补）")]
    if len(grades) > 1:
        parts.append(str(TAKES[rule.take]))
    if rule.cap:
        parts.append(_("最高%(sum)s") % {"sum": formula_words(rule.cap, "number")})
    parts.append(str(BASES[rule.basis or ""]))
    if rule.tops_up:
        parts.append(_("达到更高一档时补差"))
    return f"{said[0]}：{'；'.join(parts)}。"
