"""The words of the language: functions and keywords, in Chinese as printed and in English as also understood."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Function:
    """A function: its Chinese name, its English one, how few and how many arguments, and how to write it."""

    name: str
    english: str
    fewest: int
    most: int
    form: str


MANY = 50

FUNCTIONS = (
    Function("最大", "max", 2, MANY, "最大(甲, 乙, …)"),
    Function("最小", "min", 2, MANY, "最小(甲, 乙, …)"),
    Function("合计", "sum", 1, MANY, "合计(甲, 乙, …)"),
    Function("分档", "bands", 1, MANY, "分档(条件: 数值, …, 否则: 数值)"),
    Function("四舍五入", "round", 1, 2, "四舍五入(数值, 步长)，如 四舍五入(奖补额, 100元)"),
    Function("去尾", "truncate", 1, 2, "去尾(数值, 步长)，如 去尾(年产值, 1亿元)，不足一步的不计"),
    Function("有资质", "holds", 1, 1, "有资质(“资质名称”)"),
    Function("介于", "between", 3, 3, "介于(数值, 下限, 上限)，含上下限"),
    Function("属于", "among", 2, 2, "属于(文字, {“甲”, “乙”})"),
    Function("本年", "current", 1, 1, "本年(指标)"),
    Function("上年", "previous", 1, 1, "上年(指标)"),
    Function("前年", "prior", 2, 2, "前年(指标, 年数)"),
    Function("上年同期", "year_earlier", 1, 1, "上年同期(月度或季度指标)"),
    Function("同比", "growth", 1, 1, "同比(指标)"),
    Function("年均增速", "average_growth", 2, 2, "年均增速(指标, 年数)"),
    Function("累计", "total", 1, 2, "累计(指标) 或 累计(指标, 期数)"),
    Function("首次", "first", 1, 2, "首次(条件) 或 首次(条件, 往前查的期数)"),
    Function("连续", "running", 2, 2, "连续(条件, 期数)"),
    Function("满年", "full_years", 1, 1, "满年(日期)"),
)
BY_NAME = {word: function for function in FUNCTIONS for word in (function.name, function.english)}

LONGEST_LOOK_BACK = 20

AND, OR, NOT = "且", "或", "非"
OTHERWISE = "否则"
EVALUATION_DAY = "评定日"
TRUTHS = {"真": True, "假": False, "是": True, "否": False, "true": True, "false": False}
_ENGLISH = {"and": AND, "or": OR, "not": NOT, "otherwise": OTHERWISE, "evaluation_day": EVALUATION_DAY}
KEYWORDS = {**_ENGLISH, AND: AND, OR: OR, NOT: NOT, OTHERWISE: OTHERWISE, EVALUATION_DAY: EVALUATION_DAY}

# No field may bear one of these.
RESERVED = frozenset((*BY_NAME, *KEYWORDS, *TRUTHS))

# What people write instead, and what to write.
OTHER_WORDS = {
    "并且": "且",
    "而且": "且",
    "同时": "且",
    "以及": "且",
    "或者": "或",
    "或是": "或",
    "不是": "非",
    "大于": ">",
    "超过": ">",
    "高于": ">",
    "多于": ">",
    "大于等于": ">=",
    "不低于": ">=",
    "不少于": ">=",
    "不小于": ">=",
    "达到": ">=",
    "至少": ">=",
    "小于": "<",
    "低于": "<",
    "少于": "<",
    "不足": "<",
    "小于等于": "<=",
    "不高于": "<=",
    "不超过": "<=",
    "不大于": "<=",
    "不多于": "<=",
    "等于": "=",
    "不等于": "!=",
    "加": "+",
    "减": "-",
    "乘": "*",
    "乘以": "*",
    "除以": "/",
    "如果": "分档(条件: 数值, …, 否则: 数值)",
    "若": "分档(条件: 数值, …, 否则: 数值)",
    "if": "分档(条件: 数值, …, 否则: 数值)",
    "去年": "上年(指标)",
    "今年": "本年(指标)",
    "增速": "同比(指标)",
    "增长率": "同比(指标)",
    "平均": "合计(甲, 乙) / 2",
    "average": "合计(甲, 乙) / 2",
    "avg": "合计(甲, 乙) / 2",
    "取整": "四舍五入(数值)",
    "in": "属于(文字, {“甲”, “乙”})",
    "今天": EVALUATION_DAY,
}
