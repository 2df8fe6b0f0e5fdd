"""Reads dates and years of a document: the day it was issued, and the years that it covers."""

from __future__ import annotations

import re
from datetime import date

_CHINESE = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "O": 0, "０": 0}
_FULL = str.maketrans("０１２３４５６７８９", "0123456789")
_YEAR = r"(?:\d{4}|[〇零○ＯO一二三四五六七八九]{4})"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
DATE = re.compile(rf"(?P<y>{_YEAR})\s*年\s*(?P<m>{_SMALL})\s*月\s*(?P<d>{_SMALL})\s*日")
_DASH = r"\s*(?:[-—－–─~～至]|——|--)+\s*"
_SPAN = re.compile(rf"(?P<a>20\d\d)\s*年?{_DASH}(?P<b>20\d\d)\s*年?")
_ONE_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年(?!\s*\d{1,2}\s*月)")
_FIVE = re.compile(r"[“\"]?(?P<n>十[二三四五六])五[”\"]?")
_VALID_YEARS = re.compile(r"有效期(?:为|至|限|是)?\s*(?P<n>\d{1,2}|[一二两三四五])\s*年")
_VALID_UNTIL = re.compile(r"(?:有效期|执行|实施|施行|有效)(?:期限)?(?:截)?(?:至|到)\s*(?P<y>20\d\d)\s*年")
_FROM = re.compile(r"自\s*(?P<y>20\d\d)\s*年")
_PROGRAMME = re.compile(r"(?P<n>[一两二三四五]|\d)年(?:行动|攻坚|倍增|提升)?(?:方案|计划|行动)")
_MADE = re.compile(
    rf"(?:制定|制订|编制|实施|提出|印发)[^。；《》\n]{{0,8}}?{_SPAN.pattern}[^。；《》，\n]{{0,8}}?(?:方案|计划)"
)
_SMALL_NUMBERS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


def read_date(words: str) -> date | None:
    """The first date of the words, in Arabic or Chinese numerals; None where there is none or it cannot be."""
    said = DATE.search(words.translate(_FULL))
    if not said:
        return None
    try:
        return date(_year(said["y"]), _small(said["m"]), _small(said["d"]))
    except ValueError:
        return None


def _year(words: str) -> int:
    return int(words) if words.isdigit() and words.isascii() else int("".join(str(_CHINESE[c]) for c in words))


def _small(words: str) -> int:
    if words.isdigit():
        return int(words)
    tens, _, ones = words.partition("十")
    if "十" not in words:
        return _CHINESE[words] if len(words) == 1 else 0
    return (_CHINESE[tens] if tens else 1) * 10 + (_CHINESE[ones] if ones else 0)


def title_horizon(title: str) -> tuple[int, int] | None:
    """The years in a title: （2023—2027年）, 2020年…方案, “十四五”."""
    if said := _SPAN.search(title):
        first, last = int(said["a"]), int(said["b"])
        return (first, last) if first <= last else None
    if said := _FIVE.search(title):
        start = {"十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}[said["n"]]
        return start, start + 4
    years = _ONE_YEAR.findall(title)
    return (int(years[0]), int(years[0])) if len(set(years)) == 1 else None


def text_horizon(text: str, issued: int | None) -> tuple[int, int] | None:
    """The years that the text gives the plan: its term of validity, or the years of a programme that ends when it says.

    ``issued`` is the year of issue, where it is known from the date or the document number.
    """
    if said := _VALID_YEARS.search(text):
        begins = _FROM.search(text[max(0, said.start() - 120) : said.start()])
        start = int(begins["y"]) if begins else issued
        return (start, start + _count(said["n"])) if start else None
    if said := _VALID_UNTIL.search(text):
        begins = _FROM.search(text[max(0, said.start() - 120) : said.start()])
        start = int(begins["y"]) if begins else issued
        return (start, int(said["y"])) if start and start <= int(said["y"]) else None
    if (said := _MADE.search(text)) and int(said["a"]) <= int(said["b"]):
        return int(said["a"]), int(said["b"])
    if issued and (said := _PROGRAMME.search(text)):
        last = issued + _count(said["n"]) - 1
        return (issued, last) if re.search(rf"到\s*{last}\s*年", text) else None
    return None


def _count(words: str) -> int:
    return int(words) if words.isdigit() else _SMALL_NUMBERS[words]
