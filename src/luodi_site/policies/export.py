"""A published policy as the sheets of a workbook, one for each kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from luodi_site.policies import words
from luodi_site.policies.compiled import GROUPS
from luodi_site.policies.models import Edition, ReviewItem

Sheet = tuple[str, Sequence[str], Iterable[Sequence[Any]]]


def _columns(kind: str) -> tuple[str, ...]:
    return {
        "task": (_("任务"), _("牵头单位"), _("责任单位"), _("原文")),
        "target": (_("指标"), _("比较"), _("数值"), _("上限"), _("计量单位"), _("期限（年份）"), _("频次"), _("原文")),
        "benefit": (
            _("奖补对象"),
            _("条件"),
            _("金额（元）"),
            _("比例"),
            _("按什么计算"),
            _("最高（元）"),
            _("方式"),
            _("原文"),
        ),
        "duty": (_("谁来报"), _("报什么（做什么）"), _("报给谁"), _("截止日期"), _("频次"), _("原文")),
        "mechanism": (_("机制"), _("参数"), _("原文")),
    }[kind]


def _row(kind: str, item: dict[str, Any]) -> list[Any]:
    quote, every = item["quote"].strip(), words.every_words(item.get("every"))
    match kind:
        case "task":
            return [
                words.item_title(kind, item, quote),
                item["lead"],
                [*item["units"], *item.get("implied", ())],
                quote,
            ]
        case "target":
            sign = str(words.COMPARATORS.get(item["comparator"], ""))
            return [
                item["indicator"],
                sign,
                item["value"],
                item.get("upper"),
                item["unit"],
                item.get("by"),
                every,
                quote,
            ]
        case "benefit":
            basis = str(words.BASIS.get(item.get("basis") or "", ""))
            return [
                item["beneficiary"],
                item["condition"],
                item["amount"],
                item["rate"],
                item["rate_of"],
                item["cap"],
                basis,
                quote,
            ]
        case "duty":
            return [item.get("who"), item["what"], item.get("to"), item.get("due"), every, quote]
        case _:
            params = "；".join(
                f"{words.PARAMS.get(k, k)}：{words.param_words(k, v)}" for k, v in item.get("params", {}).items()
            )
            return [words.item_title(kind, item, quote), params, quote]


def sheets_of(edition: Edition) -> list[Sheet]:
    """(sheet name, header, rows) of every kind that the policy has."""
    labels = dict(ReviewItem.Kind.choices)
    sheets: list[Sheet] = []
    for kind, group in GROUPS:
        rows = [[n, *_row(kind, item), item["source"]] for n, item in enumerate(edition.policy.get(group, ()), start=1)]
        if rows:
            sheets.append((str(labels[kind]), [_("序号"), *_columns(kind), _("出处")], rows))
    return sheets or [(_("政策"), [_("序号")], [])]
