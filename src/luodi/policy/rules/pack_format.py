"""The format of a pack: which keys each rule has and what each of them holds, in the order they are written."""

from __future__ import annotations

from luodi.policy.rules.case_figures import CasePlace, Expected, Figures, OfProject, Paid
from luodi.policy.rules.case_model import Case, CaseProject
from luodi.policy.rules.codecs import (
    Count,
    Day,
    FieldCode,
    Id,
    Listed,
    Money,
    Number,
    OneOf,
    Pairs,
    Reference,
    Rule,
    Share,
    Truth,
    Words,
)
from luodi.policy.rules.extra_fields import ExtraFields
from luodi.policy.rules.model import (
    Adjustment,
    Band,
    BenefitRule,
    Branch,
    Ceiling,
    ClawBack,
    ColourRule,
    Condition,
    Fund,
    HighestOnly,
    Ladder,
    LadderEdition,
    PointItem,
    PointsTable,
    Route,
    Rules,
    Rung,
    Scoreboard,
    ScoreIndicator,
    TargetPath,
)
from luodi.policy.rules.model import Share as PayerShare
from luodi.policy.rules.records import Key, Named, Record
from luodi.policy.rules.target_figures import TargetFigures

WORDS, TRUTH, DAY, MONEY, SHARE = Words(), Truth(), Day(), Money(), Share()
FLAG, PAY, POINTS, NUMBER = Rule("flag"), Rule("money"), Rule("points"), Rule("number")
SUBJECT = Key("describes", OneOf(("firm", "project", "region", "park")))
NAME = Key("name", WORDS)
SCORE = Number(("分",))

