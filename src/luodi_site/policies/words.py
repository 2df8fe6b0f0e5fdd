"""The words in which a codebook's identifiers stand on a page."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luodi_site.lib.formats import day_in_text, money, plain, share
from luodi_site.policies.rules import wording as rule_words

MECHANISMS: dict[str, Any] = {
    "lead_first": gettext_lazy("首位单位牵头"),
    "supervision": gettext_lazy("督查督办"),
    "issue_clearance": gettext_lazy("问题清单限时销号"),
    "horse_race": gettext_lazy("赛马比拼"),
    "colour_map": gettext_lazy("五色图"),
    "annual_assessment": gettext_lazy("年度考核"),
    "chain_chief": gettext_lazy("链长制"),
    "chain_leaders": gettext_lazy("链主企业"),
    "chain_innovators": gettext_lazy("链创团队"),
    "missing_links": gettext_lazy("补缺失环节"),
    "chain_carriers": gettext_lazy("产业链载体"),
    "chain_plan": gettext_lazy("一链一案"),
    "risk_warning": gettext_lazy("断链预警"),
    "matching": gettext_lazy("产需对接"),
    "challenge": gettext_lazy("揭榜挂帅"),
    "technology_transfer": gettext_lazy("成果转化"),
    "cultivation_ladder": gettext_lazy("梯度培育"),
    "listing_pool": gettext_lazy("上市后备"),
    "zombie_disposal": gettext_lazy("僵尸企业处置"),
    "project_library": gettext_lazy("项目库"),
    "project_lists": gettext_lazy("项目清单"),
    "project_officer": gettext_lazy("项目专员（包保）"),
    "finance_whitelist": gettext_lazy("融资白名单"),
    "special_fund": gettext_lazy("专项资金"),
    "fund_evaluation": gettext_lazy("绩效评价"),
    "per_mu": gettext_lazy("亩均效益"),
    "energy_gate": gettext_lazy("用能准入"),
    "talent_pool": gettext_lazy("人才库"),
    "task_force": gettext_lazy("工作专班（领导小组）"),
    "statistics_monitoring": gettext_lazy("统计监测"),
}
PARAMS: dict[str, Any] = {
    "every": gettext_lazy("频次"),
    "indicators": gettext_lazy("指标"),
    "colours": gettext_lazy("颜色（由好到差）"),
    "chains": gettext_lazy("产业链"),
    "min": gettext_lazy("最少"),
    "max": gettext_lazy("最多"),
    "per": gettext_lazy("范围"),
    "pools": gettext_lazy("培育库"),
    "routes": gettext_lazy("处置路径"),
    "file_from": gettext_lazy("备案起点（元）"),
    "city_from": gettext_lazy("市级库起点（元）"),
    "lists": gettext_lazy("清单"),
    "amount": gettext_lazy("金额（元）"),
    "below": gettext_lazy("低于"),
    "unit": gettext_lazy("单位"),
}
MONEY_PARAMS = frozenset({"file_from", "city_from", "amount"})
LIST_PARAMS = frozenset({"indicators", "colours", "chains", "pools", "routes", "lists"})
EVERY: dict[str, Any] = {
    "month": gettext_lazy("每月"),
    "quarter": gettext_lazy("每季度"),
    "half-year": gettext_lazy("每半年"),
    "year": gettext_lazy("每年"),
    "regular": gettext_lazy("定期"),
}
PER: dict[str, Any] = {"chain": gettext_lazy("每条产业链"), "all": gettext_lazy("合计")}
COMPARATORS: dict[str, Any] = {
    ">=": gettext_lazy("不低于"),
    "<=": gettext_lazy("不高于"),
    "~": gettext_lazy("约"),
    "=": gettext_lazy("等于"),
    "-": gettext_lazy("区间"),
}
BASIS: dict[str, Any] = {"once": gettext_lazy("一次性"), "year": gettext_lazy("每年")}


def every_words(every: str | None) -> str:
    return str(EVERY.get(every or "", every or ""))


def _figure(value: Any) -> str:
    """Two decimals, and four below one, where two could be nothing at all."""
    number = Decimal(str(value))
    return plain(number, 2 if abs(number) >= 1 else 4)


def target_value(payload: dict[str, Any]) -> str:
    """≥150家, 约45%, 3—5家."""
    sign = {">=": "≥", "<=": "≤", "~": _("约"), "=": "", "-": ""}.get(payload.get("comparator", ""), "")
    value = _figure(payload.get("value", 0))
    if payload.get("upper") is not None:
        value += "—" + _figure(payload["upper"])
    return f"{sign}{value}{payload.get('unit') or ''}"


def benefit_value(payload: dict[str, Any]) -> str:
    """10万元；12%（设备投资额），最高500万元."""
    parts = []
    if payload.get("amount") is not None:
        parts.append(money(payload["amount"]))
    if payload.get("rate") is not None:
        of = payload.get("rate_of")
        parts.append(share(payload["rate"]) + (f"（{of}）" if of else ""))
    if payload.get("cap") is not None:
        parts.append(_("最高%(sum)s") % {"sum": money(payload["cap"])})
    return "，".join(parts) or _("文中未写明金额")


def param_words(name: str, value: Any) -> str:
    if name == "every":
        return every_words(value)
    if name == "per":
        return str(PER.get(value, value))
    if name in MONEY_PARAMS:
        return money(value)
    return "、".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def shorten(words: str, length: int = 32) -> str:
    words = " ".join(words.split())
    return words if len(words) <= length else words[: length - 1] + "…"


def item_title(kind: str, payload: dict[str, Any], quote: str) -> str:
    """One line that names an item."""
    if kind == "task":
        return payload.get("title") or shorten(quote)
    if kind == "target":
        return f"{payload.get('indicator', '')} {target_value(payload)}"
    if kind == "benefit":
        return f"{shorten(payload.get('beneficiary') or _('对象未写明'), 24)}：{benefit_value(payload)}"
    if kind == "duty":
        return (payload.get("who") or "") + (" " if payload.get("who") else "") + str(payload.get("what", ""))
    if kind == "rule":
        return f"{rule_words.title_of(payload)}（{rule_words.state_of(payload)}）"
    if kind == "mechanism":
        return str(MECHANISMS.get(payload.get("kind", ""), payload.get("kind", "")))
    return str(payload.get("message", ""))


def rows_of(kind: str, item: dict[str, Any]) -> list[tuple[str, str]]:
    """The facts of an item beside its title, as label and words."""
    return [(label, str(value)) for label, value in _all_rows(kind, item) if value]


def _all_rows(kind: str, item: dict[str, Any]) -> list[tuple[str, Any]]:
    match kind:
        case "target":
            by = _("%(year)s年") % {"year": item["by"]} if item.get("by") else ""
            return [(_("期限"), by), (_("频次"), every_words(item.get("every")))]
        case "benefit":
            return [(_("条件"), item.get("condition")), (_("方式"), BASIS.get(item.get("basis") or "", ""))]
        case "duty":
            due = day_in_text(item["due"]) if item.get("due") else ""
            return [(_("报给"), item.get("to")), (_("时限"), due), (_("频次"), every_words(item.get("every")))]
        case "mechanism":
            params = item.get("params") or {}
            return [(str(PARAMS.get(name, name)), param_words(name, value)) for name, value in params.items()]
        case "rule":
            return list(rule_words.rows_of(item))
        case "problem":
            return [(_("怎么办"), item.get("hint"))]
    return []
