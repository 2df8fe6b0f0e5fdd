"""What an item says, in one Chinese line: for tables, cards and pages."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from luodi.policy.model import Benefit, DocumentFacts, Duty, Mechanism, Parameter, Target, Task

KIND_NAMES = {
    "tasks": "任务",
    "targets": "目标",
    "benefits": "奖补",
    "duties": "报送义务",
    "mechanisms": "机制",
    "problems": "问题",
}
EVERY_NAMES = {"month": "每月", "quarter": "每季度", "half-year": "每半年", "year": "每年", "regular": "定期"}
MECHANISM_NAMES = {
    "lead_first": "首位单位牵头",
    "supervision": "督查督办",
    "issue_clearance": "问题清单限时销号",
    "horse_race": "赛马比拼",
    "colour_map": "五色图",
    "annual_assessment": "年度考核",
    "chain_chief": "链长制",
    "chain_leaders": "链主企业",
    "chain_innovators": "链创团队",
    "missing_links": "补缺失环节",
    "chain_carriers": "产业链载体",
    "chain_plan": "一链一案",
    "risk_warning": "断链预警",
    "matching": "产需对接",
    "challenge": "揭榜挂帅",
    "technology_transfer": "成果转化",
    "cultivation_ladder": "梯度培育",
    "listing_pool": "上市后备",
    "zombie_disposal": "僵尸企业处置",
    "project_library": "项目库",
    "project_lists": "项目清单",
    "project_officer": "项目专员（包保）",
    "finance_whitelist": "融资白名单",
    "special_fund": "专项资金",
    "fund_evaluation": "绩效评价",
    "per_mu": "亩均效益",
    "energy_gate": "用能准入",
    "talent_pool": "人才库",
    "task_force": "工作专班（领导小组）",
    "statistics_monitoring": "统计监测",
}
PARAMETER_NAMES = {
    "every": "周期",
    "indicators": "指标",
    "colours": "颜色（由优到差）",
    "chains": "产业链",
    "min": "最少",
    "max": "最多",
    "per": "范围",
    "pools": "培育库",
    "routes": "处置路径",
    "file_from": "备案起点",
    "city_from": "市级入库起点",
    "lists": "清单",
    "amount": "金额",
    "below": "低于",
    "unit": "单位",
}


def plain(value: Decimal) -> str:
    """A decimal without an exponent or trailing zeros: 150, 3.3; a share that was a fraction (33.333…) to two decimals."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        value = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    words = f"{value:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def money(yuan: Decimal) -> str:
    """Yuan, scaled as officials write it: 元 under 1万, 万元 under 1亿, 亿元 above; at most two decimals."""
    for size, unit in ((Decimal(10**8), "亿元"), (Decimal(10**4), "万元")):
        if abs(yuan) >= size:
            scaled = yuan / size
            return (
                f"{plain(scaled.quantize(Decimal('0.01')) if scaled != scaled.to_integral_value() else scaled)}{unit}"
            )
    return f"{plain(yuan)}元"


def share(rate: Decimal) -> str:
    return f"{plain((rate * 100).normalize())}%"


def task_line(task: Task) -> str:
    lead = "、".join(task.lead)
    others = "、".join(u for u in task.units if u not in task.lead)
    said = [f"牵头：{lead}" if lead else "", f"责任：{others}" if others else ""]
    said.append(f"另需落实：{'、'.join(task.implied)}" if task.implied else "")
    return "；".join(part for part in said if part) or "未写明责任单位，待分派"


def target_line(target: Target) -> str:
    sign = {">=": "≥", "<=": "≤", "~": "约", "=": "=", "-": ""}[target.comparator]
    number = plain(target.value) + (f"—{plain(target.upper)}" if target.upper is not None else "")
    when = (f"{target.by}年" if target.by else "") + (EVERY_NAMES[target.every] if target.every else "")
    return f"{target.indicator} {sign}{number}{target.unit}" + (f"（{when}）" if when else "")


def benefit_line(benefit: Benefit) -> str:
    parts = [
        money(benefit.amount) if benefit.amount is not None else "",
        f"{benefit.rate_of or ''}{share(benefit.rate)}" if benefit.rate is not None else "",
        f"最高{money(benefit.cap)}" if benefit.cap is not None else "",
        {"once": "一次性", "year": "每年", None: ""}[benefit.basis],
    ]
    return f"{benefit.beneficiary}：{'，'.join(p for p in parts if p) or '未写明数额'}"


def duty_line(duty: Duty) -> str:
    when = duty.due.isoformat() if duty.due else EVERY_NAMES.get(duty.every or "", "未写明时间")
    to = f"报{duty.to}" if duty.to else ""
    return "，".join(part for part in (duty.who or "", duty.what, to, when) if part)


def _parameter(key: str, value: Parameter) -> str:
    if isinstance(value, tuple):
        shown = "、".join(value)
    elif key in ("amount", "file_from", "city_from") and not isinstance(value, str):
        shown = money(Decimal(str(value)))
    elif key == "every":
        shown = EVERY_NAMES.get(str(value), str(value))
    elif key == "per":
        shown = {"chain": "每条链", "all": "全部"}.get(str(value), str(value))
    else:
        shown = str(value)
    return f"{PARAMETER_NAMES.get(key, key)}：{shown}"


def mechanism_line(mechanism: Mechanism) -> str:
    return "；".join(
        [MECHANISM_NAMES.get(mechanism.kind, mechanism.kind), *(_parameter(k, v) for k, v in mechanism.params)]
    )


def facts_lines(facts: DocumentFacts) -> list[tuple[str, str]]:
    """The document's facts as (name, words); what the text does not say is 未写明."""
    horizon = f"{facts.horizon[0]}—{facts.horizon[1]}年" if facts.horizon else None
    based = "；".join(f"《{r.title}》" + (f"（{r.number}）" if r.number else "") for r in facts.based_on)
    said = {
        "标题": facts.title,
        "发文单位": facts.issuer,
        "适用地区": facts.jurisdiction,
        "文号": facts.number,
        "成文日期": facts.issued_on.isoformat() if facts.issued_on else None,
        "规划期": horizon,
        "依据": based,
    }
    return [(name, words or "未写明") for name, words in said.items()]
