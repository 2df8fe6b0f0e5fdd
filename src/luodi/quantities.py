"""Numbers as official documents write them: value, range, unit as written, and the words of comparison around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

_DIGITS = "〇零一二两三四五六七八九"
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_FULLWIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
TIME_UNITS = frozenset(
    re.findall(r"\S+", "年 天 周 月 个月 小时 个小时 分钟 秒 个工作日 工作日 个自然日 岁 周年 学时 课时")
)
_PERCENT = ("%", "％", "‰")
# Longest first where one opens another. A classifier stands right behind the number, or behind 万, 亿 and their kin.
_CLASSIFIERS = (
    "个百分点|百分点|个基点|基点|个工作日|工作日|个自然日|个月|个小时|个标准箱|标准箱|个标箱|标箱|个床位|张床位|人次|人民币|人|名|位|家次|家|户次|户|"
    "项次|项|台次|台|套次|套|件次|件|场次|场|次(?!性|数|月|年|日)|支|只|条(?!例|件|款)|座|所|处(?!理)|间|栋|幢|款|种(?!植|类|业)|"
    "类(?!型)|批(?!量|准|发)|期(?!间|限|末)|株|头|羽|辆次|辆|艘次|艘|架次|架|枚|颗|对(?!接|标|外|口|照)|组(?!织|建|成)|队|届|部(?!门|分|署|级)|"
    "本(?!地|市|省|区|级|土|科)|册|篇|份|宗|起(?!步|点|来)|笔|单(?!位|项|个|一)|例|张|块(?!状)|片(?!区)|门(?!类|户|店)|根|班次|班|学时|课时|小时|分钟|秒|"
    "倍|成(?=[以左的，。、；,;]|$)|折|分(?![别布类支区级批期步])|天|周年|周(?!期|边)|年(?!均|度|产|末|底|初|级|销|营|交)|岁|层(?!次|面)|个(?!别|体户)|"
    "镇|村(?!级)|乡镇|街区|枚|克拉|剂|例|床|站(?!点)|节(?!约|能|水)|"
    "元|美元|欧元|港元|港币|日元|英镑|美金"
)
_MEASURES = (
    "平方公里|平方千米|平方米|立方米|平米|公里|千米|厘米|毫米|米|亩|公顷|吨标准煤|吨标煤|吨|千克|公斤|克|升|千瓦时|千瓦|兆瓦时|兆瓦|吉瓦时|吉瓦|度|"
    "千伏安|千伏|兆伏安|千卡|标准立方米|㎡|m2|m²|km|kWh|KWh|kW|KW|MWh|MW|GWh|GW|TWh|TB|PB|EB|GB|PFLOPS|Pflops|PFlops|EFLOPS|Eflops|EFlops|FLOPS|P(?![A-Za-z])|Gbps|Mbps|"
    "TEU|微克/立方米|毫克/升|海里|分贝"
)
_UNIT = rf"(?:{_MEASURES}|{_CLASSIFIERS})"
_BRACKETED = rf"(?:[（(](?:{_UNIT}|组|点|班)(?:[、/](?:{_UNIT}))*[）)])?"
_PER = rf"(?:[/／](?:[十百千万亿]*{_UNIT}|年|天|日|月|亩|班))*"
_TAIL_UNIT = rf"(?P<unit>[%％‰]|{_UNIT}{_BRACKETED}{_PER})"
_ARABIC = r"[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?![0-9０-９])(?:[.．][0-9０-９]+)?|[0-9０-９]+(?:[.．][0-9０-９]+)?"
_WORDS = rf"[{_DIGITS}十百千万亿]+"
_SHARE = rf"百分之(?:{_WORDS}点{_WORDS}|{_WORDS}|{_ARABIC})|千分之{_WORDS}|[{_DIGITS}十]+分之[{_DIGITS}十]+"
_NUMBER = re.compile(rf"(?P<share>{_SHARE})|(?P<arabic>{_ARABIC})|(?P<words>{_WORDS})")
_BEHIND = re.compile(rf"[ \u00a0]?(?P<scale>[十百千万亿]*)(?P<more>[余多]?)\s?{_TAIL_UNIT}")
_SCALE = re.compile(r"[百千万亿]*")
_JOIN = re.compile(r"\s?(?:[-－﹣]{1,2}|[—–―]{1,2}|[~～∼〜]|至|到)\s?")
_RATIO = re.compile(r"\s?[:：∶︰]\s?")
_LIMITS = (
    "不少于|不低于|不小于|不得少于|不得低于|不超过|不得超过|不高于|不大于|不多于|不得高于|不突破|"
    "大于等于|至少|最低|最少|最高|最多|大于|小于|高于|低于|多于|少于"
)
_REACHES = (
    "达到|达|突破|超过|超出|超|过|逾|约|大约|近|接近|控制在|稳定在|保持在|维持在|提高到|提高至|提升到|提升至|"
    "增加到|增长到|扩大到|降低到|降低至|降至|降到|下降到|下降至|"
    "压缩到|压缩至|压减到|压减至|缩短到|缩短至|减少到|减少至|增至|增加至|增长至|扩大至|缩小到|缩小至|到|至|≥|≤|＞|＜|>|<|上浮|下浮"
)
_BEFORE = re.compile(rf"(?:(?:{_LIMITS})\s?|(?:{_REACHES})[\s了]?)+$")
_AFTER = re.compile(
    r"\s?(?:[（(]含(?:本数)?[）)])?(?:及其?|或|\(含\)|（含）)?"
    r"(以上|以下|以内|之内|左右|上下)|\s?(?:及其?|或)(以上|以下)"
)
# Looked at before the patterns above, which are dear: what a number can begin with, and what each of them needs next to it.
_FIRST = re.compile(rf"[0-9０-９{_DIGITS}十百千万亿]")
_SPACES = frozenset("\t\n\x0b\x0c\r \x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000").union(
    chr(code) for code in range(0x2000, 0x200B)
)
_OPENS_BEHIND = _SPACES.union(
    "十百千万亿余多%％‰", (unit[0] for unit in f"{_MEASURES}|{_CLASSIFIERS}".split("|") if unit)
)
_OPENS_JOIN = _SPACES.union("-－﹣—–―~～∼〜至到")
_OPENS_AFTER = _SPACES.union("（(及其或以之左上")
_ENDS_BEFORE = _SPACES.union("了", (word[-1] for word in f"{_LIMITS}|{_REACHES}".split("|")))
_ROUGH_BEFORE = re.compile(r"[数几上若近约逾余好来]$")
_OPENING, _CLOSING = "“‘《「『", "”’》」』"
_QUOTED_LIMIT = 24


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: ``text[start:end]`` is number and unit as written.

    ``value`` (and ``upper`` for a range) is in ``unit`` as written, so ``3万亩`` is 3 in 万亩; shares written as
    fractions are in %. ``before`` and ``after`` are the words of comparison that touch it (不少于, 以上).
    ``approximate`` marks 余 and 多 behind the number. ``in_words`` marks a number written in Chinese characters.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    upper: Decimal | None = None
    before: str = ""
    after: str = ""
    approximate: bool = False
    in_words: bool = False

    @property
    def is_share(self) -> bool:
        return self.unit in _PERCENT

    @property
    def is_time(self) -> bool:
        return self.unit in TIME_UNITS


def _chinese_integer(words: str) -> Decimal | None:
    """The value of a numeral such as 一亿二千万; digits alone (二〇二五) are read one by one; None if ill-formed."""
    if all(c in _DIGITS for c in words) and len(words) > 1:
        return Decimal("".join(str(_digit(c)) for c in words)) if "两" not in words else None
    total = section = 0
    pending: int | None = None
    for c in words:
        if c in _DIGITS:
            if pending not in (None, 0):
                return None
            pending = _digit(c)
        elif c in _SMALL:
            section += (1 if pending is None else pending) * _SMALL[c]
            pending = None
        else:
            section += pending or 0
            # 万亿: the large unit multiplies all that was read so far when nothing stands between.
            total = total + section * _LARGE[c] if section else (total or 1) * _LARGE[c]
            section, pending = 0, None
    return Decimal(total + section + (pending or 0))


def _digit(c: str) -> int:
    return {"〇": 0, "零": 0, "两": 2}.get(c, "〇一二三四五六七八九".find(c))


def _arabic(words: str) -> Decimal:
    plain = words.translate(_FULLWIDTH).replace(",", "")
    return Decimal(plain)


def _share(words: str) -> Decimal | None:
    base, _, part = words.partition("分之")
    if base in ("百", "千"):
        whole, _, decimals = part.partition("点")
        value = _arabic(whole) if re.fullmatch(_ARABIC, whole) else _chinese_integer(whole)
        if value is None:
            return None
        if decimals:
            digits = "".join(str(_digit(c)) for c in decimals if c in _DIGITS)
            value += Decimal(f"0.{digits or 0}")
        return value if base == "百" else value / 10
    over, under = _chinese_integer(part), _chinese_integer(base)
    return over * 100 / under if over is not None and under else None


def _split_words(words: str) -> tuple[Decimal, str] | None:
    """A numeral in characters as value and the 万 or 亿 that belong to its unit: 五百亿 is (500, 亿)."""
    scale = ""
    body = words
    while body and body[-1] in _LARGE:
        scale, body = body[-1] + scale, body[:-1]
    if not body:
        return Decimal(1), scale
    if set(body) <= set("零〇"):  # 零部件
        return None
    value = _chinese_integer(body)
    if value is None or ((set(body) & set(_LARGE)) and not scale):
        value = _chinese_integer(words)
        return (value, "") if value is not None else None
    if set(body) & set(_LARGE):
        last = 1
        for c in scale:
            last *= _LARGE[c]
        value = _chinese_integer(words)
        return (value / last, scale) if value is not None else None
    return value, scale


def _read(text: str, found: re.Match[str], end: int) -> tuple[Quantity, bool] | None:
    """One number with its unit at ``found``; the flag says that it is a whole by itself and takes no range."""
    start, at = found.span()
    if found["share"]:
        value = _share(found["share"])
        return (Quantity(start, at, value, "%", in_words=True), True) if value is not None else None
    behind = _BEHIND.match(text, at, end) if text[at : at + 1] in _OPENS_BEHIND else None
    if behind is not None:
        scale, more, unit, stop = behind["scale"], bool(behind["more"]), behind["unit"], behind.end()
    else:
        rest = _SCALE.match(text, at, end)
        assert rest is not None
        scale, more, unit, stop = rest.group(), False, "", rest.end()
    if found["words"]:
        split = _split_words(found["words"])
        if split is None or not unit:
            if split and split[1] and _bare_allowed(text, found):
                return Quantity(start, at, split[0], split[1], in_words=True), False
            return None
        value, scale = split
        if not set(found["words"]) & set(_DIGITS + "十") and not unit.endswith("元") and not _bare_allowed(text, found):
            return None  # 百家争鸣, 千家万户
    else:
        value = _arabic(found["arabic"])
    if unit == "成":
        return Quantity(start, stop, value * 10, "%", in_words=bool(found["words"])), False
    if not unit and not scale:
        return Quantity(start, at, value, ""), False
    return Quantity(start, stop, value, scale + unit, approximate=more, in_words=bool(found["words"])), False


def _bare_allowed(text: str, found: re.Match[str]) -> bool:
    """千亿, 百亿 and the like without a unit count only behind a word of comparison (突破千亿) and not as 千亿级."""
    compared = _BEFORE.search(text[max(0, found.start() - 8) : found.start()])
    return compared is not None and not text.startswith("级", found.end())


def quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Short stretches in quotes and titles in 《》: names, inside which a number is not a figure."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    straight = -1
    for hit in _QUOTES.finditer(text, start, end):
        c, at = hit.group(), hit.start()
        if c == "\n":
            opened, straight = [], -1
        elif c == '"':
            if straight >= 0 and at - straight <= 3 * _QUOTED_LIMIT:
                if at - straight <= _QUOTED_LIMIT:
                    found.append((straight, at + 1))
                straight = -1
            else:
                straight = at
        elif c in _OPENING:
            opened.append(at)
        elif opened:
            begin = opened.pop()
            if at - begin <= _QUOTED_LIMIT or text[begin] == "《":
                found.append((begin, at + 1))
    return sorted(found)


_QUOTES = re.compile(rf"[{_OPENING}{_CLOSING}\"\n]")


def is_name_or_date(text: str, quantity: Quantity) -> bool:
    """Whether the number is a year, a date, an ordinal, a document number or part of a name (5G, 500强, 平台2.0)."""
    before = text[max(0, quantity.start - 1) : quantity.start]
    after = text[quantity.end : quantity.end + 1]
    if before and before in "第〔[+＋×·＃#№“‘":
        return True
    if after and after in "+＋×·〕号级强代后线" and not (after == "强" and quantity.unit):
        return True
    if not quantity.unit and _SPACED_DATE.match(text, quantity.end):
        return True
    if quantity.unit == "年" and (1900 <= quantity.value <= 2100 or (quantity.in_words and quantity.value < 1)):
        return True
    if quantity.unit:
        return quantity.in_words and _is_idiom(text, quantity)
    return _is_bare_name(text, quantity, before, after)


_SPACED_DATE = re.compile(r"\s*[号月日年条款章节版]")


def _is_bare_name(text: str, quantity: Quantity, before: str, after: str) -> bool:
    """Without a unit only a number that ends its phrase or carries 以上 counts."""
    written = text[quantity.start : quantity.end]
    if before and ((before.isascii() and (before.isalnum() or before in ".-_/(")) or before in "（“‘-—"):
        return True
    if re.fullmatch(r"\d\.0|(?:19|20)\d\d|\d{5,}", written) and not quantity.after:
        return True
    return not (quantity.after or not after or after in "，。；、,;和及）)\n ")


def _is_idiom(text: str, quantity: Quantity) -> bool:
    """一 with a classifier is mostly an article (一批, 一个, 一支); 一次性 and 三个一 are words."""
    around = text[max(0, quantity.start - 1) : quantity.end + 1]
    if (
        quantity.value == 1
        and len(quantity.unit) <= 2
        and not (quantity.upper or quantity.after or "元" in quantity.unit)
    ):
        return True
    return around[-1:] in ("性", "一") or around[:1] in tuple("第之同统唯") or quantity.unit in ("届", "次", "分")


def _with_range(text: str, first: Quantity, found: re.Match[str], end: int) -> Quantity:
    """Joins ``3—5家`` and ``3家至5家`` to one quantity; years joined by a dash stay as they are."""
    joint = _JOIN.match(text, first.end, end) if text[first.end : first.end + 1] in _OPENS_JOIN else None
    if joint is None:
        return first
    second = _NUMBER.match(text, joint.end(), end)
    if second is None or (bool(found["words"]) != bool(second["words"]) and not second["share"]):
        return first
    read = _read(text, second, end)
    if read is None or not read[0].unit:
        return first
    other = read[0]
    shared = first.unit in ("", other.unit) or (first.is_share and other.is_share) or other.unit == first.unit + "元"
    if not shared or other.value <= first.value:
        return first
    return replace(other, start=first.start, value=first.value, upper=other.value)


def _with_ratio(text: str, first: Quantity, end: int) -> Quantity:
    """``a:b`` is the value of b for one of a; where b is 1, the value of a."""
    joint = _RATIO.match(text, first.end, end) if not first.unit else None
    second = _NUMBER.match(text, joint.end(), end) if joint else None
    if second is None or not second["arabic"] or not first.value:
        return first
    right = _arabic(second["arabic"])
    if not right or text[second.end() : second.end() + 1] in (":", "：") or first.value > 10_000 or right > 10_000:
        return first
    value = first.value if right == 1 else right / first.value
    return Quantity(first.start, second.end(), value, "")


_SLASHED = re.compile(r"([0-9]{1,2})[/／]([0-9]{1,2})(?![0-9/／年月])")


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """The quantities of ``text[start:end]`` in order, without names, dates, ordinals and rough words (数十家)."""
    end = len(text) if end is None else end
    held: list[Quantity] = []
    for quantity in _all(text, start, end):
        if held and not (quantity.start - held[-1].end == 1 and text[held[-1].end] in "、和及"):
            yield from (q for q in held if not is_name_or_date(text, q))
            held = []
        held.append(quantity)
        if quantity.unit:  # 30、40、50家: the unit at the end is that of all
            shared = [replace(q, unit=quantity.unit, after=q.after or quantity.after) for q in held[:-1]]
            yield from (q for q in (*shared, quantity) if not is_name_or_date(text, q))
            held = []
    yield from (q for q in held if not is_name_or_date(text, q))


def _all(text: str, start: int, end: int) -> Iterator[Quantity]:
    first = _FIRST.search(text, start, end)
    names = quoted(text, start, end) if first else []
    name = 0
    at = start
    while first := _FIRST.search(text, at, end):
        found = _NUMBER.match(text, first.start(), end)
        if found is None:
            at = first.end()
            continue
        at = found.end()
        while name < len(names) and names[name][1] <= found.start():
            name += 1
        if name < len(names) and names[name][0] <= found.start():
            at = max(at, names[name][1])
            continue
        slashed = _SLASHED.match(text, found.start(), end) if text[at : at + 1] in ("/", "／") else None
        quantity: Quantity | None
        if slashed and 0 < int(slashed[1]) < int(slashed[2]):
            quantity = Quantity(found.start(), slashed.end(), Decimal(slashed[1]) * 100 / Decimal(slashed[2]), "%")
        else:
            quantity = _whole(text, found, end)
        if quantity is None:
            continue
        at = quantity.end
        before = text[max(start, quantity.start - 12) : quantity.start]
        if quantity.in_words and _ROUGH_BEFORE.search(before) and not before.endswith(("大约", "达上")):
            continue
        compared = _BEFORE.search(before) if before[-1:] in _ENDS_BEFORE else None
        after = _AFTER.match(text, quantity.end, end) if text[quantity.end : quantity.end + 1] in _OPENS_AFTER else None
        if compared or after:
            words = compared.group().strip() if compared else ""
            quantity = replace(quantity, before=words, after=(after[1] or after[2]) if after else "")
        yield quantity


def _whole(text: str, found: re.Match[str], end: int) -> Quantity | None:
    read = _read(text, found, end)
    if read is None:
        return None
    quantity, alone = read
    if alone:
        return _with_range(text, quantity, found, end)
    ratio = _with_ratio(text, quantity, end)
    return ratio if ratio is not quantity else _with_range(text, quantity, found, end)


_WHOLE_UNIT = re.compile(rf"[十百千万亿]*{_TAIL_UNIT}|[十百千万亿]+")


def is_unit(words: str) -> bool:
    """Whether the words are a unit and nothing else: 亿元, 家, 万元/人, %."""
    return _WHOLE_UNIT.fullmatch(words) is not None


_YUAN = re.compile(r"([十百千万亿]*)(?:人民币)?元?(人民币)?$")


def money_in_yuan(quantity: Quantity, *, upper: bool = False) -> Decimal | None:
    """The sum in yuan, or None where the unit is not yuan; of ``万元/人`` the sum per head."""
    head = re.split(r"[/／]", quantity.unit)[0]
    if not head.endswith(("元", "人民币")) or head.endswith(("美元", "欧元", "港元", "日元")):
        return None
    written = _YUAN.match(head)
    value = quantity.upper if upper else quantity.value
    if written is None or value is None:
        return None
    scale = 1
    for c in written[1]:
        scale *= _SMALL.get(c) or _LARGE[c]
    return value * scale