FUND = Record(
    Fund,
    "资金",
    (
        NAME,
        Key("budget", MONEY),
        Key("shortage", OneOf(("pro_rata", "order", "none"))),
        Key("order", NUMBER),
    ),
)
GROUP = Record(HighestOnly, "就高不重复组", (NAME, SUBJECT))
CEILING = Record(
    Ceiling,
    "合计上限",
    (
        NAME,
        SUBJECT,
        Key("benefits", Listed(Reference("benefits", "奖补"), "奖补代号")),
        Key("most", PAY),
        Key("per", OneOf(("year", "total"))),
    ),
)
BRANCH = Record(Branch, "奖补档次", (NAME, Key("when", FLAG), Key("pay", PAY)))
PAYER = Record(PayerShare, "分担", (Key("payer", WORDS), Key("share", SHARE), Key("when", FLAG)))
CLAW_BACK = Record(
    ClawBack,
    "收回条件",
    (Key("when", FLAG), Key("within_years", Count("年")), Key("share", SHARE), Key("clause", WORDS)),
)
BENEFIT = Record(
    BenefitRule,
    "奖补",
    (
        NAME,
        SUBJECT,
        Key("for_whom", FLAG),
        Key("take", OneOf(("highest", "first", "sum"))),
        Key("branches", Named(BRANCH)),
        Key("cap", PAY),
        Key("total_cap", PAY),
        Key("basis", OneOf(("once", "year"))),
        Key("tops_up", TRUTH),
        Key("rounded_to", MONEY),
        Key("fund", Reference("funds", "资金")),
        Key("payers", Listed(PAYER, "分担")),
        Key("group", WORDS),
        Key("claw_back", Listed(CLAW_BACK, "收回条件")),
        Key("gaps", Listed(WORDS)),
    ),
)
CONDITION = Record(Condition, "条件", (NAME, Key("rule", FLAG), Key("asked", OneOf(("always", "grant", "review")))))
POINT_ITEM = Record(PointItem, "评分项", (NAME, Key("part", WORDS), Key("most", SCORE), Key("points", POINTS)))
POINTS_TABLE = Record(
    PointsTable,
    "评分表",
    (
        Key("least", SCORE),
        Key("is_strict", TRUTH),
        Key("least_of", Pairs(SCORE, "各部分的最低分")),
        Key("items", Named(POINT_ITEM)),
    ),
)
ROUTE = Record(Route, "途径", (NAME, Key("conditions", Named(CONDITION)), Key("points", POINTS_TABLE)))
RUNG = Record(
    Rung,
    "级次",
    (
        NAME,
        Key("qualification", WORDS),
        Key("valid_years", Count("年")),
        Key("granted_on", Rule("date")),
        Key("held", FLAG),
        Key("requires", Named(CONDITION)),
        Key("routes", Named(ROUTE)),
        Key("vetoes", Named(CONDITION)),
    ),
)
EDITION = Record(LadderEdition, "版次", (NAME, Key("rungs", Named(RUNG))))
LADDER = Record(
    Ladder,
    "梯度",
    (NAME, SUBJECT, Key("is_classes", TRUTH), Key("note", WORDS), Key("editions", Listed(EDITION, "版次"))),
)
INDICATOR = Record(
    ScoreIndicator,
    "指标",
    (
        NAME,
        Key("value", NUMBER),
        Key("weight", Number(("%", "分"))),
        Key("is_more_better", TRUTH),
        Key("normal", OneOf(("ratio", "min_max", "z_score", "rank", "target_share"))),
        Key("baseline", NUMBER),
        Key("ceiling", Number(("倍",))),
        Key("floor", SCORE),
        Key("rank_step", SCORE),
        Key("missing", OneOf(("unknown", "zero", "mean", "drop"))),
    ),
)
ADJUSTMENT = Record(Adjustment, "加减分", (NAME, Key("points", POINTS), Key("most", SCORE)))
BAND = Record(
    Band,
    "等次",
    (NAME, Key("colour", WORDS), Key("up_to_share", SHARE), Key("least_score", SCORE)),
)
COLOURS = Record(
    ColourRule,
    "分等办法",
    (Key("kind", OneOf(("shares", "scores", "natural_breaks"))), Key("bands", Listed(BAND, "等次"))),
)
SCOREBOARD = Record(
    Scoreboard,
    "排名",
    (
        NAME,
        SUBJECT,
        Key("among", FLAG),
        Key("group", FieldCode()),
        Key("aggregate", OneOf(("weighted_sum", "geometric"))),
        Key("indicators", Named(INDICATOR)),
        Key("adjustments", Named(ADJUSTMENT)),
        Key("veto", CONDITION),
        Key("veto_band", WORDS),
        Key("exempt", CONDITION),
        Key("exempt_band", WORDS),
        Key("colours", COLOURS),
    ),
)
TARGET = Record(
    TargetPath,
    "目标",
    (
        NAME,
        SUBJECT,
        Key("subject", WORDS),
        Key("comparator", OneOf((">=", "<="))),
        Key("by", DAY),
        Key("shape", OneOf(("linear", "geometric"))),
        Key("tolerance", Number(("百分点", "%"))),
    ),
    TargetFigures(),
)
PROJECT_OF_CASE = Record(
    CaseProject,
    "用例的项目",
    (
        NAME,
        Key("figures", Figures()),
        Key("paid", Listed(Paid(), "已兑付")),
        Key("expect", Expected(), "expected"),
    ),
    OfProject(),
)
CASE = Record(
    Case,
    "用例",
    (
        NAME,
        SUBJECT,
        Key("on", DAY),
        Key("like", WORDS),
        Key("figures", Figures()),
        Key("paid", Listed(Paid(), "已兑付")),
        Key("projects", Listed(PROJECT_OF_CASE, "项目")),
        Key("expect", Expected(), "expected"),
    ),
    CasePlace(),
)
PACK = Record(
    Rules,
    "规则包",
    (
        Key("pack", Id(), "name"),
        Key("title", WORDS),
        Key("region", WORDS),
        Key("notes", Listed(WORDS)),
        Key("funds", Named(FUND)),
        Key("groups", Named(GROUP)),
        Key("benefits", Named(BENEFIT)),
        Key("ceilings", Named(CEILING)),
        Key("ladders", Named(LADDER)),
        Key("scoreboards", Named(SCOREBOARD)),
        Key("targets", Named(TARGET)),
        Key("cases", Listed(CASE, "用例")),
    ),
    ExtraFields(),
)
