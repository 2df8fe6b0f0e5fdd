"""The sheets of a run of benefits: sums, funds, payments, what is missing, what comes back, what was not run."""

from __future__ import annotations

from collections.abc import Sequence

from luodi.engine.model import Amount
from luodi.engine.outputs.in_words import UNDECIDED, UNKNOWN, fund_state
from luodi.engine.outputs.model import Outcome
from luodi.policy.rules.model import Source
from luodi.reports.model import CellValue, Sheet, SheetColumn

# Excel holds 1,048,576 rows; what is more is for Parquet.
MOST_ROWS = 1_000_000
_KINDS = {"firm": "企业", "project": "项目", "region": "地区", "park": "园区"}


def sheets(outcome: Outcome) -> tuple[Sheet, ...]:
    """Empty lists have no sheet, but for the sums and the payments."""
    found = [_sums(outcome), _funds(outcome), _payments(outcome), _missing(outcome), _back(outcome), _not_run(outcome)]
    return tuple(sheet for at, sheet in enumerate(found) if sheet.rows or at in (0, 2))


def _sheet(
    outcome: Outcome, name: str, columns: Sequence[SheetColumn], rows: Sequence[tuple[CellValue, ...]], note: str = ""
) -> Sheet:
    return Sheet(
        name,
        f"{outcome.title}{name}",
        tuple(columns),
        tuple(rows[:MOST_ROWS]),
        note or f"评定日 {outcome.on}；金额单位：元",
    )


def _text(title: str, width: float) -> SheetColumn:
    return SheetColumn(title, width)


def _money(title: str) -> SheetColumn:
    return SheetColumn(title, 16, "money")


def _count(title: str) -> SheetColumn:
    return SheetColumn(title, 10, "integer")


def _yuan(fen: int | None) -> CellValue:
    return UNKNOWN if fen is None else fen // 100 if not fen % 100 else fen / 100


def _known(fen: int, unknown: int) -> CellValue:
    """What is known of a sum; where nothing is, that is not nought."""
    return UNDECIDED if unknown and not fen else _yuan(fen)


def _most(amount: Amount) -> CellValue:
    return "没有上限" if amount.high is None else _yuan(amount.high)


def _sums(outcome: Outcome) -> Sheet:
    payers = list(dict.fromkeys(payer for one in outcome.benefits for payer in one.by_payer))
    columns = [
        _text("奖补", 28),
        _text("对象", 8),
        _count("户（个）数"),
        _money("应付至少"),
        _money("应付至多"),
        _money("实付"),
    ]
    columns += [_count("未定户数"), *[_money(f"{payer}承担") for payer in payers], _text("依据", 34)]
    rows = []
    for one in outcome.benefits:
        shares = [_known(one.by_payer[payer], one.unknown) if payer in one.by_payer else None for payer in payers]
        source = _cited(one.rule.source) if one.rule else ""
        head = (
            one.name,
            _KINDS[one.describes],
            one.claimants,
            _yuan(one.allowed.low),
            _most(one.allowed),
            _known(one.paid, one.unknown),
        )
        rows.append((*head, one.unknown, *shares, source))
    note = f"评定日 {outcome.on}；共 {outcome.subjects} 个对象；金额单位：元；实付只计已经确定的，未定的见“待补资料”"
    return _sheet(outcome, "汇总", columns, rows, note)


def _funds(outcome: Outcome) -> Sheet:
    columns = [
        _text("资金", 24),
        _money("总额"),
        _money("应付至少"),
        _money("应付至多"),
        _money("实付至少"),
        _money("实付至多"),
        _text("说明", 48),
        _text("依据", 34),
    ]
    rows = [
        (
            one.name,
            None if one.budget is None else _yuan(one.budget),
            _yuan(one.claimed.low),
            _most(one.claimed),
            _yuan(one.paid.low),
            _most(one.paid),
            fund_state(one),
            _cited(one.source),
        )
        for one in outcome.funds
    ]
    return _sheet(outcome, "资金", columns, rows)


def _payments(outcome: Outcome) -> Sheet:
    payers = list(dict.fromkeys(payer for one in outcome.payments for payer in one.by_payer))
    columns = [_text("编号", 22), _text("名称", 30), _text("地区", 12), _text("奖补", 24), _text("档次", 22)]
    columns += [
        _money("应得"),
        _money("应付"),
        _money("实付"),
        *[_money(f"{payer}承担") for payer in payers],
        _text("依据", 34),
    ]
    rows = []
    for one in outcome.payments:
        shares = [_yuan(one.by_payer[payer]) if payer in one.by_payer else None for payer in payers]
        sums = (_yuan(one.due), _yuan(one.allowed), _yuan(one.paid))
        rows.append((one.id, one.name, one.region, one.benefit, one.branch, *sums, *shares, _cited(one.source)))
    note = f"评定日 {outcome.on}；金额单位：元；应得按标准，应付扣除封顶、已付、就高和合计上限，实付为资金分配以后"
    if len(rows) > MOST_ROWS:
        note += f"；共 {len(rows)} 行，这里列出前 {MOST_ROWS} 行，全部请用 --out 文件夹"
    return _sheet(outcome, "兑付明细", columns, rows, note)


def _missing(outcome: Outcome) -> Sheet:
    columns = [
        _text("编号", 22),
        _text("名称", 30),
        _text("奖补", 24),
        _money("应付至少"),
        _money("应付至多"),
        _text("还缺的资料", 48),
    ]
    rows = [
        (one.id, one.name, one.benefit, _yuan(one.amount.low), _most(one.amount), "；".join((*one.missing, *one.notes)))
        for one in outcome.missing
    ]
    note = f"评定日 {outcome.on}；金额单位：元；缺资料的不按零计，补齐后重新计算"
    if outcome.missing_left_out:
        note += f"；另有 {outcome.missing_left_out} 户没有逐户列出"
    return _sheet(outcome, "待补资料", columns, rows, note)


def _back(outcome: Outcome) -> Sheet:
    columns = [
        _text("编号", 22),
        _text("名称", 30),
        _text("奖补", 24),
        SheetColumn("兑付日期", 12, "date"),
        _money("已付"),
        _money("已追回"),
        _money("还应追回至少"),
        _money("还应追回至多"),
        _text("依据", 34),
    ]
    rows = [
        (
            one.claimant,
            outcome.names.get(one.claimant, ""),
            one.name or one.benefit,
            one.paid_on,
            _yuan(one.paid),
            _yuan(one.returned),
            _yuan(one.amount.low),
            _most(one.amount),
            " ".join(part for part in (one.document, one.clause) if part),
        )
        for one in outcome.claw_backs
    ]
    return _sheet(outcome, "追回", columns, rows)


def _not_run(outcome: Outcome) -> Sheet:
    columns = [_text("奖补", 28), _text("原因", 40), _text("还要补写的内容", 60)]
    rows = [(one.name, one.why, "；".join(one.gaps)) for one in outcome.not_run]
    return _sheet(outcome, "没有运行", columns, rows, f"评定日 {outcome.on}")


def _cited(source: Source) -> str:
    parts = [source.document, source.clause, "数字未经证实" if source.is_unconfirmed else ""]
    return " ".join(part for part in parts if part)
