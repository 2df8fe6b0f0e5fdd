"""Numbers, dates and lists as they are written in Chinese official documents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from luodi.ledger.model import Deadline

_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_BESIDE_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff》”’）])[,;:?!()]|[,;:?!()](?=[\u4e00-\u9fff《“‘（])")
_DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """1 to 999 as numbering writes them: 一, 十, 十二, 二十, 一百零五."""
    if not 0 < number < 1000:
        raise ValueError(f"numbering goes from 1 to 999: {number}")
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and units:
        words += "零"
    return words + (_DIGITS[units] if units else "")


def chinese_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def by_words(deadline: Deadline | None, *, is_standing: bool = False) -> str:
    """A deadline in words: 2026年9月底前, 2026年4月15日前, 2027年（目标） by a target; '' where the text sets none."""
    if deadline is None:
        return "长期" if is_standing else ""
    day = deadline.on
    if deadline.basis == "target":
        return f"{day.year}年（目标）"
    if (day.month, day.day) == (12, 31):
        return f"{day.year}年底前"
    if (day + timedelta(days=1)).day == 1:
        return f"{day.year}年{day.month}月底前"
    return f"{chinese_date(day)}前"


def full_width(words: str) -> str:
    """Marks beside Chinese characters in full width, as official documents print them; 1,000 and 3:1 stay."""
    return _BESIDE_CHINESE.sub(lambda mark: _FULL_WIDTH[mark.group()], words)


def in_book_marks(title: str) -> str:
    """A title in 《》; book marks inside it become 〈〉."""
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"


def numbers(values: Iterable[int]) -> str:
    """Positions with neighbours drawn together: 1、3—5、9."""
    runs: list[list[int]] = []
    for value in sorted(set(values)):
        if runs and value == runs[-1][-1] + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    return "、".join(f"{run[0]}—{run[-1]}" if len(run) > 2 else "、".join(str(value) for value in run) for run in runs)
